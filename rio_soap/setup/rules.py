"""By what is judged, from the settings alone: the clock, the transport profile, value lists and kenmerken.

Here is no database: a command that needs none starts in half the time without.
"""

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.clock import Clock, FixedClock, SystemClock
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.register.regels.kenmerktabel import Kenmerkfout, Kenmerktabel
from rio_soap.register.regels.uitslag import Registerinstellingen, standaardkenmerken, standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten, Waardenlijstfout
from rio_soap.setup import file_errors
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.workbench.controle import Kader, Op


def make_clock(settings: Settings) -> Clock:
    """The clock of the settings."""
    moment = settings.fixed_time
    return FixedClock(moment) if moment else SystemClock()


def make_profile(settings: Settings) -> Profiel:
    """The transport profile of the settings."""
    return Profiel(
        ontvanger_oin=settings.oin,
        streng=settings.profiel == "streng",
        ondertekening_vereist=settings.signatures == "required",
        max_klokverschil=settings.klokverschil,
        max_geldigheid=settings.max_geldigheid,
        eku=settings.eku,  # type: ignore[arg-type]  # its values are checked there
        maximum_bytes=settings.max_bericht,
    )


def kader_without_register(settings: Settings, op: Op = "nu") -> Kader:
    """By what the workbench judges messages where there is no register: without trust and controles.

    :raises SettingsError: when the file with waardenlijsten or that with kenmerken cannot be used.
    """
    lijsten = load_lijsten(settings)
    kenmerken = load_kenmerken(settings, lijsten)
    return Kader(make_profile(settings), make_clock(settings), op, lijsten, kenmerken=kenmerken)


def make_registerinstellingen(settings: Settings, *, beheerder: bool = False) -> Registerinstellingen:
    """By what the register judges and answers, from the settings.

    :param beheerder: the messages are those of the operator, who acts for every owner.
    :raises SettingsError: when the file with waardenlijsten or that with kenmerken cannot be used.
    """
    lijsten = load_lijsten(settings)
    return Registerinstellingen(
        paginagrootte=settings.paginagrootte,
        alleen_eerste=settings.foutmeldingen == "eerste",
        eqf_particulier=settings.eqf_particulier == "ja",
        beheerder=beheerder,
        lijsten=lijsten,
        kenmerken=load_kenmerken(settings, lijsten),
        klok=make_clock(settings).nu,
    )


def load_lijsten(settings: Settings) -> Waardenlijsten:
    """The value lists of the settings: those of the package, or of a file that holds at least the same lists.

    :raises SettingsError: when the file cannot be used.
    """
    pad, met_client_waarden = settings.waardenlijsten, settings.client_waarden == "ja"
    try:
        # Those of the package are read once in a process, which asks for them here more than once.
        if not pad and not met_client_waarden:
            return standaardlijsten()
        lijsten = Waardenlijsten.laad(pad or None, met_client_waarden=met_client_waarden)
    except (OSError, Waardenlijstfout) as fout:
        raise SettingsError(f"RIO_WAARDENLIJSTEN: {_told(fout, pad)}") from fout
    if mist := lijsten.ontbrekend(standaardlijsten().lijsten):
        raise SettingsError(zin("instelling.lijsten", pad=pad, lijsten=", ".join(mist)))
    return lijsten


def load_kenmerken(settings: Settings, lijsten: Waardenlijsten) -> Kenmerktabel:
    """The table of kenmerken of the settings: that of the package, or of a file.

    :raises SettingsError: when the file cannot be used with these value lists.
    """
    try:
        if not settings.kenmerken and lijsten is standaardlijsten():
            return standaardkenmerken()
        return Kenmerktabel.laad(lijsten, settings.kenmerken or None)
    except (OSError, Kenmerkfout) as fout:
        raise SettingsError(f"RIO_KENMERKEN: {_told(fout, settings.kenmerken)}") from fout


def _told(fout: OSError | ValueError, pad: str) -> str:
    """What is wrong with a file; the system does not name one that breaks off while it is read."""
    if not isinstance(fout, OSError):
        return str(fout)
    fout.filename = fout.filename or pad
    return file_errors.explain(fout)
