"""The BAG stand-in: BagVsRaadplegenDatumADO v20090901 over a loaded extract."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from lxml import etree

from rio_soap.chain import answer_schema
from rio_soap.chain.bag_antwoord import APD, SELECTIE
from rio_soap.chain.bagextract.adresobject import Gevonden
from rio_soap.chain.bagextract.store import BagStore, Zoekvraag
from rio_soap.chain.standin.bagschrijver import schrijf_antwoord, schrijf_fout
from rio_soap.chain.standin.standin_service import Request, SoapFault
from rio_soap.edukoppeling.clock import Clock, SystemClock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel

ZOEK = "zoekenAdresseerbaarObjectByPostcodeHuisnummerAndActueelOrPeildatum"
OP_ID = "opvragenAdresseerbaarObjectByAdoIdAndActueelOrPeildatum"
_ACTIE = "http://www.kadaster.nl/schemas/Services/BagVsRaadplegenDatumADO_v20090901/"
_PER_BERICHT = {f"{{{APD}}}Vraagbericht-APD-ADO-Adres": ZOEK, f"{{{APD}}}Vraagbericht-APD-ADO-ID": OP_ID}
_NS = {"apd": APD, "s": SELECTIE}
_SOORTEN = {"verblijfsobjectId": "Verblijfsobject", "standplaatsId": "Standplaats", "ligplaatsId": "Ligplaats"}
_MAXIMUM = 500
_NEDERLAND = ZoneInfo("Europe/Amsterdam")


class Bagdienst:
    """`Standin` with the two operations of the contract.

    :param opslag: the loaded extract.
    :param klok: which day the present is.
    """

    namespace = APD
    operaties = (ZOEK, OP_ID)

    def __init__(self, opslag: BagStore, klok: Clock | None = None) -> None:
        self._opslag, self._klok = opslag, klok or SystemClock()

    def lees(self, request: Request) -> tuple[str, Callable[[], bytes]]:
        """Judge shape and content of a question.

        :raises SoapFault: STANDIN-002 for what is not valid against the contract.
        """
        try:
            envelope = lees_envelope(request.body, request.content_type, Profiel(ontvanger_oin=""))
        except Edufout as fout:
            raise _fout("Client", "STANDIN-002", fout.redenen) from fout
        operatie = _PER_BERICHT.get(str(envelope.inhoud.tag))
        if operatie is None:
            raise _fout("Client", "STANDIN-002", f"Onbekend bericht {envelope.inhoud.tag}")
        actie = (request.soap_action or "").strip('"')
        if actie not in ("", _ACTIE + operatie):
            raise _fout("Client", "STANDIN-002", f"SOAPAction {actie} hoort niet bij dit bericht")
        if (bezwaar := answer_schema.bezwaar(envelope.inhoud, answer_schema.BAG)) is not None:
            raise _fout("Client", "STANDIN-002", bezwaar)
        vraag = next(envelope.inhoud.iterchildren(f"{{{APD}}}vraag"))
        return operatie, partial(self._antwoord, vraag)

    def _antwoord(self, vraag: etree._Element) -> bytes:
        """Find and answer; STANDIN-003 for more than 500 objects."""
        dag = self._dag(vraag)
        gevonden = self._op_id(vraag, dag) if vraag.find("s:ADO-ID", _NS) is not None else self._zoek(vraag, dag)
        if len(gevonden) > _MAXIMUM:
            raise _fout("Server", "STANDIN-003", f"Meer dan {_MAXIMUM} objecten")
        return schrijf_antwoord(vraag, f"{dag:%Y%m%d}", gevonden)

    def _dag(self, vraag: etree._Element) -> date:
        peildatum = vraag.findtext("s:APD/s:peildatum", None, _NS)
        if peildatum is None:
            nu: datetime = self._klok.nu()
            return nu.astimezone(_NEDERLAND).date()
        try:
            return date(int(peildatum[:4]), int(peildatum[4:6]), int(peildatum[6:8]))
        except ValueError as fout:
            raise _fout("Client", "STANDIN-002", f"peildatum {peildatum} is geen dag") from fout

    def _zoek(self, vraag: etree._Element, dag: date) -> list[Gevonden]:
        adres = vraag[-1]

        def tekst(naam: str) -> str | None:
            return adres.findtext(f"s:{naam}", None, _NS)

        zoekvraag = Zoekvraag(
            huisnummer=int(tekst("huisnummer") or 0),
            postcode=tekst("postcode"),
            plaatsnaam=tekst("woonplaatsnaam"),
            plaatscode=tekst("woonplaatsId"),
            straat=tekst("openbareruimteNaam"),
            letter=tekst("huisletter"),
            toevoeging=tekst("huisnummertoevoeging"),
        )
        return self._opslag.zoek(zoekvraag, dag, _MAXIMUM + 1)

    def _op_id(self, vraag: etree._Element, dag: date) -> list[Gevonden]:
        gevonden = []
        for element in vraag[-1]:
            soort = _SOORTEN.get(etree.QName(element).localname)
            een = self._opslag.op_id(element.text or "", dag)
            if een is not None and soort in (None, een.object["soort"]):
                gevonden.append(een)
        return gevonden


def _fout(klasse: str, code: str, details: str) -> SoapFault:
    omschrijving = {
        "STANDIN-002": "De vraag is niet geldig.",
        "STANDIN-003": "De vraag levert te veel objecten op.",
    }[code]
    return SoapFault(klasse, "ApplicatieFout", schrijf_fout(code, omschrijving, details))
