"""What is small enough to be taken costs no more than it should: a second on the services, a report its own time; and
what nobody signed is not kept."""

import json
import re
from typing import Any

import pytest

from tests.soap11 import controleer_fault
from tests.vijandig.doelwit import Doelwit, Uit
from tests.vijandig.gevallen import Geval, kop, na
from tests.vijandig.gevallen_grenzen import BUITEN, ENVELOPES, KAAL, ONDERTEKEND

ANTWOORD = 1_200_000
"""Largest report, in bytes; one of 1.9 MB had 76 MB."""
PADEN = pytest.mark.parametrize("pad", ["/controle", "/voorbeeld"])


@pytest.mark.parametrize("geval", [*ENVELOPES, *ONDERTEKEND, *BUITEN], ids=lambda geval: geval.naam)
def test_a_message_that_costs_more_than_it_looks_is_refused_within_a_second(doelwit: Doelwit, geval: Geval) -> None:
    data = geval.maak(doelwit)
    assert len(data) <= doelwit.settings.max_bericht
    uit: Uit = doelwit.houdt_stand(lambda: doelwit.post(data))
    assert uit.status == 500, uit.raw[:2000]
    assert controleer_fault(uit.raw)[0] == geval.code, uit.raw.decode()
    assert len(uit.raw) < 50_000


@PADEN
@pytest.mark.parametrize("geval", [*ENVELOPES, *ONDERTEKEND, *BUITEN], ids=lambda geval: geval.naam)
def test_its_report_keeps_to_its_time_and_size(doelwit: Doelwit, geval: Geval, pad: str) -> None:
    data = geval.maak(doelwit)
    _rapport(doelwit, data, pad)


@PADEN
@pytest.mark.parametrize(("naam", "data"), KAAL, ids=[naam for naam, _ in KAAL])
def test_a_message_without_envelope_has_the_limits_of_one_with(
    doelwit: Doelwit, naam: str, data: bytes, pad: str
) -> None:
    rapport = _rapport(doelwit, data, pad)
    assert rapport["goed"] is False
    if naam in ("60 times 70 namespaces, nested", "100,000 attributes", "200 levels", "120,000 elements"):
        assert rapport["eersteOorzaak"] == "te-groot"


def _rapport(doelwit: Doelwit, data: bytes, pad: str) -> dict[str, Any]:
    assert len(data) <= doelwit.settings.max_bericht
    html = doelwit.houdt_stand(lambda: doelwit.post(data, {"Accept": "text/html"}, pad=f"{pad}?canoniek=ja"))
    assert html.status == 200
    assert len(html.raw) < 2 * ANTWOORD
    uit = doelwit.post(data, pad=f"{pad}?canoniek=ja")
    assert len(uit.raw) < ANTWOORD
    (rapport,) = json.loads(uit.raw)
    gelezen: dict[str, Any] = rapport.get("rapport", rapport)
    return gelezen


def test_a_report_says_what_it_left_out(doelwit: Doelwit) -> None:
    geval = next(g for g in ENVELOPES if g.naam == "40 References to 1.7 MB")
    rapport = _rapport(doelwit, geval.maak(doelwit), "/controle")
    verwijzing = next(v for v in rapport["verwijzingen"] if v["naam"] == "Body")
    assert len(verwijzing["canoniek"]) < 200_000
    assert verwijzing["weggelaten"] > 1_500_000
    html = doelwit.post(geval.maak(doelwit), {"Accept": "text/html"}, pad="/controle?canoniek=ja&taal=en")
    assert re.search(rb"[0-9]+ bytes left out", html.raw)


def test_a_small_header_of_others_is_taken_as_before(doelwit: Doelwit) -> None:
    uit = doelwit.post(kop(f"<q xmlns='urn:q'>{'x' * 8_000}</q>")(doelwit))
    assert uit.status == 200
    assert b"requestGoedgekeurd>true<" in uit.raw


def test_a_namespace_on_every_element_is_as_good_as_one_on_the_first(doelwit: Doelwit) -> None:
    """Some clients write that, of which canonicalisation keeps the first."""
    verklaring = 'xmlns:duo="http://duo.nl/schema/DUO_RIO_Beheren_OnderwijsOrganisatie_V4"'
    maak = na(
        r"(<duo:aanleveren_opleidingseenheid_request.*?)(</soapenv:Body>)",
        lambda m: re.sub(r"<duo:(\w+)", rf"<duo:\1 {verklaring}", m[1]) + m[2],
    )
    uit = doelwit.post(maak(doelwit))
    assert b"requestGoedgekeurd>true<" in uit.raw, uit.raw
