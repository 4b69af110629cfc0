"""What somebody keeps: the objects of a kind that are one's own, by the roles that an operation takes.

By these somebody comes to a form, and to the list before it. Whether a delivery is allowed is for the controles of its
operation (AUT401), which are asked as of every message: this is the same division as rows to look up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.bevoegdheid.eenheidsbesturen import onder_besturen
from rio_soap.register.bevoegdheid.operatierollen import besturen_bij
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, OPERATIEROLLEN
from rio_soap.register.database import model
from rio_soap.register.database.rows import SqlScalar
from rio_soap.register.database.session import Session
from rio_soap.register.database.validity import DAG
from rio_soap.register.erkenning.rijen import GEZAG, SAMENWERKING
from rio_soap.register.publicatie.sleutels import ordening_van
from rio_soap.register.regels.objectsleutel import delen_van
from rio_soap.register.versie.objecttypen import Objecttype

_Waar: TypeAlias = Callable[["Eigenaar"], list[sa.ColumnElement[bool]]]
"""Conditions of which one makes an object one's own; none: nothing is."""


@dataclass(frozen=True, slots=True)
class Eigenaar:
    """Who acts in an operation, and for what.

    :param alles: a role that covers all objects, such as DUO.
    :param besturen: codes of the besturen.
    :param erkenners: codes of the erkenners.
    :param samenwerkingen: codes of the erkende samenwerkingen.
    """

    alles: bool
    besturen: frozenset[str]
    erkenners: frozenset[str]
    samenwerkingen: frozenset[str]
    dag: date

    @classmethod
    def van(cls, rollen: Rollen, operatie: str, dag: date) -> "Eigenaar":
        """By the roles that somebody has on a day."""
        nodig = OPERATIEROLLEN[operatie]
        return cls(
            rollen.beheerder or any(rollen.heeft(rol) for rol in nodig if BEREIKEN.get(rol) == ""),
            besturen_bij(rollen, operatie),
            rollen.bereiken("ERKENNER") if "ERKENNER" in nodig else frozenset(),
            rollen.bereiken("SAMENWERKINGSVORM") if "SAMENWERKINGSVORM" in nodig else frozenset(),
            dag,
        )

    @property
    def is_iemand(self) -> bool:
        """Whether there is anything that can be one's own."""
        return bool(self.alles or self.besturen or self.erkenners or self.samenwerkingen)


@dataclass(frozen=True, slots=True)
class Eigenpagina:
    """Keys of one's own objects, and after which the next page begins; None when this is the last."""

    sleutels: tuple[str, ...]
    volgende: str | None


def _onder(eigenaar: Eigenaar) -> sa.CompoundSelect[tuple[str]]:
    codes: sa.BindParameter[str] = sa.bindparam(
        "besturen", sorted(eigenaar.besturen), expanding=True, type_=sa.String, unique=True
    )
    return onder_besturen(codes)


def _soorten(eigenaar: Eigenaar) -> sa.Select[tuple[str]]:
    """By what erkenningen name the erkenners."""
    return sa.select(model.erkenner.c.soort).where(model.erkenner.c.code.in_(sorted(eigenaar.erkenners)))


def _van_bestuur(*kolommen: sa.Column[str]) -> _Waar:
    return lambda e: [kolom.in_(sorted(e.besturen)) for kolom in kolommen if e.besturen]


def _van_eenheid(*kolommen: sa.Column[str]) -> _Waar:
    return lambda e: [kolom.in_(_onder(e)) for kolom in kolommen if e.besturen]


def _van_erkenner(kolom: sa.Column[str]) -> _Waar:
    return lambda e: [kolom.in_(_soorten(e))] if e.erkenners else []


def _instellingserkenning(eigenaar: Eigenaar) -> list[sa.ColumnElement[bool]]:
    tabel = model.instellingserkenning.c
    eigen = sa.and_(tabel.soort == SAMENWERKING, tabel.code.in_(sorted(eigenaar.samenwerkingen)))
    return _van_erkenner(tabel.erkenner)(eigenaar) + ([eigen] if eigenaar.samenwerkingen else [])


def _erkenningen(eigenaar: Eigenaar) -> sa.Select[tuple[int]] | sa.CompoundSelect[tuple[int]]:
    """Ids of the erkenningen of somebody: the bevoegde gezagen of the besturen and what is under those, what the
    erkenners gave, and the samenwerkingen."""
    alles, band = model.instellingserkenning.c, model.instellingsrelatie.c
    nummers = sa.select(model.organisatorische_eenheid.c.bevoegd_gezag_nummer).where(
        model.organisatorische_eenheid.c.code.in_(sorted(eigenaar.besturen))
    )
    gezag = sa.select(alles.id).where(alles.soort == GEZAG, alles.code.in_(nummers))
    onder = sa.select(band.naar).where(band.soort == HIERARCHISCH, band.van.in_(gezag))
    daaronder = sa.select(band.naar).where(band.soort == HIERARCHISCH, band.van.in_(onder))
    eigen = sa.select(alles.id).where(sa.or_(sa.false(), *_instellingserkenning(eigenaar)))
    return sa.union_all(gezag, onder, daaronder, eigen) if eigenaar.besturen else eigen


def _instellingsrelatie(eigenaar: Eigenaar) -> list[sa.ColumnElement[bool]]:
    eigen, band = _erkenningen(eigenaar), model.instellingsrelatie.c
    return [band.van.in_(eigen), band.naar.in_(eigen)]


def _van_licentie(*kolommen: sa.Column[str]) -> _Waar:
    """By the erkenner of its opleidingserkenning: looked up from row to row, since OCW gave nearly all of them."""
    licentie, erkenning = model.licentie.alias("eigen_licentie"), model.opleidingserkenning.alias("eigen_erkenning")
    bron = licentie.join(erkenning, erkenning.c.id == licentie.c.opleidingserkenning)

    def waar(eigenaar: Eigenaar) -> list[sa.ColumnElement[bool]]:
        gegeven = erkenning.c.erkenner.in_(_soorten(eigenaar))
        return [
            sa.select(sa.literal(1))
            .select_from(bron)
            .where(licentie.c.code == kolom, gegeven)
            .correlate(kolom.table)
            .exists()
            for kolom in kolommen
            if eigenaar.erkenners
        ]

    return waar


def _opleidingsrelatie(eigenaar: Eigenaar) -> list[sa.ColumnElement[bool]]:
    eenheid, band = model.opleidingseenheid.c, model.opleidingsrelatie.c
    eigen = sa.select(eenheid.code).where(eenheid.eigenaar.in_(sorted(eigenaar.besturen)))
    return [band.van.in_(eigen), band.naar.in_(eigen)] if eigenaar.besturen else []


_eenheid = _van_eenheid(model.organisatorische_eenheid.c.code)
_EIGEN: Final[Mapping[str, _Waar]] = MappingProxyType(
    {
        "AANGEBODEN_OPLEIDING": _van_eenheid(model.aangeboden_opleiding.c.aanbieder),
        "CONTACTADRES": _van_eenheid(model.contactadres.c.eenheid),
        "ERKENNER": lambda e: [model.erkenner.c.code.in_(sorted(e.erkenners))] if e.erkenners else [],
        "INSTELLINGSERKENNING": _instellingserkenning,
        "INSTELLINGSRELATIE": _instellingsrelatie,
        "LICENTIE": _van_licentie(model.licentie.c.code),
        "LICENTIEMAATREGEL": _van_licentie(model.licentiemaatregel.c.licentie),
        "LICENTIERELATIE": _van_licentie(model.licentierelatie.c.van, model.licentierelatie.c.naar),
        "ONDERWIJSAANBIEDER": _eenheid,
        "ONDERWIJSAANBIEDERGROEP": _eenheid,
        "ONDERWIJSBEGELEIDINGSAANBIEDER": _eenheid,
        "ONDERWIJSBESTUUR": _van_bestuur(model.organisatorische_eenheid.c.code),
        "ONDERWIJSLOCATIEGEBRUIK": _van_bestuur(model.onderwijslocatiegebruik.c.bestuur),
        "OPLEIDINGSEENHEID": _van_bestuur(model.opleidingseenheid.c.eigenaar),
        "OPLEIDINGSERKENNING": _van_erkenner(model.opleidingserkenning.c.erkenner),
        "OPLEIDINGSRELATIE": _opleidingsrelatie,
        "ORGANISATIERELATIE": _van_eenheid(model.organisatierelatie.c.van, model.organisatierelatie.c.naar),
    }
)


def eigen_sleutels(
    session: Session, soort: Objecttype, eigenaar: Eigenaar, na: str | None, aantal: int, begin: str = ""
) -> Eigenpagina:
    """A page of the keys of one's own objects, in the order of the keys.

    :param na: the key after which it begins; None for the first page.
    :param begin: only keys whose code begins so.
    """
    if (vraag := _eigen(soort, eigenaar)) is None:
        return Eigenpagina((), None)
    ordening = ordening_van(soort)
    delen = ordening.delen
    if begin:
        vraag = vraag.where(sa.or_(*(sa.cast(deel, sa.String).startswith(begin, autoescape=True) for deel in delen)))
    if na is not None:
        if (waarden := _delen(soort, na)) is None:
            return Eigenpagina((), None)
        vraag = vraag.where(sa.tuple_(*delen) > sa.tuple_(*waarden))
    rijen = session.execute(vraag.order_by(*delen).limit(aantal + 1), {DAG.key: eigenaar.dag}).all()
    gevonden = tuple(ordening.sleutel(rij) for rij in rijen[:aantal])
    meer = len(rijen) > aantal
    return Eigenpagina(gevonden, _volledig(rijen[aantal - 1]) if meer else None)


def is_eigen(session: Session, soort: Objecttype, eigenaar: Eigenaar, sleutel: str) -> bool:
    """Whether an object that is there is one's own."""
    vraag, ordening = _eigen(soort, eigenaar), ordening_van(soort)
    delen = delen_van(sleutel)
    if vraag is None or not delen or len(delen) > len(ordening.delen):
        return False
    gevraagd = _getypeerd(soort, delen)
    if gevraagd is None:
        return False
    vaste = 2 if soort.naam == "OPLEIDINGSERKENNING" else len(delen)  # what of the rest is empty the key does not say
    vraag = vraag.where(
        *(kolom == waarde for kolom, waarde in list(zip(ordening.delen, gevraagd, strict=False))[:vaste])
    )
    rijen = session.execute(vraag, {DAG.key: eigenaar.dag}).all()
    return any(ordening.sleutel(rij) == sleutel for rij in rijen)


def _eigen(soort: Objecttype, eigenaar: Eigenaar) -> sa.Select[*tuple[SqlScalar, ...]] | None:
    """The parts of the keys of one's own objects; None when there can be none."""
    ordening = ordening_van(soort)
    vraag = sa.select(*ordening.delen).select_from(ordening.van)
    if soort.patroon is not None:
        vraag = vraag.where(soort.tabel.c.code.like(soort.patroon))
    if eigenaar.alles:
        return vraag
    waar = _EIGEN[soort.naam](eigenaar)
    return vraag.where(sa.or_(*waar)) if waar else None


def _volledig(rij: Sequence[SqlScalar]) -> str:
    """All parts of a key, empty ones too, for after what a page begins."""
    return "\x1f".join(str(deel) for deel in rij)


def _delen(soort: Objecttype, na: str) -> list[SqlScalar] | None:
    delen = tuple(na.split("\x1f"))
    return _getypeerd(soort, delen) if len(delen) == len(ordening_van(soort).delen) else None


def _getypeerd(soort: Objecttype, delen: tuple[str, ...]) -> list[SqlScalar] | None:
    """The parts in the types of their columns; None for what cannot be any."""
    uit: list[SqlScalar] = []
    for kolom, deel in zip(ordening_van(soort).delen, delen, strict=False):
        if isinstance(kolom.type, sa.Date):
            try:
                uit.append(date.fromisoformat(deel))
            except ValueError:
                return None
        else:
            uit.append(deel)
    return uit
