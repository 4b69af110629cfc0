"""Every approved or refused message with its answer, kept in the transaction that carried it out.

A message that is answered with a SOAP fault is not kept: its sender delivers anew (PvE 6.2).
"""

import zlib

import sqlalchemy as sa

from rio_soap.register.database import Sessie
from rio_soap.register.model import berichtenlog
from rio_soap.register.uitslag import Context, Uitslag

_INVOEGEN = sa.insert(berichtenlog)


def log_bericht(
    sessie: Sessie,
    context: Context,
    *,
    identificatiecode: str,
    message_id: str,
    vingerafdruk: str | None,
    verzoek: bytes,
    antwoord: bytes,
    uitslag: Uitslag,
) -> None:
    """Keep one message.

    :param identificatiecode: identificatiecodeBedrijfsdocument of the request.
    :param message_id: its wsa:MessageID.
    :param vingerafdruk: of the certificate that signed it, None when it was not signed.
    :param verzoek: the bytes as received.
    :param antwoord: the element in the Body of the answer.
    """
    sessie.execute(
        _INVOEGEN,
        {
            "identificatiecode": identificatiecode,
            "oin": context.oin,
            "vingerafdruk": vingerafdruk,
            "operatie": context.operatie,
            "message_id": message_id,
            "ontvangen": context.moment,
            "goedgekeurd": uitslag.goedgekeurd,
            "foutcodes": ",".join(melding.foutcode for melding in uitslag.foutmeldingen)[:600],
            "verzoek": zlib.compress(verzoek, 1),
            "antwoord": zlib.compress(antwoord, 1),
        },
    )
