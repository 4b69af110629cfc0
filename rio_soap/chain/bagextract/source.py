"""The files of a BAG extract, wherever they are packed, and bounds on what unpacking them may cost.

Kadaster ships zips in a zip. What comes out of a stranger's zip can be a thousand times what went in, and a name says
nothing of what is in a file: so bytes are counted as they come out, and every file is known by how it begins.
"""

import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from rio_soap.chain.bagextract.gemeenten import Extractfout
from rio_soap.chain.bagextract.kind import BEGIN, LAADBAAR, FileKind, soort_van
from rio_soap.chain.bagextract.zip_bounds import controleer_inhoudsopgave

VERHOUDING = 200
"""Bytes that may come out of one byte of an extract. Out of a real one come 20 to 60, out of any zip at most 1,032."""
_VRIJ = 32 << 20
"""Bytes that may come out of however small an extract."""
_OBJECT = 4 << 20
"""Bytes of XML from the end of one object to that of the next; the largest woonplaats takes some hundred thousand."""
_GROEI, _GROEI_VRIJ = 1.1, 1 << 20
"""A zip within a zip is packed already: how much larger it may be when it comes out, and bytes that do not count."""
_DIEPSTE_ZIP = 3

_TYPEN = "WPL|OPR|NUM|VBO|LIG|STA|PND"
_GEWENST = re.compile(
    rf"\d{{4}}(?:{_TYPEN})\d{{8}}(?:-\d+)?\.(?:xml|zip)\Z"
    r"|GEM-WPL-RELATIE-\d{8}(?:-\d+)?\.(?:xml|zip)\Z"
    r"|Leveringsdocument-BAG-Extract\.xml\Z"
    r"|(?:BAGGEM\d{4}L-\d{8}|BAGNLDL-\d{8}|lvbag-extract-[a-z0-9]+)\.zip\Z"
)
"""Kadaster's names of what is loaded."""
_OVERGESLAGEN = re.compile(
    rf"\d{{4}}(?:InOnderzoek|Inactief|NietBag|(?:IO|IA|NB)(?:{_TYPEN})?)\d{{8}}(?:-\d+)?\.(?:xml|zip)\Z"
)
"""Kadaster's names of what is left out: what is doubted, never became valid, or is no BAG."""
_MUTATIES = re.compile(r"(?:\d{4}MUT\d{8}|BAG(?:NLD|GEM\d{4})[DM]{1,2}-\d{8}).*\.(?:xml|zip)\Z")
"""Kadaster's names of what changed since an extract."""
_KAPOT = (RuntimeError, EOFError, OSError, ValueError, struct.error, zlib.error, lzma.LZMAError)
"""What `zipfile` raises, beside its own errors, for what is broken, encrypted, or packed in a way that it knows not."""


class ReadableFile(Protocol):
    """A file of which bytes are read in pieces."""

    def read(self, omvang: int = -1, /) -> bytes:
        """The next bytes; empty at the end."""


class Ruimte:
    """What may still come out of an extract.

    :param omvang: its bytes as it is packed.
    """

    def __init__(self, omvang: int, verhouding: int) -> None:
        self._alles = self._over = max(_VRIJ, omvang * verhouding)
        self._verhouding = verhouding

    def neem(self, naam: str, aantal: int) -> None:
        """Count bytes that came out.

        :param naam: of the file that they came out of.
        :param aantal: bytes.
        :raises Extractfout: when more came out than may.
        """
        self._over -= aantal
        if self._over < 0:
            raise Extractfout(
                f"{naam}: more than {self._alles >> 20} MB come out of this extract, {self._verhouding} times what it "
                "is packed; --verhouding allows more"
            )


class Stroom:
    """An XML file as it comes out; counts what is read of it.

    :param begin: what was read of it already.
    :param tel: hears of progress, `gewicht` for every byte.
    """

    def __init__(self, naam: str, begin: bytes, rest: ReadableFile, ruimte: Ruimte, tel: "Tel", gewicht: float) -> None:
        self._naam, self._begin, self._rest = naam, begin, rest
        self._ruimte, self._tel, self._gewicht = ruimte, tel, gewicht
        self._los = 0

    def read(self, omvang: int = -1) -> bytes:
        """The next bytes.

        :raises Extractfout: when more comes out of the extract than may, or one object is larger than any.
        """
        brok, self._begin = self._begin, b""
        if not brok:
            brok = self._rest.read(omvang)
        self._tel(len(brok) * self._gewicht)
        self._ruimte.neem(self._naam, len(brok))
        self._los += len(brok)
        if self._los > _OBJECT:
            raise Extractfout(f"{self._naam}: more than {_OBJECT >> 20} MB of XML without the end of an object")
        return brok

    def vergeten(self) -> None:
        """An object ended and is kept no longer."""
        self._los = 0


Tel = Callable[[float], object]
Meld = Callable[[str], object]
Lees = Callable[[str, Stroom], None]


@dataclass(frozen=True, slots=True)
class ExtractSource:
    """Goes through the files of an extract."""

    lees: Lees
    """Gets every XML file that is to be loaded, with its name."""
    meld: Meld
    """Hears of every file that is not what its name says, or is left out though it looks like one of the BAG."""
    tel: Tel
    """Hears of progress, in bytes of the extract as it is packed."""
    ruimte: Ruimte
    werkmap: Path
    """Where a zip within a zip is put while it is read; it has no name there."""

    def neem(self, pad: Path, *, gevraagd: bool = False) -> None:
        """Load a file on disk.

        :param gevraagd: it is the one that the operator named: whatever its name, it is loaded or refused.
        :raises Extractfout: for what cannot be loaded though the operator, or its name, says that it can.
        """
        omvang = pad.stat().st_size
        with _kapot_is_fout(pad.name), pad.open("rb") as bestand:
            self._neem(pad.name, bestand, omvang, omvang, 0, gevraagd=gevraagd)

    def _neem(
        self, naam: str, bestand: IO[bytes], omvang: float, grootte: int, diepte: int, *, gevraagd: bool = False
    ) -> None:
        """Load a file of this many bytes; `omvang` is its share of the progress."""
        if not gevraagd and self._valt_af(naam):
            self.tel(omvang)
            return
        moet = gevraagd or _GEWENST.match(naam) is not None
        soort = soort_van(begin := bestand.read(BEGIN))
        if soort is FileKind.ZIP:
            self._zip(naam, bestand, omvang, diepte, moet=moet)
        elif soort in LAADBAAR:
            if not moet:
                self.meld(f"{naam}: loaded for what is in it; it has no name of Kadaster's")
            self.lees(naam, Stroom(naam, begin, bestand, self.ruimte, self.tel, omvang / (grootte or 1)))
        elif moet:
            raise Extractfout(f"{naam}: no objects of a BAG extract: {soort.value}")
        elif soort in (FileKind.MUTATIES, FileKind.BAG1, FileKind.ANDERE_VERSIE):
            self.meld(f"{naam}: not loaded: {soort.value}")

    def _valt_af(self, naam: str) -> bool:
        """Whether a file need not be opened, for its name."""
        if _MUTATIES.match(naam):
            self.meld(f"{naam}: not loaded: {FileKind.MUTATIES.value}")
            return True
        return (
            _OVERGESLAGEN.match(naam) is not None or naam.startswith(".") or not naam.lower().endswith((".xml", ".zip"))
        )

    def _zip(self, naam: str, bestand: IO[bytes], omvang: float, diepte: int, *, moet: bool) -> None:
        try:
            if diepte >= _DIEPSTE_ZIP:
                raise Extractfout(f"{naam}: zips nested deeper than {_DIEPSTE_ZIP}")
            with _kapot_is_fout(naam):
                controleer_inhoudsopgave(bestand)
                archief = zipfile.ZipFile(bestand)
                if min((lid.header_offset for lid in archief.infolist()), default=0) > 0:
                    # half a zip of zips looks like a whole one: that of its last complete member
                    raise Extractfout(f"{naam}: not complete")
        except Extractfout as fout:
            if moet:
                raise
            self.meld(f"{fout}; not loaded")
            return
        with archief:
            leden = [lid for lid in archief.infolist() if not lid.is_dir() and "__MACOSX/" not in lid.filename]
            gewicht = omvang / (sum(lid.compress_size for lid in leden) or 1)
            for lid in leden:
                self._lid(archief, lid, lid.compress_size * gewicht, diepte)

    def _lid(self, archief: zipfile.ZipFile, lid: zipfile.ZipInfo, omvang: float, diepte: int) -> None:
        naam = Path(lid.filename).name
        if self._valt_af(naam):
            self.tel(omvang)
            return
        with _kapot_is_fout(naam), archief.open(lid) as stroom:
            if not naam.lower().endswith(".zip") or lid.compress_type == zipfile.ZIP_STORED:
                self._neem(naam, stroom, omvang, lid.file_size, diepte + 1)
                return
            # a zip is read from its end; inside a compressed one that would mean unpacking it again and again
            with tempfile.TemporaryFile(dir=self.werkmap) as los:
                hoogstens = int(lid.compress_size * _GROEI) + _GROEI_VRIJ
                shutil.copyfileobj(_Begrensd(naam, stroom, hoogstens), los, 1 << 20)
                self.ruimte.neem(naam, grootte := los.tell())
                los.seek(0)
                self._neem(naam, los, omvang, grootte, diepte + 1)


class _Begrensd:
    """A stream that gives no more than so many bytes."""

    def __init__(self, naam: str, stroom: ReadableFile, hoogstens: int) -> None:
        self._naam, self._stroom, self._over, self._hoogstens = naam, stroom, hoogstens, hoogstens

    def read(self, omvang: int = -1) -> bytes:
        brok = self._stroom.read(omvang)
        self._over -= len(brok)
        if self._over < 0:
            raise Extractfout(
                f"{self._naam}: a zip that is packed far smaller than zips can be: more than {self._hoogstens} bytes "
                "come out"
            )
        return brok


@contextmanager
def _kapot_is_fout(naam: str) -> Iterator[None]:
    """What a broken file raises, as the error that names it."""
    try:
        yield
    except Extractfout:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, *_KAPOT) as fout:
        raise Extractfout(f"{naam}: {fout or type(fout).__name__}") from fout
