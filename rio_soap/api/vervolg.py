"""Pages that go on after the last object of the one before, of lists that the register gives by key."""

from collections.abc import Callable, Mapping, Sequence

from rio_soap.api import cursor
from rio_soap.api.lezen import TOTAAL, als_antwoord, geen_cursor, plek_van, vraag_van
from rio_soap.api.pad import Apiverzoek
from rio_soap.contract.gegevens import Waarde
from rio_soap.contract.jsonvorm import JsonObject
from rio_soap.register.regels.uitslag import Uitslag


def tekstplek(verzoek: Apiverzoek, lengte: int) -> tuple[str, ...] | None:
    """After what the page begins, of a list ordered by texts; None for the first page.

    :param lengte: how many texts.
    :raises Probleem: for a cursor that no page of this list gave.
    """
    plek = plek_van(verzoek)
    if plek is None:
        return None
    if len(plek) != lengte:
        raise geen_cursor()
    teksten = tuple(deel for deel in plek if isinstance(deel, str))
    if len(teksten) != lengte:
        raise geen_cursor()
    return teksten


def bladzij(
    verzoek: Apiverzoek,
    operatie: str,
    velden: Mapping[str, Waarde],
    volgende: Sequence[str] | None,
    tel: Callable[[], int],
) -> JsonObject:
    """A page in the form of the answer of a reading.

    :param volgende: after what the next page begins; None when this is the last.
    :param tel: how many there are on all pages; called when that is asked.
    """
    antwoord = als_antwoord(verzoek, operatie, Uitslag(dict(velden)))
    if verzoek.vraag.get("tellen"):
        antwoord[TOTAAL] = tel()
    verder = {} if volgende is None else {"cursor": cursor.maak(vraag_van(verzoek), volgende)}
    return antwoord | {"_links": verzoek.links(**verder)}
