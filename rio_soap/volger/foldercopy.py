"""A copy in a folder: the published files, proved, and beside them what the feed changed since.

Every change is written in ``.bezig`` and put on disk; then one file (``klaar.json``) says that it is whole, and from
there on whoever comes next finishes it. What is not whole is thrown away, but for files of a full set that are right.
"""

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final, cast

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.feedstore import FeedStore
from rio_soap.volger.filelock import slot
from rio_soap.volger.manifest import Manifest, Resource, Rijentelling
from rio_soap.volger.refusal import CopyChanged, NoCopy
from rio_soap.volger.rijenhash import (
    Rijenteller,
    RowFormError,
    binnengekomen,
    delta_van,
    eis_som,
    objectdelta_van,
    objectregel,
    regels_van,
    tel,
    verander,
)
from rio_soap.volger.standing import Change, FeedPosition, Standing, Vergelijking, lees_standing

STAND: Final = "stand.json"
_BEZIG, _SLOT, _KLAAR, _BEGIN = ".bezig", ".slot", "klaar.json", "begin.json"
_PAKSTERKTE = 4


class FolderCopy:
    """A copy in a folder."""

    fouten: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self._bezig = map_ / _BEZIG
        self._feed = FeedStore(map_)

    @property
    def werkmap(self) -> Path:
        """Folder for files that come in."""
        self._bezig.mkdir(exist_ok=True)
        return self._bezig

    @contextmanager
    def open(self) -> Iterator[None]:
        """Hold it alone, and bring to its end what a killed run had begun."""
        self.map.mkdir(parents=True, exist_ok=True)
        vreemd = {deel.name for deel in self.map.iterdir() if not deel.name.startswith(".")}
        if vreemd and not (self.map / STAND).exists() and not (self._bezig / _KLAAR).exists():
            raise NoCopy(zin("kopie.niet_leeg", map=self.map, stand=STAND))
        with slot(self.map / _SLOT), self._feed:
            if (self._bezig / _KLAAR).exists():
                self._afronden()
            elif not (self._bezig / _BEGIN).exists():
                self._ruim()
            yield

    def standing(self) -> Standing | None:
        """Where it is."""
        try:
            return lees_standing((self.map / STAND).read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as fout:
            raise NoCopy(zin("kopie.stand", pad=self.map / STAND, waarom=fout)) from fout

    def begin(self, manifest: Manifest) -> None:
        """Begin taking a full set; files of the same publication that came in before stay."""
        begin = self._bezig / _BEGIN
        if not begin.exists() or begin.read_text("utf-8") != manifest.hash:
            self._ruim()
            self.werkmap.joinpath(_BEGIN).write_text(manifest.hash, "utf-8")

    def heeft(self, tabel: Resource, som: str) -> bool:
        """Whether a file came in whole before."""
        pad = self._bezig / tabel.pad
        if not pad.exists():
            return False
        with pad.open("rb") as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest() == som

    def neem(self, tabel: Resource, pad: Path, som: str) -> None:  # the protocol's
        """Hold the rows of a file that came in against their sum; it stays where it is."""
        with binnengekomen(tabel, pad) as regels:
            eis_som(tabel, tel(regels))

    def wissel(self, standing: Standing) -> None:
        """Put the whole set in the place of what there was."""
        self.maak_klaar(standing, [tabel.pad for tabel in standing.manifest.tabellen], wis=True)

    def maak_klaar(self, standing: Standing, paden: Sequence[str], *, wis: bool) -> None:
        """Say that what is in the work folder is whole, and put it in its place.

        :param paden: files that take the place of others.
        :param wis: whether what the feed gave is forgotten.
        """
        oud = self.standing()
        weg = {tabel.pad for tabel in oud.manifest.tabellen} if oud else set()
        weg -= {tabel.pad for tabel in standing.manifest.tabellen}
        klaar = {"stand": standing.json(), "paden": list(paden), "weg": sorted(weg), "wis": wis}
        schrijf_vast(self.werkmap / _KLAAR, json.dumps(klaar))
        self._afronden()

    def _afronden(self) -> None:
        """Each part may have been done before: it is done again, or finds nothing left to do."""
        klaar = json.loads((self._bezig / _KLAAR).read_text("utf-8"))
        standing = lees_standing(klaar["stand"])
        for pad in klaar["paden"]:
            if (self._bezig / pad).exists():
                os.replace(self._bezig / pad, self.map / pad)
        for pad in klaar["weg"]:
            (self.map / pad).unlink(missing_ok=True)
        if "b" in standing.families:
            self._feed.na_publicatie(standing.manifest.volgnummer, wis=klaar["wis"])
        zet_vast(self.map)
        schrijf_vast(self.map / STAND, klaar["stand"])
        self._ruim()

    def _ruim(self) -> None:
        """Throw the work folder away; what says that it is whole first, so that a half one is never finished."""
        if self._bezig.exists():
            (self._bezig / _KLAAR).unlink(missing_ok=True)
            zet_vast(self._bezig)
            shutil.rmtree(self._bezig)

    @contextmanager
    def stap(self, volgnummer: int) -> Iterator["FolderStap"]:  # the protocol's
        """The change by a day's deltas."""
        try:
            yield FolderStap(self, self._feed)
        finally:
            if not (self._bezig / _KLAAR).exists():
                self._ruim()

    def meet(self, tabel: Resource) -> Rijentelling:
        """What the rows of a file come to."""
        with self.regels(tabel) as regels:
            return tel(regels)

    @contextmanager
    def regels(self, tabel: Resource) -> Iterator[Iterator[bytes]]:
        """The rows of a file of the copy, as it was proved last.

        :raises CopyChanged: when it cannot be read, also later on.
        """
        try:
            with regels_van(tabel, self.map / tabel.pad) as regels:
                yield _van_de_kopie(regels, tabel)
        except FileNotFoundError as fout:
            raise CopyChanged(zin("kopie.tabel_weg", tabel=tabel.pad)) from fout

    def feed(self) -> FeedPosition | None:
        """How far the feed was heard."""
        return self._feed.position()

    def hoor(self, wijzigingen: Iterable[Change], position: FeedPosition) -> None:
        """Take what the feed gave."""
        self._feed.hoor(wijzigingen, position)


class FolderStap:
    """A day's change of a copy in a folder: new files beside the old ones."""

    def __init__(self, kopie: FolderCopy, feed: FeedStore) -> None:
        self._kopie, self._feed = kopie, feed
        self._sommen: dict[str, Rijentelling] = {}
        self._objecten: Sequence[Resource] = ()

    def tabel(self, nieuw: Resource, pad: Path) -> None:
        """Write a table anew, with its delta."""
        with ExitStack() as open_:
            oud = open_.enter_context(self._kopie.regels(nieuw))
            weg = open_.enter_context(delta_van(nieuw, pad, "V"))
            erbij = open_.enter_context(delta_van(nieuw, pad, "T"))
            self._sommen[nieuw.naam] = self._schrijf(nieuw, verander(oud, weg, erbij))

    def objecten(self, tabellen: Sequence[Resource], pad: Path | None) -> None:
        """Write the files of objects anew of which something is in the delta."""
        self._objecten = tabellen
        if pad is None:
            return
        namen = {tabel.naam: tabel for tabel in tabellen}
        delen: dict[tuple[str, str], Path] = {}
        with ExitStack() as open_:
            bestanden: dict[tuple[str, str], IO[bytes]] = {}
            for soort in "VT":
                for regel in open_.enter_context(objectdelta_van(pad, soort)):
                    plek = (objectregel(regel).objecttype.lower(), soort)
                    if plek[0] not in namen:
                        raise RowFormError(zin("kopie.soort", soort=plek[0]))
                    if plek not in bestanden:
                        delen[plek] = self._kopie.werkmap / f"{plek[0]}.{soort}"
                        bestanden[plek] = open_.enter_context(delen[plek].open("wb"))
                    bestanden[plek].write(regel + b"\n")
                self._feed.raak_aan(map(objectregel, open_.enter_context(objectdelta_van(pad, soort))))
        for naam in dict.fromkeys(naam for naam, _ in delen):
            tabel = namen[naam]
            with ExitStack() as open_:
                oud = open_.enter_context(self._kopie.regels(tabel))
                weg, erbij = (
                    open_.enter_context(regels_van(tabel, delen[naam, s])) if (naam, s) in delen else iter(())
                    for s in "VT"
                )
                self._sommen[naam] = self._schrijf(tabel, verander(oud, weg, erbij))

    def _schrijf(self, tabel: Resource, regels: Iterator[bytes]) -> Rijentelling:
        telling = Rijenteller()
        einde = b"\r\n" if tabel.familie == "a" else b"\n"
        with schrijver(self._kopie.werkmap / tabel.pad) as uit:
            if tabel.familie == "a":
                uit.write(tabel.kop + einde)
            uit.writelines(regel + einde for regel in telling.neem(regels))
        return telling.som

    def meet(self, tabel: Resource) -> Rijentelling:
        """What the rows come to: of a file that was written anew they were counted on their way into it."""
        return self._sommen.get(tabel.naam) or self._kopie.meet(tabel)

    def vergelijk(self, volgnummer: int, *, vergelijkbaar: bool) -> Vergelijking:
        """Hold what the feed gave until a number against the files; what it gave after it stays beside them."""
        if not vergelijkbaar:
            return Vergelijking(0, ())
        gehoord = self._feed.soorten(volgnummer)
        with ExitStack() as open_:
            bestanden = [(t, open_.enter_context(self._nieuw(t))) for t in self._objecten if t.naam in gehoord]
            return self._feed.vergelijk(volgnummer, bestanden)

    def _nieuw(self, tabel: Resource) -> AbstractContextManager[Iterator[bytes]]:
        if tabel.naam in self._sommen:
            return regels_van(tabel, self._kopie.werkmap / tabel.pad)
        return self._kopie.regels(tabel)

    def klaar(self, standing: Standing) -> None:
        """Put the new files in the place of the old ones."""
        paden = [tabel.pad for tabel in standing.manifest.tabellen if tabel.naam in self._sommen]
        self._kopie.maak_klaar(standing, paden, wis=False)


def _van_de_kopie(regels: Iterator[bytes], tabel: Resource) -> Iterator[bytes]:
    try:
        yield from regels
    except RowFormError as fout:
        raise CopyChanged(zin("kopie.tabel_anders", tabel=tabel.pad, waarom=fout)) from fout


@contextmanager
def schrijver(pad: Path) -> Iterator[IO[bytes]]:
    """A file to be written, packed when its name says so; on disk at the end."""
    with pad.open("wb") as bestand:
        if pad.name.endswith(".gz"):
            with gzip.GzipFile(filename="", mode="wb", compresslevel=_PAKSTERKTE, fileobj=bestand, mtime=0) as gepakt:
                yield cast(IO[bytes], gepakt)
        else:
            yield bestand
        bestand.flush()
        os.fsync(bestand.fileno())


def schrijf_vast(pad: Path, tekst: str) -> None:
    """Write a file so that after a power cut it is the old one or the new one."""
    naast = pad.with_name(f".{pad.name}.nieuw")
    with naast.open("w", encoding="utf-8") as bestand:
        bestand.write(tekst)
        bestand.flush()
        os.fsync(bestand.fileno())
    os.replace(naast, pad)
    zet_vast(pad.parent)


def zet_vast(map_: Path) -> None:
    """Have the names in a folder on disk."""
    nummer = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
