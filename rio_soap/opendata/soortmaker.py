"""The files of one kind of object: its lines of JSON, its tables, and what changed in them since yesterday."""

import heapq
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.opendata.dagpublicatie import MUTATIES, Bestandsfeiten
from rio_soap.opendata.publicatiejournaal import Werkuitkomst
from rio_soap.opendata.rijverschil import Hoort, Rijverschil, alles_hoort, hoort_bij, hoort_in
from rio_soap.opendata.sortering import Sortering
from rio_soap.opendata.tabeluitvoer import Tabeluitvoer, feiten_van, lees_tabel, schrijf_tabel, verbind
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.publicatiebron import Gepubliceerd, Publicatiebron
from rio_soap.register.publicatie.rijen_financiering import FINANCIERINGSBESLUITEN
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.zicht import Objectnaam

MUTATIESOORT: Final = "MUTATIESOORT"
WEG, ERBIJ = "V", "T"
"""Values of MUTATIESOORT: a row to take away, a row to add."""
FINANCIERING: Final = FINANCIERINGSBESLUITEN.objecttype
"""Stands beside the kinds of object: no mutatie tells of it, so it is read whole every night."""
UITVAL, UITGEVALLEN = "uitval", "uitgevallen"
"""In `Werkuitkomst.verder`: what of the register nothing could be made of, some of it by name, and how much."""
_GENOEMD: Final = 5
_TIK: Final = 500
"""Objects between two words on how far it is."""


class Wijze(StrEnum):
    """How the files of a kind come about."""

    NIEUW = "nieuw"
    """All objects are read; there is no yesterday."""
    GEHEEL = "geheel"
    """All objects are read, and compared with yesterday."""
    GEWIJZIGD = "gewijzigd"
    """What changed is read, and takes the place of what was."""


class Soortopdracht(NamedTuple):
    """Of which kind files are to be made, and how.

    :param sleutels: of the objects that changed, for `Wijze.GEWIJZIGD`.
    """

    soort: str
    wijze: Wijze
    sleutels: tuple[str, ...] = ()

    def bestanden(self) -> list[str]:
        """Names of its files of A and B."""
        naam = jsonbestand(self.soort)
        return [*([] if naam is None else [naam]), *(tabel.bestand for tabel in tabellen_van(self.soort))]


@dataclass(frozen=True, slots=True)
class Werkplaats:
    """Where files are made.

    :param uit: the folder that will be published.
    :param werk: for what is needed meanwhile; both are there.
    :param vorige: folder of yesterday; None of a first publication.
    """

    uit: Path
    werk: Path
    vorige: Path | None


def jsonbestand(soort: str) -> str | None:
    """Name of the file with the objects of a kind; None of what is no kind of the feed."""
    return f"{soort.lower()}.jsonl.gz" if soort in OBJECTTYPEN else None


def tabellen_van(soort: str) -> list[Tabel]:
    """The tables of a kind."""
    return [tabel for tabel in TABELLEN.values() if tabel.objecttype == soort]


def jsonregel(een: Gepubliceerd, inhoud: JsonObject) -> bytes:
    """The line of an object.

    :param inhoud: its content.
    """
    object_ = {"sleutel": een.sleutel, "objecttype": een.objecttype, "inhoud": inhoud}
    return json.dumps(object_, ensure_ascii=False, separators=(",", ":")).encode()


def mutatiebestand(tabel: Tabel) -> str:
    """Path of the delta of a table."""
    return f"{MUTATIES}/Mutaties_{tabel.bestand}"


def verschilpaden(werk: Path, naam: str) -> tuple[Path, Path]:
    """Where the rows that went from a file, and those that came, stand until they are published."""
    return werk / f"{naam}.{WEG}", werk / f"{naam}.{ERBIJ}"


def maak_soort(
    plaats: Werkplaats, opdracht: Soortopdracht, bron: Publicatiebron, meld: Callable[[int], None]
) -> Werkuitkomst:
    """Make the files of a kind.

    :param meld: is told how many objects were read since the last time.
    """
    soort, sleutels = opdracht.soort, opdracht.sleutels
    geheel, gelijk = opdracht.wijze is not Wijze.GEWIJZIGD, not opdracht.sleutels
    sortering = Sortering(plaats.werk / f"lopen-{soort.lower()}")
    maker = _Maker(plaats, sortering, {}, [], {})
    if geheel or not gelijk:
        _verzamel(sortering, _objecten(opdracht, bron), jsonbestand(soort) or "", bron, meld)
    if (naam := jsonbestand(soort)) is not None:
        if geheel or not gelijk:
            maker.maak(naam, None, alles_hoort if geheel else hoort_bij(sleutels))
        else:
            maker.laat(naam)
        maker.bewaar_verschil(naam)
    for tabel in tabellen_van(soort):
        if geheel or not gelijk:
            maker.maak(tabel.bestand, tabel.kop, alles_hoort if geheel else hoort_in(tabel, sleutels))
        else:
            maker.laat(tabel.bestand)
        maker.schrijf_mutaties(tabel)
    sortering.sluit()
    return Werkuitkomst(maker.bestanden, tuple(maker.gelijk), maker.werk, _verder(bron))


def _verder(bron: Publicatiebron) -> dict[str, object]:
    """Of what was left out how much, and the first of it: in words, for the operator."""
    uitval = dict.fromkeys(f"{een.tabel} {een.sleutel}: {een.reden}" for een in bron.uitval)
    return {UITVAL: list(uitval)[:_GENOEMD], UITGEVALLEN: len(uitval)} if uitval else {}


def _objecten(opdracht: Soortopdracht, bron: Publicatiebron) -> Iterable[Gepubliceerd]:
    if opdracht.soort == FINANCIERING:
        return (Gepubliceerd(FINANCIERING, "", None, (rij,)) for rij in bron.besluiten())
    if opdracht.wijze is not Wijze.GEWIJZIGD:
        return bron.alle(opdracht.soort)
    return bron.van(Objectnaam(opdracht.soort, sleutel) for sleutel in opdracht.sleutels)


def _verzamel(
    sortering: Sortering,
    objecten: Iterable[Gepubliceerd],
    naam: str,
    bron: Publicatiebron,
    meld: Callable[[int], None],
) -> None:
    nr = 0
    for nr, een in enumerate(objecten, 1):
        if (inhoud := bron.json(een)) is not None:
            sortering.voeg_toe(naam, jsonregel(een, inhoud))
        for bestand, regel in een.rijen:
            sortering.voeg_toe(bestand, regel.encode())
        if nr % _TIK == 0:
            meld(_TIK)
    meld(nr % _TIK)


class _Maker(NamedTuple):
    """Makes the files of a kind, of the rows that were gathered and those of yesterday."""

    plaats: Werkplaats
    sortering: Sortering
    bestanden: dict[str, Bestandsfeiten]
    gelijk: list[str]
    werk: dict[str, Bestandsfeiten]

    def maak(self, naam: str, kop: str | None, hoort: Hoort) -> None:
        """One file of today."""
        pad, nieuw = self.plaats.uit / naam, self.sortering.gesorteerd(naam)
        if self.plaats.vorige is None:
            self.bestanden[naam] = schrijf_tabel(pad, kop, nieuw)
            return
        uitvoer = Tabeluitvoer(pad, kop)
        verschil = Rijverschil(uitvoer, *verschilpaden(self.plaats.werk, naam))
        if verschil.maak(lees_tabel(self.plaats.vorige / naam, kop), nieuw, hoort):
            self.bestanden[naam] = uitvoer.sluit()
        else:
            uitvoer.laat_vallen()
            self.laat(naam)

    def laat(self, naam: str) -> None:
        """A file that stays as it was."""
        assert self.plaats.vorige is not None
        verbind(self.plaats.vorige / naam, self.plaats.uit / naam)
        self.gelijk.append(naam)

    def bewaar_verschil(self, naam: str) -> None:
        """What differs in the objects is published with that of the other kinds."""
        for pad in verschilpaden(self.plaats.werk, naam):
            if pad.exists():
                self.werk[pad.name] = feiten_van(pad)

    def schrijf_mutaties(self, tabel: Tabel) -> None:
        """The delta of a table; there is none to a first publication."""
        if self.plaats.vorige is None:
            return
        paden, kop = verschilpaden(self.plaats.werk, tabel.bestand), f'{tabel.kop},"{MUTATIESOORT}"'
        rijen = chain.from_iterable(_met_soort(pad, soort) for pad, soort in zip(paden, (WEG, ERBIJ), strict=True))
        feiten = schrijf_tabel(self.plaats.uit / mutatiebestand(tabel), kop, rijen)
        self.bestanden[mutatiebestand(tabel)] = Bestandsfeiten(feiten.bytes, feiten.sha256)
        for pad in paden:
            pad.unlink(missing_ok=True)


def _met_soort(pad: Path, soort: str) -> Iterator[bytes]:
    achter = f',"{soort}"'.encode()
    return (regel + achter for regel in lees_tabel(pad)) if pad.exists() else iter(())


def schrijf_wijzigingen(plaats: Werkplaats) -> Werkuitkomst:
    """The delta of the objects, of what each kind put apart."""
    naam = f"{MUTATIES}/wijzigingen.jsonl.gz"
    feiten = schrijf_tabel(plaats.uit / naam, None, chain(_van_soort(plaats.werk, WEG), _van_soort(plaats.werk, ERBIJ)))
    return Werkuitkomst({naam: Bestandsfeiten(feiten.bytes, feiten.sha256)})


def _van_soort(werk: Path, soort: str) -> Iterator[bytes]:
    """The objects that went, or those that came, of all kinds; ascending."""
    begin = f'{{"{MUTATIESOORT.lower()}":"{soort}",'.encode()
    delen = [lees_tabel(pad) for pad in sorted(werk.glob(f"*.jsonl.gz.{soort}"))]
    return (begin + regel[1:] for regel in heapq.merge(*delen))
