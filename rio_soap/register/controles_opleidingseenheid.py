"""The controles on delivering and removing an opleidingseenheid, in the order of the Overzicht foutcodes."""

from collections.abc import Iterable, Iterator
from functools import partial

from rio_soap.register import eenheden, velden
from rio_soap.register.aanbod import getoond
from rio_soap.register.controle import Controle
from rio_soap.register.eenheidzaak import Eenheidzaak
from rio_soap.register.foutcodes import melding
from rio_soap.register.kenmerkcontroles import KENMERKCONTROLES, Kenmerkcontrole, bevindingen
from rio_soap.register.perioden import Duur, niet_aansluitend, niet_na
from rio_soap.register.sleutelgegevens import Foutmelding

OCW_VOORVOEGSELS = ("0100", "0200", "0300", "0400", "0600", "2210")
"""Units of OCW whose code begins so stand for groups, so that offers need not lie within them (P01410)."""


def a01070(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """A01070: the delivered opleidingseenheidcode does not occur in RIO; without a code the unit is new.

    Source: Overzicht foutcodes A01070. For removal reasoned: its table lists no code for a unit that does not exist.
    """
    if zaak.code is not None and zaak.bestaand is None:
        yield melding("A01070", zaak.sleutels)


def a02011(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """A02011: the unit has an opleidingserkenning, of whomever and whether or not it is still valid.

    Source: Overzicht foutcodes A02011.
    """
    if zaak.erkenningen:
        yield melding("A02011", zaak.sleutels)


def aut401(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for no onderwijsbestuur, or not for the owner of the unit.

    Source: Overzicht foutcodes AUT401; that the owner follows from the OIN is reasoned (docs/standaarden.md).
    """
    if zaak.eigenaar is None or zaak.eigenaar not in zaak.besturen:
        yield melding("AUT401", zaak.sleutels)


def kenmerkcontrole(controle: Kenmerkcontrole, zaak: Eenheidzaak) -> Iterable[Foutmelding]:
    """One of K01010 to K01060 over the unit and its periods.

    Source: Overzicht foutcodes; its table for this operation lists none of them, although units carry kenmerken with
    minimum and maximum: applied all the same (reasoned).
    """
    return bevindingen(controle, zaak.bericht.verdachte_dragers, zaak.context.lijsten)


def p01010(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01010: einddatum is not later than begindatum. Source: Overzicht foutcodes."""
    if not zaak.duur.klopt():
        yield melding("P01010", zaak.sleutels)


def _op_lijst(zaak: Eenheidzaak, code: str, veld: str, lijst: str) -> Iterator[Foutmelding]:
    """A field of the unit is not on its waardenlijst over the whole lifetime of the unit."""
    waarde = velden.tekst_of_niet(zaak.gegeven, veld)
    if waarde is not None and not zaak.context.lijsten.geldig(lijst, waarde, zaak.duur.begin, zaak.duur.einde):
        yield melding(code, (*zaak.sleutels, (veld, waarde)))


def p01040(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01040: niveau of an Opleiding (in V4: hoOpleiding) is no niveau that is valid over its lifetime.

    Source: Overzicht foutcodes.
    """
    if zaak.gegeven.naam == "hoOpleiding":
        yield from _op_lijst(zaak, "P01040", "niveau", "Niveaucode-v06")


def p01060(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01060: waardedocumentsoort of an Opleiding (in V4: hoOpleiding) is not valid over its lifetime.

    Source: Overzicht foutcodes.
    """
    if zaak.gegeven.naam == "hoOpleiding":
        yield from _op_lijst(zaak, "P01060", "waardedocumentsoort", "SoortWaardedocument-v01")


def p01080(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01080: another unit with the same code and herkomst exists in the same time.

    Source: Overzicht foutcodes. The register issues the codes and holds each once, so only a unit of another herkomst
    than INSTELLING under the delivered code can clash.
    """
    if zaak.bestaand is not None and zaak.bestaand.herkomst != "INSTELLING":
        yield melding("P01080", zaak.sleutels)


def p01081(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01081: another unit of the same owner has this eigenOpleidingseenheidSleutel.

    Source: a client that quotes the text; that it goes per owner is reasoned.
    """
    sleutel = eenheden.kenmerk(zaak.gegeven, "eigenOpleidingseenheidSleutel")
    if sleutel is None or zaak.eigenaar is None:
        return
    if eenheden.andere_met_sleutel(zaak.sessie, sleutel, zaak.eigenaar, zaak.code or "") is not None:
        yield melding("P01081", (("eigenOpleidingseenheidSleutel", sleutel),))


def p01410(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01410: an aangeboden opleiding, from eersteInstroomDatum to einddatum, does not lie within the unit.

    Source: Overzicht foutcodes: without eersteInstroomDatum only the ends are compared; units of OCW with certain codes
    are excepted.
    """
    bestaand = zaak.bestaand
    if bestaand is not None and bestaand.herkomst == "OCW" and bestaand.code.startswith(OCW_VOORVOEGSELS):
        return
    for aanbod in zaak.aangeboden:
        begin = aanbod.eerste_instroomdatum
        te_vroeg = begin is not None and begin < zaak.duur.begin
        if te_vroeg or not niet_na(aanbod.einddatum, zaak.duur.einde):
            yield melding("P01410", (*zaak.sleutels, ("aangebodenOpleidingCode", getoond(zaak.sessie, aanbod.code))))


def p01420(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01420: an opleidingserkenning of the unit does not lie within its lifetime.

    Source: Overzicht foutcodes. A02011 refuses a recognised unit before this one is reached.
    """
    for erkenning in zaak.erkenningen:
        if not Duur(erkenning.begindatum, erkenning.einddatum).binnen(zaak.duur):
            yield melding("P01420", (*zaak.sleutels, ("opleidingscode", erkenning.code)))


def p01430(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01430: an opleidingsrelatie of the unit does not lie within its lifetime; of an OVERGANG the begin.

    Source: Overzicht foutcodes.
    """
    for relatie in zaak.relaties:
        if relatie.soort == "OVERGANG":
            past = zaak.duur.begin <= relatie.begindatum and niet_na(relatie.begindatum, zaak.duur.einde)
        else:
            past = Duur(relatie.begindatum, relatie.einddatum).binnen(zaak.duur)
        if not past:
            ander = relatie.naar if relatie.van == zaak.code else relatie.van
            yield melding("P01430", (*zaak.sleutels, ("gerelateerdeOpleidingseenheid", ander)))


def p01810(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P01810: an opleidingserkenning, opleidingsrelatie or aangeboden opleiding still refers to the unit.

    Source: Overzicht foutcodes.
    """
    if zaak.relaties or zaak.aangeboden or zaak.erkenningen:
        yield melding("P01810", zaak.sleutels)


def p02010(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02010: the (derived) end of a period is not later than its begin. Source: Overzicht foutcodes."""
    for duur in zaak.perioden_duur:
        if not duur.klopt():
            yield melding("P02010", zaak.periodesleutels(duur.begin))


def p02020(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02020: a period does not lie within the lifetime of the unit. Source: Overzicht foutcodes."""
    for duur in zaak.perioden_duur:
        if not duur.binnen(zaak.duur):
            yield melding("P02020", zaak.periodesleutels(duur.begin))


def p02030(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02030: a period is of another specialisation than the unit; the XSD lets any mix through.

    Source: Overzicht foutcodes.
    """
    for periode, duur in zip(zaak.perioden, zaak.perioden_duur, strict=True):
        if periode.naam != f"{zaak.gegeven.naam}Periode":
            yield melding("P02030", zaak.periodesleutels(duur.begin))


def _periode_op_lijst(
    zaak: Eenheidzaak, code: str, veld: str, lijst: str, namen: Iterable[str]
) -> Iterator[Foutmelding]:
    for periode, duur in zip(zaak.perioden, zaak.perioden_duur, strict=True):
        waarde = velden.tekst_of_niet(periode, veld) if periode.naam in namen else None
        if waarde is not None and not zaak.context.lijsten.geldig(lijst, waarde, duur.begin, duur.einde):
            yield melding(code, (*zaak.periodesleutels(duur.begin), (veld, waarde)))


_ONDERDEELPERIODEN = ("hoOnderwijseenheidPeriode", "hoOnderwijseenhedenclusterPeriode")


def p02040(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02040: studielasteenheid of an HO period is no unit that is valid over that period.

    Source: Overzicht foutcodes; particuliereOpleidingPeriode falls outside its wording.
    """
    namen = ("hoOpleidingPeriode", *_ONDERDEELPERIODEN)
    yield from _periode_op_lijst(zaak, "P02040", "studielasteenheid", "StudielastEenheid-v03", namen)


def p02041(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02041: an hoOpleiding of soort VARIANT delivers a studielast.

    Source: Overzicht foutcodes speaks of studielast(eenheid); RIO accepted recorded variants with a studielasteenheid
    alone, so that does not count.
    """
    if zaak.gegeven.naam != "hoOpleiding" or eenheden.kenmerk(zaak.gegeven, "soort") != "VARIANT":
        return
    for periode in zaak.perioden:
        if "studielast" in periode.velden:
            yield melding("P02041", zaak.periodesleutels(velden.datum(periode, "begindatum")))


def p02060(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02060: waardedocumentsoort of a period of an opleidingsonderdeel is not valid over that period.

    Source: Overzicht foutcodes.
    """
    yield from _periode_op_lijst(zaak, "P02060", "waardedocumentsoort", "SoortWaardedocument-v01", _ONDERDEELPERIODEN)


def p02070(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02070: periods overlap or do not join; as ends are derived, two with the same begin, or a first one too late.

    Source: Overzicht foutcodes.
    """
    for duur in niet_aansluitend(zaak.perioden_duur, zaak.duur.begin):
        yield melding("P02070", zaak.periodesleutels(duur.begin))


def p02080(zaak: Eenheidzaak) -> Iterator[Foutmelding]:
    """P02080: no period begins on the begindatum of the unit (the derived last end always is that of the unit).

    Source: Overzicht foutcodes.
    """
    if all(duur.begin != zaak.duur.begin for duur in zaak.perioden_duur):
        yield melding("P02080", zaak.sleutels)


_KENMERKEN: tuple[Controle[Eenheidzaak], ...] = tuple(
    (code, partial(kenmerkcontrole, controle)) for code, controle in KENMERKCONTROLES
)

AANLEVEREN: tuple[Controle[Eenheidzaak], ...] = (
    ("A01070", a01070),
    ("A02011", a02011),
    ("AUT401", aut401),
    *_KENMERKEN,
    ("P01010", p01010),
    ("P01040", p01040),
    ("P01060", p01060),
    ("P01080", p01080),
    ("P01081", p01081),
    ("P01410", p01410),
    ("P01420", p01420),
    ("P01430", p01430),
    ("P02010", p02010),
    ("P02020", p02020),
    ("P02030", p02030),
    ("P02040", p02040),
    ("P02041", p02041),
    ("P02060", p02060),
    ("P02070", p02070),
    ("P02080", p02080),
)
"""Controles of aanleveren_opleidingseenheid. Absent, because no V4 message can cause them: P01020 (herkomst), P01030
(VO and VAVO), P01050 (MBO), P01070 (lists of niveaus), P01440 and P01450 (structuur of MBO units), P02050 (MBO)."""

VERWIJDEREN: tuple[Controle[Eenheidzaak], ...] = (("A01070", a01070), ("AUT401", aut401), ("P01810", p01810))
"""Controles of verwijderen_opleidingseenheid."""
