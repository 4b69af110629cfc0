"""What has to be made anew today, and what may stay as it was yesterday."""

from collections.abc import Iterable, Mapping
from typing import Final

from rio_soap.opendata.grondslag import Grondslag
from rio_soap.opendata.soortmaker import FINANCIERING, Soortopdracht, Wijze
from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.publicatiebron import Tijdpunt
from rio_soap.register.publicatie.publicatielezer import Publicatielezer
from rio_soap.register.publicatie.sleutels import aantal_sleutels, gewijzigd
from rio_soap.register.publicatie.spoor import spoor
from rio_soap.register.publicatie.zichtstand import VAN_LICENTIES, Zichtstand, hangt_aan
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.zicht import Objectnaam

SOORTEN: Final = (*OBJECTTYPEN, FINANCIERING)
"""All that is published."""
_VEEL: Final = 200_000
"""Mutaties since yesterday above which everything is read: what changed would not fit in the memory that we may use."""
_PER_OBJECT: Final[Mapping[str, float]] = {"AANGEBODEN_OPLEIDING": 6.0, "OPLEIDINGSEENHEID": 3.0, "LICENTIE": 1.0}
"""How much more an object takes than a licentie does; what is not named takes twice as much."""


def maak_plan(
    lezer: Publicatielezer, op: Tijdpunt, kenmerk: str, zicht: Zichtstand, grond: Grondslag | None
) -> list[Soortopdracht]:
    """For each kind how its files are made.

    :param kenmerk: of the code and the settings.
    :param grond: the publication on which this one builds; None without one.
    """
    if grond is None:
        return [Soortopdracht(soort, Wijze.NIEUW) for soort in SOORTEN]
    stand, sinds = grond.stand, op.volgnummer - grond.volgnummer
    if stand is None or stand.kenmerk != kenmerk or not 0 <= sinds <= _VEEL or teruggezet(lezer, grond):
        return [Soortopdracht(soort, Wijze.GEHEEL) for soort in SOORTEN]
    anders = stand.zicht.verborgen ^ zicht.verborgen
    per_soort = lezer.lees(lambda session: _gewijzigd(session, grond.volgnummer, op.volgnummer, anders))
    geheel = {FINANCIERING}
    if stand.zicht.contexten != zicht.contexten:
        geheel.add("CONTACTADRES")
    return [
        Soortopdracht(soort, Wijze.GEHEEL)
        if soort in geheel
        else Soortopdracht(soort, Wijze.GEWIJZIGD, tuple(sorted(per_soort.get(soort, ()))))
        for soort in SOORTEN
    ]


def teruggezet(lezer: Publicatielezer, grond: Grondslag) -> bool:
    """Whether the register was put back from a backup since, and goes on by other mutaties of the same numbers."""
    spoor_nu = lezer.lees(lambda session: spoor(session, grond.volgnummer))
    return grond.stand is not None and grond.stand.spoor != spoor_nu


def _gewijzigd(session: Session, na: int, tot: int, zicht_anders: Iterable[str]) -> dict[str, set[str]]:
    """Keys by kind of what changed, and of what is seen or hidden since.

    With a licentie all that hangs on it: a verbod that came and went while yesterday's files were made left it out.
    """
    namen = set(gewijzigd(session, na, tot)) | {Objectnaam("LICENTIE", code) for code in zicht_anders}
    licenties = {een.sleutel for een in namen if een.objecttype == "LICENTIE"}
    per_soort: dict[str, set[str]] = {}
    for een in namen | hangt_aan(session, licenties, na):
        per_soort.setdefault(een.objecttype, set()).add(een.sleutel)
    return per_soort


def geraakt(oud: Zichtstand, nieuw: Zichtstand) -> set[str]:
    """The kinds of which other objects may be seen, in one state and the other."""
    soorten = {"CONTACTADRES"} if oud.contexten != nieuw.contexten else set()
    return soorten | set(VAN_LICENTIES) if oud.verborgen != nieuw.verborgen else soorten


def aantallen(lezer: Publicatielezer, plan: Iterable[Soortopdracht]) -> dict[str, int]:
    """How many objects are read of each kind, about."""
    return {een.soort: _aantal(lezer, een) for een in plan}


def _aantal(lezer: Publicatielezer, opdracht: Soortopdracht) -> int:
    if opdracht.wijze is Wijze.GEWIJZIGD:
        return len(opdracht.sleutels)
    soort = OBJECTTYPEN.get(opdracht.soort)
    return 0 if soort is None else lezer.lees(lambda session: aantal_sleutels(session, soort))


def gewicht(opdracht: Soortopdracht, objecten: int, grond: Grondslag | None) -> float:
    """About how long the files of a kind take: reading the objects, and going through those files of yesterday."""
    lezen = objecten * _PER_OBJECT.get(opdracht.soort, 2.0)
    if grond is None or (opdracht.wijze is Wijze.GEWIJZIGD and not opdracht.sleutels):
        return lezen
    return lezen + sum(grond.feiten[naam].rijen or 0 for naam in opdracht.bestanden() if naam in grond.feiten) * 0.05
