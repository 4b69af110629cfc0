"""Mutants of WS-Addressing: what a service takes, with which code it refuses, and what its own headers say."""

import uuid
from collections.abc import Callable
from typing import Any

from lxml import etree

from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.oin import oin_in_adres
from rio_soap.edukoppeling.uris import ANONIEM, WSA, qnaam
from rio_soap.setup.trial import OIN_HANZE
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.gereedschap import (
    Boom,
    Doe,
    andere_fout,
    boom,
    inhoud,
    kop,
    met_verzoek,
    tekst_en_teken,
    weg,
    zonder_kop,
)
from tests.keurmutanten.proefdienst import Proefdienst

OIN_DUO = "00000001800866472000"
CONTROLE = "rio_soap.edukoppeling.adressering.controleer_adressering"


def _goed(naam: str, actie: str) -> etree._Element:
    """A header as it should be."""
    element = etree.Element(qnaam(WSA, naam))
    waarden = {
        "To": f"{ANONIEM}?oin={OIN_DUO}",
        "Action": actie,
        "MessageID": str(uuid.uuid4()),
        "From": f"{ANONIEM}?oin={OIN_HANZE}",
    }
    doel = etree.SubElement(element, qnaam(WSA, "Address")) if naam == "From" else element
    doel.text = waarden[naam]
    return element


def _waarde(envelope: Any, naam: str) -> str | None:
    gevonden = envelope.wsa.get(naam)
    return "".join(gevonden[0].itertext()).strip() if gevonden else None


def neem(naam: str, wanneer: Callable[[str | None, str], bool]) -> Doe:
    """Take a header that is wrong in this way, as if it were right.

    :param wanneer: of the value, None without one, and of SOAPAction.
    """

    def doe(proef: Proefdienst) -> None:
        def om(goed: Any, envelope: Any, actie: str | None, acties: Any, profiel: Any) -> Any:
            kale = (actie or "").strip('"')
            if wanneer(_waarde(envelope, naam), kale):
                envelope = envelope._replace(wsa={**envelope.wsa, naam: (_goed(naam, kale),)})
            return goed(envelope, actie, acties, profiel)

        proef.om(CONTROLE, om)

    return doe


def weiger(naam: str, wanneer: Callable[[str], bool], soort: Foutsoort) -> Doe:
    """Refuse a header that is right."""

    def doe(proef: Proefdienst) -> None:
        def om(goed: Any, envelope: Any, *rest: Any) -> Any:
            if wanneer(_waarde(envelope, naam) or ""):
                raise Edufout(soort)
            return goed(envelope, *rest)

        proef.om(CONTROLE, om)

    return doe


def verwissel(een: Foutsoort, ander: Foutsoort) -> Doe:
    """Exchange two faults."""

    def doe(proef: Proefdienst) -> None:
        oud = proef.pijplijn.schrijf_fout
        paar = {een: ander, ander: een}

        def schrijf_fout(b: Any, fout: Edufout) -> bytes:
            return oud(b, Edufout(paar[fout.soort], fout.bevindingen) if fout.soort in paar else fout)

        proef.pijplijn.schrijf_fout = schrijf_fout  # type: ignore[method-assign]

    return doe


def alleen_waarden(soort: Foutsoort) -> Doe:
    """Another code for a wrong value in a header, not for what was used before."""

    def doe(proef: Proefdienst) -> None:
        def om(goed: Any, *rest: Any) -> Any:
            try:
                return goed(*rest)
            except Edufout as fout:
                if fout.soort is Foutsoort.DK0011:
                    raise Edufout(soort, fout.bevindingen) from fout
                raise

        proef.om(CONTROLE, om)

    return doe


@DIENST.doe("wsa-header-must-understand")
def _begrepen(proef: Proefdienst) -> None:
    proef.om(CONTROLE, lambda goed, envelope, *rest: goed(envelope._replace(overige=()), *rest))


def _fout_oin(waarde: str | None, _: str) -> bool:
    return waarde is not None and oin_in_adres(waarde) is None


def _geen_uuid(waarde: str | None, _: str) -> bool:
    try:
        uuid.UUID((waarde or "").rpartition(":")[2])
    except ValueError:
        return bool(waarde)
    return False


def zet(naam: str, waarde: str) -> Boom:
    """A header of an answer with another value."""

    def stap(root: etree._Element) -> None:
        element = kop(root, naam)
        (element[0] if naam == "From" else element).text = waarde

    return stap


def _plat_from(root: etree._Element) -> None:
    element = kop(root, "From")
    tekst = element[0].text
    weg(element[0])
    element.text = tekst


def uit_verzoek(naam: str, waarde: Callable[[etree._Element], str]) -> Doe:
    """A header of an answer with a value that depends on the request."""
    return met_verzoek(lambda vraag, antwoord: zet(naam, waarde(vraag))(antwoord))


def _relatie(vraag: etree._Element) -> str:
    oud = kop(vraag, "MessageID").text or ""
    return oud if oud.startswith("urn:") else f"urn:uuid:{oud}"


def _oude_wsa(root: etree._Element) -> None:
    for element in list(root[0]):
        if str(element.tag).startswith(f"{{{WSA}}}"):
            for deel in element.iter():
                deel.tag = str(deel.tag).replace(WSA, "http://schemas.xmlsoap.org/ws/2004/08/addressing")


_VAST = f"urn:uuid:{uuid.UUID(int=7, version=4)}"
DIENST.zet(
    {
        "wsa-to-missing": neem("To", lambda w, _: not w),
        "wsa-action-missing": neem("Action", lambda w, _: not w),
        "wsa-messageid-missing": neem("MessageID", lambda w, _: not w),
        "wsa-from-missing": neem("From", lambda w, _: not w),
        "wsa-from-syntax": neem("From", _fout_oin),
        "wsa-to-syntax": neem("To", _fout_oin),
        "wsa-messageid-syntax": neem("MessageID", _geen_uuid),
        "wsa-to-other": neem("To", lambda w, _: bool(w) and oin_in_adres(w or "") not in (None, OIN_DUO)),
        "wsa-action-other": neem("Action", lambda w, actie: bool(w) and w != actie and "duo.nl/contract" in actie),
        "wsa-codes-to-action": verwissel(Foutsoort.DK0005, Foutsoort.DK0006),
        "wsa-codes-from-to": verwissel(Foutsoort.EK0021, Foutsoort.EK0022),
        "wsa-code-general": andere_fout(Foutsoort.EK0023, Foutsoort.DK0011),
        "wsa-code-from": andere_fout(Foutsoort.EK0020, Foutsoort.DK0011),
        "wsa-code-messageid": andere_fout(Foutsoort.DK0007, Foutsoort.EK0023),
        "wsa-code-soapaction": andere_fout(Foutsoort.DK0003, Foutsoort.DK0011),
        "wsa-code-value": alleen_waarden(Foutsoort.DK0010),
        "wsa-bare-uuid": weiger("MessageID", lambda w: not _geen_uuid(w, "") and ":" not in w, Foutsoort.EK0023),
        "wsa-urn-uuid": weiger("MessageID", lambda w: w.startswith("urn:uuid:"), Foutsoort.EK0023),
        "wsa-oin-letters": weiger("From", lambda w: not (oin_in_adres(w) or "0").isdigit(), Foutsoort.EK0021),
        "wsa-to-path": weiger("To", lambda w: w.startswith(ANONIEM), Foutsoort.DK0011),
        "answer-relatesto-other": uit_verzoek("RelatesTo", lambda _: str(uuid.uuid4())),
        "answer-relatesto-missing": boom(zonder_kop("RelatesTo")),
        "answer-relatesto-urn": uit_verzoek("RelatesTo", _relatie),
        "answer-relatesto-body": uit_verzoek("RelatesTo", lambda vraag: inhoud(vraag)[0].text or ""),
        "answer-to-self": boom(zet("To", f"{ANONIEM}?oin={OIN_DUO}")),
        "answer-to-missing": boom(zonder_kop("To")),
        "answer-to-bare": boom(zet("To", ANONIEM)),
        "answer-from-requester": uit_verzoek("From", lambda vraag: kop(vraag, "From")[0].text or ""),
        "answer-from-missing": boom(zonder_kop("From")),
        "answer-from-bare": boom(zet("From", ANONIEM)),
        "answer-from-text": boom(_plat_from),
        "answer-action-suffix": uit_verzoek("Action", lambda vraag: f"{kop(vraag, 'Action').text}Response"),
        "answer-action-missing": boom(zonder_kop("Action")),
        "answer-action-other": tekst_en_teken(r"(<wsa:Action[^>]*>[^<]*/)\w+<", r"\1opvragen_onderwijslocatie<"),
        "answer-messageid-request": uit_verzoek("MessageID", lambda vraag: kop(vraag, "MessageID").text or ""),
        "answer-messageid-fixed": boom(zet("MessageID", _VAST)),
        "answer-messageid-missing": boom(zonder_kop("MessageID")),
        "answer-messageid-text": boom(zet("MessageID", "antwoord-12")),
        "answer-wsa-2004": boom(_oude_wsa),
    }
)  # fmt: skip
