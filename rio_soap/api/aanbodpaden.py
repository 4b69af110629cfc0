"""Aangeboden opleidingen: found by what, whose and where they are, or all of them by code; and the status of one."""

from typing import Final

from marshmallow import validate

from rio_soap.api.lezen import lees, lees_pagina, vorm_van
from rio_soap.api.lijsten import Lijst
from rio_soap.api.objecten import een_object, nummer_van_object, vorm_van_object
from rio_soap.api.pad import Apiverzoek, Pad
from rio_soap.api.vervolg import bladzij, tekstplek
from rio_soap.api.vragen import Getalveld, OpDag, OpDagEnMoment, Vraagvorm, dag, van_type
from rio_soap.contract.gegevens import Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.contract.operaties import RAADPLEGEN
from rio_soap.contract.vorm import vormen
from rio_soap.register.zoeken.aanbodraadplegingen import aanbod_bladeren
from rio_soap.register.zoeken.sleutellijst import Aanbodplek, tel_aanbod

ZOEKEN: Final = "zoeken_aangebodenOpleidingen"
STATUS: Final = "opvragen_erkenningsstatus"
SOORT: Final = "AANGEBODEN_OPLEIDING"
_NAMEN: Final = {
    "zoekterm": "q",
    "opleidingsniveau": "niveau",
    "onderwijsaanbiedercode": "aanbieder",
    "plaatsnaam": "plaats",
    "peildatum": "geldigOp",
}
"""Elements of the request to the parameters they come from, where these differ."""
_ZOEKT: Final = ("q", "sector", "niveau", "plaats", "postcode", "straal", "aanmeldenOp", "aanbieder")
_VERST: Final = 100
"""Kilometres of a straal at most (XSD)."""
ELEMENTEN: Final = next(
    veld.leden
    for veld in vormen(RAADPLEGEN).elementen["opvragen_aangebodenOpleiding_response"].velden  # type: ignore[union-attr]
    if veld.naam == "aangebodenOpleiding"
)
"""As what an offer is read."""


class Aanbodzoekvraag(Lijst):
    """By what offers are found."""

    q = van_type("Zoekterm", "Woorden van een naam van de opleiding.")
    sector = van_type("Sector", "Alleen in deze sector.")
    niveau = van_type("Niveaucode-v06", "Alleen van dit niveau.")
    plaats = van_type("Plaatsnaam-v02", "Alleen op een onderwijslocatie in deze plaats.")
    postcode = van_type("Postcodedeel", "Alleen op een onderwijslocatie met deze postcode: de vier cijfers, of alles.")
    straal = Getalveld(
        validate=validate.Range(1, _VERST),
        metadata={"description": "Binnen zoveel kilometer van plaats en postcode; dichtstbij eerst."},
    )
    aanmeldenOp = dag("Alleen waarvoor men zich op deze dag kan aanmelden; toont de cohorten van die dag.")
    aanbieder = van_type("OnderwijsaanbiederID-v01", "Alleen van deze onderwijsaanbieder.")


class Aanboddelen(Vraagvorm):
    """One offer."""

    code = van_type("OpleidingsUUID-v01", "Code van de aangeboden opleiding.", verplicht=True)


def aangeboden_opleidingen(verzoek: Apiverzoek) -> JsonObject:
    """What is found; without anything to look for all offers, by code."""
    vraag = verzoek.vraag
    if not any(naam in vraag for naam in _ZOEKT):
        return _alle(verzoek)
    velden: dict[str, Waarde | None] = {
        "zoekterm": vraag.get("q"),
        "sector": vraag.get("sector"),
        "opleidingsniveau": vraag.get("niveau"),
        "onderwijsaanbiedercode": vraag.get("aanbieder"),
        "plaatsnaam": vraag.get("plaats"),
        "postcode": vraag.get("postcode"),
        "straal": vraag.get("straal"),
        "aanmeldenOp": vraag.get("aanmeldenOp"),
        "peildatum": verzoek.geldig_op,
    }
    return lees_pagina(verzoek, ZOEKEN, velden, ["opleidingstreffer"], _NAMEN)


def _alle(verzoek: Apiverzoek) -> JsonObject:
    plek, op = tekstplek(verzoek, 1), verzoek.geldig_op or verzoek.context.vandaag
    na = None if plek is None else Aanbodplek("", *plek)
    gevonden, volgende = aanbod_bladeren(verzoek.session, verzoek.context, op, na, verzoek.vraag["limiet"])
    verder = None if volgende is None else (volgende.code,)
    return bladzij(verzoek, ZOEKEN, {"opleidingstreffer": gevonden}, verder, lambda: tel_aanbod(verzoek.session, op))


def aangeboden_opleiding(verzoek: Apiverzoek) -> JsonObject:
    """An offer."""
    return een_object(verzoek, SOORT, verzoek.delen["code"], "code")


def _nummer(verzoek: Apiverzoek) -> int:
    return nummer_van_object(verzoek, SOORT, verzoek.delen["code"])


def erkenningsstatus(verzoek: Apiverzoek) -> JsonObject:
    """Whether an offer is recognised, and on what that stands."""
    codes: Waarde = [verzoek.delen["code"]]
    velden = {"aangebodenOpleidingCode": codes, "peildatum": verzoek.geldig_op}
    return lees(verzoek, STATUS, velden, {"aangebodenOpleidingCode": "code"}) | {"_links": verzoek.links()}


_ONDER: Final = "Aangeboden opleidingen"
PADEN = (
    Pad(
        "/aangeboden-opleidingen",
        aangeboden_opleidingen,
        vorm_van(ZOEKEN, pagina=True),
        "Aangeboden opleidingen zoeken, of allemaal op code",
        _ONDER,
        "Wat geldt op `geldigOp` (zonder: vandaag). `aanmeldenOp` en `straal` zijn niet genoeg om op te zoeken.",
        Aanbodzoekvraag,
    ),
    Pad(
        "/aangeboden-opleidingen/<code>",
        aangeboden_opleiding,
        vorm_van_object(*((RAADPLEGEN, naam) for naam in ELEMENTEN)),
        "Een aangeboden opleiding",
        _ONDER,
        "Zonder `geldigOp` met de hele levensduur.",
        OpDagEnMoment,
        Aanboddelen,
        _nummer,
    ),
    Pad(
        "/aangeboden-opleidingen/<code>/erkenningsstatus",
        erkenningsstatus,
        vorm_van(STATUS),
        "Of een aangeboden opleiding erkend is",
        _ONDER,
        "Op een dag: zonder `geldigOp` vandaag.",
        OpDag,
        Aanboddelen,
    ),
)
