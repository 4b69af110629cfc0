"""Deliveries of a conformance run: what was made is remembered and removed, what must be refused is judged."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.register.regels.foutcodes import AANVULLINGEN, FOUTCODES, RAADPLEEGCODES, volledige_volgorde
from rio_soap.workbench.keur.boek import Boek
from rio_soap.workbench.keur.bouw import BEGIN
from rio_soap.workbench.keur.endpoint import Endpoint, Reactie
from rio_soap.workbench.keur.meldingen import verwacht_sleutel
from rio_soap.workbench.keur.namen import Namen

Velden = dict[str, Waarde]
_PAUZE = 0.5
_OPGENOMEN: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("opvragen_aangebodenOpleiding", "A01020"): ("aangebodenOpleidingCode",),
        ("opvragen_opleidingsrelatiesBijOpleidingseenheid", "A01070"): ("opleidingseenheidcode",),
        ("opvragen_rioIdentificatiecode", "A01161"): (
            "eigenOpleidingseenheidSleutel",
            "eigenAangebodenOpleidingSleutel",
        ),
    }
)
"""The refusals that were recorded, and the field by whose name and value their sleutelgegeven names the object."""


def paar(een: str, ander: str, begin: date = BEGIN) -> Velden:
    """Names a relation to remove."""
    codes: list[Enkel] = [een, ander]
    return {"opleidingseenheidcode": codes, "begindatum": begin}


class Mist(Exception):
    """Something that a scenario needs is not there: a name, or an object that was not accepted."""


@dataclass(frozen=True, slots=True)
class Geval:
    """A message that must be refused with a code.

    :param maak: the fields of the request after bedrijfsdocument; raises Mist.
    :param maskers: codes that RIO may answer instead, as far as they come earlier in the table of the operation, when
        it gives the first finding only; of a RIO that was seen to give more, only those that end the checking.
    :param net: a near miss that must be accepted.
    """

    code: str
    operatie: str
    maak: "Callable[[Run], Velden]"
    maskers: tuple[str, ...] = ()
    net: "Callable[[Run], Velden] | None" = None
    naam: str = ""


@dataclass
class Run:
    """A run on one endpoint.

    :param geduld: seconds in which a change must show in readings (RIO: up to fifteen).
    :param eigen: codes of the objects that the run made, by role (`eenheid`, `variant`, `aanbieder`, …).
    """

    doel: Endpoint
    namen: Namen
    geduld: float = 20.0
    eigen: dict[str, str] = field(default_factory=dict)
    geweigerd: set[str] = field(default_factory=set)
    """Codes of the aangeboden opleidingen that were refused, and never approved."""
    _opruimen: dict[str, tuple[str, Velden]] = field(default_factory=dict)

    @property
    def boek(self) -> Boek:
        """The book in which is kept what is found."""
        return self.doel.boek

    def naam(self, *namen: str) -> str:
        """The value of the last of these names.

        :raises Mist: when one of them is empty.
        """
        waarde: object = ""
        for naam in namen:
            waarde = getattr(self.namen, naam)
            if not waarde:
                raise Mist(naam)
        return str(waarde)

    def van(self, rol: str) -> str:
        """The code of an object of this run.

        :raises Mist: when it was not accepted.
        """
        if rol not in self.eigen:
            raise Mist(rol)
        return self.eigen[rol]

    def lever(self, operatie: str, velden: Mapping[str, Waarde]) -> Reactie:
        """Send; what is made is remembered to be removed."""
        reactie = self.doel.roep(operatie, **velden)
        if reactie.soort == "goed" and operatie.startswith("aanleveren"):
            weg, sleutel = _verwijdering(operatie, velden, reactie)
            self._opruimen.setdefault(_merk(weg, sleutel), (weg, sleutel))
        elif operatie == "aanleveren_aangebodenOpleiding" and reactie.soort == "afgekeurd":
            deel = velden["aangebodenOpleiding"]
            code = str(deel.velden["aangebodenOpleidingCode"]) if isinstance(deel, Gegeven) else ""
            if code not in self.eigen.values():
                self.geweigerd.add(code)
        elif reactie.soort == "goed":
            self._opruimen.pop(_merk(operatie, velden), None)
        return reactie

    def weigert(self, geval: Geval) -> None:
        """Play a case: refused with its code and text, and its near miss accepted."""
        naam = geval.naam or f"{geval.code} bij {geval.operatie}"
        try:
            velden = geval.maak(self)
            self._oordeel(geval, naam, velden, self.lever(geval.operatie, velden))
            if geval.net is not None:
                reactie = self.lever(geval.operatie, geval.net(self))
                self.boek.toets([geval.code], f"{naam}: net goed", reactie.soort == "goed", "goedgekeurd", reactie)
        except Mist as mist:
            self.boek.niet([geval.code], f"vraagt {mist}, dat er niet is", f"needs {mist}, which is not there")

    def _oordeel(self, geval: Geval, naam: str, velden: Velden, reactie: Reactie) -> None:
        codes = dict(reactie.codes)
        if "INT500" in codes and geval.code in ("A01010", "A01011"):
            self.boek.toets(["INT500"], naam, True, "", "")
            self.boek.niet([geval.code], "de BAG van deze RIO is buiten bereik", "the BAG of this RIO is out of reach")
            return
        if reactie.soort == "afgekeurd" and geval.code not in codes:
            ander = ", ".join(codes) or "geen foutmelding"
            if _eigen_keuze(geval):  # RIO has its own code here, which nobody published
                self.boek.toets([geval.code], naam, True, "", "")
                self.boek.merk_op(geval.code, f"{geval.operatie}: afgekeurd met {ander}")
                return
            masker = next(iter(codes), "")
            # Whether the object is there, and whose it is, ends the checking of who reports all as well (reasoned).
            eerst = masker.startswith("A") or not self.doel.meldt_alles
            if len(codes) == 1 and masker in geval.maskers and eerst and _komt_eerder(geval, masker):
                self.boek.niet([geval.code], f"RIO meldde alleen {masker}, dat eerder komt", f"RIO said only {masker}")
                return
        goed = reactie.soort == "afgekeurd" and geval.code in codes
        if self.boek.toets([geval.code], naam, goed, f"afgekeurd: {geval.code}", reactie):
            if (sleutel := _OPGENOMEN.get((geval.operatie, geval.code))) is not None:
                gevraagd = next(((n, str(w)) for n, w in velden.items() if n in sleutel), ("", ""))
                verwacht_sleutel(self.boek, geval.operatie, reactie.gegeven, *gevraagd)
            self.boek.toets(["feedback-1"], naam, True, "", "")

    def neemt(self, ids: tuple[str, ...], naam: str, operatie: str, velden: Velden) -> Reactie:
        """Send what must be approved."""
        reactie = self.lever(operatie, velden)
        self.boek.toets((operatie, *ids), naam, reactie.soort == "goed", "goedgekeurd", reactie)
        return reactie

    def ziet(
        self,
        ids: tuple[str, ...],
        naam: str,
        operatie: str,
        velden: Velden,
        goed: Callable[[Reactie], bool],
        wat: Callable[[Reactie], object] = lambda reactie: reactie,
    ) -> None:
        """Read until the answer is as it must be, at most `geduld` seconds.

        :param wat: says what is wrong with an answer that is not.
        """
        einde = time.monotonic() + self.geduld
        while True:
            reactie = self.doel.roep(operatie, **velden)
            gezien = goed(reactie)
            if gezien or time.monotonic() >= einde:
                self.boek.toets((operatie, *ids), naam, gezien, "de stand na de laatste levering", wat(reactie))
                return
            time.sleep(_PAUZE)

    def gemaakt(self, code: str) -> bool:
        """Whether the run made the object of this code, and did not remove it yet."""
        return any(code in sleutel for sleutel in self._opruimen)

    def ruim_op(self, behalve: Collection[str] = ()) -> list[str]:
        """Remove all that is left of this run, the last first; gives what could not be removed.

        :param behalve: codes of objects that stay for now, with what names them.
        """
        over = []
        for sleutel, (operatie, velden) in reversed(list(self._opruimen.items())):
            if any(code in sleutel for code in behalve):
                continue
            reactie = self.doel.roep(operatie, **velden)
            if reactie.soort != "goed":
                over.append(f"{sleutel}: {reactie}")
            del self._opruimen[sleutel]
        return over


def _komt_eerder(geval: Geval, masker: str) -> bool:
    """Whether a code is judged before that of the case (PvE 7.1.2)."""
    volgorde = volledige_volgorde(geval.operatie)
    return masker in volgorde and geval.code in volgorde and volgorde.index(masker) < volgorde.index(geval.code)


def _eigen_keuze(geval: Geval) -> bool:
    """Whether that this code is used here is our own choice, so that another refusal is as good."""
    gelezen = RAADPLEEGCODES.get(geval.operatie, {}).get(geval.code)
    toegevoegd = geval.code in AANVULLINGEN.get(geval.operatie, ())
    return FOUTCODES[geval.code].zekerheid == "own" or gelezen == "reasoned" or toegevoegd


def _merk(operatie: str, velden: Mapping[str, Waarde]) -> str:
    """Names a removal; the two codes of a relation go in either order."""
    return " ".join([operatie, *(f"{sorted(w, key=str) if isinstance(w, list) else w}" for w in velden.values())])


def _verwijdering(operatie: str, velden: Mapping[str, Waarde], reactie: Reactie) -> tuple[str, Velden]:
    """The removal that undoes a delivery."""
    weg = operatie.replace("aanleveren", "verwijderen")
    if operatie == "aanleveren_opleidingseenheid":
        return weg, {"opleidingseenheidcode": reactie.tekst("opleidingseenheidcode")}
    if operatie == "aanleveren_onderwijsaanbieder":
        return weg, {"onderwijsaanbiedercode": reactie.tekst("onderwijsaanbiedercode")}
    (deel,) = (waarde for waarde in velden.values() if isinstance(waarde, Gegeven))
    if operatie == "aanleveren_onderwijslocatiegebruik":
        code = reactie.tekst("onderwijslocatieCode") or reactie.tekst("onderwijslocatiecode")
        return weg, {"onderwijsbestuurcode": deel.velden["onderwijsbestuurcode"], "onderwijslocatiecode": code}
    sleutels = ("opleidingseenheidcode", "begindatum") if "relatie" in operatie else ("aangebodenOpleidingCode",)
    return weg, {naam: deel.velden[naam] for naam in sleutels}
