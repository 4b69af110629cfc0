"""verzendendeInstantie beside wsa:From: a document speaks in nobody's name but the sender's (RIO_AFZENDER)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.register.vertrouwen import mandaten
from rio_soap.setup import trial
from tests.service.conftest import Antwoord, Dienst
from tests.vijandig.teken import teken

LEES = "opvragen_opleidingseenheid"
VREEMD = "00000003999999999000"
ANDER = "00000003888888888000"


def stuur(rio: Dienst, verzender: str, sleutelpaar: Sleutelpaar | None) -> Antwoord:
    data = rio.verzoek(LEES, {"opleidingseenheidcode": "1010O6466"}, sleutelpaar=sleutelpaar)
    oud = f"verzendendeInstantie>{trial.OIN_HANZE}<".encode()
    assert oud in data
    data = data.replace(oud, f"verzendendeInstantie>{verzender}<".encode())
    return rio.post(LEES, teken(data, sleutelpaar) if sleutelpaar else data)


@pytest.fixture(scope="module", params=["gemachtigd", "gelijk", "vrij"])
def rio(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    settings = {} if request.param == "gemachtigd" else {"afzender": request.param}
    dienst_ = Dienst(tmp_path_factory.mktemp("afzender"), signatures="optional", **settings)
    nieuw = mandaten.Mandaat(vingerafdruk(dienst_.sleutelpaar.der), ANDER)
    dienst_.register.schrijf(lambda session: mandaten.geef_mandaat(session, nieuw))
    yield dienst_
    dienst_.stop()


@pytest.mark.parametrize(
    ("verzender", "gemachtigd", "gelijk"),
    [
        (trial.OIN_HANZE, None, None),
        (VREEMD, "Client.DK0002", "Client.DK0002"),
        (f" {VREEMD} ", "Client.DK0002", "Client.DK0002"),
        ("0000000700099zz00000", "Client.DK0002", "Client.DK0002"),
        (ANDER, None, "Server.DK0050"),
        (trial.OIN_CLIENT, None, "Server.DK0050"),
        ("Hanzehogeschool", None, "Server.DK0050"),
        ("25BE", None, "Server.DK0050"),
    ],
    ids=[
        "the sender",
        "a stranger",
        "with blanks",
        "in small letters",
        "in its mandate",
        "the signer",
        "a name",
        "a BRIN",
    ],
)
def test_a_document_names_as_sender_only_whom_its_signer_may_act_for(
    rio: Dienst, verzender: str, gemachtigd: str | None, gelijk: str | None
) -> None:
    """``gemachtigd`` (default) refuses the OIN of a stranger, ``gelijk`` all but that of wsa:From, ``vrij`` none."""
    verwacht = {"gemachtigd": gemachtigd, "gelijk": gelijk, "vrij": None}[rio.settings.afzender]
    antwoord = stuur(rio, verzender, rio.sleutelpaar)
    assert antwoord.faultcode == (f"SOAP-ENV:{verwacht}" if verwacht else None), antwoord.raw
    if verwacht:
        assert "verzendendeInstantie" in antwoord.raw.decode()
        assert b"SignatureValue" in antwoord.raw


def test_of_an_unsigned_message_only_equality_is_judged(rio: Dienst) -> None:
    verwacht = "SOAP-ENV:Server.DK0050" if rio.settings.afzender == "gelijk" else None
    assert stuur(rio, VREEMD, None).faultcode == verwacht


def test_a_mandate_that_was_taken_counts_from_the_next_message_on(tmp_path: Path) -> None:
    rio = Dienst(tmp_path)
    try:
        afdruk = vingerafdruk(rio.sleutelpaar.der)
        assert stuur(rio, ANDER, rio.sleutelpaar).faultcode == "SOAP-ENV:Client.DK0002"
        rio.register.schrijf(lambda s: mandaten.geef_mandaat(s, mandaten.Mandaat(afdruk, ANDER)))
        assert stuur(rio, ANDER, rio.sleutelpaar).status == 200
        rio.register.schrijf(lambda s: mandaten.neem_mandaat(s, afdruk, ANDER))
        assert stuur(rio, ANDER, rio.sleutelpaar).faultcode == "SOAP-ENV:Client.DK0002"
    finally:
        rio.stop()
