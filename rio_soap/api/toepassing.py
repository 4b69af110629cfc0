"""The WSGI application under ``/api``: Flask with APIFlask's document, and around every path what holds for all.

A request is counted, its parameters are read, all of them, and what is wrong with any is told at once. Then the path
does its work on one snapshot. Every error, of whatever layer, is problem+json.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from apiflask import APIFlask
from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from rio_soap.api import lezen, tempo
from rio_soap.api.document import API_VERSIE, NIEMAND, Contact, maak_document, zet_op
from rio_soap.api.pad import Apibron, Apiverzoek, Pad
from rio_soap.api.problemen import ONBEKEND, ONGELDIG, PROBLEEM, Plaats, Probleem, Vraagfout, als_json
from rio_soap.api.vragen import Parameters, Vraagvorm, laad
from rio_soap.contract.jsonvorm import GEOMETRIE, JsonObject
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.stroom import stroom_van

log = logging.getLogger(__name__)

JSON: Final = "application/json"
CRS84: Final = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
"""Longitude before latitude, in degrees: that of every point that is given."""
_GENOTEERD: Final = "_spec"
"""Attribute of a view with what APIFlask noted of it."""
_METHODEN: Final = "GET, HEAD, OPTIONS"
_MET_PUNT: Final = f'"{GEOMETRIE}":'.encode()
_GELEZEN_KOPPEN: Final = (
    "API-Version, Content-Crs, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset"
)
_ALTIJD: Final = (
    ("API-Version", API_VERSIE),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", _METHODEN),
    ("Access-Control-Allow-Headers", "Accept, Accept-Crs, If-None-Match"),
    ("Access-Control-Expose-Headers", _GELEZEN_KOPPEN),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
)
"""Headers of every answer."""
_ALLEEN_TLS: Final = "max-age=31536000"
"""Strict-Transport-Security, said over TLS only (RFC 6797, 7.2), whether we end that or a proxy before us."""
_NIET_NU: Final = "Het register is nu niet bereikbaar; probeer het later opnieuw."
_STATUSTEKST: Final = {
    404: "Dit pad is er niet; /api/v1/openapi.json noemt alle paden.",
    405: f"Deze API kent alleen {_METHODEN}.",
    500: "Er ging iets mis bij het maken van het antwoord.",
}


class _Ongewijzigd(Exception):
    """What the client has is still right."""

    def __init__(self, merk: str) -> None:
        super().__init__(merk)
        self.merk = merk


def maak_toepassing(
    bron: Apibron, paden: Sequence[Pad], tempo_: tempo.Tempo | None = None, contact: Contact = NIEMAND
) -> APIFlask:
    """The application, to be mounted under ``/api``.

    :param tempo_: how often a client may ask; by default as often as it likes.
    :param contact: whom the document names.
    """
    app = zet_op(contact)
    app.url_map.merge_slashes = False  # a redirect would be no answer of a key that has two
    for pad in paden:
        _voeg_toe(app, bron, pad)
    document = lezen.schrijf(maak_document(app, paden))

    @app.get("/v1/openapi.json")
    @app.doc(hide=True)
    def openapi() -> Response:
        return Response(document, content_type=JSON)

    @app.before_request
    def vooraf() -> ResponseReturnValue | None:
        if tempo_ is not None:
            tempo_.neem(request.environ)
        if request.method == "OPTIONS":
            return Response(status=204, headers={"Allow": _METHODEN})
        if request.accept_mimetypes and not request.accept_mimetypes.best_match([JSON]):
            raise Probleem(406, f"Antwoorden van deze API zijn {JSON}.")
        if (stelsel := request.headers.get("Accept-Crs")) and "CRS84" not in stelsel:
            raise Probleem(406, f"Coördinaten van deze API zijn {CRS84}.")
        return None

    @app.after_request
    def achteraf(antwoord: Response) -> Response:
        koppen = antwoord.headers
        koppen.extend(_ALTIJD)
        if request.scheme == "https":
            koppen["Strict-Transport-Security"] = _ALLEEN_TLS
        if tempo_ is not None:
            koppen.update(tempo_.koppen(request.environ))
        return antwoord

    _vang_fouten(app)
    return app


def _vang_fouten(app: APIFlask) -> None:
    @app.errorhandler(Probleem)
    def probleem(fout: Probleem) -> Response:
        return _als_probleem(fout)

    @app.errorhandler(tempo.TeVeel)
    def te_veel(fout: tempo.TeVeel) -> Response:
        detail = f"Te veel vragen van dit adres; wacht {fout.wacht} seconden."
        return _als_probleem(Probleem(429, detail, headers={"Retry-After": str(fout.wacht)}))

    @app.errorhandler(Unavailable)
    def onbereikbaar(fout: Unavailable) -> Response:
        log.warning("the register did not answer %s: %s", request.path, fout)
        return _als_probleem(Probleem(503, _NIET_NU, headers={"Retry-After": "5"}))

    @app.errorhandler(HTTPException)
    def anders(fout: HTTPException) -> Response:
        status = fout.code or 500
        detail = _STATUSTEKST.get(status) or fout.description or fout.name
        koppen = {"Allow": _METHODEN} if status == 405 else {}
        return _als_probleem(Probleem(status, detail, headers=koppen))


def _als_probleem(fout: Probleem) -> Response:
    pad = quote(f"{request.root_path}{request.path}")
    return Response(
        lezen.schrijf(als_json(fout, pad)), fout.status, {**fout.headers, "Cache-Control": "no-store"}, None, PROBLEEM
    )


def _voeg_toe(app: APIFlask, bron: Apibron, pad: Pad) -> None:
    vraag, delen = pad.vraag(), pad.delen()

    def weergave(**_: object) -> Response:
        view_args = {naam: [str(waarde)] for naam, waarde in (request.view_args or {}).items()}
        gevraagd = _lees_vragen(vraag, delen, view_args)
        adres = quote(f"{request.root_path}{request.path}", safe="/:")
        verzoek = Apiverzoek(bron, adres, list(request.args.items(multi=True)), *gevraagd, _context(bron, pad.naam))
        try:
            antwoord, merk = _doe(pad, verzoek)
        except _Ongewijzigd as ongewijzigd:
            return Response(status=304, headers={"ETag": ongewijzigd.merk, "Cache-Control": "no-cache"})
        return _stuur(pad, lezen.schrijf(antwoord), merk)

    # APIFlask writes the parameters of these into the document. They are read above, so that all errors come at once;
    # its wrappers would read them a second time, so what it noted is all that is taken of them.
    versierd = app.input(delen, location="path", validation=False)(weergave)
    versierd = app.input(vraag, location="query", validation=False)(versierd)
    versierd = app.doc(
        summary=pad.titel,
        description=pad.uitleg,
        tags=[pad.onderwerp],
        operation_id=pad.naam,
        deprecated=pad.vervallen is not None,
    )(versierd)
    vars(weergave)[_GENOTEERD] = vars(versierd)[_GENOTEERD]
    app.add_url_rule(f"/v1{pad.regel}", pad.naam, weergave, methods=["GET"])


def _lees_vragen(vraag: Vraagvorm, delen: Vraagvorm, view_args: dict[str, list[str]]) -> tuple[Parameters, Parameters]:
    """Parameters of the path and of the query.

    :raises Probleem: with all that is wrong with any of them.
    """
    in_pad, fout_in_pad = laad(delen, view_args)
    in_vraag, fout_in_vraag = laad(vraag, dict(request.args.lists()))
    if fout_in_pad or fout_in_vraag:
        fouten = [
            *_fouten("path", delen, fout_in_pad),
            *_fouten("query", vraag, fout_in_vraag),
        ]
        raise Probleem(400, "De vraag klopt niet: " + ", ".join(dict.fromkeys(fout.name for fout in fouten)), fouten)
    return in_pad, in_vraag


def _fouten(plaats: Plaats, schema: Vraagvorm, gevonden: dict[str, list[str]]) -> list[Vraagfout]:
    return [
        Vraagfout(plaats, naam, ONGELDIG if naam in schema.fields else ONBEKEND, melding)
        for naam, meldingen in gevonden.items()
        for melding in meldingen
    ]


def _context(bron: Apibron, naam: str) -> Context:
    return Context("", bron.klok.nu(), naam, bron.afhandeling.settings)


def _doe(pad: Pad, verzoek: Apiverzoek) -> tuple[JsonObject, str | None]:
    """The answer and its ETag.

    :raises _Ongewijzigd: when the client has it already.
    """
    if not pad.van_register:
        return pad.doe(verzoek), None

    def taak(session: Session) -> tuple[JsonObject, str | None]:
        verzoek.op = session, stroom_van(session)
        merk = None if pad.nummer is None else _merk(verzoek, pad.nummer(verzoek))
        heeft = request.if_none_match
        bekend = merk is not None and (heeft.star_tag or heeft.contains_raw(merk))
        if merk is not None and bekend and not heeft.star_tag and not pad.kan_besloten(verzoek):
            raise _Ongewijzigd(merk)
        antwoord = pad.doe(verzoek)
        if merk is not None and bekend:
            raise _Ongewijzigd(merk)
        return antwoord, merk

    return verzoek.bron.afhandeling.op_momentopname(taak)


def _merk(verzoek: Apiverzoek, nummer: int) -> str:
    """The ETag: weak, for an answer may name the moment at which it was given."""
    return f'W/"{nummer}-{_bij(verzoek.stroom.naam, verzoek.stroom.begin, str(verzoek.context.vandaag))}"'


@lru_cache(maxsize=8)
def _bij(stroom: str, begin: datetime, dag: str) -> str:
    """What else an answer depends on: which register, loaded when; the day, on which periods end and what was withheld
    may be shown; and how this version writes it."""
    return hashlib.sha256(f"{stroom} {begin.isoformat()} {dag} {API_VERSIE}".encode()).hexdigest()[:16]


def _stuur(pad: Pad, data: bytes, merk: str | None) -> Response:
    koppen = {"Cache-Control": "no-cache", **pad.kop}
    if merk is not None:
        koppen["ETag"] = merk
    if _MET_PUNT in data:
        koppen["Content-Crs"] = CRS84
    if pad.vervallen is not None:
        koppen["Deprecation"] = f"@{int(pad.vervallen.timestamp())}"
    if pad.tot is not None:
        koppen["Sunset"] = format_datetime(pad.tot.astimezone(UTC), usegmt=True)
    return Response(data, 200, koppen, None, JSON)
