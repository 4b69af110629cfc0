"""Somebody at a keyboard, without a mouse and without JavaScript, on the screens in a real browser."""

from typing import Any

from playwright.sync_api import BrowserContext, ElementHandle, Page, Response

MEESTE_STAPPEN = 6
_MEESTE_TABS = 250
_STAND = """() => {
  const wie = document.activeElement, stijl = getComputedStyle(wie)
  const zelfde = window.vorige === wie
  window.vorige = wie
  return {
    zelfde,
    niets: wie === document.body,
    zichtbaar: wie.matches(":focus-visible") && stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2,
    html: wie.outerHTML.slice(0, 160),
  }
}"""
_IN_MAIN = "een => een.closest('main') !== null"
_STOPPEN = """[
  ...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")
].filter(een => een.tabIndex >= 0 && een.type !== "hidden" && een.checkVisibility())"""
_HOE_VER = f"""doel => {{
  const na = (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING)
  const begin = document.activeElement
  return {_STOPPEN}.filter(een => na(begin, een) && (een === doel || na(een, doel))).length
}}"""
"""About how many stops away it is: only fields of a day have more stops than are counted here."""
_TE_BEREIKEN = f"{_STOPPEN}.map(een => een.outerHTML.slice(0, 160))"
_HEEFT_FOCUS = "een => een === document.activeElement"


class Toetsenbord:
    """A window of which only keys are pressed; counts the steps.

    A step is a page that is asked or a form that is sent; moving the focus and the skip link within a page are none.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.pagina: Page = context.new_page()
        self.stappen = 0

    def open(self, adres: str) -> None:
        """Type an address in the address bar: the first step of a task."""
        self._na(self.pagina.goto(adres, wait_until="domcontentloaded"))

    def ga(self, waar: str) -> None:
        """Tab to the first element of this selector; skips to the content first if it stands there."""
        doel = self.pagina.locator(waar).first.element_handle()
        assert doel is not None, waar
        if doel.evaluate(_IN_MAIN) and not self._in_inhoud():
            self._sla_over()
        self._tab_tot(doel)

    def typ(self, waar: str, tekst: str) -> None:
        """Tab to a field and replace what stands in it."""
        self.ga(waar)
        self.pagina.keyboard.press("Control+a")
        self.pagina.keyboard.type(tekst)

    def kies(self, waar: str, begin: str) -> None:
        """Tab to a list of choices and type how the choice begins."""
        self.ga(waar)
        self.pagina.keyboard.type(begin)

    def dag(self, waar: str, jaar: int, maand: int, dag: int) -> None:
        """Tab to a field of a day and type it as this browser orders it: month, day, year."""
        self.ga(waar)
        self.pagina.keyboard.type(f"{maand:02}{dag:02}{jaar:04}")

    def plak(self, waar: str, tekst: str) -> None:
        """Tab to a field and put in it at once what was copied elsewhere."""
        self.ga(waar)
        self.pagina.keyboard.insert_text(tekst)

    def volg(self, waar: str, *, status: int = 200) -> None:
        """Tab to a link or button and press Enter."""
        self.ga(waar)
        self.enter(status=status)

    def spring(self, waar: str) -> None:
        """Tab to a link within the page, press Enter and see where it leads; no step, since nothing is asked."""
        self.ga(waar)
        self.pagina.keyboard.press("Enter")
        assert self.pagina.locator(":target").count() == 1, f"leads nowhere: {waar}"

    def klap_uit(self, waar: str) -> None:
        """Tab to the summary of what is folded and press Enter."""
        self.ga(waar)
        self.pagina.keyboard.press("Enter")

    def enter(self, *, status: int = 200) -> None:
        """Press Enter where the focus is, in a field of a form that sends it."""
        with self.pagina.expect_navigation(wait_until="domcontentloaded") as wacht:
            self.pagina.keyboard.press("Enter")
        self._na(wacht.value, status)

    def heeft_focus(self, waar: str) -> bool:
        """Whether what is typed now comes there."""
        erin: bool = self.pagina.locator(waar).evaluate(_HEEFT_FOCUS)
        return erin

    def te_bereiken(self) -> list[str]:
        """What can be used on this page, in its order."""
        html: list[str] = self.pagina.evaluate(_TE_BEREIKEN)
        return html

    def rond(self) -> list[str]:
        """Press Tab until it comes round; gives where it stopped, and of a field with more than one stop the first."""
        gehad: list[str] = []
        for _ in range(_MEESTE_TABS):
            self.pagina.keyboard.press("Tab")
            stand = self._stand()
            if stand["niets"] or (len(gehad) > 1 and stand["html"] == gehad[0]):
                return gehad
            if gehad and stand["zelfde"]:
                continue  # another stop in the same field, as the month of a day: what is seen of it is the browser's
            assert stand["zichtbaar"], f"nobody sees that the focus is here: {stand['html']}"
            gehad.append(stand["html"])
        raise AssertionError(f"Tab does not come round: {gehad[-3:]}")

    @property
    def kop(self) -> str:
        return " ".join(self.pagina.locator("h1").inner_text().split())

    @property
    def woorden(self) -> str:
        """The text of the page as it is read."""
        return " ".join(self.pagina.locator("main").inner_text().split())

    def _na(self, antwoord: Response | None, status: int = 200) -> None:
        self.stappen += 1
        assert self.stappen <= MEESTE_STAPPEN, f"more than {MEESTE_STAPPEN} steps: {self.pagina.url}"
        assert antwoord is not None
        assert antwoord.status == status, f"{antwoord.status} {self.pagina.url}: {self.woorden[:600]}"
        assert self.pagina.locator("noscript").count() == 0, "a page says that it needs JavaScript"

    def _in_inhoud(self) -> bool:
        erin: bool = self.pagina.evaluate("document.activeElement.closest('main') !== null")
        return erin

    def _sla_over(self) -> None:
        """The first Tab of a page is the way past its head."""
        self.pagina.keyboard.press("Tab")
        assert "#inhoud" in self._stand()["html"], "the skip link is not the first stop"
        self.pagina.keyboard.press("Enter")
        assert self._in_inhoud(), "the skip link does not bring the focus to the content"

    def _tab_tot(self, doel: ElementHandle) -> None:
        """Presses as often as there are stops up to there, and then, if something else was a stop as well, further."""
        for _ in range(doel.evaluate(_HOE_VER)):
            self.pagina.keyboard.press("Tab")
        for _ in range(_MEESTE_TABS):
            if doel.evaluate(_HEEFT_FOCUS):
                stand = self._stand()
                assert stand["zichtbaar"], f"nobody sees that the focus is here: {stand['html']}"
                return
            self.pagina.keyboard.press("Tab")
        raise AssertionError(f"not reached by {_MEESTE_TABS} times Tab: {doel.evaluate('een => een.outerHTML')[:160]}")

    def _stand(self) -> dict[str, Any]:
        stand: dict[str, Any] = self.pagina.evaluate(_STAND)
        return stand
