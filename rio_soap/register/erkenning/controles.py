"""The controles on delivering and removing an instellingserkenning, in the order of our own design."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort
from rio_soap.register.erkenning.bericht import niet_van_samenwerkingsvorm
from rio_soap.register.erkenning.rijen import GEZAG, INSTELLING, OCW, VESTIGING
from rio_soap.register.erkenning.zaak import Instellingserkenninglevering, Instellingserkenningzaak
from rio_soap.register.regels import eigen_controles
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.perioden import Duur, niet_na, voor
from rio_soap.register.regels.sleutelgegevens import Foutmelding

_VORMEN: Mapping[str, re.Pattern[str]] = {
    GEZAG: re.compile(r"[0-9]{5}\Z"),
    INSTELLING: re.compile(r"[0-9]{2}[A-Z]{2}\Z"),
    VESTIGING: re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}\Z"),
}
"""Of what type which codes OCW gives: bevoegdGezagNummer, BRIN4, BRIN6."""


def rs1301(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1301: there is an erkenner of this soort today; what it may do on the begindatum is for RS1302.

    Source: our own design.
    """
    soort = zaak.wat.erkenner
    if not erkenners.bestaat(zaak.session, soort, zaak.context.vandaag):
        yield melding("RS1301", (*zaak.sleutels, ("erkenner", soort)))


def rs1304(zaak: Instellingserkenningzaak) -> Iterator[Foutmelding]:
    """RS1304: the erkenning to remove occurs. Source: our own design."""
    if zaak.bestaand is None:
        yield melding("RS1304", (*zaak.sleutels, ("code", zaak.wat.code)))


def aut401(zaak: Instellingserkenningzaak) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers the erkenning. Source: our own design, after the division of DUO."""
    if not zaak.mag:
        yield melding("AUT401", (*zaak.sleutels, ("erkenner", zaak.wat.erkenner)))


def rs1003(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1003: as of every object; a formal address or regio too ends later than it begins. Source: our own design."""
    yield from eigen_controles.rs1003(zaak)
    for duur in _losse_delen(zaak):
        if not duur.klopt() and duur.einde is not None:
            yield melding("RS1003", (*zaak.bericht.periodesleutels(duur.begin), ("einddatum", duur.einde)))


def rs1005(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1005: as of every object; a formal address or regio too lies within its lifetime. Source: our own design.

    One without an end of its own ends with the erkenning.
    """
    yield from eigen_controles.rs1005(zaak)
    leven = zaak.bericht.duur
    for duur in _losse_delen(zaak):
        if duur.begin < leven.begin or not voor(duur.begin, leven.einde):
            yield melding("RS1005", zaak.bericht.periodesleutels(duur.begin))
        elif duur.einde is not None and not niet_na(duur.einde, leven.einde):
            yield melding("RS1005", (*zaak.bericht.periodesleutels(duur.begin), ("einddatum", duur.einde)))


def _losse_delen(zaak: Instellingserkenninglevering) -> Iterator[Duur]:
    return chain.from_iterable(zaak.bericht.losse_delen.values())


def rs1009(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1009: of its erkenning a samenwerkingsvorm changes naamKort and formal addresses. Source: our own design."""
    if zaak.bestaand is not None and zaak.als_samenwerkingsvorm:
        for waar in niet_van_samenwerkingsvorm(zaak.bestaand.stand, zaak.bericht.gegeven):
            yield melding("RS1009", (*zaak.sleutels, *waar))


def rs1302(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1302: on the begindatum an erkenner for which the sender acts may recognise organisations.

    Source: our own design (an inference from the aanmerkingen in the open data). A samenwerkingsvorm gives nothing:
    that its begin stays is for RS1009.
    """
    if not zaak.als_samenwerkingsvorm:
        erkenner, begin = zaak.wat.erkenner, zaak.bericht.duur.begin
        if not erkenners.aangemerkt(zaak.session, erkenner, Erkenningssoort.ORGANISATIE, begin, zaak.namens):
            yield melding("RS1302", (*zaak.sleutels, ("erkenner", erkenner), ("begindatum", begin)))


def rs1303(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1303: the code of a new erkenning of OCW has the form of its type.

    Source: our own design. A load takes other codes too, and such an erkenning can be changed (reasoned).
    """
    vorm = _VORMEN.get(zaak.wat.soort)
    if zaak.bestaand is None and zaak.wat.erkenner == OCW and vorm and not vorm.match(zaak.wat.code):
        yield melding("RS1303", (*zaak.sleutels, ("code", zaak.wat.code)))


def rs1310(zaak: Instellingserkenninglevering) -> Iterator[Foutmelding]:
    """RS1310: formal addresses do not overlap in time, nor do regio's. Source: our own design."""
    for delen in zaak.bericht.losse_delen.values():
        for deel in _overlappend(delen):
            yield melding("RS1310", zaak.bericht.periodesleutels(deel.begin))


def _overlappend(delen: Iterable[Duur]) -> Iterator[Duur]:
    """Of parts by begin those that begin before all before them ended; one that ends before it begins is for RS1003."""
    langste: Duur | None = None
    for duur in delen:
        if not duur.klopt():
            continue
        if langste is not None and voor(duur.begin, langste.einde):
            yield duur
        if langste is None or not niet_na(duur.einde, langste.einde):
            langste = duur


def rs1008(zaak: Instellingserkenningzaak) -> Iterator[Foutmelding]:
    """RS1008: nothing refers to the erkenning any more; one finding per kind of what does. Source: our own design."""
    if zaak.verwijzingen is not None:
        for soort, is_er in zaak.verwijzingen._asdict().items():
            if is_er:
                yield melding("RS1008", (*zaak.sleutels, ("verwijzing", soort)))


BESLISSEND = frozenset({"RS1301", "RS1304"})
"""Beside A… and AUT401 the codes after which nothing more is judged."""

AANLEVEREN: tuple[Controle[Instellingserkenninglevering], ...] = (
    ("RS1301", rs1301),
    ("AUT401", aut401),
    *eigen_controles.LIJSTCONTROLES,
    ("RS1003", rs1003),
    ("RS1004", eigen_controles.rs1004),
    ("RS1005", rs1005),
    ("RS1006", eigen_controles.rs1006),
    ("RS1009", rs1009),
    ("RS1302", rs1302),
    ("RS1303", rs1303),
    ("RS1310", rs1310),
)
"""Controles of aanleveren_instellingserkenning."""

VERWIJDEREN: tuple[Controle[Instellingserkenningzaak], ...] = (
    ("RS1304", rs1304),
    ("AUT401", aut401),
    ("RS1008", rs1008),
)
"""Controles of verwijderen_instellingserkenning."""
