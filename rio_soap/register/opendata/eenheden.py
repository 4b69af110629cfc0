"""Opleidingseenheden of all sectors and kinds, and the relations between them.

V4 shows those of ho and the particuliere ones; the others are there to be referred to, with the fields of the
Informatiemodel. GRAAD, EQF and NLQF are derived on reading. EIGENAAR stands on each period; the last one counts.
"""

from collections.abc import Mapping
from decimal import Decimal

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.eenheid.leveringen_relatie import sleutel_van
from rio_soap.register.eenheid.raadplegingen import LEESBAAR
from rio_soap.register.opendata import gevolgen, zoekkinderen
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, kenmerk, kenmerken, lijstwaarde, op, perioden
from rio_soap.register.opendata.soort import BuildContext, Gebouwd, NietTePlaatsen, ObjectKind, Opzoeking
from rio_soap.register.opendata.sorteerder import SourceRows

TYPEN: Mapping[str, str] = {
    naam.upper(): naam
    for naam in (
        *("boGroep", "boOpleiding", "boOpleidingsfase", "soGroep", "soOpleiding"),
        *("vsoGroep", "vsoOpleiding", "vsoOpleidingsfase"),
        *("voGroep", "voOpleiding", "voOpleidingsfase", "voVak", "voStage"),
        *("vavoGroep", "vavoOpleiding", "vavoOpleidingsfase"),
        *("educatieOpleiding", "educatieOpleidingsonderdeel"),
        *("mboDomein", "mboKwalificatiedossier", "mboKwalificatie", "mboRegionaleKwalificatie", "mboKeuzedeel"),
        *("mboRegionaalKeuzedeel", "mboDeelkwalificatie", "mboCertificeerbareEenheid", "mboGeneriekExamenOnderdeel"),
        *("hoOpleiding", "hoOnderwijseenheid", "hoOnderwijseenhedencluster"),
        *("particuliereOpleiding", "evcStandaard"),
    )
} | {"BUITENLANDSE_OPLEIDING": "buitenlandseOpleiding", "MBOCROSS_OVERKWALIFICATIE": "mboCrossOverKwalificatie"}
"""Opleidingseenheidtype as published to the specialisation, the name of the element."""

PER_BESTAND: Mapping[str, tuple[str, ...]] = {
    "po_groepen.csv": ("boGroep", "soGroep", "vsoGroep"),
    "po_opleidingen.csv": ("boOpleiding", "soOpleiding", "vsoOpleiding"),
    "po_opleidingsfasen.csv": ("boOpleidingsfase", "vsoOpleidingsfase"),
    "vo_groepen.csv": ("voGroep",),
    "vo_opleidingen.csv": ("voOpleiding",),
    "vo_opleidingsfasen.csv": ("voOpleidingsfase",),
    "vo_opleidingsonderdelen.csv": ("voVak", "voStage"),
    "vavo_groepen.csv": ("vavoGroep",),
    "vavo_opleidingen.csv": ("vavoOpleiding",),
    "vavo_opleidingsfasen.csv": ("vavoOpleidingsfase",),
    "educatie_opleidingen.csv": ("educatieOpleiding",),
    "educatie_opleidingsonderdelen.csv": ("educatieOpleidingsonderdeel",),
    "mbo_groepen.csv": ("mboDomein", "mboKwalificatiedossier"),
    "mbo_opleidingen.csv": ("mboKwalificatie", "mboRegionaleKwalificatie", "mboCrossOverKwalificatie"),
    "mbo_opleidingsonderdelen.csv": (
        *("mboKeuzedeel", "mboRegionaalKeuzedeel", "mboDeelkwalificatie", "mboCertificeerbareEenheid"),
        "mboGeneriekExamenOnderdeel",
    ),
    "ho_opleidingen.csv": ("hoOpleiding",),
    "ho_opleidingsonderdelen.csv": ("hoOnderwijseenheid", "hoOnderwijseenhedencluster"),
    "nfo_opleidingen.csv": ("particuliereOpleiding",),
    "btl_opleidingen.csv": ("buitenlandseOpleiding",),
}
"""File to the specialisations of its units; where there are several, which one is told by the column TYPE.

Which types a file with that column holds was seen of few; the others are reasoned from their names. A load takes all.
"""
BESTANDEN: Mapping[str, str | None] = {
    bestand: een[0] if len(een) == 1 else None for bestand, een in PER_BESTAND.items()
}
"""File to the specialisation of all its units; None where the column TYPE says it."""

KENMERKEN: Mapping[str, str] = {
    "eigenOpleidingseenheidSleutel": "EIGEN_OPLEIDINGSEENHEIDSLEUTEL",
    "soort": "SOORT",
    "categorie": "CATEGORIE",
}
"""Kenmerk of a unit that V4 shows to its column; of others the first only."""
_IN_V4: Mapping[str, str] = {"niveau": "NIVEAU", "waardedocumentsoort": "WAARDEDOCUMENTSOORT"}
OBJECTVELDEN: Mapping[str, str] = {
    **_IN_V4,
    "vWORichting": "VWORICHTING",
    "leerwerktrajectIndicatie": "LEERWERKTRAJECTINDICATIE",
    "opleidingssoort": "OPLEIDINGSSOORT",
}
"""Field of a unit, besides those that all have, to its column.

A fase has `niveaus` in place of niveau; waardedocumentsoort of an onderdeel belongs to its periods.
"""
_PERIODE_IN_V4: Mapping[str, str] = {
    "naamLang": "VOLLEDIGE_NAAM",
    "naamKort": "KORTE_NAAM",
    "internationaleNaam": "INTERNATIONALE_NAAM_ENGELS",
    "omschrijving": "OMSCHRIJVING",
    "waardedocumentsoort": "WAARDEDOCUMENTSOORT",
    "studielast": "STUDIELAST",
    "studielasteenheid": "STUDIELASTEENHEID",
}
PERIODEVELDEN: Mapping[str, str] = {
    **_PERIODE_IN_V4,
    "afkorting": "AFKORTING",
    "wetEisendMinisterie": "WET_EISEND_MINISTERIE",
}
"""Field of a period of a unit to its column."""


def _bouw(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    if len(groep.rijen) > 1:
        bestanden = " and ".join(groep.rijen)
        raise NietTePlaatsen(groep.eerste, "contradiction", f"{groep.sleutel} is in {bestanden}")
    rijen = groep.van(*groep.rijen)
    eerste = een_object(rijen)
    specialisatie = _specialisatie(eerste)
    einde = eerste.datum_of_niet("EINDDATUM")
    gelezen = perioden(rijen, einde, f"{specialisatie}Periode", lambda rij: _periode(specialisatie, rij, werk), werk)
    velden: dict[str, Waarde | None] = {
        "begindatum": eerste.datum("BEGINDATUM"),
        "einddatum": einde,
        "kenmerken": list(_kenmerken(specialisatie, eerste)),
        "opleidingseenheidPeriode": list(gelezen),
        **_eigen_velden(specialisatie, eerste),
    }
    eigenaar = max(rijen, key=lambda rij: rij.datum("BEGINDATUM_PERIODE")).of_niet("EIGENAAR")
    if eigenaar is not None:
        werk.eis(zoek.BESTUUR, eigenaar, eerste)
    gebouwd = Gegeven(specialisatie, gevuld(velden))
    rij = eenheidrij(groep.sleutel, gebouwd, eigenaar, eerste.tekst("OPLEIDINGSHERKOMST"))
    return Gebouwd(rij, mutaties=((groep.sleutel, eigenaar),))


def _specialisatie(rij: Rij) -> str:
    specialisatie = BESTANDEN[rij.bestand]
    if specialisatie is not None:
        return specialisatie
    if (type_ := rij.tekst("TYPE")) not in TYPEN:
        raise NietTePlaatsen(rij, "type unknown", f"{type_} is no opleidingseenheidtype")
    return TYPEN[type_]


def _kenmerken(specialisatie: str, rij: Rij) -> list[Gegeven]:
    if specialisatie in LEESBAAR:
        return kenmerken(specialisatie, rij, KENMERKEN)
    eigen = "eigenOpleidingseenheidSleutel"
    sleutel = rij.of_niet(KENMERKEN[eigen])
    return [] if sleutel is None else [kenmerk(eigen, "kenmerkwaardeTekst", sleutel)]


def _eigen_velden(specialisatie: str, rij: Rij) -> dict[str, Waarde | None]:
    """Fields of the object besides those that all units have."""
    if specialisatie in ("hoOnderwijseenheid", "hoOnderwijseenhedencluster"):
        return {}
    kolommen = _IN_V4 if specialisatie in LEESBAAR else OBJECTVELDEN
    velden: dict[str, Waarde | None] = {naam: rij.of_niet(kolom) for naam, kolom in kolommen.items()}
    if _in_periode(specialisatie):
        del velden["waardedocumentsoort"]
    if specialisatie.endswith("fase"):
        velden["niveau"], velden["niveaus"] = None, rij.lijst(kolommen["niveau"])
    return velden


def _in_periode(specialisatie: str) -> bool:
    """Whether waardedocumentsoort belongs to the period: it does for opleidingsonderdelen."""
    return specialisatie in _ONDERDELEN


_ONDERDELEN = frozenset(
    {
        *("hoOnderwijseenheid", "hoOnderwijseenhedencluster", "voVak", "voStage", "educatieOpleidingsonderdeel"),
        *("mboKeuzedeel", "mboRegionaalKeuzedeel", "mboDeelkwalificatie", "mboCertificeerbareEenheid"),
        "mboGeneriekExamenOnderdeel",
    }
)


def _periode(specialisatie: str, rij: Rij, werk: BuildContext) -> dict[str, Waarde]:
    studielast = rij.getal("STUDIELAST")
    leesbaar = specialisatie in LEESBAAR
    if leesbaar and isinstance(studielast, Decimal):
        if studielast != int(studielast):
            werk.meld(rij, "studielast left out", f"{studielast} is not whole: V4 cannot show it", geplaatst=True)
        studielast = int(studielast) if studielast == int(studielast) else None
    kolommen = _PERIODE_IN_V4 if leesbaar else PERIODEVELDEN
    velden: dict[str, Waarde | None] = {naam: rij.of_niet(kolom) for naam, kolom in kolommen.items()}
    velden |= {"naamLang": rij.tekst(kolommen["naamLang"]), "studielast": studielast}
    if not _in_periode(specialisatie):
        del velden["waardedocumentsoort"]
    return gevuld(velden)


def _vraag(groep: SourceRows, _: frozenset[str]) -> list[tuple[Opzoeking, str]]:
    return [(zoek.BESTUUR, eigenaar) for rij in groep.van(*groep.rijen) if (eigenaar := rij.of_niet("EIGENAAR"))]


EENHEID = ObjectKind(
    "opleidingseenheden",
    model.opleidingseenheid,
    ("code",),
    {bestand: op("OPLEIDINGSEENHEIDCODE") for bestand in BESTANDEN},
    _bouw,
    _vraag,
    (zoekkinderen.EENHEID,),
    gevolgen=gevolgen.van_eenheidsoort,
    afgeleid=zoekkinderen.VAN_EENHEID,
)

_EINDEN = ("VAN_OPLEIDINGSEENHEIDCODE", "NAAR_OPLEIDINGSEENHEIDCODE")


def gekeerd(een: str, ander: str, soort: str) -> tuple[str, str]:
    """From the higher and the lower unit of a relation to van and naar in the register, and back.

    Published from the higher unit; the register goes by the name of the soort: the variant is VARIANT_VAN its
    opleiding, a part hangs HIERARCHISCH under its whole.
    """
    return (een, ander) if soort == "OVERGANG" else (ander, een)


def _bouw_relatie(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = een_object(groep.van(*groep.rijen))
    hoog, laag = (rij.tekst(kolom) for kolom in _EINDEN)
    eenheden = [werk.eis(zoek.EENHEID, code, rij) for code in (hoog, laag)]
    soort = rij.tekst("RELATIESOORT")
    van, naar = gekeerd(hoog, laag, soort)
    waarden = {"van": van, "naar": naar, "soort": soort, "begindatum": rij.datum("BEGINDATUM")}
    # As with a delivery: recorded for the eigenaar of each of the two units.
    eigenaren = sorted({eenheid.eigenaar for eenheid in eenheden}, key=lambda code: code or "")
    sleutel = sleutel_van(van, naar, soort, rij.datum("BEGINDATUM"))
    mutaties = tuple((sleutel, eigenaar) for eigenaar in eigenaren)
    return Gebouwd({**waarden, "einddatum": rij.datum_of_niet("EINDDATUM")}, mutaties=mutaties)


RELATIE = ObjectKind(
    "opleidingsrelaties",
    model.opleidingsrelatie,
    ("van", "naar", "soort", "begindatum"),
    {
        f"{sector}_relaties_opleidingseenheden.csv": op(*_EINDEN, "RELATIESOORT", "BEGINDATUM")
        for sector in ("po", "vo", "vavo", "educatie", "mbo", "ho")
    },
    _bouw_relatie,
    lambda groep, _: [(zoek.EENHEID, code) for kolom in _EINDEN if (code := groep.eerste.of_niet(kolom))],
    gevolgen=gevolgen.van_samenhang,
)

STRUCTUREN = "mbo_structuren.csv"


def _bouw_structuur(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij = een_object(groep.van(STRUCTUREN))
    eenheid = werk.eis(zoek.EENHEID, rij.tekst("OPLEIDINGSEENHEIDCODE"), rij)
    waarden = {"eenheid": eenheid.code, "stelsel": lijstwaarde(rij, "STELSEL"), "begindatum": rij.datum("BEGINDATUM")}
    return Gebouwd({**waarden, "einddatum": rij.datum_of_niet("EINDDATUM")})


STRUCTUUR = ObjectKind(
    "mbo_structuren",
    model.eenheidsstructuur,
    ("eenheid", "stelsel", "begindatum"),
    {STRUCTUREN: op("OPLEIDINGSEENHEIDCODE", "STELSEL", "BEGINDATUM")},
    _bouw_structuur,
    lambda groep, _: [(zoek.EENHEID, code) for code in [groep.eerste.of_niet("OPLEIDINGSEENHEIDCODE")] if code],
    gevolgen=gevolgen.van_structuur,
)
