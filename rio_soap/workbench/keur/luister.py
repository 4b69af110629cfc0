"""Sits before a trial service as a RIO, and judges what a client sends by every rule that a client can keep."""

import io
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from lxml import etree

from rio_soap.contract.operaties import DIENSTEN, OPERATIES
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.edukoppeling.uris import ANONIEM, DS, WSU_ID
from rio_soap.register.regels.foutcodes import FOUTCODES, volledige_volgorde
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.keur.boek import IN_UTC, V4, Boek, Keurtabel, gegevens
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.rapport import Rapport

_PADEN = frozenset(dienst.pad for dienst in DIENSTEN)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NIET_VAN_CLIENT = frozenset({"EK0030", "DK0008", "DK0051"})
_MAX_RAPPORTEN = 500
_BUITEN = frozenset({"certificaat-onbekend", "mandaat", "intermediair"})
"""Causes that lie with who was told to be trusted, not with the client."""


_CODE = "identificatiecodeBedrijfsdocument"
_ZONDER_PRAKTIJK = frozenset({"charset-2", "wsa-3"})
"""Requirements from which no recorded message departs, so that nobody knows of RIO taking what does."""


@dataclass(frozen=True, slots=True)
class _Uitkomst:
    """What the service answered."""

    fout: Foutsoort | None
    goedgekeurd: bool
    codes: tuple[str, ...]
    tekst: str
    plaatsen: tuple[str, ...] = ()
    """Where its findings are, of a fault."""


class Luisteraar:
    """WSGI callable around the service; one message at a time, so that each is judged by the register as it meets it.

    :param toepassing: the service.
    :param kader: by what messages are explained; with the register of the service.
    :param na_bericht: is told of each judged message.
    """

    def __init__(
        self, toepassing: WSGIApplication, kader: Kader, na_bericht: Callable[[Rapport], None] = lambda _: None
    ) -> None:
        self.toepassing, self.kader, self.na_bericht = toepassing, kader, na_bericht
        self.boek = Boek("luister")
        self.begonnen = kader.klok.nu()
        self.rapporten: list[Rapport] = []
        self.aantal = 0
        self._lock = threading.Lock()

    def __call__(self, omgeving: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request as the service does."""
        pad = str(omgeving.get("PATH_INFO", "")).rstrip("/")
        if omgeving["REQUEST_METHOD"] != "POST" or pad not in _PADEN:
            return self.toepassing(omgeving, start)
        data = omgeving["wsgi.input"].read(self.kader.profiel.maximum_bytes + 1)
        verder = {**omgeving, "wsgi.input": io.BytesIO(data), "CONTENT_LENGTH": str(len(data))}
        with self._lock:
            rapport = self._verklaar(data, omgeving)
            antwoord = b"".join(self.toepassing(verder, start))
            self._beoordeel(rapport, data, str(omgeving.get("CONTENT_TYPE") or ""), antwoord)
        self.na_bericht(rapport)
        return [antwoord]

    def keuring(self, doel: str) -> Keuring:
        """The report so far."""
        with self._lock:
            oordelen, rapporten = self.boek.oordelen(), list(self.rapporten)
        return Keuring("luister", doel, self.begonnen, oordelen, self.aantal, [], rapporten)

    def _verklaar(self, data: bytes, omgeving: WSGIEnvironment) -> Rapport:
        self.aantal += 1
        actie = str(omgeving.get("HTTP_SOAPACTION") or "")
        soort = str(omgeving.get("CONTENT_TYPE") or "")
        rapport = controleer(f"bericht {self.aantal}", data, self.kader, soap_action=actie, content_type=soort)
        if len(self.rapporten) < _MAX_RAPPORTEN:
            self.rapporten.append(rapport)
        return rapport

    def _beoordeel(self, rapport: Rapport, data: bytes, content_type: str, antwoord: bytes) -> None:
        uitkomst = _lees(antwoord)
        self._onderdelen(rapport, uitkomst)
        self._fouten(rapport, uitkomst)
        self._codes(rapport, uitkomst)
        if rapport.soort == "verzoek":
            self._letter(rapport.naam, data, content_type)

    def _onderdelen(self, rapport: Rapport, uitkomst: _Uitkomst) -> None:
        """Each part of the message by the requirements that it shows."""
        tabel = gegevens()
        geschonden: dict[str, str] = {}
        for melding in rapport.meldingen:
            if melding.ernst == "opmerking" and (eis := _eis(melding.oorzaak, "", tabel)):
                self.boek.merk_op(eis, melding.over.titel("nl"))
            if melding.ernst == "fout" and melding.oorzaak not in _BUITEN and melding.deel != "register":
                eis = _eis(melding.oorzaak, melding.deel, tabel)
                if eis:
                    wat = f"{melding.waar}: {melding.over.titel('nl')}; {melding.gevonden or ''}"
                    geschonden.setdefault(eis, wat.rstrip("; "))
        if uitkomst.fout is Foutsoort.DK0050 and any(waar.endswith(_CODE) for waar in uitkomst.plaatsen):
            geschonden["idcode-1"] = uitkomst.tekst
        for eis, gevonden in geschonden.items():
            self.boek.toets([eis], rapport.naam, False, self.boek.van(eis).regel.titel, gevonden)
        for onderdeel in rapport.onderdelen:
            if onderdeel.stand == "goed" or (onderdeel.deel == "register" and uitkomst.fout is None):
                eisen = [eis for eis in tabel["deel"].get(onderdeel.deel, ()) if eis not in geschonden]
                self.boek.toets(eisen, rapport.naam, True, "", "")
        if not any(m.oorzaak.startswith("soapaction") for m in rapport.meldingen) and rapport.operatie:
            self.boek.toets(["http-1"], rapport.naam, True, "", "")

    def _fouten(self, rapport: Rapport, uitkomst: _Uitkomst) -> None:
        """The fault that the message got, and those that it passed."""
        gekregen = uitkomst.fout
        for soort in Foutsoort:
            if soort.name in _NIET_VAN_CLIENT:
                continue
            if soort is gekregen:
                self.boek.toets([soort.name], rapport.naam, False, "geen fout", uitkomst.tekst)
            elif gekregen is None or _plaats(soort) < _plaats(gekregen):
                self.boek.toets([soort.name], rapport.naam, True, "", "")

    def _codes(self, rapport: Rapport, uitkomst: _Uitkomst) -> None:
        """The foutcodes of the operation; in a reading "not there" is an answer like another."""
        if rapport.operatie is None or uitkomst.fout is not None:
            return
        operatie = OPERATIES[rapport.operatie]
        if operatie.dienst not in V4:
            return
        if uitkomst.goedgekeurd or not operatie.dienst.schrijft:
            self.boek.toets([operatie.naam], rapport.naam, True, "", "")
        else:
            afgekeurd = f"alleen afgekeurd: {', '.join(uitkomst.codes)}", f"only refused: {', '.join(uitkomst.codes)}"
            self.boek.niet([operatie.naam], *afgekeurd)
        if not operatie.dienst.schrijft:
            return
        for code in uitkomst.codes:
            if code in FOUTCODES and code != "INT500":
                self.boek.toets([code], rapport.naam, False, f"{operatie.naam} zonder {code}", uitkomst.tekst)
        if uitkomst.goedgekeurd:
            gepasseerd = [c for c in volledige_volgorde(operatie.naam) if FOUTCODES[c].uitvoering == "controle"]
            self.boek.toets(gepasseerd, rapport.naam, True, "", "")

    def _letter(self, naam: str, data: bytes, content_type: str) -> None:
        """Where practice departs from the letter of the PvE: remarks. What no client was seen to do is a violation."""
        root = etree.fromstring(data)
        for eis, gevonden, goed, tekst in _letters(root, content_type):
            practice = goed or eis not in _ZONDER_PRAKTIJK
            self.boek.toets([eis], naam, practice, self.boek.van(eis).regel.titel, f"{tekst} ({gevonden[:80]})")
            if not goed and practice:
                self.boek.merk_op(eis, f"{tekst} ({gevonden[:80]})" if gevonden else tekst)


def _plaats(soort: Foutsoort) -> int:
    return list(Foutsoort).index(soort)


def _eis(oorzaak: str, deel: str, tabel: Keurtabel) -> str | None:
    """The requirement that a cause violates: the longest beginning of its name that the table has."""
    passend = [naam for naam in tabel["oorzaak"] if oorzaak == naam or oorzaak.startswith(f"{naam}-")]
    if passend:
        return tabel["oorzaak"][max(passend, key=len)]
    return tabel["eerste"].get(deel)


def _lees(antwoord: bytes) -> _Uitkomst:
    """What our own service answered."""
    body = etree.fromstring(antwoord)[-1][0]
    code = (body.findtext("faultcode") or "").rpartition(":")[2]
    fout = next((soort for soort in Foutsoort if soort.faultcode == code), None)
    codes = tuple(str(element.text) for element in body.iter("{*}foutcode"))
    if fout is not None:
        meldingen = "; ".join(str(e.text) for e in body.iter("{*}melding") if e.text)
        plaatsen = tuple(str(e.text) for e in body.iter("{*}waar"))
        return _Uitkomst(fout, False, (), f"{code} {body.findtext('faultstring')}: {meldingen}", plaatsen)
    goed = body.findtext(".//{*}requestGoedgekeurd") == "true"
    teksten = "; ".join(str(element.text) for element in body.iter("{*}fouttekst"))
    return _Uitkomst(None, goed, codes, teksten)


def _letters(root: etree._Element, content_type: str) -> list[tuple[str, str, bool, str]]:
    """Requirement, what stands there, whether that is the letter of the PvE, and what it is not."""

    def waarde(pad: str) -> str:
        return (root.findtext(f".//{{*}}{pad}") or "").strip()

    van, message_id = waarde("From/{*}Address"), waarde("MessageID")
    token = root.find(".//{*}BinarySecurityToken")
    ids = {str(verwijzing.get("URI"))[1:] for verwijzing in root.iter(f"{{{DS}}}Reference")}
    code = waarde("identificatiecodeBedrijfsdocument")
    naar, moment = waarde("ontvangendeInstantie"), waarde("datumTijdBedrijfsdocument")
    return [
        ("signing-2", "", token is None or token.get(WSU_ID) in ids, "het token is niet ondertekend"),
        ("wsa-5", message_id, message_id.startswith("urn:uuid:"), "wsa:MessageID zonder urn:uuid:"),
        ("wsa-1", van, van.rpartition("oin=")[2].isdigit(), "het OIN in wsa:From heeft letters"),
        ("wsa-3", van, van.startswith(f"{ANONIEM}?"), "wsa:From is niet het anonieme adres"),
        ("document-3", naar, naar == "DUO", "ontvangendeInstantie is niet DUO"),
        (
            "document-4",
            moment,
            IN_UTC.match(moment) is not None,
            "datumTijdBedrijfsdocument niet in UTC, 24 tot 29 posities",
        ),
        ("idcode-1", code, _UUID.fullmatch(code) is not None, "identificatiecodeBedrijfsdocument is geen UUID"),
        ("charset-2", content_type, "charset" in content_type.lower(), "Content-Type noemt geen tekenset"),
    ]
