"""Whose messages somebody sees who is logged in: one's own, and those of senders and people of the same besturen.

A sender or a person who acts, or ever acted, for another as well is not of these besturen alone: of such a one only
what changed something of theirs is seen. The sender that a BRIN, RSIN or KvK number makes counts as it leads today.
Source: our own design (aanvulling 3.3, ``berichten``).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH, afgeleid
from rio_soap.register.bevoegdheid.contactzicht import eigen_besturen
from rio_soap.register.bevoegdheid.rollen import rollen_van
from rio_soap.register.bevoegdheid.roltabel import BESTUURSROLLEN
from rio_soap.register.database.model import (
    bevoegdheid,
    erkennersleutel,
    gebruikersrol,
    instellingserkenning,
    instellingsrelatie,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning.rijen import GEZAG, OCW
from rio_soap.register.regels.uitslag import Context


class Berichtzicht(NamedTuple):
    """Which messages somebody sees.

    :param alle: those of everybody.
    :param gebruiker: number of who looks; what that one did is always seen.
    :param oins: senders that act for these besturen and for nobody else.
    :param personen: people of whom the same holds.
    :param besturen: of which somebody sees what changed something of theirs, whoever did.
    :param contact: whether what is restricted of all these besturen may be read.
    :param namen: whether it is shown which person it was.
    """

    alle: bool
    gebruiker: int
    oins: frozenset[str]
    personen: frozenset[int]
    besturen: frozenset[str]
    contact: bool
    namen: bool


class _Gehouden(NamedTuple):
    """A role of a holder, of whatever time."""

    houder: str | int
    bereik: str


class _Nummers(NamedTuple):
    kvk_nummer: str | None
    rsin: str | None


_codes: sa.BindParameter[str] = sa.bindparam("codes", expanding=True)


def _van_wie_ook_hier(tabel: sa.Table, houder: sa.Column[str] | sa.Column[int]) -> Statement[_Gehouden]:
    """All roles of whoever has, or had, one for one of these codes."""
    hier = sa.select(houder).where(tabel.c.bereik.in_(_codes))
    return Statement(sa.select(houder.label("houder"), tabel.c.bereik).where(houder.in_(hier)), _Gehouden)


_AFZENDERS = _van_wie_ook_hier(bevoegdheid, bevoegdheid.c.oin)
_PERSONEN = _van_wie_ook_hier(gebruikersrol, gebruikersrol.c.gebruiker)
_ERKENNERS = Statement(
    sa.select(erkennersleutel.c.oin.label("houder"), erkennersleutel.c.erkenner.label("bereik")).where(
        erkennersleutel.c.oin.in_(sa.select(erkennersleutel.c.oin).where(erkennersleutel.c.erkenner.in_(_codes)))
    ),
    _Gehouden,
)
_bestuur = organisatorische_eenheid
_NUMMERS = Statement(sa.select(_bestuur.c.kvk_nummer, _bestuur.c.rsin).where(_bestuur.c.code.in_(_codes)), _Nummers)
_gezag, _instelling = instellingserkenning.alias("gezag"), instellingserkenning.alias("instelling")
_BRINS = Statement[tuple[str]](
    sa.select(_instelling.c.code)
    .select_from(
        _bestuur.join(_gezag, _gezag.c.code == _bestuur.c.bevoegd_gezag_nummer)
        .join(instellingsrelatie, instellingsrelatie.c.van == _gezag.c.id)
        .join(_instelling, _instelling.c.id == instellingsrelatie.c.naar)
    )
    .where(
        _bestuur.c.code.in_(_codes),
        _gezag.c.erkenner == OCW,
        _gezag.c.soort == GEZAG,
        _instelling.c.erkenner == OCW,
        _instelling.c.soort == "ERKENDE_ONDERWIJSINSTELLING",
        instellingsrelatie.c.soort == HIERARCHISCH,
        geldig(instellingsrelatie),
    )
)


def berichtzicht(session: Session, context: Context) -> Berichtzicht:
    """What who acts in a context sees; that is a person."""
    assert context.gebruiker is not None
    rollen = rollen_van(session, context)
    besturen = frozenset(bereik for rol, bereik in rollen.gehouden if rol in BESTUURSROLLEN)
    bereiken = frozenset(bereik for _, bereik in rollen.gehouden if bereik)
    alle, beheer = rollen.heeft("DUO"), rollen.heeft("BEHEERDER")
    vraag = {"codes": sorted(bereiken) or [""]}
    personen = _alleen_van(session.execute(_PERSONEN, vraag), bereiken)
    return Berichtzicht(
        alle,
        context.gebruiker,
        frozenset() if alle else _oins(session, context, besturen, bereiken),
        frozenset(een for een in personen if isinstance(een, int)),
        besturen,
        besturen <= eigen_besturen(rollen),
        alle or beheer,
    )


def _alleen_van(rijen: Iterable[_Gehouden], bereiken: frozenset[str]) -> set[str | int]:
    """Those who have, and had, roles for these only."""
    van: dict[str | int, set[str]] = {}
    for rij in rijen:
        van.setdefault(rij.houder, set()).add(rij.bereik)
    return {houder for houder, codes in van.items() if codes <= bereiken}


def _oins(session: Session, context: Context, besturen: frozenset[str], bereiken: frozenset[str]) -> frozenset[str]:
    """The senders of these besturen, erkenners and samenwerkingen and of nobody else."""
    vraag = {"codes": sorted(bereiken) or [""]}
    gegeven = [*session.execute(_AFZENDERS, vraag), *session.execute(_ERKENNERS, vraag)]
    van: dict[str, set[str]] = {}
    for rij in gegeven:
        van.setdefault(str(rij.houder), set()).add(rij.bereik)
    for oin in {*_uit_nummers(session, context, besturen), *van}:
        leidt = afgeleid(session, oin, context.vandaag)
        van.setdefault(oin, set()).update(een.code for een in (leidt.besturen if leidt is not None else ()))
    return _binnen(van, bereiken)


def _binnen(van: Mapping[str, set[str]], bereiken: frozenset[str]) -> frozenset[str]:
    return frozenset(oin for oin, codes in van.items() if codes and codes <= bereiken)


def _uit_nummers(session: Session, context: Context, besturen: frozenset[str]) -> list[str]:
    """The OINs that lead to a bestuur by one of its numbers (`besturen`); maybe to others as well."""
    vraag = {"codes": sorted(besturen) or [""]}
    gevonden = [
        f"00000007000{brin}00000" for brin in session.execute(_BRINS, {**vraag, DAG.key: context.vandaag}).scalars()
    ]
    for rij in session.execute(_NUMMERS, vraag):
        gevonden += [f"00000001{rij.rsin}000"] if rij.rsin else []
        gevonden += [f"00000003{rij.kvk_nummer}0000"] if rij.kvk_nummer else []
    return gevonden
