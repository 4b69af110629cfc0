"""Where the messages of a batch go, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NotRequired, Protocol, TypedDict

from rio_soap.batch.reader import BatchMessage, Lezer
from rio_soap.batch.uitvoer import AnswerFile
from rio_soap.bevinding import Bevinding, toon
from rio_soap.bevinding.spraak import gekozen
from rio_soap.client import soepel
from rio_soap.client.antwoord import foutmeldingen
from rio_soap.contract import mapping
from rio_soap.contract.path import regel_op
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.register.regels.plaatsen import plaatsen
from rio_soap.register.regels.verzoekelement import Gemeld

Stand = Literal["goedgekeurd", "afgekeurd", "fout", "verwerkt"]
"""``fout``: a SOAP fault, so nothing was done. ``verwerkt``: done, but its answer was lost with the connection."""


HERHAALD = "Ongeldige waarde voor identificatiecodeBedrijfsdocument"
"""Begin of the faultstring for a code that was used before (Server.DK0050, PvE 6.4.5 and note 4 of 6.5)."""
_RUIM = Profiel("0" * 20, maximum_bytes=64 * 1024 * 1024, maximum_elementen=10_000_000)
_HEADER = 4
"""Fields of bedrijfsdocument in front of every answer."""


class Vinding(TypedDict):
    """A finding as the report has it: in words, with the place in the file that was delivered.

    :param oorzaak: its cause, and in `uitleg` the page that explains it; a foutmelding of RIO has neither.
    """

    oorzaak: NotRequired[str]
    waar: str
    regel: int | None
    gevonden: str | None
    toegestaan: str | None
    melding: str
    uitleg: NotRequired[str | None]


class Gestopt(Exception):
    """The batch cannot go on now; another run goes on where it stopped. The text says why."""


@dataclass(frozen=True, slots=True)
class MessageOutcome:
    """What became of one message.

    :param eerder: whether it was done by an earlier run.
    :param meldingen: foutcode (or faultcode) and text, in the order of the answer.
    :param bevindingen: findings with path, line, found and allowed; of a refusal one for each foutmelding, at the
        element of the file that it is about.
    """

    naam: str
    stand: Stand
    operatie: str | None = None
    code: str | None = None
    eigen_code: str | None = None
    eerder: bool = False
    meldingen: tuple[tuple[str, str], ...] = ()
    bevindingen: tuple[Vinding, ...] = field(default=())
    gegevens: tuple[tuple[str, str], ...] = ()
    """What the answer adds, such as the code that was issued."""


class Target(Protocol):
    """Takes one message at a time."""

    def lever(self, naam: str, data: bytes, lezer: Lezer, answer_file: AnswerFile) -> MessageOutcome:
        """Deliver a file, unless that was done; its answer is kept before this returns.

        :raises Gestopt: when the target is out of reach.
        """
        ...


def vinding(b: Bevinding) -> Vinding:
    """A finding of the service in words, with its cause and where that is explained."""
    taal = gekozen("nl")
    return Vinding(
        oorzaak=b.oorzaak,
        waar=b.waar,
        regel=b.regel,
        gevonden=toon(b.gevonden, taal),
        toegestaan=toon(b.toegestaan, taal),
        melding=b.zin(taal),
        uitleg=b.uitleg,
    )


def geweigerd(naam: str, fout: Edufout, levering: BatchMessage | None = None) -> MessageOutcome:
    """The outcome of a fault."""
    return MessageOutcome(
        naam,
        "fout",
        levering.operatie.naam if levering else None,
        levering.code if levering else None,
        levering.eigen_code if levering else None,
        meldingen=((fout.soort.faultcode, fout.faultstring),),
        bevindingen=tuple(map(vinding, fout.bevindingen)),
    )


def bevindingen_van(levering: BatchMessage, meldingen: Sequence[Gemeld]) -> tuple[Vinding, ...]:
    """Each foutmelding of an answer at the element of the file that it is about."""
    return tuple(
        Vinding(
            waar=waar,
            regel=regel_op(waar, levering.element),
            gevonden=", ".join(f"{naam} {waarde}" for naam, waarde in melding.sleutels),
            toegestaan=None,
            melding=f"{melding.foutcode} {melding.fouttekst}",
        )
        for waar, melding in zip(plaatsen(levering.operatie.naam, levering.gegeven, meldingen), meldingen, strict=True)
    )


def uitkomst_van(levering: BatchMessage, data: bytes, *, eerder: bool = False) -> MessageOutcome:
    """What an answer says; its trust is for the caller.

    :raises Edufout: when it is no message.
    :raises KeyError: when it is no answer to this message.
    """
    inhoud, dienst = lees_envelope(data, None, _RUIM).inhoud, levering.operatie.dienst
    try:
        gegeven = mapping.lees(inhoud, dienst)
    except (KeyError, ValueError, ArithmeticError):  # an answer to us is valid; one from elsewhere may have more
        try:
            gegeven, _ = soepel.lees(inhoud, dienst)
        except soepel.Onleesbaar as fout:
            raise KeyError(str(fout)) from fout
    meldingen = foutmeldingen(gegeven)
    return MessageOutcome(
        levering.naam,
        "goedgekeurd" if gegeven.velden.get("requestGoedgekeurd") is True else "afgekeurd",
        levering.operatie.naam,
        levering.code,
        levering.eigen_code,
        eerder,
        tuple((m.foutcode, m.fouttekst) for m in meldingen),
        bevindingen_van(levering, meldingen),
        gegevens=tuple((veld, w) for veld, w in list(gegeven.velden.items())[_HEADER:] if isinstance(w, str)),
    )
