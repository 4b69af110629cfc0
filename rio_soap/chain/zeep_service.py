"""What the two SOAP clients have in common: a zeep service with nothing fetched, and opening an answer."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zeep
import zeep.exceptions
from lxml import etree

from rio_soap.chain.ports import KetenStoring, Reden
from rio_soap.chain.transport import HttpAntwoord, KetenTransport
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.fouten import Edufout
from rio_soap.edukoppeling.namen import SOAP, qnaam
from rio_soap.edukoppeling.profiel import Profiel

FAULT = qnaam(SOAP, "Fault")

# Comments in front of the root are no part of the message; some services and all documentation have them.
_COMMENTAAR = rb"\s*<!--(?:(?!--).){0,5000}-->"
_VOORAF = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?(?:" + _COMMENTAAR + rb")+\s*", re.DOTALL)
_LANG = 300


@dataclass(frozen=True, slots=True)
class Dienst:
    """A zeep service at an address, answering with raw `HttpAntwoord`en."""

    client: Any
    service: Any

    def roep(self, operatie: str, **gegevens: object) -> HttpAntwoord:
        """Ask; zeep writes the message by the WSDL.

        :raises KetenStoring: of the transport.
        """
        antwoord: HttpAntwoord = self.service[operatie](**gegevens)
        return antwoord


def maak_dienst(
    wsdl: Path,
    binding: str,
    adres: str,
    transport: KetenTransport,
    *,
    wsse: object = None,
    plugins: tuple[Any, ...] = (),
) -> Dienst:
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
    return Dienst(client, client.create_service(binding, adres))


def open_antwoord(antwoord: HttpAntwoord, register: str, maximum: int) -> Envelope:
    """The envelope of an answer, hostile until proven otherwise.

    :raises KetenStoring: ONGELDIG for what is no envelope of SOAP 1.1; FOUT or VRAAG for a SOAP Fault.
    """
    profiel = Profiel(ontvanger_oin="", maximum_bytes=maximum, maximum_elementen=500_000)
    data = _VOORAF.sub(b"", antwoord.inhoud, count=1)
    try:
        envelope = lees_envelope(data, antwoord.content_type, profiel)
    except Edufout as fout:
        reden = Reden.FOUT if antwoord.status != 200 else Reden.ONGELDIG
        melding = f"HTTP {antwoord.status}, no SOAP message: {fout.redenen}"
        raise KetenStoring(register, reden, melding[:_LANG]) from fout
    if envelope.inhoud.tag == FAULT:
        raise _fault(envelope.inhoud, register)
    if antwoord.status != 200:
        raise KetenStoring(register, Reden.FOUT, f"HTTP {antwoord.status} without a SOAP Fault")
    return envelope


def _fault(fault: etree._Element, register: str) -> KetenStoring:
    """What a SOAP Fault means: Client says the question was wrong, everything else that the service failed."""
    code = (fault.findtext("faultcode") or "").strip()
    tekst = (fault.findtext("faultstring") or "").strip()
    detail = fault.find("detail")
    delen = [code, tekst]
    if detail is not None:
        delen.append(" ".join(" ".join(str(deel) for deel in detail.itertext()).split()))
    klasse = code.rpartition(":")[2].partition(".")[0]
    reden = Reden.VRAAG if klasse in ("Client", "MustUnderstand", "VersionMismatch") else Reden.FOUT
    return KetenStoring(register, reden, " | ".join(delen)[:_LANG])
