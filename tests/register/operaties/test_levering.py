"""A delivery out of the functions of a room: what is read before, what is asked outside, what is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.session import Session
from rio_soap.register.operaties.levering import Buiten, Levering, heel, levering
from rio_soap.register.regels.navraag import Gevonden, Navraag, Plaatsnavraag
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.regels.vindplaats import Nietgevonden, Vindplaats
from tests.register.hulp import context

VERZOEK = Gegeven("verzoek", {"naam": "Groningen"})


class Transactie:
    """In which nothing was recorded."""

    mutaties: tuple[object, ...] = ()


SESSION = cast(Session, Transactie())
GRONINGEN = Vindplaats(plaatscode="1070")
VRAAG = Plaatsnavraag("Groningen", None)


@dataclass(frozen=True)
class Bericht:
    """What a room reads of its message."""

    naam: str
    plek: Gevonden | None = None

    def met(self, plek: Gevonden) -> "Bericht":
        return Bericht(self.naam, plek)


@dataclass
class Kamer:
    """The functions of a room, which note how they were called."""

    vraag: Navraag | None = VRAAG
    gedaan: list[object] = field(default_factory=list)

    def lees(self, wie: Context, verzoek: Gegeven) -> Bericht:
        self.gedaan.append("read")
        return Bericht(str(verzoek.velden["naam"]))

    def navraag(self, session: Session, wie: Context, bericht: Bericht) -> Navraag | None:
        self.gedaan.append(("asked", session))
        return self.vraag

    def doe(self, session: Session, wie: Context, bericht: Bericht) -> Uitslag:
        self.gedaan.append(("done", session, wie.oin, bericht))
        return Uitslag({"code": "X"})

    def levering(self) -> Levering:
        return levering(self.lees, self.doe, (), buiten=Buiten(self.navraag, Bericht.met))


@pytest.fixture
def kamer() -> Kamer:
    return Kamer()


def test_the_message_is_read_once_and_before_the_transaction(kamer: Kamer) -> None:
    klaar = kamer.levering().bereid_voor(context(), VERZOEK)
    assert kamer.gedaan == ["read"]
    for _ in range(2):  # as when a transaction is tried again
        assert klaar.voer_uit(SESSION).gegevens == {"code": "X"}
    assert kamer.gedaan == ["read", *2 * [("done", SESSION, context().oin, Bericht("Groningen"))]]


def test_what_was_found_outside_reaches_the_transaction(kamer: Kamer) -> None:
    klaar = kamer.levering().bereid_voor(context(), VERZOEK)
    assert klaar.buiten is not None
    assert klaar.buiten.navraag(SESSION) == VRAAG
    gevraagd = klaar.buiten.met(GRONINGEN)
    gevraagd.voer_uit(SESSION)
    assert gevraagd.gevonden == GRONINGEN
    assert kamer.gedaan[-1] == ("done", SESSION, context().oin, Bericht("Groningen", GRONINGEN))


def test_an_answer_changes_nothing_of_the_delivery_that_asked(kamer: Kamer) -> None:
    klaar = kamer.levering().bereid_voor(context(), VERZOEK)
    assert klaar.buiten is not None
    een, ander = klaar.buiten.met(GRONINGEN), klaar.buiten.met(Nietgevonden.STORING)
    klaar.voer_uit(SESSION)
    assert (klaar.gevonden, een.gevonden, ander.gevonden) == (None, GRONINGEN, Nietgevonden.STORING)
    assert kamer.gedaan[-1] == ("done", SESSION, context().oin, Bericht("Groningen"))


def test_whether_anything_is_asked_is_for_the_register_to_say(kamer: Kamer) -> None:
    kamer.vraag = None
    klaar = kamer.levering().bereid_voor(context(), VERZOEK)
    assert klaar.buiten is not None
    assert klaar.buiten.navraag(SESSION) is None


def test_an_operation_that_asks_nothing_outside_says_so() -> None:
    def doe(_: Session, __: Context, verzoek: Gegeven) -> Uitslag:
        return Uitslag({"zelfde": verzoek is VERZOEK})

    zonder = levering(heel, doe, ())
    klaar = zonder.bereid_voor(context(), VERZOEK)
    assert klaar.buiten is None
    assert klaar.voer_uit(SESSION).gegevens == {"zelfde": True}


@pytest.mark.parametrize("lees", [heel, lambda wie, verzoek: verzoek])
def test_a_delivery_that_reads_in_its_transaction_gets_the_message_as_it_is(
    lees: Callable[[Context, Gegeven], Gegeven],
) -> None:
    assert lees(context(), VERZOEK) is VERZOEK
