"""Readings for a page: the functions of the JSON API, as the reader of the page may see what they give."""

from collections.abc import Callable, Mapping
from typing import Any

from rio_soap.api.lezen import lees
from rio_soap.api.pad import Apibron, Apiverzoek
from rio_soap.api.problemen import Probleem
from rio_soap.api.vragen import Vraagvorm, laad
from rio_soap.contract.gegevens import Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.web.frame.scherm import Schermverzoek, Toestand

# Any: parameters as the API has them.
Vragen = Mapping[str, Any]


def als_apiverzoek(verzoek: Schermverzoek, delen: Vragen | None = None, vraag: Vragen | None = None) -> Apiverzoek:
    """The request of a page as one of the API, on the same snapshot and for the same reader."""
    bron = Apibron(verzoek.bron.afhandeling, verzoek.bron.klok, verzoek.bron.bestanden)
    return Apiverzoek(bron, verzoek.pad, [], delen or {}, vraag or {}, verzoek.context, verzoek.op)


def van_api(
    verzoek: Schermverzoek,
    functie: Callable[[Apiverzoek], JsonObject],
    delen: Vragen | None = None,
    vraag: Vragen | None = None,
    vorm: type[Vraagvorm] = Vraagvorm,
) -> JsonObject:
    """What a path of the API answers.

    :param functie: of `rio_soap.api.paden`, such as ``organisatieoverzicht``.
    :param delen: parameters of its path.
    :param vraag: parameters of its query, typed; what is None is left out.
    :param vorm: of its query, for the defaults of what is left out.
    :raises Toestand: for what is not there, or may not be seen.
    """
    gevraagd = {naam: waarde for naam, waarde in (vraag or {}).items() if waarde is not None}
    standaard, _ = laad(vorm(), {})
    try:
        return functie(als_apiverzoek(verzoek, delen, {**standaard, **gevraagd}))
    except Probleem as fout:
        raise toestand_van(fout) from fout


def van_operatie(
    verzoek: Schermverzoek, operatie: str, velden: Mapping[str, Waarde | None], delen: Vragen | None = None
) -> JsonObject:
    """What a reading of the contract answers, such as ``opvragen_autorisaties``.

    :param velden: of its request; those that are None are left out.
    :param delen: names of the elements of it that say what is asked for, with their values: when it is those that
        are not there, the page is not there.
    :raises Toestand: when it refuses.
    """
    try:
        return lees(als_apiverzoek(verzoek, delen), operatie, velden)
    except Probleem as fout:
        raise toestand_van(fout) from fout


def toestand_van(fout: Probleem) -> Toestand:
    """The state that a refusal of the API is on the screens."""
    soort = {404: "onbekend", 403: "geen_recht", 410: "verwijderd", 503: "register_weg"}.get(fout.status, "foute_vraag")
    meldingen = [(een.code, een.name, een.detail) for een in fout.fouten]
    return Toestand(fout.status, soort, meldingen=meldingen, detail=fout.detail)
