"""What one's own objects are called in a list: by a name of their own, or else by what they are about."""

from collections.abc import Mapping
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.jsonvorm import Json
from rio_soap.register.regels import velden as delen_van
from rio_soap.register.regels.objectsleutel import delen_van as sleuteldelen
from rio_soap.web.frame.scherm import Schermverzoek
from rio_soap.web.publiek.beschrijving import Beschrijver
from rio_soap.web.publiek.objectverwijzing import van_element

_NAMEN: Final = ("naam", "naamLang", "eigenNaamAangebodenOpleiding")
_CODES: Final = ("code", "opleidingscode")
"""What stands for a name where the kind has none."""
_SOORTEN: Final = frozenset({"soort", "type"})
_EENHEID: Final = frozenset({"opleidingseenheidcode", "opleidingseenheidSleutel"})
"""What an offer is called after, in the form in which it is read or delivered."""


def namen_van(verzoek: Schermverzoek, gelezen: Mapping[str, Gegeven]) -> dict[str, str]:
    """Objects of one kind by key to what they are called; names of all that they refer to are read at once.

    An offer without a name of its own has that of its opleidingseenheid; a relation or a licentie says its soort and
    what it ties together.
    """
    uit = {sleutel: eigen_naam(een) for sleutel, een in gelezen.items()}
    over = {sleutel: _over(gelezen[sleutel]) for sleutel, naam in uit.items() if not naam}
    schrijver = Beschrijver(verzoek, *over.values())
    for sleutel, delen in over.items():
        eenheid = next((waarde for naam, waarde in delen.items() if naam in _EENHEID), None)
        if eenheid and len(sleuteldelen(sleutel)) == 1:
            uit[sleutel] = schrijver.naam(str(eenheid))
            continue
        woorden = {naam: ", ".join(cel.tekst for cel in schrijver.cellen(naam, een)) for naam, een in delen.items()}
        soort = ", ".join(tekst for naam, tekst in woorden.items() if naam in _SOORTEN)
        wat = " – ".join(tekst for naam, tekst in woorden.items() if naam not in _SOORTEN)
        uit[sleutel] = f"{soort}: {wat}" if soort and wat else soort or wat
    return {sleutel: naam or " – ".join(sleuteldelen(sleutel)) for sleutel, naam in uit.items()}


def eigen_naam(gelezen: Gegeven) -> str:
    """The name that stands in an object itself, of its last period first; of a locatie its address."""
    if isinstance(plek := gelezen.velden.get("onderwijslocatie"), Gegeven):
        return _adres(plek)
    laatste = [
        een for naam in gelezen.velden if naam.endswith("Periode") for een in delen_van.delen(gelezen, naam)[-1:]
    ]
    delen = (*laatste, gelezen)
    return next((str(een.velden[n]) for n in (*_NAMEN, *_CODES) for een in delen if n in een.velden), "")


def _over(gelezen: Gegeven) -> dict[str, Json]:
    """The fields that say what an object is about: its soort, and the objects that it names."""
    velden = {naam: _json(waarde) for naam, waarde in gelezen.velden.items()}
    return {naam: een for naam, een in velden.items() if naam in _SOORTEN or van_element(naam, een) is not None}


def _json(waarde: Waarde) -> Json:
    if isinstance(waarde, Gegeven):
        return {naam: _json(deel) for naam, deel in waarde.velden.items()}
    return None if isinstance(waarde, list) else str(waarde)


def _adres(plek: Gegeven) -> str:
    nummer = ("postcode", "huisnummer", "huisnummertoevoeging")
    deel, plaats = (
        " ".join(str(plek.velden[n]) for n in namen if n in plek.velden) for namen in (nummer, ("plaatsnaam",))
    )
    return ", ".join(filter(None, (deel, plaats)))
