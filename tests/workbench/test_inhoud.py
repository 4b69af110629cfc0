"""Whether the Body holds the message of its action, and the cause of what does not fit the XSD."""

from collections.abc import Callable

import pytest
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.budget import Budget
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import BEHEREN, OPERATIES, RAADPLEGEN
from rio_soap.contract.path import element_op
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.workbench.inhoud import bericht_van, controleer_soort, controleer_xsd, dienst_van, lees
from rio_soap.workbench.rapport import Melding
from tests.workbench.test_waardecontrole import levering

LEVER = OPERATIES["aanleveren_opleidingseenheid"]
VRAAG = "opvragen_opleidingseenheid_request"
NS, LEES = BEHEREN.schema_ns, RAADPLEGEN.schema_ns
WORTEL = f"/{LEVER.verzoek}"
HO = f"{WORTEL}/hoOpleiding[1]"


def el(naam: str, ns: str = NS) -> etree._Element:
    return etree.Element(f"{{{ns}}}{naam}")


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
@pytest.mark.parametrize("kant", ["verzoek", "antwoord"])
def test_every_request_and_answer_is_known_by_its_name(operatie: object, kant: str) -> None:
    element = el(getattr(operatie, kant), operatie.dienst.schema_ns)  # type: ignore[attr-defined]
    assert bericht_van(element) == operatie
    assert dienst_van(element) == operatie.dienst  # type: ignore[attr-defined]
    assert controleer_soort(element, None) == []


def test_what_is_no_message_is_of_no_operation() -> None:
    assert bericht_van(el("hoOpleiding")) is None
    assert bericht_van(el(LEVER.verzoek, LEES)) is None
    assert dienst_van(el("x", "urn:x")) is None


@pytest.mark.parametrize(
    ("element", "actie", "oorzaak", "mogelijk"),
    [
        (el("verwijderen_opleidingseenheid_request"), LEVER.soap_action, "body-actie", "verwijderen_opleidingseenheid"),
        (
            el("opvragen_opleidingseenheid_request", LEES),
            LEVER.soap_action,
            "body-dienst",
            "opvragen_opleidingseenheid",
        ),
        (el(VRAAG), LEVER.soap_action, "body-dienst", LEES),
        (el("aanleveren_opleidingeenheid_request"), LEVER.soap_action, "body-onbekend", LEVER.verzoek),
        (el("iets_heel_anders"), None, "body-onbekend", None),
        (el(LEVER.verzoek, NS.replace("_V4", "_V3")), LEVER.soap_action, "body-versie", None),
        (el("x", "urn:x"), LEVER.soap_action, "body-namespace", None),
        (el("EncryptedData", "http://www.w3.org/2001/04/xmlenc#"), LEVER.soap_action, "versleuteld", None),
    ],
    ids=[
        "other action",
        "other service",
        "other namespace",
        "misspelled",
        "unknown",
        "version",
        "foreign",
        "encrypted",
    ],
)
def test_another_message_than_its_action_says(
    element: etree._Element, actie: str | None, oorzaak: str, mogelijk: str | None
) -> None:
    (melding,) = controleer_soort(element, actie)
    assert (melding.oorzaak, melding.fout, melding.gevonden) == (oorzaak, "Client.DK0004", str(element.tag))
    assert (melding.mogelijk or "").endswith(mogelijk or "")
    assert (melding.mogelijk is None) is (mogelijk is None)
    naam = etree.QName(element).localname
    assert melding.waar == (f"/{naam}" if actie is None else f"/Envelope/Body/{naam}")


def meldingen(doe: Callable[[etree._Element], object]) -> list[Melding]:
    bericht = levering()
    doe(bericht)
    return controleer_xsd(bericht, BEHEREN, standaardlijsten(), Budget(10, 10))


def een(bericht: etree._Element, naam: str) -> etree._Element:
    return next(bericht.iter(f"{{{NS}}}{naam}"))


def zet(naam: str, waarde: str | None) -> Callable[[etree._Element], object]:
    return lambda bericht: setattr(een(bericht, naam), "text", waarde)


def heet(naam: str, nieuw: str) -> Callable[[etree._Element], object]:
    return lambda bericht: setattr(een(bericht, naam), "tag", nieuw if nieuw.startswith("{") else f"{{{NS}}}{nieuw}")


@pytest.mark.parametrize(
    ("doe", "oorzaak", "waar", "mogelijk"),
    [
        (zet("naamLang", None), "leeg-element", "naamLang", None),
        (zet("naamLang", "x" * 500), "te-lang", "naamLang", None),
        (zet("niveau", "HBO_BÄ!"), "waardenlijst", "niveau", None),
        (heet("niveau", "Niveau"), "element-spelling", "Niveau", "niveau"),
        (heet("niveau", "nivaeu"), "element-spelling", "nivaeu", "niveau"),
        (heet("niveau", "iets"), "element-onbekend", "iets", None),
        (heet("niveau", "herkomstOpleiding"), "element-lezen", "herkomstOpleiding", None),
        (heet("niveau", "{}niveau"), "element-namespace", "niveau", None),
        (heet("hoOpleiding", "opleidingseenheid"), "element-soort", "opleidingseenheid", None),
        (heet("hoOpleiding", "HoOpleiding"), "element-soort", "HoOpleiding", "hoOpleiding"),
        (lambda b: een(b, "niveau").set("soort", "x"), "attribuut", "niveau", None),
        (lambda b: een(b, "hoOpleiding").remove(een(b, "naamLang").getparent()), "element-ontbreekt", "", None),
        (lambda b: een(b, "hoOpleiding").insert(0, een(b, "niveau")), "element-volgorde", "niveau", None),
    ],
)
def test_the_first_finding_names_what_its_sender_did(
    doe: Callable[[etree._Element], object], oorzaak: str, waar: str, mogelijk: str | None
) -> None:
    eerste = meldingen(doe)[0]
    assert eerste.oorzaak == oorzaak, [(m.oorzaak, m.waar) for m in meldingen(doe)]
    assert waar in eerste.waar
    assert mogelijk is None or mogelijk in (eerste.mogelijk or "")
    assert (eerste.deel, eerste.fout) == ("xsd", "Client.DK0004")
    assert str(eerste.bericht)


def test_a_valid_message_has_no_findings() -> None:
    assert meldingen(lambda bericht: None) == []


def test_there_is_a_finding_also_when_there_is_no_time() -> None:
    bericht = levering()
    zet("niveau", "")(bericht)
    assert len(controleer_xsd(bericht, BEHEREN, standaardlijsten(), Budget(0, 0))) == 1


def test_the_place_of_every_finding_leads_to_its_element() -> None:
    bericht = levering()
    for naam, waarde in (("naamLang", ""), ("niveau", "Ä"), ("begindatum", "x")):
        zet(naam, waarde)(bericht)
    gevonden = controleer_xsd(bericht, BEHEREN, standaardlijsten(), Budget(10, 10))
    assert len(gevonden) == 3
    assert all(element_op(m.waar, bericht) is not None for m in gevonden)


def test_a_valid_message_is_read() -> None:
    gelezen = lees(levering(), BEHEREN)
    assert isinstance(gelezen, Gegeven)
    assert gelezen.naam == LEVER.verzoek


def test_a_value_that_no_register_can_hold_is_a_finding() -> None:
    bericht = levering()
    zet("begindatum", "12026-09-01")(bericht)
    melding = lees(bericht, BEHEREN)
    assert isinstance(melding, Melding)
    assert (melding.oorzaak, melding.waar, melding.gevonden) == ("waarde-bereik", f"{HO}/begindatum[1]", "12026-09-01")
    assert "9999-12-31" in str(melding.toegestaan)


def test_what_is_written_is_what_is_read() -> None:
    gelezen = lees(levering(), BEHEREN)
    assert isinstance(gelezen, Gegeven)
    assert lees(mapping.schrijf_verzoek(LEVER, gelezen), BEHEREN) == gelezen
