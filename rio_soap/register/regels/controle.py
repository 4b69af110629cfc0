"""Running the controles of an operation: an ordered list of functions over one case (zaak).

Which findings are reported is reasoned (docs/standaarden.md): after a failed existence or authorisation check (A…,
AUT401) the object at hand is not known or not the sender's, so that is all; otherwise all findings, in table order.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from rio_soap.register.regels.sleutelgegevens import MAX_FOUTMELDINGEN, Foutmelding

Zaak = TypeVar("Zaak")

Controle = tuple[str, Callable[[Zaak], Iterable[Foutmelding]]]
"""Code and function."""


def controleer(
    zaak: Zaak,
    controles: Sequence[Controle[Zaak]],
    *,
    alleen_eerste: bool = False,
    beslissend: Collection[str] = (),
    zonder: Collection[str] = (),
) -> list[Foutmelding]:
    """The findings of the controles, in their order; empty when all is well.

    :param beslissend: codes beside A… and AUT401 that end the checking, because the object at hand is not known.
    :param zonder: codes that are not judged.
    """
    gevonden: list[Foutmelding] = []
    if zonder:
        controles = [controle for controle in controles if controle[0] not in zonder]
    for code, controle in controles:
        if bevindingen := controle(zaak):  # a generator always may have some
            # No further than an answer can hold: a message can hold thousands of faults.
            gevonden.extend(islice(bevindingen, MAX_FOUTMELDINGEN - len(gevonden)))
        if gevonden:
            stopt = alleen_eerste or code.startswith("A") or code in beslissend
            if stopt or len(gevonden) == MAX_FOUTMELDINGEN:
                break
    return gevonden[: 1 if alleen_eerste else MAX_FOUTMELDINGEN]
