"""What was sent to an endpoint and what came of it, on disk before the message goes and after its answer is kept."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from rio_soap import besloten
from rio_soap.bevinding.spraak import zin


class Journaalfout(ValueError):
    """A journal that cannot be used; the text says why."""


Json = dict[str, Any]  # whoever takes a value checks it
"""An object of JSON; Any, since it may come from a file that somebody else wrote."""


@dataclass(frozen=True, slots=True)
class Regelstand:
    """Where a message stands.

    :param poging: the first is 1; the next one after a fault has another code.
    :param onderweg: it may have arrived, and no answer was kept.
    :param uitkomst: as written by `klaar`; None when it has to be delivered.
    """

    poging: int = 1
    onderweg: bool = False
    uitkomst: Json | None = None


class Journaal:
    """A file of lines of JSON that only grows; a last line that was cut off by a crash was never acted upon.

    :param batch: the batch that it belongs to.
    :raises Journaalfout: for a file of another batch, or one that cannot be read.
    """

    def __init__(self, pad: Path, batch: UUID) -> None:
        self._standen: dict[tuple[str, str], Regelstand] = {}
        besloten.maak_bestand(pad)
        self._bestand = pad.open("a+b")
        self._lees(pad, batch)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._bestand.close()

    def stand(self, naam: str, hash_: str) -> Regelstand:
        """How far the batch is with a message."""
        return self._standen.get((naam, hash_), Regelstand())

    def begin(self, naam: str, hash_: str, code: str) -> None:
        """To be called before a message is sent."""
        self._schrijf({"wat": "begin", "naam": naam, "hash": hash_, "code": code})

    def niet_verstuurd(self, naam: str, hash_: str) -> None:
        """The message that was begun has certainly not been sent."""
        self._schrijf({"wat": "niet", "naam": naam, "hash": hash_})

    def klaar(self, naam: str, hash_: str, uitkomst: Json) -> None:
        """The answer to a message was kept; a fault (``stand`` is ``fout``) makes the next try a new message."""
        self._schrijf({"wat": "klaar", "naam": naam, "hash": hash_, "uitkomst": uitkomst})

    def _schrijf(self, regel: Json) -> None:
        self._bestand.write(json.dumps(regel, ensure_ascii=False).encode() + b"\n")
        self._bestand.flush()
        os.fsync(self._bestand.fileno())
        self._verwerk(regel)

    def _verwerk(self, regel: Json) -> None:
        sleutel = (str(regel["naam"]), str(regel["hash"]))
        nu = self._standen.get(sleutel, Regelstand())
        if regel["wat"] == "begin":
            self._standen[sleutel] = Regelstand(nu.poging, onderweg=True)
        elif regel["wat"] == "niet":
            self._standen[sleutel] = Regelstand(nu.poging)
        elif regel["uitkomst"]["stand"] == "fout":
            self._standen[sleutel] = Regelstand(nu.poging + 1)
        else:
            self._standen[sleutel] = Regelstand(nu.poging, uitkomst=regel["uitkomst"])

    def _lees(self, pad: Path, batch: UUID) -> None:
        self._bestand.seek(0)
        goed = 0
        for nummer, ruw in enumerate(self._bestand, 1):
            if not ruw.endswith(b"\n"):
                break
            try:
                regel = json.loads(ruw)
                if nummer == 1:
                    if regel["batch"] != str(batch):
                        raise Journaalfout(zin("batchfout.andere_batch", pad=pad))
                else:
                    self._verwerk(regel)
            except (ValueError, KeyError, TypeError) as fout:
                if isinstance(fout, Journaalfout):
                    raise
                raise Journaalfout(zin("batchfout.journaal", pad=pad, regel=nummer, waarom=fout)) from fout
            goed += len(ruw)
        self._bestand.truncate(goed)
        if not goed:
            self._bestand.write(json.dumps({"batch": str(batch)}).encode() + b"\n")
            self._bestand.flush()
            os.fsync(self._bestand.fileno())
