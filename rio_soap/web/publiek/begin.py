"""The first page: one search box, and ways in by question."""

from typing import Final

from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst


def begin(verzoek: Schermverzoek) -> Uitkomst:
    """The first page."""
    return Blad("publiek/begin.html", {})


SCHERMEN: Final = (Scherm("/", begin, van_register=False),)
