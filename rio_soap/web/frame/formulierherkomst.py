"""Whether a form that came is ours, by what the browser has and what the form sends back; and what was filled in."""

import hmac

from flask import request
from werkzeug.exceptions import HTTPException

from rio_soap.web.frame.scherm import SESSIE, Scherm, bewijs_van


def koekjesnaam(naam: str) -> str:
    """The name of a cookie: over TLS with the prefix by which browsers hold it to this host."""
    return f"__Host-{naam}" if request.scheme == "https" else naam


def is_van_ons(geheim: str | None) -> bool:
    """Whether a form comes from a page of ours.

    :param geheim: what the browser has.
    """
    herkomst = request.headers.get("Origin")
    elders = herkomst not in (None, f"{request.scheme}://{request.host}", f"https://{request.host}")
    bewijs = request.form.get("csrf", "")
    eigen = geheim is not None and hmac.compare_digest(bewijs.encode(), bewijs_van(geheim).encode())
    return eigen and not elders and request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def ingevuld(scherm: Scherm | None) -> list[tuple[str, str]]:
    """What was filled in on a page of ours, to be sent once more; nothing of a form with a password or of others.

    Asks the register nothing: it may be that which does not answer.
    """
    if scherm is None or request.method != "POST" or not (scherm.ingelogd and scherm.bewaart):
        return []
    geheim = request.cookies.get(koekjesnaam(SESSIE))
    try:
        return list(request.form.items(multi=True)) if is_van_ons(geheim) else []
    except HTTPException:  # too large, or no form at all
        return []
