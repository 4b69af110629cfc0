"""Cases made by hand for controles that need no register: what they look at, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.regels.controle import controleer
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.kenmerken import Kenmerkdrager
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten


@dataclass
class Kenmerkzaak:
    """Carriers of kenmerken, all of them in doubt."""

    verdachte_dragers: Sequence[Kenmerkdrager]
    lijsten: Waardenlijsten = field(default_factory=standaardlijsten)


@dataclass
class Berichtgeval:
    """An offer that is judged by its message alone."""

    bericht: Aanbodbericht
    lijsten: Waardenlijsten = field(default_factory=standaardlijsten)


def kenmerkfouten(dragers: Sequence[Kenmerkdrager], lijsten: Waardenlijsten) -> list[Foutmelding]:
    """What the seven controles on kenmerken find of carriers."""
    return controleer(Kenmerkzaak(dragers, lijsten), KENMERKCONTROLES)
