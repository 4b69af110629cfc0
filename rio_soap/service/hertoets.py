"""Trust asked inside the transaction of a message.

Between the verification of a message and its transaction lies time: a queue of other writers, an answer of the BAG that
takes seconds. A party that is withdrawn meanwhile, or a mandate that ends, must not get its delivery in afterwards.

Since it is asked there, the verification need not ask: it goes by what this process knows (`Voorlopig`). Whatever is
refused on the way is refused only after asking, as if the verification had asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.vertrouwen import Partij, Vertrouwen, Vertrouwensfout
from rio_soap.service.bericht import Bericht

PartijIn = Callable[[Any, bytes], Partij | None]
"""Takes a session of the register and a DER certificate: the trust of the profile, in that transaction."""

Kent = Callable[[bytes], Partij | None]
"""Takes a DER certificate: the party as far as this process knows, without asking the register; None says nothing."""


@dataclass(slots=True)
class Voorlopig:
    """Trust that goes by what is known, and asks when nothing is known."""

    _kent: Kent
    _vertrouwen: Vertrouwen
    niet_gevraagd: bool = False
    """Whether a party came of what is known, so that it still has to be asked."""

    def partij(self, certificaat: bytes) -> Partij | None:
        """As `Vertrouwen`."""
        if (partij := self._kent(certificaat)) is None:
            return self._vertrouwen.partij(certificaat)
        self.niet_gevraagd = True
        return partij


def bevestig(vertrouwen: Vertrouwen, b: Bericht) -> None:
    """Ask what the verification went by without asking, for a message that does not get to its transaction.

    :raises Edufout: EK0031 or DK0002, as the verification would have; with EK0031 there is no signer.
    """
    ondertekenaar, b.voorlopig = b.ondertekenaar, False
    assert ondertekenaar is not None
    assert ondertekenaar.certificaat is not None
    b.ondertekenaar = None  # nobody is known until it is answered
    partij = verifieer.vertrouwde_partij(ondertekenaar.certificaat, vertrouwen)
    b.ondertekenaar = replace(ondertekenaar, partij=partij)
    verifieer.controleer_mandaat(b.ondertekenaar, b.zeker_adressering)


def hertoets(partij_in: PartijIn, session: Any, b: Bericht) -> None:
    """Whether the signer of a verified message is trusted and may act for its sender now.

    :raises Edufout: EK0031 or DK0002, as the verification would now.
    """
    ondertekenaar = b.ondertekenaar
    if ondertekenaar is None or ondertekenaar.certificaat is None:
        return
    try:
        partij = partij_in(session, ondertekenaar.certificaat)
        if partij is not None and partij is ondertekenaar.partij:
            return  # all that the verification went by is as it was
    except Vertrouwensfout:
        pass  # and now with its findings
    partij = verifieer.vertrouwde_partij(ondertekenaar.certificaat, _Nu(partij_in, session))
    verifieer.controleer_mandaat(replace(ondertekenaar, partij=partij), b.zeker_adressering)


@dataclass(slots=True)
class _Nu:
    """The trust of the profile in one transaction."""

    _partij_in: PartijIn
    _session: Any

    def partij(self, certificaat: bytes) -> Partij | None:
        return self._partij_in(self._session, certificaat)
