"""Compares the chain with what was noted of it outside the database: the file of heads and the time stamps in it."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from rio_soap.bevinding.spraak import rapportzin
from rio_soap.edukoppeling.clock import lees_tijdstip, schrijf_tijdstip
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.heads import Head, NotedHead, oudste_na, vergelijk
from rio_soap.register.logboek.links import Stempel, laatste_schakel
from rio_soap.service.getuigebestand import WitnessNote, delen, lees_regels
from rio_soap.service.tijdstempel import Tijdstempelfout, Tsa

GEDULD = timedelta(seconds=60)
"""A file that is behind for longer is a finding."""
_MAX_REGELS = 20


@dataclass(slots=True)
class Getuigenis:
    """What the files say.

    :param hoofden: number of heads in them.
    :param laatste: the newest of them.
    :param tijdstempel: the newest time stamp that was believed: when, and of which link.
    """

    bevindingen: list[str] = field(default_factory=list)
    hoofden: int = 0
    laatste: Head | None = None
    tijdstempel: tuple[datetime, Head] | None = None
    mislukt: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vraag:
    """By what is judged.

    :param stempel: of the service; lines that say to be of another key are held against the chain all the same.
    :param tsa: whose time stamps are believed; None when the operator names none.
    :param tsa_na: after how long without time stamp that is a finding; None when none are made.
    """

    stempel: Stempel
    nu: datetime
    tsa: Tsa | None
    tsa_na: timedelta | None


def controleer_getuigen(register: Register, paden: list[Path], vraag: Vraag) -> Getuigenis:
    """Read the files with their rotated parts and hold every head in them against the chain.

    A head was in the register before it was in a file: so what is in the files now is held against the register as it
    is after that, while a service goes on writing both.
    """
    alle = {pad: delen(pad) for pad in paden}
    grootte = {een: een.stat().st_size for deel in alle.values() for een in deel}
    with register.lees() as session:
        return _controleer(session, alle, grootte, vraag)


def _controleer(session: Session, paden: dict[Path, list[Path]], grootte: dict[Path, int], vraag: Vraag) -> Getuigenis:
    uit, laatste = Getuigenis(), laatste_schakel(session)[0]
    for pad, deel in paden.items():
        if pad not in deel and (laatste or deel):
            tekst = rapportzin("log.geen_bestand")
            uit.bevindingen.append(f"{pad}: {tekst}")
        for een in deel:
            uit.bevindingen += vergelijk(session, _genoteerd(een, grootte[een], vraag, uit))
    if paden:
        uit.bevindingen += _achter(session, vraag, uit, laatste)
    uit.bevindingen += [rapportzin("log.onbereikbaar", naam=naam, sinds=sinds) for naam, sinds in uit.mislukt.items()]
    return uit


def _genoteerd(pad: Path, grootte: int, vraag: Vraag, uit: Getuigenis) -> Iterator[NotedHead]:
    """The heads in one file; what is wrong with its lines is added to the findings."""
    fout = 0
    try:
        for regel in lees_regels(pad, grootte):
            tekst = regel if isinstance(regel, str) else _regel(regel, vraag, uit)
            if tekst is not None:
                fout += 1
                if fout <= _MAX_REGELS:
                    uit.bevindingen.append(tekst)
            if isinstance(regel, WitnessNote) and regel.hoofd is not None:
                yield NotedHead(regel.waar, regel.hoofd)
    except (OSError, EOFError, gzip.BadGzipFile) as onleesbaar:
        uit.bevindingen.append(rapportzin("log.onleesbaar", pad=pad, waarom=onleesbaar))
    if fout > _MAX_REGELS:
        uit.bevindingen.append(rapportzin("log.nog_regels", pad=pad, aantal=fout - _MAX_REGELS))


def _regel(regel: WitnessNote, vraag: Vraag, uit: Getuigenis) -> str | None:
    """What is wrong with a line; what it says is kept."""
    if vraag.stempel.is_eigen(regel.stempel) and not vraag.stempel.klopt(regel.stempel, regel.getekend):
        return rapportzin("log.vreemd", wat=regel.waar)
    if regel.soort == "mislukt":
        uit.mislukt[regel.inhoud] = regel.moment
    elif regel.soort == "hersteld":
        uit.mislukt.pop(regel.inhoud, None)
    elif regel.soort == "tijdstempel":
        return _tijdstempel(regel, vraag, uit)
    elif (hoofd := regel.hoofd) is not None:
        uit.hoofden += 1
        if uit.laatste is None or hoofd.volgnummer > uit.laatste.volgnummer:
            uit.laatste = hoofd
        moment = lees_tijdstip(regel.moment)
        if moment is None or moment > vraag.nu + GEDULD:
            return rapportzin("log.toekomst", waar=regel.waar, moment=regel.moment)
    return None


def _tijdstempel(regel: WitnessNote, vraag: Vraag, uit: Getuigenis) -> str | None:
    hoofd = regel.hoofd
    assert hoofd is not None
    if vraag.tsa is None:
        return rapportzin("log.zonder_tsa", waar=regel.waar)
    try:
        moment = vraag.tsa.controleer(regel.token, hoofd)
    except Tijdstempelfout as fout:
        return rapportzin("log.tijdstempel_fout", waar=regel.waar, nummer=hoofd.volgnummer, waarom=fout)
    if uit.tijdstempel is None or moment > uit.tijdstempel[0]:
        uit.tijdstempel = moment, hoofd
    return None


def _achter(session: Session, vraag: Vraag, uit: Getuigenis, laatste: int) -> Iterator[str]:
    """Whether the notes have kept up with the chain."""
    nummer = uit.laatste.volgnummer if uit.laatste else 0
    if nummer < laatste and (sinds := oudste_na(session, nummer)) is not None and vraag.nu - sinds > GEDULD:
        yield rapportzin("log.achter", nummer=nummer, laatste=laatste)
    if vraag.tsa_na is None:
        return
    nummer = uit.tijdstempel[1].volgnummer if uit.tijdstempel else 0
    if nummer < laatste and (sinds := oudste_na(session, nummer)) is not None and vraag.nu - sinds > vraag.tsa_na:
        wanneer = rapportzin("log.er_niet")
        if uit.tijdstempel:
            wanneer = rapportzin("log.van", moment=schrijf_tijdstip(uit.tijdstempel[0]))
        yield rapportzin("log.tijdstempel_achter", wanneer=wanneer, nummer=nummer + 1)
