"""What the two SOAP clients have in common: a zeep service with nothing fetched, and opening an answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import zeep
import zeep.exceptions
from lxml import etree

from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.transport import ChainTransport, HttpResponse
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.uris import SOAP, qnaam

FAULT = qnaam(SOAP, "Fault")

# Comments in front of the root are no part of the message; some services and all documentation have them.
_COMMENTAAR = rb"\s*<!--(?:(?!--).){0,5000}-->"
_VOORAF = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?(?:" + _COMMENTAAR + rb")+\s*", re.DOTALL)
_LANG = 300


ZeepValue: TypeAlias = "str | int | bool | Sequence[ZeepValue] | Mapping[str, ZeepValue]"
"""What zeep makes an element of."""


class _Operations(Protocol):
    """zeep's proxy of a service, which has no types: an operation by its name."""

    def __getitem__(self, name: str, /) -> Callable[..., HttpResponse]: ...


@dataclass(frozen=True, slots=True)
class ZeepService:
    """A zeep service at an address, which gives answers raw."""

    operations: _Operations

    def call(self, operatie: str, **gegevens: ZeepValue) -> HttpResponse:
        """Ask; zeep writes the message by the WSDL.

        :raises ChainFailure: of the transport.
        """
        return self.operations[operatie](**gegevens)


class Signer(Protocol):
    """What zeep takes as ``wsse``; it has no class for it."""

    def apply(self, envelope: etree._Element, headers: dict[str, str]) -> tuple[etree._Element, dict[str, str]]:
        """Sign what goes out."""
        ...

    def verify(self, envelope: etree._Element) -> None:
        """Judge what comes in."""
        ...


def make_service(
    wsdl: Path,
    binding: str,
    adres: str,
    transport: ChainTransport,
    *,
    wsse: Signer | None = None,
    plugins: Sequence[zeep.Plugin] = (),
) -> ZeepService:
    """A service for a WSDL on disk, ours or the published one.

    Answers come back raw: they are read by our own schema and readers, so that a published WSDL whose types zeep
    cannot follow (substitution groups, types that extend each other in a circle) serves as well.

    :param binding: qualified name of the binding.
    :raises ValueError: when the WSDL is not usable or refers to something that would have to be fetched.
    :raises OSError: when it cannot be read.
    """
    instellingen = zeep.Settings(forbid_external=True, forbid_dtd=True, forbid_entities=True, raw_response=True)
    try:
        client = zeep.Client(str(wsdl), transport=transport, settings=instellingen, wsse=wsse, plugins=list(plugins))
    except zeep.exceptions.Error as fout:
        raise ValueError(f"{wsdl}: {fout}") from fout
    return ZeepService(client.create_service(binding, adres))


def open_response(antwoord: HttpResponse, register: str, maximum: int) -> Envelope:
    """The envelope of an answer, hostile until proven otherwise.

    :raises ChainFailure: INVALID for what is no envelope of SOAP 1.1; ERROR or QUESTION for a SOAP Fault.
    """
    profiel = Profiel(ontvanger_oin="", maximum_bytes=maximum, maximum_elementen=500_000)
    data = _VOORAF.sub(b"", antwoord.inhoud, count=1)
    try:
        envelope = lees_envelope(data, antwoord.content_type, profiel)
    except Edufout as fout:
        reden = Reason.ERROR if antwoord.status != 200 else Reason.INVALID
        melding = f"HTTP {antwoord.status}, no SOAP message: {fout.redenen}"
        raise ChainFailure(register, reden, melding[:_LANG]) from fout
    if envelope.inhoud.tag == FAULT:
        raise _fault(envelope.inhoud, register)
    if antwoord.status != 200:
        raise ChainFailure(register, Reason.ERROR, f"HTTP {antwoord.status} without a SOAP Fault")
    return envelope


def _fault(fault: etree._Element, register: str) -> ChainFailure:
    """What a SOAP Fault means: Client says the question was wrong, everything else that the service failed."""
    code = (fault.findtext("faultcode") or "").strip()
    tekst = (fault.findtext("faultstring") or "").strip()
    detail = fault.find("detail")
    delen = [code, tekst]
    if detail is not None:
        delen.append(" ".join(" ".join(str(deel) for deel in detail.itertext()).split()))
    klasse = code.rpartition(":")[2].partition(".")[0]
    reden = Reason.QUESTION if klasse in ("Client", "MustUnderstand", "VersionMismatch") else Reason.ERROR
    return ChainFailure(register, reden, " | ".join(delen)[:_LANG])
