"""Questions that more than one test asks of the chain."""

from rio_soap.chain import adressen
from rio_soap.chain.bag import Bagregister


def houdt(bag: Bagregister, bag_id: str) -> bool:
    """Whether an object still is in the BAG without an end status, today."""
    gevonden = bag.object(bag_id)
    return gevonden is not None and adressen.bestaat(gevonden, bag.vandaag())
