"""The controles of aanleveren_aangebodenOpleiding that need nothing but the message and the waardenlijsten.

One function per code over the aangebodenOpleiding of the message; the list CONTROLES has them in documented order, and
controles_aanbod has all controles of the operation. Sources: Overzicht foutcodes, table of
aanleveren_aangebodenOpleiding; the cohorts are in controles_cohort. Sleutelgegevens: the aangebodenOpleidingCode, and
for a part of the offer also what tells it apart (reasoned; recorded refusals name the object only).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rio_soap.register.aanbod import controles_cohort
from rio_soap.register.aanbod.bericht import PARTNER, Aanbodbericht, Periode
from rio_soap.register.regels.foutcodes import Sleutelwaarde, melding
from rio_soap.register.regels.perioden import niet_aansluitend
from rio_soap.register.regels.sleutelgegevens import Foutmelding, dubbele
from rio_soap.register.regels.velden import datum_of_niet, deel, tekst, tekst_of_niet
from rio_soap.register.regels.waardenlijsten import Waardenlijsten

Controle = Callable[[Aanbodbericht, Waardenlijsten], list[Foutmelding]]
"""A control over an aangebodenOpleiding: findings, none when it is satisfied."""


def n09010(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09010: einddatum, when filled, is later than begindatum. Source: Overzicht foutcodes N09010."""
    return _melding("N09010", ao, not ao.duur.klopt())


def n09030(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09030: leertrajectMBO is in its waardenlijst during the life of the offer (only aangebodenMboOpleiding).

    Source: Overzicht foutcodes N09030, also for the dates compared.
    """
    return _in_lijst("N09030", ao, tekst_of_niet(ao.gegeven, "leertrajectMBO"), "LeertrajectMBO-v02", lijsten)


def n09050(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09050: opleidingsduurEenheid of afwijkendeOpleidingsduur is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N09050.
    """
    duur = deel(ao.gegeven, "afwijkendeOpleidingsduur")
    eenheid = tekst(duur, "opleidingsduurEenheid") if duur is not None else None
    return _in_lijst("N09050", ao, eenheid, "Studieduureenheid-v01", lijsten)


def n09060(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09060: mboNiveau, when filled, is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N09060.
    """
    return _in_lijst("N09060", ao, tekst_of_niet(ao.gegeven, "mboNiveau"), "Kwalificatieniveau-v03", lijsten)


def n09070(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09070: toelatingseisen is in its waardenlijst during the life of the offer (MBO, MBO-onderdeel, VAVO).

    Source: Overzicht foutcodes N09070.
    """
    return _in_lijst("N09070", ao, tekst_of_niet(ao.gegeven, "toelatingseisen"), "Toelatingseisen-v01", lijsten)


def n09080(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09080: toegankelijkheid is in its waardenlijst during the life of the offer (MBO, MBO-onderdeel, VAVO).

    Source: Overzicht foutcodes N09080.
    """
    return _in_lijst("N09080", ao, tekst_of_niet(ao.gegeven, "toegankelijkheid"), "ToegankelijkVoor-v01", lijsten)


def n09090(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N09090: eersteInstroomDatum lies before einddatum; not judged when either is empty.

    Source: Overzicht foutcodes N09090. The text says "not after", the rule says strictly before; the rule fits an
    einddatum that is not included, so an equal date is refused.
    """
    eerste, einde = datum_of_niet(ao.gegeven, "eersteInstroomDatum"), ao.duur.einde
    return _melding("N09090", ao, eerste is not None and einde is not None and eerste >= einde)


def n10010(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N10010: a period ends later than it begins. Source: Overzicht foutcodes N10010; derived end: see perioden."""
    return [_bij("N10010", ao, periode) for periode in ao.op_begin if not periode.duur.klopt()]


def n10020(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N10020: a period lies within the life of the offer. Source: Overzicht foutcodes N10020; derived end: perioden."""
    return [_bij("N10020", ao, periode) for periode in ao.op_begin if not periode.duur.binnen(ao.duur)]


def n10030(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N10030: a period has the specialisation of the offer; the XSD allows any mix.

    Source: Overzicht foutcodes N10030, which states the valid situation where its sisters N05040 and P02030 state the
    error; the same meaning is intended.
    """
    naam = f"{ao.gegeven.naam}Periode"
    return [_bij("N10030", ao, periode) for periode in ao.perioden if periode.gegeven.naam != naam]


def n10040(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N10040: periods join without overlap and the first begins on begindatum of the offer.

    Source: Overzicht foutcodes N10040. With derived ends: two periods with one begindatum, or a first period that
    begins on another day than the offer.
    """
    return [
        melding("N10040", [_sleutel(ao), ("begindatum", duur.begin)])
        for duur in niet_aansluitend([periode.duur for periode in ao.op_begin], ao.duur.begin)
    ]


def n10050(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N10050: one period begins on begindatum of the offer and one ends on its einddatum (both may be empty).

    Source: Overzicht foutcodes N10050. A derived last end is einddatum by itself.
    """
    begin = ao.duur.begin in [periode.duur.begin for periode in ao.op_begin]
    einde = ao.duur.einde in [periode.duur.einde for periode in ao.op_begin]
    return _melding("N10050", ao, not (begin and einde))


def n10060(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N10060: a samenwerkendeOnderwijsaanbiedercode occurs once within a period; two periods may hold the same one.

    Source: Overzicht foutcodes N10060. K01040, earlier in the table, sees the same fault. One finding per code.
    """
    return [
        melding("N10060", [_sleutel(ao), ("begindatum", periode.duur.begin), (PARTNER, code)])
        for periode in ao.perioden
        for code in dubbele(periode.partners)
    ]


CONTROLES: Final[tuple[tuple[str, Controle], ...]] = (
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


def _sleutel(ao: Aanbodbericht) -> tuple[str, Sleutelwaarde]:
    return "aangebodenOpleidingCode", ao.code


def _melding(code: str, ao: Aanbodbericht, fout: bool) -> list[Foutmelding]:
    return [melding(code, [_sleutel(ao)])] if fout else []


def _in_lijst(
    code: str, ao: Aanbodbericht, waarde: str | None, lijst: str, lijsten: Waardenlijsten
) -> list[Foutmelding]:
    return _melding(code, ao, waarde is not None and not lijsten.geldig(lijst, waarde, ao.duur.begin, ao.duur.einde))


def _bij(code: str, ao: Aanbodbericht, periode: Periode) -> Foutmelding:
    return melding(code, [_sleutel(ao), ("begindatum", periode.duur.begin)])
