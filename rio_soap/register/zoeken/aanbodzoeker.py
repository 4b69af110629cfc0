"""Which offers are found, in what order: the question as a value, and its answer before anything of it is written.

What one index cannot tell is told here: the name of the day, by which offers stand in order, the stretches in which
they take applications, and the distance. So both databases give the same offers in the same order.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from rio_soap.register.aanbod.zoekrij import neemt_aan
from rio_soap.register.database.codelijst import als_lijst
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.validity import DAG
from rio_soap.register.regels.afstand import Ligging, kilometers, midden, vak_om
from rio_soap.register.regels.naamverloop import naam_op
from rio_soap.register.zoeken.aanbodvraag import SECTORNAMEN, Kandidaat, eenheidsnamen, kandidaten, plekken, telling
from rio_soap.register.zoeken.woordvraag import woordvraag

MAX_TREFFERS: Final = 10_000
"""More is no answer (RS1012)."""
_EERST: Final = 15_000
"""Candidates that are asked for at first; of most questions nearly all are found, so that more would be too many."""
_ALLE: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Aanbodvraag:
    """What is asked for; None, or empty, for what is not.

    :param woorden: of the zoekterm, folded.
    :param erkenningen: numbers of opleidingserkenningen, one of which is for the unit of the offer.
    :param plaats: folded.
    :param postcode: its digits, or all of it.
    :param straal: in kilometres around the locaties at plaats and postcode; without it they are there themselves.
    :param aanmelden_op: day on which a cohort takes applications.
    """

    dag: date
    woorden: Sequence[str] = ()
    sector: str | None = None
    niveau: str | None = None
    erkenningen: Sequence[int] | None = None
    aanbieder: str | None = None
    plaats: str | None = None
    postcode: str | None = None
    straal: int | None = None
    aanmelden_op: date | None = None

    @property
    def plek(self) -> Mapping[str, SqlValue]:
        """The parameters of the place that is asked for."""
        uit: dict[str, SqlValue] = {} if self.plaats is None else {"plaats": self.plaats}
        if self.postcode is not None:
            # The next text after all that begin so.
            tot = self.postcode[:-1] + chr(ord(self.postcode[-1]) + 1)
            uit |= {"postcode_van": self.postcode, "postcode_tot": tot}
        return uit

    @property
    def plaatsnamen(self) -> frozenset[str]:
        """Which of plaats and postcode are asked for."""
        return frozenset(
            naam for naam, deel in (("plaats", self.plaats), ("postcode", self.postcode)) if deel is not None
        )


class Zoekuitslag(NamedTuple):
    """The codes of the offers that are found, in order, with the distances to locaties; None when they are too many."""

    codes: Sequence[str] | None
    afstanden: Mapping[str, Decimal]


@dataclass(slots=True)
class _Zoektocht:
    """One search: what is asked, with what it leads to.

    :param gevraagd: by the names of `aanbodvraag`.
    :param waarden: parameters of the questions.
    :param afstanden: to the locaties that are near enough, where a straal is given.
    """

    session: Session
    vraag: Aanbodvraag
    gevraagd: set[str] = field(default_factory=set)
    waarden: dict[str, SqlValue] = field(default_factory=dict)
    afstanden: dict[str, Decimal] = field(default_factory=dict)

    def past(self, kandidaat: Kandidaat) -> bool:
        """Whether a candidate is found: near enough, and open on the day."""
        if self.vraag.straal is not None and kandidaat.locatie not in self.afstanden:
            return False
        op = self.vraag.aanmelden_op
        return op is None or kandidaat.aanmelden is None or neemt_aan(kandidaat.aanmelden, op.isoformat())

    def op_volgorde(self, gevonden: Collection[Kandidaat]) -> list[str]:
        """Codes by distance, name of the day, aanbieder and code."""
        dag = self.vraag.dag.isoformat()
        eigen = {een.code: naam_op(een.naam, dag) for een in gevonden if een.naam is not None}
        eenheden = {een.eenheid for een in gevonden if not eigen.get(een.code)}
        vraag, lijst = eenheidsnamen(self.session.dialect), {"codes": als_lijst(sorted(eenheden))}
        van_eenheid = {code: naam_op(naam, dag) for code, naam in self.session.execute(vraag, lijst)}
        rijen = sorted(
            (
                self.afstanden.get(een.locatie or "", _GEEN),
                eigen.get(een.code) or van_eenheid.get(een.eenheid, ""),
                een.aanbieder,
                een.code,
            )
            for een in gevonden
        )
        return [code for *_, code in rijen]


_GEEN: Final = Decimal(0)


def zoek(session: Session, vraag: Aanbodvraag) -> Zoekuitslag:
    """The offers that are asked for: nearest first where a straal is given, then by name, aanbieder and code."""
    tocht = _Zoektocht(session, vraag)
    _bereid_voor(tocht)
    if vraag.straal is not None:
        middelpunt = midden(p.ligging for p in session.execute(plekken(vraag.plaatsnamen), vraag.plek))
        if middelpunt is None:
            return Zoekuitslag((), {})
        if _meet(tocht, middelpunt, vraag.straal):
            return Zoekuitslag(None, {})
    gevonden = _kandidaten(tocht)
    if gevonden is None:
        return Zoekuitslag(None, {})
    return Zoekuitslag(tocht.op_volgorde(gevonden.values()), tocht.afstanden)


def _bereid_voor(tocht: _Zoektocht) -> None:
    """What is asked for but how far, by the names of `aanbodvraag`, and the parameters of the questions."""
    vraag, namen, waarden = tocht.vraag, tocht.gevraagd, tocht.waarden
    waarden[DAG.key] = vraag.dag
    if vraag.sector is not None:
        namen.add("kleine sector" if vraag.sector in _KLEINE_SECTOREN else "sector")
        waarden["sector"] = vraag.sector
    for naam in ("niveau", "aanbieder", "erkenningen"):
        if getattr(vraag, naam) is not None:
            namen.add(naam)
            waarden[naam] = getattr(vraag, naam)
    if vraag.straal is None:
        namen |= vraag.plaatsnamen
        waarden |= vraag.plek
    if vraag.aanmelden_op is not None:
        namen.add("aanmelden")
        waarden["aanmelden_op"] = vraag.aanmelden_op
    if vraag.woorden:
        namen.add("zoekterm")
        waarden["woordvraag"] = woordvraag(tocht.session.dialect, [[woord] for woord in vraag.woorden])
        waarden |= {f"woord{n}": woord for n, woord in enumerate(vraag.woorden)}


def _meet(tocht: _Zoektocht, middelpunt: Ligging, straal: int) -> bool:
    """Measure to all locaties in a box around a place; whether offers are surely too many.

    What is near is judged by the distance that is shown. Where many locaties are, all that is asked of a box within the
    circle is counted first: that is soon done, and mostly enough.
    """
    session, vak = tocht.session, vak_om(middelpunt, straal)._asdict()
    for plek in session.execute(plekken(frozenset({"vak"})), vak):
        afstand = kilometers(middelpunt, plek.ligging)
        if afstand <= straal:
            tocht.afstanden[plek.locatie] = afstand
    ruim = len(tocht.afstanden) > _VEEL_LOCATIES
    if ruim and tocht.gevraagd <= SECTORNAMEN:
        binnen = {**tocht.waarden, **vak_om(middelpunt, straal * _BINNEN)._asdict(), "hoeveel": MAX_TREFFERS + 1}
        vraag = telling(session.dialect, {*tocht.gevraagd, "vak"}, 0)
        if session.execute(vraag, binnen).scalar_one() > MAX_TREFFERS:
            return True
    tocht.gevraagd.add("vak" if ruim else "klein vak")
    tocht.waarden |= vak
    return False


_KLEINE_SECTOREN: Final = frozenset({"BO", "HO", "SO", "VAVO", "VSO"})
"""Of fewer than ten thousand offers each (published data)."""
_VEEL_LOCATIES: Final = 400
"""More are no small box: at each are some fifteen offers."""
_BINNEN: Final = 0.7
"""Of a circle so much of its radius is half the side of a square within it."""


def _kandidaten(tocht: _Zoektocht) -> Mapping[str, Kandidaat] | None:
    """What is found, by code; None when it is too many."""
    gevonden: dict[str, Kandidaat] = {}
    zeker = tocht.vraag.straal is None and tocht.vraag.aanmelden_op is None
    vraag = kandidaten(tocht.session.dialect, tocht.gevraagd, len(tocht.vraag.woorden))
    for hoeveel in (MAX_TREFFERS + 1 if zeker else _EERST, _ALLE):
        rijen = tocht.session.execute(vraag, {**tocht.waarden, "hoeveel": hoeveel}).all()
        gevonden = {rij.code: rij for rij in rijen if zeker or tocht.past(rij)}
        if len(gevonden) > MAX_TREFFERS:
            return None
        if len(rijen) < hoeveel:
            break
    return gevonden
