"""What there is, for people and for programs: the publications, and the files of one; and what is said of a failure."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from http import HTTPStatus
from typing import Final, NamedTuple
from urllib.parse import quote

from werkzeug.wrappers import Request

from rio_soap.opendata.bestandssoorten import vorm_van
from rio_soap.opendata.dagpublicatie import DATAPACKAGE
from rio_soap.opendata.datacatalogus import CATALOGUS
from rio_soap.opendata.datapackage import titel_van
from rio_soap.opendata.publicatielijst import Publicatie

_HTML, _JSON = "text/html; charset=utf-8", "application/json"
_KOP: Final = {"Cache-Control": "no-cache", "Vary": "Accept"}
_CSP: Final = "default-src 'none'; style-src 'none'; frame-ancestors 'none'"
_UITLEG: Final = (
    "Elke nacht het openbare deel van het register in zijn geheel. Een gedateerde map verandert nooit; "
    '<a href="actueel/">actueel</a> leidt naar de nieuwste.'
)


class Webantwoord(NamedTuple):
    """An answer that is in memory."""

    status: HTTPStatus
    headers: Mapping[str, str]
    inhoud: bytes


def fout(status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> Webantwoord:
    """What went wrong, as a problem (RFC 9457)."""
    inhoud = json.dumps({"status": status.value, "title": status.phrase, "detail": detail}).encode()
    return Webantwoord(status, {**(headers or {}), "Content-Type": "application/problem+json"}, inhoud)


def blad_van_dagen(verzoek: Request, dagen: Sequence[date]) -> Webantwoord:
    """The publications that there are.

    :param dagen: the newest first.
    """
    namen = [dag.isoformat() for dag in dagen]
    if _leest_html(verzoek):
        regels = [f'<li><a href="{naam}/">{naam}</a></li>' for naam in namen]
        return _html("Open data", f"<p>{_UITLEG}</p><ul>{''.join(regels)}</ul>")
    return _json({"actueel": namen[0] if namen else None, "publicaties": namen})


def blad_van_publicatie(verzoek: Request, publicatie: Publicatie) -> Webantwoord:
    """The files of a publication."""
    dag, paden = publicatie.dag.isoformat(), sorted(publicatie.hashes)
    maten = {pad: publicatie.bestand(pad).stat().st_size for pad in paden}
    if _leest_html(verzoek):
        cellen = ((f'<a href="{quote(pad)}">{escape(pad)}</a>', escape(titel_van(pad)), maten[pad]) for pad in paden)
        rijen = "".join(f"<tr>{''.join(f'<td>{cel}</td>' for cel in rij)}</tr>" for rij in cellen)
        kop = "<tr><th scope=col>bestand</th><th scope=col>inhoud</th><th scope=col>bytes</th></tr>"
        uitleg = (
            f'<p>De bestanden en hun kolommen staan beschreven in <a href="{DATAPACKAGE}">{DATAPACKAGE}</a> en '
            f'<a href="{CATALOGUS}">{CATALOGUS}</a>.</p>'
        )
        return _html(f"Open data van {dag}", f"{uitleg}<table><thead>{kop}</thead><tbody>{rijen}</tbody></table>")
    bestanden = [
        {"pad": pad, "bytes": maten[pad], "sha256": publicatie.hashes[pad], "mediatype": vorm_van(pad).geserveerd}
        for pad in paden
    ]
    return _json({"datum": dag, "bestanden": bestanden})


def _leest_html(verzoek: Request) -> bool:
    """Whether the client would rather have HTML; who says nothing gets JSON."""
    return verzoek.accept_mimetypes.best_match((_JSON, "text/html")) == "text/html"


def _json(inhoud: Mapping[str, object]) -> Webantwoord:
    tekst = json.dumps(inhoud, ensure_ascii=False).encode()
    return Webantwoord(HTTPStatus.OK, {**_KOP, "Content-Type": _JSON}, tekst)


def _html(titel: str, inhoud: str) -> Webantwoord:
    blad = (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(titel)}</title></head>'
        f"<body><main><h1>{escape(titel)}</h1>{inhoud}</main></body></html>"
    )
    headers = {**_KOP, "Content-Type": _HTML, "Content-Security-Policy": _CSP}
    return Webantwoord(HTTPStatus.OK, headers, blad.encode())
