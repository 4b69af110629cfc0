"""Searching everything at once: organisations, erkenningen and locaties, with how many offers and opleidingen."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from marshmallow import fields, validate

from rio_soap.api.lezen import als_antwoord
from rio_soap.api.organisatiepaden import Organisatiezoekvraag, organisaties
from rio_soap.api.vragen import Getalveld, dag, ja_nee, tekst, van_type
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.regels.folding import woorden
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.zoeken.opleidingstreffer import treffers
from rio_soap.register.zoeken.plaatskeuze import Plaatskeuze, aanbod_met_naam, eenheden_met_naam, gemeenten_van_plaats
from rio_soap.register.zoeken.sectoren import SPECIALISATIES
from rio_soap.register.zoeken.treffers import MEESTE
from rio_soap.register.zoeken.woordenschat import lijkt_op
from rio_soap.register.zoeken.zoekbeeld import OBJECTTYPEN
from rio_soap.register.zoeken.zoekblad import MEESTE_PER_SECTOR, Zoekblad, zoek_blad
from rio_soap.web.frame.scherm import Blad, Omleiding, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import als_apiverzoek, van_api
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.publiek.codeverwijzing import codes_in, lijkt_code, noemt
from rio_soap.web.publiek.objectpad import Delen, Jsondeel, pad_van, volgende_cursor
from rio_soap.web.publiek.zoekuitvoer import zoekuitvoer

OP_PAGINA: Final = 25
SOORTEN: Final = (
    "ONDERWIJSAANBIEDER",
    "ONDERWIJSBESTUUR",
    "ONDERWIJSAANBIEDERGROEP",
    "ONDERWIJSBEGELEIDINGSAANBIEDER",
    "ONDERWIJSLOCATIE",
    "INSTELLINGSERKENNING",
)
"""Kinds of object in the order of the filter."""
_ELEMENTEN: Final = {
    "q": "zoekterm",
    "soort": "objecttype",
    "sector": "sector",
    "plaats": "plaatsnaam",
    "gemeente": "gemeentenaam",
    "postcode": "postcode",
    "kvkNummer": "kVKnummer",
    "geldigOp": "peildatum",
    "ookBeeindigd": "ookBeeindigd",
}
"""Parameters to the elements of zoeken_organisaties."""
_FILTERS: Final = ("soort", "sector", "plaats", "gemeente", "postcode", "kvkNummer")
_MEESTE_ELDERS: Final = 100
"""Offers and opleidingen that are counted; of more it says that there are more."""


class Zoekschermvraag(Schermvraag):
    """What is looked for, and narrowed by what."""

    q = tekst("Naam, code, plaats of postcode.", lengte=200)
    soort = fields.List(fields.String(validate=validate.OneOf(sorted(OBJECTTYPEN))))
    sector = fields.String(validate=validate.OneOf(sorted(SPECIALISATIES)))
    plaats = van_type("Plaatsnaam-v02", "Alleen in deze plaats.")
    gemeente = van_type("Gemeentenaam", "Alleen in deze gemeente.")
    postcode = van_type("Postcodedeel", "Alleen met deze postcode.")
    kvkNummer = van_type("KvKnummer", "Alleen met dit KvK-nummer.")
    ookBeeindigd = ja_nee("Ook wat is beëindigd.")
    geldigOp = dag("Dag waarop het geldt.")
    pagina = Getalveld(load_default=1, validate=validate.Range(1, MEESTE // OP_PAGINA))
    cursor = tekst("Waar een lijst zonder zoekwoorden verder gaat.", lengte=1000)
    vorm = fields.String(load_default="blad", validate=validate.OneOf(["blad", "csv"]))


def zoeken(verzoek: Schermverzoek) -> Uitkomst:
    """What is found; straight to the page of what is meant where that is plain."""
    vraag = verzoek.vraag
    if vraag["vorm"] == "csv":
        return zoekuitvoer(verzoek, zoekverzoek(vraag))
    q: str = vraag.get("q", "")
    return verzoek.lees(partial(_gezocht, verzoek, q))


def _gezocht(verzoek: Schermverzoek, q: str) -> Uitkomst:
    vraag = verzoek.vraag
    eerste = vraag["pagina"] == 1 and not any(vraag.get(naam) for naam in _FILTERS)
    if q and eerste and lijkt_code(q) and (code := _op_code(verzoek, q)) is not None:
        return code
    blad = zoek_blad(verzoek.session, verzoek.context, zoekverzoek(vraag), vraag["pagina"] - 1, OP_PAGINA)
    if blad is None:
        return _zonder_zoekwoord(verzoek)
    gevonden = treffers_van(verzoek, blad.treffers)
    elders = _elders(verzoek, q) if eerste and q else {}
    if (
        eerste
        and blad.aantal == 1
        and not blad.anders
        and (blad.gronden[0] in ("CODE", "NUMMER") or not any(elders.values()))
    ):
        pad = pad_van(str(gevonden[0]["objecttype"]), str(gevonden[0]["sleutel"]))
        if pad is not None:
            return Omleiding(verzoek.url(pad, geldigOp=verzoek.gegeven.get("geldigOp")))
    return Blad("publiek/zoeken.html", _velden(verzoek, gevonden, blad) | {"elders": elders})


def zoekverzoek(vraag: Delen) -> Gegeven:
    """The question as zoeken_organisaties has it."""
    velden: dict[str, Waarde] = {
        element: vraag[naam] for naam, element in _ELEMENTEN.items() if vraag.get(naam) not in (None, [], False)
    }
    return Gegeven("zoeken_organisaties_request", velden)


def treffers_van(verzoek: Schermverzoek, gevonden: Sequence[Gegeven]) -> list[Delen]:
    """What was found as the API writes it, with the path of the page of each and of what it belongs to."""
    antwoord = als_antwoord(
        als_apiverzoek(verzoek), "zoeken_organisaties", Uitslag({"organisatietreffer": [*gevonden]})
    )
    return met_paden(antwoord)


def met_paden(antwoord: JsonObject) -> list[Delen]:
    """Organisatietreffers of an answer with ``pad``, also of what each belongs to."""
    alle: Jsondeel = antwoord.get("organisatietreffer") or []
    return [
        {**een, "pad": pad_van(een["objecttype"], een["sleutel"])}
        | {"hoortBij": [{**bij, "pad": pad_van(bij["objecttype"], bij["sleutel"])} for bij in een.get("hoortBij", [])]}
        for een in alle
    ]


def _op_code(verzoek: Schermverzoek, q: str) -> Uitkomst | None:
    """Where a code leads; None when it is none, so that its words are looked for."""
    codes = codes_in(q)
    gevonden = [een for code in codes for een in noemt(verzoek, code)]
    if not gevonden:
        return None
    if len(gevonden) == len(codes) == 1 and (pad := gevonden[0].pad) is not None:
        return Omleiding(verzoek.url(pad, geldigOp=verzoek.gegeven.get("geldigOp")))
    return Omleiding(verzoek.url(f"/c/{','.join(codes)}"))


def _elders(verzoek: Schermverzoek, q: str) -> dict[str, Jsondeel]:
    """How many offers and opleidingen the same words find, with the first of them."""
    session, dag_ = verzoek.session, verzoek.dag
    codes = aanbod_met_naam(session, q, dag_, _MEESTE_ELDERS + 1)
    eerste = treffers(session, verzoek.context, codes[:3], dag_)
    uit: Jsondeel = als_antwoord(
        als_apiverzoek(verzoek), "zoeken_aangebodenOpleidingen", Uitslag({"opleidingstreffer": [*eerste]})
    )
    eenheden = eenheden_met_naam(session, q, dag_, _MEESTE_ELDERS + 1)
    return {
        "aanbod": len(codes),
        "eerste": uit.get("opleidingstreffer", []),
        "eenheden": len(eenheden),
        "eerste_eenheden": list(eenheden[:3]),
    }


def _zonder_zoekwoord(verzoek: Schermverzoek) -> Blad:
    """Nothing to look for: all of a kind or a sector by code, or the form alone."""
    vraag = verzoek.vraag
    if not vraag.get("soort") and not vraag.get("sector"):
        return Blad("publiek/zoeken.html", _velden(verzoek, [], None))
    gevraagd = {naam: vraag.get(naam) for naam in ("soort", "sector", "geldigOp", "ookBeeindigd", "cursor")}
    uit = van_api(
        verzoek,
        organisaties,
        vraag={**gevraagd, "limiet": OP_PAGINA, "tellen": not vraag.get("sector")},
        vorm=Organisatiezoekvraag,
    )
    verder = volgende_cursor(uit)
    velden = _velden(verzoek, met_paden(uit), None)
    velden |= {
        "aantal": uit.get("totaal"),
        "volgende": verzoek.hier(cursor=verder) if verder else None,
        "op_code": True,
    }
    return Blad("publiek/zoeken.html", velden)


def _velden(verzoek: Schermverzoek, gevonden: list[Delen], blad: Zoekblad | None) -> dict[str, Jsondeel]:
    """What the template is given."""
    vraag = verzoek.vraag
    aantal, pagina = (blad.aantal if blad else 0), vraag["pagina"]
    verder = pagina * OP_PAGINA < min(aantal, MEESTE)
    return {
        "treffers": gevonden,
        "blad": blad,
        "gezocht": blad is not None,
        "op_code": False,
        "aantal": aantal,
        "te_veel": aantal > MEESTE,
        "meeste": MEESTE,
        "meeste_per_sector": MEESTE_PER_SECTOR,
        "meeste_elders": _MEESTE_ELDERS,
        "soorten": SOORTEN,
        "sectoren": sorted(SPECIALISATIES),
        "elders": {},
        "filters": [(naam, vraag[naam]) for naam in _FILTERS if vraag.get(naam)],
        "plaatsen": _plaatsen(verzoek) if blad else [],
        "gelijkend": _gelijkend(verzoek) if blad and not aantal else [],
        "volgende": verzoek.hier(pagina=pagina + 1) if verder else None,
        "vorige": verzoek.hier(pagina=pagina - 1 if pagina > 2 else None) if pagina > 1 else None,
    }


def _plaatsen(verzoek: Schermverzoek) -> Sequence[Plaatskeuze]:
    """The gemeenten that the plaats lies in, when there are several and none was chosen."""
    vraag = verzoek.vraag
    plaats = vraag.get("plaats") or vraag.get("q")
    if not plaats or vraag.get("gemeente"):
        return []
    gevonden = gemeenten_van_plaats(verzoek.session, plaats, verzoek.dag)
    return gevonden if len(gevonden) > 1 else []


def _gelijkend(verzoek: Schermverzoek) -> list[str]:
    """Words that look like those that found nothing."""
    getypt = woorden(verzoek.vraag.get("q") or verzoek.vraag.get("plaats") or "")[:5]
    return list(dict.fromkeys(anders for woord in getypt for _, anders in lijkt_op(verzoek.session, woord)[:3]))


SCHERMEN: Final = (Scherm("/zoeken", zoeken, Zoekschermvraag, van_register=False),)
