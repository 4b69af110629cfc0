"""A register of any size, in the proportions of the published data of RIO (October 2026), written in bulk.

Per 211,736 aangeboden opleidingen there are 10,594 aanbieders, 13,827 besturen (1,778 of which have aanbieders) and
13,639 locaties, so about 20 offers per aanbieder, 6 aanbieders per bestuur that has any, and 15 offers per bestuur and
per locatie. Cohorten, 6 per offer over all, are with the kinds that have them. The first aanbieder has as many offers
as one answer holds, however large the register. Each aanbieder rests on an onderwijsinstelling of its own, which
`formele_rijen` makes with the rest of the formal half.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa

from benchmarks.aanbodsjabloon import BEGIN, sjabloon
from benchmarks.formele_helft import brin
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.standtekst import naar_json

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""When every object of the register was added."""

GROOT = 500
"""Offers of the first aanbieder."""
PER_AANBIEDER, PER_BESTUUR, PER_LOCATIE, PER_EENHEID = 20, 6, 15, 2
AANBOD_PER_BESTUUR = 15
LANDELIJK = 211_736
"""Offers of the whole country."""
COHORTEN = 6
"""Cohorten per offer, over all kinds."""

SOORTEN: Sequence[tuple[str, int, bool]] = (
    ("aangebodenParticuliereOpleiding", 120_802, True),
    ("aangebodenMboOpleiding", 38_847, True),
    ("aangebodenVOOpleiding", 28_653, False),
    ("aangebodenBOOpleiding", 8_559, False),
    ("aangebodenHOOpleiding", 7_089, True),
    ("aangebodenVSOOpleiding", 5_178, False),
    ("aangebodenMboOpleidingsonderdeel", 799, True),
    ("aangebodenVavoOpleiding", 790, True),
    ("aangebodenSOOpleiding", 749, False),
    ("aangebodenHOOpleidingsonderdeel", 270, True),
)
"""Kind, number published, whether it has cohorten."""

_BLOK = 1000


Voortgang = Callable[[str, int], None]
"""Told the name of a table and how many rows were written."""


def maak(register: Register, aantal: int, voortgang: Voortgang | None = None) -> None:
    """Fill a migrated register with `aantal` offers, at least `GROOT`; it may hold the trial set.

    Every aanbieder and offer has a mutatie, and what is there counts as visible since `MOMENT`.
    """
    aanbieders = 1 + -(-max(aantal - GROOT, 0) // PER_AANBIEDER)
    for tabel, rijen in (
        (model.organisatorische_eenheid, _eenheden(aanbieders, aantal)),
        (model.organisatierelatie, _relaties(aanbieders)),
        (model.juridische_relatie, _rust(aanbieders)),
        (model.onderwijslocatie, _locaties(aantal)),
        (model.opleidingseenheid, _opleidingen(aantal)),
        (model.aangeboden_opleiding, _aanbod(aantal)),
        (model.mutatie, _mutaties(aantal, aanbieders)),
    ):
        schrijf(register, tabel, geteld(rijen, tabel.name, voortgang) if voortgang else rijen)
    hoogste = sa.select(sa.func.max(model.mutatie.c.volgnummer)).scalar_subquery()
    grens = sa.insert(model.mutatiegrens).values(moment=MOMENT, volgnummer=hoogste)
    register.schrijf(lambda session: session.execute(grens))
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.exec_driver_sql("ANALYZE")


def _kopieer(register: Register, tabel: sa.Table, rijen: Iterator[dict[str, Any]]) -> None:
    """COPY, several times as fast as INSERT; what a column does to a value is done here."""
    eerste = next(rijen, None)
    if eerste is None:
        return
    namen = list(eerste)
    dialect = register.engine.dialect
    bewerkers = [None if n == "stand" else tabel.c[n].type.dialect_impl(dialect).bind_processor(dialect) for n in namen]
    kolommen = ", ".join(namen)
    with (
        register.engine.begin() as verbinding,
        verbinding.connection.cursor() as cursor,
        cursor.copy(f"COPY {tabel.name} ({kolommen}) FROM STDIN") as kopie,
    ):
        for rij in chain([eerste], rijen):
            kopie.write_row([b(rij[n]) if b else rij[n] for n, b in zip(namen, bewerkers, strict=True)])


def aanbodcode(nummer: int) -> str:
    """Code of an offer; those of one aanbieder are not next to each other, as with real UUIDs."""
    return f"{(nummer * 2_654_435_761) % 2**32:08x}-0000-4000-8000-{nummer:012x}"


def aanbiedercode(nummer: int) -> str:
    """Code of an aanbieder; the first, 0, is the large one."""
    return f"{nummer // 1000:03d}A{nummer % 1000:03d}"


def aantal_eenheden(aantal: int) -> int:
    """How many opleidingseenheden there are for this many offers."""
    return -(-aantal // PER_EENHEID)


def rijen_van(aantal: int) -> int:
    """How many rows `maak` writes for this many offers."""
    aanbieders = 1 + -(-max(aantal - GROOT, 0) // PER_AANBIEDER)
    besturen = max(-(-aanbieders // PER_BESTUUR), aantal // AANBOD_PER_BESTUUR)
    return besturen + 4 * aanbieders + -(-aantal // PER_LOCATIE) + aantal_eenheden(aantal) + 2 * aantal


def geteld(rijen: Iterator[dict[str, Any]], naam: str, voortgang: Voortgang) -> Iterator[dict[str, Any]]:
    """The same rows; told how many went by."""
    nummer = -1
    for nummer, rij in enumerate(rijen):
        if nummer % _BLOK == _BLOK - 1:
            voortgang(naam, _BLOK)
        yield rij
    voortgang(naam, (nummer + 1) % _BLOK)


def schrijf(register: Register, tabel: sa.Table, rijen: Iterator[dict[str, Any]]) -> None:
    """Rows into a table, in blocks; a stand is text."""
    if register.engine.dialect.name == "postgresql":
        _kopieer(register, tabel, rijen)
        return
    # A stand comes as text already: made once and not for every row.
    plat = sa.table(tabel.name, *(sa.column(k.name, sa.Text if k.name == "stand" else k.type) for k in tabel.c))
    while blok := list(islice(rijen, _BLOK)):

        def taak(session: Session, blok: list[dict[str, Any]] = blok) -> None:
            session.execute(sa.insert(plat), blok)

        register.schrijf(taak)


def bestuurcode(nummer: int) -> str:
    """Code of a bestuur; the first hold aanbieders, 6 each."""
    return f"{nummer // 1000:03d}B{nummer % 1000:03d}"


def locatiecode(nummer: int) -> str:
    """Code of a locatie."""
    return f"{nummer // 1000:03d}X{nummer % 1000:03d}"


def eenheidcode(nummer: int) -> str:
    """Code of an opleidingseenheid."""
    return f"{nummer // 10_000:04d}O{nummer % 10_000:04d}"


def _eenheid(naam: str, extra: dict[str, Waarde]) -> str:
    periode = Gegeven(f"{naam}Periode", {"begindatum": BEGIN, "naam": "Proefinstelling"})
    return naar_json(Gegeven(naam, {"inBedrijfdatum": BEGIN, f"{naam}Periode": [periode], **extra}))


def _eenheden(aanbieders: int, aantal: int) -> Iterator[dict[str, Any]]:
    bestuur = _eenheid("onderwijsbestuur", {})
    for nummer in range(max(-(-aanbieders // PER_BESTUUR), aantal // AANBOD_PER_BESTUUR)):
        yield {"code": bestuurcode(nummer), "soort": "BESTUUR", "begindatum": BEGIN, "stand": bestuur}
    relatie = Gegeven("juridischeRelatie", {"instellingserkenningscode": "@BRIN", "begindatum": BEGIN})
    aanbieder = _eenheid("onderwijsaanbieder", {"juridischeRelatie": [relatie]})
    for nummer in range(aanbieders):
        stand = aanbieder.replace("@BRIN", brin(nummer))
        yield {"code": aanbiedercode(nummer), "soort": "AANBIEDER", "begindatum": BEGIN, "stand": stand}


def _relaties(aanbieders: int) -> Iterator[dict[str, Any]]:
    for nummer in range(aanbieders):
        band = {"van": bestuurcode(nummer // PER_BESTUUR), "naar": aanbiedercode(nummer)}
        yield {**band, "soort": "HIERARCHISCH", "begindatum": BEGIN}


def _rust(aanbieders: int) -> Iterator[dict[str, Any]]:
    for nummer in range(aanbieders):
        yield {"eenheid": aanbiedercode(nummer), "erkenning": brin(nummer), "erkenner": "OCW", "begindatum": BEGIN}


def _locaties(aantal: int) -> Iterator[dict[str, Any]]:
    stand = naar_json(Gegeven("onderwijslocatie", {"postcode": "9747AS", "huisnummer": 1, "plaatsnaam": "GRONINGEN"}))
    for nummer in range(-(-aantal // PER_LOCATIE)):
        yield {"code": locatiecode(nummer), "postcode": "9747AS", "huisnummer": 1, "stand": stand}


def eenheidstand() -> Gegeven:
    """Stand of every opleidingseenheid."""
    periode = Gegeven("hoOpleidingPeriode", {"begindatum": BEGIN, "naamLang": "Proefopleiding"})
    velden: dict[str, Waarde] = {
        "begindatum": BEGIN,
        "kenmerken": [Gegeven("kenmerken", {"kenmerknaam": "soort", "kenmerkwaardeEnumeratiewaarde": "OPLEIDING"})],
        "opleidingseenheidPeriode": [periode],
        "waardedocumentsoort": "DIPLOMA",
        "niveau": "HBO-BA",
    }
    return Gegeven("hoOpleiding", velden)


def _opleidingen(aantal: int) -> Iterator[dict[str, Any]]:
    stand = naar_json(eenheidstand())
    vast = {"specialisatie": "hoOpleiding", "herkomst": "INSTELLING", "begindatum": BEGIN, "stand": stand}
    for nummer in range(aantal_eenheden(aantal)):
        yield {"code": eenheidcode(nummer), "eigenaar": bestuurcode(0), **vast}


def _aanbod(aantal: int) -> Iterator[dict[str, Any]]:
    """Offers, kind by kind in rotation; each stand is a text in which the codes are filled in."""
    cohorten = _cohorten_per_soort()
    sjablonen = {
        (soort, aantal_): sjabloon(soort, aantal_)
        for soort, _, heeft in SOORTEN
        for aantal_ in ({cohorten, cohorten + 1} if heeft else {0})
    }
    heeft_cohorten = {soort: heeft for soort, _, heeft in SOORTEN}
    te_gaan = aantal * COHORTEN
    reeks = list(_rotatie(aantal))
    dragers = sum(heeft_cohorten[soort] for soort in reeks)
    for nummer, soort in enumerate(reeks):
        hoeveel = 0
        if heeft_cohorten[soort]:
            hoeveel = min(max(round(te_gaan / dragers), cohorten), cohorten + 1)
            te_gaan, dragers = te_gaan - hoeveel, dragers - 1
        yield _offer(nummer, soort, sjablonen[soort, hoeveel])


def _offer(nummer: int, soort: str, tekst: str) -> dict[str, Any]:
    code, aanbieder, locatie = aanbodcode(nummer), houder(nummer), locatiecode(nummer // PER_LOCATIE)
    eenheid = eenheidcode(nummer // PER_EENHEID)
    stand = tekst
    for plek, waarde in (("@CODE", code), ("@AANBIEDER", aanbieder), ("@LOCATIE", locatie), ("@EENHEID", eenheid)):
        stand = stand.replace(plek, waarde)
    vast = {"eerste_instroomdatum": None, "einddatum": None, "begindatum": BEGIN, "specialisatie": soort}
    sleutels = {"code": code, "aanbieder": aanbieder, "locatie": locatie, "eenheid": eenheid, "eigen_sleutel": code}
    return {**vast, **sleutels, "stand": stand}


def houder(nummer: int) -> str:
    """Code of the aanbieder of an offer."""
    return aanbiedercode(_houder(nummer))


def _houder(nummer: int) -> int:
    return 0 if nummer < GROOT else 1 + (nummer - GROOT) // PER_AANBIEDER


def _cohorten_per_soort() -> int:
    """Cohorten of an offer that has any, rounded down, so that the average is `COHORTEN`."""
    dragers = sum(aantal for _, aantal, heeft in SOORTEN if heeft)
    return COHORTEN * sum(aantal for _, aantal, _ in SOORTEN) // dragers


def _rotatie(aantal: int) -> Iterator[str]:
    """Kinds in their proportions, spread evenly."""
    totaal = sum(gewicht for _, gewicht, _ in SOORTEN)
    schuld = dict.fromkeys((soort for soort, _, _ in SOORTEN), 0)
    for _ in range(aantal):
        for soort, gewicht, _ in SOORTEN:
            schuld[soort] += gewicht
        volgende = max(schuld, key=lambda soort: schuld[soort])
        schuld[volgende] -= totaal
        yield volgende


def _mutaties(aantal: int, aanbieders: int) -> Iterator[dict[str, Any]]:
    """Each aanbieder before its offers, as they would have been delivered: not all aanbieders first."""
    vast = {"soort": "T", "moment": MOMENT}
    gekend = 0
    for nummer in range(aantal):
        van = _houder(nummer)
        while gekend <= van:
            houder = bestuurcode(gekend // PER_BESTUUR)
            yield {"object": "organisatorische_eenheid", "sleutel": aanbiedercode(gekend), "houder": houder, **vast}
            gekend += 1
        yield {"object": "aangeboden_opleiding", "sleutel": aanbodcode(nummer), "houder": aanbiedercode(van), **vast}
    for rest in range(gekend, aanbieders):
        houder = bestuurcode(rest // PER_BESTUUR)
        yield {"object": "organisatorische_eenheid", "sleutel": aanbiedercode(rest), "houder": houder, **vast}
