"""XML to Python and back, by the tables of `vorm`."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import cast
from zoneinfo import ZoneInfo

from lxml import etree

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.operaties import Dienst, Operatie
from rio_soap.contract.plek import pad
from rio_soap.contract.vorm import Simpel, Vorm, vormen

NEDERLAND = ZoneInfo("Europe/Amsterdam")
"""A moment without offset is Dutch local time (PvE 7.1.1)."""

_DATUM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?\Z"
)
_WIT = " \t\r\n"
_LETTERLIJK = frozenset({"DatumTijdBedrijfsdocument"})
"""Kept as text: the answer repeats it to the letter."""
_GRENS = 10**18
"""Numbers are smaller: what a 64-bit column holds. The XSD sets no limit to some of them."""
_MAX_CIJFERS = 64


class Waardefout(ValueError):
    """A value that is valid by the XSD and that no register can hold, such as a date in the year 12026."""

    def __init__(self, element: etree._Element, toegestaan: str) -> None:
        self.waar = pad(element)
        self.regel = cast("int | None", element.sourceline)
        self.gevonden = (element.text or "")[:200]
        self.toegestaan = toegestaan
        self.melding = f"Waarde buiten het bereik van dit register: {self.gevonden}"
        super().__init__(self.melding)


class Vormfout(ValueError):
    """A Gegeven that does not fit the contract; the text says which field of which type."""


def lees(element: etree._Element, dienst: Dienst) -> Gegeven:
    """The typed message of an element that is valid by the XSD.

    Attributes are not looked at: the only ones that are valid are xsi:schemaLocation and an xsi:type that repeats the
    type of the element, since no type that an element has is extended by another.

    :raises Waardefout: for a value that Python's types cannot hold.
    """
    naam = etree.QName(element).localname
    vorm = vormen(dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    return _lees(element, naam, vorm)


def _lees(element: etree._Element, naam: str, vorm: Vorm) -> Gegeven:
    velden: dict[str, Waarde] = {}
    tabel = _leestabel(vorm)
    for kind in element:
        sleutel, meervoudig, lezer, lid, soort = tabel[kind.tag]
        waarde = lezer(kind) if soort is None else _lees(kind, lid, soort)
        if not meervoudig:
            velden[sleutel] = waarde
        elif sleutel in velden:
            cast("list[object]", velden[sleutel]).append(waarde)
        else:
            velden[sleutel] = cast("Waarde", [waarde])
    return Gegeven(naam, velden)


@cache
def _leestabel(vorm: Vorm) -> dict[object, tuple[str, bool, "_Lezer", str, Vorm | None]]:
    """Per qualified name of a child: key, whether it is a list, reader of its text, own name, type if an object."""
    return {
        tag: (veld.naam, veld.meervoudig, _lezer(soort), lid, None)
        if isinstance(soort, Simpel)
        else (veld.naam, veld.meervoudig, _ruw, lid, soort)
        for tag, (veld, soort) in vorm.per_tag.items()
        for lid in (etree.QName(tag).localname,)
    }


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
    velden = gegeven.velden
    over = len(velden)
    for naam, enige, leden in _schrijftabel(vorm, ns):
        if naam not in velden:
            continue
        over -= 1
        waarde = velden[naam]
        for deel in waarde if isinstance(waarde, list) else () if waarde is None else (waarde,):
            tag, soort = enige or _lid(leden, deel, vorm, naam)
            kind = etree.SubElement(element, tag)
            if isinstance(soort, Simpel):
                kind.text = deel if type(deel) is str else _tekst(deel, soort)
            elif isinstance(deel, Gegeven):
                _schrijf(kind, deel, soort, ns)
            else:
                raise Vormfout(f"{vorm.naam}.{naam}: a Gegeven expected, found {deel!r}")
    if over:
        bekend = {veld.naam for veld in vorm.velden}
        raise Vormfout(f"{vorm.naam} has no field {', '.join(sorted(set(velden) - bekend))}")


_Lid = tuple[str, Vorm | Simpel]


@cache
def _schrijftabel(vorm: Vorm, ns: str) -> list[tuple[str, _Lid | None, dict[str, _Lid]]]:
    """Per field in order: key, qualified name and type of its only element, or those of each member by its name."""
    tabel: list[tuple[str, _Lid | None, dict[str, _Lid]]] = []
    for veld in vorm.velden:
        leden = {lid: (tag, vorm.per_tag[tag][1]) for lid in veld.leden for tag in (f"{{{ns}}}{lid}",)}
        tabel.append((veld.naam, leden[veld.leden[0]] if veld.leden == (veld.naam,) else None, leden))
    return tabel


def _lid(leden: dict[str, _Lid], deel: Enkel | Gegeven, vorm: Vorm, naam: str) -> _Lid:
    """The member of a substitution group that a Gegeven names."""
    if not isinstance(deel, Gegeven) or deel.naam not in leden:
        gevonden = deel.naam if isinstance(deel, Gegeven) else repr(deel)
        raise Vormfout(f"{vorm.naam}.{naam}: {gevonden} is none of {', '.join(leden)}")
    return leden[deel.naam]


def _tekst(waarde: Enkel | Gegeven, soort: Simpel) -> str:
    """The value as RIO writes it: amounts and measures with a decimal point (``200.0``), codes without leading zero."""
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if isinstance(waarde, int | Decimal) and soort.primitief == "decimal":
        return getal(Decimal(waarde))
    if isinstance(waarde, datetime):
        return waarde.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if not isinstance(waarde, str | int):
        gevonden = waarde.naam if isinstance(waarde, Gegeven) else repr(waarde)
        raise Vormfout(f"{soort.naam}: one value of type {soort.primitief} expected, found {gevonden}")
    return str(waarde)


def getal(waarde: Decimal) -> str:
    """A decimal as RIO writes it: no exponent, no superfluous zeros, at least one decimal."""
    tekst = f"{waarde:f}"
    heel, _, breuk = tekst.partition(".")
    return f"{heel}.{breuk.rstrip('0') or '0'}"


_Lezer = Callable[[etree._Element], Enkel]


def _ruw(element: etree._Element) -> str:
    """All text; comments never get this far, but one would cut `text` off."""
    return (element.text or "") if not len(element) else "".join(cast("list[str]", list(element.itertext())))


def _als_datum(element: etree._Element) -> date:
    gevonden = _DATUM.match(_ruw(element).strip(_WIT))
    try:
        return date.fromisoformat(gevonden[1] if gevonden else "")
    except ValueError:
        raise Waardefout(element, "een datum van 0001-01-01 tot en met 9999-12-31") from None


def _als_moment(element: etree._Element) -> datetime:
    """An aware moment; digits beyond microseconds are dropped. 24:00:00 is the beginning of the next day."""
    gevonden = _MOMENT.match(_ruw(element).strip(_WIT))
    try:
        dag, tijd, breuk, zone = gevonden.groups() if gevonden else ("", "", "", "")
        middernacht = tijd == "24:00:00"
        tijd, breuk = "00:00:00" if middernacht else tijd, (breuk or "0")[:6].ljust(6, "0")
        moment = datetime.fromisoformat(f"{dag}T{tijd}.{breuk}{(zone or '').replace('Z', '+00:00')}")
        moment = moment + timedelta(days=1) if middernacht else moment
        moment = moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)
        moment.astimezone(UTC)  # what cannot be said in UTC cannot be compared either
    except (ValueError, OverflowError):
        raise Waardefout(element, "een tijdstip van het jaar 0001 tot en met 9999 (UTC)") from None
    return moment


def _als_geheel(element: etree._Element) -> int:
    return int(_cijfers(element))


def _als_decimaal(element: etree._Element) -> Decimal:
    return Decimal(_cijfers(element))


def _cijfers(element: etree._Element) -> str:
    """The digits of a number of a reasonable size."""
    tekst = _ruw(element).strip(_WIT)
    if len(tekst) > _MAX_CIJFERS or abs(Decimal(tekst)) >= _GRENS:
        raise Waardefout(element, "een getal tussen -10^18 en 10^18, van ten hoogste 64 tekens")
    return tekst


@cache
def _lezer(soort: Simpel) -> _Lezer:
    """The function that reads values of a simple type."""
    if soort.naam in _LETTERLIJK or _LETTERLIJK & set(soort.bases):
        return lambda element: _ruw(element).strip(_WIT)
    lezers: dict[str, _Lezer] = {
        "date": _als_datum,
        "dateTime": _als_moment,
        "boolean": lambda element: _ruw(element).strip(_WIT) in ("true", "1"),
        "decimal": _als_decimaal,
        "integer": _als_geheel,
        "short": _als_geheel,
        "int": _als_geheel,
        "string": _ruw,
        "normalizedString": lambda element: _ruw(element).translate(_VERVANG),
        "token": lambda element: " ".join(deel for deel in _ruw(element).translate(_VERVANG).split(" ") if deel),
    }
    return lezers[soort.primitief]


_VERVANG = str.maketrans("\t\r\n", "   ")
