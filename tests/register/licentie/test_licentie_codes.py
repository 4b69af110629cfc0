"""Delivering and removing licenties: every code raised and not raised; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie import controles
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, VREEMD, context, fouten, opdrachten
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    EINDE,
    EXAMEN,
    L1,
    L2,
    L3,
    MBO,
    PARTICULIER,
    VAK,
    VERBOD,
    VO,
    accreditatie,
    erken,
    gelezen,
    instelling,
    instellingsleutel,
    lever,
    licentie,
    maatregel,
    neem,
    opleidingsleutel,
    relateer,
    relatie,
    vergund,
    verwijder,
    vestiging,
)
from tests.register.hulp_organisatie import rijen
from tests.register.lijsten import beperkt
from tests.register.rollen import CEDEO, DUO, INSPECTIE, NVAO

AANLEVEREN, VERWIJDEREN = "aanleveren_licentie", "verwijderen_licentie"
DAG = timedelta(days=1)
SO = "SOONDERWIJSLICENTIE"
BO = "BOONDERWIJSLICENTIE"

Lever = Callable[[Register], Uitslag]


def met(code: str = L1, oin: str = DUO, **velden: Waarde | None) -> Lever:
    return lambda r: lever(r, licentie(code, **velden), oin)  # type: ignore[arg-type]


def van_branche(oin: str = CEDEO, code: str = L1, **velden: Waarde | None) -> Lever:
    """A licentie for what BRANCHE recognises, of which CEDEO here is an erkenner."""
    anders: dict[str, Waarde | None] = {"soort": PARTICULIER, "opleidingserkenning": opleidingsleutel(BRANCHE, "")}
    return met(code, oin, **{**anders, **velden})


def is_er(*delen: Gegeven) -> Callable[[Register], object]:
    return lambda r: vergund(r, *delen)


def met_relatie(r: Register) -> None:
    vergund(r, licentie(L1), licentie(L2, begindatum=date(2015, 9, 1), einddatum=BEGIN), licentie(L3, soort=EXAMEN))
    r.schrijf(lambda session: session.execute(model.licentierelatie.insert(), _relatierij()))


def _relatierij() -> dict[str, object]:
    return {"van": L1, "naar": L2, "soort": "VERVANGT", "begindatum": BEGIN}


def met_andere_instelling(r: Register) -> None:
    instelling(r, "OCW", "ERKENDE_ONDERWIJSINSTELLING", "99AA", einddatum=EINDE)


def met_ander_vak(r: Register) -> None:
    erken(r, (*VAK, "VO-VWO"))


ANDERE = instellingsleutel("99AA")
GEVALLEN = [
    Geval("RS1304", met(instellingserkenning=instellingsleutel("99ZZ")), met()),
    Geval("RS1304", met(instellingserkenning=instellingsleutel(erkenner="NRTO")), met()),
    Geval("RS1304", met(instellingserkenning=instellingsleutel(soort="ERKENDE_VESTIGING")), met()),
    Geval("A01080", met(opleidingserkenning=opleidingsleutel(("ISAT", "99999"), "")), met()),
    Geval("A01080", met(opleidingserkenning=opleidingsleutel(uniek="34035_9")), met()),
    Geval(
        "A01090",
        met(soort=VO, opleidingserkenning=opleidingsleutel((*VAK, "VO-VWO"), "")),
        met(soort=VO, opleidingserkenning=opleidingsleutel((*VAK, "VO-HAVO"), "")),
    ),
    Geval("RS1403", met(opleidingserkenning=opleidingsleutel(uniek="")), met()),  # two of the ho have this code
    Geval(
        "RS1403",
        met(soort=VO, opleidingserkenning=opleidingsleutel(VAK, "")),
        met(soort=VO, opleidingserkenning=opleidingsleutel((*VAK, "VO-VWO"), "")),
        met_ander_vak,
    ),
    Geval(
        "A01040",
        met(vestigingslicentie=[vestiging(), vestiging("25BE99")]),
        met(vestigingslicentie=[vestiging(), vestiging(begin=EINDE)]),
    ),
    Geval(
        "A01040",  # recognised by another than the institution
        met(vestigingslicentie=[vestiging("25BE07")]),
        met(vestigingslicentie=[vestiging()]),
        lambda r: instelling(r, "NRTO", "ERKENDE_VESTIGING", "25BE07"),
    ),
    Geval("AUT401", met(oin=VREEMD), met(oin=NVAO)),
    Geval("AUT401", met(oin=HANZE), met(oin=NVAO)),
    Geval("AUT401", met(oin=INSPECTIE), met()),
    Geval("AUT401", met(oin=CEDEO), van_branche()),  # an erkenner keeps to what it recognises itself
    Geval("AUT401", van_branche(NVAO), van_branche(DUO)),
    Geval("AUT401", van_branche(), met(oin=NVAO), is_er(licentie())),  # the licentie of another cannot be taken over
    Geval("RS1001", met(herkomst="NIEMAND"), met(herkomst="VZP")),
    Geval(
        "RS1001", met(vestigingslicentie=[vestiging(vorm="AVOND")]), met(vestigingslicentie=[vestiging(vorm="DUAAL")])
    ),
    Geval(
        "RS1002",
        lambda r: lever(r, ctx=context(DUO, lijsten=beperkt("Licentieherkomst", "NVAO", vanaf=BEGIN + DAG))),
        lambda r: lever(r, ctx=context(DUO, lijsten=beperkt("Licentieherkomst", "NVAO", vanaf=BEGIN, tot=BEGIN))),
    ),
    Geval("RS1003", met(einddatum=BEGIN), met(einddatum=BEGIN + DAG)),
    Geval(
        "RS1003",
        met(vestigingslicentie=[vestiging(einddatum=BEGIN)]),
        met(vestigingslicentie=[vestiging(einddatum=BEGIN + DAG)]),
    ),
    Geval("RS1009", met(soort=MBO), met(stadium="SLAPEND"), is_er(licentie())),
    Geval(
        "RS1009",
        met(instellingserkenning=ANDERE, einddatum=EINDE),
        met(einddatum=EINDE),
        lambda r: (met_andere_instelling(r), vergund(r)),
    ),
    Geval(
        "RS1009",
        met(opleidingserkenning=opleidingsleutel(uniek="34035_2"), einddatum=EINDE),
        met(einddatum=EINDE),
        is_er(licentie()),
    ),
    Geval("RS1302", van_branche(begindatum=BEGIN - DAG), van_branche()),
    Geval("RS1302", van_branche(DUO, begindatum=BEGIN - DAG), van_branche(DUO)),  # nor does DUO give it that right
    Geval("RS1502", met(begindatum=date(2010, 8, 31)), met(begindatum=date(2010, 9, 1))),
    Geval(
        "RS1502",  # without an end it outlives an opleidingserkenning that ends
        met(opleidingserkenning=opleidingsleutel(uniek="34035_2")),
        met(opleidingserkenning=opleidingsleutel(uniek="34035_2"), einddatum=EINDE),
    ),
    Geval(
        "RS1502",
        met(instellingserkenning=ANDERE, einddatum=EINDE + DAG),
        met(instellingserkenning=ANDERE, einddatum=EINDE),
        met_andere_instelling,
    ),
    Geval("RS1503", met(vorm=None), met(vorm=["DEELTIJD", "DUAAL"])),
    Geval(
        "RS1503",
        met(soort=MBO, hoOnderwijsaccreditatie=[accreditatie()]),
        met(hoOnderwijsaccreditatie=[accreditatie()]),
    ),
    Geval(
        "RS1503",
        met(soort=MBO, vestigingslicentie=[vestiging(vorm="VOLTIJD")]),
        met(soort=MBO, vestigingslicentie=[vestiging()]),
    ),
    Geval("RS1503", met(leerweg="BOL"), met(soort=MBO, leerweg="BBL")),
    Geval("RS1503", met(soort=EXAMEN, bekostigd=False), met(soort=EXAMEN)),
    Geval("RS1504", met(L2), met(L1, stadium="TIJDELIJK"), is_er(licentie())),
    Geval("RS1504", met(L2, begindatum=EINDE - DAG), met(L2, begindatum=EINDE), is_er(licentie(einddatum=EINDE))),
    Geval("RS1504", met(L2, soort=MBO), met(L2, soort=MBO, leerweg="BBL"), is_er(licentie(soort=MBO))),
    Geval(
        "RS1504",
        met(L2, soort=VO, vestigingslicentie=[vestiging()]),
        met(L2, soort=EXAMEN),
        is_er(licentie(soort=VO, vestigingslicentie=[vestiging()])),
    ),
]
WEG = [
    Geval("RS1501", lambda r: verwijder(r, L2), verwijder, is_er(licentie())),
    Geval(
        "RS1501",  # for who may not see it, it is not there
        lambda r: verwijder(r, oin=CEDEO),
        lambda r: verwijder(r, L2),
        is_er(licentie(), maatregel(VERBOD), licentie(L2, soort=EXAMEN)),
    ),
    Geval("AUT401", lambda r: verwijder(r, oin=CEDEO), lambda r: verwijder(r, oin=NVAO), is_er(licentie())),
    Geval("AUT401", lambda r: verwijder(r, oin=HANZE), verwijder, is_er(licentie())),
    Geval(
        "RS1008",
        verwijder,
        lambda r: verwijder(r, L2),
        is_er(licentie(), maatregel(einddatum=BEGIN + DAG), licentie(L2, soort=EXAMEN)),
    ),
    Geval("RS1008", lambda r: verwijder(r, L2), lambda r: verwijder(r, L3), met_relatie),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(wereld: Register, geval: Geval) -> None:
    geval.beproef(wereld)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles.VERWIJDEREN}


def test_what_is_not_there_or_not_of_the_sender_ends_the_judging_and_the_rest_is_gathered(wereld: Register) -> None:
    fout: dict[str, Waarde | None] = {"herkomst": "NIEMAND", "einddatum": BEGIN, "vorm": None}
    assert fouten(met(**fout)(wereld)) == ["RS1001", "RS1003", "RS1503"]
    assert fouten(met(oin=VREEMD, **fout)(wereld)) == ["AUT401"]
    assert fouten(met(oin=VREEMD, vestigingslicentie=[vestiging("1")], **fout)(wereld)) == ["A01040"]
    onbekend = opleidingsleutel(("ISAT", "1"), "")
    weg = met(instellingserkenning=instellingsleutel("1"), opleidingserkenning=onbekend, **fout)
    assert fouten(weg(wereld)) == ["RS1304"]


def test_a_change_replaces_the_licentie_and_its_vestigingen_whole(wereld: Register) -> None:
    instelling(wereld, "OCW", "ERKENDE_VESTIGING", "25BE01")
    vergund(wereld, licentie(vestigingslicentie=[vestiging(), vestiging(begin=EINDE), vestiging("25BE01")]))
    assert [rij.vestiging for rij in rijen(wereld, model.vestigingslicentie)] == ["25BE00", "25BE01"]
    nieuw = licentie(vestigingslicentie=[vestiging("25BE01")], stadium="SLAPEND", einddatum=EINDE)
    assert fouten(lever(wereld, nieuw, NVAO)) == []
    assert [rij.vestiging for rij in rijen(wereld, model.vestigingslicentie)] == ["25BE01"]
    [rij] = rijen(wereld, model.licentie)
    assert (rij.stand, rij.stadium, rij.einddatum, rij.met_verbod) == (nieuw, "SLAPEND", EINDE, False)


def test_a_change_leaves_a_publicatieverbod_in_force(wereld: Register) -> None:
    vergund(wereld, licentie(), maatregel(VERBOD), licentie(stadium="TIJDELIJK"))
    [rij] = rijen(wereld, model.licentie)
    assert rij.met_verbod
    assert fouten(verwijder(wereld, oin=CEDEO)) == ["RS1501"]


def test_a_code_is_the_same_in_whatever_case_and_kept_in_lower_case(wereld: Register) -> None:
    vergund(wereld, licentie(L1.upper()), licentie(L1, stadium="SLAPEND"))
    [rij] = rijen(wereld, model.licentie)
    assert rij.code == rij.stand.velden["licentiecode"] == L1
    assert fouten(verwijder(wereld, L1.upper())) == []
    assert rijen(wereld, model.licentie) == []


def test_what_names_one_erkenning_today_is_kept_by_its_whole_key(wereld: Register) -> None:
    """As it is loaded; so that what is read can be delivered again when others of the ho came to share the code."""
    erken(wereld, ("ISAT", "50001"), erkenner="NVAO", unieke_code="50001_1")
    vergund(wereld, licentie(opleidingserkenning=opleidingsleutel(("ISAT", "50001"), "")))
    [terug] = gelezen(wereld, licentiecode=L1)
    assert terug.velden["opleidingserkenning"] == opleidingsleutel(("ISAT", "50001"), "50001_1")
    erken(wereld, ("ISAT", "50001"), erkenner="NVAO", unieke_code="50001_2")
    assert fouten(lever(wereld, terug, NVAO)) == []


def test_each_change_is_recorded_for_the_bestuur_behind_the_institution(wereld: Register) -> None:
    vergund(wereld, licentie(), licentie(stadium="SLAPEND"))
    assert fouten(verwijder(wereld)) == []
    gezien = [(rij.object, rij.sleutel, rij.houder, rij.soort) for rij in rijen(wereld, model.mutatie)]
    assert gezien == [("licentie", L1, "100B490", soort) for soort in "TWV"]
    voor = [(rij.volgnummer, rij.deel) for rij in rijen(wereld, model.objectversie)]
    laatste = rijen(wereld, model.mutatie)[-1].volgnummer
    assert sorted(voor) == [(laatste - 1, "rij"), (laatste, "maatregelen"), (laatste, "rij")]


def test_a_licentie_of_an_institution_of_nobody_is_recorded_without_a_holder(wereld: Register) -> None:
    met_andere_instelling(wereld)
    vergund(wereld, licentie(instellingserkenning=ANDERE, einddatum=EINDE))
    assert [rij.houder for rij in rijen(wereld, model.mutatie)] == [None]


def test_the_operator_of_the_register_may_do_it_for_whomever(wereld: Register) -> None:
    assert fouten(lever(wereld, ctx=context(VREEMD, beheerder=True))) == []
    assert fouten(neem(wereld, maatregel(VERBOD))) == []
    assert fouten(lever(wereld, licentie(vorm=["DUAAL"]), ctx=context(VREEMD, beheerder=True))) == []


def test_relations_keep_both_ends(wereld: Register) -> None:
    met_relatie(wereld)
    assert fouten(verwijder(wereld, L1)) == ["RS1008"]
    assert fouten(relateer(wereld, relatie(einddatum=EINDE))) == []
    assert fouten(verwijder(wereld, L2)) == ["RS1008"]


def test_a_delivery_takes_as_many_queries_whatever_it_holds_and_the_register_has(wereld: Register) -> None:
    codes = [f"25BE{nummer:02d}" for nummer in range(1, 16)]
    for code in codes:
        instelling(wereld, "OCW", "ERKENDE_VESTIGING", code)
    aantallen = []
    for nummer, vestigingen in enumerate((["25BE00"], codes)):
        delen = [vestiging(code) for code in vestigingen]
        deel = licentie(f"{nummer}{L1[1:]}", begindatum=BEGIN + nummer * DAG, einddatum=BEGIN + (nummer + 1) * DAG)
        deel.velden["vestigingslicentie"] = delen
        with opdrachten(wereld) as gezien:
            assert fouten(lever(wereld, deel, NVAO)) == []
        aantallen.append(len(gezien))
    assert len(set(aantallen)) == 1


@pytest.mark.parametrize("soort", [SO, BO])
def test_so_and_bo_may_have_kenmerken_of_an_erkenning(wereld: Register, soort: str) -> None:
    velden: dict[str, Waarde | None] = {"bekostigd": True, "erkendOpleidingskenmerk": ["SBO", "IGBO"]}
    velden |= {"onderwijssoort": "DOOF"} if soort == SO else {}
    assert fouten(met(soort=soort, **velden)(wereld)) == []


def test_a_type_that_is_none_is_all_that_is_told_of_it_and_not_that_the_fields_do_not_fit_it(wereld: Register) -> None:
    """It said RS1503 of `vorm` too, which is right for what was meant."""
    assert fouten(met(type="HOLICENTIE")(wereld)) == ["RS1001"]
