"""What values there are and what may be recorded, on a day; and the erkende samenwerkingen."""

from typing import Final

from rio_soap.api.lezen import lees, lees_pagina, vorm_van
from rio_soap.api.lijsten import Lijst
from rio_soap.api.pad import Apiverzoek, Pad
from rio_soap.api.problemen import ONGELDIG, Probleem, Vraagfout
from rio_soap.api.vragen import Vraagvorm, dag, tekst, van_type
from rio_soap.contract.gegevens import Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.erkenning.raadplegingen_eigen import alle_samenwerkingen

WAARDENLIJST: Final = "opvragen_waardenlijst"
KENMERKEN: Final = "opvragen_kenmerkconfiguratie"
SAMENWERKINGEN: Final = "opvragen_samenwerkingen"
_LEDEN: Final = "instellingsrelatie"
"""Field of the answer that only a question for one samenwerking fills."""
_CIJFERS: Final = 4
_LANGST: Final = 200
"""Characters of the name of a list (XSD)."""


class Peildatum(Vraagvorm):
    """On which day."""

    peildatum = dag("Dag waarop de waarden gelden; zonder: vandaag.")


class Kenmerkvraag(Peildatum):
    """Of what."""

    object = tekst("Alleen van dit object, zoals `hoOpleiding`.", lengte=_LANGST)


class Lijstnaam(Vraagvorm):
    """One list."""

    naam = tekst("Naam van de waardenlijst, zoals `Sector`.", verplicht=True, lengte=_LANGST)


class Samenwerkingsvraag(Lijst):
    """Which samenwerkingen."""

    postcode = van_type("Postcodedeel", "Alleen die deze postcode bedienen; niet samen met `soort`.")
    soort = van_type("ErkendeSamenwerkingssoort", "Alleen van deze soort; niet samen met `postcode`.")


def waardenlijsten(verzoek: Apiverzoek) -> JsonObject:
    """All lists with their values."""
    return _lijsten(verzoek, None)


def waardenlijst(verzoek: Apiverzoek) -> JsonObject:
    """One list with its values."""
    return _lijsten(verzoek, verzoek.delen["naam"])


def _lijsten(verzoek: Apiverzoek, naam: str | None) -> JsonObject:
    velden: dict[str, Waarde | None] = {"naam": naam, "peildatum": verzoek.vraag.get("peildatum")}
    return lees(verzoek, WAARDENLIJST, velden) | {"_links": verzoek.links()}


def kenmerkconfiguratie(verzoek: Apiverzoek) -> JsonObject:
    """Which kenmerken an object may have."""
    velden: dict[str, Waarde | None] = {naam: verzoek.vraag.get(naam) for naam in ("object", "peildatum")}
    return {"kenmerkconfiguratie": [], **lees(verzoek, KENMERKEN, velden), "_links": verzoek.links()}


def samenwerkingen(verzoek: Apiverzoek) -> JsonObject:
    """A page of erkende samenwerkingen by key."""
    postcode, soort = verzoek.vraag.get("postcode"), verzoek.vraag.get("soort")
    if postcode is not None and soort is not None:
        detail = "`postcode` en `soort` gaan niet samen."
        raise Probleem(400, detail, [Vraagfout("query", "soort", ONGELDIG, detail)])
    velden: dict[str, Waarde | None] = {
        "postcodecijfers": postcode and postcode[:_CIJFERS],
        "soort": soort,
        "peildatum": verzoek.geldig_op,
    }
    namen = {"postcodecijfers": "postcode", "peildatum": "geldigOp"}
    doe = alle_samenwerkingen if postcode is None and soort is None else None
    uit = lees_pagina(verzoek, SAMENWERKINGEN, velden, ["erkendeSamenwerking"], namen, doe)
    uit.pop(_LEDEN, None)
    return uit


_ONDER: Final = "Waardenlijsten"
PADEN = (
    Pad(
        "/samenwerkingen",
        samenwerkingen,
        vorm_van(SAMENWERKINGEN, pagina=True, zonder=[_LEDEN]),
        "Erkende samenwerkingen",
        "Samenwerkingen",
        "Wat geldt op `geldigOp` (zonder: vandaag), op sleutel.",
        Samenwerkingsvraag,
    ),
    Pad(
        "/waardenlijsten",
        waardenlijsten,
        vorm_van(WAARDENLIJST),
        "Alle waardenlijsten met hun waarden",
        _ONDER,
        vraag=Peildatum,
        nummer=None,
    ),
    Pad(
        "/waardenlijsten/<naam>",
        waardenlijst,
        vorm_van(WAARDENLIJST),
        "Een waardenlijst met haar waarden",
        _ONDER,
        vraag=Peildatum,
        delen=Lijstnaam,
        nummer=None,
    ),
    Pad(
        "/kenmerkconfiguratie",
        kenmerkconfiguratie,
        vorm_van(KENMERKEN),
        "Welke kenmerken een object kan hebben",
        _ONDER,
        vraag=Kenmerkvraag,
        nummer=None,
    ),
)
