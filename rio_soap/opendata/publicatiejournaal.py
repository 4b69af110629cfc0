"""What of a publication in the making is finished, so that a run that was killed goes on and does not begin anew.

A file of lines of JSON in the work folder. The first says of what number and by which code and settings; each further
one a task that is done, with the hashes of its files, or that tasks have to be done again. A line that was cut off by
the end of the process counts for nothing.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rio_soap.opendata.dagpublicatie import Bestandsfeiten
from rio_soap.register.publicatie.publicatiebron import Tijdpunt
from rio_soap.register.publicatie.zichtstand import Zichtstand


class Aanhef(NamedTuple):
    """By what a publication is made: with anything else it is another one.

    :param kenmerk: of the code and the settings.
    :param vorige: day of the publication on which it builds, ISO; empty for none.
    :param spoor: of the register at its number: it may be put back from a backup.
    """

    kenmerk: str
    op: Tijdpunt
    vorige: str
    zicht: Zichtstand
    spoor: str


class Werkuitkomst(NamedTuple):
    """What a task left.

    :param bestanden: facts by path within the publication.
    :param gelijk: names of the files that are those of yesterday.
    :param werk: facts of what it left in the work folder for a later task.
    :param verder: what it found, as JSON has it.
    """

    bestanden: Mapping[str, Bestandsfeiten] = {}
    gelijk: tuple[str, ...] = ()
    werk: Mapping[str, Bestandsfeiten] = {}
    verder: Mapping[str, object] = {}


class Publicatiejournaal:
    """The journal of one publication.

    :param pad: its file.
    """

    def __init__(self, pad: Path, aanhef: Aanhef) -> None:
        self._pad, self.aanhef = pad, aanhef
        self.klaar: dict[str, Werkuitkomst] = {}

    def begin(self) -> None:
        """Write the first line."""
        self._schrijf("aanhef", _naar_json(self.aanhef))

    def noteer(self, taak: str, uitkomst: Werkuitkomst) -> None:
        """A task is done. After a power cut its files may be gone all the same: their hashes tell."""
        self.klaar[taak] = uitkomst
        self._schrijf("klaar", {"taak": taak, **uitkomst._asdict()})

    def overnieuw(self, taken: Iterable[str], zicht: Zichtstand) -> None:
        """Other objects may be seen now: these tasks have to be done again."""
        namen = sorted(taken)
        self._vergeet(namen, zicht)
        self._schrijf("overnieuw", {"taken": namen, "zicht": zicht_naar_json(zicht)})

    def _vergeet(self, taken: Iterable[str], zicht: Zichtstand) -> None:
        for taak in taken:
            self.klaar.pop(taak, None)
        self.aanhef = self.aanhef._replace(zicht=zicht)

    def _schrijf(self, soort: str, inhoud: Mapping[str, object]) -> None:
        with self._pad.open("ab") as bestand:
            bestand.write(json.dumps({soort: inhoud}).encode() + b"\n")


def lees_journaal(pad: Path) -> Publicatiejournaal | None:
    """The journal in a file; None when there is none that can be read."""
    if not pad.exists():
        return None
    journaal: Publicatiejournaal | None = None
    for regel in pad.read_bytes().split(b"\n")[:-1]:
        try:
            ((soort, inhoud),) = json.loads(regel).items()
            if soort == "aanhef":
                journaal = Publicatiejournaal(pad, _van_json(inhoud))
            elif journaal is None:
                return None
            elif soort == "klaar":
                journaal.klaar[inhoud["taak"]] = _uitkomst(inhoud)
            else:
                journaal._vergeet(inhoud["taken"], zicht_van_json(inhoud["zicht"]))
        except (ValueError, TypeError, KeyError):
            return None
    return journaal


def zicht_naar_json(zicht: Zichtstand) -> dict[str, object]:
    """A state of what everybody may see."""
    return {"contexten": dict(zicht.contexten), "verborgen": sorted(zicht.verborgen)}


def zicht_van_json(inhoud: Mapping[str, object]) -> Zichtstand:
    """The inverse of `zicht_naar_json`.

    :raises KeyError, TypeError: for what is none.
    """
    return Zichtstand(dict(inhoud["contexten"]), frozenset(inhoud["verborgen"]))  # type: ignore[call-overload]


def _naar_json(aanhef: Aanhef) -> dict[str, object]:
    op = (aanhef.op.stroom, aanhef.op.volgnummer, aanhef.op.moment.isoformat())
    return {
        "kenmerk": aanhef.kenmerk,
        "op": op,
        "vorige": aanhef.vorige,
        "zicht": zicht_naar_json(aanhef.zicht),
        "spoor": aanhef.spoor,
    }


def _van_json(inhoud: Mapping[str, object]) -> Aanhef:
    delen = inhoud["op"]
    assert isinstance(delen, list)
    op = Tijdpunt(str(delen[0]), int(delen[1]), datetime.fromisoformat(delen[2]))
    zicht = zicht_van_json(inhoud["zicht"])  # type: ignore[arg-type]
    return Aanhef(str(inhoud["kenmerk"]), op, str(inhoud["vorige"]), zicht, str(inhoud["spoor"]))


def _uitkomst(inhoud: Mapping[str, object]) -> Werkuitkomst:
    return Werkuitkomst(
        {naam: Bestandsfeiten(*delen) for naam, delen in inhoud["bestanden"].items()},  # type: ignore[attr-defined]
        tuple(inhoud["gelijk"]),  # type: ignore[arg-type]
        {naam: Bestandsfeiten(*delen) for naam, delen in inhoud["werk"].items()},  # type: ignore[attr-defined]
        dict(inhoud["verder"]),  # type: ignore[call-overload]
    )
