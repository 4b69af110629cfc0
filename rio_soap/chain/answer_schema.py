"""Our own WSDLs and XSDs of the two registers, and validation against them. Nothing is ever fetched."""

import threading
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import cast

from lxml import etree

_PAKKET = Path(__file__).parents[1]

BAG = "bag-bevragingen.xsd"
KVK = "kvk-dataservice.xsd"


def pad(soort: str, naam: str) -> Path:
    """A file of ``wsdl/keten`` or ``xsd/keten``, in the wheel or in the checkout.

    :param soort: "wsdl" or "xsd".
    """
    for wortel in (_PAKKET, _PAKKET.parent):
        if (bestand := wortel / soort / "keten" / naam).is_file():
            return bestand
    raise FileNotFoundError(f"{soort}/keten/{naam}")


_lock = threading.Lock()
"""A schema mixes the errors of those who use it at once, and one per thread would be made anew with every thread."""


@cache
def _schema(naam: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(pad("xsd", naam)), parser))


def _zonder_blanken(element: etree._Element) -> etree._Element:
    """A copy without white space around years: taken away by the standard (whiteSpace collapse), but not by libxml2.

    Of all types of the three schemas that is xs:gYear only; there is no date or moment in them.
    """
    kopie = deepcopy(element)
    for jaar in kopie.iter("{*}bouwjaar"):
        jaar.text = (jaar.text or "").strip(" \t\r\n")
    return kopie


def bezwaar(element: etree._Element, naam: str) -> str | None:
    """Why an element is not valid against one of our schemas, in one line; None when it is valid.

    :param naam: `BAG` or `KVK`.
    """
    with _lock:
        schema = _schema(naam)
        if schema.validate(element) or schema.validate(_zonder_blanken(element)):
            return None
        log = cast("Iterable[etree._LogEntry]", schema.error_log)  # lxml-stubs forgets that it can be iterated
        fouten = [f"line {fout.line}: {fout.message}" for fout in islice(log, 3)]
    return "; ".join(fouten)[:500] or "not valid"
