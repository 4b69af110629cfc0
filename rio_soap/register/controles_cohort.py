"""The controles on the cohorts of an aangeboden opleiding that need nothing but the message and the waardenlijsten.

One function per code over the aangebodenOpleiding of the message; controles_aangeboden_opleiding lists them in order.
begindatum and einddatum: first day, and end not included. eindeAanmeldperiode and eindeInstroomperiode are last days.
An open end of an aanmeld- or instroomperiode never fails against the end of the offer (reasoned: these dates are
optional, and the codes compare filled dates). Source: Overzicht foutcodes, N11020 to N11460.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.foutcodes import melding
from rio_soap.register.perioden import niet_na
from rio_soap.register.sleutelgegevens import Foutmelding
from rio_soap.register.velden import datum, datum_of_niet, deel, delen, tekst
from rio_soap.register.waardenlijsten import Waardenlijsten


def n11020(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11020: eindeAanmeldperiode, when filled, is later than beginAanmeldperiode.

    Source: Overzicht foutcodes N11020. So an aanmeldperiode of one day is refused, although its end is included.
    """

    def fout(cohort: Gegeven) -> bool:
        einde = datum_of_niet(cohort, "eindeAanmeldperiode")
        return einde is not None and einde <= datum(cohort, "beginAanmeldperiode")

    return _per_cohort("N11020", ao, fout)


def n11030(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11030: eindeInstroomperiode, when filled, is later than beginInstroomperiode.

    Source: Overzicht foutcodes N11030. Not judged for a vastInstroommoment.
    """

    def fout(cohort: Gegeven) -> bool:
        flexibel = deel(cohort, "flexibeleInstroom")
        einde = datum_of_niet(flexibel, "eindeInstroomperiode") if flexibel is not None else None
        return flexibel is not None and einde is not None and einde <= datum(flexibel, "beginInstroomperiode")

    return _per_cohort("N11030", ao, fout)


def n11040(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11040: einddatum of a cohort, when filled, is later than instroommoment or beginInstroomperiode.

    Source: Overzicht foutcodes N11040.
    """

    def fout(cohort: Gegeven) -> bool:
        einde, instroom = datum_of_niet(cohort, "einddatum"), _begin_instroom(cohort)
        return einde is not None and instroom is not None and einde <= instroom

    return _per_cohort("N11040", ao, fout)


def n11410(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11410: eindeAanmeldperiode is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11410. Not judged when either is empty.
    """
    return _per_cohort("N11410", ao, lambda cohort: _na_einde(ao, datum_of_niet(cohort, "eindeAanmeldperiode")))


def n11420(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11420: a cohortcode occurs once within the offer.

    Source: Overzicht foutcodes N11420. A delivery is a full state, so only the message is compared. One finding per
    code.
    """
    aantal = Counter(tekst(cohort, "cohortcode") for cohort in delen(ao, "aangebodenOpleidingCohort"))
    return [_melding("N11420", ao, code) for code, keer in aantal.items() if keer > 1]


def n11430(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11430: eindeInstroomperiode is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11430. Not judged for a vastInstroommoment or when either is empty.
    """

    def fout(cohort: Gegeven) -> bool:
        flexibel = deel(cohort, "flexibeleInstroom")
        return flexibel is not None and _na_einde(ao, datum_of_niet(flexibel, "eindeInstroomperiode"))

    return _per_cohort("N11430", ao, fout)


def n11440(ao: Gegeven, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11440: cohortstatus is in its waardenlijst during the life of the offer. Source: Overzicht foutcodes N11440."""
    return _in_lijst("N11440", ao, "cohortstatus", "Cohortstatus-v01", lijsten)


def n11450(ao: Gegeven, lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11450: toestemmingVereistVoorAanmelding is in its waardenlijst during the life of the offer.

    Source: Overzicht foutcodes N11450.
    """
    lijst = "ToestemmingAanmeldingscohortVereist-v01"
    return _in_lijst("N11450", ao, "toestemmingVereistVoorAanmelding", lijst, lijsten)


def n11460(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """N11460: instroommoment is not later than einddatum of the offer; equal is allowed.

    Source: Overzicht foutcodes N11460. Not judged for flexibeleInstroom; no code compares beginInstroomperiode.
    """

    def fout(cohort: Gegeven) -> bool:
        vast = deel(cohort, "vastInstroommoment")
        return vast is not None and _na_einde(ao, datum(vast, "instroommoment"))

    return _per_cohort("N11460", ao, fout)


def rs0020(ao: Gegeven, _lijsten: Waardenlijsten) -> list[Foutmelding]:
    """RS0020: a cohort has the specialisation of the offer; the XSD allows any mix.

    Our own code: DUO publishes one for periods (N10030), none for cohorts. BO, SO, VO and VSO offers have no cohorts.
    """
    return _per_cohort("RS0020", ao, lambda cohort: cohort.naam != f"{ao.naam}Cohort")


def _begin_instroom(cohort: Gegeven) -> date | None:
    vast, flexibel = deel(cohort, "vastInstroommoment"), deel(cohort, "flexibeleInstroom")
    if vast is not None:
        return datum(vast, "instroommoment")
    return datum(flexibel, "beginInstroomperiode") if flexibel is not None else None


def _na_einde(ao: Gegeven, dag: date | None) -> bool:
    return dag is not None and not niet_na(dag, datum_of_niet(ao, "einddatum"))


def _in_lijst(code: str, ao: Gegeven, veld: str, lijst: str, lijsten: Waardenlijsten) -> list[Foutmelding]:
    van, tot = datum(ao, "begindatum"), datum_of_niet(ao, "einddatum")
    return _per_cohort(code, ao, lambda cohort: not lijsten.geldig(lijst, tekst(cohort, veld), van, tot))


def _per_cohort(code: str, ao: Gegeven, fout: Callable[[Gegeven], bool]) -> list[Foutmelding]:
    return [_melding(code, ao, tekst(c, "cohortcode")) for c in delen(ao, "aangebodenOpleidingCohort") if fout(c)]


def _melding(code: str, ao: Gegeven, cohortcode: str) -> Foutmelding:
    ao_code = tekst(ao, "aangebodenOpleidingCode")
    return melding(code, [("aangebodenOpleidingCode", ao_code), ("cohortcode", cohortcode)])
