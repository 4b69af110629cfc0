"""Where somebody goes after logging in: to a page of ours, never elsewhere."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

_PAD: Final = re.compile(r"/(?:nl|en)(?:/[!-.0-\[\]-~][!-\[\]-~]*|/?)(?:\?[!-\[\]-~]*)?\Z")
"""In a language of ours, printable ASCII without white space or backslash, no second slash at its begin."""
_NIET_HEEN: Final = re.compile(r"/(?:nl|en)/(?:inloggen|uitloggen|uitnodiging)\b")
LANGST_PAD: Final = 2000


def eigen_pad(naar: str | None) -> str | None:
    """The address when it is a page of ours, without a host, encoded or not; else None.

    What browsers take for another host (``//``, ``/\\``, a scheme, control characters, also encoded) is not, and
    neither is a page of logging in, which would lead round in a circle.
    """
    if not naar or len(naar) > LANGST_PAD or not _PAD.match(naar) or _NIET_HEEN.match(naar):
        return None
    try:
        delen = urlsplit(naar)
    except ValueError:
        return None
    pad = unquote(unquote(delen.path))
    vreemd = "//" in pad or "\\" in pad or not pad.isprintable() or ".." in pad.split("/")
    return None if delen.scheme or delen.netloc or vreemd else naar
