"""Where in a request the thing stands that a foutmelding is about: path of the element that the control judged.

On the wire a foutmelding has a code, a text and up to five sleutelgegevens; from these and the request the element
follows, for an answer of any RIO. A control of our own that judges one of several elements names it besides
(`Foutmelding.veld`). Positions are counted as in the message, so that the path can be followed in its XML: the register
itself knows nothing of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, Protocol, cast

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.foutcodes import FOUTCODES, PLAATSHOUDERS
from rio_soap.register.sleutelgegevens import als_tekst, kort


class Gemeld(Protocol):
    """A foutmelding, of our own register or as a client read it."""

    @property
    def foutcode(self) -> str:
        """Its code."""

    @property
    def fouttekst(self) -> str:
        """Its text."""

    @property
    def sleutels(self) -> Sequence[tuple[str, str]]:
        """Names and values, shortened as on the wire."""


@dataclass(frozen=True, slots=True)
class Plek:
    """An element of a request: its path, and what is in it when it has content of its own."""

    pad: str
    inhoud: Gegeven | None = None

    def kinderen(self) -> Iterator[tuple[str, Plek, object]]:
        """The elements in it, in their order: name of the field, place, value."""
        for veld, waarde in self.inhoud.velden.items() if self.inhoud is not None else ():
            geteld: dict[str, int] = {}
            for deel in waarde if isinstance(waarde, list) else (waarde,):
                naam = deel.naam if isinstance(deel, Gegeven) else veld
                geteld[naam] = geteld.get(naam, 0) + 1
                plek = f"{self.pad}/{naam}[{geteld[naam]}]"
                yield veld, Plek(plek, deel if isinstance(deel, Gegeven) else None), deel

    def van(self, *velden: str) -> Iterator[Plek]:
        """The elements of these fields in it."""
        return (plek for veld, plek, _ in self.kinderen() if veld in velden)

    def op(self, pad: str) -> Plek | None:
        """The first element along names of fields, joined by a slash."""
        plek: Plek | None = self
        for veld in pad.split("/"):
            plek = next(plek.van(veld), None) if plek is not None else None
        return plek


OBJECTEN: Final = (
    *("aangebodenOpleiding", "opleidingseenheid", "opleidingsrelatie", "onderwijslocatiegebruik"),
    *("onderwijsaanbieder", "nieuweOnderwijsaanbieder"),
)
"""Fields of a request that hold the object that is delivered."""
PERIODEN: Final = ("aangebodenOpleidingPeriode", "opleidingseenheidPeriode", "onderwijsaanbiederPeriode")
COHORTEN: Final = ("aangebodenOpleidingCohort",)
RELATIES: Final = ("juridischeRelatie", "juridischeOnderwijslocatiegebruikRelatie")
AANDUIDINGEN: Final = ("aanduidingAdres", "aanduidingGPS", "aanduidingPlaats")
_KENMERK = re.compile(r"K01\d\d\d\Z")

_DEEL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(("N10010", "N10020", "N10030", "N10040", "N10060", "N10410"), PERIODEN),
        **dict.fromkeys(("N05010", "N05030", "N05050", "P02010", "P02020", "P02030", "P02040"), PERIODEN),
        **dict.fromkeys(("P02041", "P02060", "P02070"), PERIODEN),
        **dict.fromkeys(("N11020", "N11030", "N11040", "N11410", "N11420", "N11421", "N11430"), COHORTEN),
        **dict.fromkeys(("N11440", "N11450", "N11460", "RS0020"), COHORTEN),
        **dict.fromkeys(("J06010", "J06020", "J06410", "A01030", "A01031", "A01040"), RELATIES),
    }
)
"""Code to the repeating part that its sleutelgegevens tell apart; all others judge the object."""

_VELD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "A01010": AANDUIDINGEN,
        "A01011": AANDUIDINGEN,
        "A01040": ("instellingserkenningscode",),
        "A01070": ("opleidingseenheidSleutel",),
        "A01080": ("opleidingserkenningSleutel",),
        "A01081": ("opleidingserkenningSleutel",),
        "A01090": ("voVakerkenningSleutel",),
        "A02011": ("opleidingseenheidcode",),
        "INT500": AANDUIDINGEN,
        "J06010": ("einddatum",),
        "J06020": ("begindatum",),
        "J06410": ("begindatum",),
        "N01010": ("uitBedrijfdatum",),
        "N01020": AANDUIDINGEN,
        "N01410": ("inBedrijfdatum",),
        "N04010": ("uitBedrijfdatum",),
        "N04420": ("inBedrijfdatum",),
        "N04430": ("uitBedrijfdatum", "inBedrijfdatum"),
        "N05010": ("begindatum",),
        "N05030": ("begindatum",),
        "N05050": ("begindatum",),
        "N05060": ("inBedrijfdatum",),
        "N07010": ("uitBedrijfdatum",),
        "N07050": ("onderwijsbestuurcode",),
        "N07410": ("onderwijsbestuurcode",),
        "N09010": ("einddatum",),
        "N09030": ("leertrajectMBO",),
        "N09050": ("afwijkendeOpleidingsduur/opleidingsduurEenheid",),
        "N09060": ("mboNiveau",),
        "N09070": ("toelatingseisen",),
        "N09080": ("toegankelijkheid",),
        "N09090": ("eersteInstroomDatum",),
        "N09410": ("einddatum", "eersteInstroomDatum"),
        "N09430": ("einddatum", "eersteInstroomDatum"),
        "N09450": ("aangebodenOpleidingCode",),
        "N10010": ("begindatum",),
        "N10020": ("begindatum",),
        "N10040": ("begindatum",),
        "N10050": ("begindatum",),
        "N11020": ("eindeAanmeldperiode",),
        "N11030": ("flexibeleInstroom/eindeInstroomperiode",),
        "N11040": ("einddatum",),
        "N11410": ("eindeAanmeldperiode",),
        "N11420": ("cohortcode",),
        "N11421": ("cohortcode",),
        "N11430": ("flexibeleInstroom/eindeInstroomperiode",),
        "N11440": ("cohortstatus",),
        "N11450": ("toestemmingVereistVoorAanmelding",),
        "N11460": ("vastInstroommoment/instroommoment",),
        "P01010": ("einddatum",),
        "P01410": ("einddatum", "begindatum"),
        "P01420": ("einddatum", "begindatum"),
        "P01430": ("einddatum", "begindatum"),
        "P02010": ("begindatum",),
        "P02020": ("begindatum",),
        "P02041": ("studielast",),
        "P02070": ("begindatum",),
        "P02080": ("begindatum",),
        "P04010": ("einddatum",),
        "P04020": ("einddatum",),
        "P04050": ("begindatum",),
        "P04410": ("einddatum", "begindatum"),
        "RS0010": ("begindatum",),
    }
)
"""Code to what it judges of the object or part: the first of these that is there. A code that is not here judges what
its sleutelgegevens name, else the whole."""

_GEHEEL: Final = frozenset({"A01072", "N10030", "P02030", "P04040", "RS0020"})
"""Codes that judge the object or part as a whole, whatever their sleutelgegevens name."""


def plaatsen(operatie: str, verzoek: Gegeven, meldingen: Iterable[Gemeld]) -> list[str]:
    """The path of what each foutmelding of an answer is about: ``/…_request/hoOpleiding[1]/niveau[1]``.

    Of two foutmeldingen that are equal in all, the second is about the second element that they fit. What is not in the
    request, such as a kenmerk that lacks, is at the element in which it should stand; what fits nothing is at the root.

    :param verzoek: the typed request.
    :param meldingen: in the order of the answer.
    """
    wortel = Plek(f"/{OPERATIES[operatie].verzoek}", verzoek)
    gezien: dict[tuple[str, str, tuple[tuple[str, str], ...]], int] = {}
    gevonden = []
    for melding in meldingen:
        zelfde = melding.foutcode, melding.fouttekst, tuple(melding.sleutels)
        gezien[zelfde] = gezien.get(zelfde, 0) + 1
        gevonden.append(_plaats(wortel, melding, gezien[zelfde]).pad)
    return gevonden


def _plaats(wortel: Plek, melding: Gemeld, keer: int) -> Plek:
    object_ = next(wortel.van(*OBJECTEN), wortel)
    if _KENMERK.match(melding.foutcode):
        return _kenmerk(_drager(object_, melding), melding)
    deel = _deel(object_, melding, keer)
    if deel is not None and melding.foutcode in _GEHEEL:
        return deel
    plek = deel or object_
    if veld := getattr(melding, "veld", ""):
        return plek.op(veld) or plek  # one that is absent is judged where it should stand
    over_deel = deel is None and melding.foutcode in _DEEL  # of another RIO: a part that is not found here
    for pad in () if over_deel else _VELD.get(melding.foutcode, ()):
        if (gevonden := plek.op(pad) or wortel.op(pad)) is not None:
            return gevonden
    if melding.foutcode in _GEHEEL:
        return plek
    eigen = _sleutelnamen(plek, melding) or _sleutelnamen(object_, melding) or _sleutelnamen(wortel, melding)
    return eigen or plek


def _past(plek: Plek, sleutels: Sequence[tuple[str, str]]) -> int:
    """How many of the sleutelgegevens an element has, with their value."""
    waarden = {(kort(veld), _tekst(deel)) for veld, _, deel in plek.kinderen()}
    return sum(sleutel in waarden for sleutel in sleutels)


def _tekst(waarde: object) -> str | None:
    """A value as in a sleutelgegeven; None for what is no single value."""
    enkel = isinstance(waarde, str | bool | int | Decimal | date)
    return kort(als_tekst(cast("str | int | Decimal | date", waarde))) if enkel else None


def _keuze(plekken: Iterable[Plek], sleutels: Sequence[tuple[str, str]], keer: int, *, laatste: bool) -> Plek | None:
    """Of the elements that fit best the one whose turn it is, or the last: of a double it is the second that is one."""
    geteld = [(_past(plek, sleutels), plek) for plek in plekken]
    beste = max((aantal for aantal, _ in geteld), default=0)
    passend = [plek for aantal, plek in geteld if aantal == beste]
    if not beste:
        return None
    return passend[-1] if laatste else passend[min(keer, len(passend)) - 1]


_DUBBEL = frozenset({"N11420", "N10040", "N10060", "P02070", "N05050", "J06020"})
"""Codes that speak of what is there already."""


def _deel(object_: Plek, melding: Gemeld, keer: int) -> Plek | None:
    """The period, cohort or relation that a foutmelding is about; None when it is about the object."""
    velden = _DEEL.get(melding.foutcode, ())
    if melding.foutcode == "AUT401" and melding.sleutels[-1][0] == kort("instellingserkenningscode"):
        velden = RELATIES
    return _keuze(object_.van(*velden), melding.sleutels, keer, laatste=melding.foutcode in _DUBBEL)


def _drager(object_: Plek, melding: Gemeld) -> Plek:
    """What carries the kenmerken: a cohort by its code, a period by its begin, else the object."""
    namen = {naam for naam, _ in melding.sleutels}
    velden = COHORTEN if "cohortcode" in namen else PERIODEN if "begindatum" in namen else ()
    return _keuze(object_.van(*velden), melding.sleutels, 1, laatste=False) or object_


@cache
def _vorm(code: str) -> re.Pattern[str]:
    """The text of a code as a pattern with the placeholders as groups."""
    tekst = re.escape(FOUTCODES[code].fouttekst)
    for naam, teken in PLAATSHOUDERS.items():
        tekst = tekst.replace(re.escape(teken), f"(?P<{naam}>.*)")
    return re.compile(tekst, re.DOTALL)


def _kenmerk(drager: Plek, melding: Gemeld) -> Plek:
    """The kenmerk of a carrier that a text names: of one that occurs too often the last, else the first.

    Its name when that is what is wrong, else its value.
    """
    gelezen = _vorm(melding.foutcode).fullmatch(melding.fouttekst) if melding.foutcode in FOUTCODES else None
    genoemd = gelezen.groupdict() if gelezen is not None else {}
    naam, waarde = genoemd.get("kenmerk_naam"), genoemd.get("kenmerk_waarde")
    gelijk = [k for k in drager.van("kenmerken") if k.inhoud is not None and k.inhoud.velden.get("kenmerknaam") == naam]
    met_waarde = [k for k in gelijk if waarde is not None and waarde in _waarden(k)]
    passend = met_waarde or gelijk
    if not passend:
        return drager
    gekozen = passend[-1] if melding.foutcode in ("K01010", "K01020", "K01040") else passend[0]
    over_naam = melding.foutcode in ("K01010", "K01020", "K01030")
    return next(plek for veld, plek, _ in gekozen.kinderen() if (veld == "kenmerknaam") is over_naam)


def _waarden(kenmerk: Plek) -> list[str]:
    """The value of a kenmerk as a text writes it."""
    assert kenmerk.inhoud is not None
    return [
        als_tekst(waarde)
        for veld, waarde in kenmerk.inhoud.velden.items()
        if veld != "kenmerknaam" and isinstance(waarde, str | bool | int | Decimal | date)
    ]


def _sleutelnamen(plek: Plek, melding: Gemeld) -> Plek | None:
    """What the last sleutelgegeven names that an element holds: a field, or a kenmerk, with that name and value."""
    for naam, waarde in reversed(melding.sleutels):
        for veld, kind, inhoud in plek.kinderen():
            if kort(veld) == naam and _tekst(inhoud) == waarde:
                return kind
        gelijk = [kenmerk for kenmerk in plek.van("kenmerken") if _is_kenmerk(kenmerk, naam, waarde)]
        if gelijk:
            kenmerk = gelijk[-1 if melding.foutcode in _DUBBEL else 0]
            return next(kind for veld, kind, _ in kenmerk.kinderen() if veld != "kenmerknaam")
    return None


def _is_kenmerk(kenmerk: Plek, naam: str, waarde: str) -> bool:
    """Whether a kenmerk has this name and value, both as in a sleutelgegeven."""
    assert kenmerk.inhoud is not None
    return kort(str(kenmerk.inhoud.velden.get("kenmerknaam"))) == naam and waarde in map(kort, _waarden(kenmerk))
