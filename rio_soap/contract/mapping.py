"""XML to Python and back, by the tables of `vorm`."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import cast
from zoneinfo import ZoneInfo

from lxml import etree

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.operaties import Dienst, Operatie
from rio_soap.contract.vorm import Simpel, Vorm, vormen

NEDERLAND = ZoneInfo("Europe/Amsterdam")
"""A moment without offset is Dutch local time (PvE 7.1.1)."""

_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DATUM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?\Z"
)
_WIT = " \t\r\n"
_LETTERLIJK = frozenset({"DatumTijdBedrijfsdocument"})
"""Kept as text: the answer repeats it to the letter."""


class Waardefout(ValueError):
    """A value that is valid by the XSD and that no register can hold, such as a date in the year 12026."""

    def __init__(self, element: etree._Element, toegestaan: str) -> None:
        self.waar = "/" + "/".join(
            reversed([etree.QName(deel).localname for deel in (element, *element.iterancestors())])
        )
        self.regel = cast("int | None", element.sourceline)
        self.gevonden = (element.text or "")[:200]
        self.toegestaan = toegestaan
        self.melding = f"Waarde buiten het bereik van dit register: {self.gevonden}"
        super().__init__(self.melding)


class Vormfout(ValueError):
    """A Gegeven that does not fit the contract; the text says which field of which type."""


def lees(element: etree._Element, dienst: Dienst) -> Gegeven:
    """The typed message of an element that is valid by the XSD.

    :raises Waardefout: for a value that Python's types cannot hold.
    """
    naam = etree.QName(element).localname
    vorm = vormen(dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    return _lees(element, naam, vorm, dienst)


def _lees(element: etree._Element, naam: str, vorm: Vorm, dienst: Dienst) -> Gegeven:
    if element.attrib and (anders := element.get(_XSI_TYPE)) is not None:
        gekozen = vormen(dienst).soort(anders.strip(_WIT).rsplit(":", 1)[-1])
        vorm = gekozen if isinstance(gekozen, Vorm) else vorm
    velden: dict[str, Waarde] = {}
    per_tag = vorm.per_tag
    for kind in element:
        veld, soort = per_tag[kind.tag]
        if isinstance(soort, Simpel):
            waarde: Enkel | Gegeven = _lezer(soort)(kind)
        else:
            waarde = _lees(kind, etree.QName(kind).localname, soort, dienst)
        if veld.meervoudig:
            cast("list[object]", velden.setdefault(veld.naam, [])).append(waarde)
        else:
            velden[veld.naam] = waarde
    return Gegeven(naam, velden)


def schrijf(operatie: Operatie, gegeven: Gegeven) -> etree._Element:
    """The answer element of an operation: prefix ``ns2``, children in the order of the contract.

    :raises Vormfout: for a field that the contract does not know.
    """
    return _schrijf_bericht(operatie.antwoord, gegeven, operatie.dienst, "ns2")


def schrijf_verzoek(operatie: Operatie, gegeven: Gegeven, voorvoegsel: str = "duo") -> etree._Element:
    """The request element of an operation, as a client writes it.

    :raises Vormfout: for a field that the contract does not know.
    """
    return _schrijf_bericht(operatie.verzoek, gegeven, operatie.dienst, voorvoegsel)


def _schrijf_bericht(naam: str, gegeven: Gegeven, dienst: Dienst, voorvoegsel: str) -> etree._Element:
    vorm = vormen(dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    element = etree.Element(f"{{{dienst.schema_ns}}}{naam}", nsmap={voorvoegsel: dienst.schema_ns})
    _schrijf(element, gegeven, vorm, dienst.schema_ns)
    return element


def _schrijf(element: etree._Element, gegeven: Gegeven, vorm: Vorm, ns: str) -> None:
    geschreven = 0
    for veld in vorm.velden:
        waarde = gegeven.velden.get(veld.naam)
        if veld.naam in gegeven.velden:
            geschreven += 1
        if waarde is None:
            continue
        for deel in waarde if isinstance(waarde, list) else (waarde,):
            lid = deel.naam if isinstance(deel, Gegeven) and len(veld.leden) > 1 else veld.leden[0]
            if lid not in veld.leden:
                raise Vormfout(f"{vorm.naam}.{veld.naam}: {lid} is none of {', '.join(veld.leden)}")
            tag = f"{{{ns}}}{lid}"
            soort = vorm.per_tag[tag][1]
            kind = etree.SubElement(element, tag)
            if isinstance(soort, Simpel):
                kind.text = _tekst(deel, soort)
            elif isinstance(deel, Gegeven):
                _schrijf(kind, deel, soort, ns)
            else:
                raise Vormfout(f"{vorm.naam}.{veld.naam}: a Gegeven expected, found {deel!r}")
    if geschreven != len(gegeven.velden):
        onbekend = sorted(set(gegeven.velden) - {veld.naam for veld in vorm.velden})
        raise Vormfout(f"{vorm.naam} has no field {', '.join(onbekend)}")


def _tekst(waarde: Enkel | Gegeven, soort: Simpel) -> str:
    """The value as RIO writes it: amounts and measures with a decimal point (``200.0``), codes without leading zero."""
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if soort.primitief == "decimal":
        return getal(Decimal(cast("Decimal | int", waarde)))
    if isinstance(waarde, datetime):
        return waarde.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Gegeven):
        raise Vormfout(f"{soort.naam}: one value expected, found {waarde.naam}")
    return str(waarde)


def getal(waarde: Decimal) -> str:
    """A decimal as RIO writes it: no exponent, no superfluous zeros, at least one decimal."""
    tekst = f"{waarde:f}"
    heel, _, breuk = tekst.partition(".")
    return f"{heel}.{breuk.rstrip('0') or '0'}"


_Lezer = Callable[[etree._Element], Enkel]


def _ruw(element: etree._Element) -> str:
    """All text; entities and comments never get this far, but text in pieces would be cut off by `text` alone."""
    return (element.text or "") if not len(element) else "".join(cast("list[str]", list(element.itertext())))


def _als_datum(element: etree._Element) -> date:
    gevonden = _DATUM.match(_ruw(element).strip(_WIT))
    try:
        return date.fromisoformat(gevonden[1] if gevonden else "")
    except ValueError:
        raise Waardefout(element, "een datum van 0001-01-01 tot en met 9999-12-31") from None


def _als_moment(element: etree._Element) -> datetime:
    gevonden = _MOMENT.match(_ruw(element).strip(_WIT))
    toegestaan = "een tijdstip van het jaar 0001 tot en met 9999"
    if gevonden is None:
        raise Waardefout(element, toegestaan)
    dag, tijd, breuk, zone = gevonden.groups()
    try:
        moment = datetime.fromisoformat(
            f"{dag}T{tijd}.{(breuk or '0')[:6].ljust(6, '0')}{(zone or '').replace('Z', '+00:00')}"
        )
    except ValueError:
        raise Waardefout(element, toegestaan) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)


@cache
def _lezer(soort: Simpel) -> _Lezer:
    """The function that reads values of a simple type."""
    if soort.naam in _LETTERLIJK or _LETTERLIJK & set(soort.bases):
        return lambda element: _ruw(element).strip(_WIT)
    lezers: dict[str, _Lezer] = {
        "date": _als_datum,
        "dateTime": _als_moment,
        "boolean": lambda element: _ruw(element).strip(_WIT) in ("true", "1"),
        "decimal": lambda element: Decimal(_ruw(element).strip(_WIT)),
        "integer": lambda element: int(_ruw(element).strip(_WIT)),
        "short": lambda element: int(_ruw(element).strip(_WIT)),
        "int": lambda element: int(_ruw(element).strip(_WIT)),
        "string": _ruw,
        "normalizedString": lambda element: _ruw(element).translate(_VERVANG),
        "token": lambda element: " ".join(deel for deel in _ruw(element).translate(_VERVANG).split(" ") if deel),
    }
    return lezers[soort.primitief]


_VERVANG = str.maketrans("\t\r\n", "   ")
