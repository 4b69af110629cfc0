"""From what is kept of a contactadres to what is read: its period of a day, and where it comes from."""

from datetime import date

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.contact.rijen import ALGEMEEN, GEEN_NUMMER, Contactadres, Gezagsadres
from rio_soap.register.erkenning.leesvorm import FORMEEL_ADRES
from rio_soap.register.regels import velden
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.toezicht.uitval import heel

PERIODE = "contactadresPeriode"
"""Field that holds the periods."""
_DATUMS = ("begindatum", "einddatum")
_NIET_IN_CONTACT = "gemeentenaam"
"""Field of a formal address that an address in a contactadres has not."""


def lees_contactadres(rij: Contactadres, dag: date, *, openbaar: bool) -> Gegeven | None:
    """A contactadres with its period of a day (GelezenContactadres); None when it has none then: they leave gaps.

    :raises ValueError: when what is stored is no stand.
    """
    for periode in velden.delen(van_json(rij.stand), PERIODE):
        if _geldt(periode, dag):
            return _gelezen(rij.eenheid, rij.context, rij.subcontextnummer, periode, openbaar=openbaar)
    return None


def lees_formeel_adres(gezag: Gezagsadres, dag: date, *, openbaar: bool) -> Gegeven | None:
    """The formal address of a bevoegd gezag as a contactadres ALGEMEEN/0 of its bestuur; None when none holds.

    Source: our own design, for the last step of the fallback; it is where the bevoegd gezag sits, so a bezoekadres.

    :raises ValueError: when what is stored is no stand.
    """
    for adres in velden.delen(heel(gezag.stand), FORMEEL_ADRES):
        if _geldt(adres, dag):
            delen: dict[str, Waarde] = {
                soort: Gegeven(soort, {n: w for n, w in deel.velden.items() if n != _NIET_IN_CONTACT})
                for soort in ("binnenlandsAdres", "buitenlandsAdres")
                if (deel := velden.deel(adres, soort)) is not None
            }
            datums: dict[str, Waarde] = {naam: adres.velden[naam] for naam in _DATUMS if naam in adres.velden}
            periode = Gegeven(PERIODE, {**datums, "bezoekadres": Gegeven("bezoekadres", delen)})
            return _gelezen(gezag.bestuur, ALGEMEEN, GEEN_NUMMER, periode, openbaar=openbaar)
    return None


def van_elders(gelezen: Gegeven, eenheid: str, context: str) -> Gegeven:
    """A contactadres as the answer to what was asked: which eenheid and context, where it is of another."""
    gevraagd: dict[str, Waarde] = {}
    if gelezen.velden["organisatorischeEenheidcode"] != eenheid:
        gevraagd["gevraagdeEenheidcode"] = eenheid
    if gelezen.velden["communicatiecontext"] != context:
        gevraagd["gevraagdeContext"] = context
    return Gegeven(gelezen.naam, {**gelezen.velden, **gevraagd}) if gevraagd else gelezen


def _geldt(deel: Gegeven, dag: date) -> bool:
    return geldig_op(dag, velden.datum(deel, "begindatum"), velden.datum_of_niet(deel, "einddatum"))


def _gelezen(eenheid: str, context: str, nummer: str, periode: Gegeven, *, openbaar: bool) -> Gegeven:
    return Gegeven(
        "contactadres",
        {
            "organisatorischeEenheidcode": eenheid,
            "communicatiecontext": context,
            "communicatiesubcontextNummer": nummer,
            PERIODE: [periode],
            "openbaar": openbaar,
        },
    )
