"""Running the controles of an operation: an ordered list of functions over one case (zaak).

A controle is a rule as it must hold, and gives what breaks it: one foutmelding after another. Which of them are
reported is reasoned (docs/standaarden.md): after a failed existence or authorisation check (A…, AUT401) the object at
hand is not known or not the sender's, so that is all; otherwise all findings, in table order.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from rio_soap.register.regels.sleutelgegevens import MAX_FOUTMELDINGEN, Foutmelding

Zaak = TypeVar("Zaak")

Controle = tuple[str, Callable[[Zaak], Iterator[Foutmelding]]]
"""Code, and the function that gives what in a zaak breaks its rule; nothing when it holds."""


def controleer(
    zaak: Zaak,
    controles: Sequence[Controle[Zaak]],
    *,
    alleen_eerste: bool = False,
    beslissend: Collection[str] = (),
    zonder: Collection[str] = (),
) -> list[Foutmelding]:
    """The findings of the controles, in their order; empty when all is well.

    No further than an answer can hold: a message can hold thousands of faults.

    :param beslissend: codes beside A… and AUT401 that end the checking, because the object at hand is not known.
    :param zonder: codes that are not judged.
    """
    hoogstens = 1 if alleen_eerste else MAX_FOUTMELDINGEN
    gevonden: list[Foutmelding] = []
    for code, controle in controles:
        if code in zonder:
            continue
        for fout in controle(zaak):
            gevonden.append(fout)
            if len(gevonden) == hoogstens:
                return gevonden
        if gevonden and (code.startswith("A") or code in beslissend):
            return gevonden
    return gevonden
