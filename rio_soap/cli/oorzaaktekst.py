"""How a command names the causes of a refusal, each with the page that explains it."""

from collections.abc import Iterable

from rio_soap.bevinding import Bevinding, Taal, catalogus
from rio_soap.bevinding.regeltitel import codetitel, foutcode_uitleg
from rio_soap.bevinding.spraak import DEEL, gekozen, zin


def oorzaaktekst(bevindingen: Iterable[Bevinding]) -> str:
    """``; cause: CODE, see PAGE#CODE`` for every cause that a page explains, once; it goes behind a sentence."""
    paginas = {b.oorzaak: b.uitleg for b in bevindingen if b.uitleg}
    return "".join(zin("oorzaak.zie", oorzaak=oorzaak, uitleg=uitleg) for oorzaak, uitleg in paginas.items())


def foutmeldingtekst(code: str, tekst: str, sleutels: str = "", taal: Taal | None = None) -> str:
    """A foutmelding on one line: its code, the words of the service, in English what they mean, and the page.

    :param sleutels: what it is about.
    :param taal: of a report; None for that of the process.
    """
    taal = taal or gekozen()
    eigen, uitleg = codetitel(code, taal), foutcode_uitleg(code)
    betekenis = f" [{eigen}]" if eigen else ""
    waarover = f" ({sleutels})" if sleutels else ""
    zie = catalogus(taal, DEEL)["oorzaak.foutcode"].format(uitleg=uitleg) if uitleg else ""
    return f"{code} {tekst}{betekenis}{waarover}{zie}"
