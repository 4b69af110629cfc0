"""``/mijn/rollen``: who has which role for my besturen, giving a role and taking it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from rio_soap.api.vragen import Getalveld, ja_nee, tekst
from rio_soap.edukoppeling.oin import is_oin
from rio_soap.register.bevoegdheid.gevers import geeft, mag_geven
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roloverzicht import gezien_bereik, toekenningen_bij
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN
from rio_soap.register.bevoegdheid.toekenningen import Toekenning, Toekenningsfout, is_persoon, ken_toe, trek_in
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import begin_in_nederland
from rio_soap.web.frame.opmaak import tijdstip, zin
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Toestand, Uitkomst
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.mijn.mijn_begin import ROLROLLEN
from rio_soap.web.mijn.mijn_organisatie import bestuursnamen

_BLAD: Final = 100
_VELD_BIJ: Final[Mapping[str, str]] = {
    "onbekende_persoon": "houder",
    "geen_houder": "houder",
    "persoon_weg": "vanaf",
    "einde_voor_begin": "tot",
    "geen_dag": "vanaf",
    "geen_einddag": "tot",
    "voorbij": "tot",
    "te_lang": "tot",
    "onbekende_rol": "rol",
    "mag_niet": "rol",
    "geen_bereik": "bereik",
    "bereik": "bereik",
    "onbekend_bereik": "bereik",
}
"""What is wrong with a role to the field where it is mended; else it is of the whole."""


class Rolvraag(Schermvraag):
    """Which roles."""

    van = tekst("E-mailadres, OIN, bestuur of rol.", lengte=253)
    geeindigd = ja_nee("Ook wat geëindigd is.")
    gedaan = tekst("Wat er net gedaan is.", lengte=10)
    pagina = Getalveld(load_default=0)


class Intrekvraag(Schermvraag):
    """Which role is taken."""

    houder = tekst("Van wie.", lengte=253)
    rol = tekst("Welke.", lengte=40)
    bereik = tekst("Waarvoor.", lengte=22)


def mijn_rollen(verzoek: Schermverzoek) -> Uitkomst:
    """Who has what of what I may see."""
    rollen, vraag = verzoek.rollen(), verzoek.vraag
    pagina: int = vraag["pagina"]
    gevonden = toekenningen_bij(
        verzoek.session,
        gezien_bereik(rollen),
        verzoek.context.moment,
        van=vraag.get("van", ""),
        geeindigd=vraag["geeindigd"],
        na=pagina * _BLAD,
        hoeveel=_BLAD + 1,
    )
    nu = verzoek.context.moment
    return Blad(
        "mijn/rollen.html",
        {
            "toekenningen": [
                (een, (een.tot is None or een.tot > nu) and mag_geven(rollen, een.rol, een.bereik))
                for een in gevonden[:_BLAD]
            ],
            "nu": nu,
            "geeft": bool(_te_geven(rollen)),
            "gedaan": vraag.get("gedaan") if vraag.get("gedaan") in ("gegeven", "genomen") else None,
            "volgende": verzoek.hier(pagina=pagina + 1, gedaan=None) if len(gevonden) > _BLAD else None,
            "vorige": verzoek.hier(pagina=pagina - 1 or None, gedaan=None) if pagina else None,
        },
    )


def _te_geven(rollen: Rollen) -> list[str]:
    """The roles that somebody may give, for whatever bereik."""
    return [rol for rol in BEREIKEN if any(geeft(gever, van, rol, van) for gever, van in rollen.gehouden)]


def mijn_rol_geven(verzoek: Schermverzoek) -> Uitkomst:
    """The form by which a role is given; what is wrong stands at its field."""
    fouten: dict[str, str] = {}
    if verzoek.methode == "POST":
        fouten = _geef(verzoek)
        if not fouten:
            return Omleiding(verzoek.url("/mijn/rollen", gedaan="gegeven"))
    rollen, namen = verzoek.lees(lambda: _keuzes(verzoek))
    if not rollen:
        raise Toestand(403, "geen_recht")
    return Blad(
        "mijn/rol_geven.html",
        {
            "rollen": rollen,
            "besturen": namen,
            "ingevuld": verzoek.formulier,
            "fouten": fouten,
            "vandaag": verzoek.context.vandaag,
        },
        400 if fouten else 200,
    )


def _keuzes(verzoek: Schermverzoek) -> tuple[list[str], dict[str, str]]:
    """The roles that may be given, and the besturen for which; none when it is for all."""
    rollen = verzoek.rollen()
    bereiken = gezien_bereik(rollen)
    return _te_geven(rollen), {} if bereiken is None else bestuursnamen(verzoek, bereiken)


def _geef(verzoek: Schermverzoek) -> dict[str, str]:
    """Give a role as the form says; else what is wrong by the field where it is mended."""
    assert verzoek.wie is not None
    ingevuld, nu = verzoek.formulier, verzoek.context.moment
    houder = ingevuld.get("houder", "").strip().lower()
    try:
        if not is_persoon(houder) and not is_oin(houder):
            raise Toekenningsfout("no e-mail address and no OIN", "geen_houder")
        vanaf = _moment(ingevuld.get("vanaf", ""), "geen_dag")
        tot = _moment(ingevuld.get("tot", ""), "geen_einddag")
        email = verzoek.wie.email
        rol, bereik = ingevuld.get("rol", ""), ingevuld.get("bereik", "").strip().upper()
        if not BEREIKEN.get(rol, ""):
            bereik = ""
        nieuw = Toekenning(houder, rol, bereik, max(vanaf, nu), tot, email)
        verzoek.bron.afhandeling.register.schrijf(lambda session: _ken_toe(session, nieuw, nu, email))
    except Toekenningsfout as fout:
        moment = "" if fout.moment is None else tijdstip(verzoek.taal, fout.moment)
        return {_VELD_BIJ.get(fout.reden, ""): zin(verzoek.taal, f"rollen.fout.{fout.reden}", moment=moment)}
    return {}


def _ken_toe(session: Session, nieuw: Toekenning, nu: datetime, gever: str) -> None:
    if not ken_toe(session, nieuw, nu, gever):
        raise Toekenningsfout("the register holds no such bereik", "onbekend_bereik")


def _moment(dag: str, reden: str) -> datetime:
    try:
        return begin_in_nederland(date.fromisoformat(dag))
    except (ValueError, OverflowError) as fout:
        raise Toekenningsfout(str(fout), reden) from fout


def mijn_rol_nemen(verzoek: Schermverzoek) -> Uitkomst:
    """Ask whether a role is to be taken, and take it."""
    assert verzoek.wie is not None
    vraag = verzoek.formulier if verzoek.methode == "POST" else verzoek.vraag
    houder, rol, bereik = (str(vraag.get(naam, "")) for naam in ("houder", "rol", "bereik"))
    if rol not in BEREIKEN or not verzoek.lees(lambda: mag_geven(verzoek.rollen(), rol, bereik)):
        raise Toestand(403, "geen_recht")
    if verzoek.methode == "POST":
        gever, nu = verzoek.wie.email, verzoek.context.moment
        try:
            verzoek.bron.afhandeling.register.schrijf(lambda session: trek_in(session, houder, rol, bereik, nu, gever))
        except Toekenningsfout as fout:
            raise Toestand(403, "geen_recht") from fout
        return Omleiding(verzoek.url("/mijn/rollen", gedaan="genomen"))
    return Blad("mijn/rol_nemen.html", {"houder": houder, "rol": rol, "bereik": bereik})


SCHERMEN: Final = (
    Scherm("/mijn/rollen", mijn_rollen, Rolvraag, ingelogd=True, rollen=ROLROLLEN),
    Scherm(
        "/mijn/rollen/geven",
        mijn_rol_geven,
        methoden=("GET", "POST"),
        ingelogd=True,
        rollen=ROLROLLEN,
        van_register=False,
    ),
    Scherm(
        "/mijn/rollen/intrekken",
        mijn_rol_nemen,
        Intrekvraag,
        ("GET", "POST"),
        ingelogd=True,
        rollen=ROLROLLEN,
        van_register=False,
    ),
)
