"""Python to XML by the tables of `vorm`: the text of a message, in the order of the contract and in canonical form.

Per type a function is made once that puts the fields of a Gegeven in their places. Written text that is parsed is a
third of the work of a tree that is built and serialised, and canonical text need not be canonicalised to be signed.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from rio_soap.contract.gegevens import Gegeven, Plat
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_BIJZONDER = re.compile("[&<>\r]")

_Velden: TypeAlias = Iterable[tuple[str, object]]
_Schrijver: TypeAlias = Callable[[object], str]
_Plaats = tuple[int, _Schrijver]
"""Of a field: its place, and what writes one of its values, tags included."""


class Vormfout(ValueError):
    """A Gegeven that does not fit the contract; the text says which field of which type."""


def schrijf_tekst(naam: str, gegeven: Gegeven, dienst: Dienst, voorvoegsel: str) -> str:
    """The element of a message as canonical XML; it declares the namespace of the contract itself.

    :param naam: local name of a global element.
    :raises Vormfout: for a field that the contract does not know, or a value of another kind.
    """
    inhoud = _inhoud(dienst, naam, voorvoegsel)(gegeven.velden.items())
    return f'<{voorvoegsel}:{naam} xmlns:{voorvoegsel}="{dienst.schema_ns}">{inhoud}</{voorvoegsel}:{naam}>'


@cache
def _inhoud(dienst: Dienst, naam: str, voorvoegsel: str) -> Callable[[_Velden], str]:
    vorm = vormen(dienst).elementen[naam]
    assert isinstance(vorm, Vorm)
    return _van_vorm(vorm, voorvoegsel, f"{{{dienst.schema_ns}}}")


@cache
def _van_vorm(vorm: Vorm, voorvoegsel: str, ns: str) -> Callable[[_Velden], str]:
    """What writes the fields of a type, without the tags around them."""
    plaatsen: dict[str, _Plaats] = {}
    aantal = len(vorm.velden)

    def schrijf(velden: _Velden) -> str:
        if not plaatsen:  # made at first use: types refer to themselves in a circle
            plaatsen.update(_plaatsen(vorm, voorvoegsel, ns))
        delen = [""] * aantal
        for naam, waarde in velden:
            try:
                plek, schrijver = plaatsen[naam]
            except KeyError:
                raise Vormfout(f"{vorm.naam} has no field {naam}") from None
            if type(waarde) is list:
                delen[plek] = "".join([schrijver(deel) for deel in waarde])
            elif waarde is not None:
                delen[plek] = schrijver(waarde)
        return "".join(delen)

    return schrijf


def _plaatsen(vorm: Vorm, voorvoegsel: str, ns: str) -> dict[str, _Plaats]:
    plaatsen = {}
    for plek, veld in enumerate(vorm.velden):
        waar = f"{vorm.naam}.{veld.naam}"
        leden = {lid: _element(lid, vorm.per_tag[ns + lid][1], waar, voorvoegsel, ns) for lid in veld.leden}
        schrijver = leden[veld.naam] if veld.leden == (veld.naam,) else _keuze(leden, waar)
        plaatsen[veld.naam] = plek, schrijver
    return plaatsen


def _element(lid: str, soort: Vorm | Simpel, waar: str, voorvoegsel: str, ns: str) -> _Schrijver:
    """What writes one element with its tags."""
    begin, einde = f"<{voorvoegsel}:{lid}>", f"</{voorvoegsel}:{lid}>"
    if isinstance(soort, Vorm):
        inhoud = _van_vorm(soort, voorvoegsel, ns)

        def object_(waarde: object) -> str:
            if type(waarde) is dict and "v" in waarde:
                return begin + inhoud(waarde["v"]) + einde
            if type(waarde) is Gegeven:
                return begin + inhoud(waarde.velden.items()) + einde
            raise Vormfout(f"{waar}: a Gegeven expected, found {waarde!r}")

        return object_
    decimaal = soort.primitief == "decimal"

    def enkel(waarde: object) -> str:
        if type(waarde) is str:
            return begin + (waarde.translate(_ESCAPES) if _BIJZONDER.search(waarde) else waarde) + einde
        if type(waarde) is dict:
            return begin + (waarde["d"] if "d" in waarde else _plat(waarde, soort)) + einde
        if type(waarde) is date:
            return begin + waarde.isoformat() + einde
        if type(waarde) is int and not decimaal:
            return f"{begin}{waarde}{einde}"
        return begin + tekst(waarde, soort) + einde

    return enkel


def _keuze(leden: dict[str, _Schrijver], waar: str) -> _Schrijver:
    """What writes the member of a substitution group that a Gegeven names."""

    def schrijf(waarde: object) -> str:
        if type(waarde) is Gegeven:
            gevonden = waarde.naam
        else:
            gevonden = str(waarde.get("g")) if type(waarde) is dict else repr(waarde)
        if gevonden not in leden:
            raise Vormfout(f"{waar}: {gevonden} is none of {', '.join(leden)}")
        return leden[gevonden](waarde)

    return schrijf


def _plat(waarde: Plat, soort: Simpel) -> str:
    """A `Plat` that is no object and no date."""
    if "n" in waarde:
        return _getal_van_tekst(waarde["n"]) if soort.primitief == "decimal" else tekst(Decimal(waarde["n"]), soort)
    if "t" in waarde:
        return tekst(datetime.fromisoformat(waarde["t"]), soort)
    raise Vormfout(f"{soort.naam}: one value of type {soort.primitief} expected, found {waarde.get('g')}")


def tekst(waarde: object, soort: Simpel) -> str:
    """The value as RIO writes it: amounts and measures with a decimal point (``200.0``), codes without leading zero.

    :raises Vormfout: for what is no single value.
    """
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
    return str(waarde).translate(_ESCAPES)


def getal(waarde: Decimal) -> str:
    """A decimal as RIO writes it: no exponent, no superfluous zeros, at least one decimal."""
    return _getal_van_tekst(f"{waarde:f}")


def _getal_van_tekst(cijfers: str) -> str:
    if "E" in cijfers:
        cijfers = f"{Decimal(cijfers):f}"
    heel, _, breuk = cijfers.partition(".")
    return f"{heel}.{breuk.rstrip('0') or '0'}"
