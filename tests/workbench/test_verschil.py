"""Two signed messages compared: the part, the first byte and the cause."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from rio_soap.cli import main
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.setup.settings import Settings
from rio_soap.workbench.verschil import Verschil, als_tekst, vergelijk
from tests.workbench.hulp import OIN_RIO, Maker, een, schrijf
from tests.workbench.test_kapotte_berichten import andere_prefixen, weg

PROFIEL = Profiel(OIN_RIO)


def delen(verschil: Verschil) -> dict[str, str | None]:
    return {deel.naam: deel.oorzaak for deel in verschil.delen if not deel.gelijk}


def test_a_message_does_not_differ_from_itself_however_it_is_written(maker: Maker) -> None:
    data = maker.goed()
    anders = data.replace(b'standalone="no"', b"")
    verschil = vergelijk(data, anders, PROFIEL)
    assert verschil.gelijk
    assert [deel.naam for deel in verschil.delen] == [
        "From",
        "To",
        "Action",
        "MessageID",
        "Body",
        "Timestamp",
        "SignedInfo",
    ]
    assert all(deel.klopt_a and deel.klopt_b for deel in verschil.delen)


def test_white_space_is_found_where_it_begins(maker: Maker) -> None:
    data = maker.goed()
    verschil = vergelijk(data, etree.tostring(etree.fromstring(data), pretty_print=True), PROFIEL)
    assert delen(verschil)["Body"] == "digest-wit"
    assert delen(verschil)["SignedInfo"] == "signedinfo-wit"
    body = next(deel for deel in verschil.delen if deel.naam == "Body")
    assert body.klopt_a
    assert body.klopt_b is False
    assert body.plaats is not None
    assert body.b is not None
    assert body.b[body.plaats : body.plaats + 1] == b"\n"
    assert "\\n" in body.omgeving(body.b)


def test_a_value_that_changed_is_shown_on_both_sides(maker: Maker) -> None:
    data = maker.goed()
    root = etree.fromstring(data)
    een(root, "//d:naamKort").text = "TWX"
    verschil = vergelijk(data, schrijf(root), PROFIEL)
    assert delen(verschil) == {"Body": "digest-anders"}
    tekst = als_tekst(verschil, "nl")
    assert "TWK" in tekst
    assert "TWX" in tekst


def test_double_encoded_letters_are_recognised(maker: Maker) -> None:
    def doe(root: etree._Element) -> None:
        een(root, "//d:omschrijving").text = "caf\u00e9"

    data = maker.getekend(doe)
    verschil = vergelijk(data, data.replace("é".encode(), "é".encode().decode("latin-1").encode()), PROFIEL)
    assert delen(verschil) == {"Body": "digest-tekens"}


def test_two_messages_with_the_same_content_are_told_apart_from_a_changed_one(maker: Maker) -> None:
    inhoud = {"opleidingseenheidcode": "1000O0001"}
    a, b = (maker.goed("opvragen_opleidingseenheid", inhoud) for _ in range(2))
    root_a, root_b = etree.fromstring(a), etree.fromstring(b)
    for naam in ("identificatiecodeBedrijfsdocument", "datumTijdBedrijfsdocument"):
        een(root_b, f"//*[local-name()='{naam}']").text = een(root_a, f"//*[local-name()='{naam}']").text
    verschil = vergelijk(a, maker.getekend(lambda root: None, schrijf(root_b)), PROFIEL)
    assert not verschil.gelijk
    assert verschil.alleen_eigen
    assert "MessageID" in als_tekst(verschil, "en")


def test_a_part_that_only_one_message_signs_is_named(maker: Maker) -> None:
    data = maker.goed()
    b = maker.getekend(weg("//ds:Reference[@URI='#id-To']"), data)
    to = next(deel for deel in vergelijk(data, b, PROFIEL).delen if deel.naam == "To")
    assert (to.klopt_a, to.klopt_b) == (True, None)


def test_other_prefixes_make_every_part_differ(maker: Maker) -> None:
    data = maker.goed()
    anders = delen(vergelijk(data, andere_prefixen(type("M", (), {"goed": lambda self: data})()), PROFIEL))  # type: ignore[arg-type]
    assert {"Body", "To", "From"} <= set(anders)


def test_what_is_no_signed_message_is_refused(maker: Maker, settings: Settings) -> None:
    with pytest.raises(Edufout):
        vergelijk(b"<a/>", maker.goed(), PROFIEL)
    kaal = b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a/></s:Body></s:Envelope>'
    with pytest.raises(ValueError, match="signed"):
        vergelijk(kaal, kaal, PROFIEL)


def test_the_command_tells_scripts_whether_they_differ(tmp_path: Path, maker: Maker) -> None:
    a, b, c = tmp_path / "a.xml", tmp_path / "b.xml", tmp_path / "c.xml"
    a.write_bytes(maker.goed())
    b.write_bytes(etree.tostring(etree.fromstring(a.read_bytes()), pretty_print=True))
    c.write_bytes(b"{}")
    draai = CliRunner().invoke
    assert draai(main, ["verschil", str(a), str(a)]).exit_code == 0
    uit = draai(main, ["verschil", str(a), str(b), "--formaat", "json"])
    assert uit.exit_code == 1
    assert {deel["deel"]: deel["oorzaak"] for deel in json.loads(uit.output)}["Body"] == "digest-wit"
    assert draai(main, ["verschil", str(a), str(c)]).exit_code == 2
