"""Leaving out of an answer what the contract cannot hold, once it has turned out that something is.

Every object is put in the answer by itself, in its place, and stays when that answer is valid. So the neighbours of a
broken object are read as ever; who asked for that one object alone is told that it is not there.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from prometheus_client import Counter

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven, Ingesloten, Reeks, Waarde
from rio_soap.contract.keuring import gebreken, is_toonbaar
from rio_soap.register.overzicht.uittreksel import ELEMENT as UITTREKSEL
from rio_soap.register.overzicht.uittreksel import met_hash
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Uitslag, Uitvaller
from rio_soap.register.toezicht.uitval import leesbaar, niet_daar
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.service.meting import REGISTER

log = logging.getLogger(__name__)

_OPTIONEEL = frozenset(
    {
        "aanbod",
        "boven",
        "contactadres",
        "erkendeOnderwijsinstelling",
        "erkendeVestiging",
        "erkenning",
        "gerelateerdeOpleidingseenheid",
        "instellingsrelatie",
        "licentie",
        "locatiegebruik",
        "onder",
        "onderwijsaanbieder",
        "onderwijsaanbiedergroep",
        "samenwerking",
    }
)
"""Objects within an object that can be left out of it."""
_NOOIT_LEEG = frozenset({"organisatieoverzicht"})
"""Lists of an answer that hold one object at least: of an operation that asks for objects by what names them."""
_MINSTENS_EEN = "bijbehorendOnderwijsbestuur"
"""Objects within an onderwijsaanbieder of which one must stay."""
_ORGANISATIE, _ERKENNING = "organisatorische_eenheid", "instellingserkenning"
_TABELLEN: Mapping[str, str] = {
    "aanbod": "aangeboden_opleiding",
    "aangebodenOpleiding": "aangeboden_opleiding",
    "bevoegdGezag": _ERKENNING,
    "bijbehorendOnderwijsbestuur": _ORGANISATIE,
    "boven": _ORGANISATIE,
    "contactadres": "contactadres",
    "erkendeOnderwijsinstelling": _ERKENNING,
    "erkendeSamenwerking": _ERKENNING,
    "erkendeVestiging": _ERKENNING,
    "erkenner": "erkenner",
    "erkenning": _ERKENNING,
    "gerelateerdeOpleidingseenheid": "opleidingsrelatie",
    "gewijzigd_Onderwijslocatiegebruik": "mutatie",
    "gewijzigde_AangebodenOpleiding": "mutatie",
    "gewijzigde_Onderwijsaanbieder": "mutatie",
    "instellingserkenning": _ERKENNING,
    "instellingsrelatie": "instellingsrelatie",
    "licentie": "licentie",
    "locatiegebruik": "onderwijslocatiegebruik",
    "objectversie": "mutatie",
    "objectwijziging": "mutatie",
    "onder": _ORGANISATIE,
    "onderwijsaanbieder": _ORGANISATIE,
    "onderwijsaanbiedergroep": _ORGANISATIE,
    "onderwijsbestuur": _ORGANISATIE,
    "onderwijserkenning": _ERKENNING,
    "onderwijsinrichting": _ORGANISATIE,
    "onderwijslocatie": "onderwijslocatie",
    "onderwijslocatiegebruik": "onderwijslocatiegebruik",
    "opleidingseenheid": "opleidingseenheid",
    "opleidingserkenning": "opleidingserkenning",
    "organisatieoverzicht": _ORGANISATIE,
    "organisatorischeEenheid": _ORGANISATIE,
    "samenwerking": _ERKENNING,
    "samenhangOpleidingseenheid": "opleidingseenheid",
    UITTREKSEL: "mutatie",
}
"""Field of an answer to the table of its objects."""
_OVERZICHT = "organisatieoverzicht"
"""Of which an uittreksel holds one, beside lists; what is left of it gets a hash of its own."""
_INHOUD = "inhoud"
"""An object of whatever contract, within one that can do without it: who follows the changes misses none."""
_SLEUTELS = (
    ("sleutel",),
    ("licentiecode",),
    ("erkennercode",),
    ("opleidingsstelsel", "opleidingscode"),
    ("aangebodenOpleidingCode",),
    ("onderwijsaanbiedercode",),
    ("onderwijsaanbiedergroepcode",),
    ("onderwijsbestuurcode", "onderwijslocatiecode"),
    ("onderwijsbestuurcode",),
    ("onderwijslocatiecode",),
    ("opleidingseenheidcode",),
    ("organisatorischeEenheidcode", "communicatiecontext", "communicatiesubcontextNummer"),
    ("organisatorischeEenheidcode",),
    ("erkenner", "type", "code"),
    ("erkenner", "code"),
)
"""What names an object, the first of which it has all."""
_HOUDT_SLEUTEL = ("onderwijslocatie", "eenheid", "instellingserkenning")
"""Fields of an object that name it, or what it is about."""
_MAX_GELOGD = 20

_geteld = Counter(
    "rio_niet_getoond",
    "Objects left out of an answer because the contract cannot hold them, by table",
    ["tabel"],
    registry=REGISTER,
)

_Velden: TypeAlias = dict[str, Waarde]
_Leden: TypeAlias = Reeks | list[Gegeven]
_Plaats = Callable[[Gegeven], _Velden]
"""Puts an object in the answer in its place, without its neighbours."""


def zeef(operatie: str, verzoek: Gegeven, uitslag: Uitslag, uitval: list[Uitvaller]) -> Uitslag:
    """The answer without what cannot be shown.

    Counts and pages stay as they are: they are of the register, and a page that is asked for again, or the next one,
    begins where it would.

    :param uitval: takes what was left out; nothing is added when no object is to blame.
    """
    zeef_ = _Zeef(operatie, uitval)
    gegevens = dict(uitslag.gegevens)
    enkel = {naam: w for naam, w in gegevens.items() if isinstance(w, Gegeven) and naam in _TABELLEN}
    lijsten = {naam: leden for naam, w in gegevens.items() if naam in _TABELLEN and (leden := _leden(w)) is not None}
    kaal = {naam: w for naam, w in gegevens.items() if naam not in enkel and naam not in lijsten}
    for naam, lijst in lijsten.items():
        gegevens[naam] = over = zeef_.leden(naam, lijst, _in_lijst(kaal, naam))
        if naam in _NOOIT_LEEG and not over:
            return niet_daar(operatie, verzoek) or uitslag
    for naam, een in enkel.items():
        heel = zeef_.object(naam, een, _als_enige(kaal, naam))
        if heel is None:
            return niet_daar(operatie, verzoek) or uitslag
        gegevens[naam] = met_hash(heel) if naam == UITTREKSEL else heel
    return Uitslag(gegevens, uitslag.foutmeldingen)


def tel(uitval: Iterable[Uitvaller]) -> None:
    """Count and log what was left out, each object once."""
    for nummer, een in enumerate(dict.fromkeys(uitval)):
        _geteld.labels(een.tabel).inc()
        if nummer < _MAX_GELOGD:
            log.error("left out of an answer: %s %s: %s", een.tabel, leesbaar(een.sleutel), leesbaar(een.reden))


def _leden(waarde: Waarde) -> _Leden | None:
    """The objects of a field; None for a field of another kind."""
    if isinstance(waarde, Reeks):
        return waarde
    return [lid for lid in waarde if isinstance(lid, Gegeven)] if isinstance(waarde, list) else None


def _in_lijst(kaal: Mapping[str, Waarde], naam: str) -> _Plaats:
    return lambda lid: {**kaal, naam: [lid]}


def _als_deel(plaats: _Plaats, eigen: Mapping[str, Waarde]) -> _Plaats:
    return lambda een: plaats(Gegeven(UITTREKSEL, {**eigen, _OVERZICHT: een}))


def _als_enige(kaal: Mapping[str, Waarde], naam: str) -> _Plaats:
    return lambda een: {**kaal, naam: een}


class _Zeef:
    def __init__(self, operatie: str, uitval: list[Uitvaller]) -> None:
        self._operatie, self._uitval = operatie, uitval

    def leden(self, naam: str, lijst: _Leden, plaats: _Plaats) -> list[Gegeven]:
        """The members of a list that can be shown."""
        gezeefd = (self.object(naam, lid, plaats, sleutel) for sleutel, lid in self._gemaakt(naam, lijst))
        return [heel for heel in gezeefd if heel is not None]

    def object(self, naam: str, een: Gegeven, plaats: _Plaats, sleutel: str | None = None) -> Gegeven | None:
        """An object, without objects in it that cannot be shown; None when it cannot be shown itself.

        :param sleutel: its code; None when it says it itself.
        """
        onder = {n: leden for n, w in een.velden.items() if n in _OPTIONEEL and (leden := _leden(w)) is not None}
        eigen: _Velden = {n: w for n, w in een.velden.items() if n not in onder}
        if _MINSTENS_EEN in eigen:
            eigen[_MINSTENS_EEN] = self._besturen(een, eigen, plaats)
        overzicht = eigen.get(_OVERZICHT)
        if isinstance(overzicht, Gegeven):
            heel = self.object(_OVERZICHT, overzicht, _als_deel(plaats, eigen))
            if heel is None:
                return None
            eigen = {**eigen, _OVERZICHT: heel}
        anders = onder or _MINSTENS_EEN in eigen or _OVERZICHT in eigen
        kaal = Gegeven(een.naam, eigen) if anders else een
        antwoord = plaats(kaal)
        if not is_toonbaar(self._operatie, antwoord):
            self._meld(sleutel or _sleutel(een), antwoord, _tabel(naam, een))
            return self._zonder_inhoud(een, plaats)
        if not onder:
            return kaal
        gezeefd = {n: self.leden(n, leden, _binnen(plaats, kaal, n)) for n, leden in onder.items()}
        return Gegeven(een.naam, eigen | gezeefd)

    def _zonder_inhoud(self, een: Gegeven, plaats: _Plaats) -> Gegeven | None:
        """A change or a version without the object in it; None for any other object."""
        kaal = Gegeven(een.naam, {naam: waarde for naam, waarde in een.velden.items() if naam != _INHOUD})
        heeft = isinstance(een.velden.get(_INHOUD), Ingesloten)
        return kaal if heeft and is_toonbaar(self._operatie, plaats(kaal)) else None

    def _besturen(self, aanbieder: Gegeven, eigen: Mapping[str, Waarde], plaats: _Plaats) -> list[Gegeven]:
        """The besturen of an onderwijsaanbieder that can be shown; all of them when none can, for then it is more."""
        besturen = velden.delen(aanbieder, _MINSTENS_EEN)
        hele, kapotte = [], []
        for bestuur in besturen:
            antwoord = plaats(Gegeven(aanbieder.naam, {**eigen, _MINSTENS_EEN: [bestuur]}))
            if is_toonbaar(self._operatie, antwoord):
                hele.append(bestuur)
            else:
                kapotte.append((bestuur, antwoord))
        if hele:
            for bestuur, antwoord in kapotte:
                self._meld(_sleutel(bestuur), antwoord, _ORGANISATIE)
        return hele or besturen

    def _gemaakt(self, naam: str, lijst: _Leden) -> Iterator[tuple[str | None, Gegeven]]:
        """The members of a list, made one by one when they were not yet; those with the code of their row."""
        if not isinstance(lijst, Reeks):
            yield from ((None, lid) for lid in lijst)
            return
        for bron in lijst.bronnen:
            try:
                lid = lijst.maak(bron)
            except STANDFOUTEN as fout:
                reden = f"{type(fout).__name__}: {fout}"
                self._uitval.append(Uitvaller(_TABELLEN[naam], str(bron.code), reden))
                continue
            yield str(bron.code), lid

    def _meld(self, sleutel: str, antwoord: _Velden, tabel: str) -> None:
        gebrek = next(iter(gebreken(self._operatie, antwoord, 1)), None)
        reden = "" if gebrek is None else f"{gebrek.element}: found {gebrek.waarde!r}, expected {gebrek.toegestaan}"
        self._uitval.append(Uitvaller(tabel, sleutel, reden))


def _tabel(naam: str, een: Gegeven) -> str:
    """The table of an object; of a change or a version that of what it is about."""
    soort = OBJECTTYPEN.get(str(een.velden.get("objecttype", "")))
    return _TABELLEN[naam] if soort is None else soort.tabel.name


def _binnen(plaats: _Plaats, houder: Gegeven, naam: str) -> _Plaats:
    return lambda lid: plaats(Gegeven(houder.naam, {**houder.velden, naam: [lid]}))


def _sleutel(een: Gegeven) -> str:
    if een.naam == UITTREKSEL:
        een = next(deel for naam in (_OVERZICHT, _ERKENNING) if (deel := velden.deel(een, naam)))
    if een.naam == _ERKENNING:  # of our own contract: the erkenning of one type or another
        een = next((deel for deel in een.velden.values() if isinstance(deel, Gegeven)), een)
    genoemd = (een.velden.get(naam) for naam in _HOUDT_SLEUTEL)
    alle = {naam: w for deel in genoemd if isinstance(deel, Gegeven) for naam, w in deel.velden.items()} | een.velden
    namen = next((namen for namen in _SLEUTELS if all(naam in alle for naam in namen)), ())
    return "/".join(str(alle[naam]) for naam in namen) or "?"
