"""The table of erkenningsstatussen: every line holds where it should, and an earlier one goes before it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rio_soap.register.licentie.erkenningsstatus import REGELS, Aanbodgronden, Licentiegrond, status_van
from rio_soap.register.licentie.gronden import Instellingsgrond, Opleidingsgrond
from rio_soap.register.licentie.leesvorm import Leeslicentie
from rio_soap.register.licentie.rijen import Licentiemaatregel
from rio_soap.register.regels.uitslag import standaardlijsten

DAG = timedelta(days=1)
VANDAAG, BEGIN = date(2026, 11, 24), date(2020, 9, 1)


def instelling(erkenner: str = "OCW") -> Instellingsgrond:
    return Instellingsgrond(1, erkenner, "ERKENDE_ONDERWIJSINSTELLING", "25BE")


def opleiding(erkenner: str = "NVAO") -> Opleidingsgrond:
    return Opleidingsgrond(1, "ISAT", "34035", "", "34035_1", erkenner)


def licentie(
    *soorten: str,
    begin: date = BEGIN,
    einde: date | None = None,
    stadium: str = "STANDAARD",
    van: date = BEGIN,
    tot: date | None = None,
) -> Licentiegrond:
    """A licentie under maatregelen of these soorten, each from a day to another."""
    maatregelen = [Licentiemaatregel("l", soort, van, tot, None) for soort in soorten]
    return Licentiegrond(begin, einde, stadium, Leeslicentie("l", "", maatregelen))


def gronden(
    *licenties: Licentiegrond, opleidingen: Sequence[Opleidingsgrond] = (opleiding(),), impliciet: bool = False
) -> Aanbodgronden:
    return Aanbodgronden(VANDAAG, True, "OCW", [instelling()], opleidingen, impliciet, licenties)


OUD, NIEUW = {"einde": VANDAAG}, {"begin": VANDAAG}
GEEN_OPLEIDING = gronden(opleidingen=())
GEVALLEN = [
    ("GEEN_AANBOD", replace(gronden(licentie()), in_bedrijf=False)),
    ("GEEN_AANBOD", replace(GEEN_OPLEIDING, in_bedrijf=False, herkomst="INSTELLING")),
    ("KEURMERK_INSTELLING", replace(GEEN_OPLEIDING, instellingen=[instelling("NRTO")])),
    ("KEURMERK_INSTELLING", replace(GEEN_OPLEIDING, instellingen=[instelling(), instelling("CEDEO")])),
    ("KEURMERK_INSTELLING", replace(GEEN_OPLEIDING, instellingen=[instelling("NRTO")], herkomst="INSTELLING")),
    ("EIGEN_OPLEIDING", replace(GEEN_OPLEIDING, herkomst="INSTELLING")),
    ("EIGEN_OPLEIDING", replace(GEEN_OPLEIDING, herkomst="INSTELLING", instellingen=[])),
    ("NIET_ERKEND", GEEN_OPLEIDING),
    ("NIET_ERKEND", replace(GEEN_OPLEIDING, instellingen=[])),
    ("ERKEND_MET_MAATREGEL", gronden(licentie("WAARSCHUWING"))),
    ("ERKEND_MET_MAATREGEL", gronden(licentie("SANCTIE"))),
    ("ERKEND_MET_MAATREGEL", gronden(licentie(), licentie("WAARSCHUWING"))),
    ("ERKEND_MET_MAATREGEL", gronden(licentie("WAARSCHUWING", van=VANDAAG, tot=VANDAAG + DAG))),
    ("ERKEND_MET_MAATREGEL", gronden(licentie("SANCTIE", stadium="TIJDELIJK"), impliciet=True)),
    ("ERKEND", gronden(licentie())),
    ("ERKEND", gronden(licentie(stadium="TIJDELIJK"))),
    ("ERKEND", gronden(licentie(**NIEUW, einde=VANDAAG + DAG))),  # type: ignore[arg-type]
    ("ERKEND", gronden(licentie("WAARSCHUWING", tot=VANDAAG))),
    ("ERKEND", gronden(licentie("WAARSCHUWING", van=VANDAAG + DAG))),
    ("ERKEND", gronden(licentie("PUBLICATIEVERBOD"))),  # for who may see it
    ("ERKEND", gronden(licentie(), licentie(stadium="SLAPEND"))),
    ("ERKEND", gronden(impliciet=True)),
    ("ERKEND", gronden(licentie(**OUD), impliciet=True)),  # type: ignore[arg-type]
    ("ERKEND", gronden(licentie(stadium="SLAPEND"), impliciet=True)),
    ("SLAPEND", gronden(licentie(stadium="SLAPEND"))),
    ("SLAPEND", gronden(licentie("SANCTIE", stadium="SLAPEND"))),  # who does not use it is under no maatregel
    ("SLAPEND", gronden(licentie(stadium="SLAPEND"), licentie(**OUD), opleidingen=[opleiding("NLQF")])),  # type: ignore[arg-type]
    *(
        ("KEURMERK_OPLEIDING", gronden(opleidingen=[opleiding(erkenner)]))
        for erkenner in ("BRANCHE", "NKC_EVC", "NLQF", "SNRO", "SZW")
    ),
    ("KEURMERK_OPLEIDING", gronden(licentie(**OUD), opleidingen=[opleiding(), opleiding("SZW")])),  # type: ignore[arg-type]
    ("KEURMERK_OPLEIDING", replace(gronden(opleidingen=[opleiding("SNRO")], impliciet=True), instellingen=[])),
    ("LICENTIE_VERLOPEN", gronden(licentie(**OUD))),  # type: ignore[arg-type]
    ("LICENTIE_VERLOPEN", gronden(licentie("WAARSCHUWING", **OUD))),  # type: ignore[arg-type]
    ("LICENTIE_VERLOPEN", gronden(licentie(stadium="SLAPEND", **OUD))),  # type: ignore[arg-type]
    ("GEEN_LICENTIE", gronden()),
    ("GEEN_LICENTIE", replace(gronden(impliciet=True), instellingen=[])),
    *(("GEEN_LICENTIE", gronden(opleidingen=[opleiding(erkenner)])) for erkenner in ("OCW", "EZ", "NVAO", "SBB")),
]


@pytest.mark.parametrize(("status", "grond"), GEVALLEN)
def test_the_first_line_that_holds_is_the_status(status: str, grond: Aanbodgronden) -> None:
    assert status_van(grond) == status


def test_every_line_has_a_case_and_every_value_of_the_list_a_line() -> None:
    regels = [status for status, _ in REGELS]
    assert sorted(regels) == sorted(standaardlijsten().lijsten["Erkenningsstatuswaarde"])
    assert {status for status, _ in GEVALLEN} == set(regels)
    assert [status for status, _ in GEVALLEN] == sorted((s for s, _ in GEVALLEN), key=regels.index)
