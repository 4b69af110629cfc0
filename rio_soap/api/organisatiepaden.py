"""Organisaties: found by what is known of them, or all of them by code; and one on a day, by what RIO knew."""

from typing import Final

from rio_soap.api.lezen import als_antwoord, lees_pagina, vorm_van
from rio_soap.api.lijsten import Lijst
from rio_soap.api.pad import Apiverzoek, Pad
from rio_soap.api.problemen import afgekeurd
from rio_soap.api.vervolg import bladzij, tekstplek
from rio_soap.api.vragen import OpDagEnMoment, Vraagvorm, ja_nee, lijst, van_type
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.overzicht.momentlezing import Eenheidslezer, lees_eenheid_op
from rio_soap.register.overzicht.raadplegingen import eenheid_van, overzicht_van, structuur_van
from rio_soap.register.zoeken.raadplegingen import Organisatiepagina, organisaties_bladeren
from rio_soap.register.zoeken.sleutellijst import Zoekplek

ZOEKEN: Final = "zoeken_organisaties"
EENHEID: Final = "opvragen_organisatorischeEenheid"
OVERZICHT: Final = "opvragen_organisatieoverzicht"
STRUCTUUR: Final = "opvragen_organisatiestructuur"
SOORTEN: Final = (
    "ONDERWIJSAANBIEDER",
    "ONDERWIJSAANBIEDERGROEP",
    "ONDERWIJSBEGELEIDINGSAANBIEDER",
    "ONDERWIJSBESTUUR",
)
"""Kinds of object that an organisatie may be."""
_NAMEN: Final = {
    "zoekterm": "q",
    "objecttype": "soort",
    "plaatsnaam": "plaats",
    "gemeentenaam": "gemeente",
    "kVKnummer": "kvkNummer",
    "rSIN": "rsin",
    "peildatum": "geldigOp",
}
"""Elements of the request to the parameters they come from, where these differ."""
_ZOEKT: Final = ("q", "plaats", "gemeente", "postcode", "kvkNummer", "rsin")
"""Parameters that look for something; the others narrow what is found, or what is listed."""
NAAM_VAN_CODE: Final = {"organisatorischeEenheidcode": "code"}


class Organisatiezoekvraag(Lijst):
    """By what organisaties are found."""

    q = van_type("Zoekterm", "Naam, woorden van een naam, code, nummer, plaats of postcode.")
    soort = lijst(
        van_type("Objecttype", ""),
        "Soorten; zonder: de vier soorten organisaties. Ook INSTELLINGSERKENNING en ONDERWIJSLOCATIE kunnen.",
    )
    sector = van_type("Sector", "Alleen wie in deze sector iets aanbiedt.")
    plaats = van_type("Plaatsnaam-v02", "Alleen wat in deze plaats is.")
    gemeente = van_type("Gemeentenaam", "Alleen wat in deze gemeente is.")
    postcode = van_type("Postcodedeel", "Alleen wat deze postcode heeft: de vier cijfers, of alles.")
    kvkNummer = van_type("KvKnummer", "Alleen wie dit KvK-nummer heeft.")
    rsin = van_type("RSIN", "Alleen wie dit RSIN heeft.")
    ookBeeindigd = ja_nee("Ook wat voor deze dag is beëindigd.")


class Organisatiedelen(Vraagvorm):
    """One organisatie."""

    code = van_type("OrganisatorischeEenheidID", "Code van de organisatie, van welke soort ook.", verplicht=True)


def organisaties(verzoek: Apiverzoek) -> JsonObject:
    """What is found, best first; without anything to look for all organisaties, by code."""
    vraag = verzoek.vraag
    velden: dict[str, Waarde | None] = {
        "zoekterm": vraag.get("q"),
        "objecttype": list(dict.fromkeys(vraag.get("soort") or SOORTEN)),
        "sector": vraag.get("sector"),
        "postcode": vraag.get("postcode"),
        "plaatsnaam": vraag.get("plaats"),
        "gemeentenaam": vraag.get("gemeente"),
        "kVKnummer": vraag.get("kvkNummer"),
        "rSIN": vraag.get("rsin"),
        "peildatum": verzoek.geldig_op,
        "ookBeeindigd": vraag["ookBeeindigd"],
    }
    if any(naam in vraag for naam in _ZOEKT):
        return lees_pagina(verzoek, ZOEKEN, velden, ["organisatietreffer"], _NAMEN)
    gevuld = {naam: waarde for naam, waarde in velden.items() if waarde is not None}
    plek = tekstplek(verzoek, 2)
    blad = organisaties_bladeren(
        verzoek.session,
        verzoek.context,
        Gegeven(f"{ZOEKEN}_request", gevuld | {"aantal": vraag["limiet"]}),
        None if plek is None else Zoekplek(*plek),
    )
    if not isinstance(blad, Organisatiepagina):
        raise afgekeurd(blad, _NAMEN, verzoek.delen)
    return bladzij(verzoek, ZOEKEN, {"organisatietreffer": [*blad.treffers]}, blad.volgende, blad.tel)


def organisatie(verzoek: Apiverzoek) -> JsonObject:
    """One of whatever kind."""
    return _op_moment(verzoek, EENHEID, eenheid_van)


def organisatieoverzicht(verzoek: Apiverzoek) -> JsonObject:
    """Everything of one at once."""
    return _op_moment(verzoek, OVERZICHT, overzicht_van)


def organisatiestructuur(verzoek: Apiverzoek) -> JsonObject:
    """The trees in which one stands."""
    return _op_moment(verzoek, STRUCTUUR, structuur_van)


def _op_moment(verzoek: Apiverzoek, operatie: str, lezer: Eenheidslezer) -> JsonObject:
    dag = verzoek.geldig_op or verzoek.context.vandaag
    uitslag = lees_eenheid_op(verzoek.session, verzoek.context, lezer, verzoek.delen["code"], dag, verzoek.bekend_op)
    return als_antwoord(verzoek, operatie, uitslag, NAAM_VAN_CODE) | {"_links": verzoek.links()}


_OP_EEN_DAG: Final = "Op een dag: zonder `geldigOp` vandaag."
PADEN = (
    Pad(
        "/organisaties",
        organisaties,
        vorm_van(ZOEKEN, pagina=True),
        "Organisaties zoeken, of allemaal op code",
        "Organisaties",
        "Zoekt met `q`, `plaats`, `gemeente`, `postcode`, `kvkNummer` of `rsin`; zonder deze staat alles op code, "
        "zonder `trefgrond`. Wat later begint dan `geldigOp` (zonder: vandaag) staat er niet bij.",
        Organisatiezoekvraag,
    ),
    Pad(
        "/organisaties/<code>",
        organisatie,
        vorm_van(EENHEID),
        "Een organisatie",
        "Organisaties",
        f"{_OP_EEN_DAG} Een organisatie die dan niet bestaat, komt met haar data en al haar perioden.",
        OpDagEnMoment,
        Organisatiedelen,
    ),
    Pad(
        "/organisaties/<code>/overzicht",
        organisatieoverzicht,
        vorm_van(OVERZICHT),
        "Alles van een organisatie",
        "Organisaties",
        f"{_OP_EEN_DAG} Met de eerste 999 aangeboden opleidingen; `/aanbod` geeft ze allemaal.",
        OpDagEnMoment,
        Organisatiedelen,
    ),
    Pad(
        "/organisaties/<code>/structuur",
        organisatiestructuur,
        vorm_van(STRUCTUUR),
        "De onderwijsinrichting en de onderwijserkenning waarin een organisatie staat",
        "Organisaties",
        _OP_EEN_DAG,
        OpDagEnMoment,
        Organisatiedelen,
    ),
)
