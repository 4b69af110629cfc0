"""Types of columns: the whole delivered object (`rio_soap.register.regels.standtekst`), a moment, and a folded text."""

from datetime import UTC, datetime

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.regels.standtekst import naar_json, van_json


class Kapot(Gegeven):
    """What stands in a column instead of a stand: nothing can be read of it, but its row can, and be delivered anew.

    :param reden: what is wrong with the text.
    """

    __slots__ = ("reden",)
    __hash__ = None  # type: ignore[assignment]  # as of every Gegeven

    def __init__(self, reden: str) -> None:
        super().__init__("", {})
        self.reden = reden


class StandType(sa.types.TypeDecorator[Gegeven]):
    """Column type of a stand."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Gegeven | str | None, dialect: sa.Dialect) -> str | None:
        """Python to column; a text is one of `naar_json`."""
        return naar_json(value) if isinstance(value, Gegeven) else value

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Gegeven | None:
        """Column to Python; a text that is no stand is `Kapot`, so that its neighbours can be read."""
        try:
            return None if value is None else van_json(value)
        except STANDFOUTEN as fout:
            return Kapot(f"{type(fout).__name__}: {fout}")


class Leesstand(sa.types.TypeDecorator[str]):
    """Type of a stand that is read to be passed on: its text, of which something is made when it is needed."""

    impl = sa.Text
    cache_ok = True


def schrijf_moment(moment: datetime) -> str:
    """A moment as text of fixed width in UTC.

    :raises ValueError: when it has no offset.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset")
    # Not strftime, which writes the year 5 as "5".
    if moment.tzinfo is UTC:
        return moment.isoformat(timespec="microseconds")[:-6] + "Z"
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, aware in Python, as text of fixed width: sortable and equal on every database."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:
        """Python to column."""
        return None if value is None else schrijf_moment(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:
        """Column to Python."""
        return None if value is None else datetime.fromisoformat(value)


class Folding(sa.types.TypeDecorator[str]):
    """Type of a parameter that is compared with ``lower()`` of a column: the database folds it as it folds the column.

    Python would fold more than SQLite does, which knows the letters of ASCII only, and other than PostgreSQL.
    """

    impl = sa.String
    cache_ok = True

    def bind_expression(self, bindparam: sa.BindParameter[str]) -> sa.ColumnElement[str]:
        """The parameter as the statement has it."""
        return sa.func.lower(bindparam, type_=sa.String)
