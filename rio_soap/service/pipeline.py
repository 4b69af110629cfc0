"""The way of a message, as one visible list of named steps.

A reader of `STAPPEN` sees the whole service. Each step takes what the one before it gives (`rio_soap.service.bericht`);
a step that refuses raises an `Edufout` (technical, answered as a SOAP fault), while refusals by the rules of RIO are
answers like any other. What was verified is what is validated is what is processed: no step parses again.
"""

import logging
from collections.abc import Callable
from functools import partial

from rio_soap.bevinding import Bevinding
from rio_soap.contract import mapping, schema
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.edukoppeling import adressering, envelope, response, tls_sender, verifieer
from rio_soap.edukoppeling.clock import Clock
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.edukoppeling.position import regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.trusted import Vertrouwen
from rio_soap.register.database.failures import OutcomeUnknown, Unavailable
from rio_soap.register.logboek.sealer import Sealer
from rio_soap.service import bedrijfsdocument, meting
from rio_soap.service.afhandeling import Afhandeling
from rio_soap.service.bericht import Bericht, Geadresseerd, Geldig, Gelezen, Geopend, Ondertekend, Verwerkt
from rio_soap.service.foutboek import Foutboek
from rio_soap.service.getuigen import Getuigen
from rio_soap.service.route import Route

log = logging.getLogger(__name__)


def controleer_tls(p: "Pipeline", b: Bericht) -> Bericht:
    """The client certificate of the connection, where TLS is asked for (EK0030)."""
    if p.kent_tls is not None:
        tls_sender.controleer_tls(b.tls_certificaat, p.kent_tls)
    return b


def lees_envelope(p: "Pipeline", b: Bericht) -> Geopend:
    """Bytes to envelope: size, character set, hardened parse, shape (DK0009, DK0001, DK0004)."""
    return Geopend(b, envelope.lees_envelope(b.data, b.content_type, p.profiel, b.content_encoding))


def controleer_adressering(p: "Pipeline", geopend: Geopend) -> Geadresseerd:
    """SOAPAction and WS-Addressing headers (DK0003, DK0005 to DK0011, EK0020 to EK0023)."""
    b = geopend.bericht
    acties = p.acties[b.dienst.naam]
    gelezen = adressering.controleer_adressering(geopend.envelope, b.soap_action, acties, p.profiel)
    b.operatie = operatie = acties[gelezen.action]
    return Geadresseerd(b, geopend.envelope, gelezen, operatie)


def verifieer_ondertekening(p: "Pipeline", geadresseerd: Geadresseerd) -> Ondertekend:
    """Signature, timestamp and certificate of this envelope's own parts (EK0031).

    From here on the sender is a known one, so that a later fault is signed and addressed to him, DK0002 included.
    """
    b, envelope_, wsa = geadresseerd.bericht, geadresseerd.envelope, geadresseerd.adressering
    ondertekenaar = verifieer.verifieer_ondertekening(envelope_, p.vertrouwen, p.klok, p.profiel)
    b.afzender, b.getekend = wsa, ondertekenaar.certificaat is not None
    return Ondertekend(b, envelope_, wsa, geadresseerd.operatie, ondertekenaar)


def controleer_mandaat(p: "Pipeline", ondertekend: Ondertekend) -> Ondertekend:
    """The signer acts for itself or has a mandate of the sender in wsa:From (DK0002)."""
    verifieer.controleer_mandaat(ondertekend.ondertekenaar, ondertekend.adressering)
    return ondertekend


def valideer_verzoek(p: "Pipeline", ondertekend: Ondertekend) -> Geldig:
    """The body is the request of this operation, valid against the XSD and without empty elements (DK0004)."""
    b, operatie, inhoud = ondertekend.bericht, ondertekend.operatie, ondertekend.envelope.inhoud
    verzoek = f"{{{b.dienst.schema_ns}}}{operatie.verzoek}"
    if inhoud.tag != verzoek:
        raise Edufout(
            Foutsoort.DK0004,
            [Bevinding("body-actie", "/Envelope/Body/*[1]", regel(inhoud), str(inhoud.tag), verzoek)],
        )
    if not schema.is_geldig(inhoud, b.dienst):
        raise Edufout(Foutsoort.DK0004, schema.bevindingen(inhoud, b.dienst))
    if leeg := schema.lege_elementen(inhoud):
        raise Edufout(Foutsoort.DK0004, leeg)
    return Geldig(b, ondertekend.adressering, operatie, ondertekend.ondertekenaar, inhoud)


def lees_bericht(p: "Pipeline", geldig: Geldig) -> Gelezen:
    """Valid body to typed message (DK0004 for a value that no register can hold, such as the year 12026)."""
    try:
        gegeven = mapping.lees(geldig.inhoud, geldig.operatie.dienst)
    except mapping.Waardefout as fout:
        raise Edufout(Foutsoort.DK0004, [fout.bevinding]) from fout
    return Gelezen(geldig.bericht, geldig.adressering, geldig.operatie, geldig.ondertekenaar, geldig.inhoud, gegeven)


def controleer_bedrijfsdocument(p: "Pipeline", gelezen: Gelezen) -> Gelezen:
    """The sender in the document beside wsa:From (DK0002, DK0050); by the letter of the PvE the other elements too."""
    partij, from_oin = gelezen.ondertekenaar.partij, gelezen.adressering.from_oin
    bedrijfsdocument.controleer_afzender(gelezen.gegeven, from_oin, partij, p.afzender)
    if p.profiel.streng:
        bedrijfsdocument.controleer_streng(gelezen.gegeven)
    return gelezen


def handel_af(p: "Pipeline", gelezen: Gelezen) -> Verwerkt:
    """What the operation asks, up to the composed answer (DK0050, DK0051).

    Its own steps, timed by themselves as ``afhandeling/…``, stand in `rio_soap.service.afhandeling`: for a delivery the
    values, what is asked outside, and one transaction of trust again, claim, controles and stand, answer, its
    validation, and log; for a reading the reading, its answer, and one transaction of trust, claim and log.
    """
    if p.zegelaar is not None:
        p.zegelaar.controleer()
    opsteller = p.stel_op if p.ondertekent(gelezen.bericht) else partial(p.stel_op, ondertekend=False)
    return p.afhandeling.handel_af(gelezen, p.klok.nu(), opsteller)


def onderteken(p: "Pipeline", verwerkt: Verwerkt) -> bytes:
    """Composed answer to signed bytes (PvE 6.4.7); one that was composed without signature goes out as it is."""
    concept, handtekening = verwerkt.concept, b""
    data = concept.wire
    if concept.signed_info:
        handtekening = concept.onderteken(p.sleutelpaar)
        data = concept.met(handtekening)
    if p.zegelaar is not None:
        p.zegelaar.meld(verwerkt.gelogd, handtekening)
    return data


OPENEN = (
    Route["Pipeline", Bericht, Bericht](in_time=True)
    .then("tls", controleer_tls)
    .then("envelope", lees_envelope)
    .then("adressering", controleer_adressering)
    .then("ondertekening", verifieer_ondertekening)
    .then("autorisatie", controleer_mandaat)
    .then("xsd", valideer_verzoek)
)
"""Bytes to a valid request of somebody who may make it."""

VERWERKEN = (
    Route["Pipeline", Geldig, Geldig](in_time=True)
    .then("bericht", lees_bericht)
    .then("bedrijfsdocument", controleer_bedrijfsdocument)
    .then("afhandeling", handel_af)
)
"""Valid request to composed answer."""

SCHRIJVEN = Route["Pipeline", Verwerkt, Verwerkt]().then("antwoord", onderteken)
"""Composed answer to bytes. What is committed is answered, however late."""

STAPPEN = (*OPENEN.steps, *VERWERKEN.steps, *SCHRIJVEN.steps)
"""The whole way of a message: names and functions, in the three parts at which the SOAP shell calls."""


class Pipeline:
    """The steps with what they need: trust, clock, key, profile and the handling of operations.

    :param kent_tls: whether a TLS client certificate with this OIN is that of a trusted party; None asks for no TLS.
    :param zegelaar: chains the berichtenlog; None leaves it unchained (tools that measure).
    :param afzender: what verzendendeInstantie may be beside wsa:From.
    :param getuigen: places outside that are told the head of that chain; None has none.
    :param foutboek: keeps what is answered with a fault; None keeps nothing of it.
    :param onderteken_altijd: sign also what answers an unsigned request, where the profile takes those.
    """

    def __init__(
        self,
        *,
        vertrouwen: Vertrouwen,
        klok: Clock,
        sleutelpaar: Sleutelpaar,
        profiel: Profiel,
        afhandeling: Afhandeling,
        kent_tls: Callable[[bytes, str], bool] | None = None,
        zegelaar: Sealer | None = None,
        onderteken_altijd: bool = False,
        afzender: bedrijfsdocument.Afzender = "gemachtigd",
        getuigen: Getuigen | None = None,
        foutboek: Foutboek | None = None,
    ) -> None:
        self.vertrouwen = vertrouwen
        self.klok = klok
        self.sleutelpaar = sleutelpaar
        self.profiel = profiel
        self.afhandeling = afhandeling
        self.kent_tls = kent_tls
        self.zegelaar = zegelaar
        self.onderteken_altijd = onderteken_altijd
        self.afzender = afzender
        self.getuigen = getuigen
        self.foutboek = foutboek
        self.acties: dict[str, dict[str, Operatie]] = {}
        for operatie in OPERATIES.values():
            self.acties.setdefault(operatie.dienst.naam, {})[operatie.soap_action] = operatie

    @property
    def maximum_bericht(self) -> int:
        """Largest request in bytes."""
        return self.profiel.maximum_bytes

    def ondertekent(self, b: Bericht) -> bool:
        """Whether the answer to this request is signed: always when the request was."""
        return self.onderteken_altijd or b.getekend

    def stel_op(self, inhoud: str, vraag: adressering.Adressering, *, ondertekend: bool = True) -> Concept:
        """An answer of this service up to its signature; `inhoud` is canonical text."""
        sleutelpaar = self.sleutelpaar if ondertekend else None
        return response.stel_concept_op(
            inhoud, vraag, sleutelpaar=sleutelpaar, klok=self.klok, eigen_oin=self.profiel.ontvanger_oin
        )

    def open(self, b: Bericht) -> Geldig:
        """From bytes to a valid request, in time or not at all.

        :raises Edufout: the fault of the step that refuses, as of the other parts.
        """
        return OPENEN.walk(self, b, b.tijden)

    def verwerk(self, geldig: Geldig) -> Verwerkt:
        """From valid request to composed answer, begun in time or not at all."""
        return VERWERKEN.walk(self, geldig, geldig.bericht.tijden)

    def schrijf(self, verwerkt: Verwerkt) -> bytes:
        """Sign and write the answer, and count it."""
        b = verwerkt.bericht
        data = SCHRIJVEN.walk(self, verwerkt, b.tijden)
        meting.tel_antwoord(b, verwerkt.uitslag)
        return data

    def beantwoord(self, b: Bericht) -> bytes:
        """The whole way of one message, for who has no SOAP shell."""
        return self.schrijf(self.verwerk(self.open(b)))

    def schrijf_fout(self, b: Bericht, fout: Edufout) -> bytes:
        """The fault as bytes; when the sender's addressing and signature were good it has the headers of an answer, and
        is signed as that would be."""
        b.fout = fout
        meting.tel_fout(b, fout)
        if self.foutboek is not None:
            self.foutboek.meld(b, fout)
        log.info("refused: %s %s %s", fout.soort.faultcode, fout.faultstring, [x.zin() for x in fout.bevindingen[:3]])
        sleutelpaar = self.sleutelpaar if self.ondertekent(b) else None
        return response.stel_fout_op(
            fout, b.afzender, sleutelpaar=sleutelpaar, klok=self.klok, eigen_oin=self.profiel.ontvanger_oin
        )

    def onverwacht(self, b: Bericht, fout: Exception) -> Edufout:
        """An error of our own as a fault that tells nothing of the inside; the log has all of it.

        A signed DK0051 says that the message was not processed. Where that is not known the fault is not signed.
        """
        if isinstance(fout, OutcomeUnknown):
            log.error("the register went away during a commit: %s", fout)
            b.vergeet_afzender()
            return Edufout(Foutsoort.DK0051, [Bevinding("uitkomst-onbekend", "/")])
        if isinstance(fout, Unavailable):
            log.error("not in time, or register out of reach: %s", fout)
            return Edufout(Foutsoort.DK0051)
        log.error("unexpected error in %s", b.operatie.naam if b.operatie else "?", exc_info=fout)
        return Edufout(Foutsoort.DK0050)
