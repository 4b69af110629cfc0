"""Cases made by hand for controles that need no register: what they look at, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar, cast

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod.bericht import Aanbodbericht
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.bericht import Eenheidbericht
from rio_soap.register.eenheid.zaak import Eenheidlevering
from rio_soap.register.locatie.bericht import Locatiebericht
from rio_soap.register.locatie.zaak import Locatielevering
from rio_soap.register.organisatie.bericht import Aanbiederbericht
from rio_soap.register.organisatie.zaak import Aanbiederlevering
from rio_soap.register.regels.controle_runner import controleer
from rio_soap.register.regels.kenmerkcontroles import KENMERKCONTROLES
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager
from rio_soap.register.regels.navraag import Gevonden
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Waardenlijsten
from tests.register.hulp import context

Z = TypeVar("Z")
BESTUUR = "100B490"
"""For whom the sender of a case acts."""


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


class GeenRegister:
    """Stands for a session in a case that knows all that it needs: whoever asks the register fails."""

    def __getattr__(self, naam: str) -> NoReturn:
        raise AssertionError(f"asks the register: {naam}")


def met(zaak: Z, **bekend: object) -> Z:
    """A case with what the register knows of it, which it would otherwise look up.

    :param bekend: name of a lazy attribute to its value.
    """
    zaak.__dict__.update(bekend)
    return zaak


def eenheidlevering(gegeven: Gegeven, code: str | None = None, **bekend: object) -> Eenheidlevering:
    """An opleidingseenheid to deliver on behalf of bestuur 100B490; new unless told otherwise."""
    ctx, session = context(), cast(Session, GeenRegister())
    zaak = Eenheidlevering(session, ctx, (BESTUUR,), code, Eenheidbericht(ctx, code, gegeven))
    leeg = {"bestaand": None, "relaties": (), "erkenningen": (), "aangeboden": (), "partners": {}}
    return met(zaak, **leeg | bekend)


def aanbiederlevering(gegeven: Gegeven, bestuur: str = BESTUUR, **bekend: object) -> Aanbiederlevering:
    """An onderwijsaanbieder to deliver on behalf of bestuur 100B490."""
    ctx, session = context(), cast(Session, GeenRegister())
    bericht = Aanbiederbericht(ctx, gegeven)
    zaak = Aanbiederlevering(session, ctx, (BESTUUR,), bericht.code, bestuur, bericht)
    return met(zaak, **{"bestaand": None, "relaties": (), "aangeboden": (), "instellingen": {}} | bekend)


def fouten(controle: Callable[[Z], Iterable[Foutmelding]], zaak: Z) -> list[tuple[str, str]]:
    """What a controle finds: the last sleutelwaarde of each finding, and the field that it judged."""
    return [(fout.sleutels[-1][1], fout.veld) for fout in controle(zaak)]


def locatielevering(gebruik: Gegeven, **bekend: object) -> Locatielevering:
    """The use of a place to deliver on behalf of bestuur 100B490.

    :param bekend: also `vindplaats`, what was found of the place.
    """
    session, vindplaats = cast(Session, GeenRegister()), cast("Gevonden | None", bekend.pop("vindplaats", None))
    bericht = Locatiebericht(gebruik, vindplaats)
    zaak = Locatielevering(session, context(), (BESTUUR,), bericht.bestuur, bericht.code, bericht)
    return met(zaak, **{"locatie": None, "bestaand": None, "bestuurrij": None, "vestigingen": {}} | bekend)
