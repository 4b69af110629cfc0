"""Reading the legal structure of a bevoegd gezag: its erkende onderwijsinstellingen and their vestigingen."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database.model import instellingserkenning
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning import leesvorm
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning.rijen import Instellingserkenning, OnderliggendeErkenning
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_STRUCTUUR = 99
"""Instellingen of a bevoegd gezag, and vestigingen of an instelling (XSD); the first by code, those of today first."""


def opvragen_instellingsstructuur(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A bevoegd gezag with its erkende onderwijsinstellingen and their vestigingen.

    With a peildatum only the erkenningen, relations and periods valid on that day; without one those of all times.
    A01030 for an unknown bevoegd gezag, or one that was not valid on the peildatum (both reasoned).
    """
    nummer, peildatum = velden.tekst(verzoek, "bevoegdGezagNummer"), velden.datum_of_niet(verzoek, "peildatum")
    onbekend = afgekeurd([melding("A01030", (("bevoegdGezagNummer", nummer),))])
    gezag = erkenningen.bevoegd_gezag(session, nummer)
    if gezag is None or not _geldt(gezag, peildatum):
        return onbekend
    instellingen = _onder(session, context, [gezag.id], erkenningen.INSTELLING, peildatum).get(gezag.id, [])
    vestigingen = _onder(session, context, [i.id for i in instellingen], erkenningen.VESTIGING, peildatum)

    def met_vestigingen(instelling: OnderliggendeErkenning) -> dict[str, Waarde]:
        return {"erkendeVestiging": _lees_onder(context, vestigingen.get(instelling.id, ()), peildatum, _zonder_meer)}

    delen = _lees_onder(context, instellingen, peildatum, met_vestigingen)
    gelezen = _lees(context, gezag, peildatum, {"erkendeOnderwijsinstelling": delen})
    return onbekend if gelezen is None else Uitslag({"bevoegdGezag": gelezen})


def _zonder_meer(_vestiging: OnderliggendeErkenning) -> dict[str, Waarde]:
    return {}


def _lees(
    context: Context,
    rij: Instellingserkenning | OnderliggendeErkenning,
    peildatum: date | None,
    onder: dict[str, Waarde],
) -> Gegeven | None:
    """An erkenning as it is read; None when its stand is none."""

    def maak() -> Gegeven:
        heel(rij.stand)
        return leesvorm.lees_instellingserkenning(rij, peildatum, onder)

    return probeer(context.uitval, instellingserkenning, f"{rij.erkenner}/{rij.soort}/{rij.code}", maak)


def _lees_onder(
    context: Context,
    rijen: Iterable[OnderliggendeErkenning],
    peildatum: date | None,
    onder: Callable[[OnderliggendeErkenning], dict[str, Waarde]],
) -> list[Gegeven]:
    """Erkenningen under another, with their relation to it and what is under them."""
    gelezen = (_lees(context, rij, peildatum, _relatievelden(rij) | onder(rij)) for rij in rijen)
    return [een for een in gelezen if een is not None]


def _relatievelden(rij: OnderliggendeErkenning) -> dict[str, Waarde]:
    """Begin and end of the relation of an erkenning to the one above."""
    relatie: dict[str, Waarde] = {"instellingsrelatieBegindatum": rij.relatiebegin}
    if rij.relatie_einde:
        relatie["instellingsrelatieEinddatum"] = rij.relatie_einde
    return relatie


def _onder(
    session: Session, context: Context, boven: Sequence[int], soort: str, peildatum: date | None
) -> dict[int, list[OnderliggendeErkenning]]:
    """Erkenningen of a soort under others, by the id of the higher one."""
    rijen = erkenningen.onder(session, boven, soort)
    verdeeld = per((rij for rij in rijen if _geldt(rij, peildatum) and _hoort(rij, peildatum)), lambda rij: rij.van)
    for van, delen in verdeeld.items():
        if len(delen) > MAX_STRUCTUUR:
            lopend = [r for r in delen if geldig_op(context.vandaag, r.relatiebegin, r.relatie_einde)]
            oud = [r for r in delen if r not in lopend]
            verdeeld[van] = sorted((lopend + oud)[:MAX_STRUCTUUR], key=lambda r: (r.code, r.relatiebegin))
    return verdeeld


def _geldt(rij: Instellingserkenning | OnderliggendeErkenning, peildatum: date | None) -> bool:
    return peildatum is None or geldig_op(peildatum, rij.begindatum, rij.einddatum)


def _hoort(rij: OnderliggendeErkenning, peildatum: date | None) -> bool:
    return peildatum is None or geldig_op(peildatum, rij.relatiebegin, rij.relatie_einde)
