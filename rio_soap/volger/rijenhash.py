"""Rows as lines of bytes, sorted: their hash, and taking away and adding rows while they stream by.

Nothing here holds more than some thousand lines, however large a table is.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple, cast

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.manifest import Resource, Rijentelling

_BLOK = 2_000
_LANGST = 1 << 26
"""Bytes of a row at most: what unpacks to one without end does not fill the memory."""
_SOORT_A = {b',"V"': "V", b',"T"': "T"}
_SOORT_B = {b'{"mutatiesoort":"V",': "V", b'{"mutatiesoort":"T",': "T"}
_SLEUTEL, _OBJECTTYPE, _INHOUD = '{"sleutel":', ',"objecttype":', ',"inhoud":'
_decoder = json.JSONDecoder()


class RowFormError(ValueError):
    """A file whose lines are not as they are published: header, line ends or order."""


class RowAbsent(ValueError):
    """A row that has to be taken away is not there, or one to be added is there already."""


class Rijenteller:
    """Sums rows that come in ascending order."""

    def __init__(self) -> None:
        self._hash, self._aantal, self._laatste = hashlib.sha256(), 0, b""

    def neem(self, regels: Iterable[bytes]) -> Iterator[bytes]:
        """The same rows, summed as they go by.

        :raises RowFormError: for a row that does not come after the one before.
        """
        bron = iter(regels)
        while blok := list(islice(bron, _BLOK)):
            vorige = self._laatste if self._aantal else None
            for regel in blok:
                if vorige is not None and regel <= vorige:
                    raise RowFormError(zin("rijen.volgorde", rij=regel[:80]))
                vorige = regel
            if self._aantal:
                self._hash.update(b"\n")
            self._hash.update(b"\n".join(blok))
            self._aantal, self._laatste = self._aantal + len(blok), blok[-1]
            yield from blok

    @property
    def som(self) -> Rijentelling:
        """Of what went by until now."""
        return Rijentelling(self._aantal, self._hash.hexdigest())


def eis_som(tabel: Resource, som: Rijentelling) -> None:
    """Hold what was found against what the manifest says.

    :raises RowFormError: when it differs.
    """
    if som != tabel.som:
        raise RowFormError(
            zin("rijen.anders", aantal=som.aantal, hash=som.hash, verwacht=tabel.som.aantal, met=tabel.som.hash)
        )


def tel(regels: Iterable[bytes]) -> Rijentelling:
    """The sum of rows."""
    telling = Rijenteller()
    for _ in telling.neem(regels):
        pass
    return telling.som


@contextmanager
def regels_van(tabel: Resource, pad: Path) -> Iterator[Iterator[bytes]]:
    """The rows in a full file of a table, without header and line ends."""
    with _open(pad) as bestand:
        yield _regels(bestand, tabel.kop if tabel.familie == "a" else None)


@contextmanager
def binnengekomen(tabel: Resource, pad: Path) -> Iterator[Iterator[bytes]]:
    """The same of a file that came in: of more rows than its manifest says one too many, however many it unpacks to."""
    with regels_van(tabel, pad) as regels:
        yield islice(regels, tabel.som.aantal + 1)


@contextmanager
def delta_van(tabel: Resource, pad: Path, soort: str) -> Iterator[Iterator[bytes]]:
    """The rows in a delta of a table of A that are to be taken away (V) or added (T), in order."""
    with _open(pad) as bestand:
        regels = _regels(bestand, tabel.kop + b',"MUTATIESOORT"')
        yield (regel[:-4] for regel in _van_soort(regels, soort, lambda r: _SOORT_A.get(r[-4:])))


@contextmanager
def objectdelta_van(pad: Path, soort: str) -> Iterator[Iterator[bytes]]:
    """The same of the one delta of B."""
    with _open(pad) as bestand:
        regels = _regels(bestand, None)
        yield (b"{" + regel[20:] for regel in _van_soort(regels, soort, lambda r: _SOORT_B.get(r[:20])))


def _van_soort(regels: Iterator[bytes], soort: str, van: object) -> Iterator[bytes]:
    voorbij = False
    for regel in regels:
        gevonden = van(regel)  # type: ignore[operator]
        if gevonden is None or (voorbij and gevonden == "V"):
            raise RowFormError(zin("rijen.geen_delta", regel=regel[:80]))
        voorbij = voorbij or gevonden == "T"
        if gevonden == soort:
            yield regel
        elif soort == "V":
            break  # those to be added come after all that are to be taken away


def _open(pad: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(pad, "rb")) if pad.name.endswith(".gz") else pad.open("rb")


def _regels(bestand: IO[bytes], kop: bytes | None) -> Iterator[bytes]:
    """:param kop: header of CSV; None for lines of JSON."""
    einde = b"\n" if kop is None else b"\r\n"
    if kop is not None and bestand.readline(_LANGST) != kop + einde:
        raise RowFormError(zin("rijen.kop"))
    weg = -len(einde)
    try:
        for regel in iter(partial(bestand.readline, _LANGST), b""):
            if regel[weg:] != einde:
                raise RowFormError(zin("rijen.zonder_einde", regel=regel[-80:]))
            yield regel[:weg]
    except (gzip.BadGzipFile, EOFError, zlib.error) as fout:
        raise RowFormError(zin("rijen.uitpakken", waarom=fout)) from fout


def verander(oud: Iterable[bytes], weg: Iterable[bytes], erbij: Iterable[bytes]) -> Iterator[bytes]:
    """Rows without those to be taken away and with those to be added; all three in ascending order.

    :raises RowAbsent: when the old rows are not those on which the change builds.
    """
    weg, erbij = iter(weg), iter(erbij)
    af, bij = next(weg, None), next(erbij, None)
    for regel in oud:
        while bij is not None and bij < regel:
            yield bij
            bij = next(erbij, None)
        if af is not None and af <= regel:
            if af < regel:
                break
            af = next(weg, None)
        elif bij == regel:
            raise RowAbsent(zin("rijen.bij_dubbel", rij=regel[:80]))
        else:
            yield regel
    if af is not None:
        raise RowAbsent(zin("rijen.af_weg", rij=af[:80]))
    while bij is not None:
        yield bij
        bij = next(erbij, None)


class Objectregel(NamedTuple):
    """A line of B, taken apart; its content stays the text that it is.

    :param objecttype: as in the feed, in capitals.
    :param inhoud: JSON.
    """

    objecttype: str
    sleutel: str
    inhoud: str

    @property
    def kop(self) -> str:
        """What stands before its content; the lines are in the order of this."""
        return f"{_SLEUTEL}{_json(self.sleutel)}{_OBJECTTYPE}{_json(self.objecttype)}{_INHOUD}"

    @property
    def regel(self) -> bytes:
        """The line."""
        return f"{self.kop}{self.inhoud}}}".encode()


def objectregel(regel: bytes) -> Objectregel:
    """A line of B without line end.

    :raises RowFormError: for another form than the published one.
    """
    try:
        tekst = regel.decode()
        if not tekst.startswith(_SLEUTEL) or not tekst.endswith("}"):
            raise ValueError("no object")
        sleutel, plaats = _decoder.raw_decode(tekst, len(_SLEUTEL))
        objecttype, einde = _decoder.raw_decode(tekst, plaats + len(_OBJECTTYPE))
        gevonden = Objectregel(str(objecttype), str(sleutel), tekst[einde + len(_INHOUD) : -1])
        if not tekst.startswith(gevonden.kop):
            raise ValueError("no object")
    except ValueError as fout:
        raise RowFormError(zin("rijen.geen_objectregel", regel=regel[:80])) from fout
    return gevonden


def _json(waarde: object) -> str:
    return json.dumps(waarde, ensure_ascii=False, separators=(",", ":"))


def compact(waarde: object) -> str:
    """JSON as B writes it."""
    return _json(waarde)
