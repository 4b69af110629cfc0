"""SOAPAction and WS-Addressing: presence before syntax before values, each with its own code."""

from dataclasses import replace

import pytest

from rio_soap.edukoppeling.adressering import Adressering, controleer_adressering, controleer_antwoordadressering
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.profiel import Profiel

WIJ, ZIJ = "00000001111111111000", "0000000700025BE00000"
ACTIE = "urn:c/groet"
UUID = "62e32593-3f2e-4be4-a5d4-c95b6655145c"
PROFIEL = Profiel(ontvanger_oin=WIJ)
KOPPEN = {
    "To": f"https://x.nl/a?oin={WIJ}",
    "Action": ACTIE,
    "MessageID": UUID,
    "From": f"<a:Address>http://www.w3.org/2005/08/addressing/anonymous?oin={ZIJ}</a:Address>",
}


STRENG = {
    "MessageID": f"urn:uuid:{UUID}",
    "From": "<a:Address>http://www.w3.org/2005/08/addressing/anonymous?oin=00000001222222222000</a:Address>",
}
"""What the letter of the PvE wants otherwise than real clients write it."""


def lees(headers: dict[str, str | None], extra: str = ""):
    tekst = "".join(f"<a:{naam}>{waarde}</a:{naam}>" for naam, waarde in headers.items() if waarde is not None)
    data = (
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:a='http://www.w3.org/2005/08/addressing'>"
        f"<s:Header>{tekst}{extra}</s:Header><s:Body><x/></s:Body></s:Envelope>"
    )
    return lees_envelope(data.encode(), None, PROFIEL)


def oordeel(anders: dict[str, str | None] | None = None, extra="", soap_action=ACTIE, profiel=PROFIEL) -> Adressering:
    envelope = lees({**KOPPEN, **(anders or {})}, extra)
    return controleer_adressering(envelope, soap_action, {ACTIE, "urn:c/anders"}, profiel)


def geweigerd(soort: Foutsoort, *args, **kwargs) -> Edufout:
    with pytest.raises(Edufout) as gevangen:
        oordeel(*args, **kwargs)
    assert gevangen.value.soort is soort, gevangen.value
    assert gevangen.value.bevindingen
    return gevangen.value


def test_good_headers_give_their_values():
    adres = f"http://www.w3.org/2005/08/addressing/anonymous?oin={ZIJ}"
    assert oordeel() == Adressering(ACTIE, WIJ, ZIJ, adres, UUID)


@pytest.mark.parametrize("soap_action", [f'"{ACTIE}"', f" {ACTIE} ", f' "{ACTIE}" '])
def test_soapaction_may_be_quoted(soap_action):
    assert oordeel(soap_action=soap_action).action == ACTIE


@pytest.mark.parametrize(
    "soap_action", [None, "", '""', '"', "urn:c/onbekend", ACTIE + "/", f"'{ACTIE}'", ACTIE.upper()]
)
def test_an_unknown_soapaction_is_dk0003(soap_action):
    geweigerd(Foutsoort.DK0003, soap_action=soap_action)


@pytest.mark.parametrize("leeg", [None, "", "  ", "<x/>"])
@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("To", Foutsoort.DK0005),
        ("Action", Foutsoort.DK0006),
        ("MessageID", Foutsoort.DK0007),
        ("From", Foutsoort.EK0020),
    ],
)
def test_a_missing_or_empty_header_has_its_own_code(naam, soort, leeg):
    geweigerd(soort, {naam: leeg})


def test_without_header_the_first_code_is_that_of_to():
    envelope = lees_envelope(
        b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><x/></s:Body></s:Envelope>",
        None,
        PROFIEL,
    )
    with pytest.raises(Edufout) as gevangen:
        controleer_adressering(envelope, ACTIE, {ACTIE}, PROFIEL)
    assert gevangen.value.soort is Foutsoort.DK0005


def test_the_misspelt_address_of_the_pve_is_no_address():
    geweigerd(Foutsoort.EK0020, {"From": f"<a:Adress>urn:x?oin={ZIJ}</a:Adress>"})


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?oin=",
        "?oin=1",
        "?oin=000000018004720000",
        "?oin=00000001800866472000X",
        "?oin=0000000700025be00000",
        "?OIN=00000001800866472000",
        "?oin= 00000001800866472000",
        "?xoin=00000001800866472000",
        "?oin=X0000001800866472000",
        "?oin=00000001800866472000&amp;oin=00000001111111111000",
        "?oin=\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0661111111111000",
    ],
)
def test_no_oin_of_the_right_syntax_is_ek0021_or_ek0022(query):
    geweigerd(Foutsoort.EK0022, {"To": f"https://x.nl/a{query}"})
    geweigerd(Foutsoort.EK0021, {"From": f"<a:Address>urn:x{query}</a:Address>"})


@pytest.mark.parametrize("staart", ["", "&amp;a=b", "#f"])
def test_an_oin_may_be_followed_by_more_of_the_address(staart):
    assert oordeel({"To": f"https://x.nl/a?b=c&amp;oin={WIJ}{staart}"}).to_oin == WIJ


@pytest.mark.parametrize("message_id", [UUID, f"urn:uuid:{UUID}", f"uuid:{UUID}", UUID.upper(), f"\n {UUID} \n"])
def test_three_forms_of_message_id_are_taken(message_id):
    assert oordeel({"MessageID": message_id}).message_id == message_id.strip()


@pytest.mark.parametrize(
    "message_id", ["1", UUID[:-1], UUID + "0", f"urn:{UUID}", UUID.replace("-", ""), "{" + UUID + "}"]
)
def test_another_message_id_is_ek0023(message_id):
    geweigerd(Foutsoort.EK0023, {"MessageID": message_id})


@pytest.mark.parametrize(
    ("anders", "extra"),
    [
        ({"Action": "urn:c/anders"}, ""),
        ({"To": f"https://x.nl/a?oin={ZIJ}"}, ""),
        ({}, f"<a:To>{KOPPEN['To']}</a:To>"),
        ({}, f"<a:From>{KOPPEN['From']}</a:From>"),
        ({}, f"<a:MessageID>{UUID}</a:MessageID>"),
        ({}, f"<a:Action>{ACTIE}</a:Action>"),
        ({}, "<a:Onbekend/>"),
        ({"From": KOPPEN["From"] * 2}, ""),
        ({"To": f"https://x.nl/{'a' * 3000}?oin={WIJ}"}, ""),
    ],
)
def test_a_wrong_value_or_a_double_header_is_dk0011(anders, extra):
    geweigerd(Foutsoort.DK0011, anders, extra)


def test_all_wrong_values_are_told_at_once():
    fout = geweigerd(Foutsoort.DK0011, {"Action": "urn:c/anders", "To": f"https://x.nl/a?oin={ZIJ}"})
    assert {b.waar for b in fout.bevindingen} == {"/Envelope/Header/To", "/Envelope/Header/Action"}


def test_replyto_faultto_and_relatesto_are_tolerated():
    adres = "<a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address>"
    extra = f"<a:ReplyTo>{adres}</a:ReplyTo><a:FaultTo>{adres}</a:FaultTo><a:RelatesTo>{UUID}</a:RelatesTo>"
    assert oordeel(extra=extra).relates_to == UUID


def test_other_headers_are_dk0010_when_strict_or_when_they_must_be_understood():
    assert oordeel(extra="<y xmlns='urn:y'/>")
    assert oordeel(extra="<y xmlns='urn:y' s:mustUnderstand='0'/>")
    geweigerd(Foutsoort.DK0010, extra="<y xmlns='urn:y' s:mustUnderstand='1'/>")
    geweigerd(Foutsoort.DK0010, STRENG, extra="<y xmlns='urn:y'/>", profiel=replace(PROFIEL, streng=True))


@pytest.mark.parametrize(
    ("anders", "soort"),
    [
        ({"MessageID": UUID}, Foutsoort.EK0023),
        ({"MessageID": f"uuid:{UUID}"}, Foutsoort.EK0023),
        ({"From": KOPPEN["From"]}, Foutsoort.EK0021),
        ({"To": f"https://x.nl/a?oin={ZIJ}"}, Foutsoort.EK0022),
        ({"From": "<a:Address>https://x.nl/?oin=00000001222222222000</a:Address>"}, Foutsoort.DK0011),
    ],
    ids=["bare UUID", "uuid:", "From with letters", "To with letters", "From elsewhere"],
)
def test_the_letter_of_the_pve_refuses_what_real_clients_write(anders, soort):
    streng = replace(PROFIEL, streng=True)
    assert oordeel(STRENG, profiel=streng).message_id == f"urn:uuid:{UUID}"
    if "To" not in anders:
        assert oordeel({**STRENG, **anders})
    geweigerd(soort, {**STRENG, **anders}, profiel=streng)


def test_codes_go_in_the_documented_order():
    """Everything is wrong at once; each repair shows the next code."""
    kapot = {"To": None, "Action": "urn:c/anders", "MessageID": "1", "From": "<a:Address>x</a:Address>"}
    mu = "<y xmlns='urn:y' s:mustUnderstand='1'/>"
    geweigerd(Foutsoort.DK0003, kapot, mu, soap_action="x")
    geweigerd(Foutsoort.DK0005, kapot, mu)
    kapot["To"] = "https://x.nl/"
    geweigerd(Foutsoort.EK0021, kapot, mu)
    kapot["From"] = KOPPEN["From"]
    geweigerd(Foutsoort.EK0022, kapot, mu)
    kapot["To"] = KOPPEN["To"]
    geweigerd(Foutsoort.EK0023, kapot, mu)
    kapot["MessageID"] = UUID
    geweigerd(Foutsoort.DK0011, kapot, mu)
    kapot["Action"] = ACTIE
    geweigerd(Foutsoort.DK0010, kapot, mu)


def test_an_answer_must_say_what_it_answers():
    with pytest.raises(Edufout) as gevangen:
        controleer_antwoordadressering(lees(KOPPEN), None, PROFIEL)
    assert gevangen.value.soort is Foutsoort.DK0008
    envelope = lees({**KOPPEN, "RelatesTo": UUID})
    assert controleer_antwoordadressering(envelope, UUID, PROFIEL).relates_to == UUID
    with pytest.raises(Edufout) as gevangen:
        controleer_antwoordadressering(envelope, UUID.replace("6", "7"), PROFIEL)
    assert gevangen.value.soort is Foutsoort.DK0011
