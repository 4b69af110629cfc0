"""What a delivery would do to the register as it is now: the report of `controle` and the difference; nothing stays."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.standverschil import Verandering, verschil
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.rapport import Rapport

Bekijk = Callable[[str, Gegeven, str, datetime], Voorbeeld]
"""Operation, typed request, OIN of the sender and moment to what the delivery would do; raises Edufout."""
Oordeel = Literal["goed", "verwijdert", "geweigerd", "onbruikbaar"]


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    """One message, what is said of it, and what it would do.

    :param voorbeeld: None when the register could not be asked: the report says why.
    :param veranderingen: per object its kind, its key, and what changes of it.
    """

    rapport: Rapport
    voorbeeld: Voorbeeld | None
    veranderingen: tuple[tuple[str, str, list[Verandering]], ...] = ()

    @property
    def verwijdert(self) -> bool:
        """Whether something that is in the register would be gone."""
        return any(v.soort == "weg" for _, _, delen in self.veranderingen for v in delen)

    @property
    def oordeel(self) -> Oordeel:
        """Refused goes before removed; without a look at the register there is nothing to tell but a refusal."""
        if not self.rapport.goed:
            return "onbruikbaar" if self.rapport.soort in ("onleesbaar", "antwoord", "fault") else "geweigerd"
        if self.voorbeeld is None:
            return "onbruikbaar"
        return "verwijdert" if self.verwijdert else "goed"


def blik_vooruit(
    naam: str,
    data: bytes,
    kader: Kader,
    bekijk: Bekijk | None,
    *,
    soap_action: str | None = None,
    content_type: str | None = None,
) -> Vooruitblik:
    """Judge a delivery as `controle.controleer` does, and see what it would do.

    :param bekijk: looks at the register; None without one. It is asked when the frame lets the register be asked:
        for a valid message of a sender that is certain, or trusted where the frame wants that.
    """
    gezien: list[Voorbeeld] = []

    def vraag(operatie: str, gegeven: Gegeven, oin: str, moment: datetime) -> Uitslag:
        assert bekijk is not None
        gezien.append(bekijk(operatie, gegeven, oin, moment))
        return gezien[-1].uitslag

    met = replace(kader, beoordeel=vraag if bekijk is not None else None)
    rapport = controleer(naam, data, met, soap_action=soap_action, content_type=content_type)
    if not gezien:
        return Vooruitblik(rapport, None)
    delen = tuple((v.soort, v.sleutel, verschil(v.oud, v.nieuw)) for v in gezien[0].voorwerpen)
    return Vooruitblik(rapport, gezien[0], delen)
