"""The controles of aanleveren_aangebodenOpleiding that need nothing but the message and the waardenlijsten.

One function per code; the list CONTROLES has them in documented order, and `controles` has all controles of the
operation. Sources: Overzicht foutcodes, table of aanleveren_aangebodenOpleiding; the cohorts are in `controles_cohort`.
Sleutelgegevens: the aangebodenOpleidingCode, and for a part of the offer also what tells it apart (reasoned; recorded
refusals name the object only).
"""

from collections.abc import Iterator
from typing import Final

from rio_soap.register.aanbod import controles_cohort
from rio_soap.register.aanbod.bericht import PARTNER, Berichtzaak
from rio_soap.register.regels import periodecontroles
from rio_soap.register.regels.controle_runner import Controle
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding, dubbele
from rio_soap.register.regels.velden import datum_of_niet, deel, tekst, tekst_of_niet


def n09010(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09010: einddatum, when filled, is later than begindatum. Source: Overzicht foutcodes N09010."""
    return periodecontroles.eindigt_later("N09010", zaak.bericht)


def n09030(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09030: leertrajectMBO is in its waardenlijst during the life of the offer (only aangebodenMboOpleiding).

    Source: Overzicht foutcodes N09030, also for the dates compared.
    """
    return _in_lijst("N09030", zaak, tekst_of_niet(zaak.bericht.gegeven, "leertrajectMBO"), "LeertrajectMBO-v02")


def n09050(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09050: opleidingsduurEenheid of afwijkendeOpleidingsduur is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N09050.
    """
    duur = deel(zaak.bericht.gegeven, "afwijkendeOpleidingsduur")
    eenheid = tekst(duur, "opleidingsduurEenheid") if duur is not None else None
    return _in_lijst("N09050", zaak, eenheid, "Studieduureenheid-v01")


def n09060(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09060: mboNiveau, when filled, is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N09060.
    """
    return _in_lijst("N09060", zaak, tekst_of_niet(zaak.bericht.gegeven, "mboNiveau"), "Kwalificatieniveau-v03")


def n09070(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09070: toelatingseisen is in its waardenlijst during the life of the offer (MBO, MBO-onderdeel, VAVO).

    Source: Overzicht foutcodes N09070.
    """
    return _in_lijst("N09070", zaak, tekst_of_niet(zaak.bericht.gegeven, "toelatingseisen"), "Toelatingseisen-v01")


def n09080(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09080: toegankelijkheid is in its waardenlijst during the life of the offer (MBO, MBO-onderdeel, VAVO).

    Source: Overzicht foutcodes N09080.
    """
    return _in_lijst("N09080", zaak, tekst_of_niet(zaak.bericht.gegeven, "toegankelijkheid"), "ToegankelijkVoor-v01")


def n09090(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N09090: eersteInstroomDatum lies before einddatum; not judged when either is empty.

    Source: Overzicht foutcodes N09090. The text says "not after", the rule says strictly before; the rule fits an
    einddatum that is not included, so an equal date is refused.
    """
    eerste, einde = datum_of_niet(zaak.bericht.gegeven, "eersteInstroomDatum"), zaak.bericht.duur.einde
    if eerste is not None and einde is not None and eerste >= einde:
        yield melding("N09090", zaak.bericht.sleutels)


def n10010(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N10010: a period ends later than it begins. Source: Overzicht foutcodes N10010; derived end: see perioden."""
    return periodecontroles.perioden_eindigen_later("N10010", zaak.bericht)


def n10020(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N10020: a period lies within the life of the offer. Source: Overzicht foutcodes N10020; derived end: perioden."""
    return periodecontroles.perioden_liggen_binnen("N10020", zaak.bericht)


def n10030(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N10030: a period has the specialisation of the offer; the XSD allows any mix.

    Source: Overzicht foutcodes N10030, which states the valid situation where its sisters N05040 and P02030 state the
    error; the same meaning is intended.
    """
    naam = f"{zaak.bericht.gegeven.naam}Periode"
    for periode in zaak.bericht.perioden:
        if periode.gegeven.naam != naam:
            yield melding("N10030", zaak.bericht.periodesleutels(periode.duur.begin))


def n10040(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N10040: periods join without overlap and the first begins on begindatum of the offer.

    Source: Overzicht foutcodes N10040. With derived ends: two periods with one begindatum, or a first period that
    begins on another day than the offer.
    """
    return periodecontroles.perioden_sluiten_aan("N10040", zaak.bericht)


def n10050(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N10050: one period begins on begindatum of the offer and one ends on its einddatum (both may be empty).

    Source: Overzicht foutcodes N10050. A derived last end is einddatum by itself.
    """
    return periodecontroles.een_periode_begint_mee("N10050", zaak.bericht)


def n10060(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N10060: a samenwerkendeOnderwijsaanbiedercode occurs once within a period; two periods may hold the same one.

    Source: Overzicht foutcodes N10060. K01040, earlier in the table, sees the same fault. One finding per code.
    """
    for periode in zaak.bericht.perioden:
        for code in dubbele(periode.partners):
            yield melding("N10060", (*zaak.bericht.periodesleutels(periode.duur.begin), (PARTNER, code)))


CONTROLES: Final[tuple[Controle[Berichtzaak], ...]] = (
    ("N09010", n09010),
    ("N09030", n09030),
    ("N09050", n09050),
    ("N09060", n09060),
    ("N09070", n09070),
    ("N09080", n09080),
    ("N09090", n09090),
    ("N10010", n10010),
    ("N10020", n10020),
    ("N10030", n10030),
    ("N10040", n10040),
    ("N10050", n10050),
    ("N10060", n10060),
    ("N11020", controles_cohort.n11020),
    ("N11030", controles_cohort.n11030),
    ("N11040", controles_cohort.n11040),
    ("N11410", controles_cohort.n11410),
    ("N11420", controles_cohort.n11420),
    ("N11430", controles_cohort.n11430),
    ("N11440", controles_cohort.n11440),
    ("N11450", controles_cohort.n11450),
    ("N11460", controles_cohort.n11460),
    ("RS0020", controles_cohort.rs0020),
)
"""Code and control, in documented order."""


def _in_lijst(code: str, zaak: Berichtzaak, waarde: str | None, lijst: str) -> Iterator[Foutmelding]:
    """A value, when there is one, is in its waardenlijst during the whole life of the offer."""
    duur = zaak.bericht.duur
    if waarde is not None and not zaak.lijsten.geldig(lijst, waarde, duur.begin, duur.einde):
        yield melding(code, zaak.bericht.sleutels)
