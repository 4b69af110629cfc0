"""Our client speaks with a service that follows the letter of the PvE: in Python, on the command line, by the pile."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from lxml import etree

from rio_soap.client import RioAfgekeurd, RioClient, RioSoapFout
from rio_soap.contract import mapping
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.envelope import lees_envelope
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.edukoppeling.profiel import Profiel
from rio_soap.register.vertrouwen import partijen
from rio_soap.service.bedrijfsdocument import controleer_streng
from tests.batch.proef import bericht
from tests.client.conftest import maak_client
from tests.client.test_client import eenheid
from tests.service.conftest import Dienst

CIJFERS = "00000001123456782000"


@pytest.fixture(scope="module")
def streng(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path_factory.mktemp("streng"), profiel="streng")
    dienst.register.schrijf(lambda s: partijen.voeg_partij_toe(s, dienst.sleutelpaar.der, (CIJFERS,)))
    yield dienst
    dienst.stop()


@pytest.fixture(scope="module")
def rio(streng: Dienst) -> Iterator[RioClient]:
    with maak_client(streng, namens=CIJFERS, profile="streng") as client:
        yield client


def test_a_reading_by_the_letter_is_answered(rio: RioClient) -> None:
    bladen = rio.opvragen_opleidingseenhedenVanOrganisatie_paginas(onderwijsbestuurcode="100B490")
    assert [een for blad in bladen for een in blad.opleidingseenheid]


def test_a_delivery_by_the_letter_is_judged_by_the_rules_and_is_no_fault(rio: RioClient) -> None:
    """This sender acts for no bestuur: a refusal comes after everything that the profile asks."""
    with pytest.raises(RioAfgekeurd) as gevangen:
        rio.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert gevangen.value.foutcodes


def test_without_the_profile_the_same_service_refuses(streng: Dienst) -> None:
    with maak_client(streng, namens=CIJFERS) as client, pytest.raises(RioSoapFout):
        client.opvragen_opleidingseenheid(opleidingseenheidcode="1010O6466")


def test_an_oin_that_the_letter_does_not_know_is_refused_before_anything_is_sent(streng: Dienst) -> None:
    with pytest.raises(ValueError, match="20 digits"):
        maak_client(streng, profile="streng")
    with pytest.raises(ValueError, match="praktijk or streng"):
        maak_client(streng, profile="los")


def test_every_request_by_the_letter_is_what_the_pve_prints(rio: RioClient) -> None:
    wissel, o = rio.wissel, OPERATIES["opvragen_opleidingseenheid"]
    element, _ = wissel.bouw(o, {"opleidingseenheidcode": "1010O6466"})
    envelope = lees_envelope(wissel.onderteken(o, element), "text/xml; charset=utf-8", Profiel("0" * 20, streng=True))
    controleer_streng(mapping.lees(envelope.inhoud, o.dienst))
    assert envelope.wsa["MessageID"][0].text.startswith("urn:uuid:")  # type: ignore[union-attr]
    anoniem = "http://www.w3.org/2005/08/addressing/anonymous?oin="
    assert envelope.wsa["To"][0].text == f"{anoniem}{wissel.rio_oin}"
    assert envelope.wsa["From"][0][0].text == f"{anoniem}{CIJFERS}"
    assert len(list(envelope.security[0].iter("{*}Reference"))) == 8, "seven parts, and the token"


def opdracht(streng: Dienst, *woorden: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    code = "from rio_soap.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *woorden],
        env={**os.environ, "RIO_DATA_DIR": str(streng.settings.data_dir), "RIO_CLIENT_OIN": CIJFERS, **omgeving},
        capture_output=True,
        text=True,
        check=False,
    )


HAAL = ("haal", "opleidingseenhedenVanOrganisatie", "onderwijsbestuurcode=100B490")


@pytest.mark.parametrize(
    ("woorden", "omgeving", "goed"),
    [
        ((*HAAL, "--profiel", "streng"), {}, True),
        (HAAL, {"RIO_CLIENT_PROFIEL": "streng"}, True),
        (HAAL, {"RIO_PROFIEL": "streng"}, True),
        (HAAL, {}, False),
        ((*HAAL, "--profiel", "praktijk"), {"RIO_PROFIEL": "streng"}, False),
    ],
    ids=["option", "variable", "setting", "practice", "option before setting"],
)
def test_haal_follows_the_profile(
    streng: Dienst, woorden: tuple[str, ...], omgeving: dict[str, str], goed: bool
) -> None:
    uit = opdracht(streng, *woorden, "--endpoint", f"http://127.0.0.1:{streng.port}", **omgeving)
    assert (uit.returncode == 0) == goed, uit.stderr
    assert ("Client.EK" in uit.stderr or "Client.DK" in uit.stderr) != goed


def test_stuur_follows_the_profile(streng: Dienst, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": eenheid("x")}))
    endpoint = f"http://127.0.0.1:{streng.port}"
    uit = opdracht(streng, "stuur", str(tmp_path / "a.xml"), "--endpoint", endpoint, "--profiel", "streng")
    assert uit.returncode == 1
    assert "Client." not in uit.stderr
    assert "Server." not in uit.stderr


def test_a_batch_follows_the_profile_to_an_endpoint_and_into_the_register(streng: Dienst, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    vraag = bericht("opvragen_opleidingseenhedenVanOrganisatie", {"onderwijsbestuurcode": "100B490", "pagina": 0})
    (tmp_path / "in/a.xml").write_bytes(vraag)
    endpoint = ("--doel", f"http://127.0.0.1:{streng.port}", "--profiel", "streng")
    uit = opdracht(streng, "batch", str(tmp_path / "in"), str(tmp_path / "uit"), *endpoint)
    assert uit.returncode == 0, uit.stdout + uit.stderr
    namens = ("--namens", CIJFERS)
    uit = opdracht(streng, "batch", str(tmp_path / "in"), str(tmp_path / "uit2"), *namens, RIO_PROFIEL="streng")
    assert uit.returncode == 0, uit.stdout + uit.stderr
    for map_ in ("uit", "uit2"):
        body = etree.fromstring((tmp_path / map_ / "antwoorden/a.antwoord.xml").read_bytes())[-1][0]
        assert body.findtext("{*}verzendendeInstantie") == "DUO"


def test_keur_judges_a_service_by_the_letter_with_messages_by_the_letter(streng: Dienst) -> None:
    endpoint = f"http://127.0.0.1:{streng.port}"
    uit = opdracht(streng, "keur", "--doel", endpoint, "--deel", "fouten", "--profiel", "streng")
    assert "VARIANT" not in uit.stdout
    regels = [r for r in uit.stdout.splitlines() if "geschonden" in r.lower()]
    assert uit.returncode == 0, "\n".join(regels) + uit.stdout[-3000:] + uit.stderr


def test_a_profile_that_asks_more_is_the_only_difference(streng: Dienst, rio: RioClient) -> None:
    """What the client writes by the letter, a service of practice takes as well."""
    wissel, o = rio.wissel, OPERATIES["opvragen_opleidingseenheid"]
    element, _ = wissel.bouw(o, {"opleidingseenheidcode": "1010O6466"})
    try:
        lees_envelope(wissel.onderteken(o, element), None, Profiel("0" * 20))
    except Edufout as fout:
        pytest.fail(str(fout))
