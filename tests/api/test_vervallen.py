"""A path that goes is announced: since when, until when, and in the document."""

from datetime import UTC, datetime

from werkzeug.test import Client

from rio_soap.api.objecten import PADEN
from rio_soap.api.pad import Apibron, Pad
from rio_soap.api.toepassing import maak_toepassing
from tests.api.api import BASIS
from tests.service.conftest import Dienst


def test_a_path_that_goes_says_since_when_and_until_when(dienst: Dienst) -> None:
    pijplijn = dienst.toepassing.pijplijn
    oud = Pad(
        "/oud",
        lambda verzoek: {"_links": verzoek.links()},
        lambda _: {"type": "object"},
        "Oud",
        "Oud",
        vervallen=datetime(2026, 11, 1, tzinfo=UTC),
        tot=datetime(2027, 11, 1, tzinfo=UTC),
    )
    app = maak_toepassing(Apibron(pijplijn.afhandeling, pijplijn.klok), [*PADEN, oud])
    koppen = Client(app).get("/v1/oud", base_url=BASIS).headers
    assert koppen["Deprecation"] == "@1793491200"
    assert koppen["Sunset"] == "Mon, 01 Nov 2027 00:00:00 GMT"
    document = Client(app).get("/v1/openapi.json", base_url=BASIS).json
    assert document["paths"]["/oud"]["get"]["deprecated"] is True
    (ander,) = (pad for pad in document["paths"] if pad != "/oud")
    assert "deprecated" not in document["paths"][ander]["get"]
