"""Where answers of the BAG come from: protocols of the sources behind `ports.Bag`. They find, and do not judge."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from rio_soap.chain.ports import Adresobject, Woonplaats


class Bagbron(Protocol):
    """Where address objects come from: the SOAP service, later REST or a local extract. Finds, does not judge."""

    def zoek(
        self, postcode: str, huisnummer: int, letter: str | None, toevoeging: str | None, peildatum: date | None
    ) -> Sequence[Adresobject]:
        """Candidates; without letter and addition a source may give all of that number, or only the bare one."""
        ...

    def op_id(self, bag_id: str, peildatum: date | None) -> Adresobject | None:
        """One addressable object."""
        ...


class Plaatsbron(Protocol):
    """Where woonplaatsen come from; the SOAP contract of the BAG has no question for them."""

    def woonplaatsen(self, naam: str) -> Sequence[Woonplaats]:
        """All current woonplaatsen of that name (`register.regels.folding`), with or without a province behind it."""
        ...

    def woonplaats(self, code: str) -> Woonplaats | None:
        """The current woonplaats of a code; None when there is none."""
        ...

    def objecten(self, postcode: str, begin: str, dag: date, maximum: int) -> Sequence[Adresobject] | None:
        """Addressable objects of a postcode with a house number that begins so, those of the lowest `maximum` numbers;
        None from a source that holds no addresses."""
        ...
