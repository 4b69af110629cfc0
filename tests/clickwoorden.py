"""Makes the Dutch words of click as Python's gettext reads them, out of the ``.po``: `python -m tests.clickwoorden`."""

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rio_soap.bevinding import spraak

PO = spraak.GETTEXT / "nl" / "LC_MESSAGES" / f"{spraak.DOMEIN}.po"
MO = PO.with_suffix(".mo")


def woorden() -> Catalog:
    """What the ``.po`` holds."""
    with PO.open("rb") as bestand:
        return read_po(bestand, locale="nl")


if __name__ == "__main__":
    with MO.open("wb") as uit:
        write_mo(uit, woorden())
