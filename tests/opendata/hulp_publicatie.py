"""Publications in tests: of a register at hand, in one process, with a manifest that has what a next one needs."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.opendata.afwerking import Afwerking
from rio_soap.opendata.dagpublicatie import DATAPACKAGE, Dagpublicatie
from rio_soap.opendata.publicatiemap import Publicatiemap
from rio_soap.opendata.publiceren import Publicatievoortgang, Uitgave, Uitkomst, publiceer
from rio_soap.register.database.database import Register
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.publicatie.publicatielezer import Publicatielezer
from rio_soap.register.regels.uitslag import standaardinstellingen
from rio_soap.register.versie.objecttypen import OBJECTTYPEN

TABELLEN = tuple(sorted(kolommen()))
JSONBESTANDEN = tuple(f"{naam.lower()}.jsonl.gz" for naam in OBJECTTYPEN)


def manifest(map_: Path, dag: Dagpublicatie, _: Mapping[str, object]) -> None:
    """A datapackage.json with no more than the next publication reads."""
    delen = []
    for pad, feit in dag.bestanden.items():
        deel: dict[str, object] = {"name": pad, "path": pad, "bytes": feit.bytes, "hash": f"sha256:{feit.sha256}"}
        if feit.rijen is not None and "/" not in pad:
            deel |= {"rio:rijen": feit.rijen, "rio:rijenhash": feit.rijenhash}
        delen.append(deel)
    pakket = {
        "rio:stroom": dag.stroom,
        "rio:volgnummer": dag.volgnummer,
        "rio:moment": dag.moment.isoformat(),
        "rio:vorige": None if dag.vorige is None else dag.vorige.isoformat(),
        "rio:vorigVolgnummer": dag.vorig_volgnummer,
        "resources": delen,
    }
    (map_ / DATAPACKAGE).write_text(json.dumps(pakket), "utf-8")


def niets(map_: Path, dag: Dagpublicatie) -> None:
    """No catalogue."""


KAAL = Afwerking((), manifest, niets)
"""Families A and B, the deltas and the proof only."""


@cache
def sleutelpaar() -> Sleutelpaar:
    """Keys of a service, made once."""
    pki = Path(mkdtemp())
    proefpki.maak(pki, dienst_oin="00000001800866472000", klanten={})
    return Sleutelpaar.laad(pki / "dienst.key", pki / "dienst.pem")


class Drukkerij:
    """Publishes a register into a folder.

    :ivar gezegd: what was told; not of the bestuur of `voeg_buur_toe`, which has no periods and is left out.
    """

    def __init__(self, register: Register, map_: Path, afwerking: Afwerking = KAAL) -> None:
        self.register, self.map_, self.afwerking = register, Publicatiemap(map_), afwerking
        self.gezegd: list[str] = []
        self.kenmerk = "proef"

    @contextmanager
    def lezer(self) -> Iterator[Publicatielezer]:
        yield Publicatielezer(self.register, standaardinstellingen())

    def uitgave(self, moment: datetime) -> Uitgave:
        return Uitgave(self.map_, moment, self.kenmerk, sleutelpaar(), 400, 1, self.lezer, self.afwerking)

    def publiceer(self, moment: datetime) -> Uitkomst:
        voortgang = Publicatievoortgang(lambda _: None, lambda _: None, self._hoor)
        return publiceer(self.uitgave(moment), voortgang)

    def _hoor(self, regel: str) -> None:
        if "organisatorische_eenheid 200B001: " not in regel:
            self.gezegd.append(regel)

    def van(self, dag: date) -> Path:
        return self.map_.van(dag)


def rijen(pad: Path) -> list[bytes]:
    """The rows of a file of A or B (or a delta), without header and line ends."""
    data = gzip.decompress(pad.read_bytes()) if pad.suffix == ".gz" else pad.read_bytes()
    einde = b"\n" if pad.suffix == ".gz" else b"\r\n"
    assert not data or data.endswith(einde)
    return data.split(einde)[0 if pad.suffix == ".gz" else 1 : -1]


def mutaties(map_: Path, naam: str) -> tuple[list[bytes], list[bytes]]:
    """What a publication says went from a table or a kind of object, and what came."""
    if naam.endswith(".csv"):
        gelezen = [(regel[-2:-1].decode(), regel[:-4]) for regel in rijen(map_ / "mutaties" / f"Mutaties_{naam}")]
    else:
        soort = f'"objecttype":"{naam.removesuffix(".jsonl.gz").upper()}"'.encode()
        alle = rijen(map_ / "mutaties" / "wijzigingen.jsonl.gz")
        assert alle == sorted(alle, key=lambda regel: (b'"V"' not in regel[:20], regel))
        gelezen = [(r[17:18].decode(), b"{" + r[20:]) for r in alle if soort in r[:400]]
    assert gelezen == sorted(gelezen, key=lambda een: (een[0] != "V", een[1]))
    return [regel for soort_, regel in gelezen if soort_ == "V"], [regel for soort_, regel in gelezen if soort_ == "T"]


def inhoud(map_: Path) -> dict[str, bytes]:
    """All files of A and B, unpacked."""
    namen = (*TABELLEN, *JSONBESTANDEN)
    gelezen = {naam: (map_ / naam).read_bytes() for naam in namen}
    return {naam: gzip.decompress(data) if naam.endswith(".gz") else data for naam, data in gelezen.items()}


def rijenhash(regels: list[bytes]) -> str:
    """As a follower makes it."""
    return sha256(b"\n".join(sorted(regels))).hexdigest()
