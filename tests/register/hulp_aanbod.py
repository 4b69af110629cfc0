"""Offers of all ten specialisations that are right unless told otherwise, and a register to deliver them to."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.kenmerken import kenmerken
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.register.aanbod import leveringen as aanbodleveringen
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Context, Uitslag, standaardlijsten
from tests.register.erkende import erkenningrij
from tests.register.hulp import HANZE, fouten, kenmerk, schrijf

SOORTEN = (
    "BOOpleiding",
    "HOOpleiding",
    "HOOpleidingsonderdeel",
    "MboOpleiding",
    "MboOpleidingsonderdeel",
    "ParticuliereOpleiding",
    "SOOpleiding",
    "VavoOpleiding",
    "VOOpleiding",
    "VSOOpleiding",
)
MET_COHORTEN = tuple(s for s in SOORTEN if s not in ("BOOpleiding", "SOOpleiding", "VOOpleiding", "VSOOpleiding"))
CODE = "9f87f277-0005-4000-8000-0000df6a2e4b"
ANDERE_CODE = "9f87f277-0005-4000-8000-0000df6a2e4c"
EENHEID = "1007O5545"
"""Unit of the trial data, open from 2015-09-08, of bestuur 100B490."""
BEGIN, EINDE = date(2025, 9, 1), date(2029, 9, 1)
_MBO = {"toelatingseisen": "JA", "toegankelijkheid": "ALL"}
_VELDEN: Mapping[str, dict[str, Waarde]] = {
    "MboOpleiding": {"leertrajectMBO": "BOL", **_MBO},
    "MboOpleidingsonderdeel": {**_MBO},
    "VavoOpleiding": {**_MBO},
}


def verplicht(element: str) -> list[Gegeven]:
    """The kenmerken that an object must have, each with the first value that is valid and stays so."""
    gemaakt = []
    for conf in kenmerken(BEHEREN)[element]:
        if conf.min:
            assert conf.waardenlijst is not None
            waarden = standaardlijsten().waarden(conf.waardenlijst, BEGIN)
            waarde = next(w.waarde for w in waarden if w.tot is None)
            gemaakt.append(kenmerk(conf.naam, waarde, conf.waarde_element))
    return gemaakt


def periode(soort: str = "HOOpleiding", begin: date = BEGIN, *extra: Gegeven, **velden: Waarde) -> Gegeven:
    naam = f"aangeboden{soort}Periode"
    inhoud: dict[str, Waarde] = {"begindatum": begin, **velden}
    if kenmerken_ := [*verplicht(naam), *extra]:
        inhoud["kenmerken"] = kenmerken_
    return Gegeven(naam, inhoud)


def cohort(soort: str = "HOOpleiding", code: str = "2025", *extra: Gegeven, **velden: Waarde) -> Gegeven:
    naam = f"aangeboden{soort}Cohort"
    inhoud: dict[str, Waarde] = {"cohortcode": code, "cohortstatus": "O"}
    if kenmerken_ := [*verplicht(naam), *extra]:
        inhoud["kenmerken"] = kenmerken_
    inhoud |= {
        "beginAanmeldperiode": date(2025, 1, 1),
        "vastInstroommoment": Gegeven("vastInstroommoment", {"instroommoment": date(2025, 9, 1)}),
        "toestemmingVereistVoorAanmelding": "NEE",
    }
    return Gegeven(naam, inhoud | velden)


def flexibel(begin: date, einde: date | None = None, **velden: Waarde) -> Gegeven:
    gemaakt = cohort(**velden)  # type: ignore[arg-type]
    del gemaakt.velden["vastInstroommoment"]
    inhoud: dict[str, Waarde] = {"beginInstroomperiode": begin} | ({"eindeInstroomperiode": einde} if einde else {})
    gemaakt.velden["flexibeleInstroom"] = Gegeven("flexibeleInstroom", inhoud)
    return gemaakt


def aanbod(
    soort: str = "HOOpleiding",
    *extra: Gegeven,
    code: str = CODE,
    eenheid: str | Gegeven = EENHEID,
    einde: date | None = EINDE,
    sleutel: str | None = None,
    zonder: tuple[str, ...] = (),
    **velden: Waarde,
) -> Gegeven:
    """An offer that is right unless told otherwise.

    :param extra: kenmerken beside the mandatory ones.
    :param eenheid: the code of a unit, or the sleutel of an erkenning.
    :param zonder: names of kenmerken to leave out.
    """
    naam = f"aangeboden{soort}"
    inhoud: dict[str, Waarde] = {
        "aangebodenOpleidingCode": code,
        "onderwijsaanbiedercode": "110A133",
        "onderwijslocatiecode": "107X215",
        "begindatum": BEGIN,
    }
    if einde:
        inhoud["einddatum"] = einde
    inhoud["opleidingseenheidSleutel" if isinstance(eenheid, str) else eenheid.naam] = eenheid
    begin = velden.get("begindatum", BEGIN)
    assert isinstance(begin, date)
    inhoud["aangebodenOpleidingPeriode"] = [periode(soort, begin)]
    if soort in MET_COHORTEN:
        inhoud["aangebodenOpleidingCohort"] = [cohort(soort)]
    eigen = [kenmerk("eigenAangebodenOpleidingSleutel", sleutel)] if sleutel else []
    alle = [k for k in (*eigen, *verplicht(naam), *extra) if k.velden["kenmerknaam"] not in zonder]
    if alle:
        inhoud["kenmerken"] = alle
    return Gegeven(naam, inhoud | _VELDEN.get(soort, {}) | velden)


def erkenningssleutel(stelsel: str, code: str, niveau: str | None = None) -> Gegeven:
    velden: dict[str, Waarde] = {"opleidingsstelsel": stelsel, "opleidingscode": code}
    if niveau is None:
        return Gegeven("opleidingserkenningSleutel", velden)
    return Gegeven("voVakerkenningSleutel", velden | {"opleidingsniveau": niveau})


def is_bericht(geleverd: Gegeven) -> bool:
    """Whether the message with this offer passes the XSD."""
    operatie = OPERATIES["aanleveren_aangebodenOpleiding"]
    velden: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "proef",
        "verzendendeInstantie": HANZE,
        "ontvangendeInstantie": "00000001800866472000",
        "datumTijdBedrijfsdocument": "2026-11-24T09:00:00.000Z",
        "aangebodenOpleiding": geleverd,
    }
    return schema.is_geldig(mapping.schrijf_verzoek(operatie, Gegeven(operatie.verzoek, velden)), BEHEREN)


def lever_aan(register: Register, geleverd: Gegeven, ctx: Context | None = None) -> Uitslag:
    velden: dict[str, Waarde] = {"aangebodenOpleiding": geleverd}
    return schrijf(register, aanbodleveringen.aanleveren_aangeboden_opleiding, velden, ctx)


def trek_in(register: Register, code: str = CODE, ctx: Context | None = None) -> Uitslag:
    velden: dict[str, Waarde] = {"aangebodenOpleidingCode": code}
    return schrijf(register, aanbodleveringen.verwijderen_aangeboden_opleiding, velden, ctx)


def aanvaard(register: Register, geleverd: Gegeven, ctx: Context | None = None) -> None:
    uitslag = lever_aan(register, geleverd, ctx)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    assert uitslag.gegevens == {}


def geweigerd(register: Register, doe: Callable[[], Uitslag]) -> list[str]:
    """Codes of a refusal, which must leave every table as it was."""
    voor = inhoud(register)
    uitslag = doe()
    assert not uitslag.goedgekeurd
    assert inhoud(register) == voor
    return fouten(uitslag)


def codes(register: Register, geleverd: Gegeven, ctx: Context | None = None) -> list[str]:
    """Codes with which a delivery is refused; none when it is accepted."""
    voor = inhoud(register)
    uitslag = lever_aan(register, geleverd, ctx)
    assert (inhoud(register) == voor) is not uitslag.goedgekeurd
    return fouten(uitslag)


def inhoud(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the register."""
    register.flush_sightings()  # or whoever writes next does, when a second has passed
    with register.lees() as session:
        return {t.name: sorted(map(repr, session.execute(sa.select(t)))) for t in model.metadata.sorted_tables}  # type: ignore[misc]


def stand(register: Register, code: str = CODE) -> Gegeven:
    with register.lees() as session:
        vraag = sa.select(model.aangeboden_opleiding.c.stand).where(model.aangeboden_opleiding.c.code == code)
        gevonden = session.execute(vraag).scalar_one()
    assert isinstance(gevonden, Gegeven)
    return gevonden


def zet_organisatie(
    register: Register, code: str, soort: str, begin: date = date(2000, 1, 1), einde: date | None = None
) -> None:
    """An organisatorische eenheid, without a place in the hierarchy."""
    element = {"AANBIEDER": "onderwijsaanbieder", "GROEP": "onderwijsaanbiedergroep", "BESTUUR": "onderwijsbestuur"}
    rij = {
        "code": code,
        "soort": soort,
        "begindatum": begin,
        "einddatum": einde,
        "stand": Gegeven(element[soort], {}),
    }
    register.schrijf(lambda session: session.execute(sa.insert(model.organisatorische_eenheid), rij))


def zet_onder(
    register: Register, van: str, naar: str, begin: date = date(2000, 1, 1), einde: date | None = None
) -> None:
    rij = {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": begin, "einddatum": einde}
    register.schrijf(lambda session: session.execute(sa.insert(model.organisatierelatie), rij))


def zet_erkenning(register: Register, stelsel: str, code: str, *eenheden: str, niveau: str = "") -> None:
    def taak(session: Session) -> None:
        rij = erkenningrij(stelsel, code, niveau)
        sleutel = session.execute(sa.insert(model.opleidingserkenning), rij).inserted_primary_key
        assert sleutel is not None
        for eenheid in eenheden:
            relatie = {"erkenning": sleutel[0], "eenheid": eenheid}
            session.execute(sa.insert(model.opleidingserkenningrelatie), relatie)

    register.schrijf(taak)
