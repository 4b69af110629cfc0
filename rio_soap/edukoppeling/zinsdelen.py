"""What was found and what is allowed, where it takes words: parts of sentences out of the catalogue."""

from collections.abc import Iterable

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.uris import kort


def maal(aantal: int, naam: str | None = None) -> Tekst:
    """So many times, of something when it has a name."""
    if naam is None:
        return Tekst.met("waarde.maal", aantal=aantal)
    return Tekst.met("waarde.maal-naam", aantal=aantal, naam=naam)


def opsomming(tags: Iterable[object]) -> str | Tekst:
    """Local names of tags, with commas; that there is nothing for none."""
    return ", ".join(kort(str(tag)) for tag in tags) or Tekst("waarde.niets")


def keuze(namen: Iterable[str]) -> str | Tekst:
    """One of these: ``a of b of c``."""
    tot: str | Tekst = ""
    for naam in namen:
        tot = Tekst.met("waarde.of", een=tot, ander=naam) if tot else naam
    return tot


def periode(van: str, tot: str) -> Tekst:
    """From one moment to another."""
    return Tekst.met("waarde.periode", van=van, tot=tot)


def hoogstens(wat: str, aantal: int) -> Tekst:
    """At most so many of something (``waarde.hoogstens-<wat>`` in the catalogue)."""
    return Tekst.met(f"waarde.hoogstens-{wat}", aantal=aantal)


def meer_dan(wat: str, aantal: int) -> Tekst:
    """More than so many of something (``waarde.meer-<wat>`` in the catalogue)."""
    return Tekst.met(f"waarde.meer-{wat}", aantal=aantal)
