"""The controles on delivering and removing an opleidingsrelatie, in the order of the Overzicht foutcodes."""

from collections.abc import Iterator

from rio_soap.register.eenheid.zaak_relatie import Relatiezaak
from rio_soap.register.regels import periodecontroles
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.periodecontroles import DATUMVELD, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding


def a01070(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """A01070: each of the two delivered opleidingseenheidcodes occurs in RIO.

    Source: Overzicht foutcodes A01070. For removal reasoned: its table is printed empty.
    """
    for code in dict.fromkeys(zaak.codes):
        if code not in zaak.gevonden:
            yield melding("A01070", (("opleidingseenheidcode", code),))


def a01072(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """A01072: the matrix gives a relation for the specialisations of the two units.

    Source: Overzicht foutcodes A01072. Two equal codes are left to P04030, which could not occur otherwise (reasoned).
    """
    if zaak.codes[0] != zaak.codes[1] and zaak.richting is None:
        yield melding("A01072", zaak.sleutels[:2])


def aut401(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for the owner of one of the two units.

    Source: Overzicht foutcodes AUT401. That one of the two suffices is reasoned: a variant may belong to an opleiding
    that its institution did not deliver itself.
    """
    if not any(zaak.gevonden[code].eigenaar in zaak.besturen for code in zaak.codes):
        yield melding("AUT401", zaak.sleutels[:2])


def p04010(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04010: einddatum is later than begindatum. Source: Overzicht foutcodes."""
    return periodecontroles.eindigt_later("P04010", zaak)


def p04020(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04020: an OVERGANG has no einddatum. Source: Overzicht foutcodes.

    The matrix as far as it is known gives OVERGANG only between MBO units, which V4 does not relate.
    """
    if zaak.duur.einde is not None and zaak.soort == "OVERGANG":
        yield melding("P04020", zaak.sleutels)


def p04030(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04030: the two codes are two units. Source: Overzicht foutcodes."""
    if zaak.codes[0] == zaak.codes[1]:
        yield melding("P04030", zaak.sleutels[1:], veld="opleidingseenheidcode")


def p04040(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04040: soort is in its waardenlijst. Source: Overzicht foutcodes.

    The register decides the soort, so only a replaced waardenlijst can cause it.
    """
    if zaak.soort is None:
        return
    begin = max(eenheid.begindatum for eenheid in zaak.gevonden.values())
    if not zaak.context.lijsten.geldig("Opleidingssamenhangsoort-v01", zaak.soort, begin, zaak.duur.einde):
        yield melding("P04040", zaak.sleutels)


def p04050(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04050: no other relation of the same soort between the two units exists in the same time.

    Source: Overzicht foutcodes. One with the same begindatum is changed by this delivery (reasoned).
    """
    for rij in zaak.bestaande:
        anders = rij.begindatum != zaak.duur.begin and rij.soort == zaak.soort
        if anders and Duur(rij.begindatum, rij.einddatum).overlapt(zaak.duur):
            yield melding("P04050", zaak.sleutels)
            return


def p04410(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """P04410: the relation lies within the lifetime of both units; of an OVERGANG the begin.

    Source: Overzicht foutcodes.
    """
    overgang = zaak.soort == "OVERGANG"
    begin, einde = zaak.duur.begin, zaak.duur.begin if overgang else zaak.duur.einde
    for code in dict.fromkeys(zaak.codes):
        kant = buiten(begin, einde, Duur(zaak.gevonden[code].begindatum, zaak.gevonden[code].einddatum))
        if kant is not None:
            sleutels = (("opleidingseenheidcode", code), ("begindatum", begin))
            yield melding("P04410", sleutels, veld="begindatum" if overgang else DATUMVELD[kant])


def rs0010(zaak: Relatiezaak) -> Iterator[Foutmelding]:
    """RS0010 (a code of our own): the relation to remove occurs. DUO publishes no code for it.

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
