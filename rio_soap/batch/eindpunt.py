"""A batch to any RIO endpoint, with the client; never processed twice.

Before a message goes, the journal says so. When no answer was kept (the connection broke, or this process died), it is
not known whether RIO has processed it. Then the question is asked with the same identificatiecode, in a new envelope:
RIO takes a code only once (PvE 6.4.5), so that it either processes the message now, for the first time, or refuses the
code (Server.DK0050), which says that it was processed. A message that got a fault was not processed, and goes in a next
run as a new one, with another code.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from rio_soap.batch.journaal import Journaal, Json, Regelstand
from rio_soap.batch.reader import BatchMessage, Lezer
from rio_soap.batch.target import HERHAALD, Gestopt, MessageOutcome, bevindingen_van, geweigerd, uitkomst_van, vinding
from rio_soap.batch.uitvoer import AnswerFile
from rio_soap.bevinding.spraak import zin
from rio_soap.client.fouten import OngeldigAntwoord, RioAfgekeurd, RioFout, RioOnbereikbaar, RioSoapFout
from rio_soap.client.wissel import Wissel
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.response import stel_fout_op

_ONGELDIG = "Ongeldige waarde voor "
_BUITEN_BEDRIJF = "Server.DK0051"


@dataclass(frozen=True, slots=True)
class EndpointTarget:
    """An endpoint.

    :param pauzes: seconds before the second, third … try when there is no answer.
    """

    wissel: Wissel
    journaal: Journaal
    pauzes: tuple[float, ...] = (1.0, 5.0)
    slaap: Callable[[float], None] = field(default=time.sleep, repr=False)

    def lever(self, naam: str, data: bytes, lezer: Lezer, answer_file: AnswerFile) -> MessageOutcome:
        """Deliver a file, unless the journal says that this was done.

        :raises Gestopt: when no answer comes that can be trusted.
        """
        stand = self.journaal.stand(naam, hashlib.sha256(data).hexdigest())
        if stand.uitkomst is not None:
            return replace(_uit_journaal(stand.uitkomst), eerder=True)
        try:
            levering = lezer.lees(naam, data, stand.poging)
        except Edufout as fout:
            answer_file.schrijf(stel_fout_op(fout, klok=self.wissel.klok, eigen_oin=self.wissel.rio_oin))
            return geweigerd(naam, fout)
        return self._lever(levering, stand, answer_file)

    def _lever(self, levering: BatchMessage, stand: Regelstand, answer_file: AnswerFile) -> MessageOutcome:
        onzeker = stand.onderweg
        if onzeker and (bewaard := _bewaard(levering, answer_file)) is not None:
            self.journaal.klaar(levering.naam, levering.hash, asdict(bewaard))
            return bewaard
        for pauze in (*self.pauzes, None):
            if not onzeker:
                self.journaal.begin(levering.naam, levering.hash, levering.code)
            try:
                antwoord, uitkomst = self._wissel(levering, onzeker=onzeker)
            except RioOnbereikbaar as fout:
                onzeker = onzeker or fout.verstuurd
                if not onzeker:
                    self.journaal.niet_verstuurd(levering.naam, levering.hash)
                if pauze is None:
                    raise Gestopt(f"{levering.naam}: {fout}") from fout
                self.slaap(pauze)
            else:
                answer_file.schrijf(antwoord)
                self.journaal.klaar(levering.naam, levering.hash, asdict(uitkomst))
                return uitkomst
        raise AssertionError("the last try returns or raises")

    def _wissel(self, levering: BatchMessage, *, onzeker: bool) -> tuple[bytes, MessageOutcome]:
        """One exchange; gives the answer and what it says.

        :raises Gestopt: for an answer from which it does not follow what became of the message.
        :raises RioOnbereikbaar: when there is none.
        """
        operatie, message_id = levering.operatie, self.wissel.nieuw_message_id()
        verzoek = self.wissel.onderteken(operatie, levering.element, message_id)
        soort, data = self.wissel.verstuur(operatie, verzoek)
        uitkomst = MessageOutcome(levering.naam, "goedgekeurd", operatie.naam, levering.code, levering.eigen_code)
        try:
            antwoord = self.wissel.lees(operatie, data, soort, message_id, levering.code, verzoek=levering.element)
        except RioAfgekeurd as fout:
            meldingen = tuple((m.foutcode, m.fouttekst) for m in fout.foutmeldingen)
            waar = bevindingen_van(levering, fout.foutmeldingen)
            return data, replace(uitkomst, stand="afgekeurd", meldingen=meldingen, bevindingen=waar)
        except RioSoapFout as fout:
            return data, self._fault(levering, fout, uitkomst, onzeker=onzeker)
        except OngeldigAntwoord as fout:
            raise Gestopt(zin("batchfout.onbetrouwbaar", naam=levering.naam, waarom=fout)) from fout
        velden = list(antwoord.gegeven.velden.items())[4:]
        return data, replace(uitkomst, gegevens=tuple((naam, w) for naam, w in velden if isinstance(w, str)))

    def _fault(
        self, levering: BatchMessage, fout: RioSoapFout, uitkomst: MessageOutcome, *, onzeker: bool
    ) -> MessageOutcome:
        meldingen = ((fout.faultcode, fout.faultstring),)
        if fout.faultcode == _BUITEN_BEDRIJF:
            if not onzeker:
                self.journaal.klaar(levering.naam, levering.hash, asdict(replace(uitkomst, stand="fout")))
            raise Gestopt(f"{levering.naam}: {fout}")
        if onzeker:
            if fout.faultstring.startswith(HERHAALD):
                return replace(uitkomst, stand="verwerkt", meldingen=meldingen, gegevens=self._zoek_op(levering))
            # What is wrong in the message itself was so the first time too; of all else that is not certain.
            if fout.faultcode != "Client.DK0004" and not fout.faultstring.startswith(_ONGELDIG):
                raise Gestopt(zin("batchfout.onzeker", naam=levering.naam, waarom=fout))
        return replace(uitkomst, stand="fout", meldingen=meldingen, bevindingen=tuple(map(vinding, fout.bevindingen)))

    def _zoek_op(self, levering: BatchMessage) -> tuple[tuple[str, str], ...]:
        """The code that RIO issued to a new object whose answer was lost, when it can be found by its eigen sleutel."""
        try:
            antwoord = self.wissel.zoek_op(levering.operatie.naam, levering.gegeven.velden)
        except RioFout:
            return ()
        velden = antwoord.gegeven.velden.items() if antwoord is not None else ()
        return tuple((naam, waarde) for naam, waarde in velden if isinstance(waarde, str))


def _bewaard(levering: BatchMessage, answer_file: AnswerFile) -> MessageOutcome | None:
    """The answer to this very message, when the process died after keeping it and before the journal said so."""
    data = answer_file.lees()
    if data is None or f">{levering.code}<".encode() not in data:
        return None
    try:
        return uitkomst_van(levering, data)
    except (Edufout, KeyError):
        return None


def _uit_journaal(uitkomst: Json) -> MessageOutcome:
    """The other way of `asdict`, with tuples where JSON has lists."""
    paren = {naam: tuple(tuple(paar) for paar in uitkomst[naam]) for naam in ("meldingen", "gegevens")}
    return MessageOutcome(**{**uitkomst, **paren, "bevindingen": tuple(uitkomst["bevindingen"])})
