"""What belongs to an organisatie: how to reach it, what it offers, the locaties that are used for it, its history."""

from typing import Final

from rio_soap.api.lezen import LINKS, TOTAAL, lees, lees_pagina, vorm_van
from rio_soap.api.lijsten import Lijst
from rio_soap.api.organisatiepaden import NAAM_VAN_CODE, OVERZICHT, Organisatiedelen
from rio_soap.api.pad import Antwoordvorm, Apiverzoek, Pad
from rio_soap.api.problemen import Probleem, afgekeurd
from rio_soap.api.vervolg import bladzij, tekstplek
from rio_soap.api.vragen import OpDag, Pagina, ja_nee, lijst, van_type
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonschema import Schema, Schemas, object_van
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.register.overzicht.onderdelen import aanbod_van_eenheid, gebruik_voor_eenheid
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.versie.objecttypen import objecttype_van
from rio_soap.register.zoeken.sleutellijst import Aanbodplek

CONTACT: Final = "opvragen_contactadressen"
HISTORIE: Final = "opvragen_historie"
AANBOD: Final = "zoeken_aangebodenOpleidingen"
_VAN_HET_BERICHT: Final = "identificatiecode"
"""Field of a historieregel that names a message: that is the business of its sender."""
_EENHEDEN: Final = "organisatorische_eenheid"


class Contactvraag(OpDag):
    """Which contactadressen."""

    context = lijst(van_type("Communicatiecontextsoort", ""), "Communicatiecontexten; zonder: alle openbare.")
    metTerugval = ja_nee(
        "Geef wat de organisatie zelf niet heeft van wat erboven staat; `gevraagdeEenheidcode` zegt het."
    )


class Historievraag(Pagina):
    """Which page of a history."""

    tellen = ja_nee("Geef in `totaal` hoeveel wijzigingen het er samen zijn.")


def contactadressen(verzoek: Apiverzoek) -> JsonObject:
    """How an organisatie is reached, in contexten that everybody may read."""
    vraag = verzoek.vraag
    velden: dict[str, Waarde | None] = {
        "organisatorischeEenheidcode": verzoek.delen["code"],
        "communicatiecontext": list(dict.fromkeys(vraag["context"])) if "context" in vraag else None,
        "peildatum": verzoek.geldig_op,
        "metTerugval": vraag["metTerugval"],
    }
    uit = lees(verzoek, CONTACT, velden, NAAM_VAN_CODE | {"communicatiecontext": "context"})
    return {"contactadres": [], **uit, "_links": verzoek.links()}


def organisatieaanbod(verzoek: Apiverzoek) -> JsonObject:
    """The offers of an aanbieder, or of all aanbieders below a bestuur or groep."""
    plek, dag = tekstplek(verzoek, 2), verzoek.geldig_op or verzoek.context.vandaag
    na = None if plek is None else Aanbodplek(*plek)
    code, limiet = verzoek.delen["code"], verzoek.vraag["limiet"]
    pagina = aanbod_van_eenheid(verzoek.session, verzoek.context, code, dag, na, limiet)
    if pagina is None:
        raise _onbekend(verzoek)
    treffers: list[Gegeven] = [*pagina.treffers]
    return bladzij(verzoek, AANBOD, {"opleidingstreffer": treffers}, pagina.volgende, lambda: pagina.aantal)


def locatiegebruiken(verzoek: Apiverzoek) -> JsonObject:
    """The locaties that a bestuur uses; of another those that its besturen use for it."""
    plek, dag = tekstplek(verzoek, 2), verzoek.geldig_op or verzoek.context.vandaag
    alle = gebruik_voor_eenheid(verzoek.session, verzoek.context, verzoek.delen["code"], dag)
    if alle is None:
        raise _onbekend(verzoek)
    verder = [een for een in alle if plek is None or _plek(een) > plek]
    getoond = verder[: verzoek.vraag["limiet"]]
    overzicht = Gegeven("organisatieoverzicht", {"locatiegebruik": getoond})
    volgende = _plek(getoond[-1]) if len(getoond) < len(verder) else None
    uit = bladzij(verzoek, OVERZICHT, {"organisatieoverzicht": [overzicht]}, volgende, lambda: len(alle))
    # Written as a part of an overview, which alone knows its form.
    overzichten = uit.pop("organisatieoverzicht")
    assert isinstance(overzichten, list)
    [delen] = overzichten
    assert isinstance(delen, dict)
    return {"locatiegebruik": [], **delen, **uit}


def _plek(gebruik: Gegeven) -> tuple[str, str]:
    return str(gebruik.velden["onderwijsbestuurcode"]), str(gebruik.velden["onderwijslocatiecode"])


def organisatiehistorie(verzoek: Apiverzoek) -> JsonObject:
    """What changed of an organisatie since RIO keeps what was, oldest first."""
    code = verzoek.delen["code"]
    soort = objecttype_van(_EENHEDEN, code)
    assert soort is not None, "the type of the parameter knows four letters"
    velden: dict[str, Waarde | None] = {"objecttype": soort.naam, "sleutel": code}
    uit = lees_pagina(verzoek, HISTORIE, velden, ["historieregel"], {"sleutel": "code", "objecttype": "code"})
    regels = uit["historieregel"]
    assert isinstance(regels, list)
    for regel in regels:
        assert isinstance(regel, dict)
        regel.pop(_VAN_HET_BERICHT, None)
    return uit


def _onbekend(verzoek: Apiverzoek) -> Probleem:
    fout = melding("RS1110", (("organisatorischeEenheidcode", verzoek.delen["code"]),))
    return afgekeurd([fout], NAAM_VAN_CODE, verzoek.delen)


def _vorm_van_deel(operatie: str, veld: str, component: str, zonder: str = "") -> Antwoordvorm:
    """The schema of a page of which the objects are a part of what a reading answers.

    :param component: of which type that is a field; with `zonder` of which type the objects are, but for that field.
    """

    def vorm(schemas: Schemas) -> Schema:
        velden = schemas.antwoord(AANVULLING_RAADPLEGEN, f"{operatie}_response", ["paginering"])
        delen = schemas.componenten[component]["properties"]
        assert isinstance(delen, dict)
        if zonder:
            del schemas.componenten[component]  # nothing else shows one
            items = object_van({naam: deel for naam, deel in delen.items() if naam != zonder})  # type: ignore[misc]
            velden[veld] = {"type": "array", "items": items}
        else:
            velden[veld] = delen[veld]  # type: ignore[assignment]
        extra: dict[str, Schema] = {TOTAAL: {"type": "integer", "minimum": 0}, "_links": LINKS}
        return object_van({veld: velden[veld], **extra}, (veld, "_links"))

    return vorm


_OP_EEN_DAG: Final = "Op een dag: zonder `geldigOp` vandaag."
_ONDER: Final = "Organisaties"
PADEN = (
    Pad(
        "/organisaties/<code>/contactadressen",
        contactadressen,
        vorm_van(CONTACT),
        "Contactadressen van een organisatie",
        _ONDER,
        f"{_OP_EEN_DAG} Alleen contexten die openbaar zijn.",
        Contactvraag,
        Organisatiedelen,
    ),
    Pad(
        "/organisaties/<code>/aanbod",
        organisatieaanbod,
        vorm_van(AANBOD, pagina=True),
        "Aangeboden opleidingen van een organisatie",
        _ONDER,
        f"{_OP_EEN_DAG} Van een bestuur of groep die van alle aanbieders eronder, op aanbieder en code.",
        Lijst,
        Organisatiedelen,
    ),
    Pad(
        "/organisaties/<code>/locatiegebruiken",
        locatiegebruiken,
        _vorm_van_deel(OVERZICHT, "locatiegebruik", "Organisatieoverzicht"),
        "Onderwijslocaties die voor een organisatie worden gebruikt",
        _ONDER,
        f"{_OP_EEN_DAG} Van een bestuur wat het gebruikt; van een ander wat haar besturen gebruiken voor haar aanbod "
        "of haar vestigingen.",
        Lijst,
        Organisatiedelen,
    ),
    Pad(
        "/organisaties/<code>/historie",
        organisatiehistorie,
        _vorm_van_deel(HISTORIE, "historieregel", "Historieregel", _VAN_HET_BERICHT),
        "Wijzigingen van een organisatie",
        _ONDER,
        "Oudste eerst, sinds het register onthoudt wat er was.",
        Historievraag,
        Organisatiedelen,
    ),
)
