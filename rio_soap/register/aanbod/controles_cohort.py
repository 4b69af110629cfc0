"""The controles on the cohorts of an aangeboden opleiding that need nothing but the message and the waardenlijsten.

One function per code over the aangebodenOpleiding of the message; controles_aangeboden_opleiding lists them in order.
An open end of an aanmeld- or instroomperiode never fails against the end of the offer (reasoned: these dates are
optional, and the codes compare filled dates). Source: Overzicht foutcodes, N11020 to N11460.
"""

from __future__ import annotations

from datetime import date

from rio_soap.register.aanbod.bericht import Aanbodbericht, Cohort
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding, dubbele
from rio_soap.register.regels.velden import tekst
from rio_soap.register.regels.waardenlijsten import Waardenlijsten


def n11020(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11020: eindeAanmeldperiode, when filled, is later than beginAanmeldperiode.

    Source: Overzicht foutcodes N11020. So an aanmeldperiode of one day is refused, although its end is included.
    """
    return [_bij("N11020", ao, c) for c in ao.cohorten if _niet_later(c.einde_aanmeld, c.begin_aanmeld)]


def n11030(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11030: eindeInstroomperiode, when filled, is later than beginInstroomperiode.

    Source: Overzicht foutcodes N11030. Not judged for a vastInstroommoment.
    """
    return [_bij("N11030", ao, c) for c in ao.cohorten if _niet_later(c.einde_instroom, c.begin_instroom)]


def n11040(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11040: einddatum of a cohort, when filled, is later than instroommoment or beginInstroomperiode.

    Source: Overzicht foutcodes N11040.
    """
    return [
        _bij("N11040", ao, c) for c in ao.cohorten if _niet_later(c.einddatum, c.instroommoment or c.begin_instroom)
    ]


def n11410(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11410: eindeAanmeldperiode is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11410. Not judged when either is empty.
    """
    return _na_einde("N11410", ao, [c.einde_aanmeld for c in ao.cohorten])


def n11420(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11420: a cohortcode occurs once within the offer.

    Source: Overzicht foutcodes N11420. A delivery is a full state, so only the message is compared. One finding per
    code.
    """
    return [_melding("N11420", ao, code) for code in dubbele([cohort.code for cohort in ao.cohorten])]


def n11430(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11430: eindeInstroomperiode is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11430. Not judged for a vastInstroommoment or when either is empty.
    """
    return _na_einde("N11430", ao, [c.einde_instroom for c in ao.cohorten])


def n11440(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11440: cohortstatus is in its waardenlijst during the life of the offer. Source: Overzicht foutcodes N11440."""
    return _in_lijst("N11440", ao, "cohortstatus", "Cohortstatus-v01", lijsten)


def n11450(ao: Aanbodbericht, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11450: toestemmingVereistVoorAanmelding is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N11450.
    """
    lijst = "ToestemmingAanmeldingscohortVereist-v01"
    return _in_lijst("N11450", ao, "toestemmingVereistVoorAanmelding", lijst, lijsten)


def n11460(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11460: instroommoment is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11460. Not judged for flexibeleInstroom; no code compares beginInstroomperiode.
    """
    return _na_einde("N11460", ao, [c.instroommoment for c in ao.cohorten])


def rs0020(ao: Aanbodbericht, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """RS0020: a cohort has the specialisation of the offer; the XSD allows any mix.

    Our own code: DUO publishes one for periods (N10030), none for cohorts. BO, SO, VO and VSO offers have no cohorts.
    """
    naam = f"{ao.gegeven.naam}Cohort"
    return [_bij("RS0020", ao, cohort) for cohort in ao.cohorten if cohort.gegeven.naam != naam]


def _niet_later(dag: date | None, dan: date | None) -> bool:
    """Whether both are filled and the one is not later than the other."""
    return dag is not None and dan is not None and dag <= dan


def _na_einde(code: str, ao: Aanbodbericht, dagen: list[date | None]) -> list[Foutmelding]:
    """A finding for each cohort whose day, when filled, is later than einddatum of the offer."""
    einde = ao.duur.einde
    if einde is None:
        return []
    cohorten = zip(ao.cohorten, dagen, strict=True)
    return [_bij(code, ao, cohort) for cohort, dag in cohorten if dag is not None and dag > einde]


def _in_lijst(code: str, ao: Aanbodbericht, veld: str, lijst: str, lijsten: Waardenlijsten) -> list[Foutmelding]:
    van, tot = ao.duur.begin, ao.duur.einde
    return [_bij(code, ao, c) for c in ao.cohorten if not lijsten.geldig(lijst, tekst(c.gegeven, veld), van, tot)]


def _bij(code: str, ao: Aanbodbericht, cohort: Cohort) -> Foutmelding:
    return _melding(code, ao, cohort.code)


def _melding(code: str, ao: Aanbodbericht, cohortcode: str) -> Foutmelding:
    return melding(code, [("aangebodenOpleidingCode", ao.code), ("cohortcode", cohortcode)])
