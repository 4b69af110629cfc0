"""Which offers are found, in what order: the question as a value, and its answer before anything of it is written.

What one index cannot tell is told here: the name of the day, by which offers stand in order, the stretches in which
they take applications, and the distance. So both databases give the same offers in the same order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from rio_soap.register.aanbod.zoekrij import neemt_aan
from rio_soap.register.database.rows import SqlValue
from rio_soap.register.database.session import Session
from rio_soap.register.database.validity import DAG
from rio_soap.register.regels.afstand import kilometers, midden, vak_om
from rio_soap.register.regels.naamverloop import naam_op
from rio_soap.register.zoeken.aanbodvraag import Kandidaat, plekken, vragen
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
    """One search: what is asked, with what it leads to."""

    vraag: Aanbodvraag
    gevraagd: frozenset[str]
    waarden: dict[str, SqlValue]
    afstanden: dict[str, Decimal] = field(default_factory=dict)

    def past(self, kandidaat: Kandidaat) -> bool:
        """Whether a candidate is found: near enough, and open on the day."""
        if self.vraag.straal is not None and kandidaat.locatie not in self.afstanden:
            return False
        op = self.vraag.aanmelden_op
        return op is None or kandidaat.aanmelden is None or neemt_aan(kandidaat.aanmelden, op.isoformat())

    def plaats(self, kandidaat: Kandidaat, dag: str) -> tuple[Decimal, str, str, str]:
        """By what it stands in order: distance, name of the day, aanbieder, code."""
        naam = naam_op(kandidaat.naam, dag) if kandidaat.naam is not None else ""
        naam = naam or naam_op(kandidaat.eenheidsnaam or "", dag)
        afstand = self.afstanden.get(kandidaat.locatie or "", _GEEN)
        return afstand, naam, kandidaat.aanbieder, kandidaat.code


_GEEN: Final = Decimal(0)


def zoek(session: Session, vraag: Aanbodvraag) -> Zoekuitslag:
    """The offers that are asked for: nearest first where a straal is given, then by name, aanbieder and code."""
    tocht = _Zoektocht(vraag, *_parameters(session, vraag))
    if vraag.straal is not None and not _meet(session, tocht):
        return Zoekuitslag((), {})
    gevonden = _kandidaten(session, tocht)
    if gevonden is None:
        return Zoekuitslag(None, {})
    dag = vraag.dag.isoformat()
    op_volgorde = sorted(tocht.plaats(kandidaat, dag) for kandidaat in gevonden.values())
    return Zoekuitslag([code for *_, code in op_volgorde], tocht.afstanden)


def _parameters(session: Session, vraag: Aanbodvraag) -> tuple[frozenset[str], dict[str, SqlValue]]:
    """What is asked for by the names of `aanbodvraag`, and the parameters of the questions."""
    waarden: dict[str, SqlValue] = {DAG.key: vraag.dag}
    namen = {naam for naam in ("sector", "niveau", "aanbieder", "erkenningen") if getattr(vraag, naam) is not None}
    waarden |= {naam: getattr(vraag, naam) for naam in sorted(namen)}
    if vraag.straal is not None:
        namen.add("vak")
    else:
        namen |= vraag.plaatsnamen
        waarden |= vraag.plek
    if vraag.aanmelden_op is not None:
        namen.add("aanmelden")
        waarden["aanmelden_op"] = vraag.aanmelden_op
    if vraag.woorden:
        namen.add("zoekterm")
        waarden["woordvraag"] = woordvraag(session.dialect, [[woord] for woord in vraag.woorden])
        waarden |= {f"woord{n}": woord for n, woord in enumerate(vraag.woorden)}
    return frozenset(namen), waarden


def _meet(session: Session, tocht: _Zoektocht) -> bool:
    """Measure to all locaties near the middle of those at the place; whether there is a middle.

    What is near is judged by the distance that is shown.
    """
    straal = tocht.vraag.straal or 0
    ter_plaatse = session.execute(plekken(tocht.vraag.plaatsnamen), tocht.vraag.plek)
    middelpunt = midden(plek.ligging for plek in ter_plaatse)
    if middelpunt is None:
        return False
    tocht.waarden |= vak_om(middelpunt, straal)._asdict()
    for plek in session.execute(plekken(frozenset({"vak"})), vak_om(middelpunt, straal)._asdict()):
        afstand = kilometers(middelpunt, plek.ligging)
        if afstand <= straal:
            tocht.afstanden[plek.locatie] = afstand
    return True


def _kandidaten(session: Session, tocht: _Zoektocht) -> Mapping[str, Kandidaat] | None:
    """What is found, by code; None when it is too many."""
    gevonden: dict[str, Kandidaat] = {}
    for vraag in vragen(tocht.gevraagd, len(tocht.vraag.woorden)):
        for hoeveel in (_EERST, _ALLE):
            rijen = session.execute(vraag, {**tocht.waarden, "hoeveel": hoeveel}).all()
            gevonden.update((rij.code, rij) for rij in rijen if tocht.past(rij))
            if len(gevonden) > MAX_TREFFERS:
                return None
            if len(rijen) < hoeveel:
                break
    return gevonden
