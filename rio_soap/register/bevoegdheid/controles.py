"""The controles on delivering an erkenner, in the order of `eigen_codes`."""

from collections.abc import Iterable, Iterator

from rio_soap.register.bevoegdheid.bericht import Erkennerbericht
from rio_soap.register.bevoegdheid.operatierollen import mag
from rio_soap.register.bevoegdheid.zaak import Erkennerlevering
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lijstcontroles import Lijstveld
from rio_soap.register.regels.periodecontroles import DATUMVELD, Sleutels, buiten
from rio_soap.register.regels.perioden import Duur
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = ("RS1301",)
"""Codes beside A… that end the judging."""


def rs1301(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1301: the delivered erkennercode occurs in RIO; without a code the erkenner is new. Source: our own design."""
    code = zaak.bericht.code
    if code is not None and zaak.bestaand is None:
        yield melding("RS1301", (*zaak.bericht.sleutels, ("erkennercode", code)))


def aut401(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """AUT401: the sender keeps the register (DUO). Source: our own design."""
    if not mag(zaak.rollen, "aanleveren_erkenner"):
        yield melding("AUT401", (*zaak.bericht.sleutels, ("soort", zaak.bericht.soort)))


def rs1001(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1001: soort, bevoegdheid and regelgeving are on their lists. Source: our own design."""
    return _lijst("RS1001", zaak.bericht, zaak.bericht.onbekend)


def rs1002(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1002: they are valid on the begindatum of the erkenner, of an aanmerking on its own. Source: our own design."""
    return _lijst("RS1002", zaak.bericht, zaak.bericht.ongeldig)


def _lijst(code: str, bericht: Erkennerbericht, gevonden: Iterable[Lijstveld]) -> Iterator[Foutmelding]:
    for fout in gevonden:
        begin = () if fout.drager is bericht.gegeven else (("begindatum", velden.datum(fout.drager, "begindatum")),)
        yield melding(code, (*bericht.sleutels, *begin, (fout.veld, fout.waarde)))


def _duren(bericht: Erkennerbericht) -> Iterator[tuple[Sleutels, Duur]]:
    yield bericht.sleutels, bericht.duur
    yield from bericht.aanmerkingen


def rs1003(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1003: the end, of the erkenner and of each aanmerking, is later than its begin. Source: our own design."""
    for sleutels, duur in _duren(zaak.bericht):
        if duur.einde is not None and not duur.klopt():
            yield melding("RS1003", (*sleutels, ("begindatum", duur.begin), ("einddatum", duur.einde)))


def rs1005(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1005: each aanmerking lies within the lifetime of the erkenner. Source: our own design."""
    for sleutels, duur in zaak.bericht.aanmerkingen:
        kant = buiten(duur.begin, duur.einde, zaak.bericht.duur)
        if kant is not None:
            waarde = duur.einde if kant == "einde" else None
            dagen = (("begindatum", duur.begin), *([(DATUMVELD[kant], waarde)] if waarde is not None else ()))
            yield melding("RS1005", (*sleutels, *dagen))


def rs1008(zaak: Erkennerlevering) -> Iterator[Foutmelding]:
    """RS1008: an erkenner ends, or gets another soort, only when no erkenning of its soort runs on without one.

    Source: our own design; that another erkenner of the soort may take them over follows from erkenningen naming a
    soort and no code.
    """
    if zaak.verlaten:
        einde = zaak.bericht.duur.einde
        veld = ("einddatum", einde) if einde == zaak.houdt_op and einde is not None else ("soort", zaak.bericht.soort)
        yield melding("RS1008", (*zaak.bericht.sleutels, veld))


AANLEVEREN: tuple[Controle[Erkennerlevering], ...] = (
    ("RS1301", rs1301),
    ("AUT401", aut401),
    ("RS1001", rs1001),
    ("RS1002", rs1002),
    ("RS1003", rs1003),
    ("RS1005", rs1005),
    ("RS1008", rs1008),
)
"""Controles of aanleveren_erkenner."""
