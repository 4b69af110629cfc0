"""The way of a message, as one visible list of named steps.

A reader of `STAPPEN` sees the whole service. Each step takes the `Bericht`, fills its own field and hands it on; a step
that refuses raises an `Edufout` (technical, answered as a SOAP fault), while refusals by the rules of RIO are answers
like any other. What was verified is what is validated is what is processed: no step parses again.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from rio_soap.contract import mapping, schema
from rio_soap.contract.operaties import OPERATIES, bij_soap_action
from rio_soap.edukoppeling import adressering, antwoord, envelope, tls, verifieer
from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.edukoppeling.klok import Klok
from rio_soap.edukoppeling.onderteken import Concept
from rio_soap.edukoppeling.plek import regel
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.vertrouwen import Vertrouwen
from rio_soap.register.database import deadline
from rio_soap.register.database.database import OutcomeUnknown, Unavailable
from rio_soap.register.logboek.sealer import Sealer
from rio_soap.service import bedrijfsdocument, meting
from rio_soap.service.afhandeling import VRAAGT_BUITEN, Afhandeling
from rio_soap.service.bericht import Bericht
from rio_soap.service.getuigen import Getuigen
from rio_soap.service.hertoets import Kent, Voorlopig, bevestig

log = logging.getLogger(__name__)

Functie = Callable[["Pijplijn", Bericht], None]


@dataclass(frozen=True, slots=True)
class Stap:
    """One named step; `hoek` is the moment at which the SOAP shell runs it."""

    naam: str
    functie: Functie
    hoek: str


def controleer_tls(p: "Pijplijn", b: Bericht) -> None:
    """The client certificate of the connection, where TLS is asked for (EK0030)."""
    if p.kent_tls is not None:
        tls.controleer_tls(b.tls_certificaat, p.kent_tls)


def lees_envelope(p: "Pijplijn", b: Bericht) -> None:
    """Bytes to envelope: size, character set, hardened parse, shape (DK0009, DK0001, DK0004)."""
    b.envelope = envelope.lees_envelope(b.data, b.content_type, p.profiel, b.content_encoding)


def controleer_adressering(p: "Pijplijn", b: Bericht) -> None:
    """SOAPAction and WS-Addressing headers (DK0003, DK0005 to DK0011, EK0020 to EK0023)."""
    b.adressering = adressering.controleer_adressering(
        b.zeker_envelope, b.soap_action, p.acties[b.dienst.naam], p.profiel
    )
    b.operatie = bij_soap_action(b.adressering.action)


def verifieer_ondertekening(p: "Pijplijn", b: Bericht) -> None:
    """Signature, timestamp and certificate of this envelope's own parts (EK0031).

    From here on the sender is a known one, so that a later fault is signed and addressed to him, DK0002 included.
    """
    if p.kent is None:
        b.ondertekenaar = verifieer.verifieer_ondertekening(b.zeker_envelope, p.vertrouwen, p.klok, p.profiel)
        return
    voorlopig = Voorlopig(p.kent, p.vertrouwen)
    try:
        b.ondertekenaar = verifieer.verifieer_ondertekening(b.zeker_envelope, voorlopig, p.klok, p.profiel)
    except Edufout:
        if not voorlopig.niet_gevraagd:
            raise
        b.ondertekenaar = verifieer.verifieer_ondertekening(b.zeker_envelope, p.vertrouwen, p.klok, p.profiel)
    else:
        b.voorlopig = voorlopig.niet_gevraagd


def controleer_mandaat(p: "Pijplijn", b: Bericht) -> None:
    """The signer acts for itself or has a mandate of the sender in wsa:From (DK0002)."""
    assert b.ondertekenaar is not None
    try:
        verifieer.controleer_mandaat(b.ondertekenaar, b.zeker_adressering)
    except Edufout:
        if not b.voorlopig:
            raise
        bevestig(p.vertrouwen, b)  # a mandate that was given just now is not known yet


def valideer_verzoek(p: "Pijplijn", b: Bericht) -> None:
    """The body is the request of this operation, valid against the XSD and without empty elements (DK0004)."""
    inhoud, verzoek = b.zeker_envelope.inhoud, f"{{{b.dienst.schema_ns}}}{b.zeker_operatie.verzoek}"
    if inhoud.tag != verzoek:
        raise Edufout(
            Foutsoort.DK0004,
            [Bevinding("/Envelope/Body/*[1]", regel(inhoud), str(inhoud.tag), verzoek, "Ander bericht dan SOAPAction")],
        )
    if not schema.is_geldig(inhoud, b.dienst):
        raise Edufout(Foutsoort.DK0004, _bevindingen(schema.bevindingen(inhoud, b.dienst)))
    if leeg := schema.lege_elementen(inhoud):
        raise Edufout(Foutsoort.DK0004, _bevindingen(leeg))


def lees_bericht(p: "Pijplijn", b: Bericht) -> None:
    """Valid body to typed message (DK0004 for a value that no register can hold, such as the year 12026)."""
    try:
        b.gegeven = mapping.lees(b.zeker_envelope.inhoud, b.dienst)
    except mapping.Waardefout as fout:
        bevinding = Bevinding(fout.waar, fout.regel, fout.gevonden, fout.toegestaan, fout.melding)
        raise Edufout(Foutsoort.DK0004, [bevinding]) from fout


def controleer_bedrijfsdocument(p: "Pijplijn", b: Bericht) -> None:
    """The sender in the document beside wsa:From (DK0002, DK0050); by the letter of the PvE the other elements too."""
    if p.afzender != "vrij" and bedrijfsdocument.afzender_wijkt_af(b.zeker_gegeven, b.zeker_adressering.from_oin):
        if b.voorlopig:
            bevestig(p.vertrouwen, b)
        partij = b.ondertekenaar.partij if b.ondertekenaar is not None else None
        bedrijfsdocument.controleer_afzender(b.zeker_gegeven, b.zeker_adressering.from_oin, partij, p.afzender)
    if p.profiel.streng:
        bedrijfsdocument.controleer_streng(b.zeker_gegeven)


def handel_af(p: "Pijplijn", b: Bericht) -> None:
    """Authorisation, controles, stand, answer, validation of the answer and log: one transaction (DK0050, DK0051).

    The answer is composed here up to its signature, so that the log holds it when the transaction ends.
    """
    if p.zegelaar is not None:
        p.zegelaar.controleer()
    if b.voorlopig and b.zeker_operatie.naam in VRAAGT_BUITEN:
        bevestig(p.vertrouwen, b)
    stel_op = p.stel_op if p.ondertekent(b) else partial(p.stel_op, ondertekend=False)
    p.afhandeling.handel_af(b, p.klok.nu(), stel_op)


def onderteken(p: "Pijplijn", b: Bericht) -> None:
    """Composed answer to signed bytes (PvE 6.4.7); one that was composed without signature goes out as it is."""
    assert b.concept is not None
    handtekening, b.uit = b"", b.concept.draad
    if b.concept.signed_info:
        handtekening = b.concept.onderteken(p.sleutelpaar)
        b.uit = b.concept.met(handtekening)
    if p.zegelaar is not None and b.gelogd is not None:
        p.zegelaar.meld(b.gelogd, handtekening)


STAPPEN: tuple[Stap, ...] = (
    Stap("tls", controleer_tls, "open"),
    Stap("envelope", lees_envelope, "open"),
    Stap("adressering", controleer_adressering, "controleer"),
    Stap("ondertekening", verifieer_ondertekening, "controleer"),
    Stap("autorisatie", controleer_mandaat, "controleer"),
    Stap("xsd", valideer_verzoek, "controleer"),
    Stap("bericht", lees_bericht, "lees"),
    Stap("bedrijfsdocument", controleer_bedrijfsdocument, "verwerk"),
    Stap("afhandeling", handel_af, "verwerk"),
    Stap("antwoord", onderteken, "schrijf"),
)
"""The whole way of a message. `afhandeling` is one transaction: authorisation, controles, stand, answer, its validation
and the log (`rio_soap.service.afhandeling`)."""

_PER_HOEK = {
    hoek: [(stap.naam, stap.functie) for stap in STAPPEN if stap.hoek == hoek] for hoek in {s.hoek for s in STAPPEN}
}


def _bevindingen(gevonden: Iterable[schema.Bevinding]) -> list[Bevinding]:
    return [Bevinding(x.waar, x.regel, x.gevonden, x.toegestaan, x.melding) for x in gevonden]


class Pijplijn:
    """The steps with what they need: trust, clock, key, profile and the handling of operations.

    :param kent_tls: whether a TLS client certificate with this OIN is that of a trusted party; None asks for no TLS.
    :param kent: the parties that this process knows; given when the handling asks again (`Afhandeling.partij_in`), None
        asks the trust for every message.
    :param zegelaar: chains the berichtenlog; None leaves it unchained (tools that measure).
    :param afzender: what verzendendeInstantie may be beside wsa:From.
    :param getuigen: places outside that are told the head of that chain; None has none.
    :param onderteken_altijd: sign also what answers an unsigned request, where the profile takes those.
    """

    def __init__(
        self,
        *,
        vertrouwen: Vertrouwen,
        klok: Klok,
        sleutelpaar: Sleutelpaar,
        profiel: Profiel,
        afhandeling: Afhandeling,
        kent_tls: Callable[[bytes, str], bool] | None = None,
        kent: Kent | None = None,
        zegelaar: Sealer | None = None,
        onderteken_altijd: bool = False,
        afzender: bedrijfsdocument.Afzender = "gemachtigd",
        getuigen: Getuigen | None = None,
    ) -> None:
        self.vertrouwen = vertrouwen
        self.klok = klok
        self.sleutelpaar = sleutelpaar
        self.profiel = profiel
        self.afhandeling = afhandeling
        self.kent_tls = kent_tls
        self.kent = kent
        self.zegelaar = zegelaar
        self.onderteken_altijd = onderteken_altijd
        self.afzender = afzender
        self.getuigen = getuigen
        self.acties: dict[str, frozenset[str]] = {}
        for operatie in OPERATIES.values():
            naam = operatie.dienst.naam
            self.acties[naam] = self.acties.get(naam, frozenset()) | {operatie.soap_action}

    @property
    def maximum_bericht(self) -> int:
        """Largest request in bytes."""
        return self.profiel.maximum_bytes

    def ondertekent(self, b: Bericht) -> bool:
        """Whether the answer to this request is signed: always when the request was."""
        return self.onderteken_altijd or (b.ondertekenaar is not None and b.ondertekenaar.certificaat is not None)

    def stel_op(self, inhoud: str, vraag: adressering.Adressering, *, ondertekend: bool = True) -> Concept:
        """An answer of this service up to its signature; `inhoud` is canonical text."""
        sleutelpaar = self.sleutelpaar if ondertekend else None
        return antwoord.stel_concept_op(
            inhoud, vraag, sleutelpaar=sleutelpaar, klok=self.klok, eigen_oin=self.profiel.ontvanger_oin
        )

    def open(self, b: Bericht) -> None:
        """Run the steps that open the envelope."""
        b.ontvangen = self.klok.nu()
        self._loop_op_tijd("open", b)

    def controleer(self, b: Bericht) -> None:
        """Run the steps from addressing to XSD."""
        self._loop_op_tijd("controleer", b)

    def lees(self, b: Bericht) -> None:
        """Run the step that makes the typed message."""
        self._loop_op_tijd("lees", b)

    def verwerk(self, b: Bericht) -> None:
        """Run the step that handles the operation."""
        self._loop_op_tijd("verwerk", b)

    def schrijf(self, b: Bericht) -> bytes:
        """Sign and write the answer, and count it."""
        self._loop("schrijf", b)
        meting.tel(b)
        assert b.uit is not None
        return b.uit

    def schrijf_fout(self, b: Bericht, fout: Edufout) -> bytes:
        """The fault as bytes; when the sender's addressing and signature were good it has the headers of an answer, and
        is signed as that would be."""
        if b.voorlopig:
            fout = self._na_bevestiging(b, fout)
        b.fout = fout
        meting.tel(b)
        log.info("refused: %s %s %s", fout.soort.faultcode, fout.faultstring, [x.melding for x in fout.bevindingen][:3])
        vertrouwd = b.adressering if b.ondertekenaar is not None else None
        sleutelpaar = self.sleutelpaar if self.ondertekent(b) else None
        return antwoord.stel_fout_op(
            fout, vertrouwd, sleutelpaar=sleutelpaar, klok=self.klok, eigen_oin=self.profiel.ontvanger_oin
        )

    def _na_bevestiging(self, b: Bericht, fout: Edufout) -> Edufout:
        """The fault, unless trust says by now that there should be another."""
        try:
            bevestig(self.vertrouwen, b)
        except Edufout as anders:
            return anders
        except Exception as onverwacht:  # noqa: BLE001 - as at the request boundary: nothing but a fault may leave
            return self.onverwacht(b, onverwacht)
        return fout

    def onverwacht(self, b: Bericht, fout: Exception) -> Edufout:
        """An error of our own as a fault that tells nothing of the inside; the log has all of it.

        A signed DK0051 says that the message was not processed. Where that is not known the fault is not signed.
        """
        if isinstance(fout, OutcomeUnknown):
            log.error("the register went away during a commit: %s", fout)
            b.ondertekenaar, b.voorlopig = None, False
            melding = "Uitkomst onbekend: de database viel weg tijdens het vastleggen"
            return Edufout(Foutsoort.DK0051, [Bevinding("/", None, None, None, melding)])
        if isinstance(fout, Unavailable):
            log.error("not in time, or register out of reach: %s", fout)
            return Edufout(Foutsoort.DK0051)
        log.error("unexpected error in %s", b.operatie.naam if b.operatie else "?", exc_info=fout)
        return Edufout(Foutsoort.DK0050)

    def _loop_op_tijd(self, hoek: str, b: Bericht) -> None:
        """What comes before the answer is done in time or not at all; what is committed is answered, however late."""
        deadline.controleer()
        self._loop(hoek, b)

    def _loop(self, hoek: str, b: Bericht) -> None:
        tijden, begin = b.tijden, perf_counter()
        for naam, functie in _PER_HOEK[hoek]:
            try:
                functie(self, b)
            finally:
                einde = perf_counter()
                tijden[naam] = einde - begin
                begin = einde
