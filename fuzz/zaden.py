"""Where fuzzing begins: good messages of every operation, a party and its key."""

import random
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.operaties import DIENSTEN, OPERATIES, Operatie
from rio_soap.edukoppeling.clock import FixedClock, SystemClock
from rio_soap.edukoppeling.verzoek import stel_verzoek_op
from rio_soap.register.database.database import Register
from rio_soap.service.wsgi import RioToepassing
from rio_soap.setup import service, trial
from rio_soap.setup.rules import kader_without_register
from rio_soap.setup.settings import Settings
from rio_soap.workbench.controle import Kader
from tests.contract.maker import Maker
from tests.register.kern import laad_kern


@dataclass(frozen=True)
class Zaad:
    """A good request and its operation."""

    operatie: Operatie
    data: bytes


class Wereld:
    """A service on a register of its own, with a clock that stands still so that its messages stay good.

    :param per_operatie: number of random messages of each operation to begin from.
    """

    def __init__(self, map_: Path | None = None, per_operatie: int = 8) -> None:
        self._tijdelijk = tempfile.TemporaryDirectory(prefix="fuzz-") if map_ is None else None
        self.map = map_ or Path(self._tijdelijk.name)  # type: ignore[union-attr]
        moment = SystemClock().nu()
        self.klok = FixedClock(moment)
        self.settings = Settings(data_dir=self.map, klok=moment.isoformat())
        trial.make_pki(self.settings)
        self.register: Register = service.open_register(self.settings)
        self.register.__enter__()
        trial.fill(self.register, self.settings, laad_kern)
        self.sleutelpaar = trial.client_key(self.settings)
        self.toepassing: RioToepassing = service.make_application(self.settings, self.register)
        self.kader: Kader = kader_without_register(self.settings)
        self._per_operatie = per_operatie
        for dienst_ in DIENSTEN:  # compiles what explains an invalid message, once per process
            schema.bevindingen(etree.Element(f"{{{dienst_.schema_ns}}}x"), dienst_)

    def sluit(self) -> None:
        """Close the register and remove what was made."""
        self.register.__exit__(None, None, None)
        if self._tijdelijk is not None:
            self._tijdelijk.cleanup()

    @cached_property
    def zaden(self) -> list[Zaad]:
        """Signed requests: the example of a delivery, and random valid ones of all operations."""
        voorbeeld = trial.signed_request(
            "aanleveren_opleidingseenheid",
            {"opleidingseenheid": trial.voorbeeldlevering()},
            self.sleutelpaar,
            self.klok,
            oin=trial.OIN_HANZE,
            ontvanger=self.settings.oin,
        )
        zaden = [Zaad(OPERATIES["aanleveren_opleidingseenheid"], voorbeeld)]
        for operatie in OPERATIES.values():
            for nummer in range(self._per_operatie):
                inhoud = mapping.schrijf_verzoek(operatie, Maker(operatie.dienst, nummer).bericht(operatie.verzoek))
                zaden.append(Zaad(operatie, self.getekend(operatie, inhoud)))
        return zaden

    def getekend(self, operatie: Operatie, inhoud: Any) -> bytes:
        """A signed request around a body."""
        return stel_verzoek_op(
            inhoud,
            action=operatie.soap_action,
            van_oin=trial.OIN_HANZE,
            naar=operatie.dienst.logisch_adres(self.settings.oin),
            sleutelpaar=self.sleutelpaar,
            klok=self.klok,
        )

    def kies(self, kans: random.Random) -> Zaad:
        """One of the seeds."""
        return kans.choice(self.zaden)
