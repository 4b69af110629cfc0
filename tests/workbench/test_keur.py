"""A conformance run meets every rule on our own service, names what is broken, and leaves nothing behind."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from lxml import etree

from rio_soap.chain.standin.standin_server import PAD_BAG, bedien
from rio_soap.cli import main
from rio_soap.client import RioClient
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.eenheid import controles as controles_opleidingseenheid
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings
from rio_soap.workbench.keur import keuren, keurpagina, run_report
from rio_soap.workbench.keur.boek import regels
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.keur.namen import PROEF, Namenfout, lees_namen
from tests.service.conftest import Dienst
from tests.service.test_keten_levering import goede_bag, met_bag

NIET = {
    "EK0030", "DK0008", "DK0051", "exchange-7", "exchange-8", "timestamp-2", "date-1", "date-3",
    "tls-1", "tls-2", "tls-3", "tls-4", "tls-5", "INT500", "MTM001", "P01080", "N07050", "P01420", "P04020", "P04040",
    "N01420", "N02010", "N02020", "N02030", "N02040", "N03010", "N04410", "N05040", "N07020", "N07030", "N07040",
    "N07420", "N11421", "P01020", "P01030", "P01050", "P01070", "P01440", "P01450", "P02050",
}  # fmt: skip
"""Rules that no message to a service in order can exercise."""
LOGBOEKEN = {"berichtenlog", "schakel", "mutatie", "objectversie", "mutatiegrens", "eenmalig", "codeuitgifte"}
WOORDEN = {"zoekwoord", "zoektrigram"}
"""Words that some name has or had, for what is typed wrongly: none is taken away with its last name."""


@contextmanager
def dienst(map_: Path, **settings: Any) -> Iterator[Dienst]:
    gemaakt = Dienst(map_, **settings)
    yield gemaakt
    gemaakt.stop()


def keur(rio: Dienst, **anders: Any) -> Keuring:
    pki = rio.settings.data_dir / "pki"
    adres = f"http://127.0.0.1:{rio.port}"
    with RioClient(
        adres, pki / "klant.pem", pki / "klant.key", trial.OIN_HANZE, rio_certificates=[pki / "dienst.pem"]
    ) as client:
        return keuren.keur(client.wissel, anders.pop("namen", PROEF), adres, geduld=0, **anders)


def standen(keuring: Keuring, stand: str) -> dict[str, Any]:
    return {o.regel.id: o for o in keuring.oordelen if o.stand == stand}


def inhoud(register: Register) -> dict[str, list[Any]]:
    """Every table that holds what RIO knows, row by row."""
    with register.lees() as session:
        return {
            tabel.name: sorted(map(repr, session.execute(sa.select(tabel)).all()))
            for tabel in model.metadata.sorted_tables
            if not any(naam in tabel.name for naam in LOGBOEKEN | WOORDEN) and "bericht" not in tabel.name
        }


@pytest.mark.traag
def test_our_own_service_meets_every_rule_that_a_message_can_exercise(tmp_path: Path) -> None:
    bag, _ = goede_bag(tmp_path)
    with (
        dienst(tmp_path / "rio") as rio,
        bedien(bag) as url,
        met_bag(rio, bag_url=url + PAD_BAG, bag_opslag=str(tmp_path / "bag.db")),
    ):
        bron = sa.insert(model.brongebruik).values(aanbieder=PROEF.aanbieder, soort="DEELNAME")
        rio.register.schrijf(lambda session: session.execute(bron))
        voor = inhoud(rio.register)
        keuring = keur(rio, namen=replace(PROEF, bronAanbieder=PROEF.aanbieder))
        na = inhoud(rio.register)
    assert standen(keuring, "geschonden") == {}
    assert set(standen(keuring, "niet")) == NIET
    assert all(o.reden("nl") and o.reden("en") for o in standen(keuring, "niet").values())
    assert len(keuring.oordelen) == len(regels())
    assert keuring.opmerkingen == []
    locaties = ("onderwijslocatie", "zoeksector")  # a place stays, and so does that something was offered in a sector
    assert {t: r for t, r in na.items() if t not in locaties} == {t: r for t, r in voor.items() if t not in locaties}


@pytest.mark.traag
def test_a_service_that_gives_the_first_finding_only_violates_nothing_either(tmp_path: Path) -> None:
    with dienst(tmp_path, foutmeldingen="eerste") as rio:
        keuring = keur(rio)
    assert standen(keuring, "geschonden") == {}
    niet = standen(keuring, "niet")
    assert "INT500" not in niet
    assert "BAG" in niet["A01010"].reden("nl")
    assert "P02070" in niet["P02080"].reden("nl")


def test_a_rule_that_a_service_does_not_keep_is_named_with_what_came_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zonder = tuple(c for c in controles_opleidingseenheid.AANLEVEREN if c[0] not in ("P01010", "P02010"))
    with dienst(tmp_path) as rio:
        monkeypatch.setattr("rio_soap.register.eenheid.leveringen.AANLEVEREN", zonder, raising=False)
        monkeypatch.setattr(controles_opleidingseenheid, "AANLEVEREN", zonder)
        keuring = keur(rio, groepen=("foutcodes",))
    fout = standen(keuring, "geschonden")
    assert "P01010" in fout
    assert "goedgekeurd" in fout["P01010"].schendingen[0].gevonden or "P0" in fout["P01010"].schendingen[0].gevonden
    assert keuring.opmerkingen == [], "what was accepted by mistake is removed too"


def test_what_needs_a_name_that_is_not_given_is_not_exercised_and_says_which(tmp_path: Path) -> None:
    with dienst(tmp_path) as rio:
        keuring = keur(rio, namen=replace(PROEF, vreemdeErkenning="", vrijeLocatie="", vreemdOin=""))
    niet = standen(keuring, "niet")
    assert "vreemdeErkenning" in niet["A01081"].reden("nl")
    assert "vreemdOin" in niet["DK0002"].reden("en")
    assert [c for c, o in niet.items() if "vrijeLocatie" in o.reden("nl")] != []
    assert standen(keuring, "geschonden") == {}


def test_a_service_of_another_key_is_told_of_every_unverifiable_answer(tmp_path: Path) -> None:
    trial.make_pki(Settings(data_dir=tmp_path / "b"))  # keys of its own: those of a copy are the same
    with dienst(tmp_path / "a") as rio, dienst(tmp_path / "b") as ander:
        pki = rio.settings.data_dir / "pki"
        certificaten = [ander.settings.data_dir / "pki/dienst.pem"]
        adres = f"http://127.0.0.1:{rio.port}"
        with RioClient(
            adres, pki / "klant.pem", pki / "klant.key", trial.OIN_HANZE, rio_certificates=certificaten
        ) as client:
            keuring = keuren.keur(client.wissel, PROEF, adres, groepen=("eisen",), geduld=0)
    assert "signing-4" in standen(keuring, "geschonden")


def test_the_report_tells_the_same_in_every_format(tmp_path: Path) -> None:
    with dienst(tmp_path) as rio:
        keuring = keur(rio, groepen=("fouten",))
    aantal = len(keuring.oordelen)
    assert aantal == 19
    tekst = run_report.tekst(keuring, "nl")
    assert "Keuring RIO V4 van de dienst" in tekst
    assert all(o.regel.id in tekst for o in keuring.oordelen)
    plat = json.loads(run_report.als_json(keuring, "en"))
    assert plat["goed"] is True
    assert len(plat["regels"]) == aantal
    junit = etree.fromstring(run_report.als_junit(keuring, "en").encode())
    assert len(junit.findall(".//testcase")) == aantal
    assert len(junit.findall(".//skipped")) == 3
    html = keurpagina.als_html(keuring, "nl")
    assert "Niets is geschonden." in html
    assert "http" not in html.replace(f"http://127.0.0.1:{rio.port}", ""), "the page fetches nothing"


def test_names_are_read_from_toml_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    bestand = tmp_path / "namen.toml"
    bestand.write_text('bestuur = "100B490"\nlocatieHuisnummer = 17\n')
    assert lees_namen(bestand).locatieHuisnummer == 17
    for tekst, melding in (("besturen = 'x'", "unknown name"), ("bestuur = 3", "allowed is str"), ("bestuur", "")):
        bestand.write_text(tekst)
        with pytest.raises(Namenfout, match=melding):
            lees_namen(bestand)


def test_the_command_writes_its_reports_and_its_exit_code_tells(tmp_path: Path) -> None:
    with dienst(tmp_path / "rio") as rio:
        omgeving = {"RIO_DATA_DIR": str(rio.settings.data_dir)}
        opdracht = ["keur", "--doel", f"http://127.0.0.1:{rio.port}", "--deel", "fouten", "--geduld", "0"]
        bestanden = ["--html", str(tmp_path / "k.html"), "--junit", str(tmp_path / "k.xml")]
        uit = CliRunner().invoke(main, [*opdracht, *bestanden], env=omgeving)
        assert uit.exit_code == 0, uit.output
        assert "16 voldaan" in uit.output
        assert (tmp_path / "k.html").read_text("utf-8").startswith("<!DOCTYPE html>")
        assert etree.parse(str(tmp_path / "k.xml")).getroot().tag == "testsuites"
    niemand = CliRunner().invoke(main, [*opdracht[:2], "http://127.0.0.1:9", *opdracht[3:]], env=omgeving)
    assert niemand.exit_code == 3
    assert CliRunner().invoke(main, ["keur"], env=omgeving).exit_code == 2
