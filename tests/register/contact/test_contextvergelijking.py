"""What a replacement of the contexten would change is told before it is done, and nothing is done by telling."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.register.bevoegdheid.contexten import (
    SOORTEN,
    Contextfout,
    Contextsoort,
    begincontexten,
    contexten,
    lees_contexten,
)
from rio_soap.register.contact.contexttabel import (
    Contextverschil,
    schrijf_contexten,
    vergelijk_contexten,
    vervang_contexten,
)
from rio_soap.register.database.database import Register
from tests.register.hulp import context
from tests.register.hulp_contact import DAG, contact, geleverd


def met(**anders: dict[str, Any] | None) -> list[Contextsoort]:
    """The first contexten of a register, some changed; None leaves one out."""
    return [
        soort._replace(**verschil) for soort in begincontexten() if (verschil := anders.get(soort.naam, {})) is not None
    ]


def vergelijk(register: Register, soorten: list[Contextsoort]) -> Contextverschil:
    with register.lees() as session:
        return vergelijk_contexten(session, context(), soorten)


def test_what_is_told_before_is_what_is_done_after_but_for_what_followers_hear(wereld: Register) -> None:
    geleverd(wereld, contact(soort="LEERPLICHT"), contact(soort="AANMELDEN"))
    soorten = met(AANMELDEN={"openbaar": False}, BPV={"einddatum": date(2030, 8, 1)}, STAP=None)
    vooraf = vergelijk(wereld, soorten)
    with wereld.lees() as session:
        assert set(contexten(session)) == set(begincontexten()), "nothing is written"
    achteraf = wereld.schrijf(lambda session: vervang_contexten(session, context(), soorten))
    assert vooraf.gemeld == {}
    assert achteraf.gemeld == {"AANMELDEN": 1}
    assert vooraf == achteraf._replace(gemeld={})
    assert vergelijk(wereld, soorten) == Contextverschil([], [], {})


def test_the_same_rows_in_another_order_are_no_change(register: Register) -> None:
    assert vergelijk(register, begincontexten()[::-1]) == Contextverschil([], [], {})


def test_a_changed_row_went_and_came_and_what_is_new_only_came(register: Register) -> None:
    oud = {soort.naam: soort for soort in begincontexten()}
    verschil = vergelijk(register, met(STAP={"einddatum": DAG}))
    assert verschil.weg == [oud["STAP"]]
    assert verschil.nieuw == [oud["STAP"]._replace(einddatum=DAG)]
    later = oud["STAP"]._replace(begindatum=DAG)
    verschil = vergelijk(register, [*met(STAP={"einddatum": DAG}), later])
    assert verschil.nieuw == [oud["STAP"]._replace(einddatum=DAG), later]


@pytest.mark.parametrize(
    ("anders", "reden", "wat"),
    [
        ({"LEERPLICHT": {"lezersrollen": "GEMEENTES"}}, "rol", "GEMEENTES"),
        ({"LEERPLICHT": {"lezersrollen": "SBB INSTELLING"}}, "bestuursrol", "INSTELLING"),
        ({"LEERPLICHT": {"lezersrollen": "SBB " * 51}}, "te_lang", "LEERPLICHT"),
        ({"LEERPLICHT": {"eenheden": "ONDERWIJSBESTUUR " * 12}}, "te_lang", "LEERPLICHT"),
        ({"LEERPLICHT": {"naam": "VERZUIM"}}, "waardenlijst", "VERZUIM"),
        ({"LEERPLICHT": None, "AANMELDEN": None}, "in_gebruik", "AANMELDEN, LEERPLICHT"),
        ({"ALGEMEEN": {"einddatum": DAG}}, "algemeen", ""),
    ],
)
def test_a_refusal_says_why_and_about_what_so_that_a_screen_can_say_it(
    wereld: Register, anders: dict[str, Any], reden: str, wat: str
) -> None:
    geleverd(wereld, contact(soort="LEERPLICHT"), contact(soort="AANMELDEN"))
    with pytest.raises(Contextfout) as fout:
        vergelijk(wereld, met(**anders))
    assert (fout.value.reden, fout.value.wat, fout.value.regel) == (reden, wat, 0)


def test_a_column_of_exactly_the_most_characters_is_kept(register: Register) -> None:
    soorten = met(LEERPLICHT={"lezersrollen": "SBB " * 49 + " SBB"})
    register.schrijf(lambda session: vervang_contexten(session, context(), soorten))
    with register.lees() as session:
        assert set(contexten(session)) == set(soorten)


KOP = "naam;openbaar;familie_a;lezersrollen;eenheden;begindatum;einddatum\n"


@pytest.mark.parametrize(
    ("rij", "reden", "wat"),
    [
        ("X;ja;ja;;;2020-01-01", "cellen", ""),
        ("X Y;ja;ja;;;2020-01-01;", "naam", "X Y"),
        (f"{'X' * 41};ja;ja;;;2020-01-01;", "naam", "X" * 41),
        ("X;JA;ja;;;2020-01-01;", "ja_nee", "openbaar"),
        ("X;ja;;;;2020-01-01;", "ja_nee", "familie_a"),
        ("X;ja;ja;;SCHOOL BEDRIJF;2020-01-01;", "eenheid", "BEDRIJF, SCHOOL"),
        ("X;ja;ja;;;1-1-2020;", "dag", ""),
        ("X;ja;ja;;;2020-02-30;", "dag", ""),
        ("X;ja;ja;;;2020-01-01;2020-01-01", "einde", ""),
        ("X;ja;ja;SBB;;2020-01-01;", "openbaar_lezers", "X"),
        ("GOED;ja;ja;;;2030-01-01;", "overlap", "GOED"),
        ('X;"ja;ja;;;2020-01-01;', "onleesbaar", ""),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_line_and_what_is_wrong(rij: str, reden: str, wat: str) -> None:
    with pytest.raises(Contextfout) as fout:
        lees_contexten(f"# contexten\n{KOP}\nGOED;ja;nee;;;2020-01-01;\n{rij}\n")
    assert (fout.value.reden, fout.value.regel, fout.value.wat) == (reden, 5, wat)


@pytest.mark.parametrize("tekst", ["", "\n", "# niets\n", "naam;openbaar\n", KOP.replace(";", ",")])
def test_a_table_without_its_first_row_is_none(tekst: str) -> None:
    with pytest.raises(Contextfout) as fout:
        lees_contexten(tekst)
    assert fout.value.reden == "kop"
    assert lees_contexten(KOP) == []


def test_a_context_may_come_back_on_the_day_after_its_last(register: Register) -> None:
    """An einddatum is not included."""
    rijen = "X;ja;nee;;;2020-01-01;2024-08-01\nX;nee;nee;SBB;;2024-08-01;\n"
    eerst, dan = lees_contexten(KOP + rijen)
    assert [een.geldt_op(date(2024, 7, 31)) for een in (eerst, dan)] == [True, False]
    assert [een.geldt_op(date(2024, 8, 1)) for een in (eerst, dan)] == [False, True]


def _soort(naam: str, lezers: list[str], eenheden: list[str], begin: date, duur: int | None) -> Contextsoort:
    einde = None if duur is None else date.fromordinal(begin.toordinal() + duur)
    return Contextsoort(naam, not lezers, bool(eenheden), " ".join(lezers), " ".join(eenheden), begin, einde)


_SOORTEN = st.builds(
    _soort,
    st.from_regex(r"[A-Za-z0-9_]{1,40}", fullmatch=True),
    st.lists(st.sampled_from(["SBB", "GEMEENTE", "INSPECTIE"]), max_size=3),
    st.lists(st.sampled_from(sorted(SOORTEN.values())), max_size=4),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.none() | st.integers(1, 10_000),
)


@settings(max_examples=50)
@given(st.lists(_SOORTEN, max_size=6, unique_by=lambda soort: soort.naam))
def test_any_table_is_read_as_it_was_written(soorten: list[Contextsoort]) -> None:
    assert lees_contexten(schrijf_contexten(soorten)) == soorten
