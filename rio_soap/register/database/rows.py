"""What goes into a statement and what comes out of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeAlias, TypeVar

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven

SqlScalar: TypeAlias = str | bytes | bool | int | Decimal | date | datetime | Gegeven | None
"""One value of a column, as Python has it; `Gegeven` is that of a stand."""
SqlValue: TypeAlias = SqlScalar | Sequence[SqlScalar]
"""What stands for one parameter: a value, or the values of an IN."""
Values: TypeAlias = Mapping[str, SqlValue]
"""The parameters of a statement by name, or the columns of a row to write."""

AnyRow: TypeAlias = tuple[object, ...]
"""The bound of all rows: what is in one is known by who states its type."""
R_co = TypeVar("R_co", bound=AnyRow, covariant=True)
V = TypeVar("V")


class Rows(Generic[R_co]):
    """The rows of a statement, all fetched, and how many it touched."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: Sequence[R_co], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[R_co]:
        return iter(self._rows)

    def all(self) -> Sequence[R_co]:
        """All rows, in the order of the statement."""
        return self._rows

    def first(self) -> R_co | None:
        """The first row, None without one."""
        return self._rows[0] if self._rows else None

    def one(self) -> R_co:
        """The only row.

        :raises sqlalchemy.exc.InvalidRequestError: when there are none or several.
        """
        if len(self._rows) != 1:
            raise sa.exc.InvalidRequestError(f"one row expected, found {len(self._rows)}")
        return self._rows[0]

    def scalar_one(self: "Rows[tuple[V]]") -> V:
        """The value of the only row, in a statement of one column; raises as `one`."""
        return self.one()[0]

    def scalar(self: "Rows[tuple[V]]") -> V | None:
        """The value of the first row, in a statement of one column; None without a row."""
        return self._rows[0][0] if self._rows else None

    def scalars(self: "Rows[tuple[V]]") -> list[V]:
        """The value of each row, in a statement of one column."""
        return [row[0] for row in self._rows]
