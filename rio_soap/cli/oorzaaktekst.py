"""How a command names the causes of a refusal, each with the page that explains it."""

from collections.abc import Iterable

from rio_soap.bevinding import Bevinding


def oorzaaktekst(bevindingen: Iterable[Bevinding]) -> str:
    """``; cause: CODE, see PAGE#CODE`` for every cause that a page explains, once; it goes behind a sentence."""
    paginas = {b.oorzaak: b.uitleg for b in bevindingen if b.uitleg}
    return "".join(f"; cause: {oorzaak}, see {uitleg}" for oorzaak, uitleg in paginas.items())
