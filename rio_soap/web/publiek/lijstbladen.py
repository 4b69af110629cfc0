"""The waardenlijsten with their values on a day, and the terms of the domain."""

from typing import Final

from rio_soap.api.vragen import dag
from rio_soap.api.waardenpaden import waardenlijst, waardenlijsten
from rio_soap.bevinding import Taal
from rio_soap.bevinding.catalogus import catalogus
from rio_soap.register.regels.uitslag import Context
from rio_soap.web.frame.opmaak import DEEL
from rio_soap.web.frame.scherm import Blad, Scherm, Schermverzoek, Uitkomst
from rio_soap.web.frame.schermlezing import van_api
from rio_soap.web.frame.schermvraag import Schermvraag
from rio_soap.web.frame.veldweergave import Gelezenjson

_BEGRIP, _NAAM = "begrip.", ".naam"


class Opdag(Schermvraag):
    """Of which day."""

    geldigOp = dag("Dag waarop de waarden gelden; zonder: vandaag.")


def waardenlijstoverzicht(verzoek: Schermverzoek) -> Uitkomst:
    """All lists, with how many values each has on the day."""
    lijsten: Gelezenjson = van_api(verzoek, waardenlijsten, vraag={"peildatum": verzoek.vraag.get("geldigOp")})[
        "waardenlijst"
    ]
    gesorteerd = sorted(((een["naam"], len(een.get("waarde", ()))) for een in lijsten), key=lambda een: een[0].lower())
    return Blad("publiek/waardenlijsten.html", {"lijsten": gesorteerd, "van": _stand_van(verzoek.context)})


def _stand_van(context: Context) -> str:
    return "" if context.lijsten.van is None else context.lijsten.van.isoformat()


def waardenlijstblad(verzoek: Schermverzoek) -> Uitkomst:
    """A list with its values on the day."""
    naam, op = verzoek.delen["naam"], verzoek.vraag.get("geldigOp")
    lijsten: Gelezenjson = van_api(verzoek, waardenlijst, {"naam": naam}, {"peildatum": op})["waardenlijst"]
    [lijst] = lijsten
    waarden = lijst.get("waarde", ())
    herkomsten = sorted({deel for een in waarden for deel in een["herkomst"].split("+")})
    velden = {"naam": lijst["naam"], "waarden": waarden, "herkomsten": herkomsten, "van": _stand_van(verzoek.context)}
    return Blad("publiek/waardenlijst.html", velden)


def begrippen(verzoek: Schermverzoek) -> Uitkomst:
    """The terms, by their names in the language of the page; each has an anchor."""
    return Blad("publiek/begrippen.html", {"begrippen": begrippen_van(verzoek.taal)})


def begrippen_van(taal: Taal) -> list[tuple[str, str]]:
    """The terms with their names, in the order of these."""
    namen = (
        (sleutel[len(_BEGRIP) : -len(_NAAM)], naam)
        for sleutel, naam in catalogus(taal, DEEL).items()
        if sleutel.startswith(_BEGRIP) and sleutel.endswith(_NAAM)
    )
    return sorted(namen, key=lambda een: een[1].lower())


SCHERMEN: Final = (
    Scherm("/waardenlijsten", waardenlijstoverzicht, Opdag),
    Scherm("/waardenlijsten/<naam>", waardenlijstblad, Opdag),
    Scherm("/begrippen", begrippen, van_register=False),
)
