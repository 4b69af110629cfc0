"""Lists of all objects of a kind, page by page, in the order of their keys.

What holds on a day, with what it was then; or with ``ookBeeindigd`` everything, whole, as the files have it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rio_soap.api import cursor
from rio_soap.api.lezen import LINKS, TOTAAL, geen_cursor, plek_van, vraag_van
from rio_soap.api.pad import Antwoordvorm, Apiverzoek
from rio_soap.api.problemen import ONGELDIG, Probleem, Vraagfout
from rio_soap.api.vragen import Pagina, dag, ja_nee
from rio_soap.contract.gegevens import Ingesloten
from rio_soap.contract.jsonschema import Schema, Schemas, lijst_van, object_van
from rio_soap.contract.jsonvorm import JsonObject, json_van
from rio_soap.contract.operaties import Dienst
from rio_soap.register.publicatie.openbaar import openbare_inhoud
from rio_soap.register.publicatie.sleutels import Sleutelpagina, Vanaf, kan_vanaf, sleutels
from rio_soap.register.publicatie.telling import aantal_openbaar
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.geldig import op_dag
from rio_soap.register.versie.objecttypen import OBJECTTYPEN, Objecttype
from rio_soap.register.versie.omvang import MAXIMUM, omvang

_BLOK: Final = 100
"""Objects that are read at a time."""


class Lijst(Pagina):
    """A page of objects."""

    geldigOp = dag("Dag waarop de objecten gelden; zonder: vandaag.")
    tellen = ja_nee("Geef in `totaal` hoeveel het er samen zijn.")


class HeleLijst(Lijst):
    """A page of objects, also of those that ended."""

    ookBeeindigd = ja_nee("Geef alle objecten, elk met zijn hele levensduur; niet samen met andere filters.")


def lijst_op_sleutel(verzoek: Apiverzoek, soorten: Sequence[str], elementen: Iterable[str]) -> JsonObject:
    """A page of objects, each under the name of its element.

    A page may hold less than was asked: what not everybody may see is passed over, and it ends where it gets too large.

    :param soorten: of the objects, one kind after the other.
    :param elementen: arrays that are there also when they are empty.
    """
    alles = bool(verzoek.vraag.get("ookBeeindigd"))
    if alles and verzoek.geldig_op is not None:
        detail = "geldigOp en ookBeeindigd gaan niet samen."
        raise Probleem(400, detail, [Vraagfout("query", "ookBeeindigd", ONGELDIG, detail)])
    op = None if alles else verzoek.geldig_op or verzoek.context.vandaag
    antwoord: JsonObject = {naam: [] for naam in elementen}
    over, samen = verzoek.vraag["limiet"], 0
    meet = over > _BLOK  # of a page that is one block there is nothing to leave out
    index, na = _begin(verzoek, soorten)
    while over and samen < MAXIMUM and index < len(soorten):
        soort = OBJECTTYPEN[soorten[index]]
        pagina = sleutels(verzoek.session, soort, na, min(over, _BLOK), op)
        for een in _inhoud(verzoek, soort, pagina):
            gelezen = een if op is None else op_dag(een, op)
            if gelezen is not None:
                samen += omvang(gelezen) if meet else 0
                _voeg_toe(antwoord, gelezen)
        over -= len(pagina.sleutels)
        index, na = (index, pagina.volgende) if pagina.volgende is not None else (index + 1, None)
    if verzoek.vraag.get("tellen"):
        tellingen = (aantal_openbaar(verzoek.session, verzoek.context, OBJECTTYPEN[naam], op) for naam in soorten)
        antwoord[TOTAAL] = sum(tellingen)
    verder = {"cursor": cursor.maak(vraag_van(verzoek), (index, *(na or ())))} if index < len(soorten) else {}
    antwoord["_links"] = verzoek.links(**verder)
    return antwoord


def _begin(verzoek: Apiverzoek, soorten: Sequence[str]) -> tuple[int, Vanaf | None]:
    """At which kind the page begins, and after what."""
    plek = plek_van(verzoek)
    if plek is None:
        return 0, None
    index, *na = plek or (None,)
    if not isinstance(index, int) or not 0 <= index < len(soorten):
        raise geen_cursor()
    if na and not kan_vanaf(OBJECTTYPEN[soorten[index]], na):
        raise geen_cursor()
    return index, tuple(na) or None


def _inhoud(verzoek: Apiverzoek, soort: Objecttype, pagina: Sleutelpagina) -> Iterable[Ingesloten]:
    plekken = [Plek(None, sleutel) for sleutel in pagina.sleutels]
    gelezen = openbare_inhoud(verzoek.session, verzoek.context, soort, plekken)
    return (gelezen[plek] for plek in plekken if plek in gelezen)


def _voeg_toe(antwoord: JsonObject, een: Ingesloten) -> None:
    for naam, json in json_van(een).items():
        lijst = antwoord.setdefault(naam, [])
        assert isinstance(lijst, list)
        lijst.append(json)


def vorm_van_lijst(*elementen: tuple[Dienst, str]) -> Antwoordvorm:
    """The schema of `lijst_op_sleutel`.

    :param elementen: under which names, each of a contract, objects may stand.
    """

    def vorm(schemas: Schemas) -> Schema:
        velden = {naam: lijst_van(schemas.los(dienst, naam)) for dienst, naam in elementen}
        extra: dict[str, Schema] = {TOTAAL: {"type": "integer", "minimum": 0}, "_links": LINKS}
        return object_van(velden | extra, ("_links",))

    return vorm
