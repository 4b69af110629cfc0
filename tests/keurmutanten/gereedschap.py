"""Changing what a right service says: answers signed again, faults, and readings and deliveries of the register."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from rio_soap.contract.gegevens import Gegeven
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.uris import DS, SOAP, WSA, WSU, WSU_ID
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.workbench.keur.kapot import herteken
from tests.keurmutanten.proefdienst import Proefdienst, Uit

Boom = Callable[[etree._Element], None]
Op = Callable[[str, Uit], bool]
"""Whether an answer is one to change, by the local name of the element in the Body of the request."""
Doe = Callable[[Proefdienst], None]
AFHANDELING = "rio_soap.service.afhandeling"


def alles(_: str, uit: Uit) -> bool:
    """Every answer, no faults."""
    return uit.status == 200


def foutmeldingen(_: str, uit: Uit) -> bool:
    """Refusals by the rules."""
    return b"foutcode>" in uit.data


def fouten(_: str, uit: Uit) -> bool:
    """SOAP faults."""
    return uit.status == 500


def van(*operaties: str) -> Op:
    """Approved answers to these operations."""
    namen = {f"{operatie}_request" for operatie in operaties}
    return lambda naam, uit: naam in namen and uit.status == 200 and b"Goedgekeurd>true<" in uit.data


def gevraagd(verzoek: bytes) -> etree._Element | None:
    """The content of a request, when it can be read."""
    try:
        root = etree.fromstring(verzoek, etree.XMLParser(resolve_entities=False))
        return root[-1][0]
    except (etree.XMLSyntaxError, IndexError):
        return None


def naam_van(verzoek: bytes) -> str:
    """Local name of the content of a request; empty when it cannot be read."""
    inhoud = gevraagd(verzoek)
    return "" if inhoud is None else etree.QName(inhoud).localname


def schrijf(root: etree._Element) -> bytes:
    """As the service writes: declaration, line break, no other characters than ASCII."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="ascii")


def boom(stap: Boom, op: Op = alles, *, ondertekend: bool = True) -> Doe:
    """Change the tree of answers, and sign again what was signed; `ondertekend` False leaves the signature."""

    def doe(proef: Proefdienst) -> None:
        def na(verzoek: bytes, uit: Uit) -> Uit:
            if not op(naam_van(verzoek), uit):
                return uit
            root = etree.fromstring(uit.data)
            stap(root)
            if ondertekend:
                herteken(root, proef.sleutel.sleutel)
            return replace(uit, data=schrijf(root))

        proef.na.append(na)

    return doe


def met_verzoek(stap: Callable[[etree._Element, etree._Element], None], op: Op = alles) -> Doe:
    """As `boom`, with the root of the request and that of the answer."""

    def doe(proef: Proefdienst) -> None:
        def na(verzoek: bytes, uit: Uit) -> Uit:
            if not op(naam_van(verzoek), uit):
                return uit
            root = etree.fromstring(uit.data)
            stap(etree.fromstring(verzoek), root)
            herteken(root, proef.sleutel.sleutel)
            return replace(uit, data=schrijf(root))

        proef.na.append(na)

    return doe


def uit_bytes(stap: Callable[[bytes], bytes], op: Op = alles) -> Doe:
    """Change the bytes of answers after they were signed."""

    def doe(proef: Proefdienst) -> None:
        proef.na.append(lambda verzoek, uit: replace(uit, data=stap(uit.data)) if op(naam_van(verzoek), uit) else uit)

    return doe


def tekst_en_teken(oud: str, nieuw: str, op: Op = alles) -> Doe:
    """Replace a pattern in the text of answers, and sign again."""

    def doe(proef: Proefdienst) -> None:
        def na(verzoek: bytes, uit: Uit) -> Uit:
            if not op(naam_van(verzoek), uit):
                return uit
            root = etree.fromstring(re.sub(oud.encode(), nieuw.encode(), uit.data))
            herteken(root, proef.sleutel.sleutel)
            return replace(uit, data=schrijf(root))

        proef.na.append(na)

    return doe


def kop(root: etree._Element, naam: str) -> etree._Element:
    """A wsa header of an envelope."""
    gevonden = root.find(f"{{{SOAP}}}Header/{{{WSA}}}{naam}")
    assert gevonden is not None, naam
    return gevonden


def weg(element: etree._Element | None) -> None:
    """Take an element out of its tree."""
    if element is not None and (ouder := element.getparent()) is not None:
        ouder.remove(element)


def zonder_verwijzing(root: etree._Element, element: etree._Element) -> None:
    """Leave an element out of the signature."""
    wsu_id = element.get(WSU_ID)
    for verwijzing in list(root.iter(f"{{{DS}}}Reference")):
        if verwijzing.get("URI") == f"#{wsu_id}":
            weg(verwijzing)


def zonder_kop(naam: str) -> Boom:
    """Leave a wsa header out, and its Reference."""

    def stap(root: etree._Element) -> None:
        element = kop(root, naam)
        zonder_verwijzing(root, element)
        weg(element)

    return stap


def inhoud(root: etree._Element) -> etree._Element:
    """The element in the Body."""
    return root[-1][0]


def alle(root: etree._Element, naam: str) -> list[etree._Element]:
    """All elements of a local name."""
    return list(root.iter(f"{{*}}{naam}"))


def timestamp(root: etree._Element) -> etree._Element:
    """The Timestamp of an envelope."""
    gevonden = next(root.iter(f"{{{WSU}}}Timestamp"), None)
    assert gevonden is not None
    return gevonden


Lees = Callable[[Any, Any, Gegeven], Uitslag]


def lezing(operatie: str, maak: Callable[[Lees, Any, Any, Gegeven], Uitslag]) -> Doe:
    """Another reading: `maak` gets the right one, session, context and request."""

    def doe(proef: Proefdienst) -> None:
        oud = proef.pijplijn.afhandeling and _tabel(proef, "RAADPLEGINGEN", RAADPLEGINGEN)
        goed = oud[operatie]
        oud[operatie] = replace(goed, lees=lambda session, context, vraag: maak(goed.lees, session, context, vraag))

    return doe


def levering(operatie: str, maak: Callable[[Any, Any, Gegeven], Any]) -> Doe:
    """Another delivery: `maak` gets the right `bereid_voor`, context and request, and gives what is prepared."""

    def doe(proef: Proefdienst) -> None:
        tabel = _tabel(proef, "LEVERINGEN", LEVERINGEN)
        goed = tabel[operatie]
        tabel[operatie] = replace(goed, bereid_voor=lambda context, vraag: maak(goed.bereid_voor, context, vraag))

    return doe


def uitvoering(operatie: str, maak: Callable[[Any, Any, Any, Gegeven], Uitslag]) -> Doe:
    """Another carrying out: `maak` gets the right one, session, context and request."""

    def om(bereid_voor: Any, context: Any, vraag: Gegeven) -> Any:
        return _om_voorbereid(bereid_voor(context, vraag), context, vraag, maak)

    return levering(operatie, om)


def _om_voorbereid(klaar: Any, context: Any, vraag: Gegeven, maak: Any) -> Any:
    buiten = klaar.buiten
    if buiten is not None:
        oud = buiten.met
        buiten = replace(buiten, met=lambda gevonden: _om_voorbereid(oud(gevonden), context, vraag, maak))
    return replace(klaar, buiten=buiten, voer_uit=lambda session: maak(klaar.voer_uit, session, context, vraag))


def _tabel(proef: Proefdienst, naam: str, oud: Mapping[str, Any]) -> dict[str, Any]:
    """The table of operations of the service, as one that may be changed."""
    from rio_soap.service import afhandeling

    nu = getattr(afhandeling, naam)
    if not isinstance(nu, dict):
        nu = dict(oud)
        proef.vervang(f"{AFHANDELING}.{naam}", nu)
    return nu


def samen(*doeners: Doe) -> Doe:
    """Several changes as one."""

    def doe(proef: Proefdienst) -> None:
        for doener in doeners:
            doener(proef)

    return doe


def vergeef(*oorzaken: str, waar: str = "") -> Doe:
    """Take a request of which the signature step finds nothing but these causes.

    :param waar: only at a path that holds this.
    """

    def doe(proef: Proefdienst) -> None:
        def om(goed: Any, envelope: Any, vertrouwen: Any, klok: Any, profiel: Any) -> Any:
            try:
                return goed(envelope, vertrouwen, klok, profiel)
            except Edufout as fout:
                if all(b.oorzaak in oorzaken and waar in f"{b.waar} {b.zin()}" for b in fout.bevindingen):
                    return _ondertekenaar(envelope)
                raise

        proef.om("rio_soap.edukoppeling.verifieer.verifieer_ondertekening", om)

    def _ondertekenaar(envelope: Any) -> Any:
        from rio_soap.edukoppeling.verifieer import ONONDERTEKEND

        return ONONDERTEKEND

    return samen(doe, _zonder_hertoets)


def _zonder_hertoets(proef: Proefdienst) -> None:
    proef.pijplijn.afhandeling.partij_in = None
    proef.pijplijn.onderteken_altijd = True


def andere_fout(van_: Foutsoort, naar: Foutsoort) -> Doe:
    """One fault for another, where it is written."""

    def doe(proef: Proefdienst) -> None:
        oud = proef.pijplijn.schrijf_fout

        def schrijf_fout(b: Any, fout: Edufout) -> bytes:
            if fout.soort is van_:
                fout = Edufout(naar, fout.bevindingen)
            elif fout.soort is naar and van_ is not naar:
                pass
            return oud(b, fout)

        proef.pijplijn.schrijf_fout = schrijf_fout  # type: ignore[method-assign]

    return doe
