"""The controles on the periods of an opleidingseenheid, in the order of the Overzicht foutcodes."""

from collections.abc import Iterable, Iterator

from rio_soap.register.eenheid.zaak import Eenheidlevering
from rio_soap.register.regels import periodecontroles, velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding


def p02010(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02010: the (derived) end of a period is later than its begin. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_eindigen_later("P02010", zaak)


def p02020(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02020: a period lies within the lifetime of the unit. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_liggen_binnen("P02020", zaak)


def p02030(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02030: a period is of the specialisation of the unit; the XSD allows any mix. Source: Overzicht foutcodes."""
    for periode, duur in zip(zaak.perioden, zaak.perioden_duur, strict=True):
        if periode.naam != f"{zaak.gegeven.naam}Periode":
            yield melding("P02030", zaak.periodesleutels(duur.begin))


def _periode_op_lijst(
    zaak: Eenheidlevering, code: str, veld: str, lijst: str, namen: Iterable[str]
) -> Iterator[Foutmelding]:
    for periode, duur in zip(zaak.perioden, zaak.perioden_duur, strict=True):
        waarde = velden.tekst_of_niet(periode, veld) if periode.naam in namen else None
        if waarde is not None and not zaak.lijsten.geldig(lijst, waarde, duur.begin, duur.einde):
            yield melding(code, (*zaak.periodesleutels(duur.begin), (veld, waarde)))


_ONDERDEELPERIODEN = ("hoOnderwijseenheidPeriode", "hoOnderwijseenhedenclusterPeriode")


def p02040(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02040: studielasteenheid of an HO period is a unit that is valid over that period.

    Source: Overzicht foutcodes; particuliereOpleidingPeriode falls outside its wording.
    """
    namen = ("hoOpleidingPeriode", *_ONDERDEELPERIODEN)
    yield from _periode_op_lijst(zaak, "P02040", "studielasteenheid", "StudielastEenheid-v03", namen)


def p02041(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02041: an hoOpleiding of soort VARIANT delivers no studielast.

    Source: Overzicht foutcodes speaks of studielast(eenheid); RIO accepted recorded variants with a studielasteenheid
    alone, so that does not count.
    """
    if zaak.gegeven.naam != "hoOpleiding" or velden.kenmerk(zaak.gegeven, "soort") != "VARIANT":
        return
    for periode in zaak.perioden:
        if "studielast" in periode.velden:
            yield melding("P02041", zaak.periodesleutels(velden.datum(periode, "begindatum")))


def p02060(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02060: waardedocumentsoort of a period of an opleidingsonderdeel is valid over that period.

    Source: Overzicht foutcodes.
    """
    yield from _periode_op_lijst(zaak, "P02060", "waardedocumentsoort", "SoortWaardedocument-v01", _ONDERDEELPERIODEN)


def p02070(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02070: periods join without overlap. Source: Overzicht foutcodes."""
    return periodecontroles.perioden_sluiten_aan("P02070", zaak)


def p02080(zaak: Eenheidlevering) -> Iterator[Foutmelding]:
    """P02080: one period begins on the begindatum of the unit, and one ends on its einddatum.

    Source: Overzicht foutcodes.
    """
    return periodecontroles.een_periode_begint_mee("P02080", zaak)


CONTROLES: tuple[Controle[Eenheidlevering], ...] = (
    ("P02010", p02010),
    ("P02020", p02020),
    ("P02030", p02030),
    ("P02040", p02040),
    ("P02041", p02041),
    ("P02060", p02060),
    ("P02070", p02070),
    ("P02080", p02080),
)
"""Code and control, in documented order."""
