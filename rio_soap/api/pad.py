"""What a path of the API is: what may be asked, what does it, and what the answer looks like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlencode

from rio_soap.api.vragen import Parameters, Vraagvorm
from rio_soap.contract.jsonschema import Schema, Schemas
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.edukoppeling.clock import Clock
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.stroom import Mutatiestroom
from rio_soap.service.afhandeling import Afhandeling


@dataclass(frozen=True, slots=True)
class Apibron:
    """From what the API answers.

    :param afhandeling: has the register, its replica and its settings.
    :param bestanden: folder with what was published; None when nothing is.
    """

    afhandeling: Afhandeling
    klok: Clock
    bestanden: Path | None = None


@dataclass(slots=True)
class Apiverzoek:
    """A request of which the parameters are right, on one snapshot of the register.

    :param adres: path of the request as the client sees it, such as ``/api/v1/licenties``.
    :param gegeven: the parameters of the query as they were sent, in their order.
    :param delen: parameters of the path.
    :param vraag: parameters of the query, with their defaults.
    :param context: everybody: a reader without roles.
    """

    bron: Apibron
    adres: str
    gegeven: list[tuple[str, str]]
    delen: Parameters
    vraag: Parameters
    context: Context
    op: tuple[Session, Mutatiestroom] | None = None

    @property
    def session(self) -> Session:
        """The snapshot."""
        assert self.op is not None, "a path that says van_register=False has none"
        return self.op[0]

    @property
    def stroom(self) -> Mutatiestroom:
        """The stroom as the snapshot has it."""
        assert self.op is not None, "a path that says van_register=False has none"
        return self.op[1]

    @property
    def geldig_op(self) -> date | None:
        """The day asked for."""
        dag: date | None = self.vraag.get("geldigOp")
        return dag

    @property
    def bekend_op(self) -> datetime | None:
        """The moment asked for, aware."""
        moment: datetime | None = self.vraag.get("bekendOp")
        return moment

    def links(self, **volgende: str) -> JsonObject:
        """``_links``: to this answer, and to the next.

        :param volgende: parameters that the next has instead of those of this; without any there is no next.
        """
        uit: JsonObject = {"self": {"href": self._href(self.gegeven)}}
        if volgende:
            anders = [(naam, waarde) for naam, waarde in self.gegeven if naam not in volgende]
            uit["next"] = {"href": self._href([*anders, *volgende.items()])}
        return uit

    def vraag_zonder(self, *namen: str) -> str:
        """Which question this is, whatever these parameters are: by what a cursor is of one question."""
        return self._href(sorted((naam, waarde) for naam, waarde in self.gegeven if naam not in namen))

    def _href(self, vraag: list[tuple[str, str]]) -> str:
        return f"{self.adres}?{urlencode(vraag)}" if vraag else self.adres


def nummer_van_register(verzoek: Apiverzoek) -> int:
    """The last number of the register: an answer is the same as long as nothing changed."""
    return verzoek.stroom.laatste


def voor_ieder(_: Apiverzoek) -> bool:
    """Nothing of what is asked is ever withheld from anybody."""
    return False


Antwoordvorm: TypeAlias = Callable[[Schemas], Schema]
"""Makes the schema of an answer."""


@dataclass(frozen=True, slots=True)
class Pad:
    """A path of the API.

    :param regel: under ``/v1``, as Flask writes it: ``/licenties/<path:code>``.
    :param doe: makes the answer; its name is the operationId.
    :param antwoord: what that looks like.
    :param titel: what it is, for the document.
    :param onderwerp: under what it stands there.
    :param uitleg: more of it.
    :param vraag: parameters of the query.
    :param delen: parameters of the path, all of them.
    :param nummer: the number of which the ETag is made; None for an answer that does not follow from numbers.
    :param kan_besloten: whether what is asked may be nobody's business; it is read before `If-None-Match` is looked at,
        else who guesses numbers hears when it changed.
    :param van_register: whether it reads the register at all.
    :param vervallen: since when it is deprecated, aware.
    :param tot: when it goes, at least twelve months later.
    """

    regel: str
    doe: Callable[[Apiverzoek], JsonObject]
    antwoord: Antwoordvorm
    titel: str
    onderwerp: str
    uitleg: str = ""
    vraag: type[Vraagvorm] = Vraagvorm
    delen: type[Vraagvorm] = Vraagvorm
    nummer: Callable[[Apiverzoek], int] | None = nummer_van_register
    kan_besloten: Callable[[Apiverzoek], bool] = voor_ieder
    van_register: bool = True
    vervallen: datetime | None = None
    tot: datetime | None = None
    kop: Mapping[str, str] = field(default_factory=dict)

    @property
    def naam(self) -> str:
        """The operationId."""
        return self.doe.__name__
