"""Overviews of random organisations, against a model that walks everything by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from tests.register.hulp_overzicht import Bouw, erkenningssleutel, overzichten, sleutels

BESTUREN, GROEPEN = ("500B001", "500B002"), ("500G001", "500G002")
LEDEN = ("500A001", "500A002", "500A003", "500T001")
GEZAGEN, INSTELLINGEN = ("BG 50001", "BG 50002"), ("OI 50AA", "OI 50BB", "OI 50CC")
VESTIGINGEN, VERBANDEN = ("VE 50AA00", "VE 50AA01", "VE 50BB00"), ("SW PO5001", "SW PO5002")
TABELLEN = (
    model.aangeboden_opleiding,
    model.juridische_relatie,
    model.instellingsrelatie,
    model.regio,
    model.instellingserkenning,
    model.organisatierelatie,
    model.organisatorische_eenheid,
)
Paren = set[tuple[str, str]]


def paren(van: Iterable[str], naar: Iterable[str], hoogstens: int) -> st.SearchStrategy[Paren]:
    return st.sets(st.tuples(st.sampled_from(tuple(van)), st.sampled_from(tuple(naar))), max_size=hoogstens)


ORGANISATIES = st.tuples(
    st.tuples(
        paren(BESTUREN, GROEPEN, 3), paren(BESTUREN, LEDEN, 4), paren(GROEPEN, [c for c in LEDEN if "A" in c], 4)
    ).map(lambda delen: set[tuple[str, str]]().union(*delen)),
    paren(LEDEN, (*INSTELLINGEN, *VESTIGINGEN), 4),
    st.tuples(paren(GEZAGEN, INSTELLINGEN, 4), paren(INSTELLINGEN, VESTIGINGEN, 4)).map(lambda twee: twee[0] | twee[1]),
    paren(VERBANDEN, (*INSTELLINGEN, *VESTIGINGEN), 3),
    st.lists(st.sampled_from([code for code in LEDEN if "A" in code]), max_size=6),
)


def verder(begin: set[str], band: Paren, *, omlaag: bool) -> set[str]:
    """What is one step or more away."""
    alle: set[str] = set()
    rand = begin
    while rand:
        rand = {n if omlaag else v for v, n in band if (v if omlaag else n) in rand} - alle
        alle |= rand
    return alle


def verwacht(
    code: str, band: Paren, rust: Paren, erkend: Paren, samen: Paren, aanbod: list[str]
) -> tuple[list[str], list[str], list[str], list[str], list[int]]:
    """What an overview holds above, below and behind an eenheid; its samenwerkingen by relation, and its offers."""
    onder, boven = verder({code}, band, omlaag=True), verder({code}, band, omlaag=False)
    gezag = {GEZAGEN[BESTUREN.index(code)]} if code in BESTUREN else set[str]()
    begin = gezag | {kort for eenheid, kort in rust if eenheid in {code, *onder}}
    achter = begin | verder(begin, erkend, omlaag=False) | verder(begin, erkend, omlaag=True)
    genoemd = [erkenningssleutel(kort).code for kort in sorted(achter, key=erkenningssleutel)]
    verbanden = sorted({erkenningssleutel(van).code for van, naar in samen if naar in achter})
    eigen = sorted((aanbieder, nummer) for nummer, aanbieder in enumerate(aanbod) if aanbieder in {code, *onder})
    return sorted(boven), sorted(onder), genoemd, verbanden, [nummer for _, nummer in eigen]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(organisatie=ORGANISATIES, gevraagd=st.sampled_from((*BESTUREN, *GROEPEN, *LEDEN)))
def test_a_random_organisation_has_the_overview_of_a_model(
    leeg: Register, organisatie: tuple[Paren, Paren, Paren, Paren, list[str]], gevraagd: str
) -> None:
    band, rust, erkend, samen, aanbod = organisatie

    def leg_aan(session: Any) -> None:
        bouw = Bouw(session)
        for tabel in TABELLEN:
            session.execute(sa.delete(tabel))
        for code in (*BESTUREN, *GROEPEN, *LEDEN):
            bouw.eenheid(code, bevoegd_gezag_nummer=dict(zip(BESTUREN, ("50001", "50002"), strict=True)).get(code))
        for kort in (*GEZAGEN, *INSTELLINGEN, *VESTIGINGEN, *VERBANDEN):
            bouw.erkenning(kort)
        for van, naar in band:
            bouw.onder(van, naar)
        for eenheid, kort in rust:
            bouw.rust(eenheid, kort)
        for soort, relaties in (("HIERARCHISCH", erkend), ("SAMENWERKING", samen)):
            for van, naar in relaties:
                bouw.boven(van, naar, soort)
        for nummer, aanbieder in enumerate(aanbod):
            bouw.aanbod(nummer, aanbieder)

    leeg.schrijf(leg_aan)
    velden = overzichten(leeg, organisatorischeEenheidcode=gevraagd)[gevraagd]
    genoemd = tuple(sleutels(velden, naam) for naam in ("boven", "onder", "erkenning", "samenwerking"))
    aangeboden = [int(een.velden["aangebodenOpleidingCode"][:8], 16) for een in velden.get("aanbod", ())]
    assert (*genoemd, aangeboden) == verwacht(gevraagd, band, rust, erkend, samen, aanbod)
    assert velden["aantalAanbod"] == len(aangeboden)
