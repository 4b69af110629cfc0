"""The small parts of a service: keys, files, health, TLS, stand-ins, the trial."""

import errno
import shlex
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.setup import file_errors, health, keys, standins, tls_context, trial, trial_run
from rio_soap.setup.settings import Settings, SettingsError


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """With keys of a trial."""
    made = Settings(data_dir=tmp_path_factory.mktemp("proef"))
    trial.make_pki(made)
    return made


def test_the_key_pair_of_the_settings_is_loaded_and_one_that_is_not_there_is_told(
    settings: Settings, tmp_path: Path
) -> None:
    assert keys.load_key_pair(settings).der == keys.certificate_der(settings.certificaatbestand)
    with pytest.raises(SettingsError, match="no such file; run rio-soap init, or set RIO_CERTIFICAAT and RIO_SLEUTEL"):
        keys.load_key_pair(Settings(data_dir=tmp_path))


def test_a_key_that_belongs_to_another_certificate_is_told(settings: Settings) -> None:
    pki = settings.data_dir / "pki"
    mixed = Settings(certificaat=str(pki / "dienst.pem"), sleutel=str(pki / "klant.key"))
    with pytest.raises(SettingsError):
        keys.load_key_pair(mixed)


def test_a_party_has_a_certificate_that_names_an_oin(settings: Settings, tmp_path: Path) -> None:
    pki = settings.data_dir / "pki"
    assert keys.party_certificate(pki / "klant.pem") == trial.client_key(settings).der
    (tmp_path / "tekst.pem").write_text("geen certificaat")
    for path in (pki / "ca.pem", tmp_path / "tekst.pem", tmp_path / "geen.pem"):
        with pytest.raises(SettingsError, match=path.name):
            keys.party_certificate(path)


def test_a_bewijs_is_of_the_service_that_was_named_or_else_of_our_own(settings: Settings, tmp_path: Path) -> None:
    pki = settings.data_dir / "pki"
    own = keys.service_certificates(settings, ())
    assert (own.genoemd, own.ders) == (False, {keys.load_key_pair(settings).der})
    named = keys.service_certificates(settings, (pki / "klant.pem", pki / "ca.pem"))
    assert named.genoemd
    assert len(named.ders) == 2
    nobody = keys.service_certificates(Settings(data_dir=tmp_path), ())
    assert (nobody.genoemd, nobody.ders) == (False, frozenset())
    with pytest.raises(SettingsError, match=r"klant\.key"):
        keys.service_certificates(settings, (pki / "klant.key",))


def test_what_is_wrong_with_a_file_is_told_with_what_helps() -> None:
    told = file_errors.explain(OSError(errno.EACCES, "Permission denied", "/x/rio.db"))
    assert told.startswith("/x/rio.db: Permission denied; give this user the right")
    assert file_errors.explain(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert file_errors.explain(OSError("anders")) == "anders"


class Register:
    """A register that answers, fails, or never answers."""

    def __init__(self) -> None:
        self.asked = 0
        self.fails = False
        self.held = threading.Event()
        self.held.set()

    @contextmanager
    def lees(self) -> Iterator["Register"]:
        self.asked += 1
        self.held.wait(10)
        if self.fails:
            raise sa.exc.OperationalError("", None, Exception("gone"))
        yield self

    def execute(self, _: object) -> "Register":
        return self

    def scalar_one(self) -> int:
        return 1


def test_health_is_asked_anew_while_it_is_well_and_believed_for_a_moment_when_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = Register()
    healthy = health.Health(register)  # type: ignore[arg-type]
    assert [healthy(), healthy()] == [True, True]
    assert register.asked == 2
    register.fails = True
    assert [healthy(), healthy(), healthy()] == [False, False, False]
    assert register.asked == 3
    register.fails = False
    monkeypatch.setattr(health, "ILL", 0.0)
    healthy._ill_until = 0.0
    assert healthy()


def test_one_question_that_never_ends_holds_one_thread_and_the_others_hear_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    register = Register()
    register.held.clear()
    healthy = health.Health(register)  # type: ignore[arg-type]
    first = threading.Thread(target=healthy)
    first.start()
    while not register.asked:
        time.sleep(0.01)
    begin = time.monotonic()
    assert [healthy() for _ in range(5)] == [False] * 5
    assert time.monotonic() - begin < 1.0
    assert register.asked == 1
    register.held.set()
    first.join(10)


def test_our_own_tls_asks_for_a_certificate_and_resumes_no_session(settings: Settings) -> None:
    pki = settings.data_dir / "pki"
    context = tls_context.server_context(pki / "dienst.pem", pki / "dienst.key", pki / "ca.pem")
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.num_tickets == 0
    assert context.options & ssl.OP_NO_TICKET
    for cipher in context.get_ciphers():
        assert "TLSv1.3" in cipher["protocol"] or cipher["name"].startswith("ECDHE-"), cipher["name"]


def test_tls_that_ends_elsewhere_or_nowhere_needs_no_context() -> None:
    assert tls_context.make_tls_context(Settings(tls="geen")) is None
    assert tls_context.make_tls_context(Settings(tls="proxy")) is None


def test_a_file_of_tls_that_cannot_be_used_is_named(settings: Settings, tmp_path: Path) -> None:
    pki = settings.data_dir / "pki"
    with pytest.raises(SettingsError, match=r"geen\.pem: no such file"):
        tls_context.server_context(tmp_path / "geen.pem", pki / "dienst.key", pki / "ca.pem")
    (tmp_path / "tekst.pem").write_text("x")
    with pytest.raises(SettingsError, match=r"TLS: .*tekst\.pem"):
        tls_context.server_context(tmp_path / "tekst.pem", pki / "dienst.key", pki / "ca.pem")
    with pytest.raises(SettingsError, match="TLS: "):
        tls_context.server_context(pki / "dienst.pem", pki / "klant.key", pki / "ca.pem")


def test_settings_of_stand_ins_are_what_a_shell_takes_without_a_password() -> None:
    told = standins.as_environment(
        Settings(data_dir=Path("/a b"), bag_url="http://wie:geheim-woord@host/bag", kvk_url="http://host/kvk")
    )
    words = shlex.split(told)
    assert "RIO_DATA_DIR=/a b" in words
    assert "RIO_KVK_URL=http://host/kvk" in words
    assert "geheim-woord" not in told
    assert "RIO_BAG_URL" not in told


def test_a_register_that_the_settings_name_is_not_replaced_by_a_stand_in(tmp_path: Path) -> None:
    named = Settings(data_dir=tmp_path, bag_url="http://echt/bag", kvk_url="http://echt/kvk")
    assert standins._with_standins(named, "http://proef", tmp_path / "bag.db") == named
    used = standins._with_standins(Settings(data_dir=tmp_path), "http://proef", tmp_path / "bag.db")
    assert (used.bag_url, used.kvk_url, used.kvk_omgeving) == ("http://proef/bag", "http://proef/kvk", "test")


def test_keys_of_a_trial_are_made_once(settings: Settings) -> None:
    assert trial.has_pki(settings)
    before = (settings.data_dir / "pki" / "klant.key").read_bytes()
    trial.make_pki(settings)
    assert (settings.data_dir / "pki" / "klant.key").read_bytes() == before
    assert not trial.has_pki(Settings(data_dir=settings.data_dir / "anders"))


def test_a_request_of_a_trial_is_signed_for_the_institution_and_new_each_time(settings: Settings) -> None:
    inhoud = {"opleidingseenheidcode": "1010O6466"}
    made = {
        trial.signed_request(
            "opvragen_opleidingseenheid",
            dict(inhoud),  # type: ignore[arg-type]
            trial.client_key(settings),
            SystemClock(),
            oin=trial.OIN_HANZE,
            ontvanger=settings.oin,
        )
        for _ in range(2)
    }
    assert len(made) == 2
    assert all(b"SignatureValue" in data and trial.OIN_HANZE.encode() in data for data in made)


def test_a_trial_empties_its_directory_but_for_keys_addresses_and_locks(tmp_path: Path) -> None:
    (tmp_path / trial.MARK).touch()
    for name in ("rio.db", "oud.txt", "bag.db", "rio.slot", "x.db-slot", "map/oud.txt", "pki/klant.key"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    trial_run.empty(tmp_path)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {trial.MARK, "bag.db", "rio.slot", "x.db-slot", "pki/klant.key"}


def test_a_directory_with_something_else_is_never_emptied(tmp_path: Path) -> None:
    (tmp_path / "eigen.txt").touch()
    with pytest.raises(SettingsError, match="holds data and is no trial environment"):
        trial_run.empty(tmp_path)
    with pytest.raises(SettingsError, match="is no directory"):
        trial_run.empty(tmp_path / "eigen.txt")
    assert (tmp_path / "eigen.txt").exists()
