"""The controles on an opleidingseenheid over a case made by hand: what the register knows is given, nothing is asked.

Through a register they are shown in test_eenheid_codes; here each rule stands alone, at its bound and just beyond.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.eenheid import controles, controles_periode
from rio_soap.register.eenheid.rijen import Eenheid, Opleidingserkenning, Opleidingsrelatie
from rio_soap.register.organisatie.rustend_aanbod import Aangeboden
from tests.register.hulp import eenheid, periode
from tests.register.zaken import BESTUUR, eenheidlevering, fouten

BEGIN, EINDE = date(2024, 9, 1), date(2028, 9, 1)
DAG = timedelta(days=1)
CODE, ANDER = "1010O6466", "1010O0002"


def rij(
    code: str = CODE,
    specialisatie: str = "hoOpleiding",
    soort: str | None = "OPLEIDING",
    *,
    herkomst: str = "INSTELLING",
    eigenaar: str | None = BESTUUR,
) -> Eenheid:
    """A registered unit."""
    return Eenheid(code, specialisatie, herkomst, eigenaar, None, soort, BEGIN, EINDE, Gegeven(specialisatie))


def relatie(soort: str = "VARIANT_VAN", begin: date = BEGIN, einde: date | None = EINDE) -> Opleidingsrelatie:
    """A relation from another unit to CODE."""
    return Opleidingsrelatie(1, ANDER, CODE, soort, begin, einde)


def aanbod(eerste: date | None, einde: date | None) -> Aangeboden:
    return Aangeboden("aa", eerste, einde)


@pytest.fixture(autouse=True)
def _toont_codes_zoals_ze_zijn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controles, "getoond", lambda _session, code: code.upper())


def test_a_new_unit_needs_no_unit_that_is_there() -> None:
    assert fouten(controles.a01070, eenheidlevering(eenheid())) == []
    assert fouten(controles.a01070, eenheidlevering(eenheid(code=CODE), CODE)) == [(CODE, "")]
    assert fouten(controles.a01070, eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij())) == []


def test_a_unit_with_an_erkenning_is_not_delivered_however_old_that_is() -> None:
    oud = Opleidingserkenning(1, "CROHO", "34200", "", "", date(1990, 1, 1), date(1991, 1, 1), CODE)
    assert fouten(controles.a02011, eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij(), erkenningen=(oud,)))
    assert fouten(controles.a02011, eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij())) == []


@pytest.mark.parametrize(("eigenaar", "mag"), [(BESTUUR, True), ("200B001", False), (None, False)])
def test_only_who_acts_for_the_owner_changes_a_unit(eigenaar: str | None, mag: bool) -> None:
    zaak = eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij(eigenaar=eigenaar))
    assert (fouten(controles.aut401, zaak) == []) is mag


def test_who_acts_for_nobody_delivers_nothing() -> None:
    zaak = eenheidlevering(eenheid())
    assert fouten(controles.aut401, zaak) == []
    zaak = eenheidlevering(eenheid())
    zaak.besturen = ()
    assert fouten(controles.aut401, zaak) == [("Proef", "")]


def test_a_change_of_kind_keeps_the_relations_that_the_matrix_gives_for_the_new_one() -> None:
    """A variant of an opleiding has a VARIANT_VAN to it; an onderwijseenheid would have another one."""
    partner = {ANDER: rij(ANDER, soort="VARIANT")}
    bekend: dict[str, Any] = {"relaties": (relatie(),), "partners": partner}
    blijft = eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij(), **bekend)
    assert fouten(controles.a01072, blijft) == []
    wordt = eenheidlevering(eenheid("hoOnderwijseenheid", code=CODE), CODE, bestaand=rij(), **bekend)
    assert fouten(controles.a01072, wordt) == [(ANDER, "")]


def test_a_change_of_kind_of_a_unit_of_another_is_left_to_aut401() -> None:
    bekend: dict[str, Any] = {"relaties": (relatie(),), "partners": {ANDER: rij(ANDER, soort="VARIANT")}}
    vreemd = rij(eigenaar="200B001")
    zaak = eenheidlevering(eenheid("hoOnderwijseenheid", code=CODE), CODE, bestaand=vreemd, **bekend)
    assert fouten(controles.a01072, zaak) == []


def test_a_soort_that_was_not_known_may_be_told_when_the_matrix_gives_its_relations() -> None:
    onbekend, bekend = rij(soort=None), {"relaties": (relatie(),), "partners": {ANDER: rij(ANDER, soort="VARIANT")}}
    goed = eenheidlevering(eenheid(code=CODE, variant="OPLEIDING"), CODE, bestaand=onbekend, **bekend)
    assert (goed.vult_soort_in, goed.verandert_van_soort) == (True, False)
    assert fouten(controles.a01072, goed) == []
    fout = eenheidlevering(eenheid(code=CODE, variant="VARIANT"), CODE, bestaand=onbekend, **bekend)
    assert fouten(controles.a01072, fout) == [(ANDER, "")]


def test_a_unit_on_which_something_rests_stays_of_its_kind() -> None:
    anders = eenheid("hoOnderwijseenheid", code=CODE)
    rust: dict[str, Any] = {"aangeboden": (aanbod(BEGIN, EINDE),), "relaties": (relatie(),)}
    zaak = eenheidlevering(anders, CODE, bestaand=rij(), **rust)
    assert fouten(controles.n09450, zaak) == [("AA", "."), (ANDER, ".")]
    assert fouten(controles.n09450, eenheidlevering(anders, CODE, bestaand=rij())) == []
    assert fouten(controles.n09450, eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij(), **rust)) == []


@pytest.mark.parametrize(("einde", "klopt"), [(None, True), (BEGIN + DAG, True), (BEGIN, False)])
def test_a_unit_ends_later_than_it_begins(einde: date | None, klopt: bool) -> None:
    assert (fouten(controles.p01010, eenheidlevering(eenheid(einde=einde))) == []) is klopt


@pytest.mark.parametrize("controle", [controles.p01040, controles.p01060])
def test_the_listed_values_of_an_hoopleiding_are_judged_and_of_no_other_unit(controle: Any) -> None:
    velden = {"niveau": "HBO-XX", "waardedocumentsoort": "XX"}
    assert [veld for _, veld in fouten(controle, eenheidlevering(eenheid(**velden)))] == [""]
    assert fouten(controle, eenheidlevering(eenheid("particuliereOpleiding", **velden))) == []
    assert fouten(controle, eenheidlevering(eenheid())) == []


def test_a_code_of_another_owner_in_the_same_time_is_taken_of_the_same_herkomst_only() -> None:
    def zaak(**anders: Any) -> list[tuple[str, str]]:
        bestaand = rij(**{"eigenaar": "200B001", **anders})
        return fouten(controles.p01080, eenheidlevering(eenheid(code=CODE), CODE, bestaand=bestaand))

    assert zaak() == [(CODE, "")]
    assert zaak(herkomst="OCW") == []
    assert zaak(eigenaar=BESTUUR) == []
    later = eenheidlevering(eenheid(code=CODE, begin=EINDE), CODE, bestaand=rij(eigenaar="200B001"))
    assert fouten(controles.p01080, later) == []


@pytest.mark.parametrize(
    ("eerste", "einde", "veld"),
    [
        (BEGIN, EINDE, None),
        (None, EINDE, None),
        (BEGIN - DAG, EINDE, "begindatum"),
        (BEGIN, EINDE + DAG, "einddatum"),
        (None, None, "einddatum"),
    ],
)
def test_an_offer_lies_within_its_unit(eerste: date | None, einde: date | None, veld: str | None) -> None:
    zaak = eenheidlevering(eenheid(code=CODE, einde=EINDE), CODE, bestaand=rij(), aangeboden=(aanbod(eerste, einde),))
    assert fouten(controles.p01410, zaak) == ([] if veld is None else [("AA", veld)])


@pytest.mark.parametrize("code", [f"{begin}O1234" for begin in controles.OCW_VOORVOEGSELS])
def test_of_a_group_of_ocw_no_offer_need_lie_within(code: str) -> None:
    def zaak(herkomst: str) -> list[tuple[str, str]]:
        aangeboden = (aanbod(None, None),)
        bestaand = rij(code, herkomst=herkomst)
        return fouten(
            controles.p01410,
            eenheidlevering(eenheid(code=code, einde=EINDE), code, bestaand=bestaand, aangeboden=aangeboden),
        )

    assert zaak("OCW") == []
    assert zaak("INSTELLING") == [("AA", "einddatum")]


@pytest.mark.parametrize(
    ("begin", "einde", "veld"),
    [(BEGIN, EINDE, None), (BEGIN - DAG, EINDE, "begindatum"), (BEGIN, None, "einddatum")],
)
def test_an_erkenning_lies_within_its_unit(begin: date, einde: date | None, veld: str | None) -> None:
    erkend = Opleidingserkenning(1, "CROHO", "34200", "", "", begin, einde, CODE)
    zaak = eenheidlevering(eenheid(code=CODE, einde=EINDE), CODE, bestaand=rij(), erkenningen=(erkend,))
    assert fouten(controles.p01420, zaak) == ([] if veld is None else [("34200", veld)])


@pytest.mark.parametrize(
    ("soort", "begin", "einde", "veld"),
    [
        ("VARIANT_VAN", BEGIN, EINDE, None),
        ("VARIANT_VAN", BEGIN, None, "einddatum"),
        ("VARIANT_VAN", BEGIN - DAG, EINDE, "begindatum"),
        ("OVERGANG", EINDE, None, None),
        ("OVERGANG", EINDE + DAG, None, "einddatum"),
        ("OVERGANG", BEGIN - DAG, None, "begindatum"),
    ],
)
def test_a_relation_lies_within_its_unit_and_of_an_overgang_the_begin(
    soort: str, begin: date, einde: date | None, veld: str | None
) -> None:
    zaak = eenheidlevering(
        eenheid(code=CODE, einde=EINDE), CODE, bestaand=rij(), relaties=(relatie(soort, begin, einde),)
    )
    assert fouten(controles.p01430, zaak) == ([] if veld is None else [(ANDER, veld)])


@pytest.mark.parametrize("rust", ["relaties", "aangeboden", "erkenningen"])
def test_what_something_rests_on_is_not_removed(rust: str) -> None:
    zaak = eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij(), **{rust: (object(),)})
    assert fouten(controles.p01810, zaak) == [(CODE, "")]
    assert fouten(controles.p01810, eenheidlevering(eenheid(code=CODE), CODE, bestaand=rij())) == []


def test_a_period_is_of_the_specialisation_of_its_unit() -> None:
    vreemd = eenheid(perioden=[periode(), periode("hoOnderwijseenheid", BEGIN + DAG)])
    assert fouten(controles_periode.p02030, eenheidlevering(vreemd)) == [("2024-09-02", "")]


def test_the_studielasteenheid_of_a_period_is_judged_over_that_period() -> None:
    def zaak(soort: str, waarde: str) -> list[tuple[str, str]]:
        perioden = [periode(soort, studielasteenheid=waarde)]
        return fouten(controles_periode.p02040, eenheidlevering(eenheid(soort, perioden=perioden)))

    assert zaak("hoOpleiding", "ECTS_PUNT") == []
    assert zaak("hoOpleiding", "XX") == [("XX", "")]
    assert zaak("particuliereOpleiding", "XX") == []


def test_a_variant_has_no_studielast_of_its_own() -> None:
    perioden = [periode(studielast=60, studielasteenheid="ECTS_PUNT")]
    assert fouten(controles_periode.p02041, eenheidlevering(eenheid(variant="OPLEIDING", perioden=perioden))) == []
    assert fouten(controles_periode.p02041, eenheidlevering(eenheid(variant="VARIANT", perioden=perioden))) == [
        ("2024-09-01", "")
    ]
    alleen_eenheid = [periode(studielasteenheid="ECTS_PUNT")]
    assert fouten(controles_periode.p02041, eenheidlevering(eenheid(variant="VARIANT", perioden=alleen_eenheid))) == []


def test_each_controle_bears_the_name_of_its_code_and_tells_the_rule_as_it_must_hold() -> None:
    for code, controle in (*controles.AANLEVEREN, *controles.VERWIJDEREN):
        tekst = controle.__doc__ or ""
        assert controle.__name__ == code.lower()
        assert tekst.startswith(f"{code}: ")
        assert "refuse" not in tekst.partition("Source")[0].lower()
