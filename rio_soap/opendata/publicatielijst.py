"""What the server may send of the publications: the files that the checksums of one name, and nothing else.

So there is no path to look at: a name that is not among those of its publication is not there.
"""

import json
import logging
import os
import stat
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from rio_soap.opendata.controlesommen import HANDTEKENING, SOMMEN
from rio_soap.opendata.dagpublicatie import DATAPACKAGE
from rio_soap.opendata.gzip_packing import INGEPAKT
from rio_soap.opendata.publicatiemap import Publicatiemap, dag_van

log = logging.getLogger(__name__)

_BEWAARD: Final = 32
"""Publications of which the names are kept in memory."""


@dataclass(frozen=True, slots=True)
class Publicatie:
    """One publication, as it may be read.

    :param hashes: SHA-256, hex, by path.
    :param moment: when it was made; aware, in whole seconds, as HTTP has it.
    """

    map_: Path
    dag: date
    hashes: Mapping[str, str]
    moment: datetime

    def bestand(self, pad: str) -> Path:
        """The file of a path that is in `hashes`."""
        return self.map_ / pad

    def ingepakt(self, pad: str) -> Path:
        """The same file packed with gzip; it may not be there."""
        return self.map_ / INGEPAKT / f"{pad}.gz"


class Publicatielijst:
    """The publications in a folder, those read last in memory; they never change."""

    def __init__(self, map_: Path) -> None:
        self._map = Publicatiemap(map_)
        self._bewaard: OrderedDict[tuple[date, int], Publicatie] = OrderedDict()
        self._slot = threading.Lock()

    def dagen(self) -> list[date]:
        """Days of which there is a publication, the newest first."""
        return self._map.dagen()[::-1]

    def van(self, naam: str) -> Publicatie | None:
        """The publication of a day, such as ``2026-10-03``; None when there is none, and, logged, of a damaged one."""
        dag = dag_van(naam)
        if dag is None:
            return None
        map_ = self._map.van(dag)
        try:
            staat = os.stat(map_, follow_symlinks=False)
            if not stat.S_ISDIR(staat.st_mode):
                return None
            return self._lees(map_, dag, staat.st_ino)
        except FileNotFoundError:  # none, or taken away meanwhile
            return None
        except (OSError, ValueError, LookupError, TypeError) as fout:
            log.warning("%s is no publication that can be read: %r", map_, fout)
            return None

    def _lees(self, map_: Path, dag: date, nummer: int) -> Publicatie:
        """:param nummer: of the folder: one that was put in the place of another is not mistaken for it."""
        with self._slot:
            if (bekend := self._bewaard.get((dag, nummer))) is not None:
                self._bewaard.move_to_end((dag, nummer))
                return bekend
        sommen = (map_ / SOMMEN).read_bytes()
        regels = (regel.partition("  ") for regel in sommen.decode().splitlines())
        hashes = {pad: som for som, _, pad in regels}
        hashes |= {naam: sha256((map_ / naam).read_bytes()).hexdigest() for naam in (SOMMEN, HANDTEKENING)}
        moment = datetime.fromisoformat(json.loads((map_ / DATAPACKAGE).read_bytes())["rio:moment"])
        gelezen = Publicatie(map_, dag, hashes, moment.replace(microsecond=0))
        with self._slot:
            self._bewaard[dag, nummer] = gelezen
            while len(self._bewaard) > _BEWAARD:
                self._bewaard.popitem(last=False)
        return gelezen
