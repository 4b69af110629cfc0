"""XML to Python and back, by the tables of `vorm`."""

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract.gegevens import Enkel, Gegeven, Ingesloten, Waarde, zonder_minus_nul
from rio_soap.contract.operaties import Dienst, Operatie
from rio_soap.contract.path import pad
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.contract.vorm import Simpel, Vorm, vormen, zelfstandig
from rio_soap.contract.waardetekst import Vormfout, getal

__all__ = [
    "NEDERLAND",
    "Vormfout",
    "Waardefout",
    "getal",
    "lees",
    "lees_waarde",
    "ontleed",
    "schrijf",
    "schrijf_antwoord",
    "schrijf_verzoek",
]

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

    def __init__(self, element: etree._Element, toegestaan: Tekst) -> None:
        gevonden = (element.text or "")[:200]
        zin = Tekst.met("waarde-bereik", gevonden=gevonden)
        regel = cast("int | None", element.sourceline)
        self.bevinding = Bevinding("waarde-bereik", pad(element), regel, gevonden, toegestaan, zin)
        super().__init__(self.bevinding.zin())


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
        if soort is not None:
            waarde: object = _lees_ingesloten(kind) if soort.sluit_in else _lees(kind, lid, soort)
        else:
            try:
                waarde = lezer((kind.text or "") if not len(kind) else _alle_tekst(kind))
            except _Buiten as buiten:
                raise Waardefout(kind, buiten.toegestaan) from None
        if not meervoudig:
            velden[sleutel] = cast("Waarde", waarde)
        elif sleutel in velden:
            cast("list[object]", velden[sleutel]).append(waarde)
        else:
            velden[sleutel] = cast("Waarde", [waarde])
    return Gegeven(naam, velden)


def _lees_ingesloten(houder: etree._Element) -> Ingesloten:
    """The object in an element that may hold any."""
    element = next(houder.iterchildren(etree.Element))
    if (gevonden := zelfstandig(str(element.tag))) is None:
        return Ingesloten(None, Gegeven(str(element.tag)))
    (dienst, vorm), naam = gevonden, etree.QName(element).localname
    try:
        return Ingesloten(dienst, _lees(element, naam, vorm))
    except Waardefout as fout:
        if etree.QName(element).namespace != etree.QName(houder).namespace:  # there the path has begun
            waar = fout.bevinding.waar.removeprefix(f"/{naam}")
            fout.bevinding = replace(fout.bevinding, waar=f"{pad(houder)}/{naam}[1]{waar}")
        raise


_Lezer = Callable[[str], Enkel]


def lees_waarde(tekst: str, soort: Simpel) -> Enkel:
    """One value, by the letter of its simple type; its limits are for the XSD.

    :raises ValueError: for a text that stands for no such value, such as 1e3 for a decimal or ja for a boolean.
    """
    vorm = _LEXICAAL.get(soort.primitief)
    if vorm is not None and not vorm.fullmatch(tekst.strip(_WIT)):
        raise ValueError(f"{tekst!r} is no {soort.omschrijving}")
    return _lezer(soort)(tekst)


_LEXICAAL = {
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    **dict.fromkeys(("integer", "long", "short", "int"), re.compile(r"[+-]?[0-9]+")),
    "boolean": re.compile("true|false|1|0"),
}
"""What a valid message has made sure of already; what does not come from one has not."""


@cache
def _leestabel(vorm: Vorm) -> dict[object, tuple[str, bool, _Lezer, str, Vorm | None]]:
    """Per qualified name of a child: key, whether it is a list, reader of its text, own name, type if an object."""
    return {
        tag: (veld.naam, veld.meervoudig, _lezer(soort), lid, None)
        if isinstance(soort, Simpel)
        else (veld.naam, veld.meervoudig, str, lid, soort)
        for tag, (veld, soort) in vorm.per_tag.items()
        for lid in (etree.QName(tag).localname,)
    }


def schrijf(operatie: Operatie, gegeven: Gegeven) -> etree._Element:
    """The answer element of an operation: prefix ``ns2``, children in the order of the contract.

    :raises Vormfout: for a field that the contract does not know.
    """
    return ontleed(schrijf_antwoord(operatie, gegeven))


def schrijf_antwoord(operatie: Operatie, gegeven: Gegeven) -> str:
    """The same as canonical text.

    :raises Vormfout: for a field that the contract does not know.
    """
    return schrijf_tekst(operatie.antwoord, gegeven, operatie.dienst)


def schrijf_verzoek(operatie: Operatie, gegeven: Gegeven, voorvoegsel: str = "duo") -> etree._Element:
    """The request element of an operation, as a client writes it.

    :raises Vormfout: for a field that the contract does not know.
    """
    return ontleed(schrijf_tekst(operatie.verzoek, gegeven, operatie.dienst, voorvoegsel))


def ontleed(tekst: str) -> etree._Element:
    """Text of ours as a tree.

    :raises ValueError: for a character that XML cannot hold.
    """
    try:
        return etree.fromstring(tekst.encode(), _parsers.parser)  # as bytes: lxml looks through a str first
    except etree.XMLSyntaxError as fout:
        raise ValueError(f"a text that XML cannot hold: {fout}") from fout


class _Parsers(threading.local):
    """One parser per thread; what it reads is written here."""

    def __init__(self) -> None:
        self.parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)


_parsers = _Parsers()


class _Buiten(ValueError):
    """A text that stands for no value that a register can hold.

    :param toegestaan: kind of value that would be allowed, as the catalogue names it.
    """

    def __init__(self, toegestaan: str) -> None:
        self.toegestaan = Tekst(f"toegestaan.{toegestaan}")
        super().__init__(toegestaan)


def _alle_tekst(element: etree._Element) -> str:
    """All text; comments never get this far, but one would cut `text` off."""
    return "".join(cast("list[str]", list(element.itertext())))


def _als_datum(tekst: str) -> date:
    return _datum(tekst.strip(_WIT))


@lru_cache(4096)
def _datum(tekst: str) -> date:
    """A date; the same few come back in message after message. Only what is one is kept, so no text is long."""
    gevonden = _DATUM.match(tekst)
    try:
        return date.fromisoformat(gevonden[1] if gevonden else "")
    except ValueError:
        raise _Buiten("datum") from None


def _als_moment(tekst: str) -> datetime:
    """An aware moment; digits beyond microseconds are dropped. 24:00:00 is the beginning of the next day."""
    gevonden = _MOMENT.match(tekst.strip(_WIT))
    try:
        dag, tijd, breuk, zone = gevonden.groups() if gevonden else ("", "", "", "")
        middernacht = tijd == "24:00:00"
        tijd, breuk = "00:00:00" if middernacht else tijd, (breuk or "0")[:6].ljust(6, "0")
        moment = datetime.fromisoformat(f"{dag}T{tijd}.{breuk}{(zone or '').replace('Z', '+00:00')}")
        moment = moment + timedelta(days=1) if middernacht else moment
        moment = moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)
        moment.astimezone(UTC)  # what cannot be said in UTC cannot be compared either
    except (ValueError, OverflowError):
        raise _Buiten("tijdstip") from None
    return moment


def _als_geheel(tekst: str) -> int:
    return int(_cijfers(tekst))


def _als_decimaal(tekst: str) -> Decimal:
    return zonder_minus_nul(Decimal(_cijfers(tekst)))


def _cijfers(tekst: str) -> str:
    """The digits of a number of a reasonable size."""
    tekst = tekst.strip(_WIT)
    if len(tekst) > _MAX_CIJFERS or abs(Decimal(tekst)) >= _GRENS:
        raise _Buiten("getal")
    return tekst


def _als_token(tekst: str) -> str:
    """Without white space at the ends, and one blank for any other."""
    if tekst.isprintable() and "  " not in tekst and tekst[:1] != " " and tekst[-1:] != " ":
        return tekst  # as nearly all are: of white space only a blank is printable
    return " ".join(deel for deel in tekst.translate(_VERVANG).split(" ") if deel)


@cache
def _lezer(soort: Simpel) -> _Lezer:
    """The function that reads values of a simple type; raises _Buiten."""
    if soort.naam in _LETTERLIJK or _LETTERLIJK & set(soort.bases):
        return lambda tekst: tekst.strip(_WIT)
    lezers: dict[str, _Lezer] = {
        "date": _als_datum,
        "dateTime": _als_moment,
        "boolean": lambda tekst: tekst.strip(_WIT) in ("true", "1"),
        "decimal": _als_decimaal,
        "integer": _als_geheel,
        "long": _als_geheel,
        "short": _als_geheel,
        "int": _als_geheel,
        "string": str,
        "normalizedString": lambda tekst: tekst.translate(_VERVANG),
        "token": _als_token,
    }
    return lezers[soort.primitief]


_VERVANG = str.maketrans("\t\r\n", "   ")
