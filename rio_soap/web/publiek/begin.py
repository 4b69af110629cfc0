"""The first page: one search box, and ways in by question."""

from datetime import date
from typing import Final

from rio_soap.api.versie_en_bestanden import Bestandenvraag, bestanden
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.publiek.objectpad import Delen, Jsondeel

_GETELD: Final = {
    "onderwijsbestuur.jsonl.gz": "besturen",
    "onderwijsaanbieder.jsonl.gz": "aanbieders",
    "onderwijslocatie.jsonl.gz": "locaties",
    "aangeboden_opleiding.jsonl.gz": "aanbod",
    "instellingserkenning.jsonl.gz": "erkenningen",
}
"""Published files that say how large the register is, by their names."""
SECTOREN: Final = ("BO", "SO", "VO", "VSO", "VAVO", "MBO", "HO", "NFO")


def begin(verzoek: Schermverzoek) -> Uitkomst:
    """The first page."""
    dagen: Jsondeel = van_api(verzoek, bestanden, vraag={}, vorm=Bestandenvraag)["publicatie"]
    laatste = dagen[0] if dagen else None
    tellingen = {} if laatste is None else _tellingen(verzoek, laatste)
    return Blad("publiek/begin.html", {"publicatie": laatste, "tellingen": tellingen, "sectoren": SECTOREN})


def _tellingen(verzoek: Schermverzoek, publicatie: Delen) -> dict[str, int]:
    """How many there are of what is counted, in the files that were published last."""
    op = date.fromisoformat(publicatie["datum"])
    gevonden: Jsondeel = van_api(verzoek, bestanden, vraag={"datum": op}, vorm=Bestandenvraag)["publicatie"]
    rijen = {een["naam"]: een.get("rijen") for dag in gevonden for een in dag["bestand"]}
    return {soort: rijen[naam] for naam, soort in _GETELD.items() if rijen.get(naam) is not None}


SCHERMEN: Final = (Scherm("/", begin, van_register=False),)
