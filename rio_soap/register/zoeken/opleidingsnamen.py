"""The names by which opleidingseenheden and offers are found, of their stands."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import STANDFOUTEN, Gegeven
from rio_soap.register.database.model import aangeboden_opleiding, opleidingseenheid, opleidingsnaam
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.regels import velden
from rio_soap.register.regels.folding import zoektekst
from rio_soap.register.regels.standtekst import deel_van

_PERIODEN = {True: "aangebodenOpleidingPeriode", False: "opleidingseenheidPeriode"}
_NAMEN = {
    True: ("eigenNaamAangebodenOpleiding", "eigenNaamInternationaal"),
    False: ("naamLang", "naamKort", "afkorting", "internationaleNaam"),
}
"""Fields of a period with a name, of an offer and of an opleidingseenheid."""
_TABEL = {True: aangeboden_opleiding, False: opleidingseenheid}


class Opleidingsnaam(NamedTuple):
    """A name of an opleidingseenheid, or the own name of an offer, in its periods."""

    begindatum: date
    einddatum: date | None
    tekst: str


class _Rij(NamedTuple):
    id: int
    code: str
    begindatum: date
    einddatum: date | None
    tekst: str


class _Stand(NamedTuple):
    code: str
    stand: str


def werk_bij(session: Session, standen: Mapping[str, str | None], *, eigen: bool) -> None:
    """Let search hold the names of these objects as they are now.

    :param standen: per code the stand as text; None for one that is gone.
    :param eigen: whether they are offers; else opleidingseenheden.
    """
    bestaand: dict[str, dict[Opleidingsnaam, int]] = {}
    for rij in session.execute(_BESTAAND, {"codes": list(standen)}):
        bestaand.setdefault(rij.code, {})[Opleidingsnaam(*rij[2:])] = rij.id
    weg, erbij = list[Values](), list[Values]()
    for code, stand in standen.items():
        oud = bestaand.get(code, {})
        nu = set(namen_van(stand, eigen=eigen)) if stand is not None else set()
        weg += [{"welke": oud[naam]} for naam in oud.keys() - nu]
        erbij += [{"code": code, "eigen": eigen, **naam._asdict()} for naam in sorted(nu - oud.keys(), key=str)]
    session.execute_many(_WEG, weg)
    session.execute_many(_ERBIJ, erbij)


def standen_van(session: Session, codes: list[str], *, eigen: bool) -> Mapping[str, str | None]:
    """The stands of these objects; None for one that is not there."""
    gevonden: dict[str, str | None] = dict.fromkeys(codes)
    gevonden.update((rij.code, rij.stand) for rij in session.execute(_STANDEN[eigen], {"codes": codes}))
    return gevonden


def namen_van(stand: str, *, eigen: bool) -> Iterator[Opleidingsnaam]:
    """The names of one object; what is the same in the next period goes on."""
    if not any(f'["{veld}",' in stand for veld in _NAMEN[eigen]):
        return
    lopend: dict[str, date] = {}
    for begin, namen in _perioden(stand, _PERIODEN[eigen]):
        for tekst in lopend.keys() - namen:
            yield Opleidingsnaam(lopend.pop(tekst), begin, tekst)
        for tekst in namen:
            lopend.setdefault(tekst, begin)
    for tekst, sinds in lopend.items():
        yield Opleidingsnaam(sinds, None, tekst)


def _perioden(stand: str, veld: str) -> list[tuple[date, frozenset[str]]]:
    """The begin of each period with its names, in order; none of a stand that cannot be read."""
    try:
        waarde = deel_van(stand, veld)
    except STANDFOUTEN:
        return []
    namen = _NAMEN[veld == _PERIODEN[True]]
    uit: dict[date, frozenset[str]] = {}
    for deel in waarde if isinstance(waarde, list) else ():
        if isinstance(deel, Gegeven):
            teksten = (velden.tekst_of_niet(deel, naam) for naam in namen)
            gevouwen = frozenset(zoektekst(tekst) for tekst in teksten if tekst is not None)
            uit[velden.datum(deel, "begindatum")] = gevouwen - {""}
    return sorted(uit.items())


def _tekst(tabel: sa.Table) -> sa.Label[str]:
    return sa.type_coerce(tabel.c.stand, Leesstand).label("stand")


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)
_BESTAAND = Statement(
    sa.select(*(opleidingsnaam.c[naam] for naam in _Rij._fields)).where(opleidingsnaam.c.code.in_(_codes)), _Rij
)
_STANDEN = {
    eigen: Statement(
        sa.select(tabel.c.code, sa.type_coerce(tabel.c.stand, Leesstand).label("stand")).where(
            tabel.c.code.in_(_codes)
        ),
        _Stand,
    )
    for eigen, tabel in _TABEL.items()
}
_ERBIJ = Command(sa.insert(opleidingsnaam))
_WEG = Command(sa.delete(opleidingsnaam).where(opleidingsnaam.c.id == sa.bindparam("welke")))
