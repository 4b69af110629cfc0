"""Which erkenningen there are, and which are those of a bestuur: only what its own bevoegd gezag has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.erkenning import rijen as erkenningen

HANZE, ANDER = "100B490", "107B213"
DAG = date(2026, 11, 24)


def instelling(register: Register, code: str, *, erkenner: str = "OCW", soort: str = erkenningen.INSTELLING) -> int:
    """Adds an erkenning; gives its id."""
    waarden = {"erkenner": erkenner, "soort": soort, "code": code, "begindatum": DAG, "stand": Gegeven("x")}
    tabel = model.instellingserkenning
    return register.schrijf(
        lambda s: s.execute(sa.insert(tabel).returning(tabel.c.id), waarden).scalar_one()  # type: ignore[no-any-return]
    )


def beeindig(register: Register, einde: date, instelling_einde: date | None = None) -> None:
    """Ends the relation of the bevoegd gezag to 25BE, and 25BE itself."""
    relatie, erkend = model.instellingsrelatie, model.instellingserkenning
    welke = sa.select(erkend.c.id).where(erkend.c.code == "25BE").scalar_subquery()
    register.schrijf(lambda s: s.execute(sa.update(relatie).where(relatie.c.naar == welke).values(einddatum=einde)))
    register.schrijf(
        lambda s: s.execute(sa.update(erkend).where(erkend.c.code == "25BE").values(einddatum=instelling_einde))
    )


def test_a_code_gives_all_that_have_it_and_an_unknown_one_is_absent(register: Register) -> None:
    instelling(register, "25BE", erkenner="LNV")
    with register.lees() as session:
        gevonden = erkenningen.met_code(session, erkenningen.INSTELLING, ["25BE", "25BE", "99XX"])
    assert {code: [rij.erkenner for rij in rijen] for code, rijen in gevonden.items()} == {"25BE": ["OCW", "LNV"]}


def test_a_code_is_found_as_its_own_soort_only(register: Register) -> None:
    with register.lees() as session:
        assert erkenningen.met_code(session, erkenningen.VESTIGING, ["25BE"]) == {}
        assert erkenningen.is_vestiging(session, "25BE00")
        assert not erkenningen.is_vestiging(session, "25BE")


def test_a_vestiging_of_another_erkenner_is_none_of_ocw(register: Register) -> None:
    instelling(register, "30AA00", erkenner="LNV", soort=erkenningen.VESTIGING)
    with register.lees() as session:
        assert not erkenningen.is_vestiging(session, "30AA00")


def test_a_bevoegd_gezag_is_found_by_its_number(register: Register) -> None:
    with register.lees() as session:
        gezag = erkenningen.bevoegd_gezag(session, "40169")
        assert gezag is not None
        assert gezag.soort == erkenningen.GEZAG
        assert erkenningen.bevoegd_gezag(session, "25BE") is None


def test_what_is_under_another_comes_with_their_relation(register: Register) -> None:
    with register.lees() as session:
        gezag = erkenningen.bevoegd_gezag(session, "40169")
        assert gezag is not None
        [onder] = erkenningen.onder(session, [gezag.id], erkenningen.INSTELLING)
        assert (onder.code, onder.van, onder.relatie_einde) == ("25BE", gezag.id, None)
        assert erkenningen.onder(session, [gezag.id], erkenningen.VESTIGING) == []
        assert erkenningen.onder(session, [], erkenningen.INSTELLING) == ()


def test_a_bestuur_has_the_instellingen_and_vestigingen_of_its_own_bevoegd_gezag(register: Register) -> None:
    instelling(register, "21PB")
    with register.lees() as session:
        assert erkenningen.instellingen_van(session, [HANZE], ["25BE", "21PB"], DAG) == {"25BE"}
        assert erkenningen.vestigingen_van(session, [HANZE], ["25BE00", "25BE"], DAG) == {"25BE00"}
        assert erkenningen.instellingen_van(session, [ANDER], ["25BE"], DAG) == set()
        assert erkenningen.instellingen_van(session, [], ["25BE"], DAG) == set()


@pytest.mark.parametrize(
    ("na", "instelling_ook", "heeft"),
    [(1, False, True), (0, False, False), (0, True, True)],
    ids=["ends tomorrow", "ended", "ended together with the instelling"],
)
def test_a_relation_that_ended_gives_nothing_unless_the_instelling_ended_with_it(
    register: Register, na: int, instelling_ook: bool, heeft: bool
) -> None:
    einde = DAG + timedelta(days=na)
    beeindig(register, einde, einde if instelling_ook else None)
    with register.lees() as session:
        assert erkenningen.instellingen_van(session, [HANZE], ["25BE"], DAG) == ({"25BE"} if heeft else set())
