"""One aangeboden opleiding to deliver or remove, with what the register knows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.aanbod import rijen as aanbod
from rio_soap.register.aanbod.bericht import Aanbodbericht, Aanbodvoorbereiding
from rio_soap.register.aanbod.rijen import AangebodenOpleiding, Feiten
from rio_soap.register.bevoegdheid.besturen import besturen_van_aanbieders
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.rijen import ErkendeEenheid, Erkenningssleutel
from rio_soap.register.organisatie import rijen as organisaties
from rio_soap.register.organisatie.rijen import Aanbieder
from rio_soap.register.regels import velden
from rio_soap.register.regels.kenmerkdragers import Kenmerkdrager
from rio_soap.register.regels.lazy import lazy
from rio_soap.register.regels.periodecontroles import Kant, Sleutels, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

STAP = "toestemmingDeelnameSTAP"
"""A kenmerk of offers that begin before 2025-07-14, the date of the contract without it (regels/data/kenmerken.csv)."""


@dataclass
class Aanbodzaak:
    """One offer to remove, and what the register knows of it; each query runs when first needed.

    :param besturen: onderwijsbesturen on whose behalf the sender acts today.
    :param code: aangebodenOpleidingCode as sent.
    """

    session: Session
    context: Context
    besturen: tuple[str, ...]
    code: str

    @lazy
    def bestaand(self) -> AangebodenOpleiding | None:
        """The registered offer with this code, in whatever case."""
        return aanbod.bestaand(self.session, self.code)

    @property
    def te_machtigen(self) -> set[str]:
        """Codes of the aanbieders for which the sender must act."""
        return {self.bestaand.aanbieder} if self.bestaand is not None else set()

    def mag(self, aanbiedercode: str) -> bool:
        """Whether the sender acts today for a bestuur over an aanbieder."""
        besturen = besturen_van_aanbieders(self.session, [aanbiedercode], self.context.vandaag)
        return not besturen[aanbiedercode].isdisjoint(self.besturen)

    @property
    def sleutels(self) -> Sleutels:
        """Names the offer."""
        return (("aangebodenOpleidingCode", self.code),)


@dataclass
class Aanbodlevering(Aanbodzaak):
    """One offer to deliver, and what the register knows of it and of what it names."""

    gelezen: Aanbodvoorbereiding

    @lazy
    def bericht(self) -> Aanbodbericht:
        """The offer as delivered, as its controles look at it."""
        return self.gelezen.bericht

    @property
    def gegeven(self) -> Gegeven:
        """The offer as delivered, whole."""
        return self.bericht.gegeven

    @property
    def lijsten(self) -> Waardenlijsten:
        """The value lists in force."""
        return self.context.lijsten

    @property
    def verdachte_dragers(self) -> Sequence[Kenmerkdrager]:
        """See `Aanbodvoorbereiding.verdachte_dragers`."""
        return self.gelezen.verdachte_dragers

    @lazy
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

    @lazy
    def bestaand(self) -> AangebodenOpleiding | None:
        """The registered offer with this code, in whatever case."""
        return self.feiten.bestaand

    @property
    def te_machtigen(self) -> set[str]:
        """Codes of the aanbieders for which the sender must act: as the offer is, and as it comes."""
        return super().te_machtigen | ({self.aanbiedercode} if self.aanbieder is not None else set())

    def mag(self, aanbiedercode: str) -> bool:
        """Whether the sender acts today for a bestuur over an aanbieder."""
        if aanbiedercode == self.aanbiedercode:
            return not self.houders.isdisjoint(self.besturen)
        return super().mag(aanbiedercode)

    @property
    def duur(self) -> Duur:
        """Lifetime as delivered."""
        return self.bericht.duur

    @lazy
    def aanbiedercode(self) -> str:
        """Code of the aanbieder as delivered."""
        return velden.tekst(self.gegeven, "onderwijsaanbiedercode")

    @lazy
    def eigen_sleutel(self) -> str | None:
        """The eigenAangebodenOpleidingSleutel as delivered."""
        return velden.kenmerk(self.gegeven, "eigenAangebodenOpleidingSleutel")

    @lazy
    def partners(self) -> Sequence[tuple[date, str]]:
        """Begin of the period and code of every samenwerkende onderwijsaanbieder, in order, once per period."""
        genoemd = [(periode.duur.begin, code) for periode in self.bericht.perioden for code in periode.partners]
        return tuple(dict.fromkeys(genoemd))

    @lazy
    def aanbieders(self) -> Mapping[str, Aanbieder]:
        """The onderwijsaanbieders that the message names and that exist, by code."""
        anderen = {code for _, code in self.partners} - {self.aanbiedercode}
        gevonden = dict(organisaties.aanbieders(self.session, anderen)) if anderen else {}
        if self.aanbieder is not None:
            gevonden[self.aanbiedercode] = self.aanbieder
        return gevonden

    @property
    def aanbieder(self) -> Aanbieder | None:
        """The aanbieder as delivered, if it exists."""
        return self.feiten.aanbieder

    @property
    def houders(self) -> frozenset[str]:
        """The besturen, today, over the aanbieder as delivered."""
        return self.feiten.besturen

    @lazy
    def erkenningssleutel(self) -> Erkenningssleutel | None:
        """The erkenning by which the offer names what it offers; None when it names the unit itself."""
        for veld in ("opleidingserkenningSleutel", "voVakerkenningSleutel"):
            if sleutel := velden.deel(self.gegeven, veld):
                stelsel, code = velden.tekst(sleutel, "opleidingsstelsel"), velden.tekst(sleutel, "opleidingscode")
                return Erkenningssleutel(stelsel, code, velden.tekst_of_niet(sleutel, "opleidingsniveau") or "")
        return None

    @lazy
    def erkende_eenheden(self) -> Sequence[ErkendeEenheid]:
        """The opleidingseenheden to which the erkenning leads."""
        sleutel = self.erkenningssleutel
        return eenheden.erkende_eenheden(self.session, sleutel) if sleutel is not None else ()

    @lazy
    def passende_eenheden(self) -> Sequence[ErkendeEenheid]:
        """Those of `erkende_eenheden` that can be meant: of a bestuur of the aanbieder; else those without owner.

        In higher education one code can lead to a unit per owner (Informatiemodel); a shared national erkenning leads
        to units without owner. Of a VO vakerkenning no code asks for an owner, so that then all can be meant.
        """
        eigen = [rij for rij in self.erkende_eenheden if rij.eigenaar in self.houders]
        landelijk = [rij for rij in self.erkende_eenheden if rij.eigenaar is None]
        is_vak = "voVakerkenningSleutel" in self.gegeven.velden
        return eigen or landelijk or (self.erkende_eenheden if is_vak else ())

    @lazy
    def eenheid(self) -> ErkendeEenheid | None:
        """What is offered.

        Of several units behind one erkenning: the one that the offer already has, else the first by code in whose
        lifetime the offer lies, else the first (reasoned).
        """
        if "opleidingseenheidSleutel" in self.gegeven.velden:
            return self.feiten.eenheid
        nu = self.bestaand.eenheid if self.bestaand is not None else None
        mogelijk = self.passende_eenheden
        huidig = [rij for rij in mogelijk if rij.code == nu]
        passend = [rij for rij in mogelijk if self.past_in(rij)]
        return next(iter((*huidig, *passend, *mogelijk)), None)

    def past_in(self, rij: ErkendeEenheid | Aanbieder) -> bool:
        """Whether the offer lies, from eersteInstroomDatum to einddatum, between begindatum and einddatum of a row.

        Without eersteInstroomDatum the ends alone are compared (reasoned, as documented for P01410).
        """
        return self.steekt_uit(rij) is None

    def steekt_uit(self, rij: ErkendeEenheid | Aanbieder) -> Kant | None:
        """On which side the offer does not lie within a row (`past_in`)."""
        eerste = velden.datum_of_niet(self.gegeven, "eersteInstroomDatum")
        return buiten(eerste, self.duur.einde, Duur(rij.begindatum, rij.einddatum))
