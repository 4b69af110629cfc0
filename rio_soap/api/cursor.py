"""Cursors: where the next page of a list begins, in a text that means nothing to its reader.

A cursor is of one question: that with another filter begins anew. It tells nothing that a page has not told, and what
it says is looked at like all that strangers send.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

Deel: TypeAlias = str | int | date | None
"""A value by which a list is ordered."""

_GROOTSTE: Final = 2**63 - 1
_LENGTE_MERK: Final = 8


class GeenCursor(Exception):
    """A text that no page of this list gave."""


def maak(vraag: str, delen: Sequence[object]) -> str:
    """The cursor.

    :param vraag: which question it is of.
    :param delen: of the types of a `Deel`; any other is a TypeError.
    """
    waarden = [{"d": deel.isoformat()} if isinstance(deel, date) else deel for deel in delen]
    tekst = json.dumps([_merk(vraag), *waarden], separators=(",", ":"))
    return base64.urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def lees(vraag: str, cursor: str) -> tuple[Deel, ...]:
    """What a cursor of this question says.

    :raises GeenCursor: for any other text.
    """
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        gelezen = json.loads(data)
    except (binascii.Error, ValueError, RecursionError) as fout:
        raise GeenCursor(cursor) from fout
    if not isinstance(gelezen, list) or not gelezen or gelezen[0] != _merk(vraag):
        raise GeenCursor(cursor)
    return tuple(_deel(deel) for deel in gelezen[1:])


def _deel(deel: object) -> Deel:
    if deel is None or (isinstance(deel, str) and deel.isprintable()):
        return deel
    if isinstance(deel, int) and not isinstance(deel, bool) and -_GROOTSTE <= deel <= _GROOTSTE:
        return deel
    if isinstance(deel, dict) and isinstance(tekst := deel.get("d"), str):
        try:
            return date.fromisoformat(tekst)
        except ValueError as fout:
            raise GeenCursor(tekst) from fout
    raise GeenCursor(str(deel))


def _merk(vraag: str) -> str:
    return hashlib.sha256(vraag.encode()).hexdigest()[:_LENGTE_MERK]
