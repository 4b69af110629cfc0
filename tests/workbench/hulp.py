"""Good signed messages, and ways to spoil them as a vendor would: before signing, while signing, after it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.setup import trial
from rio_soap.workbench.keur.kapot import NS, certificaat, een, herteken, schrijf

__all__ = ["DUO", "NS", "OIN_RIO", "Maker", "VasteTijd", "certificaat", "een", "herteken", "schrijf"]

DUO = "{" + NS["d"] + "}"
OIN_RIO = "00000001800866472000"


class VasteTijd:
    """A clock that stands at one moment."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment or datetime.now(UTC)

    def nu(self) -> datetime:
        return self.moment


class Maker:
    """Makes messages with the key of the trial client."""

    def __init__(self, sleutelpaar: Sleutelpaar) -> None:
        self.sleutelpaar = sleutelpaar

    def goed(self, operatie: str = "aanleveren_opleidingseenheid", inhoud: Any = None, **anders: Any) -> bytes:
        """A good request."""
        inhoud = {"opleidingseenheid": trial.voorbeeldlevering()} if inhoud is None else inhoud
        gegevens = {"klok": VasteTijd(), "oin": trial.OIN_HANZE, "ontvanger": OIN_RIO, **anders}
        return trial.signed_request(operatie, inhoud, self.sleutelpaar, **gegevens)

    def getekend(self, doe: Callable[[etree._Element], None], data: bytes | None = None) -> bytes:
        """A message that is changed and then signed as it stands, by the algorithms that it names."""
        root = etree.fromstring(data or self.goed())
        doe(root)
        herteken(root, self.sleutelpaar.sleutel)
        return schrijf(root)
