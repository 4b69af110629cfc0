"""Checks the chain over the berichtenlog from its first link to its last, and names every entry that does not fit.

Whoever can write the database can compute hashes anew, and can say that a stempel was made with another key. So what
cannot be judged is a finding, unless the operator names the earlier certificate of the service; and of every entry the
answer has to bear the signature of this service (`Beoordeel`), which nobody makes without its key.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVarTuple

import sqlalchemy as sa

from rio_soap.bevinding.spraak import rapportzin
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.database.model import berichtenlog, partij, schakel
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlog import inhoud_van, is_kopie, uitgepakt
from rio_soap.register.logboek.links import BEGIN, Stempel, schakelhash

Ts = TypeVarTuple("Ts")
Beoordeel = Callable[[sa.RowMapping, bytes, bytes, bytes, bool], list[str]]
"""Row of an entry, its request, its answer, the signature of that, and whether no stempel vouches for the entry: what
is wrong with the signatures, and in the last case with the columns."""
_MAX_REEKS = 50
"""Runs of links with the mark of an unknown key that are named apart."""


@dataclass(frozen=True, slots=True)
class Eerder:
    """An earlier key of the service, named by the operator.

    :param naam: the first 8 bytes of its stempels.
    :param stempel: judges them; None without the private key, then only the signatures of its answers are.
    """

    naam: bytes
    stempel: Stempel | None = None


@dataclass(slots=True)
class Logcontrole:
    """What was found.

    :param schakels: links that were read.
    :param bevindingen: one line for each thing that does not fit; none when the log is whole.
    :param open: entries of ours that have no link yet: the newest ones, or of a process that died.
    :param andere_sleutel: stempels of another key that could not be judged, of links and entries.
    :param laatste: number and hash of the last link.
    """

    schakels: int = 0
    bevindingen: list[str] = field(default_factory=list)
    open: int = 0
    andere_sleutel: int = 0
    laatste: tuple[int, bytes] = (0, BEGIN)


class _Merken:
    """Judges stempels, and gathers runs of links whose mark nobody here can judge."""

    def __init__(self, stempel: Stempel, eerder: Sequence[Eerder], ongestempeld_tot: int, uit: Logcontrole) -> None:
        self._stempel, self._uit = stempel, uit
        self._eerder = {sleutel.naam: sleutel for sleutel in eerder}
        self._ongestempeld_tot = ongestempeld_tot
        self._eigen_vanaf: int | None = None
        self._reeks: tuple[bytes, int, int] | None = None
        self._reeksen = 0

    def goed(self, gevonden: bytes | None, data: bytes, nummer: int | None) -> tuple[bool, bool]:
        """Whether a mark may be what it says, and whether it vouches for the data.

        :param nummer: of the link; None for an entry without one.
        """
        naam = (gevonden or b"")[:8]
        if self._stempel.is_eigen(gevonden):
            if nummer is not None and self._eigen_vanaf is None:
                self._eigen_vanaf = nummer
            klopt = self._stempel.klopt(gevonden, data)
            return klopt, klopt
        eerder = self._eerder.get(naam)
        if eerder is not None and eerder.stempel is not None:
            klopt = eerder.stempel.klopt(gevonden, data)
            return klopt, klopt
        self._uit.andere_sleutel += 1
        if eerder is None and not (naam == b"" and nummer is not None and nummer <= self._ongestempeld_tot):
            self._onbekend(naam, nummer)
        return True, False

    def te_laat(self, gevonden: bytes | None, nummer: int) -> bool:
        """Whether an earlier key marked a link after the key of today had come into use."""
        return (
            self._eigen_vanaf is not None
            and nummer > self._eigen_vanaf
            and not self._stempel.is_eigen(gevonden)
            and (gevonden or b"")[:8] in self._eerder
        )

    def _onbekend(self, naam: bytes, nummer: int | None) -> None:
        if nummer is None:
            return  # named as inserted by who asked
        if self._reeks is not None and self._reeks[0] == naam and nummer <= self._reeks[2] + 1:
            self._reeks = (naam, self._reeks[1], nummer)
            return
        self.sluit()
        self._reeks = (naam, nummer, nummer)

    def sluit(self) -> None:
        """Tell the run that is going on."""
        if self._reeks is None:
            return
        naam, eerste, laatste = self._reeks
        self._reeks = None
        self._reeksen += 1
        if self._reeksen > _MAX_REEKS:
            return
        nummers = rapportzin("log.schakel" if eerste == laatste else "log.schakels", eerste=eerste, laatste=laatste)
        wat = rapportzin("log.zonder_stempel") if naam == b"" else rapportzin("log.andere_sleutel", sleutel=naam.hex())
        raad = "--ongestempeld-tot" if naam == b"" else "--eerder-certificaat"
        self._uit.bevindingen.append(rapportzin("log.niet_te_beoordelen", nummers=nummers, wat=wat, raad=raad))


def controleer_log(
    session: Session,
    stempel: Stempel,
    bekend: dict[int, bytes] | None = None,
    *,
    eerder: Sequence[Eerder] = (),
    ongestempeld_tot: int = 0,
    beoordeel: Beoordeel | None = None,
) -> Logcontrole:
    """Read links and entries once, in order; memory does not grow with the log.

    :param stempel: with the key of the service.
    :param bekend: links that were noted elsewhere: hash by number. These have to be there still.
    :param eerder: earlier keys of the service; marks of any other key are findings.
    :param ongestempeld_tot: last link of those made for entries from before there was a chain, which bear no mark.
    :param beoordeel: looks at the signatures; None leaves these out.
    """
    uit = Logcontrole()
    merken = _Merken(stempel, eerder, ongestempeld_tot, uit)
    bekend = dict(bekend or {})
    for rij in session.execute(_KETEN).mappings():
        verwacht, vorige = uit.laatste[0] + 1, uit.laatste[1]
        if rij["volgnummer"] != verwacht:
            tot = rij["volgnummer"] - 1
            een = rapportzin("log.schakel_weg", nummer=verwacht)
            uit.bevindingen.append(een if tot == verwacht else rapportzin("log.schakels_weg", een=verwacht, tot=tot))
        uit.bevindingen += _schakel(rij, vorige, merken, beoordeel, gat=rij["volgnummer"] != verwacht)
        genoteerd = bekend.pop(rij["volgnummer"], None)
        if genoteerd is not None and genoteerd != rij["hash"]:
            uit.bevindingen.append(rapportzin("log.anders", nummer=rij["volgnummer"], hash=rij["hash"].hex()))
        uit.schakels += 1
        uit.laatste = (rij["volgnummer"], rij["hash"])
    merken.sluit()
    uit.bevindingen += [rapportzin("log.er_niet_meer", nummer=nummer) for nummer in sorted(bekend)]
    uit.bevindingen += _zonder_schakel(session, merken, uit)
    uit.bevindingen += _kopieen(session)
    uit.bevindingen += _partijen(session)
    return uit


def _schakel(
    rij: sa.RowMapping, vorige: bytes, merken: _Merken, beoordeel: Beoordeel | None, *, gat: bool
) -> Iterator[str]:
    """Findings on one link and its entry."""
    nummer = rij["volgnummer"]
    eigen = schakelhash(vorige, nummer, rij["bericht"], rij["inhoud"], rij["handtekening"])
    goed, borg = merken.goed(rij["schakelstempel"], rij["hash"], nummer)
    # Behind a gap the hash before it is not known; the stempel still tells whether the link is ours.
    if eigen != rij["hash"] and not gat:
        yield rapportzin("log.schakel_veranderd", nummer=nummer, bericht=rij["bericht"])
    elif not goed:
        yield rapportzin("log.schakel_vreemd", nummer=nummer, bericht=rij["bericht"])
    elif merken.te_laat(rij["schakelstempel"], nummer):
        yield rapportzin("log.schakel_laat", nummer=nummer, bericht=rij["bericht"])
    if rij["id"] is None:
        yield rapportzin("log.bericht_weg", bericht=rij["bericht"], nummer=nummer)
        return
    gelezen = _gelezen(rij)
    inhoud = inhoud_van(rij, *gelezen) if gelezen is not None else None
    if gelezen is None or inhoud is None or inhoud != rij["inhoud"]:
        yield rapportzin("log.veranderd", bericht=_naam(rij))
        return
    goed, eigen_borg = merken.goed(rij["stempel"], inhoud, nummer)
    if not goed:
        yield rapportzin("log.vreemd", wat=_naam(rij))
    elif beoordeel is not None and rij["schakelstempel"] != b"":
        for tekst in beoordeel(rij, *gelezen, rij["handtekening"], not (borg and eigen_borg)):
            yield f"{_naam(rij)}: {tekst}"


def _zonder_schakel(session: Session, merken: _Merken, uit: Logcontrole) -> Iterator[str]:
    """Entries that are in no link: ours are open, others were inserted."""
    for rij in session.execute(_ZONDER).mappings():
        gelezen = _gelezen(rij)
        if gelezen is not None and merken.goed(rij["stempel"], inhoud_van(rij, *gelezen), None)[1]:
            uit.open += 1
        else:
            yield rapportzin("log.ingevoegd", bericht=_naam(rij))


def _kopieen(session: Session) -> Iterator[str]:
    """Entries that are there twice. A copy bears the stempel of its original, which is right: it says nothing of the
    place, and the service takes no message twice."""
    een, ander = berichtenlog.alias(), berichtenlog.alias()
    zelfde = sa.and_(is_kopie(een, ander), een.c.id < ander.c.id)
    for rij in session.execute(_stroom(sa.select(een.c.id.label("een"), ander.c.id.label("ander")).where(zelfde))):
        yield rapportzin("log.kopie", ander=rij.ander, een=rij.een)


def _partijen(session: Session) -> Iterator[str]:
    """Parties whose certificate is not the one that they are known by."""
    for rij in session.execute(sa.select(partij.c.vingerafdruk, partij.c.naam, partij.c.certificaat)):
        if vingerafdruk(rij.certificaat) != rij.vingerafdruk:
            yield rapportzin("log.partij", naam=rij.naam, vingerafdruk=rij.vingerafdruk)


def _gelezen(rij: sa.RowMapping) -> tuple[bytes, bytes] | None:
    try:
        return uitgepakt(rij)
    except ValueError:
        return None


def _naam(rij: sa.RowMapping) -> str:
    return rapportzin(
        "log.bericht",
        nummer=rij["id"],
        code=rij["identificatiecode"],
        message_id=rij["message_id"],
        ontvangen=rij["ontvangen"],
    )


def _stroom(keuze: sa.Select[*Ts]) -> sa.Select[*Ts]:
    return keuze.execution_options(yield_per=200)


_KETEN = _stroom(
    sa.select(
        schakel.c.volgnummer,
        schakel.c.bericht,
        schakel.c.inhoud,
        schakel.c.handtekening,
        schakel.c.hash,
        schakel.c.stempel.label("schakelstempel"),
        *berichtenlog.c,
    )
    .select_from(schakel.outerjoin(berichtenlog, berichtenlog.c.id == schakel.c.bericht))
    .order_by(schakel.c.volgnummer)
)
_ZONDER = _stroom(
    sa.select(berichtenlog)
    .where(~sa.exists().where(schakel.c.bericht == berichtenlog.c.id))
    .order_by(berichtenlog.c.id)
)
