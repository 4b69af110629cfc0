"""Errors as problem+json (RFC 9457): which status a functional code has, and everything that is wrong at once.

What a path names and is not there is 404. The same code for a parameter of the query is 400, as all else that is wrong
with a request is.
"""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.regels.sleutelgegevens import Foutmelding, kort

PROBLEEM: Final = "application/problem+json"
"""Media type of every error."""

Plaats = Literal["path", "query"]


class Vraagfout(NamedTuple):
    """One thing that is wrong.

    :param code: functional code, or why a parameter cannot be read.
    """

    in_: Plaats
    name: str
    code: str
    detail: str


class Probleem(Exception):
    """A request that is not answered.

    :param detail: what is wrong, for people.
    """

    def __init__(
        self, status: int, detail: str, fouten: Sequence[Vraagfout] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.fouten = status, detail, fouten
        self.headers: Mapping[str, str] = headers or {}


_NIET_GEVONDEN: Final = (
    "A01011",
    "A01020",
    "A01030",
    "A01040",
    "A01050",
    "A01060",
    "A01070",
    "A01080",
    "A01090",
    "A01110",
    "A01130",
    "N09440",
    "RS1007",
    "RS1015",
    "RS1106",
    "RS1107",
    "RS1110",
    "RS1112",
    "RS1204",
    "RS1301",
    "RS1304",
    "RS1501",
    "RS1507",
    "RS1601",
    "RS1605",
)
"""Codes that say that something is not there."""
STATUS_IN_PAD: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(_NIET_GEVONDEN, 404),
        "RS1001": 404,
        "AUT401": 403,
        "INT500": 503,
    }
)
"""Status of a code that says something of what a path names; of all others 400."""
STATUS_IN_VRAAG: Final[Mapping[str, int]] = MappingProxyType({"AUT401": 403, "INT500": 503})
"""Status of a code that says something of a parameter of the query; of all others 400."""

ONGELDIG: Final = "ongeldig"
"""Code of a parameter that cannot be read."""
ONBEKEND: Final = "onbekend"
"""Code of a parameter that is not declared."""


def afgekeurd(meldingen: Iterable[Foutmelding], namen: Mapping[str, str], in_pad: Iterable[str]) -> Probleem:
    """What a reading has against a request.

    :param namen: element of its request to parameter, where these differ.
    :param in_pad: parameters of the path.
    """
    vast = set(in_pad)
    korte = {kort(naam): naam for naam in (*namen, *namen.values(), *vast)}
    fouten, statussen = [], []
    for melding in meldingen:
        genoemd = [korte.get(naam, naam) for naam, _ in melding.sleutels]
        # The last names the element that fails; the key of the object comes before it.
        naam = namen.get(genoemd[-1], genoemd[-1])
        plaats: Plaats = "path" if naam in vast else "query"
        fouten.append(Vraagfout(plaats, naam, melding.foutcode, melding.fouttekst))
        tabel = STATUS_IN_PAD if plaats == "path" else STATUS_IN_VRAAG
        statussen.append(tabel.get(melding.foutcode, 400))
    return Probleem(statussen[0], fouten[0].detail, fouten)


def als_json(probleem: Probleem, pad: str) -> JsonObject:
    """The members of problem+json.

    :param pad: of the request.
    """
    uit: JsonObject = {
        "status": probleem.status,
        "title": HTTPStatus(probleem.status).phrase,
        "detail": probleem.detail,
        "instance": pad,
    }
    if probleem.fouten:
        fouten: list[Json] = [
            {"in": fout.in_, "name": fout.name, "code": fout.code, "detail": fout.detail} for fout in probleem.fouten
        ]
        uit["errors"] = fouten
    return uit
