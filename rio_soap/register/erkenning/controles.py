"""The controles on delivering and removing an instellingserkenning, in the order of our own design."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid import erkenners
from rio_soap.register.bevoegdheid.erkenners import Erkenningssoort
from rio_soap.register.erkenning.bericht import veranderd
from rio_soap.register.erkenning.rijen import GEZAG, INSTELLING, OCW, VESTIGING
from rio_soap.register.erkenning.zaak import Erkenninglevering, Erkenningzaak
from rio_soap.register.regels import velden
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.lijstcontroles import Lijstveld
from rio_soap.register.regels.periodecontroles import Sleutels
from rio_soap.register.regels.perioden import Duur, niet_na, voor
from rio_soap.register.regels.sleutelgegevens import Foutmelding

_VORMEN: Mapping[str, re.Pattern[str]] = {
    GEZAG: re.compile(r"[0-9]{5}\Z"),
    INSTELLING: re.compile(r"[0-9]{2}[A-Z]{2}\Z"),
    VESTIGING: re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}\Z"),
}
"""Of what type which codes OCW gives: bevoegdGezagNummer, BRIN4, BRIN6."""


def rs1301(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1301: there is an erkenner of this soort; for a new erkenning one that is valid today.

    Source: our own design. That what was given by an erkenner that is no more can still be changed is reasoned.
    """
    soort = zaak.sleutel.erkenner
    if zaak.bestaand is None:
        bekend = erkenners.bestaat(zaak.session, soort, zaak.context.vandaag)
    else:
        bekend = bool(erkenners.van_soort(zaak.session, soort))
    if not bekend:
        yield melding("RS1301", (*zaak.sleutels, ("erkenner", soort)))


def rs1304(zaak: Erkenningzaak) -> Iterator[Foutmelding]:
    """RS1304: the erkenning to remove occurs. Source: our own design."""
    if zaak.bestaand is None:
        yield melding("RS1304", zaak.sleutels)


def aut401(zaak: Erkenningzaak) -> Iterator[Foutmelding]:
    """AUT401: a role of the sender covers the erkenning. Source: our own design, after the division of DUO."""
    if not zaak.mag:
        yield melding("AUT401", zaak.sleutels)


def rs1001(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1001: each value of a waardenlijst is in its list. Source: our own design."""
    return lijstfouten("RS1001", zaak.sleutels, zaak.bericht.onbekende_waarden)


def rs1002(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1002: each value is valid at the begin of what it stands in. Source: our own design."""
    return lijstfouten("RS1002", zaak.sleutels, zaak.bericht.ongeldige_waarden)


def lijstfouten(code: str, sleutels: Sleutels, gevonden: Iterable[Lijstveld]) -> Iterator[Foutmelding]:
    """A finding for each value of a waardenlijst, named by its element."""
    for veld in gevonden:
        yield melding(code, (*sleutels, (veld.veld, veld.waarde)), veld=veld.veld)


def rs1003(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1003: an einddatum is later than its begindatum, of the erkenning and of each part. Source: our own design."""
    bericht = zaak.bericht
    if not bericht.duur.klopt():
        yield melding("RS1003", (*zaak.sleutels, ("einddatum", str(bericht.duur.einde))))
    for deel, _ in bericht.delen:
        if not velden.duur(deel).klopt():
            yield melding("RS1003", bericht.deelsleutels(deel))


def rs1004(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1004: each period begins where the one before ends. Source: our own design.

    An end that a period does not say is the begin of the next, so what breaks it are two periods with one begin, and an
    end that is said and is another.
    """
    for (_, vorige), (periode, duur) in pairwise(zaak.bericht.perioden):
        if duur.begin != vorige.einde:
            yield melding("RS1004", zaak.bericht.deelsleutels(periode))


def rs1005(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1005: each period, formal address and regio lies within the lifetime of the erkenning. Source: our own design.

    One without an end of its own ends with the erkenning.
    """
    leven = zaak.bericht.duur
    for deel, duur in zaak.bericht.delen:
        if not duur.binnen(leven) or not voor(duur.begin, leven.einde):
            yield melding("RS1005", zaak.bericht.deelsleutels(deel))


def rs1006(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1006: from its first day to its last the erkenning has a period. Source: our own design.

    Gaps between periods are for RS1004.
    """
    leven, perioden = zaak.bericht.duur, zaak.bericht.perioden
    if perioden[0][1].begin > leven.begin:
        yield melding("RS1006", (*zaak.sleutels, ("begindatum", leven.begin)))
    elif not niet_na(leven.einde, perioden[-1][1].einde):
        yield melding("RS1006", (*zaak.sleutels, ("einddatum", str(perioden[-1][1].einde))))


def rs1009(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1009: of its erkenning a samenwerkingsvorm changes naamKort and formal addresses. Source: our own design."""
    if zaak.bestaand is not None and zaak.als_samenwerkingsvorm:
        for naam in veranderd(zaak.bestaand.stand, zaak.bericht.gegeven):
            yield melding("RS1009", (*zaak.sleutels, ("element", naam)))


def rs1302(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1302: on its begindatum an erkenner for which the sender acts may recognise organisations.

    Source: our own design (an inference from the aanmerkingen in the open data). Not asked again of an erkenning that
    keeps its begin: it was given when it was (reasoned).
    """
    begin = zaak.bericht.duur.begin
    if zaak.wordt_gegeven and not zaak.als_samenwerkingsvorm:
        erkenner = zaak.sleutel.erkenner
        if not erkenners.aangemerkt(zaak.session, erkenner, Erkenningssoort.ORGANISATIE, begin, zaak.namens):
            yield melding("RS1302", (*zaak.sleutels, ("begindatum", begin)))


def rs1303(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1303: the code of a new erkenning of OCW has the form of its type.

    Source: our own design. A load takes other codes too, and such an erkenning can be changed (reasoned).
    """
    vorm = _VORMEN.get(zaak.sleutel.soort)
    if zaak.bestaand is None and zaak.sleutel.erkenner == OCW and vorm and not vorm.match(zaak.sleutel.code):
        yield melding("RS1303", (*zaak.sleutels, ("code", zaak.sleutel.code)))


def rs1310(zaak: Erkenninglevering) -> Iterator[Foutmelding]:
    """RS1310: formal addresses do not overlap in time, nor do regio's. Source: our own design."""
    for delen in zaak.bericht.losse_delen.values():
        for deel in _overlappend(delen):
            yield melding("RS1310", zaak.bericht.deelsleutels(deel))


def _overlappend(delen: list[tuple[Gegeven, Duur]]) -> Iterator[Gegeven]:
    """Parts, by begin, that begin before all before them have ended; one that ends before it begins is for RS1003."""
    kloppend = [(deel, duur) for deel, duur in delen if duur.klopt()]
    langste: Duur | None = None
    for (_, vorige), (deel, duur) in pairwise(kloppend):
        if langste is None or not niet_na(vorige.einde, langste.einde):
            langste = vorige
        if voor(duur.begin, langste.einde):
            yield deel


def rs1008(zaak: Erkenningzaak) -> Iterator[Foutmelding]:
    """RS1008: nothing refers to the erkenning any more; one finding per kind of what does. Source: our own design."""
    if zaak.verwijzingen is not None:
        for soort, is_er in zaak.verwijzingen._asdict().items():
            if is_er:
                yield melding("RS1008", (*zaak.sleutels, ("verwijzing", soort)))


BESLISSEND = frozenset({"RS1301", "RS1304"})
"""Beside A… and AUT401 the codes after which nothing more is judged."""

AANLEVEREN: tuple[Controle[Erkenninglevering], ...] = (
    ("RS1301", rs1301),
    ("AUT401", aut401),
    ("RS1001", rs1001),
    ("RS1002", rs1002),
    ("RS1003", rs1003),
    ("RS1004", rs1004),
    ("RS1005", rs1005),
    ("RS1006", rs1006),
    ("RS1009", rs1009),
    ("RS1302", rs1302),
    ("RS1303", rs1303),
    ("RS1310", rs1310),
)
"""Controles of aanleveren_instellingserkenning."""

VERWIJDEREN: tuple[Controle[Erkenningzaak], ...] = (("RS1304", rs1304), ("AUT401", aut401), ("RS1008", rs1008))
"""Controles of verwijderen_instellingserkenning."""
