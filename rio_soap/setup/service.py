"""Puts the service together from the settings: the one place where all rooms meet."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from rio_soap import besloten
from rio_soap.chain.ports import Bag, Handelsregister
from rio_soap.edukoppeling.trusted import Vertrouwen
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.replica import Replica
from rio_soap.register.vertrouwen.trust import RegisterVertrouwen
from rio_soap.server import memory
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.foutboek import Foutboek
from rio_soap.service.hertoets import PartijIn
from rio_soap.service.oordeel import bekijk_vooraf, beoordeel
from rio_soap.service.pipeline import Pipeline
from rio_soap.service.tls_end import TlsEnd
from rio_soap.service.toegang import maak_toegang
from rio_soap.service.wsgi import RioToepassing
from rio_soap.setup.chain import make_bag, make_handelsregister
from rio_soap.setup.health import Health
from rio_soap.setup.keys import load_key_pair
from rio_soap.setup.replica_register import open_replica
from rio_soap.setup.rules import make_clock, make_profile, make_registerinstellingen
from rio_soap.setup.seal import make_stempel, start_sealer
from rio_soap.setup.settings import Settings
from rio_soap.setup.web_application import MANAGEMENT_PATHS, make_public
from rio_soap.setup.witnesses import make_witnesses
from rio_soap.workbench.controle import Kader, Op
from rio_soap.workbench.controle_http import ControleToepassing, VoorbeeldToepassing
from rio_soap.workbench.maat import Toelating
from rio_soap.workbench.preview import Bekijk
from rio_soap.workbench.werkbankbron import Werkbankbron

_DEEL_VAN_TERMIJN = 0.8
"""Of the time of a message what a question to KvK may take at most, so that its failure is told and not a time-out."""


def open_register(settings: Settings) -> Register:
    """The register of the settings, whatever is in it; the data directory is made when needed.

    Commands take that of `rio_soap.setup.register_use`, which looks first.
    """
    if not settings.database_url:
        besloten.maak_map(settings.data_dir)
    return Register(maak_engine(settings.url))


def make_application(settings: Settings, register: Register) -> RioToepassing:
    """The WSGI application of the settings on an open register.

    :raises SettingsError: when the signing certificate or its key is not there, or a replica for readings is none.
    """
    bag, kvk = make_bag(settings, make_clock(settings)), make_kvk(settings)
    vertrouwen = RegisterVertrouwen(register, make_clock(settings))
    kent_tls = None if settings.tls == "geen" else vertrouwen.kent_tls
    pijplijn = make_pipeline(
        settings,
        register,
        vertrouwen,
        bag=bag,
        kvk=kvk,
        kent_tls=kent_tls,
        partij_in=vertrouwen.partij_in,
        replica=open_replica(settings, register),
    )
    pijplijn.foutboek = start_foutboek(settings, register)
    # Strangers may have a message explained, but what the register says of it is for those who may ask it.
    kader = make_kader(settings, register, alleen_vertrouwd=settings.signatures == "required", bag=bag, kvk=kvk)
    kader = replace(kader, na_bewijs=True, afzender=pijplijn.afzender)
    bekijk = partial(bekijk_vooraf, pijplijn.afhandeling)
    toelating = Toelating.maak(settings.controle_per_minuut, settings.threads, memory.Trimmer())
    ernaast = {
        "/controle": ControleToepassing(kader, toelating),
        "/voorbeeld": VoorbeeldToepassing(kader, bekijk, toelating),
    }
    tls = TlsEnd(settings.tls)
    toegang = maak_toegang(tls, vertrouwen.kent_partij, make_clock(settings))
    apart = settings.beheer_poort > 0
    gezond, tijd = Health(register), settings.termijn
    van_log = replace(kader, alleen_vertrouwd=False, na_bewijs=False)
    werkbank = Werkbankbron(kader, van_log, toelating) if settings.werkbank == "ja" else None
    onder = make_public(settings, pijplijn, werkbank)
    return RioToepassing(
        pijplijn,
        gezond,
        tls,
        ernaast,
        tijd,
        toegang,
        apart=apart,
        onder=onder,
        beheerpaden=MANAGEMENT_PATHS if werkbank else (),
    )


def make_pipeline(
    settings: Settings,
    register: Register,
    vertrouwen: Vertrouwen,
    *,
    bag: Bag | None = None,
    kvk: Handelsregister | None = None,
    kent_tls: Callable[[bytes, str], bool] | None = None,
    partij_in: PartijIn | None = None,
    replica: Replica | None = None,
    beheerder: bool = False,
    kanaal: str = "BERICHT",
) -> Pipeline:
    """The way of a message by the settings.

    :param vertrouwen: whose signatures are taken.
    :param partij_in: asks again in the transaction; None when trust cannot change meanwhile.
    :param replica: does readings; None does them on the register.
    :param beheerder: the messages are those of the operator, who acts for every owner.
    :param kanaal: how they come, of the list Kanaal.
    :raises SettingsError: when the signing certificate or its key is not there.
    """
    sleutelpaar, klok = load_key_pair(settings), make_clock(settings)
    getuigen = make_witnesses(settings, register, make_stempel(sleutelpaar), klok)
    return Pipeline(
        vertrouwen=vertrouwen,
        klok=klok,
        sleutelpaar=sleutelpaar,
        profiel=make_profile(settings),
        afhandeling=Afhandeling(
            register,
            make_registerinstellingen(settings, beheerder=beheerder),
            bag,
            make_stempel(sleutelpaar),
            partij_in,
            replica,
            kanaal,
            kvk,
        ),
        zegelaar=start_sealer(register, sleutelpaar, klok, getuigen),
        getuigen=getuigen,
        kent_tls=kent_tls,
        onderteken_altijd=settings.onderteken_antwoord == "altijd",
        afzender=settings.afzender,  # type: ignore[arg-type]  # its values are checked there
    )


def start_foutboek(settings: Settings, register: Register) -> Foutboek:
    """Keep messages that get a fault, from now until the register is closed."""
    foutboek = Foutboek(register, make_clock(settings), settings.foutberichten, settings.foutberichten_dagen)
    register.voor_sluiten.append(foutboek.sluit)
    foutboek.begin()
    return foutboek


def make_kader(
    settings: Settings,
    register: Register,
    op: Op = "nu",
    *,
    alleen_vertrouwd: bool = False,
    bag: Bag | None = None,
    kvk: Handelsregister | None = None,
) -> Kader:
    """By what the workbench judges messages, from the settings.

    :param register: is asked for trust and controles (`rio_soap.setup.rules.kader_without_register` leaves both out).
    :param alleen_vertrouwd: ask for controles only on behalf of a party that signed and is trusted.
    :param bag: is asked for addresses that are new to the register; None makes one by the settings.
    :param kvk: is asked for registrations; None makes one by the settings.
    """
    klok, van_register = make_clock(settings), make_registerinstellingen(settings)
    lijsten, kenmerken = van_register.lijsten, van_register.kenmerken
    afhandeling = Afhandeling(register, van_register, bag or make_bag(settings, klok), kvk=kvk or make_kvk(settings))
    vertrouwen, vraag = RegisterVertrouwen(register, klok), partial(beoordeel, afhandeling)
    return Kader(make_profile(settings), klok, op, lijsten, vertrouwen, vraag, alleen_vertrouwd, kenmerken=kenmerken)


def make_preview(settings: Settings, register: Register, *, beheerder: bool = False) -> Bekijk:
    """What looks at this register to preview a delivery, from the settings.

    :param beheerder: as in `make_pipeline`.
    """
    bag = make_bag(settings, make_clock(settings))
    van_register = make_registerinstellingen(settings, beheerder=beheerder)
    return partial(bekijk_vooraf, Afhandeling(register, van_register, bag, kvk=make_kvk(settings)))


def make_kvk(settings: Settings) -> Handelsregister | None:
    """The Handelsregister of the settings, for who waits for an answer: it is over well within the time of a message.

    :raises SettingsError: for a setting that cannot be used.
    """
    return make_handelsregister(settings, make_clock(settings), within=settings.termijn * _DEEL_VAN_TERMIJN)
