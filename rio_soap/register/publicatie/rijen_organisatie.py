"""Rows of the four organisatorische eenheden, and of what they rest on and what stands above them.

A relation belongs to the lower eenheid: what changes it logs a W of that one, and the columns do not tell it from an
organisatierelatie of another soort with the same ends and begin.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.opendata import organisaties as lader
from rio_soap.register.organisatie.gezagsrelaties import gezagsrelaties
from rio_soap.register.organisatie.rijen import OrganisatorischeEenheid, Rust
from rio_soap.register.publicatie.csvtabel import Cel, Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, cellen_van, met_eind, per_object, verzameling
from rio_soap.register.regels import velden
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.bronnen import Hierarchie
from rio_soap.register.versie.lezing import Lezing

BESTUUR, AANBIEDER = "ONDERWIJSBESTUURID", "ONDERWIJSAANBIEDERID"
GROEP, BEGELEIDING = "ONDERWIJSAANBIEDERGROEPID", "ONDERWIJSBEGELEIDINGSAANBIEDERID"
_BESTUUR, _AANBIEDER, _GROEP = "ONDERWIJSBESTUUR", "ONDERWIJSAANBIEDER", "ONDERWIJSAANBIEDERGROEP"
_BEGELEIDING = "ONDERWIJSBEGELEIDINGSAANBIEDER"


def _eenheden(bestand: str, objecttype: str, kolom: str) -> Tabel:
    return Tabel(bestand, objecttype, ((0, kolom),), (kolom, "BEGINDATUM_PERIODE"))


def _relaties(bestand: str, objecttype: str, ander: str, kolom: str) -> Tabel:
    return Tabel(bestand, objecttype, ((0, kolom),), (ander, kolom, "BEGINDATUM"))


BESTUREN = _eenheden(lader.BESTUREN, _BESTUUR, BESTUUR)
AANBIEDERS = _eenheden(lader.AANBIEDERS, _AANBIEDER, AANBIEDER)
GROEPEN = _eenheden(lader.GROEPEN, _GROEP, GROEP)
BEGELEIDERS = _eenheden(lader.BEGELEIDING, _BEGELEIDING, BEGELEIDING)
BESTUUR_GEZAG = _relaties(lader.BESTUUR_GEZAG, _BESTUUR, "BGE_CODE", BESTUUR)
AANBIEDER_INSTELLING = _relaties(lader.AANBIEDER_INSTELLING, _AANBIEDER, "OIE_CODE", AANBIEDER)
BEGELEIDING_INSTELLING = _relaties(lader.BEGELEIDING_INSTELLING, _BEGELEIDING, "OIE_CODE", BEGELEIDING)
BESTUUR_AANBIEDER = _relaties(lader.BESTUUR_AANBIEDER, _AANBIEDER, BESTUUR, AANBIEDER)
GROEP_AANBIEDER = _relaties(lader.GROEP_AANBIEDER, _AANBIEDER, GROEP, AANBIEDER)
BESTUUR_GROEP = _relaties(lader.BESTUUR_GROEP, _GROEP, BESTUUR, GROEP)
BESTUUR_BEGELEIDING = _relaties(lader.BESTUUR_BEGELEIDING, _BEGELEIDING, BESTUUR, BEGELEIDING)
TABELLEN = (
    *(BESTUREN, AANBIEDERS, GROEPEN, BEGELEIDERS, BESTUUR_GEZAG, AANBIEDER_INSTELLING, BEGELEIDING_INSTELLING),
    *(BESTUUR_AANBIEDER, GROEP_AANBIEDER, BESTUUR_GROEP, BESTUUR_BEGELEIDING),
)
_EXPERTISE = "expertise"
_PERIODE = {"BEGINDATUM_PERIODE": "begindatum", "INTERNATIONALE_NAAM": "internationaleNaam", "NAAM": "naam"}
_JURIDISCH = {"OIE_CODE": "instellingserkenningscode", "BEGINDATUM": "begindatum", "EINDDATUM": "einddatum"}


def besturen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of onderwijsbesturen."""
    gelezen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    return per_object(lezing, _BRON, {plek: partial(_bestuur, rij) for plek, rij in gelezen.items()})


def aanbieders(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of onderwijsaanbieders."""
    gelezen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    boven = lezing.beeld.rijen(bronnen.RELATIES, gelezen)
    vormen = {plek: partial(_aanbieder, rij, boven.get(plek, ())) for plek, rij in gelezen.items()}
    return per_object(lezing, _BRON, vormen)


def groepen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of onderwijsaanbiedergroepen; its leden are rows of the aanbieders."""
    gelezen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    boven = lezing.beeld.rijen(bronnen.RELATIES, gelezen)
    vormen = {plek: partial(_groep, rij, boven.get(plek, ())) for plek, rij in gelezen.items()}
    return per_object(lezing, _BRON, vormen)


def begeleiders(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of onderwijsbegeleidingsaanbieders."""
    gelezen = lezing.beeld.een(bronnen.ORGANISATIE, plekken)
    boven = lezing.beeld.rijen(bronnen.RELATIES, gelezen)
    rust = lezing.beeld.rijen(bronnen.RUST, gelezen)
    vormen = {plek: partial(_begeleider, rij, boven.get(plek, ()), rust.get(plek, ())) for plek, rij in gelezen.items()}
    return per_object(lezing, _BRON, vormen)


_BRON = bronnen.ORGANISATIE.tabel


def _bestuur(rij: OrganisatorischeEenheid) -> Rijen:
    stand = heel(rij.stand)
    nummers: dict[str, Cel] = {"KVK_NUMMER": rij.kvk_nummer, "RSIN": rij.rsin}
    yield from _perioden(BESTUREN, rij, stand, "onderwijsbestuurPeriode", nummers)
    for een in gezagsrelaties(stand, rij.bevoegd_gezag_nummer, rij.begindatum, rij.einddatum):
        duur: dict[str, Cel] = {"BEGINDATUM": een.begindatum, "EINDDATUM": een.einddatum}
        yield BESTUUR_GEZAG, {BESTUUR: rij.code, "BGE_CODE": een.code, **duur}


def _aanbieder(rij: OrganisatorischeEenheid, boven: Sequence[Hierarchie]) -> Rijen:
    stand = heel(rij.stand)
    eigen: dict[str, Cel] = {"EIGEN_ONDERWIJSAANBIEDERSLEUTEL": rij.eigen_sleutel}
    yield from _perioden(AANBIEDERS, rij, stand, "onderwijsaanbiederPeriode", eigen)
    for relatie in velden.delen(stand, "juridischeRelatie"):
        yield AANBIEDER_INSTELLING, {AANBIEDER: rij.code, **cellen_van(relatie, _JURIDISCH)}
    yield from _boven(rij.code, AANBIEDER, boven, {"B": (BESTUUR_AANBIEDER, BESTUUR), "G": (GROEP_AANBIEDER, GROEP)})


def _groep(rij: OrganisatorischeEenheid, boven: Sequence[Hierarchie]) -> Rijen:
    yield from _perioden(GROEPEN, rij, heel(rij.stand), "onderwijsaanbiedergroepPeriode", {})
    yield from _boven(rij.code, GROEP, boven, {"B": (BESTUUR_GROEP, BESTUUR)})


def _begeleider(rij: OrganisatorischeEenheid, boven: Sequence[Hierarchie], rust: Sequence[Rust]) -> Rijen:
    stand = heel(rij.stand)
    yield from _perioden(BEGELEIDERS, rij, stand, "onderwijsbegeleidingsaanbiederPeriode", {})
    for een in rust:
        duur: dict[str, Cel] = {"BEGINDATUM": een.begindatum, "EINDDATUM": een.einddatum}
        yield BEGELEIDING_INSTELLING, {BEGELEIDING: rij.code, "OIE_CODE": een.erkenning, **duur}
    yield from _boven(rij.code, BEGELEIDING, boven, {"B": (BESTUUR_BEGELEIDING, BESTUUR)})


def _perioden(
    tabel: Tabel, rij: OrganisatorischeEenheid, stand: Gegeven, element: str, eigen: Mapping[str, Cel]
) -> Rijen:
    """One row for each period, with what belongs to the whole repeated.

    :param eigen: columns of this kind of eenheid.
    """
    vast = {tabel.sleutel[0]: rij.code, "INBEDRIJFDATUM": rij.begindatum, "UITBEDRIJFDATUM": rij.einddatum, **eigen}
    met_expertise = tabel is BEGELEIDERS
    for periode, einde in met_eind(velden.delen(stand, element), rij.einddatum):
        cellen = {**vast, **cellen_van(periode, _PERIODE), "EINDDATUM_PERIODE": einde}
        if met_expertise:  # loaded for the whole before it belonged to the period
            cellen["EXPERTISE"] = verzameling(periode.velden.get(_EXPERTISE, stand.velden.get(_EXPERTISE)))
        yield tabel, cellen


def _boven(code: str, kolom: str, boven: Sequence[Hierarchie], per_letter: Mapping[str, tuple[Tabel, str]]) -> Rijen:
    """Relations from above, each in the file of what stands there; of what has no file none."""
    for relatie in boven:
        if (plaats := per_letter.get(relatie.van[3:4])) is not None:
            tabel, ander = plaats
            duur: dict[str, Cel] = {"BEGINDATUM": relatie.begindatum, "EINDDATUM": relatie.einddatum}
            yield tabel, {ander: relatie.van, kolom: code, **duur}
