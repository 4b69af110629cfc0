"""The commands around BAG and KvK, against the stand-ins over HTTP."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from rio_soap.chain.failure import ChainFailure
from rio_soap.chain.ports import Adresvraag, Bagadres, Woonplaats
from rio_soap.cli import main
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.bevoegdheid.toekenningen import alle_toekenningen, trek_in
from rio_soap.register.database.model import onderwijslocatie
from rio_soap.setup import service, trial
from rio_soap.setup.chain import make_bag, make_handelsregister
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.setup.standins import as_environment, standins_beside
from rio_soap.setup.trial_run import empty
from tests import omgeving

Omgeving = dict[str, str]


def rio(omgeving_: Omgeving, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env=omgeving_)


def alles_goed(uit: Result) -> bool:
    """Whether there was something to check, in both registers, and all of it holds."""
    geteld = re.findall(r"(?:locaties|besturen): ([1-9]\d*) of \1 checked, 0 signals, 0 not judged\n", uit.output)
    return uit.exit_code == 0 and len(geteld) == 2


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("keten")
    omgeving.maak_sleutels(Settings(data_dir=map_))
    return map_ / "pki"


@pytest.fixture
def keten(tmp_path: Path, pki: Path) -> Iterator[Omgeving]:
    """A filled register and running stand-ins: the settings, as the trial environment prints them."""
    (tmp_path / "pki").symlink_to(pki)
    settings = Settings(data_dir=tmp_path)
    with standins_beside(settings) as ingesteld:
        omgeving.maak(ingesteld)
        regels = as_environment(ingesteld).replace("export ", "").splitlines()
        yield {naam: shlex.split(waarde)[0] for naam, _, waarde in (regel.partition("=") for regel in regels)}


def test_a_bestuur_is_tied_by_its_kvk_number(keten: Omgeving) -> None:
    uit = rio(keten, "bestuur", "koppel", "90000137", "--bestuur", "100B490")
    assert uit.exit_code == 0, uit.output
    assert "bestuur 100B490: KvK 90000137, RSIN 992660725" in uit.output
    assert "Stichting Voorbeeld Onderwijs (was: Stichting Hanzehogeschool Groningen)" in uit.output
    assert "from 20050901 until further" in uit.output
    weer = rio(keten, "bestuur", "koppel", "90000137")
    assert weer.exit_code == 0, weer.output
    assert "was:" not in weer.output


def test_an_ended_registration_is_tied_and_becomes_a_signal(keten: Omgeving) -> None:
    uit = rio(keten, "bestuur", "koppel", "90000358", "--bestuur", "107B213")
    assert uit.exit_code == 0, uit.output
    assert "signal KVK_BEEINDIGD: inschrijving 90000358 is geëindigd op 20130618" in uit.output
    assert "KVK_BEEINDIGD  organisatorische_eenheid 107B213" in rio(keten, "signaal", "lijst").output


@pytest.mark.parametrize(
    ("nummer", "melding"),
    [
        ("90009999", "is unknown: IPD0005"),
        ("90000021", "no legal person"),
        ("9", "allowed a KvK number of 8 digits"),
        ("90001117", "say which bestuur"),
    ],
)
def test_a_number_that_can_be_no_bestuur_is_refused_in_one_line(keten: Omgeving, nummer: str, melding: str) -> None:
    woorden = ["--bestuur", "107B213"] if nummer != "90001117" else []
    uit = rio(keten, "bestuur", "koppel", nummer, *woorden)
    assert uit.exit_code == 1
    assert melding in uit.output
    assert uit.output.startswith("Error: ")
    assert uit.output.count("\n") == 1


def test_the_nightly_check_lists_what_no_longer_holds_and_goes_on_where_it_was(keten: Omgeving) -> None:
    goed = rio(keten, "signaleer")
    assert "log of reading: 0 removed, kept 731 days\n" in goed.output
    assert goed.exit_code == 0, goed.output
    assert alles_goed(goed)
    with service.open_register(Settings(data_dir=Path(keten["RIO_DATA_DIR"]))) as register:
        waar = onderwijslocatie.c.code == "107X216"
        anders = sa.update(onderwijslocatie).where(waar).values(postcode="6982ZZ", huisnummer=70)
        register.schrijf(lambda session: session.execute(anders))
    opnieuw = rio(keten, "signaleer").output
    assert "locaties: 0 of 0 checked" in opnieuw
    assert re.search(r"kwaliteit: [1-9]\d* aangeboden opleidingen looked at, 0 signals new, 0 solved", opnieuw)
    uit = rio(keten, "signaleer", "--ouder-dan", "0")
    assert uit.exit_code == 0, uit.output
    assert "107X216  MTM001  BAG response levert meer dan 1 verblijfsobject bij een adres op (6982ZZ/70/)" in uit.output
    assert "107X216  BAGOBJECT  object 0014010010769000 heeft adres 6982ZZ 70 niet meer" in uit.output
    assert rio(keten, "signaal", "lijst").stdout.count("107X216") == 2


def test_the_nightly_check_says_what_could_not_be_judged(keten: Omgeving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rio_soap.service.signaleren.LANGSTE_PAUZE", 0.01)
    uit = rio({**keten, "RIO_BAG_URL": "http://127.0.0.1:9/bag", "RIO_KVK_URL": ""}, "signaleer")
    assert uit.exit_code == 1
    assert "107X215  not judged: BAG onbereikbaar" in uit.stderr
    assert re.search(r"locaties: 0 of [1-9]\d* checked", uit.output)


def test_the_clients_of_the_settings_work_together(keten: Omgeving) -> None:
    settings = Settings(
        data_dir=Path(keten["RIO_DATA_DIR"]),
        bag_url=keten["RIO_BAG_URL"],
        bag_opslag=keten["RIO_BAG_OPSLAG"],
    )
    bag = make_bag(settings, SystemClock())
    assert bag is not None
    assert isinstance(bag.adres(Adresvraag("9747AS", 17)), Bagadres)
    assert isinstance(bag.plaats("groningen"), Woonplaats)
    uit_proefopslag = Settings(data_dir=settings.data_dir, bag_url=settings.bag_url)
    zonder = make_bag(uit_proefopslag, SystemClock())
    assert zonder is not None
    assert isinstance(zonder.adres(Adresvraag("9747AS", 17)), Bagadres)
    with pytest.raises(ChainFailure, match="rio-soap laad bag"):
        zonder.plaats("Groningen")


def test_without_urls_there_are_no_registers(tmp_path: Path) -> None:
    kaal = Settings(data_dir=tmp_path)
    assert make_bag(kaal, SystemClock()) is None
    assert make_handelsregister(kaal, SystemClock()) is None
    uit = rio({"RIO_DATA_DIR": str(tmp_path)}, "bestuur", "koppel", "90000137")
    assert uit.exit_code == 1
    assert "RIO_KVK_URL" in uit.output


def test_without_urls_the_nightly_check_still_tells_whose_verbod_began_or_ended(tmp_path: Path) -> None:
    kaal = {"RIO_DATA_DIR": str(tmp_path)}
    assert rio(kaal, "init").exit_code == 0
    uit = rio(kaal, "signaleer")
    assert uit.exit_code == 0, uit.output
    assert uit.stdout.splitlines() == [
        "licenties: 0 of which a publicatieverbod began or ended",
        "log of reading: 0 removed, kept 731 days",
        "kwaliteit: 0 aangeboden opleidingen looked at, 0 signals new, 0 solved",
    ]
    assert "licenties: 0 of which a publicatieverbod began or ended\n" in uit.stdout
    assert "RIO_BAG_URL and RIO_KVK_URL are not set" in uit.stderr


@pytest.mark.parametrize(
    ("waarden", "melding"),
    [
        ({"bag_url": "ftp://x"}, "RIO_BAG_URL: found 'ftp://x', allowed"),
        ({"bag_url": "https://x", "bag_certificaat": "a.pem"}, "RIO_BAG_CERTIFICAAT and RIO_BAG_SLEUTEL"),
        ({"bag_url": "https://x", "bag_ca": "/weg.pem"}, r"RIO_BAG_\*"),
        ({"bag_url": "http://x", "bag_wsdl": "/weg.wsdl"}, r"RIO_BAG_\*"),
        ({"bag_url": "http://x", "bag_opslag": "/weg.db"}, "RIO_BAG_OPSLAG"),
        ({"kvk_url": "http://x"}, "RIO_KVK_ONDERTEKENAAR: not set"),
        ({"kvk_url": "http://x", "kvk_ondertekenaar": "/weg.pem"}, r"RIO_KVK_\*"),
    ],
)
def test_an_unusable_setting_is_told_before_anything_is_asked(tmp_path: Path, waarden: Omgeving, melding: str) -> None:
    settings = Settings(data_dir=tmp_path, **waarden)  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=melding):
        (make_bag if settings.bag_url else make_handelsregister)(settings, SystemClock())


@pytest.mark.parametrize("waarde", ["nul", "0", "nan", "1e9"])
def test_a_rate_that_is_no_rate_is_refused(tmp_path: Path, waarde: str) -> None:
    uit = rio({"RIO_DATA_DIR": str(tmp_path), "RIO_BAG_PER_SECONDE": waarde}, "signaleer")
    assert uit.exit_code == 1
    assert "RIO_BAG_PER_SECONDE: found" in uit.output


def test_an_extract_is_loaded_and_stays_through_a_new_trial(tmp_path: Path, gedeeld: Path) -> None:
    omgeving_ = {"RIO_DATA_DIR": str(tmp_path / "d")}
    extract = str(gedeeld / "examples" / "bag" / "extract" / "lvbag-extract-mini.zip")
    uit = rio(omgeving_, "laad", "bag", extract)
    assert uit.exit_code == 0, uit.output
    assert "8 woonplaats" in uit.output
    settings = Settings(data_dir=tmp_path / "d")
    empty(settings.data_dir)
    assert settings.bagbestand.is_file()
    trial.make_pki(settings)
    with standins_beside(settings) as ingesteld:
        bag = make_bag(ingesteld, SystemClock())
        assert bag is not None
        assert isinstance(bag.adres(Adresvraag("9405BJ", 1)), Bagadres)


def test_what_is_no_extract_is_refused_and_leaves_the_old_store(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<a/>")
    (tmp_path / "bag.db").write_text("oud")
    uit = rio({"RIO_DATA_DIR": str(tmp_path)}, "laad", "bag", str(tmp_path / "x.xml"))
    assert uit.exit_code == 1
    assert "no objects of a BAG extract" in uit.output
    assert (tmp_path / "bag.db").read_text() == "oud"


def test_the_stand_ins_serve_by_themselves_with_the_settings_to_use_them(tmp_path: Path, pki: Path) -> None:
    (tmp_path / "pki").symlink_to(pki)
    omgeving_ = {**os.environ, "RIO_DATA_DIR": str(tmp_path)}
    opdracht = [sys.executable, "-c", "from rio_soap.cli import main; main()", "keten-proef", "--port", "0"]
    with subprocess.Popen(opdracht, env=omgeving_, stdout=subprocess.PIPE, text=True) as proces:
        assert proces.stdout is not None
        try:
            regels = [proces.stdout.readline().removeprefix("export ").strip() for _ in range(6)]
            gezet = {naam: shlex.split(waarde)[0] for naam, _, waarde in (regel.partition("=") for regel in regels)}
            with service.open_register(Settings(data_dir=tmp_path)) as register:
                trial.fill(register, Settings(data_dir=tmp_path))
            assert alles_goed(rio(gezet, "signaleer"))
            assert rio(gezet, "bestuur", "koppel", "90000137", "--bestuur", "100B490").exit_code == 0
        finally:
            proces.send_signal(signal.SIGTERM)
        assert proces.wait(10) == 0


def test_the_published_contracts_can_stand_in_place_of_ours(keten: Omgeving, gedeeld: Path) -> None:
    contract = gedeeld / "contract"
    anders = {
        **keten,
        "RIO_BAG_WSDL": str(contract / "bag" / "BagvsRaadplegenDatumADO-1.3.wsdl"),
        "RIO_KVK_WSDL": str(contract / "kvk" / "KVK-KvKDataservice.local.wsdl"),
    }
    assert alles_goed(rio(anders, "signaleer"))
    assert rio(anders, "bestuur", "koppel", "90000137", "--bestuur", "100B490").exit_code == 0


def test_kvk_answers_only_whom_it_knows(keten: Omgeving, tmp_path: Path) -> None:
    vreemd = {
        "RIO_KVK_CERTIFICAAT": str(tmp_path / "pki/klant.pem"),
        "RIO_KVK_SLEUTEL": str(tmp_path / "pki/klant.key"),
    }
    uit = rio({**keten, **vreemd}, "bestuur", "koppel", "90000137", "--bestuur", "100B490")
    assert uit.exit_code == 1
    assert "(RIO_KVK_URL): KvK " in uit.output
    assert "STANDIN-004" in uit.output


def test_trial_data_loaded_again_give_no_role_that_was_withdrawn(tmp_path: Path, pki: Path) -> None:
    (tmp_path / "pki").symlink_to(pki)
    settings = Settings(data_dir=tmp_path)
    with service.open_register(settings) as register:
        trial.fill(register, settings)
        oin, rol, bereik = trial.ROLES[0]
        assert register.schrijf(lambda session: trek_in(session, oin, rol, bereik, SystemClock().nu())) == 1
        with register.lees() as session:
            voor = alle_toekenningen(session)
        trial.fill(register, settings)
        with register.lees() as session:
            assert alle_toekenningen(session) == voor
