"""A Containerfile read as data, and its steps done in folders with chroot, where there is no engine.

Source: the reference of Dockerfile; of it, no more than our own file uses. What is not known is refused.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

BASISOMGEVING = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}


@dataclass
class Stap:
    """One instruction: its word, its options without dashes, and what is behind them."""

    woord: str
    opties: dict[str, str]
    rest: str


@dataclass
class Beeld:
    """What a stage made: its root, and how a program in it is started."""

    wortel: Path
    omgeving: dict[str, str] = field(default_factory=lambda: dict(BASISOMGEVING))
    map_: str = "/"
    gebruiker: str = ""
    begin: list[str] = field(default_factory=list)
    opdracht: list[str] = field(default_factory=list)
    gezondheid: list[str] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)


def lees(tekst: str, gegeven: Mapping[str, str]) -> list[Stap]:
    """The instructions in order, without comments, with the values of ARG filled in.

    :param gegeven: values of ARG in place of those of the file.
    """
    waarden: dict[str, str] = {}
    stappen = []
    for regel in re.sub(r"^\s*#.*\n", "", tekst.replace("\\\n", " "), flags=re.MULTILINE).splitlines():
        if not regel.strip():
            continue
        woord, _, rest = regel.partition(" ")
        opties = {}
        while gevonden := re.match(r"--([a-z-]+)=(\S+)\s+", rest):
            opties[gevonden[1]] = gevonden[2]
            rest = rest[gevonden.end() :]
        if woord == "ARG":
            naam, _, anders = rest.partition("=")
            waarden[naam] = gegeven.get(naam, anders)
            continue
        rest = re.sub(r"\$\{(\w+)\}", lambda m: waarden.get(m[1], m[0]), rest)
        stappen.append(Stap(woord, opties, rest.strip()))
    return stappen


class Bouwer:
    """Does the steps of a Containerfile below a folder."""

    def __init__(self, bron: Path, werk: Path, basis: Path) -> None:
        """Take as base image what stands in `basis`, as what is copied what stands in `bron`."""
        self.bron, self.werk, self.basis = bron, werk, basis
        self.beelden: dict[str, Beeld] = {}
        self._nu: Beeld | None = None

    def bouw(self, stappen: list[Stap]) -> Beeld:
        """The image of the last stage."""
        for stap in stappen:
            if stap.woord == "FROM":
                naam = stap.rest.partition(" AS ")[2] or "eind"
                wortel = self.werk / naam
                subprocess.run(["cp", "-a", "--reflink=auto", str(self.basis), str(wortel)], check=True)
                shutil.copy("/etc/resolv.conf", wortel / "etc/resolv.conf")
                shutil.copy("/etc/hosts", wortel / "etc/hosts")
                self._nu = self.beelden[naam] = Beeld(wortel)
            else:
                self._doe(stap, self._beeld)
        return self._beeld

    @property
    def _beeld(self) -> Beeld:
        if self._nu is None:
            raise ValueError("no FROM")
        return self._nu

    def _doe(self, stap: Stap, beeld: Beeld) -> None:
        match stap.woord:
            case "RUN":
                self._run(stap.rest, beeld)
            case "COPY":
                self._kopieer(stap, beeld)
            case "ENV":
                beeld.omgeving |= dict(paar.split("=", 1) for paar in shlex.split(stap.rest))
            case "WORKDIR":
                beeld.map_ = stap.rest
                (beeld.wortel / stap.rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
            case "USER":
                beeld.gebruiker = stap.rest
            case "VOLUME":
                beeld.volumes.append(stap.rest)
            case "ENTRYPOINT":
                beeld.begin = json.loads(stap.rest)
            case "CMD":
                beeld.opdracht = json.loads(stap.rest)
            case "HEALTHCHECK":
                beeld.gezondheid = json.loads(stap.rest.removeprefix("CMD "))
            case "EXPOSE" | "STOPSIGNAL":
                pass
            case _:
                raise ValueError(f"{stap.woord}: not known")

    def _run(self, regel: str, beeld: Beeld) -> None:
        van_pip = {naam: os.environ[naam] for naam in ("PIP_DEFAULT_TIMEOUT", "PIP_INDEX_URL") if naam in os.environ}
        omgeving = {**beeld.omgeving, "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root", **van_pip}
        uitgevers = beeld.wortel / "run" / "uitgevers.pem"
        if "PIP_CERT" in os.environ:  # a network with an issuer of its own: for this step only, as a secret of a build
            shutil.copy(os.environ["PIP_CERT"], uitgevers)
            omgeving["PIP_CERT"] = "/run/uitgevers.pem"
        subprocess.run(
            ["chroot", str(beeld.wortel), "/bin/sh", "-c", f"cd {shlex.quote(beeld.map_)} && {regel}"],
            env=omgeving,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        uitgevers.unlink(missing_ok=True)

    def _kopieer(self, stap: Stap, beeld: Beeld) -> None:
        """Files go into a folder when that ends in a slash; a folder's content goes into what is named."""
        *van, naar = stap.rest.split()
        doel = beeld.wortel / os.path.join(beeld.map_, naar).lstrip("/")  # an absolute one wins
        uit = self.beelden[stap.opties["from"]].wortel if "from" in stap.opties else self.bron
        for naam in van:
            bron = uit / naam.lstrip("/")
            if bron.is_dir():
                shutil.copytree(bron, doel, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
                continue
            plek = doel / bron.name if naar.endswith("/") else doel
            plek.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(bron, plek)
