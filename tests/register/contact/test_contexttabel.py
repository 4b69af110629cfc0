"""Replacing the contexten: what a register should never have is refused, and what is in force is so at once."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.register.bevoegdheid.contexten import (
    Contextfout,
    Contextsoort,
    begincontexten,
    contexten,
    lees_contexten,
)
from rio_soap.register.contact.contexttabel import Contextverschil, schrijf_contexten, vervang_contexten
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from tests.register.hulp import VREEMD, context, fouten
from tests.register.hulp_contact import AANBIEDER, DAG, GEMEENTE, SBB, contact, geleverd, kort, lees


def met(**anders: dict[str, Any] | None) -> list[Contextsoort]:
    """The first contexten of a register, some changed; None leaves one out."""
    return [
        soort._replace(**verschil) for soort in begincontexten() if (verschil := anders.get(soort.naam, {})) is not None
    ]


def vervang(register: Register, soorten: list[Contextsoort]) -> Contextverschil:
    return register.schrijf(lambda session: vervang_contexten(session, context(), soorten))


def versie(register: Register) -> int:
    with register.lees() as session:
        return int(session.execute(sa.select(model.vertrouwensversie.c.versie)).scalar() or 0)


def test_a_replacement_is_in_force_at_once_and_raises_the_version_by_which_a_replica_is_held(wereld: Register) -> None:
    geleverd(wereld, contact(soort="LEERPLICHT"), contact(soort="AANMELDEN"))
    eerst = versie(wereld)
    oud = {soort.naam: soort for soort in begincontexten()}
    soorten = met(LEERPLICHT={"lezersrollen": "SBB"}, AANMELDEN={"openbaar": False}, STAP=None)
    verschil = vervang(wereld, soorten)
    assert [soort.naam for soort in verschil.weg] == ["AANMELDEN", "LEERPLICHT", "STAP"]
    assert verschil.nieuw == [soort for soort in soorten if soort != oud[soort.naam]]
    assert verschil.gemeld == {"AANMELDEN": 1, "LEERPLICHT": 1}
    assert versie(wereld) > eerst
    assert fouten(lees(wereld, AANBIEDER, "LEERPLICHT", ctx=context(GEMEENTE))) == ["AUT401"]
    assert kort(lees(wereld, ctx=context(SBB))) == [f"{AANBIEDER}/LEERPLICHT/0"]
    assert kort(lees(wereld, ctx=context(VREEMD))) == []
    assert vervang(wereld, soorten) == Contextverschil([], [], {})


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"LEERPLICHT": {"lezersrollen": "GEMEENTES"}}, "LEERPLICHT: no role 'GEMEENTES'"),
        ({"LEERPLICHT": {"lezersrollen": "SBB INSTELLING"}}, "INSTELLING is held for a bestuur"),
        ({"LEERPLICHT": {"lezersrollen": "LEES_CONTEXT"}}, "LEES_CONTEXT is held for a bestuur"),
        ({"LEERPLICHT": {"lezersrollen": "SBB " * 60}}, "lezersrollen has 240 characters"),
        ({"LEERPLICHT": {"naam": "VERZUIM"}}, "VERZUIM is not in the waardenlijst"),
        ({"LEERPLICHT": None}, "there are contactadressen in LEERPLICHT"),
        ({"ALGEMEEN": None}, "ALGEMEEN is where all end"),
        ({"ALGEMEEN": {"openbaar": False}}, "ALGEMEEN is where all end"),
        ({"ALGEMEEN": {"begindatum": date(2027, 1, 1)}}, "ALGEMEEN is where all end"),
    ],
)
def test_a_table_that_no_register_should_have_is_refused_and_changes_nothing(
    wereld: Register, anders: dict[str, Any], reden: str
) -> None:
    geleverd(wereld, contact(soort="LEERPLICHT"))
    with pytest.raises(Contextfout, match=reden):
        vervang(wereld, met(**anders))
    with wereld.lees() as session:
        assert set(contexten(session)) == set(begincontexten())


def test_a_context_that_is_no_more_keeps_its_row_with_its_end(wereld: Register) -> None:
    geleverd(wereld, contact(soort="LEERPLICHT"))
    vervang(wereld, met(LEERPLICHT={"einddatum": DAG}))
    assert fouten(lees(wereld, AANBIEDER, "LEERPLICHT", ctx=context(GEMEENTE))) == ["AUT401"]
    assert kort(lees(wereld, AANBIEDER, "LEERPLICHT")) == [f"{AANBIEDER}/LEERPLICHT/0"]


def test_a_table_is_written_as_it_is_read() -> None:
    soorten = met(BPV={"einddatum": date(2030, 8, 1)})
    assert lees_contexten(schrijf_contexten(soorten)) == soorten


@pytest.mark.parametrize(
    "regel",
    [
        '"X;ja;ja;;;2020-01-01;\nY;ja;ja;;;2020-01-01;',
        'X;"ja\n";ja;;;2020-01-01;',
        f"X;{'a' * 200_000};ja;;;2020-01-01;",
    ],
)
def test_what_is_no_table_is_refused_with_its_line_and_no_row_is_lost_in_another(regel: str) -> None:
    goed = schrijf_contexten(begincontexten())
    with pytest.raises(Contextfout, match=f"line {goed.count(chr(10)) + 1}: "):
        lees_contexten(goed + regel)
