"""The tables of faults and requirements for docs/standaarden.md, out of the code and data that they are about."""

from collections.abc import Iterable, Sequence

from rio_soap.edukoppeling.eisen import lees_eisen
from rio_soap.edukoppeling.faults import Foutsoort, Stap

_WANNEER = {
    Foutsoort.EK0030: "with RIO_TLS: no client certificate, none with an OIN, withdrawn, or of no trusted party",
    Foutsoort.DK0009: "bytes that are not UTF-8 or are packed, another charset or media type in Content-Type",
    Foutsoort.DK0001: "no XML 1.0, a DTD, comments, another envelope than that of SOAP 1.1",
    Foutsoort.DK0003: "the HTTP header is missing or names no operation of this service",
    Foutsoort.DK0005: "missing or empty",
    Foutsoort.DK0006: "missing or empty",
    Foutsoort.DK0007: "missing or empty",
    Foutsoort.EK0020: "missing or empty",
    Foutsoort.DK0008: "never: a request answers nothing; raised by the client half, for an answer without it",
    Foutsoort.EK0021: "no OIN after oin=",
    Foutsoort.EK0022: "no OIN after oin=",
    Foutsoort.EK0023: "no UUID",
    Foutsoort.DK0011: "wsa:Action differs from SOAPAction, another receiver, a header twice, a MessageID used before",
    Foutsoort.DK0010: "mustUnderstand, over 16 kB in other headers; by the letter of the PvE every other header",
    Foutsoort.EK0031: "signature, digest, Timestamp, algorithm, certificate lacking, wrong, not trusted; much unsigned",
    Foutsoort.DK0002: "the signer has no mandate of the sender",
    Foutsoort.DK0004: "the body is not valid, an element is empty, the message is too large or its Body ambiguous",
    Foutsoort.DK0050: "a value outside a list without code, an identificatiecode used before, an error of ours",
    Foutsoort.DK0051: "the operation is not built, the register is out of reach",
}


def fouten() -> str:
    """The nineteen faults in the order in which they are judged."""
    rijen = [
        [
            f"`{soort.faultcode}`",
            soort.faultstring,
            _WANNEER[soort],
            "yes" if soort.stap.value > Stap.ONDERTEKENING.value else "no",
        ]
        for soort in Foutsoort
    ]
    return f"\n{_tabel(('faultcode', 'faultstring', 'when', 'signed'), rijen)}\n"


def eisen() -> str:
    """The requirements with their tests."""
    rijen = [
        [
            eis.id,
            eis.eis + (f" ({eis.toelichting})" if eis.toelichting else ""),
            eis.bron,
            eis.status,
            "<br>".join(f"`{test.removeprefix('tests/')}`" for test in eis.tests) or "–",
        ]
        for eis in lees_eisen()
    ]
    return f"\n{_tabel(('id', 'requirement', 'source', 'status', 'tests'), rijen)}\n"


def _tabel(heading: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(rij)} |\n" for rij in (heading, ["---"] * len(heading), *rijen))
