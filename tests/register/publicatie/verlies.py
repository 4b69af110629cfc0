"""What a register holds and its files cannot say: named once, for the tests that load what was published.

docs/aanvulling/publicatie_aanbod.md has the same list, which `test_rondgang_csv` holds against this one.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from rio_soap.contract.jsonvorm import JsonObject

Pad = tuple[str, ...]
"""Names of fields from the object down; of an element of a kind the end of its name, in lower case, and `*` of any."""

VERLIES: Mapping[str, tuple[Pad, ...]] = {
    "AANGEBODEN_OPLEIDING": (
        ("cohort", "prijs"),
        ("cohort", "bedrijfsopleiding"),
        ("kenmerken", "pilotsExperimenten"),
        ("kenmerken", "toestemmingDeelnameSTAP"),
        ("opleidingserkenningSleutel",),
        ("voVakerkenningSleutel",),
    ),
    "ERKENNER": (("naam",), ("oin",)),
    "INSTELLINGSERKENNING": (("*", "periode", "einddatum"),),
    "OPLEIDINGSEENHEID": (("ISCED",),),
    "OPLEIDINGSERKENNING": (("opleidingserkenningPeriode", "einddatum"),),
}
"""By objecttype."""


def zonder_verlies(objecten: Mapping[tuple[str, str], JsonObject]) -> dict[tuple[str, str], Any]:
    """Objects without what files cannot say, and what has no order in an order."""
    return {naam: _op_volgorde(_zonder(naam[0], deepcopy(json))) for naam, json in objecten.items()}


def _zonder(objecttype: str, json: JsonObject) -> Any:
    (inhoud,) = json.values()
    for pad in VERLIES.get(objecttype, ()):
        _verwijder(inhoud, pad)
    return json


def _verwijder(waarde: Any, pad: Pad) -> None:
    if isinstance(waarde, list):
        for deel in waarde:
            _verwijder(deel, pad)
    elif isinstance(waarde, dict):
        eerste, *rest = pad
        for naam in [n for n in waarde if eerste in ("*", n) or n.lower().endswith(eerste)]:
            if rest:
                _verwijder(waarde[naam], tuple(rest))
            else:
                del waarde[naam]


def _op_volgorde(waarde: Any) -> Any:
    if isinstance(waarde, dict):
        if "buitenlandsePartner" in waarde:  # beside others a name cannot begin with a blank
            waarde["buitenlandsePartner"] = [
                re.sub(",(?! )", ", ", een).lstrip(" ") for een in waarde["buitenlandsePartner"]
            ]
        # An empty text and none are one in a file.
        return {naam: _op_volgorde(deel) for naam, deel in waarde.items() if deel not in ("", {}, [])}
    return sorted(map(_op_volgorde, waarde), key=repr) if isinstance(waarde, list) else waarde


def verschillen(een: Any, ander: Any, waar: str = "") -> list[str]:
    """Where two values differ, and how: few lines instead of two registers."""
    if type(een) is not type(ander) or not isinstance(een, dict | list):
        return [] if een == ander else [f"{waar}: {een!r} != {ander!r}"[:300]]
    if isinstance(een, list):
        if len(een) != len(ander):
            return [f"{waar}: {len(een)} and {len(ander)}: {een!r} != {ander!r}"[:300]]
        een, ander = dict(enumerate(een)), dict(enumerate(ander))
    namen = [*een, *(naam for naam in ander if naam not in een)]
    return [fout for naam in namen for fout in verschillen(een.get(naam), ander.get(naam), f"{waar}/{naam}")]
