"""The controles on the cohorts of an aangeboden opleiding that need nothing but the message and the waardenlijsten.

One function per code; `controles_bericht` lists them in order.
An open end of an aanmeld- or instroomperiode never fails against the end of the offer (reasoned: these dates are
optional, and the codes compare filled dates). Source: Overzicht foutcodes, N11020 to N11460.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rio_soap.register.aanbod.bericht import Berichtzaak
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.sleutelgegevens import Foutmelding, dubbele
from rio_soap.register.regels.velden import tekst


def n11020(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11020: eindeAanmeldperiode, when filled, is later than beginAanmeldperiode.

    Source: Overzicht foutcodes N11020. So an aanmeldperiode of one day is refused, although its end is included.
    """
    return _later("N11020", zaak, [(c.einde_aanmeld, c.begin_aanmeld) for c in zaak.bericht.cohorten])


def n11030(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11030: eindeInstroomperiode, when filled, is later than beginInstroomperiode.

    Source: Overzicht foutcodes N11030. Not judged for a vastInstroommoment.
    """
    return _later("N11030", zaak, [(c.einde_instroom, c.begin_instroom) for c in zaak.bericht.cohorten])


def n11040(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11040: einddatum of a cohort, when filled, is later than instroommoment or beginInstroomperiode.

    Source: Overzicht foutcodes N11040.
    """
    dagen = [(c.einddatum, c.instroommoment or c.begin_instroom) for c in zaak.bericht.cohorten]
    return _later("N11040", zaak, dagen)


def n11410(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11410: eindeAanmeldperiode is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11410. Not judged when either is empty.
    """
    return _niet_na_einde("N11410", zaak, [c.einde_aanmeld for c in zaak.bericht.cohorten])


def n11420(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11420: a cohortcode occurs once within the offer.

    Source: Overzicht foutcodes N11420. A delivery is a full state, so only the message is compared. One finding per
    code.
    """
    for code in dubbele([cohort.code for cohort in zaak.bericht.cohorten]):
        yield melding("N11420", zaak.bericht.cohortsleutels(code))


def n11430(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11430: eindeInstroomperiode is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11430. Not judged for a vastInstroommoment or when either is empty.
    """
    return _niet_na_einde("N11430", zaak, [c.einde_instroom for c in zaak.bericht.cohorten])


def n11440(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11440: cohortstatus is in its waardenlijst during the life of the offer. Source: Overzicht foutcodes N11440."""
    return _in_lijst("N11440", zaak, "cohortstatus", "Cohortstatus-v01")


def n11450(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11450: toestemmingVereistVoorAanmelding is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N11450.
    """
    lijst = "ToestemmingAanmeldingscohortVereist-v01"
    return _in_lijst("N11450", zaak, "toestemmingVereistVoorAanmelding", lijst)


def n11460(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """N11460: instroommoment is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11460. Not judged for flexibeleInstroom; no code compares beginInstroomperiode.
    """
    return _niet_na_einde("N11460", zaak, [c.instroommoment for c in zaak.bericht.cohorten])


def rs0020(zaak: Berichtzaak) -> Iterator[Foutmelding]:
    """RS0020: a cohort has the specialisation of the offer; the XSD allows any mix.

    Our own code: DUO publishes one for periods (N10030), none for cohorts. BO, SO, VO and VSO offers have no cohorts.
    """
    naam = f"{zaak.bericht.gegeven.naam}Cohort"
    for cohort in zaak.bericht.cohorten:
        if cohort.gegeven.naam != naam:
            yield melding("RS0020", zaak.bericht.cohortsleutels(cohort.code))


def _later(code: str, zaak: Berichtzaak, dagen: Sequence[tuple[date | None, date | None]]) -> Iterator[Foutmelding]:
    """Of each cohort the one day, when both are filled, is later than the other."""
    for cohort, (dag, dan) in zip(zaak.bericht.cohorten, dagen, strict=True):
        if dag is not None and dan is not None and dag <= dan:
            yield melding(code, zaak.bericht.cohortsleutels(cohort.code))


def _niet_na_einde(code: str, zaak: Berichtzaak, dagen: Sequence[date | None]) -> Iterator[Foutmelding]:
    """Of each cohort a day, when filled, is not later than einddatum of the offer."""
    einde = zaak.bericht.duur.einde
    for cohort, dag in zip(zaak.bericht.cohorten, dagen, strict=True):
        if dag is not None and einde is not None and dag > einde:
            yield melding(code, zaak.bericht.cohortsleutels(cohort.code))


def _in_lijst(code: str, zaak: Berichtzaak, veld: str, lijst: str) -> Iterator[Foutmelding]:
    """Of each cohort a field is in its waardenlijst during the whole life of the offer."""
    van, tot = zaak.bericht.duur.begin, zaak.bericht.duur.einde
    for cohort in zaak.bericht.cohorten:
        if not zaak.lijsten.geldig(lijst, tekst(cohort.gegeven, veld), van, tot):
            yield melding(code, zaak.bericht.cohortsleutels(cohort.code))
