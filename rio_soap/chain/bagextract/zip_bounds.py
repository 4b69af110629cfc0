"""How large the directory of a zip is, before `zipfile` reads all of it into memory."""

import os
import struct
from typing import IO

HOOGSTENS = 4 << 20
"""Bytes; some tens of thousands of files. The national extract has some thousands."""
_EINDE, _EINDE_LENGTE = b"PK\x05\x06", 22
_WIJZER, _WIJZER_LENGTE = b"PK\x06\x07", 20
_EINDE64 = b"PK\x06\x06"
_IN_ZIP64 = 0xFFFFFFFF
_COMMENTAAR = 1 << 16


def controleer_inhoudsopgave(bestand: IO[bytes]) -> None:
    """See that the directory of a zip is no larger than `HOOGSTENS`; what is no zip at all is for `zipfile` to say.

    :raises ValueError: when it is larger.
    """
    einde = bestand.seek(0, os.SEEK_END)
    vanaf = max(0, einde - _COMMENTAAR - _EINDE_LENGTE - _WIJZER_LENGTE)
    bestand.seek(vanaf)
    staart = bestand.read()
    offset = staart.rfind(_EINDE)
    if offset < 0 or len(staart) - offset < _EINDE_LENGTE:
        return
    (omvang,) = struct.unpack_from("<L", staart, offset + 12)
    wijzer = offset - _WIJZER_LENGTE
    if wijzer >= 0 and staart.startswith(_WIJZER, wijzer):
        (offset64,) = struct.unpack_from("<Q", staart, wijzer + 8)
        bestand.seek(min(offset64, einde))
        record = bestand.read(56)
        if record.startswith(_EINDE64) and len(record) == 56:
            (omvang,) = struct.unpack_from("<Q", record, 40)
    if omvang > HOOGSTENS and omvang != _IN_ZIP64:
        raise ValueError(f"its directory takes {omvang} bytes, allowed at most {HOOGSTENS}")
