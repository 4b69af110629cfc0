"""Kenmerken as the rules see them: what an object carries, and what the contract allows it to carry.

A kenmerk is a name with a value beside the fixed fields of an object; which kenmerken an object may carry follows from
its specialisation (types Kenmerkwaardenbereik_X of the XSD).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.kenmerken import Kenmerkconfiguratie
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_tekst
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

Kenmerkwaarde = str | bool | int | Decimal | date


class Kenmerk(NamedTuple):
    """One kenmerken element: kenmerknaam, the element that holds the value, and the value."""

    naam: str
    element: str
    waarde: Kenmerkwaarde

    @classmethod
    def uit(cls, gegeven: Gegeven) -> Kenmerk:
        """Take a kenmerk from a Gegeven of a message that is valid by the XSD; ValueError for any other."""
        naam = gegeven.velden.get("kenmerknaam")
        for element, waarde in gegeven.velden.items():
            if element.startswith("kenmerkwaarde") and isinstance(waarde, _WAARDEN) and type(naam) is str:
                return cls(naam, element, waarde)
        raise ValueError("no kenmerk: a kenmerknaam and one kenmerkwaarde element expected")


_WAARDEN = (str, bool, int, Decimal, date)


def kenmerken_van(gegeven: Gegeven) -> tuple[Kenmerk, ...]:
    """Give the kenmerken of an object in order of the message."""
    return tuple([Kenmerk.uit(kenmerk) for kenmerk in velden.delen(gegeven, "kenmerken")])


class Kenmerkbereik:
    """What the contract allows on an object: kenmerknaam to configuration, in order of the contract.

    verplicht: names that must occur. eenvoudig: those that are in order when they occur once.
    """

    __slots__ = ("eenvoudig", "per_naam", "verplicht")

    def __init__(self, configuratie: Iterable[Kenmerkconfiguratie]) -> None:
        self.per_naam = {conf.naam: conf for conf in configuratie}
        self.verplicht = frozenset(naam for naam, conf in self.per_naam.items() if conf.min > 0)
        self.eenvoudig = {naam: conf for naam, conf in self.per_naam.items() if conf.min <= 1 <= conf.max}


class Kenmerkdrager(NamedTuple):
    """An object with its kenmerken, what the contract allows there, its lifetime and the keys that name it.

    van: first day of the object; tot_exclusief: its end, not included, None when open. A cohort has the lifetime of its
    aangeboden opleiding (reasoned: N11440 and N11450 compare with it too). sleutels: unshortened names and values for
    the foutmelding, 1 to 5.
    """

    kenmerken: tuple[Kenmerk, ...]
    bereik: Kenmerkbereik
    van: date
    tot_exclusief: date | None
    sleutels: tuple[tuple[str, str], ...]

    @classmethod
    def uit(
        cls,
        gegeven: Gegeven,
        configuratie: Iterable[Kenmerkconfiguratie],
        van: date,
        tot_exclusief: date | None,
        sleutels: Iterable[tuple[str, str]],
    ) -> Kenmerkdrager:
        """Make a carrier of an object of the message."""
        return cls(kenmerken_van(gegeven), Kenmerkbereik(configuratie), van, tot_exclusief, tuple(sleutels))

    @property
    def configuratie(self) -> Mapping[str, Kenmerkconfiguratie]:
        """Kenmerknaam to configuration, in order of the contract."""
        return self.bereik.per_naam

    def is_in_orde(self, lijsten: Waardenlijsten) -> bool:
        """Tell that no control here has anything to say, in one pass; False means that only the controls know."""
        bereik, namen = self.bereik, set()
        for naam, element, waarde in self.kenmerken:
            conf = bereik.eenvoudig.get(naam)
            if conf is None or element != conf.waarde_element:
                return False
            if conf.waardenlijst is None:
                if (conf.facets or conf.geheel) and not past(waarde, conf):
                    return False
            elif not lijsten.geldig(conf.waardenlijst, als_tekst(waarde), self.van, self.tot_exclusief):
                return False
            namen.add(naam)
        return len(namen) == len(self.kenmerken) and bereik.verplicht <= namen

    def in_het_juiste_element(self) -> Iterator[tuple[Kenmerk, Kenmerkconfiguratie]]:
        """Give the kenmerken that may occur here and use the value element of their type, once per name and value."""
        for kenmerk in dict.fromkeys(self.kenmerken):
            conf = self.configuratie.get(kenmerk.naam)
            if conf is not None and kenmerk.element == conf.waarde_element:
                yield kenmerk, conf

    def fout(self, code: str, kenmerk: Kenmerk) -> Foutmelding:
        """Give the foutmelding of a code that names a value."""
        return melding(code, self.sleutels, kenmerk_naam=kenmerk.naam, kenmerk_waarde=als_tekst(kenmerk.waarde))


def te_controleren(dragers: Iterable[Kenmerkdrager], lijsten: Waardenlijsten) -> tuple[Kenmerkdrager, ...]:
    """Give the carriers on which a control may have something to say: nearly always none."""
    return tuple([drager for drager in dragers if not drager.is_in_orde(lijsten)])


def past(waarde: Kenmerkwaarde, conf: Kenmerkconfiguratie) -> bool:
    """Tell whether a value lies within the limits of the type of its kenmerk, and is whole where that says so.

    A number is whole by its value: 15.0 is.
    """
    breuk = conf.geheel and isinstance(waarde, Decimal) and not _hoogstens(waarde, 0)
    return not breuk and past_in_type(waarde, conf.facets)


def past_in_type(waarde: Kenmerkwaarde, facets: Mapping[str, str]) -> bool:
    """Tell whether a value lies within the limits of its type.

    facets: minLength, maxLength and pattern hold for texts, minInclusive and maxInclusive for numbers and dates,
    fractionDigits for numbers by their value (15.0 is whole); one that does not fit the kind of value is passed over,
    because then the element is wrong already. In a pattern a digit is 0 to 9 only (an XSD digit may be of any script).
    ValueError for a facet that is not known here.
    """
    for facet, grens in facets.items():  # noqa: SIM110  # a generator would cost more than the rest
        if not _past(waarde, facet, grens):
            return False
    return True


def _past(waarde: Kenmerkwaarde, facet: str, grens: str) -> bool:
    match facet, waarde:
        case "minLength", str():
            return len(waarde) >= int(grens)
        case "maxLength", str():
            return len(waarde) <= int(grens)
        case "pattern", str():
            return re.fullmatch(grens, waarde, re.ASCII) is not None
        case "minInclusive" | "maxInclusive", bool() | str():
            return True
        case "minInclusive", _:
            return _vergelijk(waarde, grens) >= 0
        case "maxInclusive", _:
            return _vergelijk(waarde, grens) <= 0
        case "fractionDigits", Decimal():
            return _hoogstens(waarde, int(grens))
        case "minLength" | "maxLength" | "pattern" | "fractionDigits", _:
            return True
    raise ValueError(f"facet {facet} is not known")


def _hoogstens(getal: Decimal, decimalen: int) -> bool:
    """Whether a number has no more decimals than this, zeros at its end aside; to the digit, however long it is."""
    _, cijfers, macht = getal.as_tuple()
    assert isinstance(macht, int)  # a message holds no NaN and no infinity
    teveel = -macht - decimalen
    return teveel <= 0 or not any(cijfers[-teveel:])


def _vergelijk(waarde: Kenmerkwaarde, grens: str) -> int:
    """Give -1, 0 or 1: waarde before, at or after grens, which is of the kind of waarde."""
    if isinstance(waarde, date):
        dag = date.fromisoformat(grens)
        return (waarde > dag) - (waarde < dag)
    getal, maat = Decimal(waarde), Decimal(grens)
    return (getal > maat) - (getal < maat)
