"""The offers on the page of something else: of an opleiding, or at a locatie."""

from collections.abc import Sequence

from rio_soap.api.aanbodpaden import STATUS, ZOEKEN
from rio_soap.api.vragen import van_type
from rio_soap.contract.gegevens import Enkel
from rio_soap.contract.jsonvorm import JsonObject, json_antwoord
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant, aanbod_bij, tel_aanbod_bij
from rio_soap.web.frame.scherm import Schermverzoek, Toestand
from rio_soap.web.frame.schermlezing import van_operatie
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, objecten, tekst_van


class Aanbodvervolg(OpAssen):
    """Of something that has offers, after which offer its list begins."""

    na = van_type("OpleidingsUUID-v01", "")


def aanbod_van(verzoek: Schermverzoek, kant: Aanbodkant, code: str) -> dict[str, object]:
    """A page of offers for a template: what they are, how many there are, and where the next page is."""
    session, dag, na = verzoek.session, verzoek.dag, verzoek.vraag.get("na") or ""
    gevonden, verder = aanbod_bij(session, verzoek.context, kant, code, dag, na, PER_PAGINA)
    velden = json_antwoord(AANVULLING_RAADPLEGEN, f"{ZOEKEN}_response", {"opleidingstreffer": gevonden})
    treffers = objecten(velden.get("opleidingstreffer"))
    return {
        "aanbod": treffers,
        "statussen": statussen(verzoek, treffers),
        "aantal": tel_aanbod_bij(session, kant, code, dag),
        "volgende": verzoek.hier(na=verder) if verder else None,
        "vorige": verzoek.hier(na=None) if na else None,
    }


def statussen(verzoek: Schermverzoek, treffers: Sequence[JsonObject]) -> dict[str, str]:
    """Of offers on a page whether they are recognised on the day, both in lower case: code and status."""
    codes: list[Enkel] = [tekst_van(een, "aangebodenOpleidingCode") for een in treffers]
    if not codes:
        return {}
    try:
        uit = van_operatie(verzoek, STATUS, {"aangebodenOpleidingCode": codes, "peildatum": verzoek.dag})
    except Toestand:  # one that is gone meanwhile cannot be judged, and the list stands without it
        return {}
    gevonden = objecten(uit["erkenningsstatus"])
    return {tekst_van(een, "aangebodenOpleidingCode").lower(): tekst_van(een, "status").lower() for een in gevonden}
