"""Mutants of the XSD check, of bedrijfsdocument and of the order in which the steps judge."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from rio_soap.contract.operaties import OPERATIES, RAADPLEGEN
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.edukoppeling import adressering, verifieer
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.logboek.claims import AlGebruikt, ClaimKey
from rio_soap.service import pipeline
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import Doe, andere_fout, inhoud, met_verzoek
from tests.keurmutanten.proefdienst import Proefdienst
from tests.keurmutanten.stappen import als_ondertekend, antwoord_voor_fout, eerst, melding_xml, om_stap

GELDIG, CLAIM = "rio_soap.contract.schema.is_geldig", "rio_soap.service.afhandeling.make_claim"
_CODE = re.compile(rb"identificatiecodeBedrijfsdocument>([^<]*)<")


def geldig(wanneer: Callable[[etree._Element, Any], bool]) -> Doe:
    """Take requests of this kind as valid without a look."""

    def om(goed: Any, element: etree._Element, dienst: Any) -> bool:
        is_verzoek = str(element.tag).endswith("_request")
        return (is_verzoek and wanneer(element, dienst)) or goed(element, dienst)

    return lambda proef: proef.om(GELDIG, om)


def voor_xsd(stap: Callable[[etree._Element, Any], None]) -> Doe:
    """Change the content of a request when its signature was verified and before it is judged."""

    def maak(goed: Any, p: Any, ondertekend: Any) -> Any:
        stap(ondertekend.envelope.inhoud, ondertekend.bericht.dienst)
        return goed(p, ondertekend)

    return om_stap("xsd", maak)


def _loop(element: etree._Element, vorm: Any, doe: Callable[[etree._Element, Vorm], None]) -> None:
    if not isinstance(vorm, Vorm):
        return
    doe(element, vorm)
    for kind in element:
        if str(kind.tag) in vorm.per_tag:
            _loop(kind, vorm.per_tag[str(kind.tag)][1], doe)


def _bij_vorm(doe: Callable[[etree._Element, Vorm], None]) -> Callable[[etree._Element, Any], None]:
    def stap(element: etree._Element, dienst: Any) -> None:
        _loop(element, vormen(dienst).elementen.get(etree.QName(element).localname), doe)

    return stap


def _op_volgorde(element: etree._Element, vorm: Vorm) -> None:
    plaats = {veld.naam: nummer for nummer, veld in enumerate(vorm.velden)}

    def nummer(kind: etree._Element) -> int:
        gevonden = vorm.per_tag.get(str(kind.tag))
        return plaats.get(gevonden[0].naam, 99) if gevonden else 99

    element[:] = sorted(element, key=nummer)


def _zonder_vreemd(element: etree._Element, vorm: Vorm) -> None:
    for kind in list(element):
        if str(kind.tag) not in vorm.per_tag:
            element.remove(kind)


def _andere_ruimte(element: etree._Element, dienst: Any) -> None:
    for deel in element.iter():
        deel.tag = f"{{{dienst.schema_ns}}}{etree.QName(deel).localname}"


def _zonder_blanken(element: etree._Element, _: Any) -> None:
    for deel in element.iter():
        if not len(deel) and deel.text:
            deel.text = deel.text.strip()


@DIENST.doe("xsd-empty")
def _leeg(proef: Proefdienst) -> None:
    """Without a look; and what is empty is left out, as if it had not been sent."""

    def stap(element: etree._Element, dienst: Any) -> None:
        for deel in list(element.iter()):
            ouder = deel.getparent()
            if ouder is not None and not len(deel) and not deel.text and deel is not element:
                ouder.remove(deel)

    voor_xsd(stap)(proef)


@DIENST.doe("xsd-other-body")
def _andere_body(proef: Proefdienst) -> None:
    per_tag = {f"{{{o.dienst.schema_ns}}}{o.verzoek}": o for o in OPERATIES.values()}

    def maak(goed: Any, p: Any, ondertekend: Any) -> Any:
        gevonden = per_tag.get(str(ondertekend.envelope.inhoud.tag))
        if gevonden is not None and gevonden.dienst == ondertekend.bericht.dienst:
            ondertekend.bericht.operatie = gevonden
            ondertekend = replace(ondertekend, operatie=gevonden)
        return goed(p, ondertekend)

    om_stap("xsd", maak)(proef)


def claim(anders: Callable[[Any], Any]) -> Doe:
    """Claim something else than the message says."""
    return lambda proef: proef.om(CLAIM, lambda goed, session, van: goed(session, anders(van)))


@DIENST.doe("document-claimed-by-fault")
def _door_fout(proef: Proefdienst) -> None:
    gebruikt: set[str] = set()
    oud = proef.pijplijn.schrijf_fout

    def schrijf_fout(b: Any, fout: Edufout) -> bytes:
        if gevonden := _CODE.search(b.data):
            gebruikt.add(gevonden[1].decode())
        return oud(b, fout)

    def om(goed: Any, session: Any, van: Any) -> None:
        if van.identificatiecode in gebruikt:
            raise AlGebruikt((ClaimKey.IDENTIFICATIECODE,))
        goed(session, van)

    proef.pijplijn.schrijf_fout = schrijf_fout  # type: ignore[method-assign]
    proef.om(CLAIM, om)


def veld(nummer: int, waarde: Callable[[str, str], str]) -> Doe:
    """One of the four elements of an answer with another value, of that of the request and its own."""

    def stap(vraag: etree._Element, antwoord: etree._Element) -> None:
        element = inhoud(antwoord)[nummer]
        element.text = waarde(inhoud(vraag)[nummer].text or "", element.text or "")

    return met_verzoek(stap)


def _in_zone(vraag: str, _: str) -> str:
    moment = datetime.fromisoformat(vraag.replace("Z", "+00:00")).astimezone(UTC) + timedelta(hours=1)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "+01:00")


def _niet_gewisseld(vraag: etree._Element, antwoord: etree._Element) -> None:
    for nummer in (1, 2):
        inhoud(antwoord)[nummer].text = inhoud(vraag)[nummer].text


def _mandaat_eerst(goed: Any, p: Any, geadresseerd: Any) -> Any:
    """Who is not signed well is first asked whether he has a mandate: of the sender in wsa:From."""
    try:
        return goed(p, geadresseerd)
    except Edufout as fout:
        from rio_soap.setup.trial import OIN_HANZE, ROLES

        bekend = {OIN_HANZE, *(oin for oin, _, _ in ROLES)}
        if fout.soort is Foutsoort.EK0031 and geadresseerd.adressering.from_oin not in bekend:
            raise Edufout(Foutsoort.DK0002) from fout
        raise


def _handtekening(p: Any, geopend: Any) -> None:
    verifieer.verifieer_ondertekening(geopend.envelope, p.vertrouwen, p.klok, p.profiel)


def _kop(geopend: Any, naam: str) -> str:
    gevonden = geopend.envelope.wsa.get(naam)
    return "".join(gevonden[0].itertext()).strip() if gevonden else ""


def _waarden_eerst(p: Any, geopend: Any) -> None:
    naar = adressering.oin_in_adres(_kop(geopend, "To"))
    if naar is not None and naar != p.profiel.ontvanger_oin:
        raise Edufout(Foutsoort.DK0011)
    actie = _kop(geopend, "Action")
    if actie and actie != (geopend.bericht.soap_action or "").strip('"'):
        raise Edufout(Foutsoort.DK0011)


def _syntaxis_eerst(_: Any, geopend: Any) -> None:
    for naam, soort in (("From", Foutsoort.EK0021), ("To", Foutsoort.EK0022)):
        if (waarde := _kop(geopend, naam)) and adressering.oin_in_adres(waarde) is None:
            raise Edufout(soort)
    message_id = _kop(geopend, "MessageID")
    if message_id and not re.search(r"[0-9a-fA-F-]{36}\Z", message_id):
        raise Edufout(Foutsoort.EK0023)


@DIENST.doe("order-document-before-xsd")
def _document_eerst(proef: Proefdienst) -> None:
    gebruikt: set[str] = set()

    def om(goed: Any, session: Any, van: Any) -> None:
        goed(session, van)
        gebruikt.add(van.identificatiecode)

    def kijk(_: Any, ondertekend: Any) -> None:
        if str(ondertekend.envelope.inhoud.findtext("{*}identificatiecodeBedrijfsdocument")) in gebruikt:
            raise Edufout(Foutsoort.DK0050)

    proef.om(CLAIM, om)
    eerst("xsd", kijk)(proef)


DIENST.zet(
    {
        "xsd-none": geldig(lambda element, _: True),
        "xsd-raadplegen": geldig(lambda _, dienst: dienst == RAADPLEGEN),
        "xsd-namespace": voor_xsd(_andere_ruimte),
        "xsd-blanks": voor_xsd(_zonder_blanken),
        "xsd-order": voor_xsd(_bij_vorm(_op_volgorde)),
        "xsd-unknown": voor_xsd(_bij_vorm(_zonder_vreemd)),
        "xsd-code": andere_fout(Foutsoort.DK0004, Foutsoort.DK0050),
        "xsd-code-functional": antwoord_voor_fout(
            lambda fout: fout.soort is Foutsoort.DK0004, melding_xml("INT500", "Algemene interne fout")
        ),
        "document-duplicate": claim(lambda van: replace(van, identificatiecode=str(uuid.uuid4()))),
        "document-messageid-twice": claim(lambda van: replace(van, message_id=str(uuid.uuid4()))),
        "document-duplicate-code": lambda proef: proef.om(
            "rio_soap.service.afhandeling.fout_bij", lambda goed, *wat: Edufout(Foutsoort.DK0004)
        ),
        "document-duplicate-text": lambda proef: proef.vervang(
            "rio_soap.service.eenmalig.FAULTSTRING", "Service afhandeling geeft fout"
        ),
        "document-echo-code": veld(0, lambda *_: str(uuid.uuid4())),
        "document-echo-case": veld(0, lambda vraag, _: vraag.upper()),
        "document-not-swapped": met_verzoek(_niet_gewisseld),
        "document-sender-only": veld(2, lambda *_: "DUO"),
        "document-time-utc": veld(3, _in_zone),
        "document-time-seconds": veld(3, lambda vraag, _: re.sub(r"\.[0-9]+", "", vraag)),
        "order-xsd-before-signature": eerst(
            "ondertekening", lambda p, g: pipeline.valideer_verzoek(p, als_ondertekend(g))
        ),
        "order-xsd-before-mandate": eerst("autorisatie", pipeline.valideer_verzoek),
        "order-mandate-before-signature": om_stap("ondertekening", _mandaat_eerst),
        "order-signature-before-addressing": eerst("adressering", _handtekening),
        "order-value-before-syntax": eerst("adressering", _waarden_eerst),
        "order-syntax-before-presence": eerst("adressering", _syntaxis_eerst),
        "order-soapaction-last": eerst("adressering", lambda p, g: adressering.lees_adressering(g.envelope)),
    }
)
