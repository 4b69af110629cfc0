"""The instellingserkenning of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.erkenning.leesvorm import FORMEEL_ADRES, REGIO
from rio_soap.register.erkenning.rijen import SOORTEN
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.eigenbericht import Eigenbericht
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import als_sleutelwaarde
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import op_begin

LOS: Final = (FORMEEL_ADRES, REGIO)
"""Parts that may leave gaps, but not overlap with others of their kind."""
VAN_SAMENWERKINGSVORM: Final = frozenset({FORMEEL_ADRES})
"""Fields of its own erkende samenwerking that a samenwerkingsvorm may change."""
_SLEUTEL = frozenset({"code", "erkenner"})
PERIODE_VAN_SAMENWERKINGSVORM: Final = frozenset({"naamKort"})
"""Of its periods."""


@dataclass
class Instellingserkenningbericht(Eigenbericht):
    """The instellingserkenning of a message: what can be known without the register."""

    @classmethod
    def van(cls, context: Context, gegeven: Gegeven) -> Instellingserkenningbericht:
        """Of the erkenning itself: the element bevoegdGezag, erkendeVestiging and so on."""
        naam = gegeven.naam
        return cls(context, gegeven, naam[0].upper() + naam[1:], sleutel_van(*_wat(gegeven)), f"{naam}Periode")

    def lees(self) -> Instellingserkenningbericht:
        """Make now what every delivery needs that is approved; gives itself."""
        _ = self.onbekend, self.ongeldig, self.stand
        return self

    @lazy
    def wat(self) -> Instellingsleutel:
        """What names the erkenning."""
        return _wat(self.gegeven)

    @lazy
    def losse_delen(self) -> Mapping[str, Sequence[Duur]]:
        """Of formal addresses and of regio's the begin, and the end when that is said, by begin."""
        return {naam: [velden.duur(deel) for deel in op_begin(self.gegeven, naam)] for naam in LOS}

    @lazy
    def stand(self) -> str:
        """What will be stored, as text: the erkenning as delivered."""
        return naar_json(self.gegeven)


def _wat(erkenning: Gegeven) -> Instellingsleutel:
    erkenner, code = (velden.tekst(erkenning, naam) for naam in ("erkenner", "code"))
    return Instellingsleutel(erkenner, SOORTEN[erkenning.naam], code)


def niet_van_samenwerkingsvorm(oud: Gegeven, nieuw: Gegeven) -> Iterator[tuple[tuple[str, str], ...]]:
    """Where two forms of an erkenning differ beside what a samenwerkingsvorm may change, as sleutelgegevens.

    A field with one value is named with it, a period or regio that differs by its begin.
    """
    delen = (f"{nieuw.naam}Periode", REGIO)
    for naam in dict.fromkeys([*nieuw.velden, *oud.velden]):
        if naam in VAN_SAMENWERKINGSVORM or naam in _SLEUTEL:
            continue
        if naam in delen:
            yield from _andere_delen(oud, nieuw, naam)
        elif oud.velden.get(naam) != (waarde := nieuw.velden.get(naam)):
            yield ((naam, als_sleutelwaarde(waarde)),) if waarde is not None else ()


def _andere_delen(oud: Gegeven, nieuw: Gegeven, naam: str) -> Iterator[tuple[tuple[str, str], ...]]:
    een, ander = (_per_begin(erkenning, naam) for erkenning in (oud, nieuw))
    for begin in dict.fromkeys([*ander, *een]):
        if een.get(begin) != ander.get(begin):
            yield (("begindatum", begin),)


def _per_begin(erkenning: Gegeven, naam: str) -> dict[str, list[dict[str, Waarde]]]:
    """Parts by begin, without what a samenwerkingsvorm may change; of a wrong message two may have one begin."""
    delen: dict[str, list[dict[str, Waarde]]] = {}
    for deel in op_begin(erkenning, naam):
        inhoud = {veld: w for veld, w in deel.velden.items() if veld not in PERIODE_VAN_SAMENWERKINGSVORM}
        delen.setdefault(velden.datum(deel, "begindatum").isoformat(), []).append(inhoud)
    return delen
