"""A batch into the register at hand, by the whole way of a message, without HTTP.

Each message goes in an envelope that the service itself signs, on behalf of the sender whom the operator names: so the
log holds an answer and a request that can be verified like any other, and the certificate in it says that the operator
put it in. The berichtenlog is the journal: what stands there was done, in the transaction that did it.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from rio_soap.batch.reader import BatchMessage, Lezer
from rio_soap.batch.target import Gestopt, MessageOutcome, geweigerd, uitkomst_van
from rio_soap.batch.uitvoer import AnswerFile
from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.onderteken import is_ongetekend, met_handtekening
from rio_soap.edukoppeling.response import onderteken_opnieuw, stel_fout_op
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.logboek.answers import Logantwoord
from rio_soap.service.eigen_bericht import stel_eigen_bericht_op
from rio_soap.service.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class LocalTarget:
    """The register of the settings.

    :param pijplijn: trusts the service's own key (`vertrouw_eigen`).
    :param zoek: the answer in the log to this sender's message with this code.
    """

    pijplijn: Pipeline
    zoek: Callable[[str, str], Logantwoord | None]

    def lever(self, naam: str, data: bytes, lezer: Lezer, answer_file: AnswerFile) -> MessageOutcome:
        """Deliver a file, unless the log has its answer.

        :raises Gestopt: when the database is out of reach.
        """
        try:
            levering = lezer.lees(naam, data)
        except Edufout as fout:
            data = stel_fout_op(fout, klok=self.pijplijn.klok, eigen_oin=self.pijplijn.profiel.ontvanger_oin)
            answer_file.schrijf(data, duurzaam=False)
            return geweigerd(naam, fout)
        try:
            eerder = self._eerder(lezer.oin, levering)
            antwoord, fout_of_niet = (eerder, None) if eerder is not None else self._verwerk(levering, lezer.oin)
        except Unavailable as onbereikbaar:
            raise Gestopt(f"{naam}: {onbereikbaar}") from onbereikbaar
        answer_file.schrijf(antwoord, duurzaam=False)  # a next run has it from the log, and mends what a crash broke
        if fout_of_niet is not None:
            uitkomst = geweigerd(naam, fout_of_niet, levering)
            # The code is of this message alone: it was processed, and its entry has left the log since.
            gedaan = any(b.oorzaak == "eerder-gebruikt" for b in fout_of_niet.bevindingen)
            return replace(uitkomst, stand="verwerkt", eerder=True) if gedaan else uitkomst
        return uitkomst_van(levering, antwoord, eerder=eerder is not None)

    def _eerder(self, oin: str, levering: BatchMessage) -> bytes | None:
        """The answer that an earlier run got, as it was."""
        gevonden = self.zoek(oin, levering.code)
        if gevonden is None:
            return None
        handtekening = gevonden.handtekening
        if handtekening is None and gevonden.eigen and is_ongetekend(gevonden.concept):
            return gevonden.concept
        if handtekening is None and gevonden.eigen:
            handtekening = onderteken_opnieuw(gevonden.concept, self.pijplijn.sleutelpaar)
        if handtekening is None:
            raise Gestopt(zin("batchfout.zonder_handtekening", naam=levering.naam))
        return met_handtekening(gevonden.concept, handtekening)

    def _verwerk(self, levering: BatchMessage, oin: str) -> tuple[bytes, Edufout | None]:
        p, operatie = self.pijplijn, levering.operatie
        message_id = f"{'urn:uuid:' if p.profiel.streng else ''}{uuid.uuid4()}"
        b = stel_eigen_bericht_op(p, operatie, levering.element, oin, message_id)
        try:
            return p.beantwoord(b), None
        except Unavailable:
            raise
        except Edufout as fout:
            return p.schrijf_fout(b, fout), fout
        except Exception as onverwacht:  # noqa: BLE001  # as at the request boundary: one message cannot stop the rest
            eigen = p.onverwacht(b, onverwacht)
            return p.schrijf_fout(b, eigen), eigen
