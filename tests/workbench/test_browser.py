"""The pages of the workbench in a real browser: on a screen, on a phone 390 pixels wide, and on paper."""

import os
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from rio_soap.cli import main
from rio_soap.register.database.database import Register
from rio_soap.register.regels.standverschil import Verandering
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.keur.boek import Boek, regels
from rio_soap.workbench.keur.keurpagina import als_html as keur_html
from rio_soap.workbench.keur.keurverslag import Keuring
from rio_soap.workbench.pagina import als_html
from rio_soap.workbench.voorbeeldweergave import als_html as voorbeeld_html
from tests.web.echt.chromium import PAD, Thema, chromium, gebreken, venster
from tests.workbench.hulp import Maker
from tests.workbench.test_voorbeeldweergave import blik as voorbeeldblik
from tests.workbench.test_weergave import LIJST, MELDING, OPMERKING
from tests.workbench.test_weergave import rapport as weergaverapport

VLAGGEN = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--hide-scrollbars", "--no-pdf-header-footer",
)  # fmt: skip
PHONE = 390
SMALL, WIDE = 360, 1280
Browser = Callable[..., str]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Runs Chromium with options on a page; gives what it prints. Without Chromium the test skips, in CI it fails."""
    programma = shutil.which("chromium") or shutil.which("chromium-browser")
    if programma is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium (apt-get install chromium)")
        pytest.skip("no chromium (apt-get install chromium)")

    def draai(pagina: Path, *opties: str) -> str:
        opdracht = [programma, *VLAGGEN, f"--user-data-dir={tmp_path / 'profiel'}", *opties, pagina.as_uri()]
        uit = subprocess.run(opdracht, capture_output=True, text=True, timeout=120, check=False)
        assert uit.returncode == 0, uit.stderr
        return uit.stdout

    return draai


def controlepagina(maker: Maker, kader: Kader) -> str:
    """A message with long lines, many findings and canonical bytes."""
    kapot = maker.goed().replace(b">240<", b">24O<").replace(b"Toegepaste", b"x" * 400)
    netjes = etree.tostring(etree.fromstring(maker.goed()), pretty_print=True)
    rapporten = [
        controleer("een/heel/lang/pad/naar/bericht-1.xml", kapot, kader),
        controleer("twee.xml", netjes, kader),
    ]
    return als_html(rapporten, "nl", canoniek=True)


def keurpagina() -> str:
    """Every rule: a third met, a third violated with long texts, a third not exercised."""
    boek = Boek("doel")
    for nummer, id_ in enumerate(regels()):
        if nummer % 3:
            boek.toets([id_], "een proef", nummer % 3 == 1, "verwacht" * 20, "https://voorbeeld.nl/" + "x" * 200)
    boek.merk_op("wsa-5", "wsa:MessageID zonder urn:uuid:")
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    return keur_html(Keuring("doel", "https://rio.voorbeeld.nl", moment, boek.oordelen(), 300), "nl")


def voorbeeldpagina(maker: Maker, settings: Settings, map_: Path) -> str:
    """A delivery that replaces a unit of the trial data by a smaller one with a long name."""
    eenheid = trial.voorbeeldlevering()
    eenheid.velden["opleidingseenheidcode"] = "1010O6466"
    eenheid.velden["opleidingseenheidPeriode"][0].velden["omschrijving"] = "x" * 400  # type: ignore
    bericht = map_ / "levering.xml"
    bericht.write_bytes(maker.goed(inhoud={"opleidingseenheid": eenheid}))
    omgeving = {"RIO_DATA_DIR": str(settings.data_dir)}
    opdracht = ["voorbeeld", str(bericht), "--formaat", "html", "--uit", str(map_ / "voorbeeld.html")]
    uit = CliRunner().invoke(main, opdracht, env=omgeving)
    assert uit.exit_code in (1, 3), uit.output
    return (map_ / "voorbeeld.html").read_text("utf-8")


def beeld(pad: Path) -> tuple[int, int, int]:
    """Width, height and number of different rows of a PNG: a blank page has one."""
    data = pad.read_bytes()
    breedte, hoogte = struct.unpack(">II", data[16:24])
    brokken, plek = b"", 8
    while plek < len(data):
        lengte, soort = struct.unpack(">I4s", data[plek : plek + 8])
        brokken += data[plek + 8 : plek + 8 + lengte] if soort == b"IDAT" else b""
        plek += 12 + lengte
    ruw = zlib.decompress(brokken)
    rij = len(ruw) // hoogte
    return breedte, hoogte, len({ruw[n * rij : (n + 1) * rij] for n in range(hoogte)})


@pytest.mark.traag
@pytest.mark.parametrize("naam", ["controle", "keur", "voorbeeld"])
def test_a_page_reads_on_screen_phone_and_paper(
    naam: str,
    browser: Browser,
    tmp_path: Path,
    maker: Maker,
    kader: Kader,
    register: Register,
    settings: Settings,
) -> None:
    maak = {
        "controle": lambda: controlepagina(maker, kader),
        "keur": keurpagina,
        "voorbeeld": lambda: voorbeeldpagina(maker, settings, tmp_path),
    }
    pagina = tmp_path / f"{naam}.html"
    pagina.write_text(maak[naam](), "utf-8")
    foto = tmp_path / "scherm.png"
    browser(pagina, "--window-size=1200,1500", f"--screenshot={foto}")
    breedte, _, rijen = beeld(foto)
    assert breedte == 1200
    assert rijen > 200, "the page is not blank"

    smal = tmp_path / "smal.html"
    smal.write_text(
        f'<html><body style="margin:0"><iframe id="f" style="width:{PHONE}px;height:1500px;border:0" srcdoc="'
        + escape(pagina.read_text("utf-8"), quote=True)
        + '"></iframe><script>f.onload=()=>{const d=f.contentDocument.documentElement;'
        'const klein=[...d.querySelectorAll("p,li,dd,td,h1,h2,h4")]'
        ".filter(e=>parseFloat(getComputedStyle(e).fontSize)<12).length;"
        "document.body.dataset.maten=`${d.scrollWidth} ${klein}`}</script></body></html>",
        "utf-8",
    )
    maten = re.search(r'data-maten="(\d+) (\d+)"', browser(smal, "--virtual-time-budget=5000", "--dump-dom"))
    assert maten is not None
    assert int(maten[1]) <= PHONE, "nothing sticks out to the right of a phone"
    assert int(maten[2]) == 0, "no text too small to read"

    papier = tmp_path / "papier.pdf"
    browser(pagina, f"--print-to-pdf={papier}")
    assert papier.read_bytes().startswith(b"%PDF")
    assert papier.stat().st_size > 10_000


def volle_bladen() -> dict[str, str]:
    """Reports with hundreds of findings of few causes, in either language."""
    plaatsen = [replace(MELDING, waar=f"/x/y[{n}]", regel=n) for n in range(1, 193)]
    boek = Boek("doel")
    for nummer, id_ in enumerate(regels()):
        if nummer % 9:
            boek.toets(
                [id_], "een proef", nummer % 9 > 4, "goedgekeurd", f"Client.EK0031 {nummer if nummer % 7 else ''}"
            )
    keuring = Keuring("doel", "https://rio.x", datetime(2026, 11, 24, tzinfo=UTC), boek.oordelen(), 300)
    oud = Verandering("weg", "naam", "x" * 900, None)
    blik = voorbeeldblik(oud, Verandering("anders", "niveau", "HBO-BA", "HBO-MA"))
    return {
        "controle": als_html([weergaverapport(MELDING, *plaatsen, LIJST, OPMERKING)], "nl"),
        "keur": keur_html(keuring, "en"),
        "voorbeeld": voorbeeld_html([blik], "nl"),
    }


@pytest.mark.traag
@pytest.mark.parametrize("thema", ["light", "dark"])
def test_a_page_with_hundreds_of_findings_is_accessible_and_narrow_enough(thema: Thema, tmp_path: Path) -> None:
    if PAD is None:
        pytest.skip("no chromium (apt-get install chromium)")
    fouten = []
    with chromium() as browser:
        for naam, tekst in volle_bladen().items():
            (tmp_path / f"{naam}.html").write_text(tekst, "utf-8")
            for breed in (SMALL, WIDE):
                scherm = venster(browser, "file:///", breed=breed, thema=thema)
                blad = scherm.new_page()
                blad.goto((tmp_path / f"{naam}.html").as_uri())
                fouten += [f"{naam} {breed}: {fout}" for fout in gebreken(blad)]
                if blad.evaluate("document.documentElement.scrollWidth") > breed:
                    fouten.append(f"{naam} sticks out of {breed}")
                scherm.close()
    assert fouten == []


@pytest.mark.traag
def test_the_buttons_leave_one_part_without_a_script(tmp_path: Path) -> None:
    if PAD is None:
        pytest.skip("no chromium (apt-get install chromium)")
    pad = tmp_path / "controle.html"
    pad.write_text(volle_bladen()["controle"], "utf-8")
    with chromium() as browser:
        scherm = venster(browser, "file:///", script=False)
        blad = scherm.new_page()
        blad.goto(pad.as_uri())
        assert blad.locator(".melding:visible").count() == 3
        blad.check("#toon-waarden")
        assert blad.locator(".melding:visible").count() == 1
        blad.check("#toon-alles")
        assert blad.locator(".melding:visible").count() == 3
        scherm.close()
