"""Path and line of what a control judged, in every channel that shows findings."""

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from rio_soap.cli import main
from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from tests.register.hulp import HANZE
from tests.register.hulp_aanbod import CODE, aanbod, cohort
from tests.service.conftest import Dienst

LEVER = "aanleveren_aangebodenOpleiding"
COHORT = f"/{LEVER}_request/aangebodenHOOpleiding[1]/aangebodenHOOpleidingCohort[2]"
PLEK = f"{COHORT}/einddatum[1]"


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst_ = Dienst(tmp_path_factory.mktemp("rio"), kern=True)
    dienst_.register.schrijf(laad_aangeboden)
    yield dienst_
    dienst_.stop()


def bestand(map_: Path, **tweede: Any) -> tuple[Path, list[str]]:
    """A file with an offer of three cohorten, of which the second is wrong; its lines."""
    cohorten = [cohort(code="a"), cohort(code="b", **tweede), cohort(code="c")]
    kop = {
        "identificatiecodeBedrijfsdocument": "5f1c2f0e-0000-4000-8000-000000000001",
        "verzendendeInstantie": HANZE,
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": "2026-06-01T10:00:00.000Z",
    }
    o = OPERATIES[LEVER]
    velden = {**kop, "aangebodenOpleiding": aanbod(aangebodenOpleidingCohort=cohorten)}
    element = mapping.schrijf_verzoek(o, Gegeven(o.verzoek, velden))
    etree.indent(element)
    map_.mkdir(exist_ok=True)
    pad = map_ / "aanbod.xml"
    pad.write_bytes(etree.tostring(element))
    return pad, pad.read_text("utf-8").splitlines()


@pytest.fixture
def fout(tmp_path: Path) -> tuple[Path, int]:
    """A file whose second cohort ends on the day of its instroommoment (N11040), and the line of that."""
    pad, regels = bestand(tmp_path / "in", einddatum=cohort().velden["vastInstroommoment"].velden["instroommoment"])  # type: ignore
    (regel,) = [n for n, tekst in enumerate(regels, 1) if "einddatum>2025" in tekst]
    return pad, regel


def draai(rio: Dienst, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(rio.settings.data_dir)})


def post(rio: Dienst, pad: str, data: bytes) -> Any:
    verbinding = http.client.HTTPConnection("127.0.0.1", rio.port, timeout=30)
    verbinding.request("POST", pad, data, {"Content-Type": "text/xml"})
    return json.loads(verbinding.getresponse().read())


def controle(rapport: Any) -> tuple[str, int, str]:
    """Place, line and code of what the controles say in a report."""
    (gevonden,) = [m for m in rapport["meldingen"] if m["oorzaak"] == "controle"]
    return gevonden["waar"], gevonden["regel"], gevonden["fout"]


def test_controleer_names_path_and_line(rio: Dienst, fout: tuple[Path, int]) -> None:
    pad, regel = fout
    tekst = draai(rio, "controleer", str(pad))
    assert f"{PLEK}, regel {regel}" in tekst.output
    (rapport,) = json.loads(draai(rio, "controleer", str(pad), "--formaat", "json").output)
    assert controle(rapport) == (PLEK, regel, "N11040")
    for formaat, vorm in (("junit", f"{PLEK}, regel {regel}"), ("sarif", f'"startLine": {regel}'), ("html", PLEK)):
        assert vorm in draai(rio, "controleer", str(pad), "--formaat", formaat).output


def test_the_service_names_path_and_line(rio: Dienst, fout: tuple[Path, int]) -> None:
    """POST /controle and POST /voorbeeld, of a signed envelope: a path in its body, and the line of the envelope."""
    pad, _ = fout
    gegeven: Any = mapping.lees(etree.parse(str(pad)).getroot(), OPERATIES[LEVER].dienst)
    for weg in ("/controle", "/voorbeeld"):
        antwoord = post(rio, weg, rio.verzoek(LEVER, {"aangebodenOpleiding": gegeven.velden["aangebodenOpleiding"]}))
        rapport = antwoord[0] if isinstance(antwoord, list) else antwoord
        waar, regel, code = controle(rapport.get("rapport", rapport))
        assert (waar, code) == (PLEK, "N11040")
        assert regel >= 1


def test_the_preview_names_path_and_line(rio: Dienst, fout: tuple[Path, int]) -> None:
    pad, regel = fout
    assert f"{PLEK}, regel {regel}" in draai(rio, "voorbeeld", str(pad)).output
    (blik,) = json.loads(draai(rio, "voorbeeld", str(pad), "--formaat", "json").output)
    assert controle(blik["rapport"]) == (PLEK, regel, "N11040")


def test_stuur_names_path_and_line_in_the_file(rio: Dienst, fout: tuple[Path, int]) -> None:
    """From the answer alone: so of any RIO."""
    pad, regel = fout
    uit = draai(rio, "stuur", str(pad), "--endpoint", f"http://127.0.0.1:{rio.port}")
    assert uit.exit_code == 1
    assert re.search(rf"^N11040 .*\n  {re.escape(PLEK)}, line {regel}$", uit.output, re.MULTILINE)


@pytest.mark.parametrize("waarheen", ["register", "eindpunt"])
def test_the_report_of_a_batch_names_path_and_line(
    rio: Dienst, fout: tuple[Path, int], tmp_path: Path, waarheen: str
) -> None:
    pad, regel = fout
    doel = ("--namens", HANZE) if waarheen == "register" else ("--doel", f"http://127.0.0.1:{rio.port}")
    for _ in range(2):  # the second run has it from the log, or from the journal
        assert draai(rio, "batch", str(pad.parent), str(tmp_path / "uit"), *doel).exit_code == 1
        verslag = json.loads((tmp_path / "uit" / "verslag.json").read_text())
        ((bevinding,),) = [bericht["bevindingen"] for bericht in verslag["berichten"]]
        assert (bevinding["waar"], bevinding["regel"]) == (PLEK, regel)
        assert bevinding["melding"].startswith("N11040 ")
        tekst = (tmp_path / "uit" / "verslag.txt").read_text()
        assert re.search(rf"  N11040 .*\n    {re.escape(PLEK)}, regel {regel}; gevonden: .*cohortcode b", tekst)
        assert f"{PLEK}, regel {regel}" in (tmp_path / "uit" / "verslag.junit.xml").read_text()


def test_a_value_without_code_has_path_and_line_in_the_fault(rio: Dienst, tmp_path: Path) -> None:
    """Server.DK0050 for a value outside its list: in the detail of the fault, and in controleer."""
    prijs = Gegeven("prijs", {"soort": "GRATIS", "bedrag": 0})
    waar = f"{COHORT}/prijs[1]/soort[1]"
    cohorten = [cohort(code="a"), cohort(code="b", prijs=[prijs])]
    antwoord = rio.stuur(LEVER, {"aangebodenOpleiding": aanbod(aangebodenOpleidingCohort=cohorten)})
    assert antwoord.faultcode is not None
    assert antwoord.faultcode.endswith("DK0050")
    assert antwoord.tekst("waar") == waar
    assert antwoord.tekst("regel") is not None
    pad, regels = bestand(tmp_path / "in", prijs=[prijs])
    (regel,) = [n for n, tekst in enumerate(regels, 1) if "GRATIS" in tekst]
    (rapport,) = json.loads(draai(rio, "controleer", str(pad), "--formaat", "json").output)
    (gevonden,) = [m for m in rapport["meldingen"] if m["deel"] == "register"]
    assert (gevonden["waar"], gevonden["regel"]) == (waar, regel)


def test_the_answer_on_the_wire_is_as_it_was(rio: Dienst, fout: tuple[Path, int]) -> None:
    """The foutmelding of the contract has no place for a path: code, text and sleutelgegevens, nothing else."""
    pad, _ = fout
    gegeven: Any = mapping.lees(etree.parse(str(pad)).getroot(), OPERATIES[LEVER].dienst)
    antwoord = rio.stuur(LEVER, {"aangebodenOpleiding": gegeven.velden["aangebodenOpleiding"]})
    (melding,) = antwoord.body.findall("{*}foutmelding")
    assert [etree.QName(deel).localname for deel in melding] == ["foutcode", "fouttekst", *["sleutelgegeven"] * 2]


def test_each_foutmelding_of_an_answer_has_its_own_place(rio: Dienst, tmp_path: Path) -> None:
    """When the answer itself is explained."""
    dubbel = aanbod(aangebodenOpleidingCohort=[cohort(code=code) for code in "aabb"])
    antwoord = rio.stuur(LEVER, {"aangebodenOpleiding": dubbel})
    (tmp_path / "antwoord.xml").write_bytes(antwoord.raw)
    (rapport,) = json.loads(draai(rio, "controleer", str(tmp_path / "antwoord.xml"), "--formaat", "json").output)
    plekken = [m["waar"] for m in rapport["meldingen"] if m["oorzaak"] == "afgekeurd"]
    assert plekken == [f"/Envelope/Body/{LEVER}_response/foutmelding[{n}]" for n in (1, 2)]


# the values of the issue, over the wire


def waarde(rio: Dienst, deel: Gegeven) -> tuple[str | None, str]:
    """Code of a refusal, and the offer as it is read afterwards."""
    antwoord = rio.stuur(LEVER, {"aangebodenOpleiding": deel})
    gelezen = rio.stuur("opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": CODE})
    return antwoord.tekst("foutcode"), gelezen.raw.decode()


def getal_in(verzoek: bytes, van: bytes, naar: bytes) -> bytes:
    assert verzoek.count(van) == 1
    return verzoek.replace(van, naar)


@pytest.mark.parametrize(("tekst", "code"), [("15.5", "K01060"), ("15.0", None), ("015", None), ("+15", None)])
def test_controleer_and_the_service_agree_on_whole_numbers(
    rio: Dienst, tmp_path: Path, tekst: str, code: str | None
) -> None:
    plaatsen = Gegeven("kenmerken", {"kenmerknaam": "deelnemersplaatsen", "kenmerkwaardeGetal": 77})
    tweede = cohort("HOOpleiding", "b", plaatsen)
    pad, _ = bestand(tmp_path / "in", kenmerken=tweede.velden["kenmerken"])
    pad.write_bytes(getal_in(pad.read_bytes(), b">77.0<", f">{tekst}<".encode()))
    (rapport,) = json.loads(draai(rio, "controleer", str(pad), "--formaat", "json").output)
    codes = {m["fout"] for m in rapport["meldingen"]}
    assert codes == ({code} if code else set())
    plek = f"{COHORT}/kenmerken[{len(tweede.velden['kenmerken'])}]/kenmerkwaardeGetal[1]"  # type: ignore[arg-type]
    assert {m["waar"] for m in rapport["meldingen"]} == ({plek} if code else set())
    zonder = CliRunner().invoke(
        main, ["controleer", str(pad), "--formaat", "json"], env={"RIO_DATA_DIR": str(tmp_path / "geen")}
    )
    (rapport,) = json.loads(zonder.output)
    assert {m["oorzaak"] for m in rapport["meldingen"]} == ({"kenmerk-waarde"} if code else set())


def test_an_amount_of_minus_zero_is_read_back_as_zero_over_the_wire(rio: Dienst, tmp_path: Path) -> None:
    prijs = Gegeven("prijs", {"soort": "TOTALE_VERPLICHTE_KOSTEN", "bedrag": 1234})
    pad, _ = bestand(tmp_path / "in", prijs=[prijs])
    pad.write_bytes(getal_in(pad.read_bytes(), b">1234.0<", b"> -0.00 <"))
    assert draai(rio, "stuur", str(pad), "--endpoint", f"http://127.0.0.1:{rio.port}").exit_code == 0
    gelezen = rio.stuur("opvragen_aangebodenOpleiding", {"aangebodenOpleidingCode": CODE})
    assert gelezen.tekst("bedrag") == "0.0"
