"""The controles on delivering and removing an organisatierelatie, in the order of our own design."""

from collections.abc import Iterator

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.organisatie.rijen import AANBIEDER, BEGELEIDING, BESTUUR, GROEP
from rio_soap.register.organisatie.zaak_organisatierelatie import NAAR, OVERGANG, Organisatierelatiezaak
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.eigen_plaatsen import SLEUTEL
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.periodecontroles import buiten
from rio_soap.register.regels.perioden import Duur, geldig_op
from rio_soap.register.regels.sleutelgegevens import Foutmelding

BESLISSEND = frozenset({"RS1110", "RS1007"})
"""Beside AUT401 the codes after which nothing more is judged."""
_LIJST = "Organisatierelatiesoort"
_ONDER = frozenset({(BESTUUR, GROEP), (BESTUUR, AANBIEDER), (BESTUUR, BEGELEIDING), (GROEP, AANBIEDER)})
"""Which soort of eenheid stands over which."""


def rs1110(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """RS1110: the eenheid at each end occurs. Source: our own design."""
    for element, code in zaak.einden:
        if code not in zaak.eenheden:
            yield melding("RS1110", ((SLEUTEL, code), (element, code)))


def rs1007(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """RS1007: the relation to remove occurs. Source: our own design."""
    if zaak.zelfde is None:
        yield melding("RS1007", (*zaak.sleutels, ("begindatum", zaak.wat.begindatum)))


def aut401(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """AUT401: the sender acts for a bestuur that manages the eenheid at each end.

    Source: our own design. So an aanbieder moves from one bestuur to another by who acts for both, or who keeps the
    register; and a bestuur that it left cannot change that any more.
    """
    for eind in zaak.vreemd:
        yield melding("AUT401", (*zaak.sleutels, eind))


def n04420(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N04420: the begin lies in the lifetime of the eenheid at each end.

    Source: Overzicht foutcodes. That an OVERGANG may begin on the day on which the eenheid that goes over ends is
    reasoned (as P04410 of V4).
    """
    begin = zaak.duur.begin
    for eind in zaak.einden:
        leven = _leven(zaak, eind[1])
        mag = begin == leven.einde and zaak.wat.soort == OVERGANG
        if not mag and not geldig_op(begin, leven.begin, leven.einde):
            yield melding("N04420", (*zaak.sleutels, eind, ("begindatum", begin)))


def n07010(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07010: einddatum is later than begindatum. Source: Overzicht foutcodes."""
    if not zaak.duur.klopt() and zaak.duur.einde is not None:
        yield melding("N07010", (*zaak.sleutels, ("einddatum", zaak.duur.einde)))


def n07020(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07020: an OVERGANG has no einddatum. Source: Overzicht foutcodes."""
    if zaak.wat.soort == OVERGANG and zaak.duur.einde is not None:
        yield melding("N07020", (*zaak.sleutels, ("einddatum", zaak.duur.einde)))


def n07030(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07030: the two ends are two eenheden. Source: Overzicht foutcodes."""
    if zaak.wat.van == zaak.wat.naar:
        yield melding("N07030", (*zaak.sleutels, (NAAR, zaak.wat.naar)))


def n07040(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07040: soort is in its waardenlijst, and valid from begin to end. Source: Overzicht foutcodes."""
    if not _bekende_soort(zaak):
        yield melding("N07040", (*zaak.sleutels, ("soort", zaak.wat.soort)))


def n07050(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07050: no other relation of this soort ties the two in the same time.

    Source: Overzicht foutcodes. Two overgangen have no end, so they always overlap; that one back counts is reasoned.
    """
    for rij in zaak.bestaande:
        if rij.sleutel != zaak.wat.sleutel and rij.duur.overlapt(zaak.duur):
            yield melding("N07050", (*zaak.sleutels, ("begindatum", zaak.duur.begin)))
            return


def n07410(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07410: a relation that lasts ends no later than the eenheid at each end.

    Source: Overzicht foutcodes for the code; the begin is judged by N04420, and that the end is compared is reasoned:
    an aanbieder cannot belong to a bestuur that is no longer there.
    """
    duur = zaak.duur
    if zaak.wat.soort == OVERGANG or not duur.klopt():
        return
    for eind in zaak.einden:
        if buiten(None, duur.einde, _leven(zaak, eind[1])) is not None:
            waar = ("begindatum", duur.begin) if duur.einde is None else ("einddatum", duur.einde)
            yield melding("N07410", (*zaak.sleutels, eind, waar))


def n07420(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """N07420: HIERARCHISCH is from a higher soort of eenheid to a lower, an OVERGANG between two of one soort.

    Source: Overzicht foutcodes, and our own design for what stands over what. An unknown soort is N07040 alone, a
    relation of one eenheid with itself N07030.
    """
    wat = zaak.wat
    if wat.van == wat.naar or not _bekende_soort(zaak):
        return
    van, naar = zaak.eenheden[wat.van].soort, zaak.eenheden[wat.naar].soort
    if (van, naar) not in _ONDER if wat.soort == HIERARCHISCH else van != naar:
        yield melding("N07420", (*zaak.sleutels, ("soort", wat.soort)))


def rs1111(zaak: Organisatierelatiezaak) -> Iterator[Foutmelding]:
    """RS1111: no onderwijsaanbieder would belong to no bestuur any more, directly or through a groep.

    Source: our own design. Of a groep whose relation would go these are the aanbieders in it; each is named.
    """
    for code in zaak.verweesd():
        yield melding("RS1111", (*zaak.sleutels, ("onderwijsaanbiedercode", code), (NAAR, zaak.wat.naar)))


def _leven(zaak: Organisatierelatiezaak, code: str) -> Duur:
    eenheid = zaak.eenheden[code]
    return Duur(eenheid.begindatum, eenheid.einddatum)


def _bekende_soort(zaak: Organisatierelatiezaak) -> bool:
    return zaak.context.lijsten.geldig(_LIJST, zaak.wat.soort, zaak.duur.begin, zaak.duur.einde)


AANLEVEREN: tuple[Controle[Organisatierelatiezaak], ...] = (
    ("RS1110", rs1110),
    ("AUT401", aut401),
    ("N04420", n04420),
    ("N07010", n07010),
    ("N07020", n07020),
    ("N07030", n07030),
    ("N07040", n07040),
    ("N07050", n07050),
    ("N07410", n07410),
    ("N07420", n07420),
)
"""Controles of aanleveren_organisatierelatie."""

VERWIJDEREN: tuple[Controle[Organisatierelatiezaak], ...] = (
    ("RS1110", rs1110),
    ("RS1007", rs1007),
    ("AUT401", aut401),
    ("RS1111", rs1111),
)
"""Controles of verwijderen_organisatierelatie."""
