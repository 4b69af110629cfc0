"""Where in a request the thing stands that a foutmelding is about: path of the element that the control judged.

On the wire a foutmelding has a code, a text and up to five sleutelgegevens; from these and the request the element
follows, for an answer of any RIO. A control of our own that judges one of several elements names it besides
(`Foutmelding.veld`). Positions are counted as in the message, so that the path can be followed in its XML: the register
itself knows nothing of that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN, OPERATIES
from rio_soap.register.regels.eigen_plaatsen import Eigenzoeker
from rio_soap.register.regels.foutcodes import FOUTCODES, PLAATSHOUDERS
from rio_soap.register.regels.plaatstabel import COHORTEN, DEEL, GEHEEL, OBJECTEN, PERIODEN, RELATIES, VELD
from rio_soap.register.regels.sleutelgegevens import als_tekst, kort
from rio_soap.register.regels.verzoekelement import Element, Gemeld, sleutelwaarde


@dataclass(slots=True)
class _Index:
    """What is in an element, to be found by name and by value: read once, however many findings there are.

    :param velden: name of a field to its elements.
    :param waarden: name and value, as in a sleutelgegeven, to the first element that has them.
    :param namen: kenmerknaam to the kenmerken of that name.
    :param kenmerken: kenmerknaam and value, whole and as in a sleutelgegeven, to the kenmerken that have them.
    """

    velden: dict[str, list[Element]]
    waarden: dict[tuple[str, str], Element]
    namen: dict[str, list[Element]]
    kenmerken: dict[tuple[str, str], list[Element]]

    @classmethod
    def van(cls, element: Element) -> _Index:
        """Read an element."""
        index = cls({}, {}, {}, {})
        for veld, kind, inhoud in element.kinderen():
            index.velden.setdefault(veld, []).append(kind)
            if (tekst := sleutelwaarde(inhoud)) is not None:
                index.waarden.setdefault((kort(veld), tekst), kind)
            elif veld == "kenmerken" and isinstance(inhoud, Gegeven):
                index._kenmerk(kind, inhoud)
        return index

    def _kenmerk(self, kind: Element, inhoud: Gegeven) -> None:
        naam = str(inhoud.velden.get("kenmerknaam"))
        self.namen.setdefault(naam, []).append(kind)
        for veld, waarde in inhoud.velden.items():
            if veld != "kenmerknaam" and isinstance(waarde, str | bool | int | Decimal | date):
                tekst = als_tekst(waarde)
                for sleutel in {(naam, tekst), (kort(naam), kort(tekst))}:
                    self.kenmerken.setdefault(sleutel, []).append(kind)


def plaatsen(operatie: str, verzoek: Gegeven, meldingen: Iterable[Gemeld]) -> list[str]:
    """The path of what each foutmelding of an answer is about: ``/…_request/hoOpleiding[1]/niveau[1]``.

    Of two foutmeldingen that are equal in all, the second is about the second element that they fit. What is not in the
    request, such as a kenmerk that lacks, is at the element in which it should stand; what fits nothing is at the root.

    :param verzoek: the typed request.
    :param meldingen: in the order of the answer.
    """
    wortel = Element(f"/{OPERATIES[operatie].verzoek}", verzoek)
    if OPERATIES[operatie].dienst in (AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN):
        zoeker: Eigenzoeker | _Zoeker = Eigenzoeker(wortel)
    else:
        zoeker = _Zoeker(wortel)
    gezien: dict[tuple[str, str, tuple[tuple[str, str], ...]], int] = {}
    gevonden = []
    for melding in meldingen:
        zelfde = melding.foutcode, melding.fouttekst, tuple(melding.sleutels)
        gezien[zelfde] = gezien.get(zelfde, 0) + 1
        gevonden.append(zoeker.plaats(melding, gezien[zelfde]).pad)
    return gevonden


_KENMERK = re.compile(r"K01\d\d\d\Z")
_DUBBEL = frozenset({"N11420", "N10040", "N10060", "P02070", "N05050", "J06020"})
"""Codes that speak of what is there already."""


class _Zoeker:
    """Finds places in one request."""

    def __init__(self, wortel: Element) -> None:
        self._wortel = wortel
        self._indexen: dict[str, _Index] = {}
        self._delen: dict[tuple[str, ...], tuple[list[Element], dict[tuple[str, str], list[int]]]] = {}
        self._object = next(self._van(wortel, OBJECTEN), wortel)

    def plaats(self, melding: Gemeld, keer: int) -> Element:
        """The place of a foutmelding; `keer` tells which of equal ones it is."""
        code = melding.foutcode
        if _KENMERK.match(code):
            return self._kenmerk(self._drager(melding), melding)
        deel = self._deel(melding, keer)
        element = deel or self._object
        if deel is not None and code in GEHEEL:
            return element
        if veld := getattr(melding, "veld", ""):
            return self._op(element, veld) or element  # one that is absent is judged where it should stand
        over_deel = deel is None and code in DEEL  # of another RIO: a part that is not found here
        for pad in () if over_deel else VELD.get(code, ()):
            if (gevonden := self._op(element, pad) or self._op(self._wortel, pad)) is not None:
                return gevonden
        if code in GEHEEL:
            return element
        genoemd = (self._genoemd(waar, melding) for waar in (element, self._object, self._wortel))
        return next((gevonden for gevonden in genoemd if gevonden is not None), element)

    def _index(self, element: Element) -> _Index:
        if element.pad not in self._indexen:
            self._indexen[element.pad] = _Index.van(element)
        return self._indexen[element.pad]

    def _van(self, element: Element, velden: Iterable[str]) -> Iterator[Element]:
        """The elements of these fields in an element."""
        index = self._index(element)
        return (kind for veld in velden for kind in index.velden.get(veld, ()))

    def _op(self, element: Element, pad: str) -> Element | None:
        """The first element along names of fields, joined by a slash."""
        gevonden: Element | None = element
        for veld in pad.split("/"):
            gevonden = next(self._van(gevonden, (veld,)), None) if gevonden is not None else None
        return gevonden

    def _keuze(self, velden: tuple[str, ...], melding: Gemeld, keer: int, *, laatste: bool) -> Element | None:
        """Of the parts that fit most of the sleutelgegevens the one whose turn it is, or the last."""
        if velden not in self._delen:
            delen = list(self._van(self._object, velden))
            waar: dict[tuple[str, str], list[int]] = {}
            for nummer, deel in enumerate(delen):
                for veld, waarde in deel.inhoud.velden.items() if deel.inhoud is not None else ():
                    if (tekst := sleutelwaarde(waarde)) is not None:
                        waar.setdefault((kort(veld), tekst), []).append(nummer)
            self._delen[velden] = delen, waar
        delen, waar = self._delen[velden]
        geteld = Counter(nummer for sleutel in melding.sleutels for nummer in waar.get(sleutel, ()))
        if not geteld:
            return None
        beste = max(geteld.values())
        passend = sorted(nummer for nummer, aantal in geteld.items() if aantal == beste)
        return delen[passend[-1] if laatste else passend[min(keer, len(passend)) - 1]]

    def _deel(self, melding: Gemeld, keer: int) -> Element | None:
        """The period, cohort or relation that a foutmelding is about; None when it is about the object."""
        velden = DEEL.get(melding.foutcode, ())
        if melding.foutcode == "AUT401" and melding.sleutels and melding.sleutels[-1][0] == _ERKENNING:
            velden = RELATIES
        return self._keuze(velden, melding, keer, laatste=melding.foutcode in _DUBBEL) if velden else None

    def _drager(self, melding: Gemeld) -> Element:
        """What carries the kenmerken: a cohort by its code, a period by its begin, else the object."""
        namen = {naam for naam, _ in melding.sleutels}
        velden = COHORTEN if "cohortcode" in namen else PERIODEN if "begindatum" in namen else ()
        return (self._keuze(velden, melding, 1, laatste=False) if velden else None) or self._object

    def _kenmerk(self, drager: Element, melding: Gemeld) -> Element:
        """The kenmerk of a carrier that a text names: of one that occurs too often the last, else the first.

        Its name when that is what is wrong, else its value.
        """
        gelezen = _vorm(melding.foutcode).fullmatch(melding.fouttekst) if melding.foutcode in FOUTCODES else None
        genoemd = gelezen.groupdict() if gelezen is not None else {}
        naam, waarde = genoemd.get("kenmerk_naam", ""), genoemd.get("kenmerk_waarde", "")
        index = self._index(drager)
        passend = index.kenmerken.get((naam, waarde)) or index.namen.get(naam)
        if not passend:
            return drager
        gekozen = passend[-1] if melding.foutcode in ("K01010", "K01020", "K01040") else passend[0]
        return _in_kenmerk(gekozen, naam=melding.foutcode in ("K01010", "K01020", "K01030"))

    def _genoemd(self, element: Element, melding: Gemeld) -> Element | None:
        """What the last sleutelgegeven names that an element holds: a field, or a kenmerk, with that name and value."""
        index = self._index(element)
        for sleutel in reversed(melding.sleutels):
            if (veld := index.waarden.get(sleutel)) is not None:
                return veld
            if gelijk := index.kenmerken.get(sleutel):
                return _in_kenmerk(gelijk[-1 if melding.foutcode in _DUBBEL else 0], naam=False)
        return None


_ERKENNING = kort("instellingserkenningscode")


def _in_kenmerk(kenmerk: Element, *, naam: bool) -> Element:
    """The name or the value of a kenmerk."""
    return next((kind for veld, kind, _ in kenmerk.kinderen() if (veld == "kenmerknaam") is naam), kenmerk)


@cache
def _vorm(code: str) -> re.Pattern[str]:
    """The text of a code as a pattern with the placeholders as groups."""
    tekst = re.escape(FOUTCODES[code].fouttekst)
    for naam, teken in PLAATSHOUDERS.items():
        tekst = tekst.replace(re.escape(teken), f"(?P<{naam}>.*)")
    return re.compile(tekst, re.DOTALL)
