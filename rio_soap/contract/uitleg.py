"""Every finding of an invalid message, said for the one who has to mend it.

The `xmlschema` package walks the message; what follows what is told from our own tables, since those say exactly which
elements may stand on a place. Walking is some fifty times slower than libxml2, hence only after a "no" of libxml2,
only for messages of a bounded number of elements, and for a bounded time.
"""

import threading
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

from rio_soap.bevinding import Bevinding
from rio_soap.contract import bron
from rio_soap.contract.budget import Budget
from rio_soap.contract.ingesloten import staat_in_vreemd
from rio_soap.contract.mankement import mankement, misplaatst, onvolledig
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.path import naam
from rio_soap.contract.vorm import Vorm, verwacht, vormen

_Xmlschema: TypeAlias = Any  # a checker would import it
"""Schemas, errors and particles of xmlschema, which is only imported when there is something to explain."""
_MAX_ELEMENTEN = 5000
"""Largest message that is walked: xmlschema looks unexpected children up by index, which is quadratic."""
_MAX_WACHTEN = 0.5
"""Seconds that a message waits for the explanation of another before it takes the shorter one of libxml2."""
MAX_SECONDEN = 0.4
"""Seconds of processor for one message; what was found by then is told."""

_lock = threading.Lock()


class _Genoeg(Exception):
    """The time for an explanation is up."""


def leg_uit(element: etree._Element, dienst: Dienst, maximum: int, budget: Budget) -> list[Bevinding]:
    """At most `maximum` findings with path, line, value found and what is allowed; fewer when time is up.

    Empty for a valid message, for one that is too large or that xmlschema itself stumbles over (an unknown xsi:type, a
    year of twenty digits), and when other messages keep xmlschema too long.
    """
    import xmlschema  # here and below: importing it takes a fifth of a second, and most processes explain nothing

    if next(islice(element.iter(), _MAX_ELEMENTEN, None), None) is not None:
        return []
    if not _lock.acquire(timeout=min(_MAX_WACHTEN, budget.rest)):
        return []
    gevonden: list[tuple[etree._Element, Bevinding]] = []
    try:
        with budget.stil():
            _uitlegger(dienst)
        for paar in islice(_bevindingen(element, dienst, budget), maximum):
            gevonden.append(paar)
            if budget.om:
                break
    except _Genoeg:
        pass
    except (xmlschema.XMLSchemaException, ArithmeticError, ValueError):  # the last two are of elementpath and decimal
        return []
    finally:
        _lock.release()
    plaatsen = {deel: plaats for plaats, deel in enumerate(element.iter())}
    gevonden.sort(key=lambda paar: _volgnummer(paar[0], paar[1], plaatsen))
    return [bevinding for _, bevinding in gevonden]


@cache
def _uitlegger(dienst: Dienst) -> _Xmlschema:
    """The schema for `xmlschema`; compiling takes a quarter of a second, hence only for something to explain."""
    import xmlschema

    return xmlschema.XMLSchema10(str(bron.pad(f"xsd/{dienst.xsd}")), allow="local")


_NAAR_PLAATS = frozenset(
    {"element-teveel", "element-teveel.groep", "element-keuze", "element-volgorde", "element-namespace"}
    | {"element-onbekend", "element-onbekend.bericht"}
)
"""Sentences on the place of an element, not on what is in it."""


def _volgnummer(
    element: etree._Element, bevinding: Bevinding, plaatsen: Mapping[etree._Element, int]
) -> tuple[int, bool, str]:
    """Order of findings: that of the message; that an element may not stand there before what is wrong in it, and that
    one is lacking after what is there."""
    laatste = bevinding.sleutel == "element-ontbreekt" and len(element)
    while laatste and len(element):
        element = element[-1]
    return plaatsen.get(element, 0), bevinding.sleutel not in _NAAR_PLAATS, bevinding.waar


def _bevindingen(bericht: etree._Element, dienst: Dienst, budget: Budget) -> Iterator[tuple[etree._Element, Bevinding]]:
    """Places with what is wrong there, as xmlschema comes to them."""
    import xmlschema

    def bewaak(_element: object, _soort: object) -> bool:
        """Asked by xmlschema at every element; False lets it go on."""
        if budget.om:
            raise _Genoeg
        return False

    # Prefixes in xsi:type may be declared on the envelope, which xmlschema does not look at.
    prefixen = {prefix or "": uri for prefix, uri in bericht.nsmap.items()}
    vorige: etree._Element | None = None
    for fout in _uitlegger(dienst).iter_errors(bericht, namespaces=prefixen, validation_hook=bewaak):
        element = fout.elem if isinstance(fout.elem, etree._Element) else bericht
        if isinstance(fout, xmlschema.XMLSchemaChildrenValidationError):
            plaats = element[fout.index] if fout.index < len(element) else element
            yield plaats, _volgorde(fout, element, bericht, dienst)
        elif element is not vorige and not staat_in_vreemd(element, bericht, dienst):
            # xmlschema tells what a base type objects to and then the same of the type itself
            vorige = element
            bevinding = mankement(element, bericht, dienst)
            if bevinding is not None:  # an xsi:type it tells of twice too, first of the parent
                yield element, bevinding


def _volgorde(fout: _Xmlschema, element: etree._Element, bericht: etree._Element, dienst: Dienst) -> Bevinding:
    """A child that may not stand there, or one that is lacking."""
    mogelijk = _mogelijk(fout, element, bericht, dienst)
    if fout.index >= len(element):
        return onvolledig(element, bericht, mogelijk)
    return misplaatst(element[fout.index], bericht, dienst, mogelijk)


def _mogelijk(fout: _Xmlschema, element: etree._Element, bericht: etree._Element, dienst: Dienst) -> list[str]:
    """Elements that may stand there: by our tables, or by xmlschema when an earlier child was wrong too."""
    soort = vormen(dienst).soort_van(element, bericht)
    voor = [naam(kind) for kind in islice(element, fout.index)]
    if isinstance(soort, Vorm) and (volgende := verwacht(soort, voor)):
        return volgende
    leden = [str(lid.local_name) for deel in fout.expected or () if hasattr(deel, "local_name") for lid in _leden(deel)]
    return list(dict.fromkeys(leden))


def _leden(deel: _Xmlschema) -> Iterator[_Xmlschema]:
    """Members of a substitution group instead of its abstract head."""
    if hasattr(deel, "iter_substitutes"):
        yield from (lid for lid in (deel, *deel.iter_substitutes()) if not lid.abstract and not lid.type.abstract)
