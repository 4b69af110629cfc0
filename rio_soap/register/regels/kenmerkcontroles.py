"""The controles on kenmerken: which may occur, how often, with which value in which element.

One function per code, over a zaak that has carriers of kenmerken (`MetKenmerken`): of a whole message a code is judged
before the next one. Sources: Overzicht foutcodes (K01010 to K01060), types Kenmerkwaardenbereik_X. Which findings of
ours are reasoned stands in the docstring of the function.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager, past
from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_tekst
from rio_soap.register.regels.waardenlijsten import Waardenlijsten


class MetKenmerken(Protocol):
    """A zaak of which the kenmerken are judged."""

    @property
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """What carries kenmerken that are not surely in order (`te_controleren`), in order of judging."""

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""


def k01010(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01010: a kenmerknaam occurs at least as often as its minimum; a mandatory kenmerk is there.

    Source: Overzicht foutcodes K01010; minimum of Kenmerkwaardenbereik_X. One finding per name, in contract order.
    """
    for drager in zaak.verdachte_dragers:
        aantal = Counter(kenmerk.naam for kenmerk in drager.kenmerken)
        for naam, conf in drager.configuratie.items():
            if aantal[naam] < conf.min:
                yield melding("K01010", drager.sleutels, kenmerk_naam=naam)


def k01020(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01020: a kenmerknaam occurs at most as often as its maximum.

    Source: Overzicht foutcodes K01020; maximum of Kenmerkwaardenbereik_X. One finding per name, in contract order.
    """
    for drager in zaak.verdachte_dragers:
        aantal = Counter(kenmerk.naam for kenmerk in drager.kenmerken)
        for naam, conf in drager.configuratie.items():
            if aantal[naam] > conf.max:
                yield melding("K01020", drager.sleutels, kenmerk_naam=naam)


def k01030(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01030: a kenmerknaam belongs to this specialisation; one that is unknown belongs to none.

    Source: Overzicht foutcodes K01030. One finding per name, in message order.
    """
    for drager in zaak.verdachte_dragers:
        for naam in dict.fromkeys(k.naam for k in drager.kenmerken if k.naam not in drager.configuratie):
            yield melding("K01030", drager.sleutels, kenmerk_naam=naam)


def k01040(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01040: a kenmerk that may occur more than once holds each value once.

    Source: Overzicht foutcodes K01040. A kenmerk that may occur once is left to K01020. Reasoned: numbers are equal by
    value (1 and 1.0), texts character by character. One finding per name and value.
    """
    for drager in zaak.verdachte_dragers:
        for kenmerk, keer in Counter(drager.kenmerken).items():
            conf = drager.configuratie.get(kenmerk.naam)
            if keer > 1 and conf is not None and conf.max > 1:
                yield drager.fout("K01040", kenmerk)


def k01050(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01050: the value of an enumerated kenmerk is in its waardenlijst.

    Source: Overzicht foutcodes K01050. Reasoned: a value in the wrong element is left to K01060.
    """
    for drager in zaak.verdachte_dragers:
        for kenmerk, conf in drager.in_het_juiste_element():
            lijst = conf.waardenlijst
            if lijst is not None and not zaak.lijsten.bestaat(lijst, als_tekst(kenmerk.waarde)):
                yield drager.fout("K01050", kenmerk)


def k01051(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01051: the value of an enumerated kenmerk that is in its waardenlijst is valid in time.

    Source: Overzicht foutcodes K01051. The period is not documented; reasoned: the whole lifetime of the object that
    carries the kenmerk, as documented for the fields with a waardenlijst (N09030 and others).
    """
    for drager in zaak.verdachte_dragers:
        for kenmerk, conf in drager.in_het_juiste_element():
            lijst, waarde = conf.waardenlijst, als_tekst(kenmerk.waarde)
            if lijst is None or not zaak.lijsten.bestaat(lijst, waarde):
                continue
            if not zaak.lijsten.geldig(lijst, waarde, drager.van, drager.tot_exclusief):
                yield drager.fout("K01051", kenmerk)


def k01060(zaak: MetKenmerken) -> Iterator[Foutmelding]:
    """K01060: the value element matches the type of the kenmerk, and the value fits that type.

    Source: Overzicht foutcodes K01060 for the element. Reasoned for the limits of the type (length, range, pattern):
    the XSD documents them and cannot enforce them inside kenmerken, no other code covers them, and a value outside
    them would make a later answer invalid (an eigen...Sleutel of 61 characters). The value of a waardenlijst is left
    to K01050, a kenmerk that may not occur at all to K01030.
    """
    for drager in zaak.verdachte_dragers:
        for kenmerk in dict.fromkeys(drager.kenmerken):
            conf = drager.configuratie.get(kenmerk.naam)
            if conf is None:
                continue
            mag = conf.waardenlijst is not None or past(kenmerk.waarde, conf)
            if kenmerk.element != conf.waarde_element or not mag:
                yield drager.fout("K01060", kenmerk)


KENMERKCONTROLES: Final[tuple[Controle[MetKenmerken], ...]] = (
    ("K01010", k01010),
    ("K01020", k01020),
    ("K01030", k01030),
    ("K01040", k01040),
    ("K01050", k01050),
    ("K01051", k01051),
    ("K01060", k01060),
)
"""Code and controle, in documented order: part of the list of every operation that delivers kenmerken."""
