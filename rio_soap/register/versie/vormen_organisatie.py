"""What is read of the four organisatorische eenheden, at any number."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.organisatie import leesvorm
from rio_soap.register.organisatie.gezagsrelaties import zonder_gezagsrelaties
from rio_soap.register.organisatie.raadplegingen import erkenners_van
from rio_soap.register.organisatie.rijen import BESTUUR, JuridischeRelatie, OrganisatorischeEenheid, Rust
from rio_soap.register.regels import velden
from rio_soap.register.regels.velden import op_begin
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Hierarchie
from rio_soap.register.versie.lezing import Gelezen, Lezing

_TABEL = bronnen.ORGANISATIE.tabel
Eenheden = Mapping[Plek, OrganisatorischeEenheid]
Boven = Mapping[Plek, Sequence[Hierarchie]]


def besturen(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Onderwijsbesturen in the form of our own contract."""

    def lees(rij: OrganisatorischeEenheid) -> Gegeven:
        nummers = {"kVKnummer": rij.kvk_nummer, "rSIN": rij.rsin, "bevoegdGezagNummer": rij.bevoegd_gezag_nummer}
        gelezen = _eigen(rij, "onderwijsbestuur", {naam: nummer for naam, nummer in nummers.items() if nummer})
        return Gegeven(gelezen.naam, zonder_gezagsrelaties(gelezen))

    rijen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    return lezing.maak(_TABEL, {plek: partial(lees, rij) for plek, rij in rijen.items()})


def groepen(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Groepen with the aanbieders in them."""
    rijen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    leden = lezing.beeld.rijen(bronnen.LEDEN, rijen)

    def lees(rij: OrganisatorischeEenheid, onder: Sequence[Hierarchie]) -> Gegeven:
        delen = [_groepslid(lid) for lid in sorted(onder, key=lambda lid: (lid.naar, lid.begindatum))]
        return _eigen(rij, "onderwijsaanbiedergroep", {"groepslid": delen} if delen else {})

    return lezing.maak(_TABEL, {plek: partial(lees, rij, leden.get(plek, ())) for plek, rij in rijen.items()})


def begeleidingsaanbieders(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Onderwijsbegeleidingsaanbieders with the erkenningen on which they rest."""
    rijen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    juridisch = lezing.beeld.rijen(bronnen.RUST, rijen)

    def lees(rij: OrganisatorischeEenheid, rust: Sequence[Rust]) -> Gegeven:
        gelezen = _eigen(rij, "onderwijsbegeleidingsaanbieder", {})
        expertise = gelezen.velden.pop("expertise", None)  # loaded for the whole; it belongs to the period
        if expertise is not None:
            for periode in velden.delen(gelezen, "onderwijsbegeleidingsaanbiederPeriode"):
                periode.velden.setdefault("expertise", expertise)
        gelezen.velden["juridischeRelatie"] = [
            _juridisch(een) for een in sorted(rust, key=lambda een: (een.begindatum, een.erkenning))
        ]
        return gelezen

    return lezing.maak(_TABEL, {plek: partial(lees, rij, juridisch.get(plek, ())) for plek, rij in rijen.items()})


def aanbieders(lezing: Lezing, plekken: Sequence[Plek]) -> Gelezen:
    """Onderwijsaanbieders in V4's form, with the besturen over them, directly or else through a groep."""
    rijen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    erkenners = _erkenners(lezing, rijen, lezing.beeld.rijen(bronnen.JURIDISCH, rijen))
    boven = lezing.beeld.rijen(bronnen.RELATIES, rijen)
    hogere = lezing.beeld.een(bronnen.ORGANISATIE, [p.met(r.van) for p, band in boven.items() for r in band])
    groepen_ = [plek for plek, rij in hogere.items() if rij.soort != BESTUUR]
    boven_groep = lezing.beeld.rijen(bronnen.RELATIES, groepen_)
    verder = lezing.beeld.een(bronnen.ORGANISATIE, [p.met(r.van) for p, band in boven_groep.items() for r in band])
    eenheden = hogere | verder

    def lees(plek: Plek, rij: OrganisatorischeEenheid) -> Gegeven | None:
        heel(rij.stand)
        bijbehorend = [
            leesvorm.lees_bijbehorend_bestuur(bestuur, band.begindatum, band.einddatum)
            for bestuur, band in _paren(plek, boven, boven_groep, eenheden)
        ]
        aanbieder = leesvorm.lees_onderwijsaanbieder(rij, erkenners.get(plek, {}), bijbehorend)
        toonbaar = aanbieder.velden["bijbehorendOnderwijsbestuur"] and aanbieder.velden["juridischeRelatie"]
        return aanbieder if toonbaar else None

    return lezing.maak(_TABEL, {plek: partial(lees, plek, rij) for plek, rij in rijen.items()})


def _paren(
    plek: Plek, boven: Boven, boven_groep: Boven, eenheden: Eenheden
) -> list[tuple[OrganisatorischeEenheid, Hierarchie]]:
    """The besturen of an aanbieder, each with the relation of the aanbieder that leads to it."""

    def bestuur(code: str) -> OrganisatorischeEenheid | None:
        rij = eenheden.get(plek.met(code))
        return rij if rij is not None and rij.soort == BESTUUR else None

    band = sorted(boven.get(plek, ()), key=lambda r: (r.begindatum, r.van))
    direct = [(rij, relatie) for relatie in band if (rij := bestuur(relatie.van)) is not None]
    if direct:
        return direct
    return [
        (rij, relatie)
        for relatie in band
        for hoger in sorted(boven_groep.get(plek.met(relatie.van), ()), key=lambda r: (r.begindatum, r.van))
        if (rij := bestuur(hoger.van)) is not None
    ]


def _erkenners(
    lezing: Lezing, rijen: Eenheden, juridisch: Mapping[Plek, Sequence[JuridischeRelatie]]
) -> dict[Plek, dict[tuple[str, date], str]]:
    """The erkenner of each juridischeRelatie; of one without a row, that of the erkenning as it is now."""
    gevonden = {
        plek: {(rij.erkenning, rij.begindatum): rij.erkenner for rij in juridisch.get(plek, ())} for plek in rijen
    }
    open_: dict[Plek, list[tuple[str, date]]] = {}
    for plek, rij in rijen.items():
        for relatie in velden.delen(rij.stand, "juridischeRelatie"):
            sleutel = velden.tekst(relatie, "instellingserkenningscode"), velden.datum(relatie, "begindatum")
            if sleutel not in gevonden[plek]:
                open_.setdefault(plek, []).append(sleutel)
    bekend = erkenners_van(lezing.session, {code for lijst in open_.values() for code, _ in lijst}) if open_ else {}
    for plek, lijst in open_.items():
        gevonden[plek] |= {sleutel: bekend[sleutel[0]] for sleutel in lijst if sleutel[0] in bekend}
    return gevonden


def _eigen(rij: OrganisatorischeEenheid, soort: str, extra: dict[str, Waarde]) -> Gegeven:
    """An eenheid in the form of our own contract: code first, periods by begin."""
    stand, naam = heel(rij.stand), f"{soort}Periode"
    perioden = [Gegeven(periode.naam, dict(periode.velden)) for periode in op_begin(stand, naam)]
    return Gegeven(soort, {**stand.velden, f"{soort}code": rij.code, **extra, naam: perioden})


def _groepslid(lid: Hierarchie) -> Gegeven:
    gelezen: dict[str, Waarde] = {"onderwijsaanbiedercode": lid.naar, "begindatum": lid.begindatum}
    return Gegeven("groepslid", gelezen | ({"einddatum": lid.einddatum} if lid.einddatum is not None else {}))


def _juridisch(rij: Rust) -> Gegeven:
    gelezen: dict[str, Waarde] = {
        "instellingserkenningscode": rij.erkenning,
        "erkenner": rij.erkenner,
        "begindatum": rij.begindatum,
    }
    return Gegeven("juridischeRelatie", gelezen | ({"einddatum": rij.einddatum} if rij.einddatum is not None else {}))
