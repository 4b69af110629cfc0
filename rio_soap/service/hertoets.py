"""Trust asked again, inside the transaction of a message.

Between the verification of a message and its transaction lies time: a queue of other writers, an answer of the BAG that
takes seconds. A party that is withdrawn meanwhile, or a mandate that ends, must not get its delivery in afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.adressering import Adressering
from rio_soap.edukoppeling.trusted import Partij, Vertrouwensfout
from rio_soap.edukoppeling.verifieer import Ondertekenaar
from rio_soap.register.database.session import Session

PartijIn = Callable[[Session, bytes], Partij | None]
"""Takes a session of the register and a DER certificate: the trust of the profile, in that transaction."""


def hertoets(partij_in: PartijIn, session: Session, ondertekenaar: Ondertekenaar, adressering: Adressering) -> None:
    """Whether the signer of a verified message is trusted and may act for its sender now.

    :raises Edufout: EK0031 or DK0002, as the verification would now.
    """
    if ondertekenaar.certificaat is None:
        return
    try:
        partij = partij_in(session, ondertekenaar.certificaat)
        if partij is not None and partij is ondertekenaar.partij:
            return  # all that the verification went by is as it was
    except Vertrouwensfout:
        pass  # and now with its findings
    partij = verifieer.vertrouwde_partij(ondertekenaar.certificaat, _Nu(partij_in, session))
    verifieer.controleer_mandaat(replace(ondertekenaar, partij=partij), adressering)


@dataclass(frozen=True, slots=True)
class _Nu:
    """The trust of the profile in one transaction."""

    _partij_in: PartijIn
    _session: Session

    def partij(self, certificaat: bytes) -> Partij | None:
        return self._partij_in(self._session, certificaat)
