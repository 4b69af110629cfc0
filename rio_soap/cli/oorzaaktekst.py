"""How a command names the causes of a refusal, each with the page that explains it."""

from collections.abc import Iterable

from rio_soap.bevinding import Bevinding
from rio_soap.bevinding.regeltitel import foutcode_uitleg, regeltitel
from rio_soap.bevinding.spraak import gekozen, zin


def oorzaaktekst(bevindingen: Iterable[Bevinding]) -> str:
    """``; cause: CODE, see PAGE#CODE`` for every cause that a page explains, once; it goes behind a sentence."""
    paginas = {b.oorzaak: b.uitleg for b in bevindingen if b.uitleg}
    return "".join(zin("oorzaak.zie", oorzaak=oorzaak, uitleg=uitleg) for oorzaak, uitleg in paginas.items())


def foutmeldingtekst(code: str, tekst: str, sleutels: str = "") -> str:
    """A foutmelding on one line: its code, the words of the service, in English what they mean, and the page.

    :param sleutels: what it is about.
    """
    eigen = regeltitel(code, gekozen())
    betekenis = f" [{eigen}]" if eigen else ""
    waarover = f" ({sleutels})" if sleutels else ""
    return f"{code} {tekst}{betekenis}{waarover}" + zin("oorzaak.foutcode", uitleg=foutcode_uitleg(code))
