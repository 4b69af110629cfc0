"""Memory ends where it began, whatever was refused; ``make geheugen`` is the long form, with more kinds of messages."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.vijandig.doelwit import Doelwit
from tests.vijandig.gevallen import BODY, vervang

GROOT, GROEI = 1_900_000, 50 * 1024 * 1024


@pytest.fixture
def doelwit(tmp_path: Path) -> Iterator[Doelwit]:
    """One of its own: what others did to it would count here."""
    gemaakt = Doelwit(tmp_path)
    yield gemaakt
    gemaakt.stop()


def met_body(goed: bytes, inhoud: bytes) -> bytes:
    return vervang(goed, BODY, lambda m: m[1] + m[2] + inhoud.decode() + m[3])


def grote(goed: bytes) -> list[bytes]:
    """Messages of 1.9 MB, each refused in another step."""
    ruimte = GROOT - len(goed)
    return [
        goed.replace(b"</soapenv:Body>", b"<a>" + b"x" * ruimte + b"</a></soapenv:Body>"),
        vervang(goed, "(Waterkunde)", r"\1" + "x" * ruimte),
        vervang(goed, "(Waterkunde)", r"\1" + "x" * ruimte)[:-10],
        goed.replace(b"</soapenv:Body>", b"<a>" + b"<b>1</b>" * 40_000 + b"x" * 1_500_000 + b"</a></soapenv:Body>"),
        goed.replace(b"</soapenv:Body>", b"\xff" * ruimte + b"</soapenv:Body>"),
    ]  # fmt: skip


def vers(goed: bytes, nummer: int) -> bytes:
    """A message whose names nobody has seen before, in every place where libxml2 keeps them."""
    soorten: list[Callable[[int], bytes]] = [
        lambda n: b"<e%d_%d/>" % (nummer, n),
        lambda n: b"<a a%d_%d='1'/>" % (nummer, n),
        lambda n: b"<p%d_%d:a xmlns:p%d_%d='urn:%d:%d'/>" % ((nummer, n) * 3),
        lambda n: b"<a/>" + f"{nummer * 10_000 + n:050b}".replace("0", " ").replace("1", "\t").encode(),
        lambda n: b"&e%d_%d;" % (nummer, n),
    ]
    soort = soorten[nummer % len(soorten)]
    if nummer % 20 == 19:  # as many names as may be, as long as may be, and a large message of them
        inhoud = b"".join(b"<%s_%d_%d/>" % (b"n" * 180, nummer, n) for n in range(900)) + b"<a>%s</a>" % (
            b"x" * 1_500_000
        )
    else:
        inhoud = b"".join(map(soort, range(900)))
    return goed.replace(b"</soapenv:Body>", inhoud + b"</soapenv:Body>")


def test_refused_messages_leave_no_memory_behind(doelwit: Doelwit) -> None:
    """On the version before, each of them left 44 MB."""
    berichten = grote(doelwit.levering())
    for data in berichten * 2:
        assert doelwit.post(data).status == 500
    begin = doelwit._status("VmRSS")
    for data in berichten * 4:
        assert doelwit.post(data).status == 500
        tijd = time.monotonic()
        assert doelwit.gewoon()
        assert time.monotonic() - tijd < 1
    assert doelwit._status("VmRSS") - begin < GROEI


def test_fresh_names_leave_no_memory_behind_and_a_new_prefix_stays_right(doelwit: Doelwit) -> None:
    goed = doelwit.levering()
    for nummer in range(40):
        assert doelwit.post(vers(goed, nummer)).status == 500
    begin = doelwit._status("VmRSS")
    for nummer in range(40, 340):
        assert doelwit.post(vers(goed, nummer)).status == 500
    assert doelwit._status("VmRSS") - begin < 8 * 1024 * 1024
    assert doelwit.gewoon()
    nieuw = doelwit.levering().replace(b"<soapenv:Body", b"<soapenv:Body xmlns:nieuw0='urn:nieuw'", 1)
    assert doelwit.post(nieuw).status == 200  # exclusive canonicalisation leaves out what is not used
