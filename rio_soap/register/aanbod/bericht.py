"""The aangebodenOpleiding of a message as its controles look at it: read once, in the types and order that they need.

begindatum and einddatum: first day, and end not included. eindeAanmeldperiode and eindeInstroomperiode are last days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkdragers import Kenmerk, Kenmerkdrager, kenmerken_van, te_controleren
from rio_soap.register.regels.kenmerktabel import Kenmerktabel
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur, afgeleid
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.velden import datum, datum_of_niet, deel, delen, tekst
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

PARTNER = "samenwerkendeOnderwijsaanbiedercode"


class Periode(NamedTuple):
    """A period with its derived end (see `perioden`)."""

    gegeven: Gegeven
    duur: Duur
    kenmerken: tuple[Kenmerk, ...]

    @property
    def partners(self) -> list[str]:
        """The samenwerkendeOnderwijsaanbiedercodes, in order of the message."""
        return [
            kenmerk.waarde for kenmerk in self.kenmerken if kenmerk.naam == PARTNER and isinstance(kenmerk.waarde, str)
        ]


class Cohort(NamedTuple):
    """A cohort; a date that is absent is None.

    instroommoment: of a vastInstroommoment. begin_instroom and einde_instroom: of a flexibeleInstroom.
    """

    gegeven: Gegeven
    code: str
    begin_aanmeld: date | None
    einde_aanmeld: date | None
    einddatum: date | None
    instroommoment: date | None
    begin_instroom: date | None
    einde_instroom: date | None


@dataclass(slots=True)
class Aanbodbericht:
    """An aangebodenOpleiding.

    :param perioden: in order of the message, as the cohorten.
    :param op_begin: the same by begin; periods with the same begin in order of the message.
    :param perioden_duur: derived duration of each of `op_begin`.
    """

    gegeven: Gegeven
    code: str
    duur: Duur
    kenmerken: tuple[Kenmerk, ...]
    perioden: tuple[Periode, ...]
    op_begin: tuple[Periode, ...]
    cohorten: tuple[Cohort, ...]
    perioden_duur: tuple[Duur, ...]

    @property
    def sleutels(self) -> Sleutels:
        """Names the offer."""
        return (("aangebodenOpleidingCode", self.code),)

    def periodesleutels(self, begin: date) -> Sleutels:
        """Names a period of the offer."""
        return (*self.sleutels, ("begindatum", begin.isoformat()))

    def cohortsleutels(self, cohortcode: str) -> Sleutels:
        """Names a cohort of the offer."""
        return (*self.sleutels, ("cohortcode", cohortcode))

    @classmethod
    def van(cls, gegeven: Gegeven) -> Aanbodbericht:
        """Read an aangebodenOpleiding."""
        duur = velden.duur(gegeven)
        delen_ = delen(gegeven, "aangebodenOpleidingPeriode")
        gesorteerd = sorted(delen_, key=_begin)
        duren = afgeleid(map(_begin, gesorteerd), duur.einde)
        op_begin = tuple([Periode(p, d, kenmerken_van(p)) for p, d in zip(gesorteerd, duren, strict=True)])
        perioden = op_begin
        if any(een is not ander for een, ander in zip(delen_, gesorteerd, strict=True)):
            per_deel = {id(periode.gegeven): periode for periode in op_begin}
            perioden = tuple(per_deel[id(periode)] for periode in delen_)
        return cls(
            gegeven,
            tekst(gegeven, "aangebodenOpleidingCode"),
            duur,
            kenmerken_van(gegeven),
            perioden,
            op_begin,
            tuple([_cohort(cohort) for cohort in delen(gegeven, "aangebodenOpleidingCohort")]),
            tuple(duren),
        )


class Berichtzaak(Protocol):
    """A zaak of which the message is judged by itself."""

    @property
    def bericht(self) -> Aanbodbericht:
        """The offer as delivered."""

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""


@dataclass(frozen=True, slots=True)
class Aanbodvoorbereiding:
    """What of a delivered offer needs no register: read before the transaction begins.

    :param verdachte_dragers: of the offer, its periods by begin and its cohorten those whose kenmerken are not surely
        in order.
    :param stand: what will be stored, as text.
    """

    bericht: Aanbodbericht
    verdachte_dragers: Sequence[Kenmerkdrager]
    stand: str

    @classmethod
    def van(cls, context: Context, gegeven: Gegeven) -> Aanbodvoorbereiding:
        """Read an aangebodenOpleiding."""
        bericht = Aanbodbericht.van(gegeven)
        dragers = te_controleren(_dragers(bericht, context.kenmerken), context.lijsten)
        return cls(bericht, dragers, naar_json(gegeven))


def _dragers(bericht: Aanbodbericht, tabel: Kenmerktabel) -> Iterator[Kenmerkdrager]:
    van, tot = bericht.duur.begin, bericht.duur.einde
    yield Kenmerkdrager(bericht.kenmerken, tabel.bereik(bericht.gegeven.naam, van), van, tot, bericht.sleutels)
    for gegeven, duur, kenmerken in bericht.op_begin:
        eigen = bericht.periodesleutels(duur.begin)
        yield Kenmerkdrager(kenmerken, tabel.bereik(gegeven.naam, duur.begin), duur.begin, duur.einde, eigen)
    for cohort in bericht.cohorten:
        eigen = bericht.cohortsleutels(cohort.code)
        bereik = tabel.bereik(cohort.gegeven.naam, van)
        yield Kenmerkdrager(kenmerken_van(cohort.gegeven), bereik, van, tot, eigen)


def _begin(periode: Gegeven) -> date:
    return datum(periode, "begindatum")


def _cohort(gegeven: Gegeven) -> Cohort:
    vast, flexibel = deel(gegeven, "vastInstroommoment"), deel(gegeven, "flexibeleInstroom")
    return Cohort(
        gegeven,
        tekst(gegeven, "cohortcode"),
        datum_of_niet(gegeven, "beginAanmeldperiode"),
        datum_of_niet(gegeven, "eindeAanmeldperiode"),
        datum_of_niet(gegeven, "einddatum"),
        datum(vast, "instroommoment") if vast is not None else None,
        datum(flexibel, "beginInstroomperiode") if flexibel is not None else None,
        datum_of_niet(flexibel, "eindeInstroomperiode") if flexibel is not None else None,
    )
