"""What somebody may, and what keeps it from more: its own roles, and findings in plain Dutch about what is missing.

Nothing is told of another: the rows are those of the sender, or of the person who acts, and what is said of a bestuur
or an erkenner (whether it is there, and until when) everybody can read.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import INSTELLING, Afgeleid, Bereikduur, afgeleid
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, BESTUURSBEREIK
from rio_soap.register.database.model import (
    bevoegdheid,
    erkenner,
    erkennersleutel,
    gebruiker,
    gebruikersrol,
    organisatorische_eenheid,
)
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.regels.uitslag import Context, dag_in_nederland

AFGELEID, TOEGEKEND = "OIN_AFGELEID", "TOEGEKEND"
"""Autorisatieherkomst: from the OIN, or given."""
_SOORTEN = {BESTUURSBEREIK: "onderwijsbestuur", "erkennercode": "erkenner"}
"""Element of a bereik that must be valid to what it names."""


class Autorisatie(NamedTuple):
    """A role that counts now.

    :param bereik: for what; empty for all.
    """

    rol: str
    bereik: str
    herkomst: str
    vanaf: datetime | None = None
    tot: datetime | None = None


class _Toegekend(NamedTuple):
    """A role that was given, in force or not, with what its bereik names; null where that is not there."""

    rol: str
    bereik: str
    vanaf: datetime
    tot: datetime | None
    object: str | None
    begindatum: date | None
    einddatum: date | None

    def geldt(self, moment: datetime) -> bool:
        """Whether its time is now."""
        return self.vanaf <= moment and (self.tot is None or moment < self.tot)


def _toegekend(tabel: sa.Table, houder: sa.Column[str] | sa.Column[int]) -> Statement[_Toegekend]:
    bestuur = organisatorische_eenheid
    van = tabel.outerjoin(bestuur, sa.and_(bestuur.c.code == tabel.c.bereik, bestuur.c.soort == "BESTUUR")).outerjoin(
        erkenner, erkenner.c.code == tabel.c.bereik
    )
    return Statement(
        sa.select(
            tabel.c.rol,
            tabel.c.bereik,
            tabel.c.vanaf,
            tabel.c.tot,
            sa.func.coalesce(bestuur.c.code, erkenner.c.code).label("object"),
            sa.func.coalesce(bestuur.c.begindatum, erkenner.c.begindatum).label("begindatum"),
            sa.func.coalesce(bestuur.c.einddatum, erkenner.c.einddatum).label("einddatum"),
        )
        .select_from(van)
        .where(houder == sa.bindparam("houder"))
        .order_by(tabel.c.rol, tabel.c.bereik, tabel.c.vanaf),
        _Toegekend,
    )


_AAN_AFZENDER = _toegekend(bevoegdheid, bevoegdheid.c.oin)
_AAN_PERSOON = _toegekend(gebruikersrol, gebruikersrol.c.gebruiker)
_ERKENNERS = Statement(
    sa.select(*(erkenner.c[naam] for naam in Bereikduur._fields))
    .select_from(erkennersleutel.join(erkenner))
    .where(erkennersleutel.c.oin == sa.bindparam("oin"))
    .order_by(erkenner.c.code),
    Bereikduur,
)


class _Persoon(NamedTuple):
    vanaf: datetime
    tot: datetime | None


_PERSOON = Statement(
    sa.select(gebruiker.c.vanaf, gebruiker.c.tot).where(gebruiker.c.id == sa.bindparam("gebruiker")), _Persoon
)


class Autorisaties:
    """The roles of who asks, for one bestuur or for all; each query runs when first needed.

    :param bestuur: only what covers this onderwijsbestuur; None for all.
    """

    def __init__(self, session: Session, context: Context, bestuur: str | None) -> None:
        self._session = session
        self._context = context
        self._bestuur = bestuur

    @lazy
    def _persoon_is_er(self) -> bool:
        nummer, nu = self._context.gebruiker, self._context.moment
        rij = self._session.execute(_PERSOON, {"gebruiker": nummer}).first()
        return rij is not None and rij.vanaf <= nu and (rij.tot is None or nu < rij.tot)

    @lazy
    def _toegekend(self) -> Sequence[_Toegekend]:
        nummer = self._context.gebruiker
        vraag, houder = (_AAN_AFZENDER, self._context.oin) if nummer is None else (_AAN_PERSOON, nummer)
        return [rij for rij in self._session.execute(vraag, {"houder": houder}) if self._dekt(rij.rol, rij.bereik)]

    @lazy
    def _afgeleid(self) -> Afgeleid | None:
        if self._context.gebruiker is not None:
            return None
        gevonden = afgeleid(self._session, self._context.oin, self._context.vandaag)
        if gevonden is None:
            return None
        return gevonden._replace(besturen=[een for een in gevonden.besturen if self._dekt(INSTELLING, een.code)])

    @lazy
    def _erkenners(self) -> Sequence[Bereikduur]:
        if self._context.gebruiker is not None or self._bestuur is not None:
            return ()
        return self._session.execute(_ERKENNERS, {"oin": self._context.oin}).all()

    def _dekt(self, rol: str, bereik: str) -> bool:
        """Whether a role is about what is asked: a role without bereik is about every bestuur."""
        return self._bestuur is None or bereik == self._bestuur or not BEREIKEN.get(rol, "")

    @property
    def betrokken(self) -> bool:
        """Whether the bestuur asked for is of any concern to who asks: by a role, of whatever time, or by its OIN."""
        afgeleid_ = self._afgeleid
        return bool(self._toegekend or (afgeleid_ is not None and afgeleid_.besturen))

    def houdt(self) -> list[Autorisatie]:
        """The roles that count now, by role, bereik and where they come from."""
        nu, dag = self._context.moment, self._context.vandaag
        gehouden = [
            Autorisatie(rij.rol, rij.bereik, TOEGEKEND, rij.vanaf, rij.tot)
            for rij in self._toegekend
            if rij.geldt(nu) and not self._ongeldig(rij) and (self._context.gebruiker is None or self._persoon_is_er)
        ]
        besturen = self._afgeleid.besturen if self._afgeleid is not None else ()
        uit_oin = [(INSTELLING, een) for een in besturen] + [("ERKENNER", een) for een in self._erkenners]
        gehouden += [
            Autorisatie(rol, een.code, AFGELEID)
            for rol, een in uit_oin
            if geldig_op(dag, een.begindatum, een.einddatum)
        ]
        return sorted(gehouden, key=lambda een: een[:3])

    def bevindingen(self) -> list[str]:
        """What is missing, in Dutch; each once."""
        return list(dict.fromkeys([*self._over_afzender(), *self._over_toegekend(), *self._zonder_rol()]))

    def _zonder_rol(self) -> Iterator[str]:
        if not self.houdt():
            waarvoor = "" if self._bestuur is None else f" voor onderwijsbestuur {self._bestuur}"
            yield f"Er is nu geen rol{waarvoor}: alleen wat voor iedereen is, mag."

    def _over_afzender(self) -> Iterator[str]:
        """What of the person, or of the OIN, gives less than it might."""
        if self._context.instellingen.beheerder:
            yield "De beheerder van dit register mag alles, namens wie ook."
        if self._context.gebruiker is not None and not self._persoon_is_er:
            yield "Deze gebruiker is er niet, of is beëindigd."
        oin = self._afgeleid
        if oin is not None and not oin.besturen and self._bestuur is None:
            yield f"Bij het {oin.soort} in de OIN, {oin.nummer}, hoort geen onderwijsbestuur in RIO."
        for een in oin.besturen if oin is not None else ():
            yield from self._niet_geldig("onderwijsbestuur", een.code, een.begindatum, een.einddatum)
        for een in self._erkenners:
            yield from self._niet_geldig("erkenner", een.code, een.begindatum, een.einddatum)

    def _over_toegekend(self) -> Iterator[str]:
        """What of the roles that were given does not count now."""
        nu = self._context.moment
        lopend = {(rij.rol, rij.bereik) for rij in self._toegekend if rij.geldt(nu)}
        for rij in self._toegekend:
            wat = f"De rol {rij.rol}" + (f" voor {rij.bereik}" if rij.bereik else "")
            if rij.geldt(nu):
                yield from (f"{wat} geldt niet: {reden}" for reden in self._ongeldig(rij))
            elif nu < rij.vanaf:
                yield f"{wat} gaat in op {_dag(rij.vanaf)}."
            elif rij.tot is not None and (rij.rol, rij.bereik) not in lopend:
                yield f"{wat} is geëindigd op {_dag(rij.tot)}."

    def _ongeldig(self, rij: _Toegekend) -> list[str]:
        """Why a role that was given does not count: what it is for is not there, or not valid today."""
        soort = _SOORTEN.get(BEREIKEN.get(rij.rol, ""))
        if soort is None:
            return []
        if rij.object is None or rij.begindatum is None:
            return [f"{rij.bereik} is geen {soort} in RIO."]
        return list(self._niet_geldig(soort, rij.bereik, rij.begindatum, rij.einddatum))

    def _niet_geldig(self, soort: str, code: str, begin: date, einde: date | None) -> Iterator[str]:
        dag = self._context.vandaag
        if dag < begin:
            yield f"{soort} {code} begint op {begin:%d-%m-%Y}."
        elif einde is not None and einde <= dag:
            yield f"{soort} {code} is beëindigd op {einde:%d-%m-%Y}."


def _dag(moment: datetime) -> str:
    return f"{dag_in_nederland(moment):%d-%m-%Y}"
