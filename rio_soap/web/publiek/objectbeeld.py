"""One object for its page: as it is or was on both time axes, or the state that stands instead of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rio_soap.contract.jsonvorm import Json, JsonObject, json_van
from rio_soap.register.publicatie.openbaar import openbare_inhoud
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.web.frame.scherm import Schermverzoek, Toestand
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.publiek.historieblad import niet_meer

_KEUZE: Final = "instellingserkenning"
"""Element that holds an element for each kind."""
PER_PAGINA: Final = 25
"""Objects in a list on the page of another."""


@dataclass(frozen=True, slots=True)
class Objectbeeld:
    """An object with its whole life, so that its page can say what holds on which day.

    :param element: the name that its form has.
    :param dag: the day that is asked about.
    """

    objecttype: str
    sleutel: str
    element: str
    velden: JsonObject
    dag: date

    def tekst(self, naam: str) -> str:
        """A field that is a text; empty when it has none."""
        return tekst_van(self.velden, naam)

    @property
    def begint(self) -> str:
        """The day from which it is there, when that is after the day asked about; else empty."""
        begin = self.tekst("begindatum")
        return begin if begin > self.dag.isoformat() else ""

    @property
    def eindigde(self) -> str:
        """The day from which it is no more, when that is not after the day asked about; else empty."""
        einde = self.tekst("einddatum")
        return einde if einde and einde <= self.dag.isoformat() else ""

    @property
    def perioden(self) -> list[JsonObject]:
        """Its periods, newest first."""
        gevonden = [waarde for naam, waarde in self.velden.items() if naam.endswith("Periode")]
        return op_begin(deel for lijst in gevonden for deel in objecten(lijst))

    @property
    def cohorten(self) -> list[JsonObject]:
        """Its cohorten, in the order of the register."""
        gevonden = [waarde for naam, waarde in self.velden.items() if naam.endswith("Cohort")]
        return [deel for lijst in gevonden for deel in objecten(lijst)]

    @property
    def periode(self) -> JsonObject:
        """The period of the day: the last that began by then, or else the first; empty when it has none."""
        return geldende(self.perioden, self.dag)


def lees_beeld(verzoek: Schermverzoek, objecttype: str, sleutel: str) -> Objectbeeld:
    """The object as it is now, or as the register knew it at the moment asked for.

    :raises Toestand: when it never was, was not known then, or has been removed.
    """
    namen = {"objecttype": objecttype, "sleutel": sleutel}
    velden = {**namen, "bekendOp": verzoek.bekend_op}
    versie = van_operatie(verzoek, "opvragen_objectOpMoment", velden, namen)["objectversie"]
    assert isinstance(versie, dict)
    canoniek = tekst_van(versie, "sleutel")
    inhoud = versie.get("inhoud")
    if not isinstance(inhoud, dict):
        if verzoek.bekend_op is not None:
            raise Toestand(404, "toen_niet", nu=verzoek.hier(bekendOp=None))
        raise niet_meer(verzoek, objecttype, canoniek)
    ((element, gelezen),) = inhoud.items()
    assert isinstance(gelezen, dict)
    if element == _KEUZE:
        ((element, gelezen),) = gelezen.items()
        assert isinstance(gelezen, dict)
    return Objectbeeld(objecttype, canoniek, element, gelezen, verzoek.dag)


def lees_objecten(verzoek: Schermverzoek, objecttype: str, sleutels: Iterable[str]) -> list[JsonObject]:
    """Objects as they are now, in the order of their keys; what the reader may not see is left out."""
    plekken = [Plek(None, sleutel) for sleutel in sleutels]
    gelezen = openbare_inhoud(verzoek.session, verzoek.context, OBJECTTYPEN[objecttype], plekken)
    uit = []
    for plek in plekken:
        if plek in gelezen:
            ((_, een),) = json_van(gelezen[plek]).items()
            assert isinstance(een, dict)
            uit.append(een)
    return uit


def objecten(waarde: Json) -> list[JsonObject]:
    """The objects of a list; empty for what is none."""
    return [deel for deel in waarde if isinstance(deel, dict)] if isinstance(waarde, list) else []


def tekst_van(velden: JsonObject, naam: str) -> str:
    """A field that is a text; empty when it has none."""
    waarde = velden.get(naam)
    return waarde if isinstance(waarde, str) else ""


def op_begin(delen: Iterable[JsonObject]) -> list[JsonObject]:
    """Parts with a begindatum, newest first."""
    return sorted(delen, key=lambda deel: tekst_van(deel, "begindatum"), reverse=True)


def geldende(perioden: Sequence[JsonObject], dag: date) -> JsonObject:
    """Of periods, newest first, the one of a day: the last that began by then, or else the first of all."""
    op = dag.isoformat()
    return next((een for een in perioden if tekst_van(een, "begindatum") <= op), perioden[-1] if perioden else {})


def geldt(deel: JsonObject, dag: date) -> bool:
    """Whether something with a begindatum and an einddatum holds on a day; without an einddatum it goes on."""
    op, einde = dag.isoformat(), tekst_van(deel, "einddatum")
    return tekst_van(deel, "begindatum") <= op and (not einde or einde > op)
