"""Names over time as one text: the name of every day is what it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rio_soap.register.regels.folding import woorden
from rio_soap.register.regels.naamverloop import naam_op, naamverloop

NAMEN = st.none() | st.text(max_size=8) | st.sampled_from(("Á b", "a-b", "A\nB", "2026-01-01 x"))
DAGEN = st.dates(date(2020, 1, 1), date(2020, 2, 1))


@pytest.mark.parametrize(
    ("namen", "verloop"),
    [
        ([("2026-01-01", "Één: naam!")], "een naam"),
        ([("2026-01-01", "Gelijk"), ("2027-01-01", "gelijk")], "gelijk"),
        ([("2027-01-01", "Twee"), ("2026-01-01", "Een")], "2026-01-01 een\n2027-01-01 twee"),
        ([("2026-01-01", None), ("2027-01-01", "Twee")], "2026-01-01 \n2027-01-01 twee"),
        ([("2026-01-01", "!")], ""),
    ],
)
def test_one_name_is_itself_and_several_have_a_line_each(namen: list[tuple[str, str | None]], verloop: str) -> None:
    assert naamverloop(namen) == verloop


@settings(max_examples=60)
@given(st.dictionaries(DAGEN, NAMEN, min_size=1, max_size=5), DAGEN)
def test_the_name_of_a_day_is_the_last_that_began_or_else_the_first(namen: dict[date, str | None], dag: date) -> None:
    verloop = naamverloop((begin.isoformat(), naam) for begin, naam in namen.items())
    for vraag in (dag, dag - timedelta(40), dag + timedelta(40)):
        begonnen = [begin for begin in namen if begin <= vraag]
        verwacht = namen[max(begonnen)] if begonnen else namen[min(namen)]
        assert naam_op(verloop, vraag.isoformat()) == " ".join(woorden(verwacht or ""))
