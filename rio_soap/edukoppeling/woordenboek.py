"""The dictionary in which libxml2 keeps every name of XML, and how it is kept small.

lxml has one per thread. Names of elements, attributes and prefixes, namespaces, entities and runs of white space get
into it while a message is parsed, whether it is well-formed or not, and leave it only with the thread. At some hundred
million bytes libxml2 refuses every message with a name that is not in it yet. So what a message may bring is bounded
before it is parsed, and the thread hears how much it has parsed: `vol` says that it had better make way for another.
"""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from rio_soap.bevinding import Tekst
from rio_soap.edukoppeling.zinsdelen import hoogstens, meer_dan

T = TypeVar("T")

NAMEN = 1000
"""Different names in one message; the largest message of RIO has less than a hundred."""
LENGTE = 200
"""Bytes of one name with its prefix; the longest of RIO has 60."""
GRENS = 1024 * 1024
"""Bytes that a thread parses before it makes way. As names they take at most about four times as much."""
_KLEIN = 16 * 1024
"""Bytes up to which a message need not be searched: it is a bound by itself."""
_BROK = 64 * 1024
_NAAM = re.compile(rb"<[/?]?([^\s<>/=!?]++)|[\s\"']([^\s<>/=&;\"']++)\s*+=\s*+[\"']|&([^\s;&<>]++);")
"""Where a name can stand: at the beginning of a tag, before an equals sign and a quote, or as an entity. In text some
more are found, which does no harm. Nothing is looked at twice: each word is either a name or passed over whole."""


class TeVeelNamen(ValueError):
    """A message with more different names, or a longer one (`lang`), than any message needs."""

    def __init__(self, gevonden: Tekst, toegestaan: Tekst, *, lang: bool = False) -> None:
        self.gevonden, self.toegestaan, self.lang = gevonden, toegestaan, lang
        super().__init__(gevonden, toegestaan)


class _Geteld(threading.local):
    bytes = 0
    """What this thread has parsed."""


_geteld = _Geteld()


def tel(data: bytes) -> None:
    """Before bytes of a stranger are parsed: bound the names in them, and count them for this thread.

    :raises TeVeelNamen: when they must not be parsed.
    """
    if len(data) > _KLEIN:
        _controleer(data)
    _geteld.bytes += len(data)


def vol() -> bool:
    """Whether this thread has parsed so much that its dictionary has to go, and the thread with it."""
    return _geteld.bytes > GRENS


class ReaderThread:
    """Does work that parses in a thread beside this one, which has made way for another when its dictionary is full.

    For programs that go on and on in one thread, such as a watched folder.
    """

    def __init__(self) -> None:
        self._uitvoerder: ThreadPoolExecutor | None = None
        self._vol = False

    def doe(self, werk: Callable[[], T]) -> T:
        """Give what the work gives, or raise what it raises."""
        if self._uitvoerder is None or self._vol:
            self.sluit()
            self._uitvoerder = ThreadPoolExecutor(1, "lezer")

        def en_kijk() -> T:
            try:
                return werk()
            finally:
                self._vol = vol()

        return self._uitvoerder.submit(en_kijk).result()

    def sluit(self) -> None:
        """End the thread when it is done."""
        if self._uitvoerder is not None:
            self._uitvoerder.shutdown(wait=False)
        self._uitvoerder, self._vol = None, False


def _controleer(data: bytes) -> None:
    namen: set[tuple[bytes, bytes, bytes]] = set()
    for begin in range(0, len(data), _BROK):
        # A little further than the next begin: a name on the border is seen whole.
        namen.update(_NAAM.findall(data, begin, begin + _BROK + LENGTE + 4))
        if len(namen) > NAMEN:
            raise TeVeelNamen(meer_dan("namen", NAMEN), hoogstens("namen", NAMEN))
    if any(len(naam) > LENGTE for namen_ in namen for naam in namen_):
        raise TeVeelNamen(meer_dan("naambytes", LENGTE), hoogstens("naambytes", LENGTE), lang=True)
