"""The key by which our own contract names an object of whatever kind: its parts, joined by a slash.

Source: our own design (Objectsleutel). A slash or percent sign within a part is written %2F or %25, so that the parts
can always be told apart again.
"""

from collections.abc import Iterable

_SCHEIDING = "/"


def sleutel_uit(*delen: str) -> str:
    """The key of these parts."""
    sleutel = _SCHEIDING.join(delen)
    if "%" in sleutel or sleutel.count(_SCHEIDING) >= len(delen) > 0:  # seldom: in one of the parts
        return _SCHEIDING.join([deel.replace("%", "%25").replace("/", "%2F") for deel in delen])
    return sleutel


def zonder_lege(delen: Iterable[str]) -> str:
    """The key of those parts that are not empty: what a kind of object has only sometimes comes last."""
    return sleutel_uit(*[deel for deel in delen if deel])


def delen_van(sleutel: str) -> tuple[str, ...]:
    """The parts of a key."""
    return tuple([deel_uit(deel) for deel in sleutel.split(_SCHEIDING)])


def deel_uit(geschreven: str) -> str:
    """A part as it is, from how it is written in a key, and so in an address."""
    return geschreven.replace("%2F", "/").replace("%25", "%") if "%" in geschreven else geschreven
