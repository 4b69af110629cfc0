"""A real browser on the screens of a real service: Debian's chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

Thema = Literal["light", "dark"]
PAD = shutil.which("chromium")
_VLAGGEN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_REGELS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


@contextmanager
def chromium() -> Iterator[Chromium]:
    """A browser of its own."""
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=PAD, args=list(_VLAGGEN))
        yield browser
        browser.close()


def venster(
    browser: Chromium, basis: str, *, breed: int = 1280, thema: Thema = "light", script: bool = True, **koekjes: str
) -> BrowserContext:
    """A window of a width and a theme; without `script` pages run no JavaScript."""
    context = browser.new_context(
        base_url=basis,
        viewport={"width": breed, "height": 900},
        color_scheme=thema,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    if koekjes:
        context.add_cookies([{"name": naam, "value": wat, "url": basis} for naam, wat in koekjes.items()])
    return context


def gebreken(pagina: Page) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 AA and its best practices, one line for each place."""
    uitslag: dict[str, Any] = Axe().run(pagina, options=_REGELS).response
    return [
        f"{fout['id']}: {plek['html'][:160]} ({plek.get('failureSummary', '')[:160]})"
        for fout in uitslag["violations"]
        for plek in fout["nodes"]
    ]


def steekt_uit(pagina: Page) -> int:
    """By how many pixels the page is wider than its window: then somebody has to scroll sideways to read."""
    breder: int = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return breder
