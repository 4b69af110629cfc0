"""The register as a row of changes, for a program that keeps its own copy in its own way.

Nothing is kept here: whoever handles a change keeps its cursor with what he made of it, and goes on from there.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.feedreader import cursor, paginas, plek_van
from rio_soap.volger.gelezen_publicatie import GelezenPublicatie, lees_publicatie
from rio_soap.volger.manifest import WIJZIGINGEN
from rio_soap.volger.origin import Absent, Origin, open_origin
from rio_soap.volger.refusal import DayMissing, ForeignRegister, SourceUnavailable, Tampered
from rio_soap.volger.rijenhash import Objectregel, Rijenteller, binnengekomen, objectdelta_van, objectregel
from rio_soap.volger.standing import Change


def wijzigingen(
    bron: str | Origin, *, na: str | None = None, certificaat: Path | None = None, blijf: float | None = None
) -> Iterator[Change]:
    """Every change of every object, in order.

    From a folder they come out of the deltas, and are proved; from a register out of its feed. Without a cursor all
    objects come first, out of the newest full set.

    :param bron: address of a register, or a folder with publications.
    :param na: cursor of the last change that was handled.
    :param certificaat: of the register, PEM or DER: publications have to be signed by it.
    :param blijf: seconds after which is looked for new changes, again and again; None to end with the last one.
    :raises Refusal: as a run of ``rio-data volg``.
    """
    herkomst = open_origin(bron) if isinstance(bron, str) else bron
    getekend = None if certificaat is None else certificaat.read_bytes()
    if na is None:
        yield from _alles(publicatie := _nieuwste(herkomst, getekend))
        stroom, volgnummer = publicatie.manifest.stroom, publicatie.manifest.volgnummer
    else:
        stroom, volgnummer = _plek(na)
    while True:
        bron_van_verder = _gehoord if herkomst.met_feed else _uit_deltas
        for wijziging in bron_van_verder(herkomst, stroom, volgnummer, getekend):
            yield wijziging
            volgnummer = wijziging.volgnummer if wijziging.cursor else volgnummer
        if blijf is None:
            return
        time.sleep(blijf)


def _plek(na: str) -> tuple[str, int]:
    try:
        return plek_van(na)
    except ValueError as fout:
        raise ForeignRegister(zin("feed.geen_cursor", cursor=na)) from fout


def _nieuwste(bron: Origin, certificaat: bytes | None) -> GelezenPublicatie:
    try:
        return lees_publicatie(bron, bron.nieuwste(), certificaat)
    except Absent as fout:
        raise SourceUnavailable(zin("volger.niets_gepubliceerd", waarom=fout)) from fout


def _alles(publicatie: GelezenPublicatie) -> Iterator[Change]:
    """All objects of a publication; only the last of them has a cursor."""
    manifest = publicatie.manifest
    vorige: Change | None = None
    for wijziging in _objecten(publicatie):
        if vorige is not None:
            yield vorige
        vorige = wijziging
    if vorige is not None:
        yield vorige._replace(cursor=cursor(manifest.stroom, manifest.volgnummer))


def _objecten(publicatie: GelezenPublicatie) -> Iterator[Change]:
    """Each file is whole, and the one that was published, before the first object of it is given."""
    manifest = publicatie.manifest
    for tabel in manifest.van(frozenset(("b",))):
        with tempfile.TemporaryDirectory(prefix="rio-data-") as map_:
            telling = Rijenteller()
            with binnengekomen(tabel, _haal(publicatie, tabel.pad, Path(map_))) as regels:
                for regel in telling.neem(regels):
                    yield _uit_bestand(objectregel(regel), "T", manifest.volgnummer)
            if telling.som != tabel.som:
                raise Tampered(zin("feed.rijenhash", datum=manifest.datum, pad=tabel.pad))


def _gehoord(bron: Origin, stroom: str, volgnummer: int, _: bytes | None) -> Iterator[Change]:
    for pagina in paginas(bron, stroom, volgnummer):
        yield from pagina.wijzigingen


def _uit_deltas(bron: Origin, stroom: str, volgnummer: int, certificaat: bytes | None) -> Iterator[Change]:
    """What the publications after a number changed, oldest first."""
    for publicatie in _keten(bron, stroom, volgnummer, certificaat):
        manifest = publicatie.manifest
        with tempfile.TemporaryDirectory(prefix="rio-data-") as map_:
            pad = _haal(publicatie, WIJZIGINGEN, Path(map_))
            vorige: Change | None = None
            for wijziging in _veranderd(pad, manifest.volgnummer):
                if vorige is not None:
                    yield vorige
                vorige = wijziging
            if vorige is not None:
                yield vorige._replace(cursor=cursor(stroom, manifest.volgnummer))


def _keten(bron: Origin, stroom: str, volgnummer: int, certificaat: bytes | None) -> Sequence[GelezenPublicatie]:
    keten = [_nieuwste(bron, certificaat)]
    while True:
        eerste = keten[-1].manifest
        if eerste.stroom != stroom:
            raise ForeignRegister(
                zin("feed.cursor_van_ander", datum=eerste.datum, gevonden=eerste.stroom, verwacht=stroom)
            )
        if eerste.volgnummer <= volgnummer:
            return keten[-2::-1]
        if eerste.vorig_volgnummer == volgnummer:
            return keten[::-1]
        if eerste.vorige is None:
            raise DayMissing(f"{eerste.datum} builds on nothing; begin anew, without a cursor")
        try:
            keten.append(lees_publicatie(bron, eerste.vorige, certificaat))
        except Absent as fout:
            raise DayMissing(f"the publication of {eerste.vorige} is not there; begin anew, without a cursor") from fout


def _veranderd(pad: Path, volgnummer: int) -> Iterator[Change]:
    """A delta as changes: what is taken away and added by the same name was changed."""
    with ExitStack() as open_:
        weg = ((objectregel(r), "V") for r in open_.enter_context(objectdelta_van(pad, "V")))
        erbij = ((objectregel(r), "T") for r in open_.enter_context(objectdelta_van(pad, "T")))
        vorige: tuple[Objectregel, str] | None = None
        for een in merge(weg, erbij, key=lambda deel: (deel[0].kop.encode(), deel[1] == "T")):
            if vorige is not None and een[0].kop == vorige[0].kop:
                yield _uit_bestand(een[0], "W", volgnummer)
                vorige = None
                continue
            if vorige is not None:
                yield _uit_bestand(vorige[0], vorige[1], volgnummer)
            vorige = een
        if vorige is not None:
            yield _uit_bestand(vorige[0], vorige[1], volgnummer)


def _haal(publicatie: GelezenPublicatie, pad: str, map_: Path) -> Path:
    hier = map_ / pad.rpartition("/")[2]
    try:
        publicatie.haal(pad, hier)
    except Absent as fout:
        raise SourceUnavailable(zin("volger.weg", wat=fout)) from fout
    return hier


def _uit_bestand(regel: Objectregel, soort: str, volgnummer: int) -> Change:
    tekst = None if soort == "V" else regel.inhoud
    return Change(volgnummer, regel.objecttype, regel.sleutel, soort, None, tekst, bewezen=True, cursor=None)
