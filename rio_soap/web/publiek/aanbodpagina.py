"""The offers on the page of something else: of an opleiding, or at a locatie."""

from rio_soap.api.aanbodpaden import ZOEKEN
from rio_soap.api.vragen import van_type
from rio_soap.contract.jsonvorm import json_antwoord
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.register.zoeken.aanbodlijsten import Aanbodkant, aanbod_bij, tel_aanbod_bij
from rio_soap.web.frame.scherm import Schermverzoek
from rio_soap.web.frame.schermvraag import OpAssen
from rio_soap.web.publiek.objectbeeld import PER_PAGINA, objecten


class Aanbodvervolg(OpAssen):
    """Of something that has offers, after which offer its list begins."""

    na = van_type("OpleidingsUUID-v01", "")


def aanbod_van(verzoek: Schermverzoek, kant: Aanbodkant, code: str) -> dict[str, object]:
    """A page of offers for a template: what they are, how many there are, and where the next page is."""
    session, dag, na = verzoek.session, verzoek.dag, verzoek.vraag.get("na") or ""
    gevonden, verder = aanbod_bij(session, verzoek.context, kant, code, dag, na, PER_PAGINA)
    velden = json_antwoord(AANVULLING_RAADPLEGEN, f"{ZOEKEN}_response", {"opleidingstreffer": gevonden})
    return {
        "aanbod": objecten(velden.get("opleidingstreffer")),
        "aantal": tel_aanbod_bij(session, kant, code, dag),
        "volgende": verzoek.hier(na=verder) if verder else None,
        "vorige": verzoek.hier(na=None) if na else None,
    }
