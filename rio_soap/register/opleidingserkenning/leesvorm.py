"""From the row of an opleidingserkenning, and the units that it recognises, to what is read of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.register.opleidingserkenning.bericht import EENHEID, PERIODE
from rio_soap.register.opleidingserkenning.rijen import Erkendeenheid, Erkenningsrij
from rio_soap.register.opleidingserkenning.sleutel import erkenningssleutel
from rio_soap.register.regels.eigenbericht import geldend
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.velden import op_begin
from rio_soap.register.toezicht.uitval import heel

MAX_EENHEDEN = 999
"""Units in one Opleidingserkenning (XSD)."""


def lees_opleidingserkenning(rij: Erkenningsrij, eenheden: Iterable[str], peildatum: date | None) -> Gegeven:
    """An Opleidingserkenning of our own contract.

    :param eenheden: codes of the units that it recognises, ascending.
    :param peildatum: the day of which the period is shown; None shows all of them. One that does not hold on that day
        comes with its dates and without periods.
    :raises ValueError: for one that the contract cannot hold: what is stored is no stand, or its erkenner or type is
        not known (it was loaded so, or before there was a column for it).
    """
    stand = heel(rij.stand)
    if not (rij.erkenner and rij.soort):
        raise ValueError("its erkenner or type is not known")
    gelezen: dict[str, Waarde] = {naam: w for naam, w in stand.velden.items() if naam != PERIODE}
    gelezen |= erkenningssleutel(rij.sleutel).velden
    if perioden := _perioden(op_begin(stand, PERIODE), rij, peildatum):
        gelezen[PERIODE] = perioden
    codes: list[Enkel] = list(eenheden)
    if codes:
        gelezen[EENHEID] = codes[:MAX_EENHEDEN]
    return Gegeven("opleidingserkenning", gelezen)


def _perioden(alle: list[Gegeven], rij: Erkenningsrij, peildatum: date | None) -> list[Gegeven]:
    if peildatum is None:
        return alle
    if not geldig_op(peildatum, rij.begindatum, rij.einddatum):
        return []
    periode = geldend(alle, peildatum, rij.einddatum)
    return [periode] if periode is not None else []


def codes_van(verbonden: Mapping[int, Sequence[Erkendeenheid]], id_: int) -> list[str]:
    """The codes of the units of one erkenning."""
    return [rij.eenheid for rij in verbonden.get(id_, ())]
