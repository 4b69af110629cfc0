"""Contact addresses: one published row holds up to nine kinds of address of one context; each becomes a row."""

from collections import defaultdict
from collections.abc import Iterable

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import gevuld
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, Kinderen, Kolommen, ObjectKind
from rio_soap.register.opendata.sorteerder import SourceRows
from rio_soap.register.regels.standtekst import naar_json

BESTAND = "contactadressen.csv"
_EENHEDEN = (
    "ONDERWIJSBESTUURID",
    "ONDERWIJSAANBIEDERID",
    "ONDERWIJSAANBIEDERGROEPID",
    "ONDERWIJSBEGELEIDINGSAANBIEDERID",
)
ADRESSEN = Kinderen(model.contactadres, ("eenheid",), frozenset({BESTAND}))


def _eenheid(cellen: dict[str, str | None]) -> str | None:
    """The one of four that is filled."""
    return next((code for kolom in _EENHEDEN if (code := cellen[kolom]) is not None), None)


def _adressen(eenheid: str, rijen: Iterable[Rij]) -> Iterable[Kolommen]:
    per_punt: dict[tuple[str, str], list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_punt[rij.tekst("CONTEXT"), rij.of_niet("SUBCONTEXT_NUMMER") or "0"].append(rij)
    for (context, nummer), delen in per_punt.items():
        stand = Gegeven("contactadres", {"contactadresPeriode": [_periode(rij) for rij in delen]})
        yield {"eenheid": eenheid, "context": context, "subcontextnummer": nummer, "stand": naar_json(stand)}


def _periode(rij: Rij) -> Gegeven:
    velden = {
        "begindatum": rij.datum("BEGINDATUM"),
        "einddatum": rij.datum_of_niet("EINDDATUM"),
        "contactnaam": rij.of_niet("CONTACTNAAM"),
        "email": rij.of_niet("EMAILADRES"),
        "telefoonnummer": rij.of_niet("TELEFOONNUMMER"),
        "faxnummer": rij.of_niet("FAXNUMMER"),
        "webadres": rij.of_niet("WEBADRES"),
    }
    return Gegeven("contactadresPeriode", gevuld(velden))


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    eenheid = werk.eis(zoek.ORGANISATIE, groep.sleutel, groep.eerste)
    adressen = list(_adressen(groep.sleutel, groep.van(BESTAND)))
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
