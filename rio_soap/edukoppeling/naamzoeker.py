"""The name in a message that nothing declares: libxml2 says that there is one, and which one only in a sentence.

So what could not be parsed is walked once more, by expat, up to that name. It is only asked of messages that are
refused, and only walks one that is small and has no DTD: a stranger gets no more time than that.
"""

import re
from collections import Counter
from xml.parsers import expat

_MAX_BYTES = 256 * 1024
_MAX_NAAM = 100
_TAG = re.compile(rb"<([^\s<>/:!?&=\"']{1,%d}):" % _MAX_NAAM)
_ENTITEIT = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#)([^\s'\"&;<>]{1,%d});" % _MAX_NAAM)


class _Dtd(Exception):
    pass


class _Gevonden(Exception):
    def __init__(self, naam: str) -> None:
        self.naam = naam


class _Prefixen:
    """Follows which prefixes are declared, and stops at the first that is not."""

    def __init__(self) -> None:
        self._bekend = Counter({"xml": 1, "xmlns": 1})
        self._open: list[list[str]] = []

    def begin(self, naam: str, attributen: list[str]) -> None:
        namen = attributen[::2]
        nieuw = [attribuut.removeprefix("xmlns:") for attribuut in namen if attribuut.startswith("xmlns:")]
        self._open.append(nieuw)
        self._bekend.update(nieuw)
        for qnaam in (*namen, naam):  # libxml2 names those of attributes first
            prefix, dubbele_punt, _ = qnaam.partition(":")
            if dubbele_punt and prefix and not self.kent(prefix):
                raise _Gevonden(prefix)

    def kent(self, prefix: str) -> bool:
        """Whether it is declared at this place."""
        return self._bekend[prefix] > 0

    def eind(self, _naam: str) -> None:
        self._bekend.subtract(self._open.pop())


def _maak_lezer() -> expat.XMLParserType:
    lezer = expat.ParserCreate("utf-8")
    lezer.StartDoctypeDeclHandler = _weiger_dtd
    return lezer


def _weiger_dtd(*_: object) -> None:
    raise _Dtd


def onbekende_prefix(data: bytes) -> str | None:
    """The first prefix that is not declared where it stands; None when it cannot be found."""
    if len(data) > _MAX_BYTES:
        return None
    prefixen, lezer = _Prefixen(), _maak_lezer()
    lezer.ordered_attributes = True
    lezer.StartElementHandler, lezer.EndElementHandler = prefixen.begin, prefixen.eind
    try:
        lezer.Parse(data, True)
    except _Gevonden as gevonden:
        return gevonden.naam[:_MAX_NAAM]
    except _Dtd:
        return None
    except expat.ExpatError:  # a tag that is cut off: libxml2 got as far as its name
        begin = _TAG.match(data, lezer.ErrorByteIndex)
        prefix = begin[1].decode("utf-8", "replace") if begin is not None else None
        return prefix if prefix is not None and not prefixen.kent(prefix) else None
    return None


def onbekende_entiteit(data: bytes) -> str | None:
    """The first entity that XML does not know by itself; None when it cannot be found."""
    if len(data) > _MAX_BYTES:
        return None
    lezer = _maak_lezer()
    try:
        lezer.Parse(data, True)
    except _Dtd:
        return None
    except expat.ExpatError as fout:
        if fout.code != expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
            return None
        # Within a value expat tells where the tag begins.
        gevonden = _ENTITEIT.search(data, lezer.ErrorByteIndex)
        return gevonden[1].decode("utf-8", "replace") if gevonden is not None else None
    return None
