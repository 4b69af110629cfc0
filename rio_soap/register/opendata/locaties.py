"""Onderwijslocaties and their use by besturen, with the erkende vestigingen that a use serves.

PLAATSNAAM is published in mixed case; V4 has capitals. A huisnummertoevoeging is kept to the letter: its leading blank
or dash says how it joins the huisnummer. STRAATNAAM is not kept.
"""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.opendata import gevolgen, zoekkinderen
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, kenmerken, op
from rio_soap.register.opendata.soort import (
    BuildContext,
    Gebouwd,
    Kinderen,
    Kolommen,
    NietTePlaatsen,
    ObjectKind,
    Opzoeking,
    niet_bekend,
)
from rio_soap.register.opendata.sorteerder import SCHEIDING, SourceRows

LOCATIES, GEBRUIKEN = "onderwijslocaties.csv", "onderwijslocatiegebruiken.csv"
GEBRUIK_VESTIGING = "relaties_onderwijslocatiegebruiken_vestigingserkenningen.csv"
KENMERKEN = {"eigenOnderwijslocatiegebruikSleutel": "EIGEN_ONDERWIJSLOCATIEGEBRUIK_SLEUTEL"}
"""Kenmerken of a gebruik, to their column."""
JURIDISCH = "juridischeOnderwijslocatiegebruikRelatie"
"""Element that says a vestiging of a gebruik."""


def _bouw_locatie(groep: SourceRows, _: BuildContext) -> Gebouwd:
    rij = een_object(groep.van(LOCATIES))
    plaats = rij.of_niet("PLAATSNAAM")
    adres = {
        "postcode": rij.of_niet("POSTCODE"),
        "huisnummer": rij.geheel("HUISNUMMER"),
        "huisnummertoevoeging": rij.of_niet("HUISNUMMERTOEVOEGING"),
    }
    bag = rij.of_niet("BAG_ID")
    overige = {
        "bagID": bag,
        "gpsLatitude": rij.decimaal("GPS_LATITUDE"),
        "gpsLongitude": rij.decimaal("GPS_LONGITUDE"),
        "plaatsnaam": plaats and plaats.upper(),
    }
    stand = Gegeven("onderwijslocatie", gevuld({**adres, **overige}))
    rij_ = {"code": groep.sleutel, **adres, "bag_id": bag, "stand": stand}
    return Gebouwd(rij_, mutaties=((groep.sleutel, None),))


VESTIGINGEN = Kinderen(model.juridische_locatierelatie, ("bestuur", "locatie"))


def _bouw_gebruik(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    bestuur, locatie = groep.sleutel.split(SCHEIDING)
    rij: Kolommen = {"bestuur": bestuur, "locatie": locatie}
    bestaand = next((r for r in werk.alle(zoek.GEBRUIK, bestuur) if r.locatie == locatie), None)
    if rijen := groep.van(GEBRUIKEN):
        eerste = een_object(rijen)
        werk.eis(zoek.BESTUUR, bestuur, eerste)
        werk.eis(zoek.LOCATIE, locatie, eerste)
        begin, einde = eerste.datum("INBEDRIJFDATUM"), eerste.datum_of_niet("UITBEDRIJFDATUM")
        stand = {
            "inBedrijfdatum": begin,
            "uitBedrijfdatum": einde,
            "kenmerken": list(kenmerken("onderwijslocatiegebruik", eerste, KENMERKEN)),
        }
        velden = gevuld(stand)
        rij |= {"begindatum": begin, "einddatum": einde}
        rij["eigen_sleutel"] = eerste.of_niet("EIGEN_ONDERWIJSLOCATIEGEBRUIK_SLEUTEL")
    elif bestaand is not None:
        velden = dict(bestaand.stand.velden)
    else:
        raise NietTePlaatsen(groep.eerste, "onderwijslocatiegebruik unknown", f"{bestuur} at {locatie}")
    kinderen = {}
    naam = JURIDISCH
    if GEBRUIK_VESTIGING in werk.aanwezig:
        kinderen[VESTIGINGEN] = [
            relatie for r in groep.van(GEBRUIK_VESTIGING) if (relatie := _vestiging(r, werk)) is not None
        ]
        velden.pop(naam, None)
        velden |= gevuld({naam: [_juridisch(relatie) for relatie in kinderen[VESTIGINGEN]]})
    elif bestaand is not None:
        velden |= gevuld({naam: bestaand.stand.velden.get(naam)})
    rij["stand"] = Gegeven("onderwijslocatiegebruik", velden)
    return Gebouwd(rij, kinderen, ((f"{bestuur}/{locatie}", bestuur),))


def _vestiging(rij: Rij, werk: BuildContext) -> Kolommen | None:
    code = rij.tekst("VESTIGINGSCODE")
    if werk.een(zoek.VESTIGING, code) is None:
        werk.meld(rij, f"{zoek.VESTIGING.naam} unknown", niet_bekend(rij, code))
        return None
    return {
        "bestuur": rij.tekst("ONDERWIJSBESTUURID"),
        "locatie": rij.tekst("ONDERWIJSLOCATIECODE"),
        "vestiging": code,
        "begindatum": rij.datum("BEGINDATUM"),
        "einddatum": rij.datum_of_niet("EINDDATUM"),
    }


def _juridisch(relatie: Kolommen) -> Gegeven:
    velden = {"instellingserkenningscode": relatie["vestiging"], "begindatum": relatie["begindatum"]}
    return Gegeven(JURIDISCH, gevuld({**velden, "einddatum": relatie["einddatum"]}))


def _vraag(groep: SourceRows, aanwezig: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    bestuur, locatie = groep.sleutel.split(SCHEIDING)
    gevraagd = [(zoek.BESTUUR, bestuur), (zoek.LOCATIE, locatie)]
    if not groep.van(GEBRUIKEN) or GEBRUIK_VESTIGING not in aanwezig:
        gevraagd.append((zoek.GEBRUIK, bestuur))
    return gevraagd + [
        (zoek.VESTIGING, code) for rij in groep.van(GEBRUIK_VESTIGING) if (code := rij.of_niet("VESTIGINGSCODE"))
    ]


LOCATIE = ObjectKind(
    "onderwijslocaties",
    model.onderwijslocatie,
    ("code",),
    {LOCATIES: op("ONDERWIJSLOCATIECODE")},
    _bouw_locatie,
    kinderen=(zoekkinderen.LOCATIE,),
    gevolgen=gevolgen.van_locatie,
    afgeleid=zoekkinderen.VAN_LOCATIE,
)
GEBRUIK = ObjectKind(
    "onderwijslocatiegebruiken",
    model.onderwijslocatiegebruik,
    ("bestuur", "locatie"),
    {bestand: op("ONDERWIJSBESTUURID", "ONDERWIJSLOCATIECODE") for bestand in (GEBRUIKEN, GEBRUIK_VESTIGING)},
    _bouw_gebruik,
    _vraag,
    (VESTIGINGEN,),
    frozenset({GEBRUIK_VESTIGING}),
)
