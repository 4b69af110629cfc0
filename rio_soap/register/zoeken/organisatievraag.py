"""What a request of zoeken_organisaties asks for, folded."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import woorden, zoektekst
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.zoeken.zoekbeeld import GEMEENTE, KVK, OBJECTTYPEN, PLAATS, POSTCODE, RSIN, codetekst

_POSTCODE = re.compile(r"[1-9][0-9]{3}([a-z]{2})?\Z")
_VERDER = "\U0010ffff"
"""After every text that begins like another: that other followed by this."""
_KENMERKEN = {
    KVK: ("kVKnummer", codetekst),
    RSIN: ("rSIN", codetekst),
    PLAATS: ("plaatsnaam", zoektekst),
    GEMEENTE: ("gemeentenaam", zoektekst),
    POSTCODE: ("postcode", codetekst),
}
"""Soort of a gegeven to the element that asks for it, the most exact first; any of them is enough to search by."""


@dataclass(frozen=True, slots=True)
class Organisatievraag:
    """A question for objects.

    :param woorden: of the zoekterm; empty without one.
    :param gegevens: per soort of gegeven what it must be; a postcode also by its digits alone.
    :param typen: kinds of object.
    :param ook_beeindigd: also what ended before the day.
    """

    woorden: tuple[str, ...]
    gegevens: Mapping[str, str]
    typen: tuple[str, ...]
    sector: str | None
    dag: date
    ook_beeindigd: bool

    @property
    def naam(self) -> str:
        """The zoekterm as names and places are kept."""
        return " ".join(self.woorden)

    @property
    def code(self) -> str:
        """The zoekterm as codes and numbers are kept."""
        return "".join(self.woorden)

    @property
    def postcode(self) -> tuple[str, str] | None:
        """The zoekterm as a postcode or its digits, first and beyond the last; None when it is none."""
        return bereik(self.code) if _POSTCODE.match(self.code) else None

    def met(self, anders: tuple[str, ...]) -> "Organisatievraag":
        """The same question with other words."""
        return replace(self, woorden=anders)


def bereik(begin: str) -> tuple[str, str]:
    """From this text up to beyond all that begin with it."""
    return begin, begin + _VERDER


def lees_organisatievraag(context: Context, verzoek: Gegeven) -> Organisatievraag:
    """The question of a request that has nothing wrong (`keur`)."""
    typen = _waarden(verzoek, "objecttype")
    return Organisatievraag(
        woorden=tuple(woorden(velden.tekst_of_niet(verzoek, "zoekterm") or "")),
        gegevens=dict(_gegevens(verzoek)),
        typen=tuple(sorted(OBJECTTYPEN.intersection(typen) if typen else OBJECTTYPEN)),
        sector=velden.tekst_of_niet(verzoek, "sector"),
        dag=peildatum_van(context, verzoek),
        ook_beeindigd=verzoek.velden.get("ookBeeindigd") is True,
    )


def keur(context: Context, verzoek: Gegeven) -> Iterator[Foutmelding]:
    """RS1001 for each value that no list has; RS1013 without anything to search by.

    A zoekterm without a letter or digit says nothing, and kinds and sector only narrow what is found.
    """
    yield from onbekende_waarden(context, verzoek)
    term = velden.tekst_of_niet(verzoek, "zoekterm")
    if not woorden(term or "") and not dict(_gegevens(verzoek)):
        yield melding("RS1013", (("zoekterm", term or "-"),))


def onbekende_waarden(context: Context, verzoek: Gegeven) -> Iterator[Foutmelding]:
    """RS1001 for each value that no list has."""
    for veld, lijst in (("objecttype", "Objecttype"), ("sector", "Sector")):
        for waarde in _waarden(verzoek, veld):
            if not context.lijsten.bestaat(lijst, waarde):
                yield melding("RS1001", ((veld, waarde),))


def _gegevens(verzoek: Gegeven) -> Iterator[tuple[str, str]]:
    for soort, (veld, vouw) in _KENMERKEN.items():
        if (waarde := velden.tekst_of_niet(verzoek, veld)) is not None and (tekst := vouw(waarde)):
            yield soort, tekst


def _waarden(verzoek: Gegeven, veld: str) -> list[str]:
    waarde = verzoek.velden.get(veld)
    if waarde is None:
        return []
    return velden.teksten(verzoek, veld) if isinstance(waarde, list) else [velden.tekst(verzoek, veld)]
