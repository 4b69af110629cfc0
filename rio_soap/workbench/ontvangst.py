"""What a vendor has at hand: a message, or a captured HTTP exchange with the message in it."""

import re
from dataclasses import dataclass

_BEGIN = re.compile(rb"(?:POST [^\r\n]{1,2000} HTTP/1\.[01]|HTTP/1\.[01] [0-9]{3}[^\r\n]{0,200})\r?\n")
_EINDE = re.compile(rb"\r?\n\r?\n")
_MAX_HEADERS = 64 * 1024


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """The message and the HTTP headers that matter, None when they are not known."""

    data: bytes
    soap_action: str | None = None
    content_type: str | None = None
    content_encoding: str | None = None


def ontpak(data: bytes) -> Ontvangst:
    """The message in a file; HTTP headers before it are read and taken off."""
    if not _BEGIN.match(data) or (einde := _EINDE.search(data, 0, _MAX_HEADERS)) is None:
        return Ontvangst(data)
    headers: dict[str, str] = {}
    for regel in data[: einde.start()].decode("latin-1").splitlines()[1:]:
        naam, _, waarde = regel.partition(":")
        headers[naam.strip().lower()] = waarde.strip()
    is_verzoek = data.startswith(b"POST")
    actie = headers.get("soapaction", "") if is_verzoek else None
    return Ontvangst(data[einde.end() :], actie, headers.get("content-type"), headers.get("content-encoding"))
