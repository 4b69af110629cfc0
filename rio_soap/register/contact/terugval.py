"""Where a contactadres is found when an eenheid has none of its own in a context.

The context at the eenheid, the groepen, the besturen; then ALGEMEEN in that order (kennisbank RIO, "Wat is
overerving?"); last the formal address of the bevoegd gezag of the first bestuur that has one (our own design). The
first of these that the reader may see, and that has something on the day, is the answer, with all its subcontexten;
what the reader may not see is passed over as if it were not there.
"""

from collections.abc import Iterator, Mapping, Sequence

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.contact.rijen import ALGEMEEN

Plaats = tuple[str, str]
"""An eenheid and a context."""
Zichtbaar = Mapping[Plaats, Sequence[Gegeven]]
"""What the reader may see, by where it stands, with at least one contactadres in each place."""


def stappen(keten: Sequence[str], context: str) -> Iterator[Plaats]:
    """The places in which is looked, in order.

    :param keten: the eenheid itself first, then what stands over it.
    """
    for naam in dict.fromkeys((context, ALGEMEEN)):
        for eenheid in keten:
            yield eenheid, naam


def gevonden(zichtbaar: Zichtbaar, keten: Sequence[str], context: str) -> Sequence[Gegeven]:
    """The contactadressen at the first place that has any; empty when only the formal address is left."""
    return next((zichtbaar[plaats] for plaats in stappen(keten, context) if plaats in zichtbaar), ())
