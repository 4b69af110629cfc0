"""What an attacker sends to the screens, and what must not come of it."""

import re
from collections.abc import Iterator

from rio_soap.web.frame.scherm import Scherm
from tests.web.browser import Pagina

BESTUUR, ANDER = "100B490", "799B001"
KWAAD = "\"'><kwaad data-kwaad=1 onkwaad=1></kwaad><script>kwaad()</script>{{7*7}}<!--"
"""Ends an attribute of either quote, a tag and a comment, and begins an element, a script and an expression."""
CODE = "99000000-0000-4000-8000-000000000008"
DELEN = {
    "code": "110A133",
    "sleutel": "110A133",
    "objecttype": "ONDERWIJSAANBIEDER",
    "erkenner": "OCW",
    "type": "ERKENDE_VESTIGING",
    "naam": "onderwijssector",
    "slug": "begrippen",
}


def van_gegevens(pagina: Pagina) -> list[str]:
    """Elements and attributes of a page that come from data: of `KWAAD`, and whatever runs or leads out of the page."""
    gevonden = []
    for deel in pagina.boom.iter():
        if not isinstance(deel.tag, str):
            gevonden += ["comment"] if "kwaad" in str(deel.text) else []
            continue
        if "kwaad" in deel.tag or (deel.tag == "script" and not str(deel.get("src", "")).startswith("/schermen/")):
            gevonden.append(deel.tag)
        gevonden += [f"{deel.tag}@{naam}" for naam in deel.attrib if "kwaad" in naam or naam.startswith("on")]
        for naam in ("href", "src", "action", "formaction"):
            adres = re.sub(r"[\s\x00-\x1f]", "", str(deel.get(naam, ""))).lower()
            if adres.startswith(("javascript:", "data:", "vbscript:", "//")):
                gevonden.append(f"{deel.tag}@{naam}={adres}")
    return gevonden


def is_heel(pagina: Pagina) -> bool:
    """Whether the page goes on until its end: nothing in it took the rest away."""
    return pagina.tekst.rstrip().endswith("</html>") and pagina.boom.find(".//footer") is not None


def paden(schermen: Iterator[Scherm] | tuple[Scherm, ...], deel: str | None = None) -> list[tuple[Scherm, str]]:
    """Every page with its path, of which each part is `deel`, or something that is there."""
    return [
        (
            scherm,
            re.sub(r"<(?:\w+:)?(\w+)>", lambda m: deel if deel is not None else DELEN.get(m[1], CODE), scherm.regel),
        )
        for scherm in schermen
    ]
