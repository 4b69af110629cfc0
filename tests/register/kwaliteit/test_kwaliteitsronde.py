"""The nightly round: each rule raised, kept and solved; parts, small transactions, what is gone."""

from collections.abc import Callable
from datetime import date
from unittest import mock

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.kwaliteit import aanbodronde, bijwerking
from rio_soap.register.kwaliteit.bijwerking import Opensignaal, verschil
from rio_soap.register.kwaliteit.vondst import NACHTSOORTEN, Vondst
from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.toezicht import ketencontrole
from tests.register import hulp_erkenning
from tests.register.hulp import kenmerk, opdrachten
from tests.register.hulp_aanbod import cohort, periode, zet_onder
from tests.register.hulp_kwaliteit import VANDAAG, ronde, signalen, wijzig, zet_stand
from tests.register.hulp_licentie import AANBOD, L1, L2, bied_aan, licentie, vergund
from tests.register.hulp_organisatie import rijen, zet

Stap = Callable[[Register], object]
EENHEDEN, RELATIES = model.organisatorische_eenheid, model.organisatierelatie
BIJZONDER = date(2999, 12, 31)


def stand(**velden: Waarde) -> Stap:
    return lambda r: zet_stand(r, AANBOD, **velden)


def einde(tabel: sa.Table, waar: sa.ColumnElement[bool], dag: date | None) -> Stap:
    return lambda r: wijzig(r, tabel, waar, einddatum=dag)


def samenwerkingen(r: Register) -> None:
    """Two SWPO and one SWVO that serve one postcode."""
    for code, soort in (("PO3001", "SWPO"), ("PO3002", "SWPO"), ("VO3001", "SWVO")):
        rij = {"erkenner": "OCW", "soort": "ERKENDE_SAMENWERKING", "code": code, "begindatum": VANDAAG}
        zet(r, model.instellingserkenning, **rij, stand=hulp_erkenning.erkenning("erkendeSamenwerking"))
        [nieuw] = rijen(r, model.instellingserkenning, model.instellingserkenning.c.code == code)
        zet(r, model.regio, erkenning=nieuw.id, begindatum=VANDAAG, postcodecijfers="9747")
        zet(r, model.samenwerkingssoort, erkenning=nieuw.id, begindatum=VANDAAG, soort=soort)


def partner(code: str) -> Stap:
    deel = periode("HOOpleiding", VANDAAG, kenmerk("samenwerkendeOnderwijsaanbiedercode", code))
    return stand(aangebodenOpleidingPeriode=[deel])


def plaatsen(aantal: int) -> Stap:
    deel = cohort("HOOpleiding", "2026", kenmerk("deelnemersplaatsen", aantal, "kenmerkwaardeGetal"))  # type: ignore[arg-type]
    return stand(aangebodenOpleidingCohort=[deel])


def duur(omvang: int) -> Stap:
    velden: dict[str, Waarde] = {"opleidingsduurEenheid": "M", "opleidingsduurOmvang": omvang}
    return stand(afwijkendeOpleidingsduur=Gegeven("afwijkendeOpleidingsduur", velden))


def contact(begin: date) -> Stap:
    deel = Gegeven("contactadresPeriode", {"begindatum": date(2020, 1, 1), "einddatum": begin, "email": "a@b.nl"})
    inhoud = Gegeven("contactadres", {"contactadresPeriode": [deel]})
    return lambda r: wijzig(r, model.contactadres, model.contactadres.c.eenheid == "200B001", stand=inhoud)


_LICENTIE, _GEBRUIK = model.licentie.c.code == L1, model.onderwijslocatiegebruik
_OPLEIDING = model.opleidingserkenning.c.unieke_code == "34035_1"
_INSTELLING = model.instellingserkenning.c.code == "25BE"
_BUUR = EENHEDEN.c.code == "200B001"
STAPPEN: list[tuple[str, str, Stap, Stap]] = [
    (
        "LICENTIE_VERLOPEN",
        L1,
        einde(model.licentie, _LICENTIE, VANDAAG),
        lambda r: vergund(r, licentie(L2, begindatum=VANDAAG)),
    ),
    (
        "ERKENNING_VERLOPEN",
        AANBOD,
        einde(model.opleidingserkenning, _OPLEIDING, VANDAAG),
        einde(model.opleidingserkenning, _OPLEIDING, None),
    ),
    (
        "ERKENNING_VERLOPEN",
        AANBOD,
        einde(model.instellingserkenning, _INSTELLING, VANDAAG),
        einde(model.instellingserkenning, _INSTELLING, None),
    ),
    ("CONTACT_ALGEMEEN_ONTBREEKT", "200B001", contact(VANDAAG), contact(date(2027, 1, 1))),
    (
        "ZONDER_BESTUUR",
        "110A133",
        einde(RELATIES, RELATIES.c.naar == "110A133", VANDAAG),
        lambda r: zet_onder(r, "110G001", "110A133"),
    ),
    (
        "SAMENWERKING_GEEN_AANBIEDER",
        AANBOD,
        partner("100B490"),
        partner("110A133"),
    ),
    ("PLAATSEN_NUL", AANBOD, plaatsen(0), plaatsen(1)),
    ("DUUR_ONWAARSCHIJNLIJK", AANBOD, duur(121), duur(120)),
    ("DATUM_BIJZONDER", AANBOD, stand(einddatum=BIJZONDER), stand()),
    (
        "COHORT_VERLOPEN_OPEN",
        AANBOD,
        stand(aangebodenOpleidingCohort=[cohort(einddatum=VANDAAG)]),
        stand(aangebodenOpleidingCohort=[cohort(einddatum=VANDAAG, cohortstatus="G")]),
    ),
    ("DATUM_BIJZONDER", "200B001", einde(EENHEDEN, _BUUR, BIJZONDER), einde(EENHEDEN, _BUUR, None)),
    ("DATUM_BIJZONDER", L2, einde(model.licentie, ~_LICENTIE, BIJZONDER), einde(model.licentie, ~_LICENTIE, None)),
    (
        "DATUM_BIJZONDER",
        "100B490/107X215",
        einde(_GEBRUIK, _GEBRUIK.c.locatie == "107X215", date(2050, 1, 1)),
        einde(_GEBRUIK, _GEBRUIK.c.locatie == "107X215", None),
    ),
    (
        "DATUM_BIJZONDER",
        "OCW/ERKENDE_ONDERWIJSINSTELLING/25BE",
        einde(model.instellingserkenning, _INSTELLING, date(9999, 12, 31)),
        einde(model.instellingserkenning, _INSTELLING, None),
    ),
]


def test_each_rule_is_raised_once_kept_and_solved(wereld: Register) -> None:
    assert (ronde(wereld).nieuw, signalen(wereld)) == (0, {})
    for soort, sleutel, breek, heel in STAPPEN:
        breek(wereld)
        gelopen = ronde(wereld)
        assert signalen(wereld).keys() == {(soort, sleutel)}, soort
        assert (gelopen.nieuw, gelopen.opgelost, gelopen.gevonden[soort]) == (1, 0, 1)
        weer = ronde(wereld)
        assert (weer.nieuw, weer.opgelost) == (0, 0), soort
        heel(wereld)
        assert ronde(wereld).opgelost == 1, soort
        assert signalen(wereld) == {}, soort
    assert len(rijen(wereld, model.signaal)) == len(STAPPEN)


def test_what_several_share_is_told_of_each(wereld: Register) -> None:
    for code in ("100B490", "200B001"):
        wijzig(wereld, EENHEDEN, EENHEDEN.c.code == code, kvk_nummer="90000137")
    samenwerkingen(wereld)
    ronde(wereld)
    gedeeld = {sleutel: tekst for (soort, sleutel), tekst in signalen(wereld).items() if soort == "KVK_MEERVOUDIG"}
    assert gedeeld == dict.fromkeys(("100B490", "200B001"), "KvK-nummer 90000137 is van 2 onderwijsbesturen")
    regios = {sleutel: tekst for (soort, sleutel), tekst in signalen(wereld).items() if soort == "REGIO_OVERLAP"}
    assert regios == {
        f"OCW/ERKENDE_SAMENWERKING/{een}": f"1 maal een postcode, te beginnen met 9747, ook van {ander}"
        for een, ander in (("PO3001", "PO3002"), ("PO3002", "PO3001"))
    }
    wijzig(wereld, EENHEDEN, _BUUR, kvk_nummer=None)
    wijzig(wereld, model.regio, einddatum=VANDAAG)
    assert ronde(wereld).opgelost == 4
    assert signalen(wereld) == {}


def test_a_licentie_tells_how_many_offers_go_on_after_it_and_one_that_holds_is_enough(wereld: Register) -> None:
    tweede = bied_aan(wereld, "00000000-2222-4333-8444-555555555555")
    bied_aan(wereld, "00000000-2222-4333-8444-666666666666", einddatum=VANDAAG)  # has ended
    bied_aan(wereld, "00000000-2222-4333-8444-777777777777", begindatum=date(2027, 1, 1))  # has not begun
    wijzig(wereld, model.licentie, einddatum=VANDAAG)
    ronde(wereld)
    assert signalen(wereld) == {
        ("LICENTIE_VERLOPEN", L1): (
            f"geëindigd op 24-11-2026; 2 aangeboden opleidingen gaan door zonder een andere die geldt: {tweede}"
        )
    }


def test_the_offers_are_looked_at_in_parts_each_by_as_many_questions(wereld: Register) -> None:
    codes = [f"{nummer:08}-2222-4333-8444-555555555555" for nummer in range(1, 8)]
    for code in codes:
        bied_aan(wereld, code, stand=Gegeven("x", {}))  # what cannot be read is no finding
        zet_stand(wereld, code, einddatum=BIJZONDER)
    gezien: list[int] = []
    with mock.patch.object(aanbodronde, "DEEL", 3), mock.patch.object(bijwerking, "BLOK", 2):
        for na in ("", codes[2]):
            with wereld.lees() as session, opdrachten(wereld) as gesteld:
                aanbodronde.bekijk_deel(session, VANDAAG, na, {})
            gezien.append(len(gesteld))
        assert ronde(wereld).bekeken == len(codes) + 1
    assert len(set(gezien)) == 1
    assert {sleutel for _, sleutel in signalen(wereld)} == set(codes)
    wereld.schrijf(lambda session: session.execute(sa.delete(model.aangeboden_opleiding)))
    assert ronde(wereld).opgelost == len(codes)


@pytest.mark.parametrize(
    ("beeindigd", "zonder"), [("100B490", "110A133"), ("200B001", "110A999"), ("110G001", "110A999")]
)
def test_what_has_ended_is_over_nobody_whatever_its_relations_say(
    wereld: Register, beeindigd: str, zonder: str
) -> None:
    """Files have besturen that ended, and relations from them that run on."""
    einde(EENHEDEN, EENHEDEN.c.code == beeindigd, VANDAAG)(wereld)
    ronde(wereld)
    assert signalen(wereld).keys() == {("ZONDER_BESTUUR", zonder)}


def test_signals_of_other_checks_are_left_alone(wereld: Register) -> None:
    anders = {ketencontrole.KVK_NAAM: "another name"}
    wereld.schrijf(lambda s: ketencontrole.record_bestuur(s, "100B490", anders, rijen(wereld, model.mutatie)[0].moment))
    ronde(wereld)
    assert signalen(wereld).keys() == {(ketencontrole.KVK_NAAM, "100B490")}


def test_a_text_that_changes_is_written_anew_and_cut(wereld: Register) -> None:
    wat = verschil(
        [Opensignaal(1, "A", "x", "old"), Opensignaal(2, "A", "y", "same"), Opensignaal(3, "A", "z", "gone")],
        [Vondst("A", "x", "n" * 600), Vondst("A", "y", "same"), Vondst("B", "y", "new")],
    )
    assert (wat.nieuw, wat.anders, wat.opgelost) == ([Vondst("B", "y", "new")], {1: "n" * 500}, [3])


def test_the_kinds_are_those_of_the_list(wereld: Register) -> None:
    lijst = {rij.waarde for rij in standaardlijsten().waarden("Signaalsoort")}
    eigen = frozenset().union(*NACHTSOORTEN.values())
    assert lijst == eigen | ketencontrole.BESTUURSIGNALEN | ketencontrole.LOCATIESIGNALEN
    gezien = {soort for soort, *_ in STAPPEN} | {"KVK_MEERVOUDIG", "REGIO_OVERLAP"}
    assert gezien == eigen


@pytest.mark.parametrize("groep", ["200B001", "100B490"])
def test_a_bestuur_over_a_groep_needs_a_contactadres_and_one_without_aanbieders_does_not(
    wereld: Register, groep: str
) -> None:
    wereld.schrijf(lambda session: session.execute(sa.delete(model.contactadres)))
    ronde(wereld)
    assert ("CONTACT_ALGEMEEN_ONTBREEKT", groep) in signalen(wereld)
    assert ("CONTACT_ALGEMEEN_ONTBREEKT", "107B213") not in signalen(wereld)
