"""Answers by the readings that there are for SOAP, as everybody may see them."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from rio_soap.api import cursor
from rio_soap.api.pad import Antwoordvorm, Apiverzoek
from rio_soap.api.problemen import ONGELDIG, Probleem, Vraagfout, afgekeurd
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonschema import Schema, Schemas, object_van
from rio_soap.contract.jsonvorm import Json, JsonObject, json_antwoord
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database.session import Session
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context, Uitslag

Lezer: TypeAlias = Callable[[Session, Context, Gegeven], Uitslag]
"""A reading."""
_SCHRIJVER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PAGINERING: Final = "paginering"
_MEESTE_PAGINAS: Final = 999_999
TOTAAL: Final = "totaal"

LINKS: Final[Schema] = object_van(
    {naam: object_van({"href": {"type": "string", "format": "uri-reference"}}, ("href",)) for naam in ("self", "next")},
    ("self",),
)
"""Schema of ``_links``."""


def lees(
    verzoek: Apiverzoek,
    operatie: str,
    velden: Mapping[str, Waarde | None],
    namen: Mapping[str, str] | None = None,
    doe: Lezer | None = None,
) -> JsonObject:
    """What a reading answers, without the fields about the message.

    :param velden: of its request; those that are None are left out.
    :param namen: elements of that to the parameters that they come from, where these differ.
    :param doe: what answers in the form of the reading; by default the reading itself.
    :raises Probleem: when the reading refuses.
    """
    gevuld = {naam: waarde for naam, waarde in velden.items() if waarde is not None}
    vraag = Gegeven(f"{operatie}_request", gevuld)
    lezer = doe or RAADPLEGINGEN[operatie].lees
    return als_antwoord(verzoek, operatie, lezer(verzoek.session, verzoek.context, vraag), namen)


def als_antwoord(
    verzoek: Apiverzoek, operatie: str, uitslag: Uitslag, namen: Mapping[str, str] | None = None
) -> JsonObject:
    """What came of a reading, in the form of its answer.

    :raises Probleem: when it refused.
    """
    if not uitslag.goedgekeurd:
        raise afgekeurd(uitslag.foutmeldingen, namen or {}, verzoek.delen)
    return json_antwoord(OPERATIES[operatie].dienst, f"{operatie}_response", uitslag.gegevens)


def lees_pagina(
    verzoek: Apiverzoek,
    operatie: str,
    velden: Mapping[str, Waarde | None],
    lijsten: Iterable[str],
    namen: Mapping[str, str] | None = None,
    doe: Lezer | None = None,
) -> JsonObject:
    """A page of what a reading answers that counts its pages: with ``_links``, and ``totaal`` when that is asked.

    :param lijsten: arrays that are there also when they are empty.
    :raises Probleem: when the reading refuses, or for a cursor that no page gave.
    """
    pagina = pagina_van(verzoek)
    uit = lees(verzoek, operatie, {**velden, "pagina": pagina, "aantal": verzoek.vraag["limiet"]}, namen, doe)
    paginering = uit.pop(_PAGINERING)
    assert isinstance(paginering, dict)
    antwoord: JsonObject = {**{naam: [] for naam in lijsten}, **uit}
    if verzoek.vraag.get("tellen"):
        antwoord[TOTAAL] = paginering["aantalResultaten"]
    volgende, paginas = pagina + 1, paginering["aantalPaginas"]
    assert isinstance(paginas, int)
    antwoord["_links"] = (
        verzoek.links(cursor=cursor.maak(vraag_van(verzoek), (volgende,)))
        if volgende < min(paginas, _MEESTE_PAGINAS)
        else verzoek.links()
    )
    return antwoord


def vraag_van(verzoek: Apiverzoek) -> str:
    """The question of which a cursor is; also of a page of another size, where that does not count."""
    return verzoek.vraag_zonder("cursor", "tellen")


def plek_van(verzoek: Apiverzoek) -> tuple[cursor.Deel, ...] | None:
    """What the cursor of a request says; None for the first page.

    :raises Probleem: for one that no page of this list gave.
    """
    tekst = verzoek.vraag.get("cursor")
    if tekst is None:
        return None
    try:
        return cursor.lees(vraag_van(verzoek), tekst)
    except cursor.GeenCursor as fout:
        raise geen_cursor() from fout


def geen_cursor() -> Probleem:
    """Of a cursor that cannot be used."""
    detail = "De cursor is niet van deze lijst; begin opnieuw zonder cursor."
    return Probleem(400, detail, [Vraagfout("query", "cursor", ONGELDIG, detail)])


def pagina_van(verzoek: Apiverzoek) -> int:
    """The number of the page, from 0."""
    plek = plek_van(verzoek)
    if plek is None:
        return 0
    if len(plek) != 1 or not isinstance(plek[0], int) or not 0 <= plek[0] <= _MEESTE_PAGINAS:
        raise geen_cursor()
    return plek[0]


def sleutel_van(verzoek: Apiverzoek, *namen: str) -> dict[str, Json]:
    """Parameters of the query that were given, by their names."""
    return {naam: verzoek.vraag[naam] for naam in namen if naam in verzoek.vraag}


def vorm_van(operatie: str, *, pagina: bool = False, zonder: Iterable[str] = ()) -> Antwoordvorm:
    """The schema of what `lees` gives with ``_links`` beside it, or of `lees_pagina`.

    :param zonder: fields that are not shown.
    """

    def vorm(schemas: Schemas) -> Schema:
        weg = (*zonder, _PAGINERING) if pagina else zonder
        velden = schemas.antwoord(OPERATIES[operatie].dienst, f"{operatie}_response", weg)
        if pagina:
            velden[TOTAAL] = {"type": "integer", "minimum": 0}
        return object_van(velden | {"_links": LINKS}, ("_links",))

    return vorm


def schrijf(antwoord: JsonObject) -> bytes:
    """An answer as it is sent."""
    return _SCHRIJVER.encode(antwoord).encode()
