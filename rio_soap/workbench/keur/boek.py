"""What a conformance run found, rule by rule: met, violated, or not exercised and why."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final, Literal, TypedDict, cast

from rio_soap.bevinding import Taal
from rio_soap.bevinding.regeltitel import regeltitel
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.edukoppeling.eisen import lees_eisen
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.register.regels.foutcodes import FOUTCODES, KENMERKCODES, VOLGORDE, volledige_volgorde

Stand = Literal["voldaan", "geschonden", "niet"]
Groep = Literal["operaties", "eisen", "fouten", "foutcodes"]
GROEPEN: tuple[Groep, ...] = ("operaties", "eisen", "fouten", "foutcodes")
Rol = Literal["doel", "luister"]
Tweetalig = tuple[str, str]
"""Dutch and English."""
_ZONDER: Tweetalig = ("is in deze keuring niet aan de orde gekomen", "did not come up in this run")
_MAX_SCHENDINGEN = 5
IN_UTC: Final = re.compile(r"(?=.{24,29}\Z)[0-9-]{10}T[0-9:]{8}\.[0-9]+(?:Z|[+-]00:00)\Z")
"""A moment by the letter of the PvE (7.1.3): UTC, 24 to 29 positions."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule: an operation, a requirement of the PvE, a technical fault or a foutcode."""

    id: str
    groep: Groep
    titel: str
    bron: str

    def in_taal(self, taal: Taal) -> str:
        """The title in this language; where it is kept in Dutch, the words of the wire stand behind the English."""
        vertaald = regeltitel(self.id, taal)
        if vertaald is None:
            return self.titel
        if self.groep == "eisen":
            return vertaald
        code, _, zin = self.titel.rpartition(": ") if self.groep == "fouten" else ("", "", self.titel)
        return f"{code}: {vertaald} [{zin}]" if code else f"{vertaald} [{zin}]"


V4 = (BEHEREN, RAADPLEGEN)
"""What is judged: that a service or a client keeps to what DUO publishes; our own contract binds nobody else."""
_EIGEN = "RS1"
"""What the codes of our own contract begin with."""


@cache
def regels() -> Mapping[str, Regel]:
    """All rules by id, in order of group."""
    alle = [Regel(o.naam, "operaties", o.dienst.naam, "WSDL") for o in OPERATIES.values() if o.dienst in V4]
    alle += [Regel(eis.id, "eisen", eis.eis, eis.bron) for eis in lees_eisen()]
    alle += [Regel(soort.name, "fouten", f"{soort.faultcode}: {soort.faultstring}", "PvE 6.5") for soort in Foutsoort]
    alle += [
        Regel(f.code, "foutcodes", f.fouttekst, _bron(f.code))
        for f in FOUTCODES.values()
        if not f.code.startswith(_EIGEN)
    ]
    return {regel.id: regel for regel in alle}


def _bron(code: str) -> str:
    if code in KENMERKCODES:
        return "Overzicht foutcodes"
    operaties = [naam for naam in VOLGORDE if code in volledige_volgorde(naam)]
    return ", ".join(operaties) or "Raadplegen"


class Reden(TypedDict):
    """Why some rules cannot be exercised in a role."""

    rol: list[str]
    regels: list[str]
    nl: str
    en: str


class Keurtabel(TypedDict):
    """What ``data/keur.toml`` holds: reasons, and which requirement a cause violates."""

    uitvoering: dict[str, dict[str, str]]
    reden: list[Reden]
    deel: dict[str, str]
    oorzaak: dict[str, str]
    eerste: dict[str, str]


@cache
def gegevens() -> Keurtabel:
    """What stands in ``data/keur.toml``."""
    tekst = resources.files("rio_soap.workbench").joinpath("data", "keur.toml").read_text("utf-8")
    return cast("Keurtabel", tomllib.loads(tekst))


@cache
def redenen(rol: Rol) -> Mapping[str, Tweetalig]:
    """Why a rule cannot be exercised in a role (``data/keur.toml``, and for foutcodes their own table)."""
    tabel = gegevens()
    uit = {
        f.code: (tabel["uitvoering"][f.uitvoering]["nl"], tabel["uitvoering"][f.uitvoering]["en"])
        for f in FOUTCODES.values()
        if f.uitvoering in tabel["uitvoering"]
    }
    for reden in tabel["reden"]:
        if rol in reden["rol"]:
            uit |= dict.fromkeys(reden["regels"], (reden["nl"], reden["en"]))
    return uit


@dataclass(frozen=True, slots=True)
class Toets:
    """One look at one or more rules.

    :param naam: what was tried.
    """

    naam: str
    goed: bool
    verwacht: str
    gevonden: str


@dataclass(slots=True)
class Oordeel:
    """What is found of one rule.

    :param keren: how often it was looked at.
    :param opmerkingen: departures from the letter that RIO accepts of known clients.
    """

    regel: Regel
    stand: Stand = "niet"
    keren: int = 0
    geslaagd: list[str] = field(default_factory=list)
    schendingen: list[Toets] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)
    waarom: Tweetalig = ("", "")

    def reden(self, taal: Taal) -> str:
        """Why it was not exercised."""
        return self.waarom[taal == "en"]


class Boek:
    """Collects, and gives an Oordeel per rule.

    :param rol: ``doel`` judges a service, ``luister`` a client.
    """

    def __init__(self, rol: Rol) -> None:
        self.rol = rol
        self._oordelen = {id_: Oordeel(regel) for id_, regel in regels().items()}

    def toets(self, ids: Iterable[str], naam: str, goed: bool, verwacht: object, gevonden: object) -> bool:
        """Note one look; gives whether it was good. A violation is not made good by a later look.

        :raises KeyError: for a rule that does not exist.
        """
        for id_ in ids:
            oordeel = self._oordelen[id_]
            oordeel.keren += 1
            if goed:
                if oordeel.stand == "niet":
                    oordeel.stand = "voldaan"
                if naam not in oordeel.geslaagd:
                    oordeel.geslaagd.append(naam)
            else:
                oordeel.stand = "geschonden"
                if len(oordeel.schendingen) < _MAX_SCHENDINGEN:
                    oordeel.schendingen.append(Toets(naam, goed, str(verwacht)[:500], str(gevonden)[:500]))
        return goed

    def niet(self, ids: Iterable[str], nl: str, en: str) -> None:
        """Say why a rule was not exercised; the first reason is kept."""
        for id_ in ids:
            oordeel = self._oordelen[id_]
            oordeel.waarom = oordeel.waarom if oordeel.waarom[0] else (nl, en)

    def merk_op(self, id_: str, tekst: str) -> None:
        """A departure from the letter that counts as met."""
        if tekst not in self._oordelen[id_].opmerkingen:
            self._oordelen[id_].opmerkingen.append(tekst)

    def oordelen(self, groepen: Iterable[Groep] = GROEPEN) -> list[Oordeel]:
        """All rules of the groups, in order; what was not exercised has its reason."""
        gekozen = set(groepen)
        uit = [oordeel for oordeel in self._oordelen.values() if oordeel.regel.groep in gekozen]
        for oordeel in uit:
            if oordeel.stand == "niet" and not oordeel.waarom[0]:
                oordeel.waarom = redenen(self.rol).get(oordeel.regel.id, _ZONDER)
        return uit

    def van(self, id_: str) -> Oordeel:
        """What is found of one rule so far."""
        return self._oordelen[id_]
