"""Every command, with everything that may go wrong around it: one line, in the language of who started it, with what is
wrong and the exit code of its class, within seconds; never a traceback, and never silence.

A usual run gives each command two mishaps of a kind in turn; with RIO_TEST_ZWAAR=1 (`make mishaps`) all of them."""

import errno
import os
import re
import signal
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import TypeVar

import click
import click.testing
import pytest

from rio_soap.cli import exit_codes, main
from tests.cli.mishaps import world
from tests.cli.mishaps.commands import ROWS, Row, Soort, leaves

T = TypeVar("T")
ZWAAR = os.environ.get("RIO_TEST_ZWAAR") == "1"
LEAVES = leaves(main, click.Context(main))
WITHIN, GIVEN_UP = 5.0, 20
"""Seconds in which a command says what is wrong, but for those in which it waits for a processor; and after which a
test ends it."""
LONGEST = 400
PROCESS = Path("/proc/thread-self/schedstat")


class World:
    """A folder in which all is well, and what can be put in it that is not."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.good = world.make_world(map_)
        self.bad = world.make_bad_files(map_, self.good)
        self.databases = world.bad_databases(map_, self.good)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("mishaps"))


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    """A command that goes on as if nothing were wrong, and serves, is ended."""

    def end(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(GIVEN_UP)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def line(words: str, row: Row, here: World, paths: Mapping[str, Path] | None = None) -> list[str]:
    """The command line of a row, with other paths in it."""
    given = dict(paths or {})
    pattern = next((row.instead[name] for name in given if name in row.instead), row.words)
    made: list[str] = []
    for word in pattern:
        name = word.strip("{}") if word.startswith("{") else None
        made.append(word if name is None else str(given.pop(name, here.good[row.paths[name]])))
    for name, path in given.items():
        param = next(param for param in LEAVES[words].params if param.name == name)
        made += [param.opts[0], str(path)]
    return [*words.split(), *made]


def say(
    here: World,
    row: Row,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    environment: Mapping[str, str] | None = None,
    *,
    translated: bool = True,
) -> click.testing.Result:
    """Run it in both languages; gives what came of it in English.

    :raises AssertionError: unless each is told as it should be.
    """
    monkeypatch.chdir(here.map)
    results = {}
    for language in ("nl", "en"):
        env = {name: value.format(**here.good) for name, value in row.environment.items()}
        env |= {"RIO_DATA_DIR": str(here.good["data"]), "RIO_TAAL": language, **(environment or {})}
        signal.alarm(GIVEN_UP)
        begin = time.monotonic() - _waited_for_processor()
        results[language] = click.testing.CliRunner().invoke(main, arguments, env=env)
        took = time.monotonic() - _waited_for_processor() - begin
        told(results[language])
        assert took < WITHIN, f"{took:.1f} s"
    assert results["nl"].exit_code == results["en"].exit_code
    if row.translated and translated:
        assert results["nl"].stderr.partition(": ")[2] != results["en"].stderr.partition(": ")[2], results["en"].stderr
    return results["en"]


def turn(words: str, mishaps: Iterable[T]) -> list[T]:
    """The mishaps of a command: two in turn in a usual run, so that together they see each; all with `ZWAAR`."""
    every = list(mishaps)
    at = zlib.crc32(words.encode())
    return every if ZWAAR or len(every) < 3 else [every[at % len(every)], every[(at + 1 + at // 7 % 3) % len(every)]]


def told(result: click.testing.Result) -> None:
    """Whether what went wrong was told on one line."""
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in (exit_codes.NOT_DONE, exit_codes.UNUSABLE, exit_codes.IN_PART), result.output
    lines = [text for text in result.stderr.splitlines() if text.strip() and not text.endswith(" …")]
    assert len(lines) == 1, result.output
    assert len(lines[0]) <= LONGEST, lines[0]
    assert "Traceback" not in result.output


def _waited_for_processor() -> float:
    """Seconds in which this thread could have gone on while others had the processor; 0 where nobody says."""
    return int(PROCESS.read_text().split()[1]) / 1e9 if PROCESS.exists() else 0.0


def test_there_is_a_row_for_every_command_and_every_path_that_it_takes() -> None:
    assert set(ROWS) == set(LEAVES)
    for words, row in ROWS.items():
        paths = {param.name for param in LEAVES[words].params if isinstance(param.type, click.Path)}
        assert set(row.paths) == paths, words


# settings

SETTINGS: dict[str, str] = {
    "unknown": "databse_url = 'x'\n",
    "list": "threads = [8]\n",
    "table": "sleutel = {a = 1}\n",
    "bool": "threads = true\n",
    "date": "certificaat = 2026-01-01\n",
    "float": "threads = 1.5\n",
    "choice": "profiel = 'soepel'\n",
    "range": "termijn = 0\n",
    "no-toml": "threads = = 8\n",
}
READ = [words for words, row in ROWS.items() if row.settings]


@pytest.mark.parametrize("words", READ)
def test_a_setting_that_cannot_be_used(words: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row, file = ROWS[words], here.map / "settings.toml"
    for name, text in turn(words, {**SETTINGS, "no-text": "", "missing": ""}.items()):
        if name == "no-text":
            file.write_bytes("# caf\u00e9\n".encode("latin-1"))
        else:
            file.write_text(text, "utf-8")
        named = here.bad["missing"] if name == "missing" else file
        result = say(here, row, ["--config", str(named), *line(words, row, here)], monkeypatch)
        assert result.exit_code == exit_codes.of_mishap(words.split(maxsplit=1)[0]), (name, result.output)


@pytest.mark.parametrize("words", READ)
def test_a_variable_that_is_misspelt_or_wrong(words: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[words]
    for variable in ({"RIO_DATABSE_URL": "x"}, {"RIO_THREADS": "acht"}, {"RIO_KLOK": "gisteren"}):
        result = say(here, row, line(words, row, here), monkeypatch, variable)
        assert next(iter(variable)) in result.stderr


# registers

OPEN = [words for words, row in ROWS.items() if row.register]
MAKES_ONE = {
    ("init", "empty"): "makes the tables",
    ("init", "missing"): "makes the database",
    ("init", "older"): "brings it to this version; this one is only said to be old",
    ("init", "file-in-the-way"): "told as a folder that cannot be made",
    ("proef", "empty"): "makes the tables",
    ("proef", "missing"): "makes the database",
    ("proef", "older"): "brings it to this version",
}
"""Where a mishap is none: of a command and a database, why not."""


@pytest.mark.parametrize("words", OPEN)
def test_a_register_that_cannot_be_used(
    words: str, here: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = ROWS[words]
    environment = {"RIO_OPENDATA_MAP": str(tmp_path)}
    for name, url in turn(words, here.databases.items()):
        if (words, name) not in MAKES_ONE:
            result = say(here, row, line(words, row, here), monkeypatch, {**environment, "RIO_DATABASE_URL": url})
            assert result.exit_code == exit_codes.of_mishap(words.split(maxsplit=1)[0]), (name, result.output)
    with world.listener(world.hang_up) as port:
        url = f"postgresql://x@127.0.0.1:{port}/rio"
        say(here, row, line(words, row, here), monkeypatch, {**environment, "RIO_DATABASE_URL": url})
    if words not in ("init", "proef", "controleer"):  # two make one; the third judges without, as it says
        say(here, row, line(words, row, here), monkeypatch, {**environment, "RIO_DATA_DIR": str(tmp_path / "nowhere")})


@pytest.mark.parametrize("words", ["partij lijst", "init", "controleer"])
def test_a_database_that_says_nothing(words: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[words]
    with world.listener() as port:
        url = f"postgresql://x@127.0.0.1:{port}/rio"
        result = say(here, row, line(words, row, here), monkeypatch, {"RIO_DATABASE_URL": url})
    assert "no answer in time" in result.stderr


# files

FILES: dict[Soort, tuple[str, ...]] = {
    "certificate": ("empty", "binary", "large", "prose", "key", "pkcs12", "cut-off", "word"),
    "ca": ("empty", "binary", "large", "prose", "key", "pkcs12", "cut-off", "word"),
    "key": ("empty", "binary", "large", "prose", "certificate", "pkcs12", "locked-key", "other-key", "cut-off", "word"),
    "crl": ("empty", "binary", "large", "prose", "key", "certificate", "cut-off", "word"),
    "message": (),
    "table": ("binary", "key", "word", "prose"),
    "mapping": ("binary", "key", "word", "prose"),
    "folder": ("binary", "key", "prose"),
    "output": (),
    "outfolder": ("empty",),
    "socket": (),
}
"""What a file is, instead of what was asked for. What a message is gets a report, whatever it is."""
INSIDE = ("table", "mapping", "folder")
NEVER = ("missing", "directory", "unreadable")
OTHERWISE = {
    ("logboek controleer", "getuigen"): "what is no list of heads is a finding of the report",
    ("batch", "vertaling", "missing"): "",
}
PATHS = [
    (words, name) for words, row in ROWS.items() for name, kind in row.paths.items() if kind not in ("output", "socket")
]


@pytest.mark.parametrize(("words", "name"), PATHS)
def test_a_file_that_is_not_what_was_asked_for(
    words: str, name: str, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ROWS[words]
    kind = row.paths[name]
    never = () if kind == "outfolder" else ("missing",) if kind == "folder" else NEVER
    kinds = () if (words, name) in OTHERWISE else FILES[kind]
    for instead in turn(words, (*kinds, *never)):
        # what is wrong inside a table or an extract is told in English, as that of a value list is by who reads it
        arguments, translated = line(words, row, here, {name: here.bad[instead]}), kind not in INSIDE
        result = say(here, row, arguments, monkeypatch, translated=translated)
        assert here.bad[instead].name in result.stderr, (instead, result.stderr)


# places to write

OUTPUTS = [(words, name) for words, row in ROWS.items() for name, kind in row.paths.items() if kind == "output"]
WRITTEN_LATER = {
    "bewijs": "asks for a message first",
    "keur": "written when the service was judged",
    "uittreksel": "asks for an object first",
    "voorbeeld": "a report",
}


@pytest.mark.parametrize(("words", "name"), [pair for pair in OUTPUTS if pair[0] not in WRITTEN_LATER])
def test_a_file_that_cannot_be_written(words: str, name: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[words]
    for place in (Path("/dev/full"), here.bad["missing"] / "x", here.bad["empty"] / "x", here.map / ("n" * 300)):
        say(here, row, line(words, row, here, {name: place}), monkeypatch)


# ports

PORTS = [words for words, row in ROWS.items() if row.port]


@pytest.mark.parametrize("words", PORTS)
def test_a_place_where_nothing_can_be_served(words: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[words]
    environment = {"RIO_OPENDATA_MAP": str(here.map / "elders")}
    with world.listener() as taken:
        environment["RIO_DATA_DIR"] = str(here.map / "eigen") if words == "proef" else str(here.good["data"])
        for place in (("--port", str(taken)), ("--host", "nergens.invalid"), ("--host", "192.0.2.1")):
            result = say(here, row, [*line(words, row, here), *place], monkeypatch, environment)
            assert place[1] in result.stderr


@pytest.mark.parametrize("socket", ["x" * 120, "nowhere/x.sock", "message.xml"])
def test_a_socket_that_cannot_be_made(socket: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    result = say(here, ROWS["serve"], ["serve", "--socket", str(here.map / socket)], monkeypatch)
    assert socket in result.stderr


# networks

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>hi</html>"
REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: https://elders.example/\r\nContent-Length: 0\r\n\r\n"
ABSENT = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
ALERT = bytes.fromhex("15030300020246")
ANSWERS: dict[str, bytes] = {"html": HTML, "redirect": REDIRECT, "absent": ABSENT, "tls-alert": ALERT, "nothing": b""}
ASK = [words for words, row in ROWS.items() if row.network]


def _asked(words: str, here: World, address: str, monkeypatch: pytest.MonkeyPatch) -> click.testing.Result:
    row = ROWS[words]
    assert row.network is not None
    variable = row.network.startswith("RIO_")
    arguments = line(words, row, here)
    wait = [] if variable else [row.network, address, "--wachttijd", "1"]
    environment = {row.network: address} if variable else {}
    return say(here, row, [*arguments, *wait], monkeypatch, {**environment, "RIO_KVK_TIJD": "2"})


@pytest.mark.parametrize("words", ASK)
def test_nobody_there_is_told_with_the_address(words: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    port = world.free_port()
    assert f"{port}" in _asked(words, here, f"http://127.0.0.1:{port}", monkeypatch).stderr
    assert "nergens.invalid" in _asked(words, here, "http://nergens.invalid", monkeypatch).stderr


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("words", ASK)
def test_somebody_who_takes_the_connection_and_says_nothing(
    words: str, scheme: str, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rio_soap.client.verbinding.VERBINDTIJD", 1.0)  # the waiting is what is shortened
    with world.listener() as port:
        assert f"{port}" in _asked(words, here, f"{scheme}://127.0.0.1:{port}", monkeypatch).stderr


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("words", ASK)
def test_another_who_answers_is_told(words: str, answer: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with world.listener(world.answers(ANSWERS[answer])) as port:
        _asked(words, here, f"http://127.0.0.1:{port}", monkeypatch)


def test_https_to_a_port_of_plain_http(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with world.listener(world.answers(HTML)) as port:
        result = _asked("haal", here, f"https://127.0.0.1:{port}", monkeypatch)
    assert "no TLS is spoken there" in result.stderr
    assert result.exit_code == exit_codes.IN_PART


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "http://nergens.invalid:3128"])
def test_a_proxy_of_the_environment_is_not_asked(proxy: str, here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, proxy)
    with world.listener(world.answers(ABSENT)) as port:
        assert "404" in _asked("haal", here, f"http://127.0.0.1:{port}", monkeypatch).stderr


# what nobody expected

Raise = Callable[..., None]


@pytest.mark.parametrize(
    "error", [ValueError("x\ny"), RuntimeError("bang"), OSError(errno.EIO, "error"), KeyError("q")]
)
def test_what_nobody_expected_is_a_line_too_with_the_place_of_its_traceback(
    error: Exception, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr("rio_soap.cli.wsdl.wsdl_bestanden", lambda *_, **__: fail())
    monkeypatch.chdir(here.map)
    result = click.testing.CliRunner().invoke(main, ["wsdl"])
    (text,) = result.stderr.splitlines()
    if isinstance(error, OSError):
        assert result.exit_code == exit_codes.NOT_DONE
        return
    assert result.exit_code == exit_codes.FAULT
    found = re.search(r"the traceback is in (\S+) \(with RIO_TRACEBACK=1 it is shown\)", text)
    assert found is not None, text
    kept = Path(found[1])
    assert "Traceback" in kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    result = click.testing.CliRunner().invoke(main, ["wsdl"], env={"RIO_TRACEBACK": "1"})
    assert "Traceback" in result.stderr


def test_where_no_traceback_can_be_written_it_says_how_to_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("rio_soap.cli.wsdl.wsdl_bestanden", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("rio_soap.cli.failures.tempfile.NamedTemporaryFile", full)
    result = click.testing.CliRunner().invoke(main, ["wsdl"])
    assert "with RIO_TRACEBACK=1 the traceback is shown" in result.stderr
