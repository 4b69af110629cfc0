"""The instellingserkenning of a message as its controles look at it: what can be known without the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.erkenning.leesvorm import FORMEEL_ADRES, REGIO, perioden_van
from rio_soap.register.erkenning.rijen import SOORTEN
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.regels import lijstcontroles, velden
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.lijstcontroles import Lijstveld
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import op_begin

LOS: Final = (FORMEEL_ADRES, REGIO)
"""Parts that may leave gaps, but not overlap with others of their kind."""
VAN_SAMENWERKINGSVORM: Final = frozenset({FORMEEL_ADRES})
"""Fields of its own erkende samenwerking that a samenwerkingsvorm may change."""
PERIODE_VAN_SAMENWERKINGSVORM: Final = frozenset({"naamKort"})
"""Of its periods."""


@dataclass
class Erkenningbericht:
    """The instellingserkenning of a message: what can be known without the register.

    :param gegeven: the erkenning itself, named bevoegdGezag, erkendeVestiging and so on.
    """

    context: Context
    gegeven: Gegeven

    def lees(self) -> Erkenningbericht:
        """Make now what every delivery needs that is approved; gives itself."""
        _ = self.onbekende_waarden, self.ongeldige_waarden, self.stand
        return self

    @lazy
    def sleutel(self) -> Instellingsleutel:
        """What names the erkenning."""
        erkenner, code = (velden.tekst(self.gegeven, naam) for naam in ("erkenner", "code"))
        return Instellingsleutel(erkenner, SOORTEN[self.gegeven.naam], code)

    @property
    def sleutels(self) -> Sleutels:
        """Names the erkenning."""
        return (("sleutel", sleutel_van(*self.sleutel)),)

    def deelsleutels(self, deel: Gegeven) -> Sleutels:
        """Names a period, a formal address or a regio of the erkenning, by its begin."""
        return (*self.sleutels, (deel.naam, velden.datum(deel, "begindatum").isoformat()))

    @lazy
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return velden.duur(self.gegeven)

    @lazy
    def perioden(self) -> list[tuple[Gegeven, Duur]]:
        """Periods by begin, each with its duration, said or derived."""
        return perioden_van(self.gegeven)

    @lazy
    def losse_delen(self) -> dict[str, list[tuple[Gegeven, Duur]]]:
        """Formal addresses and regio's by begin, each with its duration; one without an end lasts as the erkenning."""
        einde = self.duur.einde
        return {
            naam: [
                (deel, Duur(velden.datum(deel, "begindatum"), velden.datum_of_niet(deel, "einddatum") or einde))
                for deel in op_begin(self.gegeven, naam)
            ]
            for naam in LOS
        }

    @property
    def delen(self) -> Sequence[tuple[Gegeven, Duur]]:
        """All periods, formal addresses and regio's."""
        return [*self.perioden, *chain.from_iterable(self.losse_delen.values())]

    @lazy
    def onbekende_waarden(self) -> Sequence[Lijstveld]:
        """Values that are not in their list."""
        return list(lijstcontroles.onbekend(self.gegeven, self._type, self.context.lijsten))

    @lazy
    def ongeldige_waarden(self) -> Sequence[Lijstveld]:
        """Values that their list does not have at the begin of what they stand in."""
        return list(lijstcontroles.ongeldig(self.gegeven, self._type, self.context.lijsten, self.duur.begin))

    @lazy
    def stand(self) -> str:
        """What will be stored, as text: the erkenning as delivered."""
        return naar_json(self.gegeven)

    @property
    def _type(self) -> str:
        return self.gegeven.naam[0].upper() + self.gegeven.naam[1:]


def veranderd(oud: Gegeven, nieuw: Gegeven) -> list[str]:
    """Names of the fields in which two forms of an erkenning differ beside what a samenwerkingsvorm may change."""
    een, ander = _zonder_eigen(oud), _zonder_eigen(nieuw)
    return [naam for naam in dict.fromkeys([*ander, *een]) if een.get(naam) != ander.get(naam)]


def _zonder_eigen(erkenning: Gegeven) -> dict[str, Waarde]:
    """The fields but for those, lists of parts by begin."""
    inhoud = {naam: w for naam, w in erkenning.velden.items() if naam not in VAN_SAMENWERKINGSVORM}
    naam = f"{erkenning.naam}Periode"
    inhoud[naam] = [
        Gegeven(p.naam, {veld: w for veld, w in p.velden.items() if veld not in PERIODE_VAN_SAMENWERKINGSVORM})
        for p in op_begin(erkenning, naam)
    ]
    if REGIO in inhoud:
        inhoud[REGIO] = op_begin(erkenning, REGIO)
    return inhoud
