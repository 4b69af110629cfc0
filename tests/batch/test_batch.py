"""A batch into the register at hand: the same rules, an answer each, nothing done twice, all of it in the log."""

import os
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.batch.uitvoer import open_uitvoer
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.edukoppeling.verifieer import lees_antwoord
from rio_soap.register.database.model import mutatie
from rio_soap.register.logboek.chain_check import controleer_log
from rio_soap.register.logboek.evidence import zoek_bericht
from rio_soap.setup import keys, service, trial
from rio_soap.setup.seal import make_stempel
from rio_soap.setup.settings import Settings
from tests.batch.conftest import Draai, verslag
from tests.batch.proef import bericht, berichten, gelogd, inhoud, schrijf
from tests.register import hulp

LEVER = "aanleveren_opleidingseenheid"


def eenheid(**anders: object) -> bytes:
    return bericht(LEVER, {"opleidingseenheid": hulp.eenheid(**anders)})  # type: ignore[arg-type]


def test_every_message_gets_a_signed_answer_and_a_place_in_the_report(
    draai: Draai, settings: Settings, tmp_path: Path
) -> None:
    uit = tmp_path / "uit"
    klaar = draai(schrijf(tmp_path / "in", berichten(10)), uit)
    assert klaar.exit_code == 1, klaar.output
    assert "10 van 10 berichten: 8 goedgekeurd, 1 afgekeurd, 1 fout" in klaar.output
    gelezen = verslag(uit)
    assert gelezen["aantallen"] == {"goedgekeurd": 8, "afgekeurd": 1, "fout": 1, "verwerkt": 0}
    eerste, laatste_twee = gelezen["berichten"][0], gelezen["berichten"][7:9]
    assert eerste["gegevens"] == {"opleidingseenheidcode": "1020O0001"}
    assert eerste["eigen_code"] == "koppeling-1"
    assert [x["meldingen"][0][0] for x in laatste_twee] == ["A01070", "Client.DK0004"]
    assert laatste_twee[1]["bevindingen"][0]["waar"] == "/geenBericht"
    assert laatste_twee[1]["bevindingen"][0]["oorzaak"] == "body-onbekend"
    assert laatste_twee[1]["bevindingen"][0]["uitleg"] == "docs/fouten/elementen.md#body-onbekend"
    sleutelpaar = keys.load_key_pair(settings)
    antwoord = lees_antwoord(
        (uit / eerste["antwoord"]).read_bytes(),
        [sleutelpaar.der],
        SystemClock(),
        Profiel(hulp.HANZE),
        content_type=None,
        relates_to=None,
    )
    assert antwoord.envelope.inhoud.findtext("{*}identificatiecodeBedrijfsdocument") == eerste["code"]
    tekst, junit = (uit / "verslag.txt").read_text(), etree.parse(str(uit / "verslag.junit.xml")).getroot()
    assert "000007.xml: afgekeurd verwijderen_opleidingseenheid\n  A01070" in tekst
    assert "; oorzaak: body-onbekend, zie docs/fouten/elementen.md#body-onbekend" in tekst
    assert (junit.get("tests"), junit.get("failures"), len(junit.findall("testcase/failure"))) == ("10", "2", 2)


def test_a_history_tells_that_a_change_came_by_a_file_and_by_which_message(
    draai: Draai, settings: Settings, tmp_path: Path
) -> None:
    draai(schrijf(tmp_path / "in", [eenheid()]), tmp_path / "uit")
    with service.open_register(settings) as register, register.lees() as session:
        (rij,) = session.execute(sa.select(mutatie)).all()
    assert (rij.kanaal, rij.oin, rij.identificatiecode) == (
        "BESTAND",
        hulp.HANZE,
        verslag(tmp_path / "uit")["berichten"][0]["code"],
    )


def test_the_log_tells_that_the_operator_put_it_in_and_stays_whole(
    draai: Draai, settings: Settings, tmp_path: Path
) -> None:
    uit = tmp_path / "uit"
    draai(schrijf(tmp_path / "in", [eenheid()]), uit)
    sleutelpaar = keys.load_key_pair(settings)
    with service.open_register(settings) as register, register.lees() as session:
        gevonden = zoek_bericht(session, verslag(uit)["berichten"][0]["code"])
        controle = controleer_log(session, make_stempel(sleutelpaar), {})
    assert gevonden.kolommen["oin"] == hulp.HANZE
    assert sleutelpaar.token.encode() in gevonden.verzoek
    assert gevonden.link is not None
    assert controle.bevindingen == []


def test_a_second_run_does_nothing_and_gives_the_same_answers_also_those_that_were_lost(
    draai: Draai, settings: Settings, tmp_path: Path
) -> None:
    in_, uit = schrijf(tmp_path / "in", berichten(20)), tmp_path / "uit"
    draai(in_, uit)
    antwoorden = {pad.name: pad.read_bytes() for pad in (uit / "antwoorden").iterdir()}
    with service.open_register(settings) as register:
        voor, aantal = inhoud(register), gelogd(register)
    (uit / "antwoorden" / "000000.antwoord.xml").unlink()
    (uit / "antwoorden" / "000001.antwoord.xml").write_bytes(b"")
    klaar = draai(in_, uit)
    assert "daarvan eerder" in klaar.output
    assert {pad.name: pad.read_bytes() for pad in (uit / "antwoorden").iterdir()} == antwoorden
    with service.open_register(settings) as register:
        assert (inhoud(register), gelogd(register)) == (voor, aantal)


def test_equal_files_are_two_messages_a_changed_file_is_another_and_another_folder_another_batch(
    draai: Draai, settings: Settings, tmp_path: Path
) -> None:
    in_ = schrijf(tmp_path / "in", [eenheid(), eenheid()])

    def codes(uit: Path) -> list[str]:
        draai(in_, uit)
        return [x["gegevens"]["opleidingseenheidcode"] for x in verslag(uit)["berichten"]]

    assert codes(tmp_path / "uit") == ["1020O0001", "1020O0002"]
    (in_ / "000001.xml").write_bytes(eenheid(niveau="HBO-MA"))
    assert codes(tmp_path / "uit") == ["1020O0001", "1020O0003"]
    assert codes(tmp_path / "uit2") == ["1020O0004", "1020O0005"]


def test_an_envelope_is_taken_as_its_body_whoever_signed_it_and_a_sender_without_rights_is_refused(
    draai: Draai, settings: Settings, tmp_path: Path
) -> None:
    oud = trial.signed_request(
        LEVER,
        {"opleidingseenheid": hulp.eenheid()},
        trial.client_key(settings),
        SystemClock(),
        oin="00000001999999999000",
        ontvanger=settings.oin,
    )
    in_ = schrijf(tmp_path / "in", [oud, eenheid().replace(b"<duo:niveau>", b"<!-- niveau --><duo:niveau>")])
    assert draai(in_, tmp_path / "uit").exit_code == 0
    vreemd = draai(in_, tmp_path / "uit2", "--namens", hulp.VREEMD)
    assert vreemd.exit_code == 1
    assert {x["meldingen"][0][0] for x in verslag(tmp_path / "uit2")["berichten"]} == {"AUT401"}


def test_a_fault_names_path_and_line_of_the_file_and_the_message_is_tried_again(draai: Draai, tmp_path: Path) -> None:
    fout = eenheid().replace(b"><", b">\n<").replace(b"naamLang>Proef", b"naamLang>" + b"x" * 900)
    in_, uit = schrijf(tmp_path / "in", [fout, b"geen xml", b"<a", b"", b"<!DOCTYPE a><a/>"]), tmp_path / "uit"
    assert draai(in_, uit).exit_code == 1
    meldingen = verslag(uit)["berichten"]
    (bevinding,) = [b for b in meldingen[0]["bevindingen"] if b["waar"].endswith("/naamLang[1]")]
    assert bevinding["regel"] == fout.split(b"<duo:naamLang>")[0].count(b"\n") + 1
    assert all(x["stand"] == "fout" and x["meldingen"] for x in meldingen)
    (in_ / "000000.xml").write_bytes(eenheid())
    draai(in_, uit)
    assert verslag(uit)["aantallen"]["goedgekeurd"] == 1


def test_it_stops_at_the_first_that_is_not_approved_when_asked(draai: Draai, tmp_path: Path) -> None:
    in_, uit = schrijf(tmp_path / "in", berichten(12)), tmp_path / "uit"
    klaar = draai(in_, uit, "--stop-bij-fout")
    assert klaar.exit_code == 3
    assert "gestopt: 000007.xml: afgekeurd" in klaar.output
    junit = etree.parse(str(uit / "verslag.junit.xml")).getroot()
    assert junit.get("skipped") == "4"


def test_two_runs_never_work_in_one_folder_and_a_strange_folder_is_refused(draai: Draai, tmp_path: Path) -> None:
    in_, uit = schrijf(tmp_path / "in", [eenheid()]), tmp_path / "uit"
    with open_uitvoer(uit):
        klaar = draai(in_, uit)
    assert (klaar.exit_code, "another run works in it" in klaar.output) == (2, True)
    (tmp_path / "foto's").mkdir()
    (tmp_path / "foto's" / "a.jpg").touch()
    klaar = draai(in_, tmp_path / "foto's")
    assert (klaar.exit_code, "found a.jpg" in klaar.output) == (2, True)
    assert draai(in_, uit, "--doel", "http://127.0.0.1:9", "--namens", hulp.HANZE).exit_code == 2


@pytest.mark.parametrize("zip_", [False, True])
def test_the_order_is_that_of_names_numbers_or_a_file(draai: Draai, tmp_path: Path, zip_: bool) -> None:
    in_ = tmp_path / "in"
    in_.mkdir()
    for naam in ("b10.xml", "b9.xml", "map/b1.xml"):
        (in_ / naam).parent.mkdir(exist_ok=True)
        (in_ / naam).write_bytes(eenheid())
    bron = in_
    if zip_:
        bron = tmp_path / "in.zip"
        with zipfile.ZipFile(bron, "w", zipfile.ZIP_DEFLATED) as archief:
            for pad in in_.rglob("*.xml"):
                archief.write(pad, pad.relative_to(in_).as_posix())

    def volgorde(wat: str) -> list[str]:
        uit = tmp_path / f"uit-{len(list(tmp_path.iterdir()))}"
        klaar = draai(bron, uit, "--volgorde", wat)
        assert klaar.exit_code == 0, klaar.output
        assert (uit / "antwoorden" / "map" / "b1.antwoord.xml").exists()
        return [x["naam"] for x in verslag(uit)["berichten"]]

    assert volgorde("naam") == ["b10.xml", "b9.xml", "map/b1.xml"]
    assert volgorde("nummer") == ["map/b1.xml", "b9.xml", "b10.xml"]
    lijst = tmp_path / "volgorde.txt"
    lijst.write_text("# eerst dit\nb9.xml\n\nb10.xml\nmap/b1.xml\n")
    assert volgorde(str(lijst)) == ["b9.xml", "b10.xml", "map/b1.xml"]
    for tekst, reden in (("b9.xml\n", "does not name b10.xml"), ("b9.xml\nb9.xml", "line 2: b9.xml: twice")):
        lijst.write_text(tekst)
        klaar = draai(bron, tmp_path / "fout", "--volgorde", str(lijst))
        assert (klaar.exit_code, reden in klaar.output) == (2, True), klaar.output


def test_a_folder_with_a_link_out_of_it_is_refused(draai: Draai, tmp_path: Path) -> None:
    in_ = schrijf(tmp_path / "in", [eenheid()])
    os.symlink("/etc/hostname", in_ / "x.xml")
    klaar = draai(in_, tmp_path / "uit")
    assert (klaar.exit_code, "x.xml: found something else than a file" in klaar.output) == (2, True)
