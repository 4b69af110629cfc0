"""When two huisnummertoevoegingen are the same one, however they are written."""

import re

_SCHEIDING = re.compile(r"[\s-]+")


def zonder_scheiding(toevoeging: str | None) -> str:
    """Letter and addition joined, without spaces and hyphens; empty when there is none.

    RIO has one field where the BAG has two, and ``A 3``, ``A-3`` and ``A3`` all occur (type
    HuisnummertoevoegingNEN-v02, Kadaster's writing rule).
    """
    return _SCHEIDING.sub("", toevoeging or "")


def gelijk_geschreven(toevoeging: str | None) -> str:
    """Letter and addition for comparing: joined, in capitals; empty when there is none."""
    return zonder_scheiding(toevoeging).upper()
