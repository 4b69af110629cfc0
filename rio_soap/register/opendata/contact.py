"""Contact addresses: one published row holds up to nine kinds of address of one context; each becomes a row."""

from collections.abc import Iterable

from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Kinderen, Kolommen, ObjectKind
from rio_soap.register.opendata.sorteerder import SourceRows

BESTAND = "contactadressen.csv"
_EENHEDEN = (
    "ONDERWIJSBESTUURID",
    "ONDERWIJSAANBIEDERID",
    "ONDERWIJSAANBIEDERGROEPID",
    "ONDERWIJSBEGELEIDINGSAANBIEDERID",
)
_NL = ("STRAATNAAM", "HUISNUMMER", "HUISNUMMERTOEVOEGING", "POSTCODE", "PLAATSNAAM")
_BTL = ("ADRESREGEL_EEN", "ADRESREGEL_TWEE", "ADRESREGEL_DRIE", "LANDNAAM")
_SOORTEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("CONTACTPUNT", ("SUBCONTEXT", "CONTACTNAAM")),
    ("EMAIL", ("EMAILADRES",)),
    ("FAX", ("FAXNUMMER",)),
    ("TELEFOON", ("TELEFOONNUMMER",)),
    ("WEB", ("WEBADRES",)),
    *((soort, tuple(f"{soort}_{deel}" for deel in delen)) for soort, delen in (("BEZOEKNL", _NL), ("POSTNL", _NL))),
    *((soort, tuple(f"{soort}_{deel}" for deel in delen)) for soort, delen in (("BEZOEKBTL", _BTL), ("POSTBTL", _BTL))),
)
"""Kind of contactadres to the columns that make it."""

ADRESSEN = Kinderen(model.contactadres, ("eenheid",), frozenset({BESTAND}))


def _eenheid(cellen: dict[str, str | None]) -> str | None:
    """The one of four that is filled."""
    return next((code for kolom in _EENHEDEN if (code := cellen[kolom]) is not None), None)


def _adressen(eenheid: str, rij: Rij) -> Iterable[Kolommen]:
    for soort, kolommen in _SOORTEN:
        if delen := [deel for kolom in kolommen if (deel := rij.of_niet(kolom)) is not None]:
            yield {
                "eenheid": eenheid,
                "soort": soort,
                "communicatiecontext": rij.tekst("CONTEXT"),
                "begindatum": rij.datum("BEGINDATUM"),
                "einddatum": rij.datum_of_niet("EINDDATUM"),
                "waarde": "\n".join(delen),
            }


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    eenheid = werk.eis(zoek.ORGANISATIE, groep.sleutel, groep.eerste)
    adressen = [adres for rij in groep.van(BESTAND) for adres in _adressen(groep.sleutel, rij)]
    return Gebouwd({"code": eenheid.code}, {ADRESSEN: adressen})


SOORT = ObjectKind(
    "contactadressen",
    model.organisatorische_eenheid,
    ("code",),
    {BESTAND: _eenheid},
    _bouw,
    lambda groep, _: [(zoek.ORGANISATIE, groep.sleutel)],
    (ADRESSEN,),
)
