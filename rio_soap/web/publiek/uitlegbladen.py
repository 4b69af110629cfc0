"""Help, in plain language and with a date, and the pages that a public site has to have: contact and statements.

The texts stand in the catalogue: paragraphs with an empty line between them, lines that begin with ``- `` as a list,
``[words](/path)`` for a page of ours, and code between backticks.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from rio_soap.bevinding import Taal
from rio_soap.bevinding.catalogus import catalogus
from rio_soap.web.frame.opmaak import DEEL
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Toestand, Uitkomst

ONDERWERPEN: Final = (
    "wat-is-rio",
    "een-bladzijde-lezen",
    "twee-tijdlijnen",
    "erkend-of-niet",
    "codes",
    "wie-mag-wat",
    "inloggen",
    "verbeteren",
    "eerste-dag",
    "open-data",
)
"""Help pages, in the order in which they are read."""
_DEEL: Final = re.compile(r"\[([^\]]+)\]\((/[^)\s]*)\)|`([^`]+)`")


class Stuk(NamedTuple):
    """Words of a paragraph: plain, a link to a page of ours, or code."""

    soort: str
    tekst: str
    pad: str = ""


class Alinea(NamedTuple):
    """A paragraph, or a list of them."""

    lijst: bool
    regels: tuple[tuple[Stuk, ...], ...]


def uitleg(verzoek: Schermverzoek) -> Uitkomst:
    """All help pages."""
    return Blad("publiek/uitleg.html", {"onderwerpen": ONDERWERPEN})


def uitlegblad(verzoek: Schermverzoek) -> Uitkomst:
    """One help page."""
    onderwerp = verzoek.delen["slug"]
    if onderwerp not in ONDERWERPEN:
        raise Toestand(404, "onbekend")
    return _tekstblad(verzoek, onderwerp, onder_uitleg=True)


def toegankelijkheid(verzoek: Schermverzoek) -> Uitkomst:
    """The statement on accessibility."""
    return _tekstblad(verzoek, "toegankelijkheid", onder_uitleg=False)


def privacy(verzoek: Schermverzoek) -> Uitkomst:
    """What is kept of people, and for how long."""
    return _tekstblad(verzoek, "privacy", onder_uitleg=False)


def contact(verzoek: Schermverzoek) -> Uitkomst:
    """How the helpdesk is reached, as the operator set it; and where else to ask."""
    return Blad("publiek/contact.html")


def _tekstblad(verzoek: Schermverzoek, onderwerp: str, *, onder_uitleg: bool) -> Blad:
    delen = list(_delen(verzoek.taal, f"uitleg.{onderwerp}.deel."))
    velden = {"onderwerp": onderwerp, "delen": delen, "onder_uitleg": onder_uitleg}
    return Blad("publiek/uitlegblad.html", velden)


def _delen(taal: Taal, voor: str) -> Iterator[tuple[str, list[Alinea]]]:
    """The parts of a page in order: what stands above each, and its paragraphs."""
    teksten = catalogus(taal, DEEL)
    nummer = 1
    while (kop := teksten.get(f"{voor}{nummer}.kop")) is not None:
        yield kop, [alinea_van(tekst) for tekst in teksten[f"{voor}{nummer}.tekst"].split("\n\n")]
        nummer += 1


def alinea_van(tekst: str) -> Alinea:
    """A paragraph of the catalogue; a list when every line of it begins with a dash."""
    regels = tekst.strip().splitlines()
    if all(regel.startswith("- ") for regel in regels):
        return Alinea(True, tuple(tuple(_stukken(regel[2:])) for regel in regels))
    return Alinea(False, (tuple(_stukken(" ".join(regels))),))


def _stukken(regel: str) -> Iterator[Stuk]:
    plek = 0
    for gevonden in _DEEL.finditer(regel):
        if gevonden.start() > plek:
            yield Stuk("tekst", regel[plek : gevonden.start()])
        plek = gevonden.end()
        woorden, pad, code = gevonden.groups()
        yield Stuk("code", code) if code else Stuk("link", woorden, pad)
    if plek < len(regel):
        yield Stuk("tekst", regel[plek:])


SCHERMEN: Final = (
    Scherm("/uitleg", uitleg, van_register=False),
    Scherm("/uitleg/<slug>", uitlegblad, van_register=False),
    Scherm("/contact", contact, van_register=False),
    Scherm("/toegankelijkheid", toegankelijkheid, van_register=False),
    Scherm("/privacy", privacy, van_register=False),
)
"""None of them asks the register, so that they are there when it is not."""
