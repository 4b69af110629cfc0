"""What is certain about a request, from what came back: one table for client, batch and command line.

| what came                                                            | certain                               |
|----------------------------------------------------------------------|---------------------------------------|
| no connection, or the handshake of TLS was refused                   | not processed: nothing arrived        |
| nothing, half of an answer, one that breaks off                      | nothing: outcome unknown              |
| no SOAP, a status of `VOOR_DE_DIENST`                                | not processed: refused before RIO     |
| no SOAP, any other status but 200 and 500                            | nothing: a gateway's, which may have  |
|                                                                      | passed it on before                   |
| no SOAP with 200 or 500; wrong signature, addressing, request or XSD | nothing (`OngeldigAntwoord`)          |
| SOAP fault, signed by RIO, with any status                           | not processed                         |
| SOAP fault, unsigned, that `zegt_niet_verwerkt`                      | not processed: it says what is wrong  |
|                                                                      | in the request, before its sender is  |
|                                                                      | known                                 |
| any other unsigned fault, such as Server.DK0051                      | nothing: a gateway writes that too    |
| answer signed by RIO                                                 | answered: approved or refused         |
"""

from rio_soap.edukoppeling.faults import Foutsoort, Stap

GEWOON = (200, 500)
"""Statuses of RIO's own answers and faults (SOAP 1.1, section 6.2)."""
VOOR_DE_DIENST = frozenset({401, 403, 404, 405, 407, 410, 411, 413, 414, 415, 417, 421, 426, 431})
"""Statuses with which a server or gateway refuses a request for its address, sender or form, before it passes it on.

Not among them are 408 and 429, which some gateways also give for what is behind them, and every redirect.
"""
_VERZOEK = {soort.faultcode for soort in Foutsoort if soort.stap.value < Stap.VERWERKING.value}


def zegt_niet_verwerkt(faultcode: str) -> bool:
    """Whether a fault says that the request itself is wrong, so that it stopped before RIO processed it.

    :param faultcode: without prefix. Only codes of the profile (PvE 6.5) say so: gateways are known that write a bare
        ``Client`` for what went wrong behind them.
    """
    return faultcode in _VERZOEK
