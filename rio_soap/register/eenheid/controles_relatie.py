"""The controles on delivering and removing an opleidingsrelatie, and the matrix that gives its soort.

The sender names two units in any order; the register decides direction and soort from their specialisations. The whole
matrix is not published: VARIANT_VAN is recorded, the three HO rows of HIERARCHISCH are reasoned (docs/standaarden.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rio_soap.register.database.database import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.regels.controle import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lazy import eenmaal
from rio_soap.register.regels.perioden import Duur, niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.register.regels.uitslag import Context

MATRIX: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("hoOpleiding/VARIANT", "hoOpleiding/OPLEIDING"): "VARIANT_VAN",
        ("hoOnderwijseenheid", "hoOpleiding"): "HIERARCHISCH",
        ("hoOnderwijseenhedencluster", "hoOpleiding"): "HIERARCHISCH",
        ("hoOnderwijseenheid", "hoOnderwijseenhedencluster"): "HIERARCHISCH",
    }
)
"""Specialisation (with soort, where that matters) of both units, from and to, to the soort of the relation."""


SOORTEN: tuple[str, ...] = tuple(
    sorted({einde.partition("/")[2] for sleutel in MATRIX for einde in sleutel if "/" in einde})
)
"""The soorten of an hoOpleiding that the matrix tells apart."""


def _soorten(eenheid: eenheden.Rij) -> tuple[str, ...]:
    return (f"{eenheid.specialisatie}/{eenheid.soort}", str(eenheid.specialisatie))


def relatiesoort(een: eenheden.Rij, ander: eenheden.Rij) -> tuple[str, str, str] | None:
    """From, to and soort of the relation between two units; None when there can be none."""
    for van, naar in ((een, ander), (ander, een)):
        for sleutel, soort in MATRIX.items():
            if sleutel[0] in _soorten(van) and sleutel[1] in _soorten(naar):
                return str(van.code), str(naar.code), soort
    return None


@dataclass
class Relatiezaak:
    """One relation to deliver or remove, and what the register knows of it."""

    session: Session
    context: Context
    besturen: tuple[str, ...]
    codes: tuple[str, ...]
    duur: Duur

    @eenmaal
    def gevonden(self) -> Mapping[str, eenheden.Rij]:
        """The units that exist, by code."""
        return eenheden.eenheden(self.session, self.codes)

    @eenmaal
    def verband(self) -> tuple[str, str, str] | None:
        """From, to and soort; None when the matrix gives none."""
        een, ander = (self.gevonden[code] for code in self.codes)
        return relatiesoort(een, ander)

    @eenmaal
    def bestaande(self) -> Sequence[eenheden.Rij]:
        """The relations between the two units, in either direction."""
        rijen = eenheden.relaties(self.session, self.codes[0])
        return [rij for rij in rijen if {rij.van, rij.naar} == set(self.codes)]

    @property
    def zelfde(self) -> eenheden.Rij | None:
        """The existing relation with the same begindatum: this delivery changes it."""
        return next((rij for rij in self.bestaande if rij.begindatum == self.duur.begin), None)

    @property
    def sleutels(self) -> tuple[tuple[str, str | date], ...]:
        """Names the relation."""
        return (*(("opleidingseenheidcode", code) for code in self.codes), ("begindatum", self.duur.begin))


def a01070(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """A01070: a delivered opleidingseenheidcode does not occur in RIO; for each of the two.

    Source: Overzicht foutcodes A01070. For removal reasoned: its table is printed empty.
    """
    for code in dict.fromkeys(zaak.codes):
        if code not in zaak.gevonden:
            yield melding("A01070", (("opleidingseenheidcode", code),))


def a01072(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """A01072: the matrix gives no relation for the specialisations of the two units.

    Source: Overzicht foutcodes A01072. Two equal codes are left to P04030, which could not occur otherwise (reasoned).
    """
    if zaak.codes[0] != zaak.codes[1] and zaak.verband is None:
        yield melding("A01072", zaak.sleutels[:2])


def aut401(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for the owner of neither unit.

    Source: Overzicht foutcodes AUT401. That one of the two suffices is reasoned: a variant may belong to an opleiding
    that its institution did not deliver itself.
    """
    if not any(zaak.gevonden[code].eigenaar in zaak.besturen for code in zaak.codes):
        yield melding("AUT401", zaak.sleutels[:2])


def p04010(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04010: einddatum is not later than begindatum. Source: Overzicht foutcodes."""
    if not zaak.duur.klopt():
        yield melding("P04010", zaak.sleutels)


def p04020(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04020: an OVERGANG with an einddatum. Source: Overzicht foutcodes.

    The matrix as far as it is known gives OVERGANG only between MBO units, which V4 does not relate.
    """
    if zaak.duur.einde is not None and zaak.verband is not None and zaak.verband[2] == "OVERGANG":
        yield melding("P04020", zaak.sleutels)


def p04030(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04030: both codes are the same unit. Source: Overzicht foutcodes."""
    if zaak.codes[0] == zaak.codes[1]:
        yield melding("P04030", zaak.sleutels[1:], veld="opleidingseenheidcode")


def p04040(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04040: soort is not in its waardenlijst. Source: Overzicht foutcodes.

    The register decides the soort, so only a replaced waardenlijst can cause it.
    """
    if zaak.verband is None:
        return
    begin = max(eenheid.begindatum for eenheid in zaak.gevonden.values())
    if not zaak.context.lijsten.geldig("Opleidingssamenhangsoort-v01", zaak.verband[2], begin, zaak.duur.einde):
        yield melding("P04040", zaak.sleutels)


def p04050(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04050: another relation of the same soort between the two units exists in the same time.

    Source: Overzicht foutcodes. One with the same begindatum is changed by this delivery (reasoned).
    """
    for rij in zaak.bestaande:
        anders = rij.begindatum != zaak.duur.begin and zaak.verband is not None and rij.soort == zaak.verband[2]
        if anders and Duur(rij.begindatum, rij.einddatum).overlapt(zaak.duur):
            yield melding("P04050", zaak.sleutels)
            return


def p04410(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04410: the relation does not lie within the lifetime of both units; of an OVERGANG the begin.

    Source: Overzicht foutcodes.
    """
    overgang = zaak.verband is not None and zaak.verband[2] == "OVERGANG"
    for code in dict.fromkeys(zaak.codes):
        leven = Duur(zaak.gevonden[code].begindatum, zaak.gevonden[code].einddatum)
        if overgang:
            past = leven.begin <= zaak.duur.begin and niet_na(zaak.duur.begin, leven.einde)
        else:
            past = zaak.duur.binnen(leven)
        if not past:
            te_vroeg = overgang or zaak.duur.begin < leven.begin
            sleutels = (("opleidingseenheidcode", code), ("begindatum", zaak.duur.begin))
            yield melding("P04410", sleutels, veld="begindatum" if te_vroeg else "einddatum")


def rs0010(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """RS0010 (a code of our own): the relation to remove does not occur. DUO publishes no code for it.

    Ground: removing what does not exist is answered as an error (Webservice documentatie).
    """
    if zaak.zelfde is None:
        yield melding("RS0010", zaak.sleutels)


AANLEVEREN: tuple[Controle[Relatiezaak], ...] = (
    ("A01070", a01070),
    ("A01072", a01072),
    ("AUT401", aut401),
    ("P04010", p04010),
    ("P04020", p04020),
    ("P04030", p04030),
    ("P04040", p04040),
    ("P04050", p04050),
    ("P04410", p04410),
)
"""Controles of aanleveren_opleidingsrelatie."""

VERWIJDEREN: tuple[Controle[Relatiezaak], ...] = (("A01070", a01070), ("AUT401", aut401), ("RS0010", rs0010))
"""Controles of verwijderen_opleidingsrelatie."""
