"""Erkenners with their aanmerkingen: which kinds of erkenning each may give, and under which law.

Of an erkenner its name and the senders that act for it are not published: those that were delivered stay.
"""

from datetime import date

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.leveringen import sleutel_van
from rio_soap.register.database import model
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, op
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, NietTePlaatsen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SourceRows

ERKENNERS, AANMERKINGEN = "erkenners.csv", "aanmerkingen_erkenners.csv"
_NIET_GEPUBLICEERD = ("naam", "oin")
_DELEN = "erkenneraanmerking"


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    bestaand = werk.een(zoek.ERKENNER, groep.sleutel)
    bekend: dict[str, Waarde] = {} if bestaand is None else dict(bestaand.stand.velden)
    if rijen := groep.van(ERKENNERS):
        eerste = een_object(rijen)
        velden: dict[str, Waarde | None] = {
            "erkennercode": groep.sleutel,
            "soort": eerste.tekst("SOORT"),
            "kVKnummer": eerste.of_niet("KVK_NUMMER"),
            **{naam: bekend.get(naam) for naam in _NIET_GEPUBLICEERD},
            "begindatum": eerste.datum("BEGINDATUM"),
            "einddatum": eerste.datum_of_niet("EINDDATUM"),
            _DELEN: bekend.get(_DELEN),
        }
    elif bekend:
        velden = {**bekend}
    else:
        raise NietTePlaatsen(groep.eerste, f"{zoek.ERKENNER.naam} unknown", f"{groep.sleutel} is not in the register")
    if AANMERKINGEN in werk.aanwezig:
        velden[_DELEN] = [_aanmerking(rij) for rij in sorted(groep.van(AANMERKINGEN), key=_volgorde)]
    stand = gevuld(velden)
    rij = {"code": groep.sleutel, **{naam: stand.get(naam) for naam in ("soort", "begindatum", "einddatum")}}
    return Gebouwd({**rij, "stand": Gegeven("erkenner", stand)}, mutaties=((sleutel_van(groep.sleutel), None),))


def _volgorde(rij: Rij) -> tuple[date, str, str]:
    return rij.datum("BEGINDATUM"), rij.tekst("BEVOEGDHEID"), rij.of_niet("REGELGEVING") or ""


def _aanmerking(rij: Rij) -> Gegeven:
    velden: dict[str, Waarde | None] = {
        "bevoegdheid": rij.tekst("BEVOEGDHEID"),
        "regelgeving": rij.of_niet("REGELGEVING"),
        "begindatum": rij.datum("BEGINDATUM"),
        "einddatum": rij.datum_of_niet("EINDDATUM"),
    }
    return Gegeven(_DELEN, gevuld(velden))


def _vraag(groep: SourceRows, _: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    return [(zoek.ERKENNER, groep.sleutel)]


SOORT = ObjectKind(
    "erkenners",
    model.erkenner,
    ("code",),
    dict.fromkeys((ERKENNERS, AANMERKINGEN), op("ERKENNERCODE")),
    _bouw,
    _vraag,
    onderdelen=frozenset({AANMERKINGEN}),
)
