"""One aangeboden opleiding to deliver or remove, with what the register knows of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register import aanbod, eenheden, velden
from rio_soap.register.aanbod import Erkenningssleutel, Rij
from rio_soap.register.database import Sessie
from rio_soap.register.kenmerkcontroles import Kenmerkdrager, kenmerken_van
from rio_soap.register.perioden import Duur, afgeleid, niet_na
from rio_soap.register.uitslag import Context

PARTNER = "samenwerkendeOnderwijsaanbiedercode"
STAP = "toestemmingDeelnameSTAP"
"""A kenmerk of offers that begin before 2025-07-14, the date of the contract without it (data/kenmerken.csv)."""


@dataclass
class Aanbodzaak:
    """One offer to deliver or remove, and what the register knows of it; each query runs when first needed.

    :param besturen: onderwijsbesturen on whose behalf the sender acts today.
    :param code: aangebodenOpleidingCode as sent.
    :param geleverd: the aangebodenOpleiding of the message; None when it is to be removed.
    """

    sessie: Sessie
    context: Context
    besturen: tuple[str, ...]
    code: str
    geleverd: Gegeven | None

    @property
    def gegeven(self) -> Gegeven:
        """The offer as delivered."""
        assert self.geleverd is not None
        return self.geleverd

    @cached_property
    def bestaand(self) -> Rij | None:
        """The registered offer with this code, in whatever case."""
        return aanbod.bestaand(self.sessie, self.code)

    @cached_property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return Duur(velden.datum(self.gegeven, "begindatum"), velden.datum_of_niet(self.gegeven, "einddatum"))

    @property
    def aanbiedercode(self) -> str:
        """Code of the aanbieder as delivered."""
        return velden.tekst(self.gegeven, "onderwijsaanbiedercode")

    @property
    def eigen_sleutel(self) -> str | None:
        """The eigenAangebodenOpleidingSleutel as delivered."""
        return eenheden.kenmerk(self.gegeven, "eigenAangebodenOpleidingSleutel")

    @cached_property
    def partners(self) -> Sequence[tuple[date, str]]:
        """Begin of the period and code of every samenwerkende onderwijsaanbieder, in order, once per period."""
        genoemd = [
            (velden.datum(periode, "begindatum"), kenmerk.waarde)
            for periode in velden.delen(self.gegeven, "aangebodenOpleidingPeriode")
            for kenmerk in kenmerken_van(periode)
            if kenmerk.naam == PARTNER and isinstance(kenmerk.waarde, str)
        ]
        return tuple(dict.fromkeys(genoemd))

    @cached_property
    def aanbieders(self) -> Mapping[str, Rij]:
        """The onderwijsaanbieders that the message names and that exist, by code."""
        return aanbod.aanbieders(self.sessie, {self.aanbiedercode, *(code for _, code in self.partners)})

    @property
    def aanbieder(self) -> Rij | None:
        """The aanbieder as delivered, if it exists."""
        return self.aanbieders.get(self.aanbiedercode)

    @cached_property
    def _besturen_van(self) -> Mapping[str, frozenset[str]]:
        """The besturen, today, over the aanbieder as delivered and over the one that has the offer now."""
        codes = {self.bestaand.aanbieder} if self.bestaand is not None else set()
        if self.geleverd is not None:
            codes.add(self.aanbiedercode)
        return aanbod.besturen_van_aanbieders(self.sessie, codes, self.context.vandaag)

    @property
    def houders(self) -> frozenset[str]:
        """The besturen, today, over the aanbieder as delivered."""
        return self._besturen_van[self.aanbiedercode]

    def mag(self, aanbiedercode: str) -> bool:
        """Whether the sender acts today for a bestuur over the aanbieder, which is that of message or register."""
        return not self._besturen_van[aanbiedercode].isdisjoint(self.besturen)

    @cached_property
    def erkenningssleutel(self) -> Erkenningssleutel | None:
        """The erkenning by which the offer names what it offers; None when it names the unit itself."""
        for veld in ("opleidingserkenningSleutel", "voVakerkenningSleutel"):
            if sleutel := velden.deel(self.gegeven, veld):
                stelsel, code = velden.tekst(sleutel, "opleidingsstelsel"), velden.tekst(sleutel, "opleidingscode")
                return Erkenningssleutel(stelsel, code, velden.tekst_of_niet(sleutel, "opleidingsniveau") or "")
        return None

    @cached_property
    def erkende_eenheden(self) -> Sequence[Rij]:
        """The opleidingseenheden to which the erkenning leads."""
        sleutel = self.erkenningssleutel
        return aanbod.erkende_eenheden(self.sessie, sleutel) if sleutel is not None else ()

    @cached_property
    def passende_eenheden(self) -> Sequence[Rij]:
        """Those of `erkende_eenheden` that can be meant: of a bestuur of the aanbieder; else those without owner.

        In higher education one code can lead to a unit per owner (Informatiemodel); a shared national erkenning leads
        to units without owner. Of a VO vakerkenning no code asks for an owner, so that then all can be meant.
        """
        eigen = [rij for rij in self.erkende_eenheden if rij.eigenaar in self.houders]
        landelijk = [rij for rij in self.erkende_eenheden if rij.eigenaar is None]
        is_vak = "voVakerkenningSleutel" in self.gegeven.velden
        return eigen or landelijk or (self.erkende_eenheden if is_vak else ())

    @cached_property
    def eenheid(self) -> Rij | None:
        """What is offered.

        Of several units behind one erkenning: the one that the offer already has, else the first by code in whose
        lifetime the offer lies, else the first (reasoned).
        """
        code = velden.tekst_of_niet(self.gegeven, "opleidingseenheidSleutel")
        if code is not None:
            return aanbod.eenheid(self.sessie, code)
        nu = self.bestaand.eenheid if self.bestaand is not None else None
        mogelijk = self.passende_eenheden
        vast = [rij for rij in mogelijk if rij.code == nu]
        passend = [rij for rij in mogelijk if self.past_in(rij)]
        return next(iter((*vast, *passend, *mogelijk)), None)

    def past_in(self, rij: Rij) -> bool:
        """Whether the offer lies, from eersteInstroomDatum to einddatum, between begindatum and einddatum of a row.

        Without eersteInstroomDatum the ends alone are compared (reasoned, as documented for P01410).
        """
        eerste = velden.datum_of_niet(self.gegeven, "eersteInstroomDatum")
        return (eerste is None or eerste >= rij.begindatum) and niet_na(self.duur.einde, rij.einddatum)

    @property
    def sleutels(self) -> tuple[tuple[str, str], ...]:
        """Names the offer."""
        return (("aangebodenOpleidingCode", self.code),)

    @cached_property
    def kenmerkdragers(self) -> Sequence[Kenmerkdrager]:
        """The offer, its periods by begin and its cohorten, as carriers of kenmerken."""
        return tuple(self._dragers())

    def _dragers(self) -> Iterator[Kenmerkdrager]:
        tabel = self.context.kenmerken
        gegeven, van, tot = self.gegeven, self.duur.begin, self.duur.einde
        yield Kenmerkdrager.uit(gegeven, tabel.op(gegeven.naam, van), van, tot, self.sleutels)
        perioden = sorted(velden.delen(gegeven, "aangebodenOpleidingPeriode"), key=_begin)
        for periode, duur in zip(perioden, afgeleid(map(_begin, perioden), tot), strict=True):
            sleutels = (*self.sleutels, ("begindatum", duur.begin.isoformat()))
            yield Kenmerkdrager.uit(periode, tabel.op(periode.naam, duur.begin), duur.begin, duur.einde, sleutels)
        for cohort in velden.delen(gegeven, "aangebodenOpleidingCohort"):
            sleutels = (*self.sleutels, ("cohortcode", velden.tekst(cohort, "cohortcode")))
            yield Kenmerkdrager.uit(cohort, tabel.op(cohort.naam, van), van, tot, sleutels)


def _begin(periode: Gegeven) -> date:
    return velden.datum(periode, "begindatum")
