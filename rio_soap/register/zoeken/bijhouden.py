"""Keeping what search holds equal to the register, in the transaction that changes an object.

A delivery goes by its own mutaties: what was added, removed, or replaced (so has a version). A change that is only read
of another object, which has none, changes nothing here. What is derived of another object is followed: a unit is where
the instellingserkenningen are that it rests on, and a locatie is in operation while it is used.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from rio_soap.register.database.model import (
    aangeboden_opleiding,
    instellingserkenning,
    juridische_relatie,
    onderwijslocatie,
    onderwijslocatiegebruik,
    opleidingseenheid,
    organisatierelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.erkenning.rijen import GEZAG, OCW
from rio_soap.register.erkenning.sleutels import Instellingsleutel, lees_sleutel, sleutel_van
from rio_soap.register.wijzigingen.voor import RIJ
from rio_soap.register.zoeken import opleidingsnamen, zoekbronnen, zoeksectoren
from rio_soap.register.zoeken.zoekbeeld import EENHEIDTYPEN, INSTELLINGSERKENNING, ONDERWIJSLOCATIE
from rio_soap.register.zoeken.zoekrijen import schrijf

_LETTERS = dict(zip("BGAT", EENHEIDTYPEN.values(), strict=True))
"""Fourth character of the code of a unit to its Objecttype."""
_EENHEID, _ERKENNING, _LOCATIE = organisatorische_eenheid.name, instellingserkenning.name, onderwijslocatie.name
_GEBRUIK, _OPLEIDING, _AANBOD = onderwijslocatiegebruik.name, opleidingseenheid.name, aangeboden_opleiding.name
_DELEN = frozenset({RIJ, "juridisch"})
"""Parts of an object by which it is found: what is above or below a unit is not among them."""
_GEZOCHT = frozenset({_EENHEID, _ERKENNING, _LOCATIE, _GEBRUIK, _OPLEIDING, _AANBOD})
_RELATIE = organisatierelatie.name


def werk_bij(session: Session) -> None:
    """Follow what this delivery changed, by the mutaties that it recorded."""
    met_versie = {plaats for plaats, deel, _ in session.versies if deel in _DELEN}
    anders: dict[str, set[str]] = {}
    verbonden: set[str] = set()
    for plaats, mutatie in enumerate(session.mutaties):
        tabel = str(mutatie["object"])
        if tabel == _RELATIE and mutatie["soort"] == "T":
            verbonden.add(str(mutatie["sleutel"]).split("/")[1])
        elif tabel in _GEZOCHT and (mutatie["soort"] != "W" or plaats in met_versie):
            anders.setdefault(tabel, set()).add(str(mutatie["sleutel"]))
    if anders:
        _volg(session, anders)
    _volg_sectoren(session, {tabel: sorted(sleutels) for tabel, sleutels in anders.items()}, verbonden)


def werk_bij_rijen(session: Session, tabel: sa.Table, rijen: Sequence[Mapping[str, SqlValue]]) -> None:
    """Follow rows of a table that were written, as a load does.

    :param rijen: each with at least the columns of its key, and the stand of an offer or opleidingseenheid as text.
    """
    naam = tabel.name
    if naam not in _GEZOCHT:
        return
    werk_namen_bij(session, tabel, rijen)
    if naam == _ERKENNING:
        sleutels = [sleutel_van(*(str(rij[deel]) for deel in Instellingsleutel._fields)) for rij in rijen]
        _volg_sectoren(session, {naam: sleutels}, set())
    elif naam in (_AANBOD, _EENHEID):
        _volg_sectoren(session, {naam: [str(rij["code"]) for rij in rijen]}, set())


def _volg_sectoren(session: Session, anders: Mapping[str, Collection[str]], verbonden: set[str]) -> None:
    """Let be known of what was delivered or loaded in which sectors it may offer something.

    :param verbonden: units that stand below another since.
    """
    if aanbod := anders.get(_AANBOD):
        zoeksectoren.volg_aanbod(session, {code.lower() for code in aanbod})
    eenheden = {*verbonden, *anders.get(_EENHEID, ())}
    if erkend := anders.get(_ERKENNING):
        codes = {sleutel.code for tekst in erkend if (sleutel := lees_sleutel(tekst)) is not None}
        eenheden.update(session.execute(_RUSTEND, {"codes": sorted(codes)}).scalars())
    if eenheden:
        zoeksectoren.volg_verband(session, eenheden)


def werk_namen_bij(session: Session, tabel: sa.Table, rijen: Iterable[Mapping[str, SqlValue]]) -> None:
    """Follow rows of a table that search knows by their names, codes and places; as `werk_bij_rijen`."""
    naam = tabel.name
    if naam in (_OPLEIDING, _AANBOD):
        standen = {str(rij["code"]): str(rij["stand"]) for rij in rijen}
        opleidingsnamen.werk_bij(session, standen, eigen=naam == _AANBOD)
    elif naam == _ERKENNING:
        sleutels = [Instellingsleutel(str(r["erkenner"]), str(r["soort"]), str(r["code"])) for r in rijen]
        _erkenningen(session, sleutels)
    elif naam == _GEBRUIK:
        _locaties(session, {str(rij["locatie"]) for rij in rijen})
    else:
        codes = {str(rij["code"]) for rij in rijen}
        (_eenheden if naam == _EENHEID else _locaties)(session, codes)


def _volg(session: Session, anders: Mapping[str, Collection[str]]) -> None:
    if aanbod := anders.get(_AANBOD):
        codes = sorted({code.lower() for code in aanbod})
        opleidingsnamen.werk_bij(session, opleidingsnamen.standen_van(session, codes, eigen=True), eigen=True)
    if opleidingen := anders.get(_OPLEIDING):
        standen = opleidingsnamen.standen_van(session, sorted(opleidingen), eigen=False)
        opleidingsnamen.werk_bij(session, standen, eigen=False)
    if erkend := anders.get(_ERKENNING):
        _erkenningen(session, [sleutel for tekst in erkend if (sleutel := lees_sleutel(tekst)) is not None])
    if eenheden := anders.get(_EENHEID):
        _eenheden(session, eenheden)
    gebruikt = {sleutel.split("/")[1] for sleutel in anders.get(_GEBRUIK, ())}
    if locaties := gebruikt | set(anders.get(_LOCATIE, ())):
        _locaties(session, locaties)


def _eenheden(session: Session, codes: Collection[str]) -> None:
    plekken = {(type_, code) for code in codes if (type_ := _LETTERS.get(code[3:4])) is not None}
    schrijf(session, plekken, zoekbronnen.eenheden(session, sorted(codes)))


def _locaties(session: Session, codes: Collection[str]) -> None:
    schrijf(session, {(ONDERWIJSLOCATIE, code) for code in codes}, zoekbronnen.locaties(session, sorted(codes)))


def _erkenningen(session: Session, sleutels: Collection[Instellingsleutel]) -> None:
    """Erkenningen, and where their plaats is another the units that rest on them."""
    plekken = {(INSTELLINGSERKENNING, sleutel_van(*sleutel)): sleutel for sleutel in sleutels}
    verplaatst = [
        plekken[plek] for plek in schrijf(session, plekken.keys(), zoekbronnen.erkenningen(session, sleutels))
    ]
    eenheden: set[str] = set()
    if verplaatst:
        codes = {"codes": sorted({sleutel.code for sleutel in verplaatst})}
        eenheden.update(session.execute(_RUSTEND, codes).scalars())
    if gezagen := [sleutel.code for sleutel in verplaatst if (sleutel.erkenner, sleutel.soort) == (OCW, GEZAG)]:
        eenheden.update(session.execute(_BESTUREN, {"codes": sorted(gezagen)}).scalars())
    if eenheden:
        _eenheden(session, eenheden)


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_RUSTEND = Statement[tuple[str]](
    sa.select(juridische_relatie.c.eenheid).distinct().where(juridische_relatie.c.erkenning.in_(_codes))
)
_BESTUREN = Statement[tuple[str]](
    sa.select(organisatorische_eenheid.c.code).where(organisatorische_eenheid.c.bevoegd_gezag_nummer.in_(_codes))
)
