"""What the register derives of an opleidingseenheid, and what the matrix gives of two."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, NamedTuple

import pytest

from rio_soap.register.eenheid.afgeleid import EQF_NLQF, GRAAD, afgeleide_velden
from rio_soap.register.eenheid.bericht import Eenheidbericht
from rio_soap.register.eenheid.raadplegingen import GelezenEenheid, lees_eenheid
from rio_soap.register.eenheid.rijen import Opleidingserkenning, Opleidingsrelatie, soort_van
from rio_soap.register.eenheid.zaak_relatie import MATRIX, SOORTEN, richting
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.register.hulp import context, eenheid, periode

BEGIN = date(2024, 9, 1)


class Soort(NamedTuple):
    """A unit as the matrix looks at it."""

    code: str
    specialisatie: str
    soort: str | None = None


VARIANT, OPLEIDING = Soort("1", "hoOpleiding", "VARIANT"), Soort("2", "hoOpleiding", "OPLEIDING")
DEEL, CLUSTER = Soort("3", "hoOnderwijseenheid"), Soort("4", "hoOnderwijseenhedencluster", "HOEC")


def test_every_niveau_that_leads_to_something_is_one_of_the_waardenlijst() -> None:
    niveaus = {waarde.waarde for waarde in standaardlijsten().waarden("Niveaucode-v06")}
    assert set(EQF_NLQF) <= niveaus
    assert set(GRAAD) <= set(EQF_NLQF)


@pytest.mark.parametrize(
    ("specialisatie", "niveau", "verwacht"),
    [
        ("hoOpleiding", "HBO-BA", {"eqf": "6", "nlqf": "6", "graad": "BACHELOR"}),
        ("hoOpleiding", "ONBEKEND", {}),
        ("hoOpleiding", None, {}),
        ("hoOnderwijseenheid", None, {}),
        ("particuliereOpleiding", "HBO-BA", {}),
    ],
)
def test_eqf_nlqf_and_graad_follow_from_the_niveau(specialisatie: str, niveau: str | None, verwacht: Any) -> None:
    assert afgeleide_velden(specialisatie, niveau, eqf_particulier=False) == verwacht


def test_a_particuliere_opleiding_has_them_only_when_asked_so_and_never_a_graad() -> None:
    assert afgeleide_velden("particuliereOpleiding", "HBO-BA", eqf_particulier=True) == {"eqf": "6", "nlqf": "6"}


@pytest.mark.parametrize(
    ("een", "ander", "verwacht"),
    [
        (VARIANT, OPLEIDING, ("1", "2", "VARIANT_VAN")),
        (DEEL, OPLEIDING, ("3", "2", "HIERARCHISCH")),
        (DEEL, VARIANT, ("3", "1", "HIERARCHISCH")),
        (CLUSTER, OPLEIDING, ("4", "2", "HIERARCHISCH")),
        (DEEL, CLUSTER, ("3", "4", "HIERARCHISCH")),
        (OPLEIDING, OPLEIDING, None),
        (DEEL, DEEL, None),
        (DEEL, Soort("5", "particuliereOpleiding"), None),
    ],
)
def test_the_register_decides_direction_and_soort_whatever_the_order_of_the_units(
    een: Soort, ander: Soort, verwacht: Any
) -> None:
    assert richting(een, ander) == verwacht
    assert richting(ander, een) == verwacht


def test_no_two_kinds_are_related_in_both_directions() -> None:
    soorten = {einde.partition("/")[::2] for sleutel in MATRIX for einde in sleutel}
    for (een, e), (ander, a) in product(soorten, repeat=2):
        heen = richting(Soort("1", een, e or None), Soort("2", ander, a or None))
        terug = richting(Soort("2", ander, a or None), Soort("1", een, e or None))
        assert heen == terug


def test_the_soorten_are_those_that_the_matrix_tells_apart() -> None:
    assert SOORTEN == ("OPLEIDING", "VARIANT")
    assert soort_van("hoOpleiding", "VARIANT") == ("hoOpleiding", "VARIANT")
    assert soort_van("hoOpleiding", None) == ("hoOpleiding", "")
    assert soort_van("hoOnderwijseenhedencluster", "HOEC") == ("hoOnderwijseenhedencluster", "")


def test_a_relation_has_another_unit_from_either_side() -> None:
    relatie = Opleidingsrelatie(1, "A", "B", "VARIANT_VAN", BEGIN, None)
    assert (relatie.ander("A"), relatie.ander("B")) == ("B", "A")


def test_a_unit_is_named_by_its_code_else_the_key_of_its_sender_else_its_first_name() -> None:
    def sleutels(code: str | None, gegeven: Any) -> tuple[str, str]:
        return Eenheidbericht(context(), code, gegeven).sleutels[0]

    assert sleutels("1010O6466", eenheid(sleutel="s")) == ("opleidingseenheidcode", "1010O6466")
    assert sleutels(None, eenheid(sleutel="s")) == ("eigenOpleidingseenheidSleutel", "s")
    later, eerst = periode(begin=date(2025, 9, 1), naamLang="later"), periode(begin=BEGIN, naamLang="eerst")
    assert sleutels(None, eenheid(perioden=[later, eerst])) == ("naamLang", "eerst")


def test_what_is_stored_of_a_unit_is_all_but_its_code_which_is_a_column() -> None:
    gegeven = eenheid(code="1010O6466")
    opgeslagen = van_json(Eenheidbericht(context(), "1010O6466", gegeven).stand)
    assert opgeslagen.naam == gegeven.naam
    assert {**opgeslagen.velden, "opleidingseenheidcode": "1010O6466"} == gegeven.velden


def lees(eigenaar: str | None = "100B490", *erkenningen: Opleidingserkenning, **velden: Any) -> dict[str, Any]:
    rij = GelezenEenheid("1010O6466", "INSTELLING", eigenaar, "hoOpleiding", "")
    return lees_eenheid(rij, eenheid(**velden), erkenningen, eqf_particulier=False).velden


def test_a_unit_is_read_with_its_code_herkomst_and_what_is_derived_of_it() -> None:
    gelezen = lees(eqf="9", nlqf="9")
    assert (gelezen["opleidingseenheidcode"], gelezen["herkomstOpleiding"]) == ("1010O6466", "INSTELLING")
    assert (gelezen["eqf"], gelezen["nlqf"], gelezen["graad"]) == ("6", "6", "BACHELOR")  # not what a sender wrote


def test_each_period_is_read_with_its_owner_and_of_a_unit_without_owner_with_none() -> None:
    def eigenaren(eigenaar: str | None) -> list[list[Any]]:
        perioden = [periode(begin=date(2025, 9, 1)), periode(begin=BEGIN)]
        delen = lees(eigenaar, perioden=perioden)["opleidingseenheidPeriode"]
        assert [deel.velden["begindatum"] for deel in delen] == [BEGIN, date(2025, 9, 1)]
        return [
            [
                k.velden["kenmerkwaardeTekst"]
                for k in deel.velden.get("kenmerken", [])
                if "eigenaar" in k.velden.values()
            ]
            for deel in delen
        ]

    assert eigenaren("100B490") == [["100B490"], ["100B490"]]
    assert eigenaren(None) == [[], []]


def test_no_more_erkenningen_than_an_answer_holds() -> None:
    erkend = [Opleidingserkenning(n, "CROHO", f"{n:05d}", "", "", BEGIN, None, "x") for n in range(30)]
    assert len(lees("100B490", *erkend)["opleidingserkenningSleutel"]) == 20
    assert "opleidingserkenningSleutel" not in lees()
