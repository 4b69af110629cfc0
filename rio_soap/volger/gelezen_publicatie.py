"""One day's publication: its manifest and its files, each held against SHA256SUMS while it comes in."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.cms import CmsError, verifieer
from rio_soap.volger.manifest import NAAM, Manifest, lees_manifest
from rio_soap.volger.origin import Absent, Origin
from rio_soap.volger.refusal import Tampered

SOMMEN = "SHA256SUMS"
_REGEL = re.compile(r"([0-9a-f]{64})  ([^\s].*)")
_MEEST = {SOMMEN: 1 << 22, NAAM: 1 << 27, f"{SOMMEN}.p7s": 1 << 20}
"""Bytes that what is read into memory may have."""


@dataclass(frozen=True, slots=True)
class GelezenPublicatie:
    """A publication of which the manifest was verified.

    :param sommen: SHA-256 (hex) by path.
    :param maten: bytes by path.
    """

    bron: Origin
    manifest: Manifest
    sommen: dict[str, str]
    maten: dict[str, int]

    def haal(self, pad: str, naar: Path) -> None:
        """Write a published file, on disk when it returns.

        :raises Tampered: when it is not the file that was published.
        :raises Absent: when it is not there.
        """
        verwacht, over = self.sommen.get(pad), self.maten.get(pad)
        if verwacht is None or over is None:
            raise Absent(f"{self.manifest.datum}/{pad}")
        som = hashlib.sha256()
        with naar.open("wb") as bestand:
            for deel in self.bron.lees(self.manifest.datum, pad):
                if (over := over - len(deel)) < 0:
                    break  # a source that never ends would fill the disk
                som.update(deel)
                bestand.write(deel)
            bestand.flush()
            os.fsync(bestand.fileno())
        if over or som.hexdigest() != verwacht:
            naar.unlink()
            raise Tampered(zin("publicatiefout.ander_bestand", datum=self.manifest.datum, pad=pad, sommen=SOMMEN))


def lees_publicatie(bron: Origin, datum: str, certificaat: bytes | None) -> GelezenPublicatie:
    """The publication of a day.

    :param certificaat: of the register, PEM or DER; None to believe what the origin gives.
    :raises Absent: when there is none.
    :raises Tampered: when sums, signature or manifest do not hold.
    """
    tekst = _klein(bron, datum, SOMMEN)
    if certificaat is not None:
        try:
            verifieer(tekst, _klein(bron, datum, f"{SOMMEN}.p7s"), certificaat)
        except (CmsError, Absent) as fout:
            raise Tampered(zin("publicatiefout.niet_ondertekend", datum=datum, sommen=SOMMEN, waarom=fout)) from fout
    sommen = dict(_sommen(tekst, datum))
    manifest = _klein(bron, datum, NAAM)
    hash_ = hashlib.sha256(manifest).hexdigest()
    if sommen.get(NAAM) != hash_:
        raise Tampered(zin("publicatiefout.ander_bestand", datum=datum, pad=NAAM, sommen=SOMMEN))
    return GelezenPublicatie(bron, lees_manifest(manifest, datum, hash_, sommen), sommen, _maten(manifest, datum))


def _maten(tekst: bytes, datum: str) -> dict[str, int]:
    """Bytes by path, of a manifest that was read."""
    try:
        return {str(deel["path"]): int(deel["bytes"]) for deel in json.loads(tekst)["resources"]}
    except (ValueError, KeyError, TypeError) as fout:
        raise Tampered(zin("publicatiefout.grootte", datum=datum, naam=NAAM, waarom=fout)[:300]) from fout


def _sommen(tekst: bytes, datum: str) -> Iterator[tuple[str, str]]:
    for regel in tekst.decode("utf-8", "replace").splitlines():
        if (gevonden := _REGEL.fullmatch(regel)) is None:
            raise Tampered(zin("publicatiefout.regel", datum=datum, sommen=SOMMEN, regel=regel[:80]))
        yield gevonden[2], gevonden[1]


def _klein(bron: Origin, datum: str, pad: str) -> bytes:
    inhoud = bytearray()
    for deel in bron.lees(datum, pad):
        inhoud += deel
        if len(inhoud) > _MEEST[pad]:
            raise Tampered(zin("publicatiefout.te_groot", datum=datum, pad=pad))
    return bytes(inhoud)
