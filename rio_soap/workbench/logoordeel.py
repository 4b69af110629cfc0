"""Judges the signatures in an entry of the berichtenlog: that of the answer by the certificates of this service, and
where no stempel vouches for the entry also that of the request, and that its columns are those of its messages."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from rio_soap.bevinding.spraak import rapportzin
from rio_soap.edukoppeling import verifieer
from rio_soap.edukoppeling.adressering import controleer_antwoordadressering
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.edukoppeling.envelope import Envelope, lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.onderteken import is_ongetekend, met_handtekening
from rio_soap.edukoppeling.trusted import Partij, VertrouwdeLijst, vingerafdruk
from rio_soap.workbench.bewijs import RUIM, vergelijk_kolommen
from rio_soap.workbench.handtekeningcontrole import gemaakt

if TYPE_CHECKING:
    from sqlalchemy import RowMapping


@dataclass(frozen=True, slots=True)
class Logoordeel:
    """A `register.logboek.chain_check.Beoordeel`.

    :param certificaten: DER, of the service: that of today and the earlier ones that the operator named.
    """

    certificaten: Collection[bytes]

    def __call__(
        self, rij: "RowMapping", verzoek: bytes, antwoord: bytes, handtekening: bytes, zonder_borg: bool
    ) -> list[str]:
        """What is wrong, in Dutch."""
        gevonden = self._antwoord(rij, antwoord, handtekening, zonder_borg)
        if zonder_borg:
            gevonden += _verzoek(rij, verzoek)
            try:
                gevonden += vergelijk_kolommen(rij, verzoek, antwoord)
            except KeyError:
                gevonden.append(rapportzin("log.operatie", operatie=rij["operatie"]))
        return gevonden

    def _antwoord(self, rij: "RowMapping", antwoord: bytes, handtekening: bytes, zonder_borg: bool) -> list[str]:
        if is_ongetekend(antwoord):
            # What answered an unsigned request is vouched for by the stempel, or by nothing.
            return [rapportzin("log.antwoord_zonder")] if zonder_borg else []
        if not handtekening:
            return [rapportzin("log.antwoord_ongetekend")]
        profiel = replace(RUIM, ontvanger_oin=rij["oin"], oin_vereist=False, eku="nee")
        try:
            envelope = lees_envelope(met_handtekening(antwoord, handtekening), None, profiel)
            adressering = controleer_antwoordadressering(envelope, rij["message_id"], profiel)
            vertrouwen = VertrouwdeLijst(
                Partij("dienst", None, vingerafdruk(der), frozenset({adressering.from_oin}))
                for der in self.certificaten
            )
            klok = FixedClock(_moment(envelope, rij["ontvangen"]))
            verifieer.verifieer_antwoord(envelope, adressering, vertrouwen, klok, profiel)
        except Edufout as fout:
            return [rapportzin("log.antwoord_fout", waarom=_waarom(fout))]
        return []


def _verzoek(rij: "RowMapping", verzoek: bytes) -> list[str]:
    """The request by the certificate in it, which has to be that in the column."""
    if rij["vingerafdruk"] is None:
        return [rapportzin("log.verzoek_zonder")]
    profiel = replace(RUIM, oin_vereist=False, eku="nee")
    vertrouwen = VertrouwdeLijst([Partij("afzender", None, rij["vingerafdruk"], frozenset({rij["oin"]}))])
    try:
        envelope = lees_envelope(verzoek, None, profiel)
        klok = FixedClock(_moment(envelope, rij["ontvangen"]))
        verifieer.verifieer_ondertekening(envelope, vertrouwen, klok, profiel)
    except Edufout as fout:
        return [rapportzin("log.verzoek_fout", waarom=_waarom(fout))]
    return []


def _moment(envelope: Envelope, ontvangen: datetime) -> datetime:
    return gemaakt(envelope) or ontvangen


def _waarom(fout: Edufout) -> str:
    eerste = next((b.zin() for b in fout.bevindingen), "")
    return eerste or fout.faultstring
