"""What search holds is at every moment what making it anew would give, whatever wrote."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.organisatie.handelsregister import Registratie, koppel
from rio_soap.register.proefdata.proef import PROEFSET, laad_proef
from rio_soap.register.regels.standtekst import naar_json
from rio_soap.register.zoeken.bijhouden import werk_bij, werk_bij_rijen
from rio_soap.register.zoeken.herbouw import herbouw
from rio_soap.register.zoeken.zoekbeeld import GEMEENTE, PLAATS
from rio_soap.register.zoeken.zoeksectoren import herbouw_sectoren
from tests.register.conftest import Leegmaken
from tests.register.hulp import NU
from tests.register.opendata.hulp import laad
from tests.register.test_wereld import leeg_de_kern, leveraar
from tests.register.wereld import Wereld

WIJZIGINGEN = 120


def gehouden(register: Register) -> dict[str, set[tuple[Any, ...]]]:
    """All that search holds, without ids; words only those that something bears."""
    o, n, g, u = model.zoekobject.c, model.zoeknaam.c, model.zoekgegeven.c, model.opleidingsnaam.c
    vragen = {
        "object": sa.select(o.objecttype, o.sleutel, o.erkenning, o.begindatum, o.einddatum),
        "naam": sa.select(o.sleutel, n.soort, n.begindatum, n.tekst, n.weergave).join(model.zoeknaam, n.object == o.id),
        "gegeven": sa.select(
            o.sleutel, *(g[naam] for naam in ("soort", "tekst", "begindatum", "einddatum", "weergave"))
        ).join(model.zoekgegeven, g.object == o.id),
        "opleiding": sa.select(u.code, u.eigen, u.begindatum, u.einddatum, u.tekst),
    }
    with register.lees() as session:
        return {wat: {tuple(rij) for rij in session.execute(vraag)} for wat, vraag in vragen.items()}


def woorden(register: Register) -> tuple[set[str], set[tuple[str, str]]]:
    with register.lees() as session:
        trigrammen = {tuple(rij) for rij in session.execute(sa.select(model.zoektrigram))}
        return set(session.execute(sa.select(model.zoekwoord.c.woord)).scalars()), trigrammen


def sectoren(register: Register) -> set[tuple[Any, ...]]:
    with register.lees() as session:
        return {tuple(rij) for rij in session.execute(sa.select(model.zoeksector))}


def is_gelijk_aan_herbouwd(register: Register) -> None:
    """Holds what there is against a rebuild; of words and sectors some more may be there."""
    was, (woord, trigram), sector = gehouden(register), woorden(register), sectoren(register)
    herbouw(register.schrijf)
    assert herbouw_sectoren(register.schrijf) == len(sectoren(register))
    assert sectoren(register) <= sector
    assert gehouden(register) == was
    nu_woord, nu_trigram = woorden(register)
    assert nu_woord <= woord
    assert nu_trigram <= trigram


@pytest.fixture
def kaal(leegmaken: Leegmaken, tmp_path: Path) -> Iterator[Register]:
    with Register(maak_engine(leegmaken(tmp_path))) as register:
        leeg_de_kern(register)
        yield register


def test_random_deliveries_leave_what_a_rebuild_gives(kaal: Register) -> None:
    """New, changed, ended and removed objects of every kind that V4 delivers."""
    herbouw(kaal.schrijf)
    toeval = random.Random(7)
    wereld = Wereld(leveraar(kaal))
    for _ in range(WIJZIGINGEN):
        wereld.wijzig(lambda mogelijk: toeval.choice(list(mogelijk)))
    assert {len(rijen) > 3 for rijen in gehouden(kaal).values()} == {True}
    is_gelijk_aan_herbouwd(kaal)


def test_a_load_leaves_what_a_rebuild_gives_and_so_does_the_trial_set(leeg: Register) -> None:
    """From files with and without mutaties, and the units of the trial set that no file can say."""
    laad(leeg, PROEFSET)  # type: ignore[arg-type]
    is_gelijk_aan_herbouwd(leeg)
    leeg.schrijf(laad_proef)
    assert ("1010O6466", False, date(2016, 12, 15), None, "ot") in gehouden(leeg)["opleiding"]
    is_gelijk_aan_herbouwd(leeg)


def test_a_unit_moves_with_the_erkenning_that_it_rests_on(leeg: Register) -> None:
    """Its places are those of the erkenning, as long as it rests on it; the bestuur has those of its bevoegd gezag."""
    leeg.schrijf(laad_proef)
    tabel = model.instellingserkenning
    for code, soort, gevolgd in (
        ("25BE", "ERKENDE_ONDERWIJSINSTELLING", "110A133"),
        ("40169", "BEVOEGD_GEZAG", "100B490"),
    ):
        adres = Gegeven("binnenlandsAdres", {"postcode": "1234AB", "plaatsnaam": "ÉÉN-DORP", "gemeentenaam": "Dorp"})
        velden = {"begindatum": date(2020, 1, 1), "binnenlandsAdres": adres}
        stand = Gegeven("x", {"formeelInstellingsadres": [Gegeven("formeelInstellingsadres", velden)]})

        def taak(session: Any, code: str = code, soort: str = soort, stand: Gegeven = stand) -> None:
            session.execute(sa.update(tabel).where(tabel.c.code == code).values(stand=stand))
            werk_bij_rijen(session, tabel, [{"erkenner": "OCW", "soort": soort, "code": code}])

        leeg.schrijf(taak)
        plaatsen = {rij[1:3] for rij in gehouden(leeg)["gegeven"] if rij[0] == gevolgd and rij[1] in (PLAATS, GEMEENTE)}
        assert plaatsen == {(PLAATS, "een dorp"), (GEMEENTE, "dorp")}
    is_gelijk_aan_herbouwd(leeg)


def test_what_the_handelsregister_says_is_found(register: Register) -> None:
    gegevens = dict.fromkeys(Registratie.__dataclass_fields__)
    registratie = Registratie(
        **{**gegevens, "kvk_nummer": "87654321", "naam": "Ánders", "rechtsvorm": "ST", "rechtsvorm_omschrijving": "x"}
    )  # type: ignore[arg-type]

    def taak(session: Any) -> None:
        koppel(session, registratie, "100B490", NU, NU.date())
        werk_bij(session)

    register.schrijf(taak)
    rijen = gehouden(register)
    assert ("100B490", "KVK", "87654321", date(1986, 8, 1), None, None) in rijen["gegeven"]
    assert ("100B490", "NAAM", NU.date(), "anders", "Ánders") in rijen["naam"]


def test_a_stand_that_cannot_be_read_leaves_the_object_without_names(leeg: Register) -> None:
    rij = {"code": "100B001", "soort": "BESTUUR", "begindatum": date(2020, 1, 1), "stand": '{"g":"x","v":[["onderwijs'}
    heel = naar_json(Gegeven("x", {"opleidingseenheidPeriode": [Gegeven("y", {"begindatum": date(2020, 1, 1)})]}))
    eenheid = {"code": "1000O0001", "specialisatie": "hoOpleiding", "herkomst": "OCW", "begindatum": date(2020, 1, 1)}

    def taak(session: Any) -> None:
        session.execute(sa.insert(model.organisatorische_eenheid), rij)
        for nummer, stand in enumerate(('{"g":"x","v":[["naamLang","z"],["opleidingseenheidPeriode",[', heel, "")):
            session.execute(
                sa.insert(model.opleidingseenheid), {**eenheid, "code": f"1000O000{nummer}", "stand": stand}
            )

    leeg.schrijf(taak)
    herbouw(leeg.schrijf)
    rijen = gehouden(leeg)
    assert [rij[1] for rij in rijen["object"]] == ["100B001"]
    assert rijen["naam"] == rijen["opleiding"] == set()
