"""Onderwijsbesturen, onderwijsaanbieders, groepen and begeleidingsaanbieders, with the relations between them.

An aanbieder comes from up to four files, and is one object: its rows there, the erkenningen that it rests on, the
besturen and groepen that it belongs to. What no file of the load says stays as the register has it.
"""

from collections.abc import Iterable
from functools import partial

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database import model
from rio_soap.register.opendata import gevolgen
from rio_soap.register.opendata import opzoekingen as zoek
from rio_soap.register.opendata.csvlezer import Rij
from rio_soap.register.opendata.delen import een_object, gevuld, kenmerken, op, perioden
from rio_soap.register.opendata.soort import (
    BuildContext,
    Gebouwd,
    Kinderen,
    Kolommen,
    NietTePlaatsen,
    ObjectKind,
    Opzoeking,
)
from rio_soap.register.opendata.sorteerder import SourceRows
from rio_soap.register.organisatie.gezagsrelaties import VELD as GEZAGSRELATIE
from rio_soap.register.organisatie.gezagsrelaties import (
    Gezagsrelatie,
    gezagsnummer,
    te_bewaren,
    zonder_gezagsrelaties,
)

BESTUREN, AANBIEDERS = "onderwijsbesturen.csv", "onderwijsaanbieders.csv"
GROEPEN, BEGELEIDING = "onderwijsaanbiedersgroepen.csv", "onderwijsbegeleidingsaanbieders.csv"
BESTUUR_GEZAG = "relaties_onderwijsbesturen_bevoegdgezagerkenningen.csv"
AANBIEDER_INSTELLING = "relaties_onderwijsaanbieders_onderwijsinstellingserkenningen.csv"
BEGELEIDING_INSTELLING = "relaties_onderwijsbegeleidingsaanbieders_onderwijsinstellingserkenningen.csv"
BESTUUR_AANBIEDER = "relaties_onderwijsbesturen_onderwijsaanbieders.csv"
BESTUUR_GROEP = "relaties_onderwijsbesturen_onderwijsaanbiedersgroepen.csv"
BESTUUR_BEGELEIDING = "relaties_onderwijsbesturen_onderwijsbegeleidingsaanbieders.csv"
GROEP_AANBIEDER = "relaties_onderwijsaanbiedersgroepen_onderwijsaanbieders.csv"

JURIDISCH = Kinderen(model.juridische_relatie, ("eenheid",), deel="juridisch")


def _boven_met(vorm: str) -> Kinderen:
    """The hierarchy with units whose code has this form; both forms are one part of a version."""
    relatie = model.organisatierelatie
    bereik = sa.and_(relatie.c.van.like(vorm), relatie.c.soort == HIERARCHISCH)
    return Kinderen(relatie, ("naar",), bereik, deel="relaties")


ONDER_BESTUUR, IN_GROEP = _boven_met("___B___"), _boven_met("___G___")


def _stand(groep: SourceRows, werk: BuildContext, bestand: str, element: str, soort: str) -> tuple[Kolommen, Gegeven]:
    """Columns and stand of a unit, by the rows of its file or else by what the register has."""
    if not (rijen := groep.van(bestand)):
        stand: Gegeven = werk.eis(zoek.STANDEN[soort], groep.sleutel, groep.eerste).stand
        return {"code": groep.sleutel}, stand
    eerste = een_object(rijen)
    einde = eerste.datum_of_niet("UITBEDRIJFDATUM")
    begin = eerste.datum("INBEDRIJFDATUM")

    def van_periode(rij: Rij) -> dict[str, Waarde]:
        namen = {"naam": rij.tekst("NAAM"), "internationaleNaam": rij.of_niet("INTERNATIONALE_NAAM")}
        return gevuld({**namen, "expertise": rij.lijst("EXPERTISE")})

    velden: dict[str, Waarde | None] = {
        "inBedrijfdatum": begin,
        "uitBedrijfdatum": einde,
        f"{element}Periode": perioden(rijen, einde, f"{element}Periode", van_periode, werk),
    }
    rij = {"code": groep.sleutel, "begindatum": begin, "einddatum": einde}
    return rij, Gegeven(element, gevuld(velden))


def _bouw_bestuur(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij, stand = _stand(groep, werk, BESTUREN, "onderwijsbestuur", "BESTUUR")
    bestaand = werk.een(zoek.STANDEN["BESTUUR"], groep.sleutel)
    inhoud = zonder_gezagsrelaties(stand)
    if eerste := next(iter(groep.van(BESTUREN)), None):
        nummers = {"kvk_nummer": eerste.of_niet("KVK_NUMMER"), "rsin": eerste.of_niet("RSIN")}
        rij |= {"soort": "BESTUUR", **nummers}
    if BESTUUR_GEZAG in werk.aanwezig:
        relaties = [
            Gezagsrelatie(r.datum("BEGINDATUM"), r.datum_of_niet("EINDDATUM"), r.tekst("BGE_CODE"))
            for r in groep.van(BESTUUR_GEZAG)
        ]
        rij["bevoegd_gezag_nummer"] = nummer = gezagsnummer(relaties)
        duur = inhoud["inBedrijfdatum"], inhoud.get("uitBedrijfdatum")
        inhoud |= te_bewaren(relaties, nummer, *duur)  # type: ignore[arg-type]
    elif bestaand is not None:
        inhoud |= gevuld({GEZAGSRELATIE: bestaand.stand.velden.get(GEZAGSRELATIE)})
    rij["stand"] = Gegeven(stand.naam, inhoud)
    return Gebouwd(rij, mutaties=((groep.sleutel, groep.sleutel),))


def _bouw_groep(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij, stand = _stand(groep, werk, GROEPEN, "onderwijsaanbiedergroep", "GROEP")
    rij["stand"] = stand
    if groep.van(GROEPEN):
        rij["soort"] = "GROEP"
    kinderen = _boven(groep, werk, {ONDER_BESTUUR: (BESTUUR_GROEP, zoek.BESTUUR, "ONDERWIJSBESTUURID")})
    return Gebouwd(rij, kinderen, _mutaties(groep, werk, kinderen))


def _bouw_begeleiding(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij, stand = _stand(groep, werk, BEGELEIDING, "onderwijsbegeleidingsaanbieder", "BEGELEIDING")
    if groep.van(BEGELEIDING):
        rij["soort"] = "BEGELEIDING"
    stand = Gegeven(stand.naam, dict(stand.velden))
    rij["stand"] = stand
    kinderen = _boven(groep, werk, {ONDER_BESTUUR: (BESTUUR_BEGELEIDING, zoek.BESTUUR, "ONDERWIJSBESTUURID")})
    if BEGELEIDING_INSTELLING in werk.aanwezig:
        kinderen[JURIDISCH] = _erkenningen(groep, werk, BEGELEIDING_INSTELLING)
        stand.velden["juridischeRelatie"] = [_juridisch(relatie) for relatie in kinderen[JURIDISCH]]
    elif (bestaand := werk.een(zoek.STANDEN["BEGELEIDING"], groep.sleutel)) is not None:
        stand.velden |= gevuld({"juridischeRelatie": bestaand.stand.velden.get("juridischeRelatie")})
    if not stand.velden.get("juridischeRelatie"):
        stand.velden.pop("juridischeRelatie", None)
    return Gebouwd(rij, kinderen, _mutaties(groep, werk, kinderen))


def _bouw_aanbieder(groep: SourceRows, werk: BuildContext) -> Gebouwd:
    rij, stand = _stand(groep, werk, AANBIEDERS, "onderwijsaanbieder", "AANBIEDER")
    velden = dict(stand.velden)
    if eerste := next(iter(groep.van(AANBIEDERS)), None):
        sleutel = {"eigenOnderwijsaanbiederSleutel": "EIGEN_ONDERWIJSAANBIEDERSLEUTEL"}
        velden |= gevuld({"kenmerken": kenmerken("onderwijsaanbieder", eerste, sleutel)})
        rij |= {"soort": "AANBIEDER", "eigen_sleutel": eerste.of_niet("EIGEN_ONDERWIJSAANBIEDERSLEUTEL")}
    boven = {
        ONDER_BESTUUR: (BESTUUR_AANBIEDER, zoek.BESTUUR, "ONDERWIJSBESTUURID"),
        IN_GROEP: (GROEP_AANBIEDER, zoek.GROEP, "ONDERWIJSAANBIEDERGROEPID"),
    }
    kinderen = _boven(groep, werk, boven)
    if AANBIEDER_INSTELLING in werk.aanwezig:
        kinderen[JURIDISCH] = _erkenningen(groep, werk, AANBIEDER_INSTELLING)
        velden["juridischeRelatie"] = [_juridisch(relatie) for relatie in kinderen[JURIDISCH]]
    elif (bestaand := werk.een(zoek.STANDEN["AANBIEDER"], groep.sleutel)) is not None:
        velden |= gevuld({"juridischeRelatie": bestaand.stand.velden.get("juridischeRelatie")})
    if not velden.get("juridischeRelatie"):
        velden.pop("juridischeRelatie", None)
        werk.meld(groep.eerste, "no erkenning", f"{groep.sleutel} rests on none: V4 cannot show it", geplaatst=True)
    rij["stand"] = Gegeven(stand.naam, velden)
    return Gebouwd(rij, kinderen, _mutaties(groep, werk, kinderen))


def _mutaties(
    groep: SourceRows, werk: BuildContext, kinderen: dict[Kinderen, list[Kolommen]]
) -> tuple[tuple[str, str | None], ...]:
    return ((groep.sleutel, _houder(groep, werk, kinderen)),)


def _houder(groep: SourceRows, werk: BuildContext, kinderen: dict[Kinderen, list[Kolommen]]) -> str | None:
    """The bestuur of a unit: that of its latest relation."""
    if ONDER_BESTUUR in kinderen:
        laatste = max(kinderen[ONDER_BESTUUR], key=lambda relatie: relatie["begindatum"], default=None)
        return str(laatste["van"]) if laatste else None
    bekend = werk.een(zoek.BESTUUR_VAN, groep.sleutel)
    return None if bekend is None else str(bekend.van)


def _boven(
    groep: SourceRows, werk: BuildContext, boven: dict[Kinderen, tuple[str, Opzoeking, str]]
) -> dict[Kinderen, list[Kolommen]]:
    """Relations with units above, for each file of them that is there; one with an unknown unit is told, not placed."""
    kinderen: dict[Kinderen, list[Kolommen]] = {}
    for kind, (bestand, opzoeking, kolom) in boven.items():
        if bestand not in werk.aanwezig:
            continue
        relaties = {}
        for rij in _bekende(groep.van(bestand), werk, opzoeking, kolom):
            begin = rij.datum("BEGINDATUM")
            relatie = {"van": rij.tekst(kolom), "naar": groep.sleutel, "soort": HIERARCHISCH, "begindatum": begin}
            relaties[relatie["van"], begin] = {**relatie, "einddatum": rij.datum_of_niet("EINDDATUM")}
        kinderen[kind] = list(relaties.values())
    return kinderen


def _erkenningen(groep: SourceRows, werk: BuildContext, bestand: str) -> list[Kolommen]:
    relaties = [
        {
            "eenheid": groep.sleutel,
            "erkenning": (code := rij.tekst("OIE_CODE")),
            "erkenner": werk.alle(zoek.INSTELLING, code)[0].erkenner,
            "begindatum": rij.datum("BEGINDATUM"),
            "einddatum": rij.datum_of_niet("EINDDATUM"),
        }
        for rij in _bekende(groep.van(bestand), werk, zoek.INSTELLING, "OIE_CODE")
    ]
    return sorted(relaties, key=lambda relatie: (relatie["begindatum"], relatie["erkenning"]))


def _bekende(rijen: Iterable[Rij], werk: BuildContext, opzoeking: Opzoeking, kolom: str) -> list[Rij]:
    """The rows whose code the register has; of the others is told."""
    bekend = []
    for rij in rijen:
        try:
            werk.eis(opzoeking, rij.tekst(kolom), rij)
        except NietTePlaatsen as fout:
            werk.meld(rij, fout.reden, str(fout))
        else:
            bekend.append(rij)
    return bekend


def _juridisch(relatie: Kolommen) -> Gegeven:
    """In the shape of a delivery, which does not say the erkenner."""
    velden = {"instellingserkenningscode": relatie["erkenning"], "begindatum": relatie["begindatum"]}
    return Gegeven("juridischeRelatie", gevuld({**velden, "einddatum": relatie["einddatum"]}))


def _vraag(groep: SourceRows, aanwezig: frozenset[str], *, hoofd: str, soort: str) -> list[tuple[Opzoeking, str]]:
    """What all units ask: themselves when a file is missing, the units above, the erkenningen below."""
    rust_op = {
        BESTUREN: BESTUUR_GEZAG,
        AANBIEDERS: AANBIEDER_INSTELLING,
        BEGELEIDING: BEGELEIDING_INSTELLING,
    }.get(hoofd)
    compleet = groep.van(hoofd) and (rust_op is None or rust_op in aanwezig)
    gevraagd = [] if compleet else [(zoek.STANDEN[soort], groep.sleutel)]
    for bestand, opzoeking, kolom in (
        (BESTUUR_AANBIEDER, zoek.BESTUUR, "ONDERWIJSBESTUURID"),
        (BESTUUR_GROEP, zoek.BESTUUR, "ONDERWIJSBESTUURID"),
        (BESTUUR_BEGELEIDING, zoek.BESTUUR, "ONDERWIJSBESTUURID"),
        (GROEP_AANBIEDER, zoek.GROEP, "ONDERWIJSAANBIEDERGROEPID"),
        (AANBIEDER_INSTELLING, zoek.INSTELLING, "OIE_CODE"),
        (BEGELEIDING_INSTELLING, zoek.INSTELLING, "OIE_CODE"),
    ):
        gevraagd += [(opzoeking, code) for rij in groep.van(bestand) if (code := rij.of_niet(kolom)) is not None]
    boven = {AANBIEDERS: BESTUUR_AANBIEDER, GROEPEN: BESTUUR_GROEP, BEGELEIDING: BESTUUR_BEGELEIDING}.get(hoofd)
    if boven is not None and boven not in aanwezig:
        gevraagd.append((zoek.BESTUUR_VAN, groep.sleutel))
    return gevraagd


_TABEL = model.organisatorische_eenheid
BESTUUR = ObjectKind(
    "onderwijsbesturen",
    _TABEL,
    ("code",),
    {BESTUREN: op("ONDERWIJSBESTUURID"), BESTUUR_GEZAG: op("ONDERWIJSBESTUURID")},
    _bouw_bestuur,
    partial(_vraag, hoofd=BESTUREN, soort="BESTUUR"),
    onderdelen=frozenset({BESTUUR_GEZAG}),
    gevolgen=gevolgen.van_bestuur,
)
GROEP = ObjectKind(
    "onderwijsaanbiedersgroepen",
    _TABEL,
    ("code",),
    {GROEPEN: op("ONDERWIJSAANBIEDERGROEPID"), BESTUUR_GROEP: op("ONDERWIJSAANBIEDERGROEPID")},
    _bouw_groep,
    partial(_vraag, hoofd=GROEPEN, soort="GROEP"),
    (ONDER_BESTUUR,),
    frozenset({BESTUUR_GROEP}),
    gevolgen=gevolgen.van_eenheid,
)
AANBIEDER = ObjectKind(
    "onderwijsaanbieders",
    _TABEL,
    ("code",),
    {
        bestand: op("ONDERWIJSAANBIEDERID")
        for bestand in (AANBIEDERS, AANBIEDER_INSTELLING, BESTUUR_AANBIEDER, GROEP_AANBIEDER)
    },
    _bouw_aanbieder,
    partial(_vraag, hoofd=AANBIEDERS, soort="AANBIEDER"),
    (JURIDISCH, ONDER_BESTUUR, IN_GROEP),
    frozenset({AANBIEDER_INSTELLING, BESTUUR_AANBIEDER, GROEP_AANBIEDER}),
    gevolgen=gevolgen.van_eenheid,
)
BEGELEIDER = ObjectKind(
    "onderwijsbegeleidingsaanbieders",
    _TABEL,
    ("code",),
    {
        bestand: op("ONDERWIJSBEGELEIDINGSAANBIEDERID")
        for bestand in (BEGELEIDING, BEGELEIDING_INSTELLING, BESTUUR_BEGELEIDING)
    },
    _bouw_begeleiding,
    partial(_vraag, hoofd=BEGELEIDING, soort="BEGELEIDING"),
    (JURIDISCH, ONDER_BESTUUR),
    frozenset({BEGELEIDING_INSTELLING, BESTUUR_BEGELEIDING}),
    gevolgen=gevolgen.van_eenheid,
)
