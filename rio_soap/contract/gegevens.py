"""The typed message: what travels between the contract and the register, without any XML in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, Union

from rio_soap.contract.operaties import Dienst

Enkel: TypeAlias = str | int | bool | Decimal | date | datetime
"""One value, in the Python type of its simple type in the XSD."""

STANDFOUTEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading a stored object and writing it may raise when it is not what it should be: a text that is no JSON, a
field that is lacking or of another kind, a number or date that is none, a character that XML cannot hold."""


def zonder_minus_nul(getal: Decimal) -> Decimal:
    """The same number; of zero the one without a sign, for XML Schema knows one zero only."""
    return getal if getal else getal.copy_abs()


# Any: what stands in a stand is passed on and not looked at.
Plat: TypeAlias = dict[str, Any]
"""A value as a stand keeps it, only to be passed on: an object is ``{"g": name, "v": [[field, value], …]}``, a date
``{"d": text}``, a moment ``{"t": text}``, a decimal ``{"n": text}``. It saves making Python of it and text again."""

# Any: of what a page is made is a matter of who reads it and of the function that it gives along.
Bron: TypeAlias = Any
"""Of what one object of a page is made."""

Waarde: TypeAlias = Union[Enkel, "Gegeven", Plat, "list[Enkel]", "list[Gegeven]", list[Plat], "Reeks", "Ingesloten"]
"""A field: one value, one object, the list of what may occur more than once, or an object of any contract."""


@dataclass(slots=True)
class Gegeven:
    """An element with content.

    :param naam: local name of the element found, such as ``hoOpleiding``.
    :param velden: its children by element name; a member of a substitution group goes by the name of its head
        (``opleidingseenheidPeriode``), its own name being in `naam` of the value. What may occur more than once is
        always a list; what is absent has no key.
    """

    naam: str
    velden: dict[str, Waarde] = field(default_factory=dict)


class Letterlijk(Gegeven):
    """A Gegeven without a ``&``, ``<``, ``>`` or carriage return in a text of its own or of a `Plat` in it.

    Whoever makes one knows that from the whole at once, so that nobody need look at text after text. A Gegeven in it
    speaks for itself. It is equal to any Gegeven that holds the same.
    """

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]  # as of every Gegeven

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Gegeven) and (self.naam, self.velden) == (ander.naam, ander.velden)


@dataclass(slots=True)
class Ingesloten:
    """What an element of type Objectinhoud holds: an object, or a whole request, in the words of its own contract.

    ``{"inhoud": Ingesloten(RAADPLEGEN, aanbieder)}`` is written as ``<inhoud><onderwijsaanbieder xmlns="…V4">…``, and
    read back as the same. Which elements that may be is told by `rio_soap.contract.vorm.zelfstandig`.

    :param dienst: the contract of the element; None for one that no contract knows: it can be read, for the schema
        lets anything pass there, and not be written.
    :param gegeven: the element by its local name; of an unknown one only the name, with its namespace in braces.
    """

    dienst: Dienst | None
    gegeven: Gegeven


class Reeks:
    """The objects of a field, each made when it is its turn, and again when it is asked for again.

    Of a page of five hundred objects only one is there at a time: thousands that live at once cost Python's cycle
    collector more time than making them takes, and far more memory than the text that they become.

    :param bronnen: what the objects are made of, one for each.
    """

    __slots__ = ("_bronnen", "_maak")

    def __init__(self, bronnen: Sequence[Bron], maak: Callable[[Bron], Gegeven]) -> None:
        self._bronnen, self._maak = bronnen, maak

    @property
    def bronnen(self) -> Sequence[Bron]:
        """What the objects are made of."""
        return self._bronnen

    def maak(self, bron: Bron) -> Gegeven:
        """The object of one of them."""
        return self._maak(bron)

    def __len__(self) -> int:
        return len(self._bronnen)

    def __iter__(self) -> Iterator[Gegeven]:
        return map(self._maak, self._bronnen)
