"""The controles on delivering and removing an opleidingsrelatie, in the order of the Overzicht foutcodes."""

from collections.abc import Iterator

from rio_soap.register.eenheid.zaak_relatie import Relatiezaak
from rio_soap.register.regels.controle import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.perioden import Duur, niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding


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
    if zaak.codes[0] != zaak.codes[1] and zaak.richting is None:
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
    if zaak.duur.einde is not None and zaak.soort == "OVERGANG":
        yield melding("P04020", zaak.sleutels)


def p04030(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04030: both codes are the same unit. Source: Overzicht foutcodes."""
    if zaak.codes[0] == zaak.codes[1]:
        yield melding("P04030", zaak.sleutels[1:], veld="opleidingseenheidcode")


def p04040(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04040: soort is not in its waardenlijst. Source: Overzicht foutcodes.

    The register decides the soort, so only a replaced waardenlijst can cause it.
    """
    if zaak.soort is None:
        return
    begin = max(eenheid.begindatum for eenheid in zaak.gevonden.values())
    if not zaak.context.lijsten.geldig("Opleidingssamenhangsoort-v01", zaak.soort, begin, zaak.duur.einde):
        yield melding("P04040", zaak.sleutels)


def p04050(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04050: another relation of the same soort between the two units exists in the same time.

    Source: Overzicht foutcodes. One with the same begindatum is changed by this delivery (reasoned).
    """
    for rij in zaak.bestaande:
        anders = rij.begindatum != zaak.duur.begin and rij.soort == zaak.soort
        if anders and Duur(rij.begindatum, rij.einddatum).overlapt(zaak.duur):
            yield melding("P04050", zaak.sleutels)
            return


def p04410(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04410: the relation does not lie within the lifetime of both units; of an OVERGANG the begin.

    Source: Overzicht foutcodes.
    """
    overgang = zaak.soort == "OVERGANG"
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
