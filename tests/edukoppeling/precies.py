"""The short ways for a usual message closed: then only the code that tells what is wrong judges."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from rio_soap.edukoppeling import adressering, envelope, handtekening, tekens, verifieer
from rio_soap.edukoppeling.canoniek import canoniek
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.trusted import Vertrouwen

_DICHT: tuple[tuple[Any, str, Any], ...] = (
    (tekens, "_GEWOON_BEGIN", re.compile(rb"(?!)")),
    (envelope, "_verdacht", lambda _maximum: "true()"),
    (envelope, "_zeker_binnen", lambda _tekst, _maximum: False),
    (handtekening, "_AANTAL_IDS", lambda _root: -1.0),
)


@contextmanager
def precies() -> Iterator[None]:
    """Within this every message goes the long way."""
    with ExitStack() as stapel:
        for module, naam, door in _DICHT:
            stapel.enter_context(patch.object(module, naam, door))
        yield


GOED = 8
"""Length of the judgement of a good message; that of a fault is another."""


def oordeel(
    data: bytes, content_type: str | None, actie: str, profiel: Profiel, vertrouwen: Vertrouwen, klok: Clock
) -> list[object]:
    """All that comes of a message, comparable: what was read of it and who signed, or the fault with its findings."""
    gezien: list[object] = []
    try:
        e = envelope.lees_envelope(data, content_type, profiel)
        gezien += [canoniek(e.inhoud), e.grootte, {naam: len(header) for naam, header in e.wsa.items()}]
        gezien += [len(e.security), [header.tag for header in e.overige], e.header is not None and len(e.header)]
        gelezen = adressering.controleer_adressering(e, actie, {actie}, profiel)
        gezien += [gelezen, verifieer.verifieer(e, gelezen, vertrouwen, klok, profiel)]
    except Edufout as fout:
        gezien += [fout.soort, fout.faultstring, fout.bevindingen]
    except ValueError as fout:  # no canonical form
        gezien.append(str(fout))
    return gezien


def beide(*vraag: Any) -> tuple[list[object], list[object]]:
    """The judgement of `oordeel` by the short and by the long way."""
    kort = oordeel(*vraag)
    with precies():
        return kort, oordeel(*vraag)
