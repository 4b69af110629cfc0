"""Reading by what the register judges and what it is: its value lists, its table of kenmerken, its version."""

from datetime import date, timedelta
from functools import cache
from importlib import metadata

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.register.database.session import Session
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.kenmerktabel import Kenmerkregel, dragers
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.regels.waardenlijsten import Lijstwaarde
from rio_soap.register.wijzigingen.stroom import stroom_van

MAX_LIJSTEN = 200
"""Lists in one answer (XSD)."""
MAX_REGELS = 999
"""Rows of the table of kenmerken in one answer (XSD)."""
PROGRAMMA = "rio_soap"


def opvragen_waardenlijst(_: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One list, or all, with the values that are valid on a day; RS1015 for a list that is not in force.

    Where a value comes from is said as in the file of lists (docs/standaarden.md).
    """
    lijsten, naam = context.lijsten, velden.tekst_of_niet(verzoek, "naam")
    if naam is not None and lijsten.ontbrekend([naam]):
        return afgekeurd([melding("RS1015", (("naam", naam),))])
    dag = _dag(context, verzoek)
    gelezen: list[Gegeven] = []
    for lijst in [naam] if naam is not None else list(lijsten.lijsten)[:MAX_LIJSTEN]:
        inhoud: dict[str, Waarde] = {"naam": lijst}
        if waarden := [_waarde(rij) for rij in lijsten.waarden(lijst, dag)]:
            inhoud["waarde"] = waarden
        gelezen.append(Gegeven("waardenlijst", inhoud))
    return Uitslag({"waardenlijst": gelezen})


def _waarde(rij: Lijstwaarde) -> Gegeven:
    inhoud: dict[str, Waarde] = {"waarde": rij.waarde}
    if rij.omschrijving:
        inhoud["omschrijving"] = rij.omschrijving[:500]
    inhoud |= _dagen(rij.vanaf, rij.tot)
    return Gegeven("waarde", inhoud | {"herkomst": "+".join(sorted(rij.herkomst))})


def _dagen(vanaf: date | None, tot: date | None) -> dict[str, Waarde]:
    """The first day, and the one after the last: an einddatum is not included."""
    dagen: dict[str, Waarde] = {} if vanaf is None else {"begindatum": vanaf}
    return dagen if tot is None or tot == date.max else dagen | {"einddatum": tot + timedelta(days=1)}


def opvragen_kenmerkconfiguratie(_: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """Which kenmerken an object that begins on a day may carry, how often; RS1015 for what can carry none."""
    tabel, naam = context.kenmerken, velden.tekst_of_niet(verzoek, "object")
    if naam is not None and naam not in dragers() and not tabel.van(naam):
        return afgekeurd([melding("RS1015", (("object", naam),))])
    dag = _dag(context, verzoek)
    gelezen = [
        _regel(object_, regel)
        for object_ in ([naam] if naam is not None else tabel.regels)
        for regel in tabel.van(object_)
        if regel.geldt(dag)
    ]
    return Uitslag({"kenmerkconfiguratie": gelezen[:MAX_REGELS]} if gelezen else {})


def _regel(object_: str, regel: Kenmerkregel) -> Gegeven:
    conf = regel.conf
    inhoud: dict[str, Waarde] = {
        "object": object_,
        "kenmerknaam": conf.naam,
        "minimum": conf.min,
        "maximum": conf.max,
        "type": regel.soort,
    }
    return Gegeven("kenmerkconfiguratie", inhoud | _dagen(regel.vanaf, regel.tot))


def _dag(context: Context, verzoek: Gegeven) -> date:
    return velden.datum_of_niet(verzoek, "peildatum") or context.vandaag


def opvragen_versie(session: Session, context: Context, _: Gegeven) -> Uitslag:
    """Which contract, program and lists are in force, and how far the stroom of changes is."""
    stroom = stroom_van(session)
    return Uitslag(
        {
            "contract": AANVULLING_RAADPLEGEN.bestandsnaam,
            "programma": _programma(),
            "waardenlijstenVan": context.lijsten.van or context.vandaag,
            "stroom": stroom.naam,
            "laatsteVolgnummer": stroom.laatste,
        }
    )


@cache
def _programma() -> str:
    return f"{PROGRAMMA} {metadata.version(PROGRAMMA)}"
