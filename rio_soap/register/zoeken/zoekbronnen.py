"""From the objects of the register to what search holds of them.

Where a unit is follows from the instellingserkenningen that it rests on: the formal addresses of these, and of a
bestuur that of its bevoegd gezag. An onderwijslocatie is in operation while a bestuur uses it; one that nobody ever
used has no dates, and is not found.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.database.model import (
    instellingserkenning,
    juridische_locatierelatie,
    juridische_relatie,
    onderwijslocatie,
    onderwijslocatiegebruik,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.rijen import GEZAG as GEZAGSOORT
from rio_soap.register.erkenning.rijen import OCW, SOORTEN
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.standtekst import deel_van, van_json, veldtekst
from rio_soap.register.zoeken.zoekbeeld import (
    BRIN,
    CODE,
    EENHEIDTYPEN,
    EIGEN,
    GEZAG,
    INSTELLINGSERKENNING,
    KVK,
    ONDERWIJSLOCATIE,
    RSIN,
    Zoekbeeld,
)

_ELEMENT = {soort: element for element, soort in SOORTEN.items()}
_EENHEIDELEMENT = {
    "BESTUUR": "onderwijsbestuur",
    "GROEP": "onderwijsaanbiedergroep",
    "AANBIEDER": "onderwijsaanbieder",
    "BEGELEIDING": "onderwijsbegeleidingsaanbieder",
}


class _Eenheid(NamedTuple):
    code: str
    soort: str
    begindatum: date
    einddatum: date | None
    eigen_sleutel: str | None
    bevoegd_gezag_nummer: str | None
    kvk_nummer: str | None
    rsin: str | None
    stand: str


class _Rust(NamedTuple):
    """What a unit rests on, with the stand of an erkenning of that code; None when there is none."""

    eenheid: str
    erkenning: str
    begindatum: date
    einddatum: date | None
    stand: str | None


class _Gezag(NamedTuple):
    code: str
    stand: str


class _Erkenning(NamedTuple):
    id: int
    erkenner: str
    soort: str
    code: str
    begindatum: date
    einddatum: date | None
    stand: str


class _Locatie(NamedTuple):
    code: str
    stand: str


class _Gebruik(NamedTuple):
    """A use of a locatie, with a vestiging that it serves; None when it serves none."""

    locatie: str
    begindatum: date
    einddatum: date | None
    eigen_sleutel: str | None
    vestiging: str | None
    vanaf: date | None
    tot: date | None


def eenheden(session: Session, codes: Sequence[str]) -> Iterator[Zoekbeeld]:
    """What search holds of these units, as far as they are there."""
    rijen = session.execute(_EENHEDEN, {"codes": codes}).all()
    rust = _per_eenheid(session.execute(_RUST, {"codes": codes}))
    nummers = [rij.bevoegd_gezag_nummer for rij in rijen if rij.bevoegd_gezag_nummer is not None]
    gezagen = {rij.code: rij.stand for rij in session.execute(_GEZAGEN, {"codes": nummers})} if nummers else {}
    for rij in rijen:
        beeld = Zoekbeeld(EENHEIDTYPEN[rij.soort], rij.code, rij.begindatum, rij.einddatum)
        beeld.heet(_delen(rij.stand, f"{_EENHEIDELEMENT[rij.soort]}Periode"), "naam", ("internationaleNaam",))
        beeld.heeft(CODE, rij.code)
        for soort, nummer in ((EIGEN, rij.eigen_sleutel), (KVK, rij.kvk_nummer), (RSIN, rij.rsin)):
            beeld.heeft(soort, nummer)
        if rij.bevoegd_gezag_nummer is not None:
            beeld.heeft(GEZAG, rij.bevoegd_gezag_nummer)
            _ligt(beeld, gezagen.get(rij.bevoegd_gezag_nummer), rij.begindatum, None)
        for band in rust.get(rij.code, ()):
            beeld.heeft(BRIN, band.erkenning, band.begindatum, band.einddatum)
            _ligt(beeld, band.stand, band.begindatum, band.einddatum)
        yield beeld


def erkenningen(session: Session, sleutels: Collection[Instellingsleutel]) -> Iterator[Zoekbeeld]:
    """What search holds of these instellingserkenningen, as far as they are there."""
    gevraagd = set(sleutels)
    for rij in session.execute(_ERKENNINGEN, {"codes": sorted({een.code for een in gevraagd})}):
        if (rij.erkenner, rij.soort, rij.code) not in gevraagd:
            continue
        sleutel = sleutel_van(rij.erkenner, rij.soort, rij.code)
        beeld = Zoekbeeld(INSTELLINGSERKENNING, sleutel, rij.begindatum, rij.einddatum, rij.id)
        beeld.heet(_delen(rij.stand, f"{_ELEMENT.get(rij.soort)}Periode"), "naamLang", ("naamKort",))
        beeld.heeft(CODE, rij.code)
        beeld.heeft(KVK, veldtekst(rij.stand, "kVKnummer"))
        _ligt(beeld, rij.stand, rij.begindatum, None)
        yield beeld


def locaties(session: Session, codes: Sequence[str]) -> Iterator[Zoekbeeld]:
    """What search holds of these onderwijslocaties, as far as they are there and were ever used.

    It has no name, and is shown by its address.
    """
    gebruiken: dict[str, list[_Gebruik]] = {}
    for gebruik in session.execute(_GEBRUIKEN, {"codes": codes}):
        gebruiken.setdefault(gebruik.locatie, []).append(gebruik)
    if not gebruiken:
        return
    for rij in session.execute(_LOCATIES, {"codes": sorted(gebruiken)}):
        van = gebruiken[rij.code]
        eindes = [een.einddatum for een in van]
        einde = None if None in eindes else max(dag for dag in eindes if dag is not None)
        beeld = Zoekbeeld(ONDERWIJSLOCATIE, rij.code, min(een.begindatum for een in van), einde)
        beeld.heeft(CODE, rij.code)
        if (adres := _gelezen(rij.stand)) is not None:
            beeld.staat_op(_adrestekst(adres) or rij.code)
            beeld.ligt(adres, beeld.begindatum, None)
        for een in van:
            beeld.heeft(EIGEN, een.eigen_sleutel)
            if een.vanaf is not None:
                beeld.heeft(BRIN, een.vestiging, een.vanaf, een.tot)
        yield beeld


def _adrestekst(adres: Gegeven) -> str:
    """An address in the order in which it is written on an envelope; of a point it is nothing."""
    huisnummer = adres.velden.get("huisnummer")
    nummer = f"{huisnummer}{velden.tekst_of_niet(adres, 'huisnummertoevoeging') or ''}" if huisnummer else ""
    postcode, plaats = (velden.tekst_of_niet(adres, veld) or "" for veld in ("postcode", "plaatsnaam"))
    return ", ".join(deel for deel in (" ".join(deel for deel in (postcode, nummer) if deel), plaats) if deel)


def _per_eenheid(rijen: Iterable[_Rust]) -> Mapping[str, list[_Rust]]:
    per_code: dict[str, list[_Rust]] = {}
    for rij in rijen:
        per_code.setdefault(rij.eenheid, []).append(rij)
    return per_code


def _ligt(beeld: Zoekbeeld, erkenning: str | None, begin: date, einde: date | None) -> None:
    """Take the formal addresses of an erkenning, as long as it counts for the object.

    :param erkenning: its stand; None takes nothing.
    """
    for formeel in _delen(erkenning, "formeelInstellingsadres") if erkenning is not None else ():
        vanaf, tot = max(begin, velden.datum(formeel, "begindatum")), velden.datum_of_niet(formeel, "einddatum")
        if einde is not None:
            tot = einde if tot is None else min(tot, einde)
        adres = velden.deel(formeel, "binnenlandsAdres")
        if adres is not None and (tot is None or vanaf < tot):
            beeld.ligt(adres, vanaf, tot)


def _delen(stand: str, naam: str) -> list[Gegeven]:
    """The parts of a repeating field of a stand; none of one that cannot be read, which its own readings tell of."""
    try:
        waarde = deel_van(stand, naam)
    except STANDFOUTEN:
        return []
    return [deel for deel in waarde if isinstance(deel, Gegeven)] if isinstance(waarde, list) else []


def _gelezen(stand: str) -> Gegeven | None:
    try:
        return van_json(stand)
    except STANDFOUTEN:
        return None


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)


def _tekst(tabel: sa.Table) -> sa.Label[str]:
    return sa.type_coerce(tabel.c.stand, Leesstand).label("stand")


_eenheid, _locatie = organisatorische_eenheid.c, onderwijslocatie.c
_EENHEDEN = Statement(
    sa.select(*(_eenheid[naam] for naam in _Eenheid._fields[:-1]), _tekst(organisatorische_eenheid)).where(
        _eenheid.code.in_(_codes)
    ),
    _Eenheid,
)
_RUST = Statement(
    sa.select(*(juridische_relatie.c[naam] for naam in _Rust._fields[:-1]), _tekst(instellingserkenning))
    .outerjoin(
        instellingserkenning,
        sa.and_(
            instellingserkenning.c.code == juridische_relatie.c.erkenning,
            instellingserkenning.c.erkenner == juridische_relatie.c.erkenner,
        ),
    )
    .where(juridische_relatie.c.eenheid.in_(_codes)),
    _Rust,
)
_GEZAGEN = Statement(
    sa.select(instellingserkenning.c.code, _tekst(instellingserkenning)).where(
        instellingserkenning.c.code.in_(_codes),
        instellingserkenning.c.soort == GEZAGSOORT,
        instellingserkenning.c.erkenner == OCW,
    ),
    _Gezag,
)
_ERKENNINGEN = Statement(
    sa.select(*(instellingserkenning.c[naam] for naam in _Erkenning._fields[:-1]), _tekst(instellingserkenning)).where(
        instellingserkenning.c.code.in_(_codes)
    ),
    _Erkenning,
)
_LOCATIES = Statement(sa.select(_locatie.code, _tekst(onderwijslocatie)).where(_locatie.code.in_(_codes)), _Locatie)
_gebruik, _vestiging = onderwijslocatiegebruik.c, juridische_locatierelatie.c
_GEBRUIKEN = Statement(
    sa.select(
        *(_gebruik[naam] for naam in _Gebruik._fields[:4]),
        _vestiging.vestiging,
        _vestiging.begindatum.label("vanaf"),
        _vestiging.einddatum.label("tot"),
    )
    .outerjoin(
        juridische_locatierelatie,
        sa.and_(_vestiging.bestuur == _gebruik.bestuur, _vestiging.locatie == _gebruik.locatie),
    )
    .where(_gebruik.locatie.in_(_codes)),
    _Gebruik,
)
