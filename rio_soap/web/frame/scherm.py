"""What a page is: what may be asked, who may see it, what makes it, and what it shows."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from rio_soap.api.vragen import Parameters
from rio_soap.bevinding import Taal
from rio_soap.edukoppeling.clock import Clock
from rio_soap.register.bevoegdheid.rollen import Rollen, rollen_van
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.stroom import Mutatiestroom, stroom_van
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.pipeline import Pipeline
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.workbench.werkbankbron import Werkbankbron

SESSIE, VOORAF = "rio", "rio-voor"
"""Cookies: of who is logged in, and of who has a form and is not."""
T = TypeVar("T")
# Any: what a template is given is its own affair.
Velden: TypeAlias = Mapping[str, Any]
"""What a template is given, by name."""


@dataclass(frozen=True, slots=True)
class Schermopties:
    """What the operator set for the screens.

    :param helpdesk: how it is reached; empty: none is named.
    :param werkbank: whether the workbench stands in the browser.
    """

    helpdesk: str = ""
    helpdesk_uren: str = ""
    werkbank: bool = False
    adres: str = "http://localhost:8080"
    uitgever: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_secret: str = field(default="", repr=False)
    oidc_kvk_claim: str = ""


@dataclass(frozen=True, slots=True)
class Schermbron:
    """From what the screens answer.

    :param pijplijn: for deliveries (`rio_soap.service.schermbericht`).
    :param bestanden: folder with what was published.
    :param werkbank: by what the workbench judges; None: it is not there.
    """

    afhandeling: Afhandeling
    pijplijn: Pipeline
    klok: Clock
    bestanden: Path
    opties: Schermopties = Schermopties()
    werkbank: Werkbankbron | None = None


@dataclass(frozen=True, slots=True)
class Ingelogd:
    """Who is logged in.

    :param nummer: of the person, for `Context.gebruiker`.
    :param sleutel: of the session.
    """

    nummer: int
    naam: str
    email: str
    sleutel: str


@dataclass(slots=True)
class Schermverzoek:
    """A request of which the parameters are right, on one snapshot of the register where the page wants that.

    :param pad: of the page without its language, such as ``/zoeken``.
    :param delen: parts of the path, by name.
    :param vraag: parameters of the query, with their defaults.
    :param formulier: fields of the form that was sent; empty for a page that is only asked.
    :param context: everybody under the public pages, the person under those of ``/mijn``.
    :param wie: who is logged in, on any page.
    """

    bron: Schermbron
    taal: Taal
    pad: str
    gegeven: MultiDict[str, str]
    delen: Mapping[str, str]
    vraag: Parameters
    formulier: MultiDict[str, str]
    context: Context
    wie: Ingelogd | None
    geheim: str | None = None
    """What the browser has, of which forms send back a derivation; None: nothing yet."""
    methode: str = "GET"
    op: tuple[Session, Mutatiestroom] | None = None
    koekjes: list[tuple[str, str, int | None]] = field(default_factory=list)
    """Cookies to set: name, value (empty: taken away), seconds that it lasts (None: as long as the browser)."""

    @property
    def session(self) -> Session:
        """The snapshot of a page that reads."""
        assert self.op is not None, "a page that says van_register=False has none"
        return self.op[0]

    @property
    def stroom(self) -> Mutatiestroom:
        """The stroom as the snapshot has it."""
        assert self.op is not None, "a page that says van_register=False has none"
        return self.op[1]

    @property
    def dag(self) -> date:
        """The day that is asked about; by default today."""
        gevraagd: date | None = self.vraag.get("geldigOp")
        return gevraagd or self.context.vandaag

    @property
    def bekend_op(self) -> datetime | None:
        """The moment asked for, aware; None: as the register knows it now."""
        moment: datetime | None = self.vraag.get("bekendOp")
        return moment

    def lees(self, taak: Callable[[], T]) -> T:
        """Do a task that reads on one snapshot, which `session` is meanwhile; for pages that say van_register=False."""

        def op_momentopname(session: Session) -> T:
            self.context.inzagen.clear()  # of an attempt that was given up
            self.op = session, stroom_van(session)
            try:
                return taak()
            finally:
                self.op = None

        return self.bron.afhandeling.op_momentopname(op_momentopname)

    @property
    def csrf(self) -> str:
        """What a form has to send back. A browser that has nothing yet is given something, which begins no session."""
        if self.geheim is None:
            self.geheim = secrets.token_urlsafe(32)
            self.koekjes.append((VOORAF, self.geheim, None))
        return bewijs_van(self.geheim)

    def rollen(self) -> Rollen:
        """The roles of who is logged in, on the snapshot."""
        return rollen_van(self.session, self.context)

    def url(self, pad: str, **vraag: object) -> str:
        """Address of another page in this language; what is None is left out of the query."""
        delen = [(naam, str(waarde)) for naam, waarde in vraag.items() if waarde is not None and waarde != ""]
        adres = f"/{self.taal}{quote(pad)}"
        return f"{adres}?{urlencode(delen)}" if delen else adres

    def hier(self, taal: Taal | None = None, **anders: object) -> str:
        """Address of this page with other parameters; those that are None are taken out of it."""
        delen = [(naam, waarde) for naam, waarde in self.gegeven.items(multi=True) if naam not in anders and waarde]
        for naam, waarde in anders.items():
            waarden = waarde if isinstance(waarde, list | tuple) else (waarde,)
            delen += [(naam, str(een)) for een in waarden if een is not None and een != ""]
        adres = f"/{taal or self.taal}{quote(self.pad)}"
        return f"{adres}?{urlencode(delen)}" if delen else adres


@dataclass(frozen=True, slots=True)
class Blad:
    """What is shown: a template with what it is given.

    :param sjabloon: file under ``templates``.
    """

    sjabloon: str
    velden: Velden = field(default_factory=dict)
    status: int = 200
    koppen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Omleiding:
    """Go elsewhere, by 303; only to an address of our own or one that is known beforehand."""

    naar: str


@dataclass(frozen=True, slots=True)
class Afdruk:
    """A file, or text of another kind than a page.

    :param naam: under which the browser saves it; empty: it is shown.
    """

    inhoud: bytes | Iterable[bytes]
    soort: str
    naam: str = ""
    status: int = 200


Uitkomst: TypeAlias = Blad | Omleiding | Afdruk


class Toestand(Exception):
    """Instead of the page a state of its own (aanvulling 3.4).

    :param soort: template under ``toestanden``: ``onbekend``, ``verwijderd``, ``geen_recht``, ``foute_vraag``, …
    """

    def __init__(self, status: int, soort: str, koppen: Mapping[str, str] | None = None, **velden: object) -> None:
        super().__init__(soort)
        self.status, self.soort, self.velden = status, soort, velden
        self.koppen: Mapping[str, str] = koppen or {}


def bewijs_van(geheim: str) -> str:
    """What a form sends back to show that it is ours: it follows from the secret of the browser, that is on no page."""
    return hmac.new(geheim.encode(), b"formulier", hashlib.sha256).hexdigest()


IEDEREEN: Final = frozenset[str]()


@dataclass(frozen=True)
class Scherm:
    """A page.

    :param regel: under ``/nl`` and ``/en``, as Flask writes it: ``/organisaties/<code>``.
    :param doe: makes it; its name is the name of the page.
    :param vraag: parameters of the query; others are passed over.
    :param methoden: GET, and POST where it takes a form.
    :param ingelogd: whether somebody has to be logged in; then the context is that of the person.
    :param rollen: of these the person has one at least; none named: whoever is logged in.
    :param van_register: whether `doe` runs within one snapshot. A page that takes a form says no, and reads by
        `Schermverzoek.lees`.
    :param bewaart: whether a form that comes when the session is over is kept until its owner logged in again; not one
        with a password in it.
    :param raadbaar: whether its form is a try at a secret that can be guessed, of which an address has few.
    """

    regel: str
    doe: Callable[[Schermverzoek], Uitkomst]
    vraag: type[Schermvraag] = Schermvraag
    methoden: tuple[str, ...] = ("GET",)
    ingelogd: bool = False
    rollen: frozenset[str] = IEDEREEN
    van_register: bool = True
    bewaart: bool = True
    raadbaar: bool = False

    @property
    def naam(self) -> str:
        """Name of the page."""
        return self.doe.__name__

    @cached_property
    def vraagvorm(self) -> Schermvraag:
        """What may be asked."""
        return self.vraag()
