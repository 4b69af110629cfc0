"""Every reading of our own contract that is built, once; what is asked has an answer of the same size in each register.

`NAAST` are readings whose answer holds a number that grows with the register: what they count grows, their page not.
"""

from collections.abc import Callable
from datetime import date, timedelta

from benchmarks import groot_bestuur, register_maker
from benchmarks.berichten import Velden
from benchmarks.formele_helft import brin, kwalificatie
from benchmarks.formele_rijen import sleutelvelden
from benchmarks.formele_soorten import OI
from benchmarks.geschiedenis_maker import DIEP
from benchmarks.rondgang import BESTUUR, Stuur
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, OPERATIES
from rio_soap.register.operaties.tabel import RAADPLEGINGEN

VANAF = 1_500
"""Number in the feed from which is read on; even the smallest register has more."""
VOOR_WIJZIGING = register_maker.MOMENT + timedelta(milliseconds=1)
"""When all was added and the deep one had not changed yet (`geschiedenis_maker`); messages tell milliseconds."""
GELDIG_OP = date(2025, 6, 1)
"""Day of an uittreksel."""
NAAST = (
    "opvragen_opleidingseenhedenBijStelsel, the vo",
    "opvragen_samenwerkingen, a soort",
    "opvragen_opleidingserkenningenBijStelsel, the vo",
)
LEZINGEN = tuple(
    naam
    for naam, operatie in OPERATIES.items()
    if operatie.dienst is AANVULLING_RAADPLEGEN and naam in RAADPLEGINGEN and RAADPLEGINGEN[naam].eerst is None
)
"""Readings that are built, but those that ask a neighbour: what that takes does not depend on the register."""
EXTRA = (
    "opvragen_licenties, page of 100",
    "opvragen_licenties, of an opleidingserkenning",
    "opvragen_gewijzigdeObjecten, of a houder",
    "opvragen_gewijzigdeObjecten, with inhoud",
    "opvragen_gewijzigdeObjecten, from a moment",
    "opvragen_objectOpMoment, as it was known",
    "opvragen_erkenningsstatus, of 100",
    "opvragen_opleidingseenhedenBijStelsel, the po",
    "opvragen_organisatieoverzicht, of a large bestuur",
    "opvragen_organisatieoverzicht, by vestiging",
)
"""More ways to ask, judged as the others."""


def instelling(nummer: int = 0) -> Gegeven:
    """Key of an onderwijsinstelling of OCW."""
    return Gegeven("instellingserkenning", {"erkenner": "OCW", "type": OI, "code": brin(nummer)})


def opleiding(bestand: str, nummer: int = 0) -> Gegeven:
    """Key of an opleidingserkenning."""
    return Gegeven("opleidingserkenning", sleutelvelden(kwalificatie(bestand, nummer)))


def ga_rond(stuur: Stuur, nummer: int, identificatiecode: str) -> None:
    """Ask each that is built.

    :param nummer: of the round; chooses among the objects that a register of every size has.
    :param identificatiecode: of a delivery of the same sender.
    """
    vragen: list[Callable[[Stuur, int], None]] = [_erkenningen, _licenties, _lijsten, _organisatie, _eigen]
    for vraag in vragen:
        vraag(_gebouwde(stuur), nummer)
    gebouwd = _gebouwde(stuur)
    gebouwd("opvragen_verwerkingsverslag", {"identificatiecode": identificatiecode})
    gebouwd("opvragen_versie", {})
    if "opvragen_gewijzigdeObjecten" in LEZINGEN:
        _wijzigingen(gebouwd, nummer)


def _gebouwde(stuur: Stuur) -> Stuur:
    """Sends only what is built."""

    def doe(operatie: str, velden: Velden, naam: str = "", /):  # type: ignore[no-untyped-def]
        return stuur(operatie, velden, naam) if operatie in LEZINGEN else None

    return doe


def _erkenningen(stuur: Stuur, nummer: int) -> None:
    stuur("opvragen_instellingserkenning", {"instellingserkenning": instelling(nummer % 20)})
    vo = opleiding("vo_opleidingserkenningen.csv", nummer % 200)
    stuur("opvragen_opleidingserkenning", {"opleidingserkenning": vo})
    stelsel = "opvragen_opleidingseenhedenBijStelsel"
    stuur(stelsel, {"opleidingseenheidcode": register_maker.eenheidcode(nummer % 200), "pagina": 0})
    stuur(stelsel, {"opleidingsstelsel": "BO", "pagina": 0}, EXTRA[7])
    stuur(stelsel, {"opleidingsstelsel": "ILT", "pagina": 1}, NAAST[0])
    stuur("opvragen_opleidingserkenningenBijStelsel", {"opleidingsstelsel": "BO", "pagina": 0})
    stuur("opvragen_opleidingserkenningenBijStelsel", {"opleidingsstelsel": "ILT", "pagina": 1}, NAAST[2])
    stuur("opvragen_samenwerkingen", {"postcodecijfers": f"{1000 + nummer % 50}", "pagina": 0})
    stuur("opvragen_samenwerkingen", {"soort": "SWPO", "pagina": 0}, NAAST[1])
    stuur("opvragen_erkenners", {})
    stuur("zoeken_organisaties", {"zoekterm": brin(nummer % 20), "pagina": 0})


def _licenties(stuur: Stuur, nummer: int) -> None:
    stuur("opvragen_licenties", {"instellingserkenning": instelling(), "pagina": nummer % 5, "aantal": 20})
    stuur("opvragen_licenties", {"instellingserkenning": instelling(), "pagina": nummer % 5, "aantal": 100}, EXTRA[0])
    mbo = opleiding("mbo_opleidingserkenningen.csv", nummer % 50)
    stuur("opvragen_licenties", {"opleidingserkenning": mbo, "pagina": 0}, EXTRA[1])
    codes = [register_maker.aanbodcode(n) for n in range(100)]
    stuur("opvragen_erkenningsstatus", {"aangebodenOpleidingCode": codes[nummer % 100]})
    stuur("opvragen_erkenningsstatus", {"aangebodenOpleidingCode": codes}, EXTRA[6])


def _organisatie(stuur: Stuur, nummer: int) -> None:
    """Of the large bestuur, and of the aanbieders below it."""
    aanbieder: Velden = {"organisatorischeEenheidcode": groot_bestuur.aanbieder(nummer % groot_bestuur.AANBIEDERS)}
    stuur("opvragen_organisatorischeEenheid", dict(aanbieder))
    stuur("opvragen_organisatiestructuur", dict(aanbieder))
    stuur("opvragen_uittreksel", {**aanbieder, "geldigOp": GELDIG_OP})
    stuur("opvragen_contactadressen", {**aanbieder, "metTerugval": True})
    overzicht = "opvragen_organisatieoverzicht"
    stuur(overzicht, dict(aanbieder))
    stuur(overzicht, {"organisatorischeEenheidcode": groot_bestuur.BESTUUR}, EXTRA[8])
    stuur(overzicht, {"erkendeVestigingCode": groot_bestuur.vestiging(nummer % groot_bestuur.VESTIGINGEN)}, EXTRA[9])


def _eigen(stuur: Stuur, nummer: int) -> None:
    """What an institution reads of itself, and a search among the offers of one aanbieder."""
    stuur("opvragen_autorisaties", {})
    stuur("opvragen_kwaliteitssignalen", {"pagina": 0})
    eigen: Velden = {
        "organisatorischeEenheidcode": BESTUUR,
        "vanaf": register_maker.MOMENT,
        "pagina": 0,
    }
    stuur("opvragen_inzagelog", eigen)
    aanbieder = groot_bestuur.aanbieder(nummer % groot_bestuur.AANBIEDERS)
    stuur("zoeken_aangebodenOpleidingen", {"onderwijsaanbiedercode": aanbieder, "pagina": 0})


def _lijsten(stuur: Stuur, _: int) -> None:
    stuur("opvragen_waardenlijst", {"naam": "Licentietype"})
    stuur("opvragen_kenmerkconfiguratie", {"object": "aangebodenHOOpleiding"})


def _wijzigingen(stuur: Stuur, nummer: int) -> None:
    """The feed from well within the history, an object with a long history of its own, and what was known of it."""
    feed = "opvragen_gewijzigdeObjecten"
    begin = stuur(feed, {"aantal": 1}, "the first of all changes").findtext("{*}cursor") or ""
    cursor = f"{begin.rpartition('-')[0]}-{VANAF + nummer}"
    stuur(feed, {"cursor": cursor, "aantal": 20})
    stuur(feed, {"cursor": cursor, "houder": register_maker.aanbiedercode(0), "aantal": 20}, EXTRA[2])
    stuur(feed, {"cursor": cursor, "metInhoud": True, "aantal": 20}, EXTRA[3])
    stuur(feed, {"vanaf": register_maker.MOMENT, "aantal": 20}, EXTRA[4])
    object_: Velden = {"objecttype": "AANGEBODEN_OPLEIDING", "sleutel": register_maker.aanbodcode(DIEP)}
    stuur("opvragen_objectOpMoment", dict(object_))
    stuur("opvragen_objectOpMoment", {**object_, "bekendOp": VOOR_WIJZIGING}, EXTRA[5])
    stuur("opvragen_historie", {**object_, "pagina": 0, "aantal": 20})
