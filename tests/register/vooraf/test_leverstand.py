"""What stands in a form before anything is changed can be delivered as it is, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.vooraf.eigenobjecten import Eigenaar, eigen_sleutels, is_eigen
from rio_soap.register.vooraf.leverstand import gelezen_alle, gelezen_op, leverstand
from tests.register.conftest import Leegmaken
from tests.register.hulp import HANZE, VREEMD, context

DAG = date(2026, 10, 1)
BESTUUR = "100B490"
LEVERINGEN = {
    "AANGEBODEN_OPLEIDING": "aanleveren_aangebodenOpleiding",
    "CONTACTADRES": "aanleveren_contactadres",
    "LICENTIE": "aanleveren_licentie",
    "ONDERWIJSAANBIEDER": "aanleveren_onderwijsaanbieder",
    "ONDERWIJSAANBIEDERGROEP": "aanleveren_onderwijsaanbiedergroep",
    "ONDERWIJSLOCATIEGEBRUIK": "aanleveren_onderwijslocatiegebruik",
    "OPLEIDINGSEENHEID": "aanleveren_opleidingseenheid",
    "OPLEIDINGSRELATIE": "aanleveren_opleidingsrelatie",
}


@pytest.fixture(scope="module")
def proef(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The trial set; these tests only read it."""
    with Register(maak_engine(leegmaken(tmp_path_factory.mktemp("leverstand")))) as register:
        register.schrijf(laad_proef)
        yield register


def stand(register: Register, soort: str, sleutel: str, ctx: Context | None = None) -> dict[str, object] | None:
    with register.lees() as session:
        velden = leverstand(session, ctx or context(), OBJECTTYPEN[soort], sleutel, LEVERINGEN[soort])
    return None if velden is None else dict(velden)


def er_zijn(register: Register, soort: str) -> list[str]:
    with register.lees() as session:
        return list(sleutels(session, OBJECTTYPEN[soort], None, 1_000).sleutels)


@pytest.mark.parametrize("soort", sorted(set(LEVERINGEN) - {"CONTACTADRES", "OPLEIDINGSEENHEID"}))
def test_of_every_object_that_is_there_the_form_is_filled(proef: Register, soort: str) -> None:
    operatie = OPERATIES[LEVERINGEN[soort]]
    for sleutel in er_zijn(proef, soort):
        velden = stand(proef, soort, sleutel)
        assert velden is not None, sleutel
        assert "bedrijfsdocument" not in velden
        assert any(isinstance(deel, Gegeven) for deel in velden.values()), operatie.naam


@pytest.mark.parametrize("soort", sorted(LEVERINGEN))
def test_of_what_is_not_there_no_form_is_filled(proef: Register, soort: str) -> None:
    for sleutel in ("", "x", "/", "//", "a/b/c/d/e/f", "%", "é" * 300, "100B490'"):
        assert stand(proef, soort, sleutel) is None, sleutel


def test_a_unit_that_institutions_deliver_fills_a_form_and_one_that_no_message_holds_does_not(proef: Register) -> None:
    gevuld = {een for een in er_zijn(proef, "OPLEIDINGSEENHEID") if stand(proef, "OPLEIDINGSEENHEID", een) is not None}
    assert {"1007O5545", "1010O6466"} <= gevuld
    assert "1000O0001" not in gevuld


def test_an_offer_is_found_in_whatever_case_and_keeps_its_code(proef: Register) -> None:
    code = er_zijn(proef, "AANGEBODEN_OPLEIDING")[0]
    klein, groot = (stand(proef, "AANGEBODEN_OPLEIDING", een) for een in (code.lower(), code.upper()))
    assert klein == groot
    assert klein is not None
    deel = klein["aangebodenOpleiding"]
    assert isinstance(deel, Gegeven)
    assert str(deel.velden["aangebodenOpleidingCode"]).lower() == code.lower()


def test_a_kind_of_eenheid_is_not_filled_in_as_another(proef: Register) -> None:
    """Four kinds are in one table."""
    for bestuur in er_zijn(proef, "ONDERWIJSBESTUUR"):
        assert stand(proef, "ONDERWIJSAANBIEDER", bestuur) is None
    for groep in er_zijn(proef, "ONDERWIJSAANBIEDERGROEP"):
        assert stand(proef, "ONDERWIJSAANBIEDER", groep) is None


def test_an_aanbieder_is_delivered_for_the_bestuur_over_it(proef: Register) -> None:
    velden = stand(proef, "ONDERWIJSAANBIEDER", "110A133")
    assert velden is not None
    assert velden["onderwijsbestuurcode"] == BESTUUR
    assert velden.keys() == {"onderwijsbestuurcode", "onderwijsaanbieder"}


def test_a_relation_names_both_units_and_its_days_only(proef: Register) -> None:
    for sleutel in er_zijn(proef, "OPLEIDINGSRELATIE"):
        velden = stand(proef, "OPLEIDINGSRELATIE", sleutel)
        assert velden is not None
        deel = velden["opleidingsrelatie"]
        assert isinstance(deel, Gegeven)
        assert set(deel.velden) <= {"begindatum", "einddatum", "opleidingseenheidcode"}
        codes = deel.velden["opleidingseenheidcode"]
        assert isinstance(codes, list)
        assert len(codes) == 2


def test_a_contactadres_fills_a_form_for_who_may_read_it_and_that_is_noted(proef: Register) -> None:
    alle = er_zijn(proef, "CONTACTADRES")
    besloten = [een for een in alle if een.split("/")[1] not in ("ALGEMEEN", "AANMELDEN")]
    gezien = 0
    for sleutel in alle:
        vreemd, eigen = context(VREEMD), context(HANZE)
        aan_vreemd = stand(proef, "CONTACTADRES", sleutel, vreemd)
        if aan_vreemd is not None:
            assert vreemd.inzagen == [], "what everybody may read is not noted"
        if sleutel.startswith(BESTUUR):
            assert stand(proef, "CONTACTADRES", sleutel, eigen) is not None
            assert len(eigen.inzagen) == (aan_vreemd is None)
            gezien += aan_vreemd is None
    assert bool(besloten) == any(stand(proef, "CONTACTADRES", een, context(VREEMD)) is None for een in besloten)


def test_a_contactadres_that_is_not_there_leaves_no_note_that_it_was_read(proef: Register) -> None:
    ctx = context(HANZE)
    for sleutel in (f"{BESTUUR}/LEERPLICHT/99", f"{BESTUUR}/VERZUIM/0", f"{BESTUUR}/ALGEMEEN/99"):
        assert stand(proef, "CONTACTADRES", sleutel, ctx) is None
    assert ctx.inzagen == []


def test_objects_read_together_are_as_they_are_read_one_by_one(proef: Register) -> None:
    with proef.lees() as session:
        for naam in ("LICENTIE", "ONDERWIJSAANBIEDER", "OPLEIDINGSEENHEID", "ERKENNER", "AANGEBODEN_OPLEIDING"):
            soort, alle = OBJECTTYPEN[naam], sleutels(session, OBJECTTYPEN[naam], None, 5).sleutels
            samen = gelezen_alle(session, context(), soort, [*alle, "niet/te/vinden"])
            assert sorted(samen) == sorted(alle)
            assert samen == {een: gelezen_op(session, context(), soort, een, None) for een in alle}
            assert gelezen_alle(session, context(), soort, []) == {}


# Whose they are


def wie(**van: frozenset[str]) -> Eigenaar:
    velden = {"besturen": frozenset(), "erkenners": frozenset(), "samenwerkingen": frozenset(), **van}
    return Eigenaar(alles=False, dag=DAG, **velden)


@pytest.mark.parametrize("soort", sorted(set(OBJECTTYPEN) - {"ONDERWIJSLOCATIE"}))
def test_a_key_is_on_the_list_of_an_owner_exactly_when_it_is_ones_own(proef: Register, soort: str) -> None:
    with proef.lees() as session:
        type_ = OBJECTTYPEN[soort]
        erkenners = frozenset(sleutels(session, OBJECTTYPEN["ERKENNER"], None, 100).sleutels)
        alle = sleutels(session, type_, None, 1_000).sleutels
        for eigenaar in (wie(besturen=frozenset({BESTUUR})), wie(erkenners=erkenners), wie(besturen=frozenset({"x"}))):
            lijst = eigen_sleutels(session, type_, eigenaar, None, 1_000)
            assert lijst.volgende is None
            eigen = [sleutel for sleutel in alle if is_eigen(session, type_, eigenaar, sleutel)]
            assert sorted(lijst.sleutels) == sorted(eigen)


def test_a_page_of_exactly_what_is_left_is_the_last(proef: Register) -> None:
    alles = Eigenaar.van(Rollen(frozenset({("DUO", "")})), "aanleveren_licentie", DAG)
    with proef.lees() as session:
        alle = sleutels(session, OBJECTTYPEN["LICENTIE"], None, 1_000).sleutels
        assert eigen_sleutels(session, OBJECTTYPEN["LICENTIE"], alles, None, len(alle)).volgende is None
        deel = eigen_sleutels(session, OBJECTTYPEN["LICENTIE"], alles, None, len(alle) - 1)
        assert deel.volgende is not None
        rest = eigen_sleutels(session, OBJECTTYPEN["LICENTIE"], alles, deel.volgende, 1)
        assert sorted((*deel.sleutels, *rest.sleutels)) == sorted(alle)
        assert rest.volgende is None
        assert eigen_sleutels(session, OBJECTTYPEN["LICENTIE"], alles, "a\x1fb", 5).sleutels == ()
