"""From what came of a page to an answer of HTTP: templates, headers and cookies."""

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Final

from flask import Response, current_app, redirect, request
from werkzeug.wrappers import Response as Antwoord

from rio_soap.bevinding import TALEN
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import SESSIE, VOORAF, Afdruk, Blad, Omleiding, Schermbron, Schermverzoek

_CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_STATISCH: Final = Path(__file__).parents[1] / "static"
_HTML: Final = "text/html; charset=utf-8"


@cache
def _versie(naam: str) -> str:
    return hashlib.sha256((_STATISCH / naam).read_bytes()).hexdigest()[:12]


def _statisch(naam: str) -> str:
    """Address of a file of the pages, another one when it changes."""
    return f"/schermen/{naam}?v={_versie(naam)}"


def toon_blad(blad: Blad, verzoek: Schermverzoek) -> Response:
    """The page. Templates have ``v`` (the request) and the functions named here beside what the page gives."""
    taal = verzoek.taal
    tekst = current_app.jinja_env.get_template(blad.sjabloon).render(
        {
            "v": verzoek,
            "taal": taal,
            "talen": TALEN,
            "t": partial(opmaak.zin, taal),
            "tn": partial(opmaak.aantal_zin, taal),
            "label": partial(opmaak.label, taal),
            "waarde": partial(opmaak.waardenaam, taal),
            "datum": partial(opmaak.datum, taal),
            "tijdstip": partial(opmaak.tijdstip, taal),
            "getal": partial(opmaak.getal, taal),
            "url": verzoek.url,
            "hier": verzoek.hier,
            "statisch": _statisch,
            "opties": verzoek.bron.opties,
            **blad.velden,
        }
    )
    antwoord = Response(tekst, blad.status, content_type=_HTML)
    antwoord.headers.update(blad.koppen)
    _zet_koekjes(antwoord, verzoek)
    return antwoord


def maak_antwoord(uitkomst: Omleiding | Afdruk | Blad, verzoek: Schermverzoek) -> Antwoord:
    """Going elsewhere, or a file."""
    if isinstance(uitkomst, Blad):
        return toon_blad(uitkomst, verzoek)
    if isinstance(uitkomst, Omleiding):
        antwoord = redirect(uitkomst.naar, 303)
    else:
        antwoord = Response(uitkomst.inhoud, uitkomst.status, content_type=uitkomst.soort)
        if uitkomst.naam:
            antwoord.headers["Content-Disposition"] = f'attachment; filename="{uitkomst.naam}"'
    _zet_koekjes(antwoord, verzoek)
    return antwoord


def _zet_koekjes(antwoord: Antwoord, verzoek: Schermverzoek) -> None:
    veilig = request.scheme == "https"
    for naam, waarde, duur in verzoek.koekjes:
        voluit = f"__Host-{naam}" if veilig else naam
        if waarde:
            antwoord.set_cookie(voluit, waarde, max_age=duur, path="/", secure=veilig, httponly=True, samesite="Lax")
        else:
            antwoord.delete_cookie(voluit, path="/", secure=veilig, httponly=True, samesite="Lax")


def zet_koppen(antwoord: Response, bron: Schermbron) -> None:
    """Headers of every answer. Who is logged in has pages that nobody keeps."""
    koppen = antwoord.headers
    issuer = f" {bron.opties.oidc_issuer}" if bron.opties.oidc_issuer else ""
    koppen.setdefault("Content-Security-Policy", _CSP.replace("form-action 'self'", f"form-action 'self'{issuer}"))
    koppen.setdefault("X-Content-Type-Options", "nosniff")
    koppen.setdefault("Referrer-Policy", "same-origin")
    koppen.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    eigen = any(naam.endswith((SESSIE, VOORAF)) for naam in request.cookies) or "Set-Cookie" in koppen
    koppen.setdefault("Cache-Control", "no-store" if eigen or request.method == "POST" else "no-cache")
    if "public" not in koppen["Cache-Control"]:
        antwoord.vary.update(("Accept-Language", "Cookie"))
    if request.scheme == "https":
        koppen["Strict-Transport-Security"] = "max-age=31536000"
