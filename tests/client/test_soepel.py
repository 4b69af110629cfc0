"""A signed answer with more than the contract knows is read without that, with a warning; all else must be right."""

import warnings
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from uuid import uuid4

import pytest
from lxml import etree

from rio_soap.client import Antwoord, ContractAfwijking, OngeldigAntwoord, RioAfgekeurd, RioClient
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.adressering import lees_adressering
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.response import stel_antwoord_op
from rio_soap.setup import keys
from tests.client.conftest import maak_client
from tests.client.test_client import eenheid
from tests.service.conftest import Dienst

NS = "{http://duo.nl/schema/DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4}"
Boom = Callable[[etree._Element], object]


def lees(dienst: Dienst, rio: RioClient, doe: Boom, operatie: str = "opvragen_opleidingseenheid", **velden: object):  # type: ignore[no-untyped-def]
    """The real answer to a reading, changed and signed anew by the service, as the client reads it."""
    wissel, o = rio.wissel, OPERATIES[operatie]
    element, code = wissel.bouw(o, velden)  # type: ignore[arg-type]
    message_id = wissel.nieuw_message_id()
    verzoek = wissel.onderteken(o, element, message_id)
    soort, data = wissel.verstuur(o, verzoek)
    inhoud = deepcopy(etree.fromstring(data)[-1][0])
    doe(inhoud)
    uit = stel_antwoord_op(
        inhoud,
        lees_adressering(lees_envelope(verzoek, None, Profiel("0" * 20))),
        sleutelpaar=keys.load_key_pair(dienst.settings),
        klok=SystemClock(),
        eigen_oin=dienst.settings.oin,
    )
    return wissel.lees(o, uit, soort, message_id, code)


@pytest.fixture(scope="module")
def code(rio: RioClient) -> str:
    sleutel = str(uuid4())
    gekregen = rio.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(sleutel)).opleidingseenheidcode
    assert gekregen is not None
    return gekregen


def een(element: etree._Element, naam: str) -> etree._Element:
    gevonden = element.find(f".//{NS}{naam}")
    assert gevonden is not None, naam
    return gevonden


def erbij(naam: str, nieuw: str, *, eerst: bool = False, inhoud: str = "x") -> Boom:
    def doe(antwoord: etree._Element) -> None:
        ouder = antwoord if not naam else een(antwoord, naam)
        kind = etree.Element(nieuw)
        kind.text = inhoud
        if eerst:
            ouder.insert(0, kind)
        else:
            ouder.append(kind)

    return doe


def waarde(naam: str, tekst: str) -> Boom:
    return lambda antwoord: setattr(een(antwoord, naam), "text", tekst)


def nieuw_met_kinderen(antwoord: etree._Element) -> None:
    kind = etree.SubElement(een(antwoord, "hoOpleiding"), f"{NS}microcredential")
    etree.SubElement(kind, f"{NS}begindatum").text = "geen datum"
    etree.SubElement(kind, f"{NS}naam").text = "x"


MEER: dict[str, tuple[Boom, str]] = {
    "a new element at the end of the answer": (erbij("", f"{NS}nieuw"), "/nieuw"),
    "a new element at its begin": (erbij("", f"{NS}nieuw", eerst=True), "/nieuw"),
    "a new element in an object": (erbij("hoOpleiding", f"{NS}nieuw"), "hoOpleiding[1]/nieuw"),
    "a new element before all others of an object": (erbij("hoOpleiding", f"{NS}nieuw", eerst=True), "/nieuw"),
    "a new element in a period": (erbij("hoOpleidingPeriode", f"{NS}nieuw", eerst=True), "hoOpleidingPeriode[1]/nieuw"),
    "a new object with names that are known elsewhere": (nieuw_met_kinderen, "microcredential"),
    "an element of another namespace": (erbij("hoOpleiding", "{urn:x}nieuw"), "/nieuw"),
    "an element without namespace": (erbij("hoOpleiding", "nieuw"), "/nieuw"),
    "an attribute": (lambda a: een(a, "hoOpleiding").set("nieuw", "x"), "/@nieuw"),
    "an attribute of a value": (lambda a: een(a, "naamLang").set("taal", "nl"), "/@taal"),
    "a longer name than there was": (waarde("naamLang", "x" * 900), "naamLang"),
    "a longer code than there was": (waarde("niveau", "N" * 200), "niveau"),
    "a larger number than there was": (waarde("ISCED", "10999"), "ISCED"),
}


@pytest.mark.parametrize("naam", MEER)
def test_what_the_contract_does_not_know_is_left_out_and_all_else_is_read(
    dienst: Dienst, rio: RioClient, code: str, naam: str
) -> None:
    doe, plek = MEER[naam]
    with pytest.warns(ContractAfwijking, match="differs from the contract") as gezien:
        antwoord: Antwoord = lees(dienst, rio, doe, opleidingseenheidcode=code)
    assert any(plek in regel for regel in antwoord.afwijkingen), antwoord.afwijkingen
    assert plek.split("/")[-1] in str(gezien[0].message)
    gelezen = antwoord.object("opleidingseenheid")
    assert gelezen is not None
    assert (gelezen.naam, gelezen.velden["opleidingseenheidcode"]) == ("hoOpleiding", code)
    assert gelezen.velden["begindatum"] == date(2026, 9, 1)
    assert len(gelezen.velden["opleidingseenheidPeriode"]) == 1  # type: ignore[arg-type]
    assert "nieuw" not in repr(gelezen)


def test_a_value_of_a_list_that_is_new_is_read_as_it_is(dienst: Dienst, rio: RioClient, code: str) -> None:
    """The XSD holds no value lists, so it is no difference at all."""
    antwoord = lees(dienst, rio, waarde("niveau", "HBO-NIEUW"), opleidingseenheidcode=code)
    assert antwoord.object("opleidingseenheid").velden["niveau"] == "HBO-NIEUW"


def test_a_new_kind_of_object_in_a_list_is_left_out_and_the_others_are_read(dienst: Dienst, rio: RioClient) -> None:
    """A new member of a substitution group."""

    def doe(antwoord: etree._Element) -> None:
        for nr, kind in enumerate(antwoord.findall(f"{NS}hoOpleiding")):
            if nr % 2:
                kind.tag = f"{NS}nieuweOpleiding"

    for _ in range(4):
        dienst.lever()
    velden = {"onderwijsbestuurcode": "100B490", "pagina": 0}
    operatie = "opvragen_opleidingseenhedenVanOrganisatie"
    heel = lees(dienst, rio, lambda _: None, operatie, **velden)
    with pytest.warns(ContractAfwijking, match=r"nieuweOpleiding.*times"):
        antwoord = lees(dienst, rio, doe, operatie, **velden)
    weg = sum("hoOpleiding" in een_.naam for een_ in heel.lijst("opleidingseenheid")) // 2
    assert weg
    assert len(antwoord.lijst("opleidingseenheid")) == len(heel.lijst("opleidingseenheid")) - weg


def test_a_refusal_with_more_than_is_known_is_a_refusal(dienst: Dienst, rio: RioClient) -> None:
    doe = erbij("foutmelding", f"{NS}ernst")
    with pytest.warns(ContractAfwijking, match="ernst"), pytest.raises(RioAfgekeurd) as gevangen:
        lees(dienst, rio, doe, opleidingseenheidcode="9999O9999")
    assert gevangen.value.foutcodes


ANDERS: dict[str, Boom] = {
    "a mandatory element is missing": lambda a: een(a, "hoOpleiding").remove(een(a, "begindatum")),
    "whether it was approved is missing": lambda a: a.remove(een(a, "requestGoedgekeurd")),
    "whether it was approved is no yes or no": waarde("requestGoedgekeurd", "ja"),
    "the order is another": lambda a: een(a, "hoOpleiding").append(een(a, "begindatum")),
    "a single element comes twice": lambda a: een(a, "niveau").addnext(deepcopy(een(a, "niveau"))),
    "a date is no date": waarde("begindatum", "1 september"),
    "a number is no number": waarde("ISCED", "veel"),
    "a value has become an object": lambda a: etree.SubElement(een(a, "niveau"), f"{NS}x"),
    "a date is beyond all calendars": waarde("begindatum", "12026-09-01"),
}


@pytest.mark.parametrize("naam", ANDERS)
def test_an_answer_that_differs_in_what_is_known_is_refused(
    dienst: Dienst, rio: RioClient, code: str, naam: str
) -> None:
    with pytest.raises(OngeldigAntwoord):
        lees(dienst, rio, ANDERS[naam], opleidingseenheidcode=code)


def test_the_setting_refuses_whatever_the_xsd_does_not_know(dienst: Dienst, code: str) -> None:
    with maak_client(dienst, strict_answers=True) as strikt:
        assert lees(dienst, strikt, lambda _: None, opleidingseenheidcode=code).afwijkingen == ()
        with pytest.raises(OngeldigAntwoord, match="nieuw"):
            lees(dienst, strikt, erbij("hoOpleiding", f"{NS}nieuw"), opleidingseenheidcode=code)


def test_an_answer_by_the_contract_gives_no_warning(dienst: Dienst, rio: RioClient, code: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert lees(dienst, rio, lambda _: None, opleidingseenheidcode=code).afwijkingen == ()


def test_the_signature_over_what_is_new_has_to_be_right_as_well(dienst: Dienst, rio: RioClient, code: str) -> None:
    o = OPERATIES["opvragen_opleidingseenheid"]
    element, identificatiecode = rio.wissel.bouw(o, {"opleidingseenheidcode": code})
    message_id = rio.wissel.nieuw_message_id()
    soort, data = rio.wissel.verstuur(o, rio.wissel.onderteken(o, element, message_id))
    vervalst = data.replace(b"</ns2:hoOpleiding>", b"<ns2:nieuw>x</ns2:nieuw></ns2:hoOpleiding>")
    assert vervalst != data
    with pytest.raises(OngeldigAntwoord, match="veranderd"):
        rio.wissel.lees(o, vervalst, soort, message_id, identificatiecode)


def test_many_of_the_same_are_named_once(dienst: Dienst, rio: RioClient) -> None:
    def doe(antwoord: etree._Element) -> None:
        for kind in antwoord.findall(f"{NS}hoOpleiding"):
            etree.SubElement(kind, f"{NS}nieuw")

    for _ in range(4):
        dienst.lever()
    with pytest.warns(ContractAfwijking):
        antwoord = lees(
            dienst,
            rio,
            doe,
            "opvragen_opleidingseenhedenVanOrganisatie",
            onderwijsbestuurcode="100B490",
            pagina=0,
        )
    assert len(antwoord.afwijkingen) == 1
    assert "times)" in antwoord.afwijkingen[0]
