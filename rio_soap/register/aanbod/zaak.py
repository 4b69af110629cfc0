"""One aangeboden opleiding to deliver or remove, with what the register knows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import rijen as aanbod
from rio_soap.register.aanbod.bericht import Aanbodbericht, Gelezen
from rio_soap.register.aanbod.rijen import Erkenningssleutel, Feiten, Rij
from rio_soap.register.database.database import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.regels import velden
from rio_soap.register.regels.lazy import eenmaal
from rio_soap.register.regels.perioden import Duur, niet_na
from rio_soap.register.regels.uitslag import Context

STAP = "toestemmingDeelnameSTAP"
"""A kenmerk of offers that begin before 2025-07-14, the date of the contract without it (data/kenmerken.csv)."""


@dataclass
class Aanbodzaak:
    """One offer to deliver or remove, and what the register knows of it; each query runs when first needed.

    :param besturen: onderwijsbesturen on whose behalf the sender acts today.
    :param code: aangebodenOpleidingCode as sent.
    :param geleverd: None when it is to be removed.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    code: str
    geleverd: Gelezen | None

    @property
    def gelezen(self) -> Gelezen:
        """What is known of the offer as delivered without the register."""
        assert self.geleverd is not None
        return self.geleverd

    @eenmaal
    def bericht(self) -> Aanbodbericht:
        """The offer as delivered, as its controles look at it."""
        return self.gelezen.bericht

    @property
    def gegeven(self) -> Gegeven:
        """The offer as delivered, whole."""
        return self.bericht.gegeven

    @eenmaal
    def feiten(self) -> Feiten:
        """What the register knows of the offer as delivered and of what it names, in one question."""
        return aanbod.feiten(
            self.session,
            self.context.vandaag,
            code=self.code,
            aanbieder=self.aanbiedercode,
            locatie=velden.tekst_of_niet(self.gegeven, "onderwijslocatiecode"),
            eenheid=velden.tekst_of_niet(self.gegeven, "opleidingseenheidSleutel"),
        )

    @eenmaal
    def bestaand(self) -> Rij | None:
        """The registered offer with this code, in whatever case."""
        return aanbod.bestaand(self.session, self.code) if self.geleverd is None else self.feiten.bestaand

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @eenmaal
    def aanbiedercode(self) -> str:
        """Code of the aanbieder as delivered."""
        return velden.tekst(self.gegeven, "onderwijsaanbiedercode")

    @eenmaal
    def eigen_sleutel(self) -> str | None:
        """The eigenAangebodenOpleidingSleutel as delivered."""
        return eenheden.kenmerk(self.gegeven, "eigenAangebodenOpleidingSleutel")

    @eenmaal
    def partners(self) -> Sequence[tuple[date, str]]:
        """Begin of the period and code of every samenwerkende onderwijsaanbieder, in order, once per period."""
        genoemd = [(periode.duur.begin, code) for periode in self.bericht.perioden for code in periode.partners]
        return tuple(dict.fromkeys(genoemd))

    @eenmaal
    def aanbieders(self) -> Mapping[str, Rij]:
        """The onderwijsaanbieders that the message names and that exist, by code."""
        anderen = {code for _, code in self.partners} - {self.aanbiedercode}
        gevonden = dict(aanbod.aanbieders(self.session, anderen)) if anderen else {}
        if self.aanbieder is not None:
            gevonden[self.aanbiedercode] = self.aanbieder
        return gevonden

    @property
    def aanbieder(self) -> Rij | None:
        """The aanbieder as delivered, if it exists."""
        return self.feiten.aanbieder

    @property
    def houders(self) -> frozenset[str]:
        """The besturen, today, over the aanbieder as delivered."""
        return self.feiten.besturen

    def mag(self, aanbiedercode: str) -> bool:
        """Whether the sender acts today for a bestuur over the aanbieder, which is that of message or register."""
        if self.geleverd is not None and aanbiedercode == self.aanbiedercode:
            besturen = self.houders
        else:
            besturen = aanbod.besturen_van_aanbieders(self.session, [aanbiedercode], self.context.vandaag)[
                aanbiedercode
            ]
        return not besturen.isdisjoint(self.besturen)

    @eenmaal
    def erkenningssleutel(self) -> Erkenningssleutel | None:
        """The erkenning by which the offer names what it offers; None when it names the unit itself."""
        for veld in ("opleidingserkenningSleutel", "voVakerkenningSleutel"):
            if sleutel := velden.deel(self.gegeven, veld):
                stelsel, code = velden.tekst(sleutel, "opleidingsstelsel"), velden.tekst(sleutel, "opleidingscode")
                return Erkenningssleutel(stelsel, code, velden.tekst_of_niet(sleutel, "opleidingsniveau") or "")
        return None

    @eenmaal
    def erkende_eenheden(self) -> Sequence[Rij]:
        """The opleidingseenheden to which the erkenning leads."""
        sleutel = self.erkenningssleutel
        return aanbod.erkende_eenheden(self.session, sleutel) if sleutel is not None else ()

    @eenmaal
    def passende_eenheden(self) -> Sequence[Rij]:
        """Those of `erkende_eenheden` that can be meant: of a bestuur of the aanbieder; else those without owner.

        In higher education one code can lead to a unit per owner (Informatiemodel); a shared national erkenning leads
        to units without owner. Of a VO vakerkenning no code asks for an owner, so that then all can be meant.
        """
        eigen = [rij for rij in self.erkende_eenheden if rij.eigenaar in self.houders]
        landelijk = [rij for rij in self.erkende_eenheden if rij.eigenaar is None]
        is_vak = "voVakerkenningSleutel" in self.gegeven.velden
        return eigen or landelijk or (self.erkende_eenheden if is_vak else ())

    @eenmaal
    def eenheid(self) -> Rij | None:
        """What is offered.

        Of several units behind one erkenning: the one that the offer already has, else the first by code in whose
        lifetime the offer lies, else the first (reasoned).
        """
        if "opleidingseenheidSleutel" in self.gegeven.velden:
            return self.feiten.eenheid
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
