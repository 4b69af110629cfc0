"""Contactadressen: one row is a period of how to reach an eenheid in a context, under a number of that context.

The files hold the contexts ALGEMEEN and AANMELDEN only; what was delivered in another stays. A value that the contract
cannot hold (a web address without http) is left out and told, and the rest of its row stays.
"""

from collections.abc import Iterable

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.contact.rijen import GEEN_NUMMER, subcontextnummer
from rio_soap.register.database import model
from rio_soap.register.opendata import houders
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.adreslezer import Adreskolommen, lees_adres
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import gevuld, zonder_overlap
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, NietTePlaatsen, ObjectKind
from rio_soap.register.opendata.sorteerder import SCHEIDING, SourceRows
from rio_soap.register.regels.objectsleutel import sleutel_uit

BESTAND = "contactadressen.csv"
EENHEDEN = (
    "ONDERWIJSBESTUURID",
    "ONDERWIJSAANBIEDERID",
    "ONDERWIJSAANBIEDERGROEPID",
    "ONDERWIJSBEGELEIDINGSAANBIEDERID",
)
"""Columns of the eenheid, of which one is filled."""
TEKSTEN = {
    "contactnaam": "CONTACTNAAM",
    "email": "EMAILADRES",
    "telefoonnummer": "TELEFOONNUMMER",
    "faxnummer": "FAXNUMMER",
    "webadres": "WEBADRES",
}
"""Fields of a period that hold a text, to their column."""


def _adreskolommen(soort: str) -> Adreskolommen:
    delen = ("straatnaam", "huisnummer", "huisnummertoevoeging", "postcode", "plaatsnaam")
    een, twee, drie = (f"{soort}BTL_ADRESREGEL_{nummer}" for nummer in ("EEN", "TWEE", "DRIE"))
    binnen = {deel: f"{soort}NL_{deel.upper()}" for deel in delen}
    return Adreskolommen(binnen, (een, twee, drie), f"{soort}BTL_LANDNAAM")


ADRESSEN = {"bezoekadres": _adreskolommen("BEZOEK"), "postadres": _adreskolommen("POST")}
"""Fields of a period that hold an address, to its columns."""
_LOS = frozenset(
    {"SUBCONTEXT", *TEKSTEN.values()}
    | {kolom for kolommen in ADRESSEN.values() for kolom in (*kolommen.binnen.values(), *kolommen.regels)}
)


def _sleutel(cellen: dict[str, str | None]) -> str | None:
    eenheid = next((code for kolom in EENHEDEN if (code := cellen[kolom]) is not None), None)
    context = cellen["CONTEXT"]
    if eenheid is None or context is None:
        return None
    return SCHEIDING.join((eenheid, context, subcontextnummer(cellen["SUBCONTEXT_NUMMER"] or GEEN_NUMMER)))


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    eenheid, context, nummer = groep.sleutel.split(SCHEIDING)
    rijen = groep.van(BESTAND)
    for rij in rijen:
        if len(gevuld_ := [kolom for kolom in EENHEDEN if rij.of_niet(kolom) is not None]) > 1:
            raise NietTePlaatsen(rij, "contradiction", f"of {' and '.join(gevuld_)} one can be filled")
    gevonden = werk.eis(zoek.ORGANISATIE, eenheid, groep.eerste)
    perioden = list(_perioden(rijen, werk))
    if not perioden:
        raise NietTePlaatsen(groep.eerste, "no contactgegeven", f"nothing is left of {context} {nummer} of {eenheid}")
    return Gebouwd(
        {
            "eenheid": gevonden.code,
            "context": context,
            "subcontextnummer": nummer,
            "stand": Gegeven("contactadres", {"contactadresPeriode": perioden}),
        },
        mutaties=((sleutel_uit(eenheid, context, nummer), None),),
    )


def _perioden(rijen: Iterable[Rij], werk: BuildContext) -> Iterable[Gegeven]:
    """The periods by begin; one without a contactgegeven is told and left out."""
    per_regel: dict[int, dict[str, Waarde]] = {}
    gevulde: list[Rij] = []
    for rij in rijen:
        if gegevens := _gegevens(rij, werk):
            per_regel[rij.regel] = gegevens
            gevulde.append(rij)
        else:
            werk.meld(rij, "no contactgegeven", "a period has at least one")
    for rij in zonder_overlap(gevulde, werk):
        velden: dict[str, Waarde | None] = {
            "begindatum": rij.datum("BEGINDATUM"),
            "einddatum": rij.datum_of_niet("EINDDATUM"),
            "communicatiesubcontext": rij.of_niet("SUBCONTEXT"),
            **per_regel[rij.regel],
        }
        yield Gegeven("contactadresPeriode", gevuld(velden))


def _gegevens(rij: Rij, werk: BuildContext) -> dict[str, Waarde]:
    """How to reach the eenheid."""
    velden: dict[str, Waarde | None] = {veld: rij.of_niet(kolom) for veld, kolom in TEKSTEN.items()}
    for veld, kolommen in ADRESSEN.items():
        if adres := lees_adres(kolommen, rij, werk):
            velden[veld] = Gegeven(veld, adres)
    return gevuld(velden)


SOORT = ObjectKind(
    "contactadressen",
    model.contactadres,
    ("eenheid", "context", "subcontextnummer"),
    {BESTAND: _sleutel},
    _bouw,
    lambda groep, _: [(zoek.ORGANISATIE, groep.sleutel.split(SCHEIDING)[0])],
    onderdelen=frozenset({BESTAND}),
    los=_LOS,
    houders=houders.van_eenheden,
)
