"""The rows by which objects are found: what there is of them, and writing what differs."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

import sqlalchemy as sa

from rio_soap.register.database.model import zoekgegeven, zoeknaam, zoekobject
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Command, Statement
from rio_soap.register.zoeken.woordenschat import leer
from rio_soap.register.zoeken.zoekbeeld import GEMEENTE, PLAATS, POSTCODE, Zoekbeeld, Zoekgegeven, Zoeknaam

Objectplek: TypeAlias = tuple[str, str]
"""Objecttype and key."""


class _Object(NamedTuple):
    id: int
    objecttype: str
    sleutel: str
    erkenning: int | None
    begindatum: date
    einddatum: date | None

    @property
    def plek(self) -> Objectplek:
        """What names it."""
        return self.objecttype, self.sleutel


class _Naamrij(NamedTuple):
    id: int
    object: int
    soort: str
    begindatum: date
    tekst: str
    weergave: str

    @property
    def naam(self) -> Zoeknaam:
        """What it says."""
        return Zoeknaam(*self[2:])


class _Gegevenrij(NamedTuple):
    object: int
    soort: str
    tekst: str
    begindatum: date
    einddatum: date | None
    weergave: str | None

    @property
    def gegeven(self) -> Zoekgegeven:
        """What it says."""
        return Zoekgegeven(*self[1:])


class _Bestaand:
    """What there is of the objects that are looked at."""

    def __init__(self, session: Session, plekken: Collection[Objectplek]) -> None:
        sleutels = sorted({sleutel for _, sleutel in plekken})
        rijen = session.execute(_OBJECTEN, {"sleutels": sleutels})
        self.objecten = {
            (rij.objecttype, rij.sleutel): rij for rij in rijen if (rij.objecttype, rij.sleutel) in plekken
        }
        self.namen: dict[int, dict[Zoeknaam, int]] = {}
        self.gegevens: dict[int, set[Zoekgegeven]] = {}
        if self.objecten:
            ids = {"ids": [rij.id for rij in self.objecten.values()]}
            for naamrij in session.execute(_NAMEN, ids):
                self.namen.setdefault(naamrij.object, {})[naamrij.naam] = naamrij.id
            for gegevenrij in session.execute(_GEGEVENS, ids):
                self.gegevens.setdefault(gegevenrij.object, set()).add(gegevenrij.gegeven)


def schrijf(session: Session, plekken: Collection[Objectplek], beelden: Iterable[Zoekbeeld]) -> set[Objectplek]:
    """Let search hold of these objects what they are now; gives those of which the plaats differs.

    :param plekken: all that may have changed; one without a beeld is gone.
    """
    bestaand = _Bestaand(session, plekken)
    nu = {(beeld.objecttype, beeld.sleutel): beeld for beeld in beelden}
    verplaatst = {
        plek for plek in bestaand.objecten.keys() | nu.keys() if _plaats(bestaand, plek) != _plaatsen(nu, plek)
    }
    weg = [rij.id for plek, rij in bestaand.objecten.items() if plek not in nu]
    _schrijf_objecten(session, bestaand, nu)
    ids = _ids(session, bestaand, nu)
    namen, gegevens = _Verschil(), _Verschil()
    woorden: set[str] = set()
    for plek, beeld in nu.items():
        id_ = ids[plek]
        oude_namen, oude = bestaand.namen.get(id_, {}), bestaand.gegevens.get(id_, set[Zoekgegeven]())
        nieuwe = set(beeld.gegevens.values())
        namen.weg += [{"welke": oude_namen[naam]} for naam in oude_namen.keys() - beeld.namen]
        namen.erbij += [{"object": id_, **naam._asdict()} for naam in sorted(beeld.namen - oude_namen.keys())]
        gegevens.weg += [_sleutel(id_, een) for een in oude - nieuwe]
        gegevens.erbij += [{"object": id_, **een._asdict()} for een in nieuwe - oude]
        if beeld.namen - oude_namen.keys() or nieuwe - oude:
            woorden.update(beeld.woorden())
    for id_ in weg:
        namen.weg += [{"welke": naamid} for naamid in bestaand.namen.get(id_, {}).values()]
        gegevens.weg += [_sleutel(id_, een) for een in bestaand.gegevens.get(id_, ())]
    namen.schrijf(session, _NAAM_WEG, _NAAM_ERBIJ)
    gegevens.schrijf(session, _GEGEVEN_WEG, _GEGEVEN_ERBIJ)
    session.execute_many(_OBJECT_WEG, [{"welke": id_} for id_ in weg])
    leer(session, woorden)
    return verplaatst


class _Verschil:
    """Rows of one table to take away and to add."""

    def __init__(self) -> None:
        self.weg: list[Values] = []
        self.erbij: list[Values] = []

    def schrijf(self, session: Session, weg: Command, erbij: Command) -> None:
        """Take away first: what is added may have the key of what goes."""
        session.execute_many(weg, self.weg)
        session.execute_many(erbij, self.erbij)


def _schrijf_objecten(session: Session, bestaand: _Bestaand, nu: Mapping[Objectplek, Zoekbeeld]) -> None:
    erbij, anders = list[Values](), list[Values]()
    for plek, beeld in nu.items():
        waarden = {"erkenning": beeld.erkenning, "begindatum": beeld.begindatum, "einddatum": beeld.einddatum}
        oud = bestaand.objecten.get(plek)
        if oud is None:
            erbij.append({"objecttype": plek[0], "sleutel": plek[1], **waarden})
        elif oud[3:] != tuple(waarden.values()):
            anders.append({"welke": oud.id, **waarden})
    session.execute_many(_OBJECT_ERBIJ, erbij)
    session.execute_many(_OBJECT_ANDERS, anders)


def _ids(session: Session, bestaand: _Bestaand, nu: Mapping[Objectplek, Zoekbeeld]) -> dict[Objectplek, int]:
    ids = {plek: rij.id for plek, rij in bestaand.objecten.items()}
    if nieuw := sorted({sleutel for type_, sleutel in nu if (type_, sleutel) not in ids}):
        ids.update((rij.plek, rij.id) for rij in session.execute(_OBJECTEN, {"sleutels": nieuw}))
    return ids


_PLAATSSOORTEN = frozenset({PLAATS, GEMEENTE, POSTCODE})


def _plaats(bestaand: _Bestaand, plek: Objectplek) -> set[Zoekgegeven]:
    rij = bestaand.objecten.get(plek)
    alle = bestaand.gegevens.get(rij.id, ()) if rij is not None else ()
    return {een for een in alle if een.soort in _PLAATSSOORTEN}


def _plaatsen(nu: Mapping[Objectplek, Zoekbeeld], plek: Objectplek) -> set[Zoekgegeven]:
    return {een for een in nu[plek].gegevens.values() if een.soort in _PLAATSSOORTEN} if plek in nu else set()


def _sleutel(id_: int, een: Zoekgegeven) -> Values:
    return {"w_object": id_, "w_soort": een.soort, "w_tekst": een.tekst, "w_begindatum": een.begindatum}


_ids_: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)
_OBJECTEN = Statement(
    sa.select(*(zoekobject.c[naam] for naam in _Object._fields)).where(
        zoekobject.c.sleutel.in_(sa.bindparam("sleutels", expanding=True))
    ),
    _Object,
)
_NAMEN = Statement(
    sa.select(*(zoeknaam.c[naam] for naam in _Naamrij._fields)).where(zoeknaam.c.object.in_(_ids_)), _Naamrij
)
_GEGEVENS = Statement(
    sa.select(*(zoekgegeven.c[naam] for naam in _Gegevenrij._fields)).where(zoekgegeven.c.object.in_(_ids_)),
    _Gegevenrij,
)
_OBJECT_ERBIJ = Command(sa.insert(zoekobject))
_OBJECT_ANDERS = Command(
    sa.update(zoekobject)
    .where(zoekobject.c.id == sa.bindparam("welke"))
    .values({naam: sa.bindparam(naam) for naam in ("erkenning", "begindatum", "einddatum")})
)
_OBJECT_WEG = Command(sa.delete(zoekobject).where(zoekobject.c.id == sa.bindparam("welke")))
_NAAM_ERBIJ = Command(sa.insert(zoeknaam))
_NAAM_WEG = Command(sa.delete(zoeknaam).where(zoeknaam.c.id == sa.bindparam("welke")))
_GEGEVEN_ERBIJ = Command(sa.insert(zoekgegeven))
_GEGEVEN_WEG = Command(
    sa.delete(zoekgegeven).where(
        *(zoekgegeven.c[naam] == sa.bindparam(f"w_{naam}") for naam in ("object", "soort", "tekst", "begindatum"))
    )
)
