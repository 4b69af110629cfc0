"""The WSGI application of the screens: Flask, and around every page what holds for all.

A request is counted, its session looked up, its form checked to be ours, its parameters read. Then the page does its
work, who read what is restricted is written down, and only then it is shown.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue
from jinja2 import ChainableUndefined
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestURITooLarge

from rio_soap.api.tempo import Tempo, TeVeel
from rio_soap.bevinding import TALEN, Taal
from rio_soap.bevinding.spraak import gekozen
from rio_soap.register.bevoegdheid.bewaarde_formulieren import vind_formulier
from rio_soap.register.bevoegdheid.inzagen import schrijf_inzagen
from rio_soap.register.bevoegdheid.sessies import Gebruikssessie, raak_sessie, vind_sessie
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.regels.uitslag import Context
from rio_soap.service.schermbericht import KANAAL
from rio_soap.web.frame.antwoordvorm import maak_antwoord, toon_blad, zet_koppen
from rio_soap.web.frame.formulierherkomst import ingevuld, is_van_ons, koekjesnaam
from rio_soap.web.frame.scherm import (
    IEDEREEN,
    SESSIE,
    VOORAF,
    Blad,
    Ingelogd,
    Omleiding,
    Scherm,
    Schermbron,
    Schermverzoek,
    Toestand,
    Uitkomst,
)
from rio_soap.web.frame.schermvraag import Vragenfout, laad_vraag
from rio_soap.web.frame.werkbanktoegang import mag_werkbank

log = logging.getLogger(__name__)

ZonderSessie: TypeAlias = Callable[[Schermverzoek, Gebruikssessie | None], Omleiding]
"""Where somebody goes who is not logged in and has to be: with the session that is over, if there was one."""
_WEER_EERST: Final = {("doe", "bevestig"): "controleer"}
"""Of a form that was kept: who was about to confirm sees first what it would do, since that was a while ago."""
_NIET_GETOOND: Final = frozenset(("csrf", "doe", "versie", "sleutel", "kenmerknaam"))
"""Fields that the page has and nobody fills in."""
_WIE: Final = "rio_wie"
"""Where Flask keeps for a request who is logged in."""
_GERADEN: Final = "rio_geraden"
"""Where Flask keeps for a request whether it was counted as a guess."""
_VAN_ONS: Final = "rio_van_ons"
"""…and whether it sent a form of ours."""
_POGINGEN_DEEL: Final = 20
"""Of so many requests that a client has, one may be a wrong password or code: 30 in a minute."""
_MAP: Final = Path(__file__).parents[1]
_STATUSSEN: Final = {404: "onbekend", 405: "onbekend", 413: "te_groot", 414: "te_groot"}
_LANGSTE_VRAAG: Final = 8_000
"""Bytes of a query."""


def maak_schermtoepassing(
    bron: Schermbron, schermen: Sequence[Scherm], zonder_sessie: ZonderSessie, tempo: Tempo
) -> Flask:
    """The application; it finds the whole path in PATH_INFO.

    :param tempo: how often a client may ask.
    """
    app = Flask("rio_soap.web", template_folder=str(_MAP / "templates"), static_folder=None)
    app.jinja_env.undefined = ChainableUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = bron.pijplijn.maximum_bericht
    app.config["MAX_FORM_PARTS"] = 5000
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # else it sends on for good, to whatever host the request named
    app.jinja_env.globals["mag_werkbank"] = partial(mag_werkbank, bron)
    for scherm in schermen:
        regel = f"/<any({','.join(TALEN)}):taal>{scherm.regel}"
        app.add_url_rule(
            regel, scherm.naam, partial(_beantwoord, bron, scherm, zonder_sessie), methods=list(scherm.methoden)
        )
    _voeg_begin_toe(app, bron)

    raadbaar = {scherm.naam for scherm in schermen if scherm.raadbaar}
    pogingen = tempo.deel(_POGINGEN_DEEL)

    @app.before_request
    def vooraf() -> None:
        tempo.neem(request.environ)
        if request.method == "POST" and request.endpoint in raadbaar:
            pogingen.neem(request.environ)
            setattr(g, _GERADEN, True)

    @app.after_request
    def achteraf(antwoord: Response) -> Response:
        if _GERADEN in g and (antwoord.status_code < 400 or _VAN_ONS not in g):
            # No guess: of a school all may come at the same time, and another site may make a browser send forms.
            pogingen.geef(request.environ)
        zet_koppen(antwoord, bron)
        antwoord.headers.update(tempo.koppen(request.environ))
        return antwoord

    _vang_fouten(app, bron, {scherm.naam: scherm for scherm in schermen})
    return app


def _voeg_begin_toe(app: Flask, bron: Schermbron) -> None:
    """What has no language: the begin, stable links, and the files of the pages."""

    @app.get("/")
    def zonder_taal() -> ResponseReturnValue:
        return redirect(f"/{_voorkeur()}/", 303)

    @app.get("/werkbank")
    def werkbank_zonder_taal() -> ResponseReturnValue:
        if not mag_werkbank(bron):
            raise Toestand(404, "onbekend")
        return redirect(f"/{_voorkeur()}/werkbank", 303)

    @app.get("/c/<path:code>")
    def vaste_verwijzing(code: str) -> ResponseReturnValue:
        return redirect(f"/{_voorkeur()}{request.full_path.rstrip('?')}", 303)

    @app.get("/schermen/<any('rio.css','rio.js','rio.svg'):naam>")
    def paginabestand(naam: str) -> Response:
        soort = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}[naam.rpartition(".")[2]]
        antwoord = Response((_MAP / "static" / naam).read_bytes(), content_type=f"{soort}; charset=utf-8")
        antwoord.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return antwoord


def _vang_fouten(app: Flask, bron: Schermbron, op_naam: Mapping[str, Scherm]) -> None:
    def kan_opnieuw(toestand: Toestand) -> Response:
        toestand.velden["opnieuw"] = ingevuld(op_naam.get(request.endpoint or ""))
        return _toon_toestand(bron, toestand)

    @app.errorhandler(Toestand)
    def toestand(fout: Toestand) -> Response:
        return _toon_toestand(bron, fout)

    @app.errorhandler(TeVeel)
    def te_veel(fout: TeVeel) -> Response:
        return kan_opnieuw(Toestand(429, "te_vaak", {"Retry-After": str(fout.wacht)}, wacht=fout.wacht))

    @app.errorhandler(Unavailable)
    def onbereikbaar(fout: Unavailable) -> Response:
        log.warning("the register did not answer %s: %s", request.path, fout)
        return kan_opnieuw(Toestand(503, "register_weg", {"Retry-After": "5"}))

    @app.errorhandler(HTTPException)
    def anders(fout: HTTPException) -> ResponseReturnValue:
        if fout.code is not None and 300 <= fout.code < 400:
            return fout
        status = fout.code or 500
        soort = _STATUSSEN.get(status, "storing" if status >= 500 else "onbekend")
        mag = fout.valid_methods if isinstance(fout, MethodNotAllowed) else None
        return _toon_toestand(bron, Toestand(status, soort, {"Allow": ", ".join(sorted(mag))} if mag else None))


def _voorkeur() -> Taal:
    """The language that the browser asks for; when it asks for neither that of the service (``RIO_TAAL``), or Dutch."""
    gevraagd = (code.partition("-")[0].lower() for code, gewicht in request.accept_languages if gewicht)
    return next((taal for code in gevraagd for taal in TALEN if code == taal), gekozen("nl"))


def _taal() -> Taal:
    voor = request.path[1:3]
    return "en" if voor == "en" else "nl" if voor == "nl" else _voorkeur()


def _toon_toestand(bron: Schermbron, fout: Toestand) -> Response:
    """A state in the language of the path, whether or not there was a page."""
    verzoek = _verzoek(bron, None, _taal(), {})
    if _WIE in g:
        verzoek.wie, verzoek.geheim = g.get(_WIE)
    blad = Blad(f"toestanden/{fout.soort}.html", fout.velden, fout.status, fout.koppen)
    return toon_blad(blad, verzoek)


def _beantwoord(
    bron: Schermbron, scherm: Scherm, zonder_sessie: ZonderSessie, taal: Taal, **delen: str
) -> ResponseReturnValue:
    if _is_te_lang():
        raise RequestURITooLarge
    verzoek = _verzoek(bron, scherm, taal, delen)
    sessie = _sessie(bron, verzoek)
    if scherm.ingelogd and verzoek.wie is None:
        if request.method == "POST" and scherm.bewaart and is_van_ons(verzoek.geheim):
            verzoek.formulier = request.form
        return maak_antwoord(zonder_sessie(verzoek, sessie), verzoek)
    if request.method == "POST":
        if not is_van_ons(verzoek.geheim):
            raise Toestand(403, "niet_van_ons")
        setattr(g, _VAN_ONS, True)
        verzoek.formulier = request.form
    elif (bewaard := _bewaard(bron, scherm, verzoek)) is not None:
        return toon_blad(bewaard, verzoek)
    try:
        verzoek.vraag = laad_vraag(scherm.vraagvorm, verzoek.gegeven)
    except Vragenfout as fout:
        raise Toestand(400, "foute_vraag", fouten=fout.fouten) from fout
    uitkomst = _doe(bron, scherm, verzoek)
    if isinstance(uitkomst, Blad):
        return toon_blad(uitkomst, verzoek)
    return maak_antwoord(uitkomst, verzoek)


def _verzoek(bron: Schermbron, scherm: Scherm | None, taal: Taal, delen: dict[str, str]) -> Schermverzoek:
    naam = "toestand" if scherm is None else scherm.naam
    nu = bron.klok.nu()
    pad = request.path[3:] if request.path[1:3] in TALEN and request.path[3:4] in ("/", "") else "/"
    return Schermverzoek(
        bron,
        taal,
        pad or "/",
        MultiDict() if _is_te_lang() else request.args,
        delen,
        {},
        MultiDict(),
        Context("", nu, naam, bron.afhandeling.settings, kanaal=KANAAL),
        None,
        request.cookies.get(koekjesnaam(VOORAF)),
        request.method,
    )


def _is_te_lang() -> bool:
    """Whether the query is longer than any of ours: every link of a page repeats it."""
    return len(request.query_string) > _LANGSTE_VRAAG


def _sessie(bron: Schermbron, verzoek: Schermverzoek) -> Gebruikssessie | None:
    """Look up who is logged in, and note that he was here; gives a session that is over too."""
    geheim = request.cookies.get(koekjesnaam(SESSIE))
    if not geheim:
        return None
    nu: datetime = verzoek.context.moment
    register = bron.afhandeling.register
    with register.lees() as session:
        sessie = vind_sessie(session, geheim)
    if sessie is None:
        return None
    verzoek.geheim = geheim  # also when it is over: a form of a page that was shown meanwhile is ours all the same
    if not sessie.geldt(nu):
        return sessie
    if not sessie.is_bij(nu):
        sleutel = sessie.sleutel
        register.schrijf(lambda session: raak_sessie(session, sleutel, nu), duurzaam=False)
    verzoek.wie = Ingelogd(sessie.gebruiker, sessie.naam, sessie.email, sessie.sleutel)
    setattr(g, _WIE, (verzoek.wie, geheim))  # a state that stands instead of the page knows it too
    return sessie


def _bewaard(bron: Schermbron, scherm: Scherm, verzoek: Schermverzoek) -> Blad | None:
    """The form that was kept when the session was over, to be sent after all; None when this page has none."""
    geheim = verzoek.gegeven.get("bewaard")
    if geheim is None or verzoek.wie is None or "POST" not in scherm.methoden:
        return None
    with bron.afhandeling.register.lees() as session:
        bewaard = vind_formulier(session, geheim, verzoek.wie.nummer, verzoek.context.moment)
    if bewaard is None or bewaard.pad != verzoek.pad:
        return None
    velden = [(naam, _WEER_EERST.get((naam, waarde), waarde)) for naam, waarde in bewaard.paren]
    ingevuld = [(naam.rpartition(".")[2], waarde) for naam, waarde in velden if waarde]
    getoond = [(naam, waarde) for naam, waarde in ingevuld if naam.isidentifier() and naam not in _NIET_GETOOND]
    return Blad("toestanden/formulier_bewaard.html", {"velden": velden, "getoond": getoond})


def _doe(bron: Schermbron, scherm: Scherm, verzoek: Schermverzoek) -> Uitkomst:
    """Make the page, and write down who read what is restricted before it is shown."""
    context = verzoek.context
    if scherm.ingelogd:
        assert verzoek.wie is not None
        context = verzoek.context = Context(
            "", context.moment, scherm.naam, context.instellingen, kanaal=KANAAL, gebruiker=verzoek.wie.nummer
        )
        if scherm.rollen != IEDEREEN:
            verzoek.lees(partial(_heeft_rol, verzoek, scherm.rollen))
    uitkomst = verzoek.lees(partial(scherm.doe, verzoek)) if scherm.van_register else scherm.doe(verzoek)
    if context.inzagen:
        inzagen = list(context.inzagen)
        bron.afhandeling.register.schrijf(lambda session: schrijf_inzagen(session, context, inzagen))
    return uitkomst


def _heeft_rol(verzoek: Schermverzoek, rollen: frozenset[str]) -> None:
    if not any(verzoek.rollen().bereiken(rol) for rol in rollen):
        raise Toestand(403, "geen_recht", rollen=sorted(rollen))
