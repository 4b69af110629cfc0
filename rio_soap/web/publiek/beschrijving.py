"""What the fields of an object say, in the words of a page: labels, names of values, days, and links with names."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from rio_soap.contract.jsonvorm import Json, JsonObject
from rio_soap.register.zoeken.weergavenamen import eenheidsnamen_op, erkenningsnamen_op, weergavenamen
from rio_soap.web.frame import opmaak
from rio_soap.web.frame.scherm import Schermverzoek
from rio_soap.web.frame.veldweergave import waardetekst
from rio_soap.web.publiek.objectverwijzing import Objectadres, van_element

_MET_NAAM: Final = ("/erkenningen/", "/organisaties/", "/samenwerkingen/")
"""Pages of what always has a name: a code that has none is of something that the register does not hold."""
_DUUR: Final = ("begindatum", "inBedrijfdatum", "einddatum", "uitBedrijfdatum")
"""Elements that say from when and until when, which come first in a table."""
_DELEN: Final = ("Periode", "Cohort")
"""What an element of parts that a page shows in tables of their own ends in."""

BEGRIP_VAN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("begindatum", "inBedrijfdatum"), "begindatum"),
        **dict.fromkeys(("einddatum", "uitBedrijfdatum"), "einddatum"),
        **dict.fromkeys(("erkenner", "opleidingseenheiderkenner"), "erkenner"),
        **dict.fromkeys(("niveau", "opleidingsniveau"), "niveau"),
        **dict.fromkeys(("eqf", "nlqf", "EQF", "NLQF"), "nlqf"),
        **dict.fromkeys(("studielast", "studielasteenheid"), "studielast"),
        **dict.fromkeys(("opleidingserkenning", "opleidingserkenningSleutel"), "opleidingserkenning"),
        "bagID": "bag",
        "bekostigd": "bekostiging",
        "eigenaar": "bestuur",
        "instellingserkenning": "instellingserkenning",
        "ISCED": "isced",
        "kVKnummer": "kvk",
        "leerweg": "leerweg",
        "onderwijsaanbiedercode": "aanbieder",
        "onderwijsbestuurcode": "bestuur",
        "onderwijslocatiecode": "locatie",
        "opleidingseenheidcode": "eenheid",
        "opleidingsstelsel": "stelsel",
        "rSIN": "rsin",
        "waardedocumentsoort": "waardedocument",
        "wet": "wet",
    }
)
"""Elements whose label is a term, to its anchor on the page of terms."""


@dataclass(frozen=True, slots=True)
class Cel:
    """A text of a page.

    :param adres: where it leads.
    :param nl: whether it is data of the register, in Dutch.
    """

    tekst: str
    adres: str = ""
    nl: bool = False


@dataclass(frozen=True, slots=True)
class Gegevensregel:
    """A label with what it says.

    :param begrip: anchor of its term on the page of terms; empty when it is none.
    """

    label: str
    cellen: Sequence[Cel]
    begrip: str = ""


@dataclass(frozen=True, slots=True)
class Gegevenstabel:
    """Heads of columns, and rows with the cells of each column; the first two columns are the days from and to."""

    koppen: Sequence[str]
    rijen: Sequence[Sequence[Sequence[Cel]]] = field(default_factory=list)


class Beschrijver:
    """Writes the fields of some objects; names of all that they refer to are read at once.

    :param gegevens: all that will be written.
    """

    def __init__(self, verzoek: Schermverzoek, *gegevens: Json) -> None:
        self.verzoek = verzoek
        genoemd = [een for gegeven in gegevens for een in _verwijzingen("", gegeven)]
        session, dag = verzoek.session, verzoek.dag
        eenheden = [een.sleutel for een in genoemd if een.is_eenheid]
        erkend = {een.erkenning: een.sleutel for een in genoemd if een.erkenning is not None}
        anders = [een.sleutel for een in genoemd if not een.is_eenheid and een.erkenning is None]
        namen = {**weergavenamen(session, anders, dag)}
        if eenheden:
            namen |= eenheidsnamen_op(session, eenheden, dag)
        for sleutel, naam in erkenningsnamen_op(session, erkend.keys(), dag).items():
            namen[erkend[sleutel]] = naam
        self.namen: Mapping[str, str] = namen

    def naar(self, verwijzing: Objectadres) -> Cel:
        """A link to an object, with its name and code; of what should have a name and has none the code alone."""
        naam = self.namen.get(verwijzing.sleutel)
        if not naam and verwijzing.pad.startswith(_MET_NAAM):
            return Cel(verwijzing.code, nl=True)
        tekst = f"{naam} ({verwijzing.code})" if naam else verwijzing.code
        return Cel(tekst, self.verzoek.url(verwijzing.pad, **assen(self.verzoek)), nl=True)

    def naam(self, sleutel: str) -> str:
        """What an object is called; its key when it has no name."""
        return self.namen.get(sleutel) or sleutel

    def regels(self, gegeven: JsonObject, zonder: Collection[str] = ()) -> list[Gegevensregel]:
        """A line per field, in the order of the contract; parts that have tables of their own are left out."""
        uit = []
        for element, waarde in _platte(gegeven, zonder):
            if element.endswith(_DELEN) and isinstance(waarde, list):
                continue
            if cellen := self.cellen(element, waarde):
                uit.append(Gegevensregel(opmaak.label(self.verzoek.taal, element), cellen, BEGRIP_VAN.get(element, "")))
        return uit

    def tabel(self, delen: Iterable[JsonObject], zonder: Collection[str] = ()) -> Gegevenstabel:
        """A row per part with a column per field that any of them has."""
        rijen = [dict(_platte(deel, zonder)) for deel in delen]
        kolommen = list(dict.fromkeys(naam for rij in rijen for naam in rij))
        vast = [naam for naam in _DUUR if naam in kolommen]
        kolommen = vast + [naam for naam in kolommen if naam not in vast]
        koppen = [opmaak.label(self.verzoek.taal, naam) for naam in kolommen]
        return Gegevenstabel(koppen, [[self.cellen(naam, rij.get(naam)) for naam in kolommen] for rij in rijen])

    def cellen(self, element: str, waarde: Json) -> list[Cel]:
        """What the value of an element says."""
        if waarde is None:
            return []
        if isinstance(waarde, list):
            return [cel for deel in waarde for cel in self.cellen(element, deel)]
        if (verwijzing := van_element(element, waarde)) is not None:
            return [self.naar(verwijzing)]
        if isinstance(waarde, dict):
            delen = [
                f"{opmaak.label(self.verzoek.taal, naam)}: {', '.join(cel.tekst for cel in self.cellen(naam, deel))}"
                for naam, deel in _platte(waarde)
            ]
            return [Cel("; ".join(delen), nl=True)]
        tekst, nl = waardetekst(self.verzoek.taal, element, waarde)
        return [Cel(tekst, nl=nl)]


def assen(verzoek: Schermverzoek) -> dict[str, str | None]:
    """Parameters by which another page stands on the same axes."""
    return {naam: verzoek.gegeven.get(naam) for naam in ("geldigOp", "bekendOp")}


def _platte(gegeven: JsonObject, zonder: Collection[str] = ()) -> Iterator[tuple[str, Json]]:
    """Fields, but for some, with those of parts that occur once beside them, as kenmerken do."""
    for naam, waarde in gegeven.items():
        if naam in zonder:
            continue
        if isinstance(waarde, dict) and van_element(naam, waarde) is None:
            yield from _platte(waarde, zonder)
        else:
            yield naam, waarde


def _verwijzingen(element: str, gegeven: Json) -> Iterator[Objectadres]:
    if isinstance(gegeven, list):
        for deel in gegeven:
            yield from _verwijzingen(element, deel)
        return
    if (een := van_element(element, gegeven)) is not None:
        yield een
    if isinstance(gegeven, dict):
        for naam, waarde in gegeven.items():
            yield from _verwijzingen(naam, waarde)
