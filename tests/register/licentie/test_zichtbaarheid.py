"""Who sees a licentie under a publicatieverbod: DUO, its erkenner and its institution, in every reading, and nobody
else."""

from datetime import date, timedelta

import pytest

from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie.zichtbaarheid import Licentielezer, Onthouden, verborgen, zichtbaar
from tests.register.hulp import BUUR, HANZE, VREEMD, context, fouten, opdrachten
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    EINDE,
    EXAMEN,
    L1,
    L2,
    L3,
    PARTICULIER,
    VANDAAG,
    VERBOD,
    bied_aan,
    gelezen,
    instelling,
    instellingsleutel,
    lever,
    licentie,
    maatregel,
    opleidingsleutel,
    rust,
    status,
    trek_in,
    vergund,
    voeg_in,
    vraag_licenties,
)
from tests.register.rollen import BRON, CEDEO, DUO, INSPECTIE, NVAO, geef

DAG = timedelta(days=1)
ZIEN, NIET = (DUO, NVAO, HANZE), (VREEMD, BUUR, CEDEO, INSPECTIE, BRON)
"""Who sees a licentie of NVAO for institution 25BE, and who does not."""


@pytest.fixture
def onthouden(wereld: Register) -> Register:
    """L1 is withheld, L2 is not; both are for what is offered."""
    geef(wereld, BRON, "BRON")
    vergund(wereld, licentie(), maatregel(VERBOD), licentie(L2, EXAMEN, einddatum=VANDAAG))
    bied_aan(wereld)
    return wereld


@pytest.mark.parametrize(
    ("gehouden", "ziet"),
    [
        ({("DUO", "")}, True),
        ({("INSTELLING", "100B490")}, True),
        ({("INSTELLING", "200B001"), ("INSTELLING", "100B490")}, True),
        ({("INSTELLING", "200B001")}, False),
        ({("INSPECTIE", ""), ("BRON", ""), ("GEMEENTE", ""), ("SBB", "")}, False),
        ({("LEES_CONTEXT", "100B490"), ("BEHEER_AANBOD", "100B490")}, False),
        (set(), False),
    ],
)
def test_a_role_that_covers_it_is_enough_and_no_other_is(gehouden: set[tuple[str, str]], ziet: bool) -> None:
    lezer = Licentielezer(Rollen(frozenset(gehouden)), frozenset({"SNRO"}))
    rij = Onthouden(L1, "NVAO", 1)
    assert zichtbaar(lezer, rij, frozenset({"100B490"})) is ziet
    assert zichtbaar(lezer._replace(soorten=frozenset({"SNRO", "NVAO"})), rij, frozenset())
    assert zichtbaar(Licentielezer(Rollen(frozenset(), beheerder=True), frozenset()), rij, frozenset())


@pytest.mark.parametrize("oin", ZIEN)
def test_duo_the_erkenner_and_the_institution_read_it_as_ever(onthouden: Register, oin: str) -> None:
    assert [een.velden["licentiecode"] for een in gelezen(onthouden, oin, licentiecode=L1)] == [L1]
    for velden in ({"instellingserkenning": instellingsleutel()}, {"opleidingserkenning": opleidingsleutel()}):
        assert [een.velden["licentiecode"] for een in gelezen(onthouden, oin, **velden)] == [L1]
    [een] = status(onthouden, oin=oin)
    assert een.velden["status"] == "ERKEND"


@pytest.mark.parametrize("oin", NIET)
def test_for_all_others_it_is_not_there(onthouden: Register, oin: str) -> None:
    """Just as what never was there: the same code, nothing in the list nor in its count, no other status."""
    weg = vraag_licenties(onthouden, oin, licentiecode=L1)
    nooit = vraag_licenties(onthouden, oin, licentiecode=L3)
    assert fouten(weg) == fouten(nooit) == ["RS1501"]
    for velden in ({"instellingserkenning": instellingsleutel()}, {"opleidingserkenning": opleidingsleutel()}):
        uitslag = vraag_licenties(onthouden, oin, **velden)
        assert list(uitslag.gegevens["licentie"]) == []  # type: ignore[arg-type]
        assert uitslag.gegevens["paginering"].velden["aantalResultaten"] == 0  # type: ignore[union-attr]
        assert [een.velden["licentiecode"] for een in gelezen(onthouden, oin, **velden, peildatum=BEGIN)] == [L2]
    [een] = status(onthouden, oin=oin)
    assert een.velden["status"] == "LICENTIE_VERLOPEN"
    assert [grond.velden["licentiecode"] for grond in een.velden["licentie"]] == [L2]  # type: ignore[union-attr]


def test_without_it_the_status_is_what_it_would_be_had_it_never_been(wereld: Register) -> None:
    bied_aan(wereld)
    zonder = status(wereld, oin=VREEMD)
    vergund(wereld, licentie(), maatregel(VERBOD))
    assert status(wereld, oin=VREEMD) == zonder
    assert zonder[0].velden["status"] == "GEEN_LICENTIE"


@pytest.mark.parametrize(
    ("begin", "einde", "weg"),
    [
        (VANDAAG, None, True),
        (VANDAAG + DAG, None, False),
        (BEGIN, VANDAAG, False),
        (BEGIN, VANDAAG + DAG, True),
    ],
)
def test_the_first_day_of_a_verbod_counts_and_its_last_does_not(
    wereld: Register, begin: date, einde: date | None, weg: bool
) -> None:
    vergund(wereld, licentie(), maatregel(VERBOD, begin, **({"einddatum": einde} if einde else {})))
    assert fouten(vraag_licenties(wereld, VREEMD, licentiecode=L1)) == (["RS1501"] if weg else [])


@pytest.mark.parametrize("peildatum", [BEGIN - DAG, BEGIN, VANDAAG, EINDE])
def test_what_counts_is_today_whatever_day_is_asked_for(onthouden: Register, peildatum: date) -> None:
    assert fouten(vraag_licenties(onthouden, VREEMD, licentiecode=L1, peildatum=peildatum)) == ["RS1501"]
    assert fouten(vraag_licenties(onthouden, HANZE, licentiecode=L1, peildatum=peildatum)) == []


def test_a_role_that_was_taken_away_shows_nothing_any_more(onthouden: Register) -> None:
    geef(onthouden, VREEMD, "DUO", tot=context().moment)
    assert fouten(vraag_licenties(onthouden, VREEMD, licentiecode=L1)) == ["RS1501"]
    geef(onthouden, VREEMD, "ERKENNER", "100E003")
    assert fouten(vraag_licenties(onthouden, VREEMD, licentiecode=L1)) == []


def test_a_verbod_that_is_lifted_shows_it_to_all_again(onthouden: Register) -> None:
    assert fouten(trek_in(onthouden, VERBOD, oin=NVAO)) == []
    for oin in (*ZIEN, *NIET):
        assert fouten(vraag_licenties(onthouden, oin, licentiecode=L1)) == []


def test_who_has_no_bevoegd_gezag_is_the_bestuur_of_whose_aanbieder_rests_on_it(wereld: Register) -> None:
    """An institution outside the bekostigd onderwijs: no number leads to its bestuur."""
    instelling(wereld, "NRTO", "ERKENDE_ONDERWIJSINSTELLING", "NRTO0001")
    rust(wereld, "NRTO0001", "NRTO")
    sleutel = instellingsleutel("NRTO0001", "NRTO")
    van_branche = licentie(
        L3, PARTICULIER, instellingserkenning=sleutel, opleidingserkenning=opleidingsleutel(BRANCHE, "")
    )
    vergund(wereld, van_branche, maatregel(VERBOD, code=L3))
    for oin, ziet in ((HANZE, True), (CEDEO, True), (DUO, True), (NVAO, False), (BUUR, False), (VREEMD, False)):
        assert fouten(vraag_licenties(wereld, oin, licentiecode=L3)) == ([] if ziet else ["RS1501"])


def test_many_at_once_are_judged_in_a_constant_number_of_queries(wereld: Register) -> None:
    codes = [f"{nummer:08d}-aaaa-4bbb-8ccc-dddddddddddd" for nummer in range(30)]
    for code in codes[:10]:
        rij = _rij(wereld, code)
        voeg_in(wereld, model.licentie, **rij)
        voeg_in(wereld, model.licentiemaatregel, licentie=code, soort=VERBOD, begindatum=BEGIN)
    with wereld.lees() as session, opdrachten(wereld) as gezien:
        assert verborgen(session, context(VREEMD), codes) == set(codes[:10])
        aantal = len(gezien)
        assert verborgen(session, context(VREEMD), codes[:1]) == {codes[0]}
        assert len(gezien) == 2 * aantal
        assert verborgen(session, context(NVAO), codes) == verborgen(session, context(HANZE), codes) == frozenset()
        gezien.clear()
        assert verborgen(session, context(VREEMD), codes[10:]) == frozenset()
        assert len(gezien) == 1, "who reads is asked only where something is withheld"
        assert verborgen(session, context(VREEMD), ()) == frozenset()


def _rij(register: Register, code: str) -> dict[str, object]:
    """A copy of a licentie that the register may hold already, with a verbod."""
    with register.lees() as session:
        ids = session.execute(model.licentie.select().where(model.licentie.c.code == L1)).first()
    if ids is None:
        vergund(register)
        return _rij(register, code)
    return {**ids._mapping, "code": code, "met_verbod": True}


def test_a_page_passes_over_what_is_withheld_and_so_does_its_count(wereld: Register) -> None:
    codes = [f"{nummer:08d}-aaaa-4bbb-8ccc-dddddddddddd" for nummer in range(9)]
    for nummer, code in enumerate(codes):
        verbod = nummer % 3 == 0
        voeg_in(wereld, model.licentie, **_rij(wereld, code) | {"met_verbod": verbod})
        if verbod:
            voeg_in(wereld, model.licentiemaatregel, licentie=code, soort=VERBOD, begindatum=BEGIN)
    ziet = {VREEMD: [c for n, c in enumerate(codes) if n % 3], NVAO: codes}
    for oin, alle in ziet.items():
        gezien = []
        for pagina in range(6):
            uitslag = vraag_licenties(wereld, oin, opleidingserkenning=opleidingsleutel(), pagina=pagina, aantal=2)
            gezien += [een.velden for een in uitslag.gegevens["licentie"]]  # type: ignore[union-attr]
            paginering = uitslag.gegevens["paginering"].velden  # type: ignore[union-attr]
            assert paginering["aantalResultaten"] == len(alle) + 1
        assert len(gezien) == len(alle) + 1  # with L1, of which all are copies


def test_a_licentie_of_another_is_not_overwritten_by_who_cannot_see_it(onthouden: Register) -> None:
    anders = licentie(L1, PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, ""))
    assert fouten(lever(onthouden, anders, CEDEO)) == ["AUT401"]
    assert [een.velden["type"] for een in gelezen(onthouden, DUO, licentiecode=L1)] == ["HOONDERWIJSLICENTIE"]
