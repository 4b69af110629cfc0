"""An institution that is held by another has a way out: the operator removes or ends what holds it, for the record."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.logboek.berichtenlog import uitgepakt
from rio_soap.register.wijzigingen import raadplegingen as raadplegingen_wijzigingen
from rio_soap.service import ingreep
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from tests import omgeving
from tests.register.conftest import Leegmaken, leeg_schema, leegmaken  # noqa: F401  # fixtures
from tests.register.hulp import (
    BEGIN,
    BUUR,
    NU,
    context,
    eenheid,
    fouten,
    lever,
    nieuw,
    ontkoppel,
    relateer,
    relatie,
    verwijder,
    vraag,
    zet_eenheid,
)
from tests.register.hulp_aanbod import CODE, aanbod, aanvaard, inhoud, trek_in
from tests.register.hulp_organisatie import (
    BUURBESTUUR,
    aanbieder,
    gebruik,
    gebruik_locatie,
    juridisch,
    voeg_besturen_toe,
)
from tests.register.hulp_organisatie import lever as lever_school
from tests.register.kern import laad_kern

REDEN = "Buur houdt onze opleiding vast, brief 2026-12"
EINDE = date(2027, 9, 1)
GROOT = CODE.upper()


@dataclass
class Wereld:
    """Two institutions: A has a unit, B offers it at its own school.

    :param code: unit of A.
    :param school: onderwijsaanbieder of B.
    """

    register: Register
    omgeving: dict[str, str]
    code: str
    school: str

    def rio(self, *woorden: str) -> Result:
        return CliRunner().invoke(main, list(woorden), env=self.omgeving)

    def ingreep(self, *woorden: str, reden: str = REDEN) -> Result:
        return self.rio("ingreep", *woorden, "--reden", reden)

    def alles(self) -> dict[str, Any]:
        """What stands, without log and chain."""
        eigen = ("berichtenlog", "schakel", "eenmalig", "mutatiegrens", "mutatie")
        return {naam: rijen for naam, rijen in inhoud(self.register).items() if naam not in eigen}

    def feed(self) -> list[tuple[str, str]]:
        """Changed offers of B's school."""
        uitslag = vraag(
            self.register,
            raadplegingen_wijzigingen.opvragen_gewijzigde_aangeboden_opleidingen,
            onderwijsaanbiederCode=self.school,
            peildatumtijdMutaties=NU - timedelta(days=1),
            pagina=0,
        )
        objecten: Any = uitslag.gegevens["gewijzigde_AangebodenOpleiding"]
        return [(o.velden["aangebodenOpleidingCode"], o.velden["soortWijziging"]) for o in objecten]


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("sleutels")
    omgeving.maak_sleutels(Settings(data_dir=map_))
    return map_ / "pki"


@pytest.fixture
def wereld(leegmaken: Leegmaken, tmp_path: Path, pki: Path) -> Iterator[Wereld]:  # noqa: F811
    (tmp_path / "pki").symlink_to(pki)
    url = leegmaken(tmp_path)
    with Register(maak_engine(url)) as register:
        register.schrijf(laad_kern)
        voeg_besturen_toe(register)
        buurschool = aanbieder(begin=BEGIN, relaties=[juridisch("26ZZ", BEGIN)])
        school = str(
            lever_school(register, buurschool, context(BUUR), bestuur=BUURBESTUUR).gegevens["onderwijsaanbiedercode"]
        )
        omgeving = {"RIO_DATA_DIR": str(tmp_path), "RIO_DATABASE_URL": url}
        yield Wereld(register, omgeving, nieuw(register), school)


def bied_aan(w: Wereld, **anders: Any) -> None:
    """B offers the unit of A."""
    velden = {"code": GROOT, "eenheid": w.code, "einde": None, "onderwijsaanbiedercode": w.school, **anders}
    aanvaard(w.register, aanbod(**{"onderwijslocatiecode": "107X215", **velden}), context(BUUR))


def vast(w: Wereld) -> None:
    """A can neither end nor remove its unit, nor remove the offer: the state that this is about."""
    assert fouten(lever(w.register, eenheid(code=w.code, einde=EINDE))) == ["P01410"]
    assert fouten(verwijder(w.register, w.code)) == ["P01810"]
    assert fouten(trek_in(w.register, CODE)) == ["AUT401"]


def test_the_owner_of_a_unit_is_free_again_when_the_operator_removes_the_offer(wereld: Wereld) -> None:
    """Shown first, done then, once; B sees it in its feed, and the log and its chain hold it with the reason."""
    bied_aan(wereld)
    vast(wereld)
    voor = wereld.alles()
    getoond = wereld.ingreep("verwijder", "aangebodenOpleiding", CODE)
    assert getoond.exit_code == 0, getoond.output
    assert "VERDWIJNT" in getoond.output
    assert GROOT in getoond.output
    assert wereld.alles() == voor, "only shown"
    assert wereld.rio("ingreep", "lijst").output == ""

    gedaan = wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren")
    assert gedaan.exit_code == 0, gedaan.output
    assert gedaan.output.startswith("done: verwijderen_aangebodenOpleiding, in the log as ")
    assert wereld.feed() == [(GROOT, "V")]
    assert verwijder(wereld.register, wereld.code).goedgekeurd

    weer = wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren")
    assert (weer.exit_code, weer.output) == (0, f"nothing to do: aangebodenOpleiding {CODE} is gone\n")
    (regel,) = wereld.rio("ingreep", "lijst").output.splitlines()
    assert f"verwijderen_aangebodenOpleiding {GROOT}  gedaan  {REDEN}" in regel


def test_log_chain_and_evidence_hold_what_was_done_and_why(wereld: Wereld, tmp_path: Path) -> None:
    bied_aan(wereld)
    gedaan = wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren")
    kenmerk = gedaan.output.split()[-1]
    with service.open_register(Settings(data_dir=tmp_path, database_url=wereld.omgeving["RIO_DATABASE_URL"])):
        pass  # seals what is open
    ketting = wereld.rio("logboek", "controleer")
    assert ketting.exit_code == 0, ketting.output
    assert "1 schakels, 0 bevindingen" in ketting.output
    uit = wereld.rio("bewijs", kenmerk, "--uit", str(tmp_path / "b.json"))
    assert uit.exit_code == 0, uit.output
    bewijs = (tmp_path / "b.json").read_text("utf-8")
    assert json.loads(bewijs)
    assert "verwijderen_aangebodenOpleiding" in wereld.rio("controleer", str(tmp_path / "b.json")).output
    with wereld.register.lees() as session:
        rij = session.execute(sa.select(model.berichtenlog)).one()
        (gelezen,) = ingreep.lijst(session, rij.oin)
    assert rij.goedgekeurd
    assert rij.oin == Settings().oin, "the service itself, not the institution whose object it was"
    assert (gelezen.reden, gelezen.sleutel) == (REDEN, GROOT)


def test_the_reason_is_signed(wereld: Wereld, tmp_path: Path) -> None:
    """Changed in the log, the message does not verify any more."""
    bied_aan(wereld)
    assert wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren").exit_code == 0
    with wereld.register.lees() as session:
        verzoek, _ = uitgepakt(session.execute(sa.select(model.berichtenlog)).mappings().one())
    assert REDEN.encode() in verzoek
    for naam, data in (("goed", verzoek), ("anders", verzoek.replace(b"Buur", b"Niemand"))):
        (tmp_path / f"{naam}.xml").write_bytes(data)
        rapport = wereld.rio("controleer", str(tmp_path / f"{naam}.xml"), "--formaat", "json", "--op", "created")
        (gelezen,) = json.loads(rapport.output)
        delen = {o["deel"]: o["stand"] for o in gelezen["onderdelen"]}
        causes = {m["oorzaak"] for m in gelezen["meldingen"] if m["deel"] == "ondertekening"}
        assert ("digest" in " ".join(causes)) is (naam == "anders"), (causes, delen)


def test_the_operator_can_give_the_offer_an_end_instead(wereld: Wereld) -> None:
    """Milder than removal: the offer stays until that day, and so can the unit of A."""
    bied_aan(wereld, aangebodenOpleidingCohort=[])
    for poging, uitkomst in ((1, "done: aanleveren_aangebodenOpleiding"), (2, "nothing to do")):
        uit = wereld.ingreep("beeindig", "aangebodenOpleiding", CODE, "--per", "2027-09-01", "--uitvoeren")
        assert uit.exit_code == 0, (poging, uit.output)
        assert uit.output.startswith(uitkomst)
    assert wereld.feed() == [(GROOT, "T")]
    assert fouten(lever(wereld.register, eenheid(code=wereld.code, einde=EINDE))) == []
    with wereld.register.lees() as session:
        rij = session.execute(sa.select(model.aangeboden_opleiding)).one()
    assert (rij.einddatum, rij.stand.velden["aangebodenOpleidingCode"]) == (EINDE, GROOT)


def test_an_end_that_a_rule_forbids_is_refused_and_changes_nothing(wereld: Wereld) -> None:
    """The rules of a delivery hold for the operator too: only whose the object is is not asked."""
    bied_aan(wereld)
    voor = wereld.alles()
    for uitvoeren in ((), ("--uitvoeren",)):
        uit = wereld.ingreep("beeindig", "aangebodenOpleiding", CODE, "--per", BEGIN.isoformat(), *uitvoeren)
        assert uit.exit_code == 1
        assert "N09010" in uit.output
    assert wereld.alles() == voor


def test_a_unit_that_others_refer_to_is_not_removed_by_the_operator_either(wereld: Wereld) -> None:
    bied_aan(wereld)
    uit = wereld.ingreep("verwijder", "opleidingseenheid", wereld.code, "--uitvoeren")
    assert uit.exit_code == 1
    assert "P01810" in uit.output


def test_a_relation_of_another_can_be_removed_and_ended(wereld: Wereld) -> None:
    """B relates its variant to the unit of A. A can undo that itself, and so can the operator for both."""
    variant = nieuw(wereld.register, eenheid(variant="VARIANT"), context(BUUR))
    samen = relatie(variant, wereld.code)
    assert relateer(wereld.register, samen, context(BUUR)).goedgekeurd
    assert fouten(verwijder(wereld.register, wereld.code)) == ["P01810"]
    assert ontkoppel(wereld.register, variant, wereld.code).goedgekeurd, "by A itself"
    assert relateer(wereld.register, samen, context(BUUR)).goedgekeurd
    sleutel = ("opleidingsrelatie", wereld.code, variant, BEGIN.isoformat())
    assert wereld.ingreep("beeindig", *sleutel, "--per", "2027-09-01", "--uitvoeren").exit_code == 0
    assert lever(wereld.register, eenheid(code=wereld.code, einde=EINDE)).goedgekeurd
    assert wereld.ingreep("verwijder", *sleutel, "--uitvoeren").exit_code == 0
    assert wereld.ingreep("verwijder", *sleutel, "--uitvoeren").output.startswith("nothing to do")
    assert verwijder(wereld.register, wereld.code).goedgekeurd


def test_the_use_of_a_place_and_a_school_can_be_ended_and_removed(wereld: Wereld) -> None:
    buur = gebruik("107X216", bestuur=BUURBESTUUR, begin=BEGIN)
    assert gebruik_locatie(wereld.register, buur, context(BUUR)).goedgekeurd
    for sleutel in (("onderwijslocatiegebruik", BUURBESTUUR, "107X216"), ("onderwijsaanbieder", wereld.school)):
        einde = wereld.ingreep("beeindig", *sleutel, "--per", "2027-09-01", "--uitvoeren")
        if sleutel[0] == "onderwijsaanbieder":  # its juridischeRelatie must lie within it
            assert einde.exit_code == 1
            assert "J06410" in einde.output
        else:
            assert einde.exit_code == 0, einde.output
        weg = wereld.ingreep("verwijder", *sleutel, "--uitvoeren")
        assert weg.exit_code == 0, weg.output
    with wereld.register.lees() as session:
        m = model.mutatie.c
        soorten = session.execute(sa.select(m.sleutel, m.soort).order_by(m.volgnummer)).all()[-4:]
    assert [tuple(rij) for rij in soorten] == [
        (f"{BUURBESTUUR}/107X216", "W"),
        (f"{BUURBESTUUR}/107X216", "V"),
        (f"{BUURBESTUUR}/{wereld.school}/HIERARCHISCH/{BEGIN.isoformat()}", "V"),
        (wereld.school, "V"),
    ]


def test_an_institution_that_is_gone_holds_nobody(wereld: Wereld) -> None:
    """No OIN acts for a bestuur that has ended, so that nobody could remove its offers any more."""
    bied_aan(wereld)
    bestuur = model.organisatorische_eenheid
    wereld.register.schrijf(
        lambda session: session.execute(
            sa.update(bestuur).where(bestuur.c.code == BUURBESTUUR).values(einddatum=date(2026, 1, 1))
        )
    )
    assert wereld.ingreep("verwijder", "aangebodenOpleiding", GROOT, "--uitvoeren").exit_code == 0
    assert verwijder(wereld.register, wereld.code).goedgekeurd


def test_what_was_approved_meanwhile_is_not_overwritten(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    """B delivers between the look and the transaction: the operator looks again, and B's delivery stands."""
    bied_aan(wereld, aangebodenOpleidingCohort=[])
    echt = ingreep.voer_uit

    def intussen(*argumenten: Any) -> Any:
        bied_aan(wereld, aangebodenOpleidingCohort=[], onderwijslocatiecode="107X216")
        return echt(*argumenten)

    monkeypatch.setattr(ingreep, "voer_uit", intussen)
    uit = wereld.ingreep("beeindig", "aangebodenOpleiding", CODE, "--per", "2027-09-01", "--uitvoeren")
    assert uit.exit_code == 3
    assert "changed meanwhile" in uit.output
    with wereld.register.lees() as session:
        rij = session.execute(sa.select(model.aangeboden_opleiding)).one()
    assert (rij.einddatum, rij.locatie) == (None, "107X216")
    assert wereld.rio("ingreep", "lijst").output == ""


@pytest.mark.parametrize(
    ("woorden", "zegt"),
    [
        (("verwijder", "aangebodenOpleiding", "a", "b"), "goes by aangebodenOpleidingCode"),
        (("verwijder", "opleidingsrelatie", "1010O6466"), "goes by opleidingseenheidcode"),
        (("verwijder", "opleidingsrelatie", "1010O6466", "1010O3664", "gisteren"), "no date"),
        (("verwijder", "onderwijsbestuur", "100B490"), "Invalid value"),
        (("beeindig", "aangebodenOpleiding", CODE, "--per", "2027-09-01"), "is not in the register"),
        (("beeindig", "aangebodenOpleiding", CODE, "--per", "1-9-2027"), "does not match"),
    ],
)
def test_unusable_input_is_named(wereld: Wereld, woorden: tuple[str, ...], zegt: str) -> None:
    uit = wereld.ingreep(*woorden)
    assert uit.exit_code == 2
    assert zegt in uit.output


def test_it_goes_by_the_letter_of_the_profile_too(wereld: Wereld) -> None:
    bied_aan(wereld)
    wereld.omgeving["RIO_PROFIEL"] = "streng"
    uit = wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren")
    assert uit.exit_code == 0, uit.output


@pytest.mark.parametrize("reden", ["", "  ", "x" * 501, "twee\nregels", "bel\a"])
def test_there_is_no_intervention_without_a_reason(wereld: Wereld, reden: str) -> None:
    bied_aan(wereld)
    uit = wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren", reden=reden)
    assert uit.exit_code == 2
    assert "1 to 500 characters" in uit.output
    assert wereld.rio("ingreep", "lijst").output == ""


def test_a_reason_may_hold_any_character_and_stays_what_it_is(wereld: Wereld) -> None:
    bied_aan(wereld)
    reden = "<reden> & \"é\" 'ü' ]]> " + "x" * 470
    assert wereld.ingreep("verwijder", "aangebodenOpleiding", CODE, "--uitvoeren", reden=reden).exit_code == 0
    assert wereld.rio("ingreep", "lijst").output.rstrip("\n").endswith(reden)


def test_nobody_else_acts_for_whatever_owner(wereld: Wereld) -> None:
    """It is a matter of the command: a message in the name of the service gains nothing from outside."""
    bied_aan(wereld)
    assert fouten(trek_in(wereld.register, CODE, context(Settings().oin))) == ["AUT401"]


def test_a_unit_that_no_message_can_hold_is_not_ended(wereld: Wereld) -> None:
    mbo = Gegeven("mboKwalificatie", {"begindatum": BEGIN, "opleidingseenheidPeriode": []})
    zet_eenheid(wereld.register, "2500O0001", mbo, None, "SBB")
    uit = wereld.ingreep("beeindig", "opleidingseenheid", "2500O0001", "--per", "2027-09-01")
    assert uit.exit_code == 2
    assert "mboKwalificatie" in uit.output
