"""The steps of a form: what was sent with it, what a button changes, and the object that it is about."""

import uuid
from dataclasses import dataclass
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Simpel, Vorm
from rio_soap.register.bevoegdheid.operatierollen import besturen_bij
from rio_soap.register.database.session import Session
from rio_soap.register.publicatie.laatste import laatste_nummer
from rio_soap.register.regels import velden as delen_van
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.vooraf.eigenobjecten import Eigenaar, is_eigen
from rio_soap.register.vooraf.leverstand import Verzoekvelden, gelezen_op, leverstand
from rio_soap.web.frame.scherm import Schermverzoek, Toestand
from rio_soap.web.mijn.formulierstand import (
    GESLOTEN,
    WORTEL,
    Ruw,
    is_nummer,
    nieuw,
    op_pad,
    soort_van,
    van_formulier,
    van_gegeven,
    velden_van,
    vorm_van_verzoek,
)
from rio_soap.web.mijn.objectsoorten import Formuliersoort


@dataclass(slots=True)
class Formulierstap:
    """Where somebody is with a form.

    :param sleutel: of the object that is changed; empty for a new one.
    :param versie: number of its last change when it was read.
    :param ruw: what stands in the form.
    """

    verzoek: Schermverzoek
    soort: Formuliersoort
    sleutel: str
    versie: int
    ruw: Ruw

    @classmethod
    def gezonden(cls, verzoek: Schermverzoek, soort: Formuliersoort) -> "Formulierstap":
        """As a form was sent."""
        formulier = verzoek.formulier
        vorm, wat = vorm_van_verzoek(soort.levering), OPERATIES[soort.levering]
        versie = formulier.get("versie", "0")
        nummer = int(versie) if versie.isdecimal() and len(versie) < 19 else 0
        ruw = van_formulier(formulier, vorm, wat.verzoek)
        return cls(verzoek, soort, formulier.get("sleutel", ""), nummer, ruw)

    @classmethod
    def van_object(cls, verzoek: Schermverzoek, soort: Formuliersoort, sleutel: str) -> "Formulierstap":
        """Filled with an object as it is; to be called within a snapshot.

        :raises Toestand: when it is not there, or is another's.
        """
        velden, versie = lees_eigen(verzoek, soort, sleutel, soort.levering)
        return cls(verzoek, soort, sleutel, versie, van_gegeven(Gegeven(OPERATIES[soort.levering].verzoek, velden)))

    @classmethod
    def leeg(cls, verzoek: Schermverzoek, soort: Formuliersoort, kies: str) -> "Formulierstap":
        """For a new object.

        :param kies: what it begins with, of the choices of its kind.
        """
        keuze = frozenset({kies if kies in soort.keuzes else soort.keuzes[0], soort.naam})
        ruw = nieuw(vorm_van_verzoek(soort.levering), OPERATIES[soort.levering].verzoek, keuze)
        if soort.naam == "aangebodenOpleiding":
            for deel in ruw.delen("aangebodenOpleiding"):
                deel.velden["aangebodenOpleidingCode"] = str(uuid.uuid4())
        if soort.naam == "licentie":
            for deel in ruw.delen("licentie"):
                deel.velden["licentiecode"] = str(uuid.uuid4())
        for gegeven in verzoek.gegeven.getlist("vul"):
            naam, _, waarde = gegeven.partition(":")
            vorm = vorm_van_verzoek(soort.levering)
            _ = _vul(vorm, ruw, naam, waarde) or _vul(vorm, ruw, naam, waarde, maak=True)
        return cls(verzoek, soort, "", 0, ruw)

    def eigenaar(self) -> Eigenaar:
        """Who acts; within a snapshot."""
        return Eigenaar.van(self.verzoek.rollen(), self.soort.levering, self.verzoek.context.vandaag)

    def controleer_eigen(self) -> None:
        """Look that the object is one's own; a new one is nobody's yet.

        :raises Toestand: when it is another's, or is not there any more and never was.
        """
        if self.sleutel:
            self.verzoek.lees(partial(_van_wie, self.verzoek, self.soort, self.sleutel, self.soort.levering))

    def onveranderd(self, session: Session) -> bool:
        """Whether the object is as it was when the form was filled in."""
        return not self.sleutel or laatste_nummer(session, self.soort.soort, self._canoniek) == self.versie

    @property
    def _canoniek(self) -> str:
        return self.soort.soort.canoniek(self.sleutel) or self.sleutel

    def basis(self) -> Gegeven | None:
        """The object as it was when the form was filled in; within a snapshot."""
        v = self.verzoek
        return gelezen_op(v.session, v.context, self.soort.soort, self._canoniek, self.versie)

    def leest_hetzelfde(self) -> bool:
        """Whether the object reads as it did when the form was filled in, though something about it was recorded since;
        the form then goes on from there. Within a snapshot.
        """
        v = self.verzoek
        nu = gelezen_op(v.session, v.context, self.soort.soort, self._canoniek, None)
        if nu is None or nu != self.basis():
            return False
        self.versie = laatste_nummer(v.session, self.soort.soort, self._canoniek)
        return True

    def besturen(self) -> list[tuple[str, str]]:
        """Codes and names of the besturen for which the person acts in this operation; within a snapshot."""
        v, uit = self.verzoek, []
        for code in sorted(besturen_bij(v.rollen(), self.soort.levering)):
            bestuur = gelezen_op(v.session, v.context, OBJECTTYPEN["ONDERWIJSBESTUUR"], code, None)
            perioden = delen_van.delen(bestuur, "onderwijsbestuurPeriode") if bestuur is not None else []
            uit.append((code, f"{perioden[-1].velden['naam']} ({code})" if perioden else code))
        return uit

    def vast(self) -> frozenset[str]:
        """Paths of what stays as it is: the key of an object that is there, and codes that RIO issues."""
        uit = set()
        for naam, waarde in self.ruw.velden.items():
            if isinstance(waarde, Ruw):
                paden = [f"{WORTEL}.{naam}.{veld}" for veld in self.soort.sleutel]
                paden += [
                    f"{WORTEL}.{naam}.{deel.lid}.{veld}" for deel in _onder(waarde) for veld in self.soort.sleutel
                ]
                uit |= set(paden)
        vrij = not self.sleutel and not self.soort.naam_is_code
        return frozenset() if vrij or (self.soort.naam == "licentie" and not self.sleutel) else frozenset(uit)

    def wijzig(self, doe: str, waar: str) -> None:
        """Carry out a button of a part: add one, take one out, copy one, close a cohort."""
        pad, _, lid = waar.partition(":")
        if (gevonden := op_pad(self.ruw, pad)) is None:
            return
        ouder, naam, nummer = gevonden
        delen = ouder.delen(naam)
        if doe == "bij":
            self._voeg_toe(ouder, naam, lid, pad)
        elif (nummer or 0) >= len(delen) or (nummer is None) == isinstance(ouder.velden[naam], list):
            return
        elif doe == "weg":
            delen.pop(nummer or 0)
            _zet(ouder, naam, delen, lijst=nummer is not None)
        elif doe == "kopie" and nummer is not None:
            kopie = van_kopie(delen[nummer])
            _zet(ouder, naam, [*delen[: nummer + 1], kopie, *delen[nummer + 1 :]], lijst=True)
        elif doe == "sluit":
            delen[nummer or 0].velden["cohortstatus"] = GESLOTEN

    def _voeg_toe(self, ouder: Ruw, naam: str, lid: str, pad: str) -> None:
        vorm = _vorm_op(self.soort.levering, self.ruw, pad)
        veld = next((een for een in vorm.velden if een.naam == naam), None) if vorm is not None else None
        if vorm is None or veld is None or lid not in veld.leden:
            return
        soort = soort_van(vorm, lid)
        if isinstance(soort, Vorm):
            delen = [*ouder.delen(naam), nieuw(soort, lid)]
            _zet(ouder, naam, delen if veld.meervoudig else delen[-1:], lijst=veld.meervoudig)


def _vul(vorm: Vorm, ruw: Ruw, naam: str, waarde: str, *, maak: bool = False) -> bool:
    """Fill in a field of a new form, the first of that name; whether there is one.

    :param maak: add the part that it belongs to.
    """
    for veld in velden_van(vorm):
        soort = soort_van(vorm, veld.leden[0])
        if isinstance(soort, Simpel) and veld.naam == naam and not veld.meervoudig:
            ruw.velden[naam] = waarde
            return True
        if any(
            isinstance(eigen := soort_van(vorm, deel.lid), Vorm) and _vul(eigen, deel, naam, waarde, maak=maak)
            for deel in ruw.delen(veld.naam)
        ):
            return True
        if maak and isinstance(soort, Vorm) and any(onder.naam == naam for onder in soort.velden):
            deel = nieuw(soort, veld.leden[0])
            _vul(soort, deel, naam, waarde)
            _zet(ruw, veld.naam, [deel], lijst=veld.meervoudig)
            return True
    return False


def _onder(ruw: Ruw) -> list[Ruw]:
    return [deel for waarde in ruw.velden.values() if isinstance(deel := waarde, Ruw)]


def _zet(ouder: Ruw, naam: str, delen: list[Ruw], *, lijst: bool) -> None:
    if not delen:
        ouder.velden.pop(naam, None)
    else:
        ouder.velden[naam] = delen if lijst else delen[0]


def _vorm_op(operatie: str, ruw: Ruw, pad: str) -> Vorm | None:
    """The type of the part that holds a path."""
    vorm = vorm_van_verzoek(operatie)
    stappen = pad.split(".")[1:]
    while stappen:
        naam, *stappen = stappen
        nummer = int(stappen.pop(0)) if stappen and is_nummer(stappen[0]) else 0
        if not stappen:
            return vorm
        delen = ruw.delen(naam)
        if nummer >= len(delen):
            return None
        ruw = delen[nummer]
        soort = soort_van(vorm, ruw.lid)
        if not isinstance(soort, Vorm):
            return None
        vorm = soort
    return None


def van_kopie(ruw: Ruw) -> Ruw:
    """A part once more, without the code that only one can have."""
    return Ruw(
        ruw.lid,
        {
            naam: van_kopie(waarde)
            if isinstance(waarde, Ruw)
            else [van_kopie(deel) if isinstance(deel, Ruw) else deel for deel in waarde]  # type: ignore[misc]  # one kind
            if isinstance(waarde, list)
            else waarde
            for naam, waarde in ruw.velden.items()
            if naam != "cohortcode"
        },
    )


def lees_eigen(verzoek: Schermverzoek, soort: Formuliersoort, sleutel: str, operatie: str) -> tuple[Verzoekvelden, int]:
    """The fields of the delivery of one's own object as it is, and the number of its last change; within a snapshot.

    :param operatie: for which somebody must have a role.
    :raises Toestand: when it is not there, or is another's.
    """
    canoniek = _van_wie(verzoek, soort, sleutel, operatie)
    velden = leverstand(verzoek.session, verzoek.context, soort.soort, canoniek, soort.levering)
    if velden is None:
        raise Toestand(404, "onbekend")
    return velden, laatste_nummer(verzoek.session, soort.soort, canoniek)


def _van_wie(verzoek: Schermverzoek, soort: Formuliersoort, sleutel: str, operatie: str) -> str:
    """The key as the register writes it, of an object that is one's own."""
    session, context = verzoek.session, verzoek.context
    canoniek = soort.soort.canoniek(sleutel)
    eigenaar = Eigenaar.van(verzoek.rollen(), operatie, context.vandaag)
    if canoniek is not None and is_eigen(session, soort.soort, eigenaar, canoniek):
        return canoniek
    if canoniek is None or gelezen_op(session, context, soort.soort, canoniek, None) is None:
        ooit = canoniek is not None and laatste_nummer(session, soort.soort, canoniek) > 0
        besloten = soort.objecttype == "CONTACTADRES"
        raise Toestand(404, "onbekend") if besloten or not ooit else Toestand(410, "verwijderd")
    if soort.objecttype == "CONTACTADRES":
        raise Toestand(404, "onbekend")  # else the answer would tell that there is one
    raise Toestand(403, "geen_recht", rollen=sorted(soort.rollen))
