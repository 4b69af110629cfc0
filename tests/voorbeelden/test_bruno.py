"""The collection for Bruno: every request is answered as it asserts, by a service that takes unsigned messages."""

import http.client
import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.service.conftest import Dienst
from tests.voorbeelden import stapel

MAP = stapel.VOORBEELDEN / "bruno"
VERZOEKEN = sorted(MAP.glob("*.bru"))


@pytest.fixture(scope="module")
def ongetekend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """As `RIO_SIGNATURES=optional make run`."""
    dienst = Dienst(tmp_path_factory.mktemp("bruno"), signatures="optional")
    yield dienst
    dienst.stop()


def blokken(pad: Path) -> dict[str, str]:
    """The blocks of a file of Bruno by name, their lines without the two blanks before each."""
    gevonden = re.findall(r"^([\w:]+) \{\n(.*?)^\}$", pad.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return {naam: re.sub("^  ", "", inhoud, flags=re.MULTILINE) for naam, inhoud in gevonden}


def regels(blok: str) -> dict[str, str]:
    return dict(regel.split(": ", 1) for regel in blok.splitlines())


def vul_in(tekst: str, dienst: Dienst) -> str:
    """What Bruno makes of the variables in a text."""
    waarden = regels(blokken(MAP / "environments" / "proef.bru")["vars"]) | {"url": f"http://127.0.0.1:{dienst.port}"}
    waarden["$isoTimestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.123Z")
    return re.sub(
        r"\{\{([^}]+)\}\}", lambda naam: str(uuid.uuid4()) if naam[1] == "$randomUUID" else waarden[naam[1]], tekst
    )


@pytest.mark.parametrize("pad", VERZOEKEN, ids=lambda pad: pad.stem)
def test_a_request_of_the_collection_is_answered_as_it_asserts(pad: Path, ongetekend: Dienst) -> None:
    alle = blokken(pad)
    soort = "post" if "post" in alle else "get"
    adres = vul_in(regels(alle[soort])["url"], ongetekend).removeprefix(f"http://127.0.0.1:{ongetekend.port}")
    inhoud = vul_in(alle["body:xml"], ongetekend).encode() if soort == "post" else None
    verbinding = http.client.HTTPConnection("127.0.0.1", ongetekend.port, timeout=30)
    verbinding.request(soort.upper(), adres, inhoud, regels(alle.get("headers", "")))
    antwoord = verbinding.getresponse()
    tekst = antwoord.read().decode()
    verbinding.close()
    beweringen = [regel.split(" ", 2) for regel in alle["assert"].splitlines()]
    assert beweringen[0] == ["res.status:", "eq", str(antwoord.status)], tekst
    for wat, hoe, *waarde in beweringen[1:]:
        if wat == "res.body:":
            assert hoe == "contains"
            assert waarde[0] in tekst
        else:
            assert wat.removeprefix("res.body.").split("[")[0].rstrip(":") in json.loads(tekst)


def test_the_collection_has_every_request_once_and_in_order() -> None:
    nummers = sorted(int(regels(blokken(pad)["meta"])["seq"]) for pad in VERZOEKEN)
    assert nummers == list(range(1, len(VERZOEKEN) + 1))
    assert [pad.stem for pad in VERZOEKEN] == [
        regels(blokken(pad)["meta"])["name"].replace(" ", "-") for pad in VERZOEKEN
    ]
    assert json.loads((MAP / "bruno.json").read_text("utf-8"))["type"] == "collection"
