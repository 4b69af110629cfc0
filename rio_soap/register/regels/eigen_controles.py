"""The controles that many operations of our own contract share: value lists, ends, and periods that join.

Source: our own design. A period says its begindatum and may say its einddatum; where it does not, the next begin or the
end of the object is meant. A control has the same code and text in every operation; each names the failing element
last.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigenbericht import Eigenbericht, MetEigenbericht
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lijstcontroles import Lijstveld
from rio_soap.register.regels.perioden import niet_na
from rio_soap.register.regels.sleutelgegevens import Foutmelding, als_sleutelwaarde


def rs1001(zaak: MetEigenbericht) -> Iterator[Foutmelding]:
    """RS1001: every value is on its waardenlijst."""
    return (_lijstfout("RS1001", zaak.bericht, fout) for fout in zaak.bericht.onbekend)


def rs1002(zaak: MetEigenbericht) -> Iterator[Foutmelding]:
    """RS1002: every value is valid on the begindatum of the part in which it stands, else on that of the object."""
    return (_lijstfout("RS1002", zaak.bericht, fout) for fout in zaak.bericht.ongeldig)


def _lijstfout(code: str, bericht: Eigenbericht, fout: Lijstveld) -> Foutmelding:
    deel = [("begindatum", fout.dag)] if fout.dag is not None and fout.drager is not bericht.gegeven else []
    return melding(code, (*bericht.sleutels, *deel, (fout.veld, fout.waarde)))


def rs1003(zaak: MetEigenbericht) -> Iterator[Foutmelding]:
    """RS1003: the end of the object and of each period, where it is said, is later than its begin."""
    bericht = zaak.bericht
    if not bericht.duur.klopt() and (einde := bericht.duur.einde) is not None:
        yield melding("RS1003", (*bericht.sleutels, ("einddatum", einde)))
    for duur in bericht.perioden_duur:
        if not duur.klopt() and duur.einde is not None:
            yield melding("RS1003", (*bericht.periodesleutels(duur.begin), ("einddatum", duur.einde)))


def rs1004(zaak: MetEigenbericht) -> Iterator[Foutmelding]:
    """RS1004: a period begins where the one before it ends; no two begin on one day."""
    bericht = zaak.bericht
    for eerste, volgende in pairwise(bericht.perioden_duur):
        if volgende.begin != (eerste.einde or volgende.begin) or volgende.begin == eerste.begin:
            yield melding("RS1004", bericht.periodesleutels(volgende.begin))


def rs1005(zaak: MetEigenbericht) -> Iterator[Foutmelding]:
    """RS1005: each period lies within the lifetime of the object."""
    bericht, leven = zaak.bericht, zaak.bericht.duur
    for duur in bericht.perioden_duur:
        if duur.begin < leven.begin or (leven.einde is not None and duur.begin >= leven.einde):
            yield melding("RS1005", bericht.periodesleutels(duur.begin))
        elif duur.einde is not None and not niet_na(duur.einde, leven.einde):
            yield melding("RS1005", (*bericht.periodesleutels(duur.begin), ("einddatum", duur.einde)))


def rs1006(zaak: MetEigenbericht) -> Iterator[Foutmelding]:
    """RS1006: from the first day of the object to its last a period holds; gaps in between are left to RS1004.

    An object without periods is left to the schema, and to the rooms in which some kinds have none.
    """
    bericht, leven = zaak.bericht, zaak.bericht.duur
    if not bericht.perioden_duur:
        return
    eerste, laatste = bericht.perioden_duur[0], bericht.perioden_duur[-1]
    if eerste.begin > leven.begin:
        yield melding("RS1006", (*bericht.sleutels, ("begindatum", leven.begin)))
    if laatste.einde is not None and not niet_na(leven.einde, laatste.einde):
        yield melding("RS1006", (*bericht.periodesleutels(laatste.begin), ("einddatum", laatste.einde)))


def onveranderd(bericht: Eigenbericht, was: Gegeven | None, namen: Sequence[str]) -> Iterator[Foutmelding]:
    """RS1009: a change leaves these fields as they were; one that was not known may be filled in.

    :param was: the object as it is registered; None when it is new.
    """
    if was is None:
        return
    for naam in namen:
        oud, nieuw = was.velden.get(naam), bericht.gegeven.velden.get(naam)
        if oud is not None and oud != nieuw:
            waarde = als_sleutelwaarde(oud if nieuw is None else nieuw)
            yield melding("RS1009", (*bericht.sleutels, (naam, waarde)))


LIJSTCONTROLES: tuple[Controle[MetEigenbericht], ...] = (("RS1001", rs1001), ("RS1002", rs1002))
"""The controles on value lists, in their order."""
PERIODECONTROLES: tuple[Controle[MetEigenbericht], ...] = (
    ("RS1003", rs1003),
    ("RS1004", rs1004),
    ("RS1005", rs1005),
    ("RS1006", rs1006),
)
"""The controles on periods that join, in their order."""
