"""Values against their waardenlijsten, and kenmerken against what their object may carry."""

import contextlib
import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

from lxml import etree

from rio_soap.bevinding import Tekst
from rio_soap.contract import mapping
from rio_soap.contract.budget import Budget
from rio_soap.contract.kenmerken import Kenmerkconfiguratie
from rio_soap.contract.operaties import AANVULLING_BEHEREN, BEHEREN, Dienst
from rio_soap.contract.path import naam, pad
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.edukoppeling.position import regel
from rio_soap.register.regels.kenmerkdragers import past
from rio_soap.register.regels.kenmerktabel import Kenmerktabel
from rio_soap.register.regels.waardenlijsten import OnbekendeLijst, Waardenlijsten
from rio_soap.workbench.rapport import Melding

LIJST: Final = "WaardenlijstType-v01"
"""The type that all values of lists are derived from."""
LIJSTWAARDE: Final = "kenmerkwaardeEnumeratiewaarde"
"""The element in which a kenmerk has a value of a list."""
_EIGEN_CODE: Final = "RS1001"
"""The foutcode of our own contract for a value that is on no list."""
_MAX_MELDINGEN = 100
_MAX_NAAM = 200
"""Longest text for which a name that is like it is looked for."""


def controleer_waarden(
    element: etree._Element, dienst: Dienst, lijsten: Waardenlijsten, tabel: Kenmerktabel, budget: Budget
) -> list[Melding]:
    """Values against their waardenlijsten and kenmerken against what their object may carry, as far as time allows; of
    a delivery only."""
    if not dienst.schrijft:
        return []
    return list(islice(_waardemeldingen(element, dienst, lijsten, tabel, budget), _MAX_MELDINGEN))


def _waardemeldingen(
    element: etree._Element, dienst: Dienst, lijsten: Waardenlijsten, tabel: Kenmerktabel, budget: Budget
) -> Iterator[Melding]:
    for kind in element.iter(etree.Element):
        if budget.om:
            return
        soort = vormen(dienst).soort_van(kind, element)
        if isinstance(soort, Simpel) and not (kind.text or "").strip():
            waar, tekst = pad(kind, element), Tekst.met("werkbank.geen-waarde", naam=naam(kind))
            yield Melding("leeg-element", "waarden", waar, regel(kind), bericht=tekst, ernst="opmerking")
        elif isinstance(soort, Simpel) and LIJST in soort.bases and naam(kind) != LIJSTWAARDE:
            code = _EIGEN_CODE if dienst == AANVULLING_BEHEREN else None  # V4 has a code per field, or none
            yield from _buiten_lijst(kind, element, soort.naam, lijsten, code)
        elif isinstance(soort, Vorm) and any(veld.naam == "kenmerken" for veld in soort.velden):
            yield from _kenmerken(kind, element, lijsten, tabel, budget)


def _buiten_lijst(
    kind: etree._Element, bericht: etree._Element, lijst: str, lijsten: Waardenlijsten, code: str | None = None
) -> list[Melding]:
    waarde = (kind.text or "").strip()
    try:
        if lijsten.bestaat(lijst, waarde):
            return []
        waarden = lijstwaarden(lijst, lijsten)
    except OnbekendeLijst:
        return []
    tekst, mag = (
        Tekst.met("werkbank.waardenlijst", waarde=waarde, lijst=lijst),
        Tekst.met("werkbank.waardenlijst-mag", lijst=lijst),
    )
    return [
        Melding(
            "waardenlijst",
            "waarden",
            pad(kind, bericht),
            regel(kind),
            waarde,
            mag,
            tekst,
            code,
            waarden=waarden,
            mogelijk=lijkt_op(waarde, waarden),
        )
    ]


def lijstwaarden(lijst: str, lijsten: Waardenlijsten) -> tuple[str, ...]:
    """The values of a waardenlijst, each once; none of a list that is not known."""
    try:
        return tuple(dict.fromkeys(rij.waarde for rij in lijsten.waarden(lijst)))
    except OnbekendeLijst:
        return ()


def _kenmerken(
    drager: etree._Element, bericht: etree._Element, lijsten: Waardenlijsten, tabel: Kenmerktabel, budget: Budget
) -> Iterator[Melding]:
    begin = _begin(drager)
    mag = {r.conf.naam: r.conf for r in tabel.van(naam(drager)) if begin is None or r.geldt(begin)}
    if not mag:
        return
    geteld: dict[str, int] = {}
    for kenmerk in drager.iterchildren(f"{{{BEHEREN.schema_ns}}}kenmerken"):
        if budget.om:
            return
        kenmerknaam = (kenmerk[0].text or "").strip()
        geteld[kenmerknaam] = geteld.get(kenmerknaam, 0) + 1
        if kenmerknaam not in mag:
            yield _vreemd_kenmerk(kenmerk[0], kenmerknaam, bericht, mag, tabel)
        elif geteld[kenmerknaam] == mag[kenmerknaam].max + 1:
            yield _kenmerk_teveel(kenmerk[0], mag[kenmerknaam], bericht)
        else:
            yield from _kenmerkwaarde(kenmerk, mag[kenmerknaam], bericht, lijsten)
    for k in mag.values():
        if geteld.get(k.naam, 0) < k.min:
            tekst = Tekst.met("werkbank.kenmerk-ontbreekt", drager=naam(drager), aantal=k.min, kenmerk=k.naam)
            waar = pad(drager, bericht)
            yield Melding("kenmerk-ontbreekt", "waarden", waar, regel(drager), None, k.naam, tekst, "K01010")


def _vreemd_kenmerk(
    element: etree._Element,
    kenmerknaam: str,
    bericht: etree._Element,
    mag: Mapping[str, Kenmerkconfiguratie],
    tabel: Kenmerktabel,
) -> Melding:
    """A kenmerk that the object does not have: one of another object, or of none."""
    elders = any(kenmerknaam == r.conf.naam for rij in tabel.regels.values() for r in rij)
    drager = element.getparent()
    van = drager.getparent() if drager is not None else None
    soort = naam(van) if van is not None else ""
    return Melding(
        "kenmerk-plaats" if elders else "kenmerk-spelling",
        "waarden",
        pad(element, bericht),  # it counts what stands before: for findings only
        regel(element),
        kenmerknaam,
        None,
        Tekst.met("werkbank.kenmerk-onbekend", drager=soort, kenmerk=kenmerknaam),
        "K01030",
        waarden=tuple(sorted(mag)),
        mogelijk=lijkt_op(kenmerknaam, list(mag)),
    )


def _kenmerk_teveel(element: etree._Element, mag: Kenmerkconfiguratie, bericht: etree._Element) -> Melding:
    tekst = Tekst.met("werkbank.kenmerk-teveel", kenmerk=mag.naam, aantal=mag.max)
    waar = pad(element, bericht)
    return Melding("kenmerk-teveel", "waarden", waar, regel(element), mag.naam, f"{mag.max}", tekst, "K01020")


def _begin(drager: etree._Element) -> date | None:
    """The day on which an object begins; a cohort, which has none, begins with its offer."""
    for object_ in (drager, drager.getparent()):
        tekst = None
        if object_ is not None:
            tekst = object_.findtext("{*}begindatum") or object_.findtext("{*}inBedrijfdatum")
        if tekst is not None:
            with contextlib.suppress(ValueError):
                return date.fromisoformat(tekst.strip()[:10])
    return None


def _kenmerkwaarde(
    kenmerk: etree._Element, mag: Kenmerkconfiguratie, bericht: etree._Element, lijsten: Waardenlijsten
) -> Iterator[Melding]:
    for waarde in list(kenmerk)[1:]:
        if naam(waarde) != mag.waarde_element:
            tekst = Tekst.met("werkbank.kenmerk-element", kenmerk=mag.naam, element=mag.waarde_element)
            yield Melding(
                "kenmerk-element",
                "waarden",
                pad(waarde, bericht),
                regel(waarde),
                naam(waarde),
                mag.waarde_element,
                tekst,
                "K01060",
            )
        elif mag.waardenlijst is not None:
            yield from _buiten_lijst(waarde, bericht, mag.waardenlijst, lijsten, "K01050")
        else:
            yield from _buiten_type(waarde, mag, bericht)


def _buiten_type(waarde: etree._Element, mag: Kenmerkconfiguratie, bericht: etree._Element) -> Iterator[Melding]:
    """A value that the element takes and the type of the kenmerk does not: a fraction, a text that is too long."""
    soort = vormen(BEHEREN).soort_van(waarde, bericht)
    tekst = waarde.text or ""
    if not isinstance(soort, Simpel):
        return
    try:
        gelezen = mapping.lees_waarde(tekst, soort)
    except ValueError:
        return  # what no register can hold is told of the message as a whole
    if not past(gelezen, mag):
        yield Melding(
            "kenmerk-waarde",
            "waarden",
            pad(waarde, bericht),
            regel(waarde),
            tekst[:200],
            _grenzen(mag),
            Tekst.met("werkbank.kenmerk-waarde", kenmerk=mag.naam),
            "K01060",
        )


def _grenzen(mag: Kenmerkconfiguratie) -> str | Tekst:
    """What the type of a kenmerk allows."""
    grenzen = [f"{facet} {grens}" for facet, grens in mag.facets.items()]
    if mag.geheel:
        return Tekst.met("werkbank.geheel-getal", grenzen="".join(f", {grens}" for grens in grenzen))
    return ", ".join(grenzen)


def lijkt_op(tekst: str, namen: Sequence[str]) -> str | None:
    """The name that was probably meant."""
    if len(tekst) > _MAX_NAAM:
        return None
    zonder_hoofdletters = {n.lower(): n for n in namen}
    if tekst.lower() in zonder_hoofdletters:
        return zonder_hoofdletters[tekst.lower()]
    gevonden = difflib.get_close_matches(tekst, namen, 1, 0.75)
    return gevonden[0] if gevonden else None
