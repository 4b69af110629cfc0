"""Every hostile message gets its fault, leaves nothing behind, and costs at most a second and a hundred megabytes."""

import pytest

from tests.soap11 import controleer_fault
from tests.vijandig.doelwit import Doelwit, Uit
from tests.vijandig.gevallen import INHOUD, ONDERTEKENING, TEKENS, Geval

ALLE = [*TEKENS, *INHOUD, *ONDERTEKENING]


@pytest.mark.parametrize("geval", ALLE, ids=lambda geval: geval.naam)
def test_a_hostile_message_is_refused_and_costs_little(doelwit: Doelwit, geval: Geval) -> None:
    data = geval.maak(doelwit)
    uit: Uit = doelwit.houdt_stand(lambda: doelwit.post(data, geval.headers))
    assert uit.status == 500, uit.raw
    assert controleer_fault(uit.raw)[0] == geval.code, uit.raw.decode()
    for geheim in (b"Traceback", b"/work", b"site-packages", b"SELECT", b"sqlite", b"root:x", b".py"):
        assert geheim not in uit.raw


@pytest.mark.parametrize("pad", ["/controle", "/voorbeeld"])
@pytest.mark.parametrize("geval", ALLE, ids=lambda geval: geval.naam)
def test_the_workbench_explains_a_hostile_message_at_the_same_cost(doelwit: Doelwit, geval: Geval, pad: str) -> None:
    data = geval.maak(doelwit)
    headers = {**geval.headers, "Accept": "text/html"}
    uit: Uit = doelwit.houdt_stand(lambda: doelwit.post(data, headers, pad=f"{pad}?canoniek=ja"))
    assert uit.status == (413 if len(data) > doelwit.settings.max_bericht else 200), uit.raw[:300]
    assert b"<script" not in uit.raw
    for geheim in (b"Traceback", b"site-packages", b"SELECT", b"root:x"):
        assert geheim not in uit.raw
