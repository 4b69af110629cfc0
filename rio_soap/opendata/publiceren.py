"""A day's publication, from the register to the folder that is served."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.opendata.afwerking import Afwerking, taken, werk_af
from rio_soap.opendata.dagplan import SOORTEN, aantallen, geraakt, gewicht, maak_plan, teruggezet
from rio_soap.opendata.dagpublicatie import MUTATIES, Bestandsfeiten, Dagpublicatie
from rio_soap.opendata.grondslag import Grondfout, Grondslag, Stand, is_dat, schrijf_stand, toets, zoek_grondslag
from rio_soap.opendata.publicatiejournaal import Aanhef, Publicatiejournaal, Werkuitkomst, lees_journaal
from rio_soap.opendata.publicatiemap import Publicatiemap
from rio_soap.opendata.soortmaker import (
    UITGEVALLEN,
    UITVAL,
    Soortopdracht,
    Werkplaats,
    maak_soort,
    schrijf_wijzigingen,
)
from rio_soap.opendata.werkverdeling import Meld, Opener, Werkstuk, Werkverdeling
from rio_soap.register.publicatie.publicatiebron import Tijdpunt, tijdpunt
from rio_soap.register.publicatie.publicatielezer import Publicatielezer
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.publicatie.spoor import spoor
from rio_soap.register.publicatie.zichtstand import Zichtstand, zichtstand
from rio_soap.register.regels.uitslag import dag_in_nederland

_POGINGEN = 3
"""How often kinds are made again because other objects may be seen than when they were begun."""
_JOURNAAL, _UIT, _WERK = "journaal", "uit", "werk"
WIJZIGINGEN = "wijzigingen"
"""Name of the task that makes the delta of the objects."""


class Publicatiefout(Exception):
    """There is no publication of the day, and why; that of before stays."""


class Publicatievoortgang(NamedTuple):
    """Who is told how far it is.

    :param totaal: of how many objects there are to read.
    :param meld: of how many were read since the last time.
    :param zeg: of what is worth a line.
    """

    totaal: Callable[[int], None]
    meld: Meld
    zeg: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Uitgave:
    """What is asked for.

    :param moment: now, aware: its day in the Netherlands is the day of the publication.
    :param kenmerk: of the code and the settings: what was made by others is made anew.
    :param bewaar: days for which publications are kept, at least; the first of a month always is.
    :param processen: that read and write at the same time: 1 or 2.
    :param opener: opens the register for one process.
    :param afwerking: makes what follows from families A and B.
    """

    map_: Publicatiemap
    moment: datetime
    kenmerk: str
    sleutelpaar: Sleutelpaar
    bewaar: int
    processen: int
    opener: Opener
    afwerking: Afwerking


class Uitkomst(NamedTuple):
    """What came of it.

    :param nieuw: False when the day had been published already, and nothing was done.
    :param geruimd: days of which the publication was taken away.
    """

    datum: date
    nieuw: bool
    dag: Dagpublicatie | None = None
    gelijk: int = 0
    geruimd: tuple[date, ...] = ()


def publiceer(uitgave: Uitgave, voortgang: Publicatievoortgang) -> Uitkomst:
    """Publish the day of now, or go on with what a run before it could not finish.

    :raises Publicatiefout: when there is none now.
    :raises rio_soap.register.database.lock.InUse: when another process publishes there; names it.
    :raises rio_soap.register.database.failures.Unavailable: when the register is out of reach.
    """
    datum, map_ = dag_in_nederland(uitgave.moment), uitgave.map_
    with map_.alleen():
        dagen = map_.dagen()
        if datum in dagen:
            return Uitkomst(datum, nieuw=False)
        if dagen and dagen[-1] > datum:
            raise Publicatiefout(zin("publicatie.later", map=map_.van(dagen[-1]), dag=datum))
        map_.ruim_werk(datum)
        with Werkverdeling(uitgave.opener, uitgave.processen) as werk, uitgave.opener() as lezer:
            gang = _Gang(uitgave, voortgang, datum, werk, lezer)
            dag, gelijk = gang.maak()
        geruimd = tuple(map_.ruim_op(datum, uitgave.bewaar))
    return Uitkomst(datum, True, dag, gelijk, geruimd)


class _Gang:
    """One run."""

    def __init__(
        self,
        uitgave: Uitgave,
        voortgang: Publicatievoortgang,
        datum: date,
        werk: Werkverdeling,
        lezer: Publicatielezer,
    ) -> None:
        self._uitgave, self._voortgang, self._datum = uitgave, voortgang, datum
        self._werk, self._lezer = werk, lezer
        self._map = uitgave.map_.werkmap(datum)

    def maak(self) -> tuple[Dagpublicatie, int]:
        """Make the publication and put it in its place; also gives how many files stayed as they were."""
        op = self._lezer.lees(lambda session: tijdpunt(session, self._uitgave.moment))
        grond = self._grondslag(op)
        journaal = self._journaal(op, grond)
        if grond is not None and journaal.aanhef.op.volgnummer < grond.volgnummer:
            self._voortgang.zeg(f"the register is at {op.volgnummer}, before the {grond.volgnummer} of {grond.datum}")
        elif grond is not None and teruggezet(self._lezer, grond):
            self._voortgang.zeg(f"the register was put back since number {grond.volgnummer} of {grond.datum}")
        plaats = Werkplaats(self._map / _UIT, self._map / _WERK, None if grond is None else grond.map_)
        self._ruim(journaal, plaats)
        self._maak_soorten(journaal, plaats, grond)
        if grond is not None and WIJZIGINGEN not in journaal.klaar:
            journaal.noteer(WIJZIGINGEN, schrijf_wijzigingen(plaats))
        self._meld_uitval(journaal)
        gelijk = sorted(naam for een in journaal.klaar.values() for naam in een.gelijk)
        self._doe(journaal, taken(self._uitgave.afwerking, plaats, gelijk))
        dag = werk_af(self._uitgave.afwerking, self._dag(journaal, grond), plaats, journaal, self._uitgave.sleutelpaar)
        schrijf_stand(self._uitgave.map_.stand(self._datum), self._stand(journaal))
        self._uitgave.map_.zet_neer(plaats.uit, self._datum)
        shutil.rmtree(self._map)
        return dag, len(gelijk)

    def _stand(self, journaal: Publicatiejournaal) -> Stand:
        alle = (deel for een in journaal.klaar.values() for deel in een.bestanden.items())
        ingepakt = {naam: feiten.sha256 for naam, feiten in alle if naam.startswith(".")}
        return Stand(self._uitgave.kenmerk, journaal.aanhef.zicht, journaal.aanhef.spoor, ingepakt)

    def _grondslag(self, op: Tijdpunt) -> Grondslag | None:
        """The publication of before; None, and told, when nothing can build on it."""
        map_ = self._uitgave.map_
        try:
            grond = zoek_grondslag(map_.dagen(), map_.van, map_.stand)
            if grond is not None:
                toets(grond, op, TABELLEN.values())
        except Grondfout as fout:
            self._voortgang.zeg(f"a full set without deltas: {fout}")
            return None
        return grond

    def _journaal(self, op: Tijdpunt, grond: Grondslag | None) -> Publicatiejournaal:
        """That of the run that was killed, when it is of the same code, settings, register and yesterday."""
        vorige = "" if grond is None else grond.datum.isoformat()
        oud = lees_journaal(self._map / _JOURNAAL)
        if oud is not None and self._hoort_bij(oud.aanhef, op, vorige):
            self._voortgang.zeg(f"goes on at number {oud.aanhef.op.volgnummer}: {len(oud.klaar)} tasks are done")
            return oud
        if self._map.exists():
            shutil.rmtree(self._map)
        for deel in (_WERK, _UIT, f"{_UIT}/{MUTATIES}" if grond is not None else _UIT):
            (self._map / deel).mkdir(parents=True, exist_ok=True)
        aanhef = Aanhef(self._uitgave.kenmerk, op, vorige, self._zicht(op), self._spoor(op))
        journaal = Publicatiejournaal(self._map / _JOURNAAL, aanhef)
        journaal.begin()
        return journaal

    def _hoort_bij(self, aanhef: Aanhef, op: Tijdpunt, vorige: str) -> bool:
        zelfde = (self._uitgave.kenmerk, op.stroom, vorige, self._spoor(aanhef.op))
        was = (aanhef.kenmerk, aanhef.op.stroom, aanhef.vorige, aanhef.spoor)
        return was == zelfde and aanhef.op.volgnummer <= op.volgnummer

    def _spoor(self, op: Tijdpunt) -> str:
        return self._lezer.lees(lambda session: spoor(session, op.volgnummer))

    def _zicht(self, op: Tijdpunt) -> Zichtstand:
        return self._lezer.lees(lambda session: zichtstand(session, self._lezer.bron(op).context()))

    def _ruim(self, journaal: Publicatiejournaal, plaats: Werkplaats) -> None:
        """Only what the journal says is finished, and is so, stays.

        What a run left half may be a link to a file of yesterday: nothing may ever be written into it.
        """
        if weg := [taak for taak, uitkomst in journaal.klaar.items() if not _is_af(uitkomst, plaats)]:
            journaal.overnieuw({*weg, *(journaal.klaar.keys() - set(SOORTEN))}, journaal.aanhef.zicht)
        klaar = journaal.klaar.values()
        blijft = {plaats.uit / naam for een in klaar for naam in (*een.bestanden, *een.gelijk)}
        blijft |= {plaats.werk / naam for een in klaar for naam in een.werk}
        for pad in sorted(self._map.rglob("*")):
            if not pad.is_dir() and pad not in blijft and pad.name != _JOURNAAL:
                pad.unlink()

    def _maak_soorten(self, journaal: Publicatiejournaal, plaats: Werkplaats, grond: Grondslag | None) -> None:
        """Make the files of all kinds, by one state of what everybody may see."""
        op = journaal.aanhef.op
        for _ in range(_POGINGEN):
            nu = self._zicht(op)
            if opnieuw := geraakt(journaal.aanhef.zicht, nu) & journaal.klaar.keys():
                journaal.overnieuw(opnieuw | (journaal.klaar.keys() - set(SOORTEN)), nu)
                self._ruim(journaal, plaats)
            elif nu != journaal.aanhef.zicht:
                journaal.overnieuw((), nu)
            plan = maak_plan(self._lezer, op, self._uitgave.kenmerk, nu, grond)
            if not (over := [een for een in plan if een.soort not in journaal.klaar]):
                return
            objecten = aantallen(self._lezer, over)
            self._voortgang.totaal(sum(objecten.values()))
            self._doe(journaal, [_taak(plaats, een, op, gewicht(een, objecten[een.soort], grond)) for een in over])
        if geraakt(journaal.aanhef.zicht, self._zicht(op)):
            raise Publicatiefout(zin("publicatie.onrustig"))

    def _meld_uitval(self, journaal: Publicatiejournaal) -> None:
        """Tell what of the register is not in the files, since nothing can be made of what is kept."""
        for een in journaal.klaar.values():
            if aantal := een.verder.get(UITGEVALLEN):
                self._voortgang.zeg(f"left out, {aantal} in all: {'; '.join(map(str, een.verder[UITVAL]))}")  # type: ignore[call-overload]

    def _doe(self, journaal: Publicatiejournaal, taken_: list[Werkstuk]) -> None:
        """Do those of these tasks that are not done yet."""
        over = [taak for taak in taken_ if taak.naam not in journaal.klaar]
        self._werk.doe(over, self._lezer, journaal.noteer, self._voortgang.meld)

    def _dag(self, journaal: Publicatiejournaal, grond: Grondslag | None) -> Dagpublicatie:
        op = journaal.aanhef.op
        feiten: dict[str, Bestandsfeiten] = {}
        for uitkomst in journaal.klaar.values():
            feiten |= {naam: feit for naam, feit in uitkomst.bestanden.items() if not naam.startswith(".")}
            feiten |= {naam: grond.feiten[naam] for naam in uitkomst.gelijk} if grond is not None else {}
        vorige, vorig_volgnummer = (None, None) if grond is None else (grond.datum, grond.volgnummer)
        return Dagpublicatie(self._datum, op.stroom, op.volgnummer, op.moment, vorige, vorig_volgnummer, feiten)


def _is_af(uitkomst: Werkuitkomst, plaats: Werkplaats) -> bool:
    """Whether what a task made is there, as it was made."""
    if not all((plaats.uit / naam).exists() for naam in uitkomst.gelijk):
        return False
    delen: tuple[tuple[Path, Mapping[str, Bestandsfeiten]], ...] = (
        (plaats.uit, uitkomst.bestanden),
        (plaats.werk, uitkomst.werk),
    )
    return all(is_dat(map_ / naam, feiten.sha256) for map_, deel in delen for naam, feiten in deel.items())


def _taak(plaats: Werkplaats, opdracht: Soortopdracht, op: Tijdpunt, zwaarte: float) -> Werkstuk:
    return Werkstuk(opdracht.soort, zwaarte, partial(_doe_soort, plaats, opdracht, op))


def _doe_soort(
    plaats: Werkplaats, opdracht: Soortopdracht, op: Tijdpunt, lezer: Publicatielezer, meld: Meld
) -> Werkuitkomst:
    return maak_soort(plaats, opdracht, lezer.bron(op), meld)
