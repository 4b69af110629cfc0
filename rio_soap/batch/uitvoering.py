"""A batch from its first message to its last, and the outcome of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rio_soap.batch.invoer import Invoer
from rio_soap.batch.reader import Lezer
from rio_soap.batch.target import Gestopt, MessageOutcome, Target
from rio_soap.batch.uitvoer import ANTWOORDEN, AnswerFile, antwoordnaam
from rio_soap.edukoppeling.woordenboek import ReaderThread

Voortgang = Callable[[MessageOutcome], None]


@dataclass(slots=True)
class Batchverslag:
    """What became of a batch.

    :param gestopt: why it did not come to its end; None when it did.
    """

    batch: str
    totaal: int
    uitkomsten: list[MessageOutcome] = field(default_factory=list)
    gestopt: str | None = None

    def aantal(self, *standen: str) -> int:
        """Messages with one of these outcomes."""
        return sum(uitkomst.stand in standen for uitkomst in self.uitkomsten)


def voer_uit(
    invoer: Invoer,
    doel: Target,
    lezer: Lezer,
    uit: Path,
    *,
    voortgang: Voortgang = lambda _: None,
    stop_bij_fout: bool = False,
) -> Batchverslag:
    """Deliver every message in its order, and keep an answer of each; a second run goes on where the first stopped.

    :param uit: folder of the batch; answers go into ``antwoorden``.
    :param stop_bij_fout: stop after the first message that is not approved.
    """
    verslag = Batchverslag(str(lezer.batch), len(invoer.namen))
    thread = ReaderThread()
    for naam in invoer.namen:
        answer_file = AnswerFile(uit / ANTWOORDEN / antwoordnaam(naam))
        try:
            data = invoer.lees(naam, lezer.maximum)
            uitkomst = thread.doe(partial(doel.lever, naam, data, lezer, answer_file))
        except Gestopt as fout:
            verslag.gestopt = str(fout)
            break
        verslag.uitkomsten.append(uitkomst)
        voortgang(uitkomst)
        if stop_bij_fout and uitkomst.stand in ("afgekeurd", "fout"):
            verslag.gestopt = f"{naam}: {uitkomst.stand}"
            break
    thread.sluit()
    return verslag
