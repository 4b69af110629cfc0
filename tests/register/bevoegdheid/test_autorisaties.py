"""opvragen_autorisaties: a sender reads what it may, and in plain words why not more; nothing of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.raadplegingen_rollen import opvragen_autorisaties
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.database.database import Register
from rio_soap.register.database.model import instellingsrelatie, organisatorische_eenheid
from rio_soap.register.regels.uitslag import Context
from tests.register.hulp import HANZE, NU, VREEMD, context, fouten, opdrachten, vraag
from tests.register.hulp_organisatie import BESTUUR, PROEFBESTUUR
from tests.register.rollen import NVAO, geef, geef_persoon, maak_persoon, zet_erkenner

OPERATIE = "opvragen_autorisaties"
UUR = timedelta(hours=1)
GEEN = "Er is nu geen rol: alleen wat voor iedereen is, mag."


def antwoord(register: Register, wie: Context | str, bestuur: str = "") -> tuple[list[dict[str, Any]], list[str]]:
    """The roles and the findings of an answer."""
    wie = context(wie) if isinstance(wie, str) else wie
    uitslag = vraag(register, opvragen_autorisaties, wie, **({"onderwijsbestuurcode": bestuur} if bestuur else {}))
    assert fouten(uitslag) == []
    rollen: Any = uitslag.gegevens.get("autorisatie", [])
    bevindingen: Any = uitslag.gegevens.get("bevinding", [])
    with register.lees() as session:
        echt = rollen_van(session, wie).gehouden
    if not (bestuur or wie.instellingen.beheerder):
        assert {(een.velden["rol"], een.velden.get("bereik", "")) for een in rollen} == echt
    return [een.velden for een in rollen], list(bevindingen)


def codes(register: Register, oin: str, bestuur: str, **instellingen: Any) -> list[str]:
    ctx = context(oin, **instellingen)
    return fouten(vraag(register, opvragen_autorisaties, ctx, onderwijsbestuurcode=bestuur))


def eindig(register: Register, code: str, dag: date) -> None:
    tabel = organisatorische_eenheid
    register.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == code).values(einddatum=dag)))


def test_what_follows_from_the_oin_stands_beside_what_was_given_with_its_dates(register: Register) -> None:
    zet_erkenner(register, "100E003", "NVAO", oin=HANZE)
    geef(register, HANZE, "BRON", vanaf=NU, tot=NU + UUR)
    geef(register, HANZE, "INSTELLING", BESTUUR, vanaf=NU - UUR)
    geef(register, VREEMD, "DUO")  # of another: not told
    rollen, bevindingen = antwoord(register, HANZE)
    assert rollen == [
        {"rol": "BRON", "herkomst": "TOEGEKEND", "vanaf": NU, "tot": NU + UUR},
        {"rol": "ERKENNER", "bereik": "100E003", "herkomst": "OIN_AFGELEID"},
        {"rol": "INSTELLING", "bereik": BESTUUR, "herkomst": "OIN_AFGELEID"},
        {"rol": "INSTELLING", "bereik": BESTUUR, "herkomst": "TOEGEKEND", "vanaf": NU - UUR},
    ]
    assert bevindingen == []
    bij_bestuur, _ = antwoord(register, HANZE, BESTUUR)
    assert [een["rol"] for een in bij_bestuur] == ["BRON", "INSTELLING", "INSTELLING"]


@pytest.mark.parametrize(
    ("oin", "bevinding"),
    [
        (VREEMD, "Bij het RSIN in de OIN, 999999999, hoort geen onderwijsbestuur in RIO."),
        ("00000003123456780000", "Bij het KvK-nummer in de OIN, 12345678, hoort geen onderwijsbestuur in RIO."),
        ("0000000700021PB00000", "Bij het BRIN in de OIN, 21PB, hoort geen onderwijsbestuur in RIO."),
    ],
)
def test_a_number_that_leads_to_no_bestuur_is_told(register: Register, oin: str, bevinding: str) -> None:
    assert antwoord(register, oin) == ([], [bevinding, GEEN])


def test_another_kind_of_oin_without_a_role_hears_that_it_has_none(register: Register) -> None:
    assert antwoord(register, "00000004123456789000") == ([], [GEEN])


def test_a_school_that_left_its_bevoegd_gezag_hears_that_it_has_no_bestuur(register: Register) -> None:
    gisteren = NU.date() - timedelta(days=1)
    register.schrijf(lambda s: s.execute(sa.update(instellingsrelatie).values(einddatum=gisteren)))
    assert antwoord(register, HANZE)[1][0] == "Bij het BRIN in de OIN, 25BE, hoort geen onderwijsbestuur in RIO."


def test_what_was_given_and_does_not_count_is_told_with_why(register: Register) -> None:
    zet_erkenner(register, "100E003", "NVAO", einddatum=date(2026, 1, 31))
    eindig(register, PROEFBESTUUR, date(2026, 11, 24))
    for rol, bereik, tijd in (
        ("BRON", "", {"tot": NU}),
        ("BRON", "", {"tot": NU - UUR}),
        ("DUO", "", {"vanaf": NU + 24 * UUR}),
        ("ERKENNER", "100E003", {}),
        ("INSTELLING", "999B999", {}),
        ("LEES_CONTEXT", PROEFBESTUUR, {}),
        ("SBB", "", {"tot": NU}),
        ("SBB", "", {"vanaf": NU}),
    ):
        geef(register, NVAO, rol, bereik, **tijd)
    rollen, bevindingen = antwoord(register, NVAO)
    assert [een["rol"] for een in rollen] == ["SBB"]
    assert bevindingen[-5:] == [
        "De rol BRON is geëindigd op 24-11-2026.",
        "De rol DUO gaat in op 25-11-2026.",
        "De rol ERKENNER voor 100E003 geldt niet: erkenner 100E003 is beëindigd op 31-01-2026.",
        "De rol INSTELLING voor 999B999 geldt niet: 999B999 is geen onderwijsbestuur in RIO.",
        f"De rol LEES_CONTEXT voor {PROEFBESTUUR} geldt niet: "
        f"onderwijsbestuur {PROEFBESTUUR} is beëindigd op 24-11-2026.",
    ]
    alleen, bij_bestuur = antwoord(register, NVAO, PROEFBESTUUR)
    assert [een["rol"] for een in alleen] == ["SBB"]
    assert not any("999B999" in tekst or "ERKENNER" in tekst for tekst in bij_bestuur)


@pytest.mark.parametrize(
    ("velden", "wat"), [({"einddatum": NU.date()}, "is beëindigd"), ({"begindatum": None}, "begint")]
)
def test_a_bestuur_of_the_oin_that_is_not_valid_is_told(register: Register, velden: dict[str, Any], wat: str) -> None:
    tabel, dag = organisatorische_eenheid, NU.date() + timedelta(days=1)
    waarden = {naam: waarde or dag for naam, waarde in velden.items()}
    register.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == BESTUUR).values(**waarden)))
    dagen = "24-11-2026" if wat == "is beëindigd" else "25-11-2026"
    zonder = [f"onderwijsbestuur {BESTUUR} {wat} op {dagen}.", GEEN]
    assert antwoord(register, HANZE) == ([], zonder)
    bij_bestuur = antwoord(register, HANZE, BESTUUR)[1]
    assert bij_bestuur == [
        zonder[0],
        f"Er is nu geen rol voor onderwijsbestuur {BESTUUR}: alleen wat voor iedereen is, mag.",
    ]


@pytest.mark.foutcode(OPERATIE, "A01110", "AUT401")
def test_of_a_bestuur_only_who_has_to_do_with_it_hears(register: Register) -> None:
    for onbekend in ("999B999", "110A133"):
        assert codes(register, HANZE, onbekend) == ["A01110"]
    assert codes(register, HANZE, BESTUUR) == []
    assert codes(register, HANZE, PROEFBESTUUR) == ["AUT401"]
    assert codes(register, HANZE, PROEFBESTUUR, beheerder=True) == []
    geef(register, HANZE, "LEES_CONTEXT", PROEFBESTUUR, tot=NU - UUR)
    assert codes(register, HANZE, PROEFBESTUUR) == []  # that it had a role is its own
    assert codes(register, VREEMD, BESTUUR) == ["AUT401"]
    geef(register, VREEMD, "DUO")
    assert codes(register, VREEMD, BESTUUR) == []


def test_a_person_reads_the_roles_of_that_person_and_nothing_of_the_sender(register: Register) -> None:
    persoon, ander = maak_persoon(register, "a@example.org"), maak_persoon(register, "b@example.org", tot=NU)
    geef_persoon(register, persoon, "LEES_CONTEXT", BESTUUR)
    geef_persoon(register, ander, "DUO")
    geef(register, HANZE, "BRON")
    rollen, bevindingen = antwoord(register, replace(context(), gebruiker=persoon))
    assert [(een["rol"], een["bereik"]) for een in rollen] == [("LEES_CONTEXT", BESTUUR)]
    assert bevindingen == []
    for weg in (ander, 999):
        gevonden = antwoord(register, replace(context(), gebruiker=weg))
        assert gevonden == ([], ["Deze gebruiker is er niet, of is beëindigd.", GEEN])


def test_the_operator_hears_that_it_may_all(register: Register) -> None:
    assert antwoord(register, context(VREEMD, beheerder=True))[1][0].startswith(
        "De beheerder van dit register mag alles"
    )


def test_it_takes_as_many_statements_whatever_there_is(register: Register) -> None:
    aantallen = set()
    for nummer in range(3):
        for bestuur in (BESTUUR, PROEFBESTUUR):
            geef(register, HANZE, "LEES_CONTEXT", bestuur, vanaf=NU + nummer * UUR, tot=NU + (nummer + 1) * UUR)
        with opdrachten(register) as gezien:
            vraag(register, opvragen_autorisaties)
        aantallen.add(len(gezien))
    assert aantallen == {3}
