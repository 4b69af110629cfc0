"""The controles on an onderwijsaanbieder over a case made by hand: what the register knows is given, nothing is asked.

Through a register they are shown in test_onderwijsaanbieder; here each rule stands alone, at its bound and just beyond.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.erkenning.rijen import Instellingserkenning
from rio_soap.register.organisatie import controles
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.bericht import Aanbiederbericht
from rio_soap.register.organisatie.rijen import GebruikVanAanbieder, Organisatierelatie, OrganisatorischeEenheid
from rio_soap.register.organisatie.rustend_aanbod import Aangeboden
from rio_soap.register.organisatie.zaak import Bestuursrelatie
from rio_soap.register.regels.perioden import Duur
from tests.register.hulp import context
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, IN, aanbieder, juridisch
from tests.register.zaken import aanbiederlevering, fouten

CODE, DAG = "110A133", timedelta(days=1)
UIT, VANDAAG = date(2028, 8, 1), date(2026, 11, 24)


def rij(soort: str = "AANBIEDER", begin: date = IN, einde: date | None = None) -> OrganisatorischeEenheid:
    """A registered organisation."""
    stand = Gegeven("onderwijsaanbieder", {"juridischeRelatie": [juridisch("25BE")]})
    return OrganisatorischeEenheid(CODE, soort, begin, einde, None, None, None, None, stand)


def relatie(
    van: str = BESTUUR,
    soort: str = "HIERARCHISCH",
    begin: date = IN,
    einde: date | None = None,
    *,
    nummer: int = 1,
    van_soort: str = "BESTUUR",
) -> Organisatierelatie:
    """A relation from an organisation to CODE."""
    return Organisatierelatie(nummer, van, CODE, soort, begin, einde, van_soort)


def erkenning(erkenner: str = "OCW", begin: date = IN) -> dict[str, list[Instellingserkenning]]:
    return {
        "25BE": [Instellingserkenning(1, erkenner, "ERKENDE_ONDERWIJSINSTELLING", "25BE", begin, None, Gegeven("x"))]
    }


@pytest.fixture(autouse=True)
def _toont_codes_zoals_ze_zijn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controles, "getoond", lambda _session, code: code.upper())


def test_an_erkenning_that_is_not_there_is_another_fault_than_one_of_another_erkenner() -> None:
    onbekend = aanbiederlevering(aanbieder(code=CODE))
    assert fouten(controles.a01030, onbekend) == [("25BE", "")]
    assert fouten(controles.a01031, onbekend) == []
    ander = aanbiederlevering(aanbieder(code=CODE), instellingen=erkenning("LNV"))
    assert fouten(controles.a01030, ander) == []
    assert fouten(controles.a01031, ander) == [("25BE", "")]
    goed = aanbiederlevering(aanbieder(code=CODE), instellingen=erkenning())
    assert fouten(controles.a01030, goed) == fouten(controles.a01031, goed) == []


def test_an_instelling_that_is_named_twice_is_told_once() -> None:
    twee = [juridisch("25BE", IN, IN + DAG), juridisch("25BE", IN + DAG)]
    assert fouten(controles.a01030, aanbiederlevering(aanbieder(relaties=twee))) == [("25BE", "")]


def test_the_delivered_bestuur_is_there() -> None:
    assert fouten(controles.a01110, aanbiederlevering(aanbieder(), bestuurrij=None)) == [(BESTUUR, "")]
    assert fouten(controles.a01110, aanbiederlevering(aanbieder(), bestuurrij=rij("BESTUUR"))) == []


def test_a_new_aanbieder_needs_no_aanbieder_that_is_there() -> None:
    assert fouten(controles.n09440, aanbiederlevering(aanbieder())) == []
    assert fouten(controles.n09440, aanbiederlevering(aanbieder(code=CODE))) == [(CODE, "")]
    assert fouten(controles.n09440, aanbiederlevering(aanbieder(code=CODE), bestaand=rij())) == []


def test_who_delivers_acts_for_the_delivered_bestuur_and_for_one_that_manages() -> None:
    def zaak(bestuur: str, *relaties: Organisatierelatie) -> list[tuple[str, str]]:
        return fouten(
            controles.aut401_aanleveren,
            aanbiederlevering(aanbieder(code=CODE), bestuur, bestaand=rij(), relaties=relaties),
        )

    assert zaak(BESTUUR, relatie()) == []
    assert zaak(BUURBESTUUR, relatie()) == [(BUURBESTUUR, "")]
    assert zaak(BESTUUR, relatie(BUURBESTUUR)) == [(CODE, "")]
    assert zaak(BESTUUR) == [(CODE, "")]


@pytest.mark.parametrize(
    ("anders", "beheert"),
    [
        ({}, True),
        ({"einde": VANDAAG + DAG}, True),
        ({"einde": VANDAAG}, False),
        ({"begin": VANDAAG + DAG}, True),
        ({"soort": "OVERGANG"}, False),
        ({"van_soort": "GROEP"}, False),
    ],
)
def test_a_bestuur_manages_by_a_relation_that_has_not_ended(anders: dict[str, Any], beheert: bool) -> None:
    assert organisaties.beheerders([relatie(**anders)], None, VANDAAG) == ({BESTUUR} if beheert else set())


def test_a_bestuur_that_ended_with_its_aanbieder_can_still_correct_it() -> None:
    einde = date(2024, 1, 1)
    assert organisaties.beheerders([relatie(einde=einde)], einde, VANDAAG) == {BESTUUR}
    assert organisaties.beheerders([relatie(einde=einde)], UIT, VANDAAG) == set()


def test_a_juridische_relatie_ends_later_than_it_begins_and_overlaps_none_with_the_same_instelling() -> None:
    def codes(*relaties: Gegeven) -> tuple[list[str], list[str]]:
        zaak = aanbiederlevering(aanbieder(relaties=list(relaties)))
        return [s for s, _ in fouten(controles.j06010, zaak)], [s for s, _ in fouten(controles.j06020, zaak)]

    assert codes(juridisch("25BE", IN, IN)) == (["2020-08-01"], [])
    assert codes(juridisch("25BE", IN, IN + DAG), juridisch("25BE", IN + DAG)) == ([], [])
    assert codes(juridisch("25BE", IN, IN + 2 * DAG), juridisch("25BE", IN + DAG)) == ([], ["2020-08-02"])
    assert codes(juridisch("25BE"), juridisch("21PB")) == ([], [])


@pytest.mark.parametrize(
    ("begin", "einde", "instelling", "veld"),
    [
        (IN, UIT, IN, None),
        (IN - DAG, UIT, IN - DAG, "begindatum"),
        (IN, UIT + DAG, IN, "einddatum"),
        (IN, None, IN, "einddatum"),
        (IN, UIT, IN + DAG, "begindatum"),
    ],
)
def test_a_juridische_relatie_lies_within_its_aanbieder_and_begins_no_earlier_than_its_instelling(
    begin: date, einde: date | None, instelling: date, veld: str | None
) -> None:
    gegeven = aanbieder(einde=UIT, relaties=[juridisch("25BE", begin, einde)])
    zaak = aanbiederlevering(gegeven, instellingen=erkenning(begin=instelling))
    assert [gevonden for _, gevonden in fouten(controles.j06410, zaak)] == ([] if veld is None else [veld])


@pytest.mark.parametrize(
    ("soort", "begin", "veld"),
    [
        ("HIERARCHISCH", IN, None),
        ("HIERARCHISCH", IN - DAG, "inBedrijfdatum"),
        ("HIERARCHISCH", UIT + DAG, None),
        ("OVERGANG", UIT, None),
        ("OVERGANG", UIT + DAG, "uitBedrijfdatum"),
    ],
)
def test_a_relation_that_is_there_stays_within_a_changed_lifetime(soort: str, begin: date, veld: str | None) -> None:
    gegeven = aanbieder(code=CODE, einde=UIT)
    zaak = aanbiederlevering(gegeven, bestaand=rij(), relaties=(relatie(soort=soort, begin=begin),))
    assert [gevonden for _, gevonden in fouten(controles.n04420, zaak)] == ([] if veld is None else [veld])


@pytest.mark.parametrize(
    ("eerste", "einde", "veld"),
    [
        (IN, UIT, None),
        (IN - DAG, UIT, "inBedrijfdatum"),
        (IN, UIT + DAG, "uitBedrijfdatum"),
        (None, UIT, None),
        (None, None, "uitBedrijfdatum"),
    ],
)
def test_an_offer_lies_within_its_aanbieder(eerste: date | None, einde: date | None, veld: str | None) -> None:
    gegeven = aanbieder(code=CODE, einde=UIT)
    zaak = aanbiederlevering(gegeven, bestaand=rij(), aangeboden=(Aangeboden("aa", eerste, einde),))
    assert fouten(controles.n04430, zaak) == ([] if veld is None else [("AA", veld)])


@pytest.mark.parametrize(
    ("gebruik", "n04810", "n04820"),
    [
        (GebruikVanAanbieder(False, False, False), False, False),
        (GebruikVanAanbieder(True, False, False), True, False),
        (GebruikVanAanbieder(False, True, False), True, False),
        (GebruikVanAanbieder(False, False, True), False, True),
    ],
)
def test_what_is_used_is_not_removed(gebruik: GebruikVanAanbieder, n04810: bool, n04820: bool) -> None:
    zaak = aanbiederlevering(aanbieder(code=CODE), bestaand=rij(), relaties=(relatie(),), gebruik=gebruik)
    assert bool(fouten(controles.n04810, zaak)) is n04810
    assert bool(fouten(controles.n04820, zaak)) is n04820


def test_a_relation_to_another_bestuur_keeps_an_aanbieder_and_ones_own_goes_with_it() -> None:
    niets = GebruikVanAanbieder(False, False, False)

    def zaak(*relaties: Organisatierelatie) -> list[tuple[str, str]]:
        gegeven = aanbieder(code=CODE)
        return fouten(controles.n04810, aanbiederlevering(gegeven, bestaand=rij(), relaties=relaties, gebruik=niets))

    assert zaak(relatie()) == []
    assert zaak(relatie(), relatie(BUURBESTUUR)) == [(CODE, "")]


def test_the_relation_to_the_bestuur_is_made_from_the_begin_of_a_new_aanbieder_to_its_end() -> None:
    zaak = aanbiederlevering(aanbieder(einde=UIT), bestuurrij=rij("BESTUUR"))
    assert zaak.relatie == Bestuursrelatie(None, Duur(IN, UIT))
    assert fouten(controles.n07010, zaak) == fouten(controles.n07050, zaak) == fouten(controles.n07410, zaak) == []


@pytest.mark.parametrize(
    ("nu", "oud", "wordt"),
    [
        pytest.param(None, None, UIT, id="open with an open aanbieder ends with it"),
        pytest.param(UIT - DAG, None, UIT - DAG, id="with an end of its own keeps that"),
        pytest.param(date(2025, 8, 1), date(2025, 8, 1), UIT, id="ended with its aanbieder goes on to do so"),
    ],
)
def test_a_relation_that_holds_keeps_its_begin(nu: date | None, oud: date | None, wordt: date) -> None:
    bekend = {"bestaand": rij(einde=oud), "relaties": (relatie(begin=IN + DAG, einde=nu),)}
    zaak = aanbiederlevering(aanbieder(code=CODE, einde=UIT), **bekend)
    assert zaak.relatie == Bestuursrelatie(1, Duur(IN + DAG, wordt))


def test_a_bestuur_whose_relation_ended_cannot_take_the_aanbieder_back() -> None:
    """From inBedrijfdatum, the only begin that the message knows, the new one would overlap the old one."""
    zaak = aanbiederlevering(
        aanbieder(code=CODE), bestaand=rij(), relaties=(relatie(einde=date(2024, 1, 1)),), bestuurrij=rij("BESTUUR")
    )
    assert zaak.relatie.id is None
    assert fouten(controles.n07050, zaak) == [("2020-08-01", "")]


def test_a_relation_begins_no_earlier_than_the_bestuur_and_ends_later_than_it_begins() -> None:
    jong = aanbiederlevering(aanbieder(), bestuurrij=rij("BESTUUR", begin=IN + DAG))
    assert fouten(controles.n07410, jong) == [("2020-08-01", "")]
    kort = aanbiederlevering(aanbieder(einde=IN), bestuurrij=rij("BESTUUR"))
    assert fouten(controles.n07010, kort) == [("2020-08-01", "")]


def test_an_aanbieder_is_named_by_its_code_else_the_key_of_its_sender_else_its_first_name() -> None:
    def sleutel(gegeven: Gegeven) -> tuple[str, str]:
        return Aanbiederbericht(context(), gegeven).sleutels[0]

    assert sleutel(aanbieder(code=CODE, sleutel="s")) == ("onderwijsaanbiedercode", CODE)
    assert sleutel(aanbieder(sleutel="s")) == ("eigenOnderwijsaanbiederSleutel", "s")
    assert sleutel(aanbieder(perioden=[IN + DAG, IN])) == ("naam", "School 2")


def test_each_controle_tells_its_code_and_the_rule_as_it_must_hold() -> None:
    for code, controle in (*controles.AANLEVEREN, *controles.VERWIJDEREN):
        assert (controle.__doc__ or "").startswith(f"{code}: ")
        assert controle.__name__.startswith(code.lower())
