"""A certificate is public. What the register knows of its party is told to who proves to have the key only."""

import http.client
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.register.vertrouwen import mandaten, partijen, trust
from rio_soap.setup import trial
from tests.edukoppeling.pki import Wie, crl, maak
from tests.service.conftest import Dienst
from tests.service.test_vertrouwen import CA, DAG, MOMENTEN, NU, OIN, blad
from tests.vijandig.teken import teken

LEVER = "aanleveren_opleidingseenheid"
NAMENS = ("00000003444444444000", "00000003555555555000")
PARTIJ = maak("Stichting Geheim", nummer=11, oin="00000003666666666000", **MOMENTEN)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A party with two mandates, and a CA with a mandate for an OIN below it and a CRL that is out of date."""
    dienst = Dienst(tmp_path_factory.mktemp("bewijs"))
    dienst.register.schrijf(lambda s: partijen.voeg_partij_toe(s, PARTIJ.der, NAMENS, "Stichting Geheim"))
    yield dienst
    dienst.stop()


def levering(rio: Dienst, wie: Wie, oin: str = trial.OIN_HANZE, dagen: int = 0) -> bytes:
    # the moment of sending: a suite takes longer than a timestamp holds, and what is too old proves nothing
    klok = FixedClock(datetime.now(UTC) - timedelta(days=dagen))
    inhoud = {"opleidingseenheid": trial.voorbeeldlevering()}
    return rio.verzoek(LEVER, inhoud, sleutelpaar=wie.paar, oin=oin, klok=klok)


def namaak(data: bytes, wie: Wie) -> bytes:
    """The message signed anew by a stranger, with the public certificate of the party in it."""

    class Vreemde:
        sleutel = maak("vreemd", nummer=12).sleutel
        der, token = wie.der, wie.paar.token

        def onderteken(self, data: bytes) -> bytes:
            return maak("vreemd", nummer=12).paar.onderteken(data)

    return teken(data, Vreemde())  # type: ignore[arg-type]


def zonder_bewijs(rio: Dienst, wie: Wie, oin: str = trial.OIN_HANZE) -> dict[str, bytes]:
    """All that somebody can make who has the certificate, or a message that he caught, and not the key."""
    goed = levering(rio, wie, oin)
    return {
        "signature of another key": namaak(goed, wie),
        "signature changed": re.sub(rb"(<ds:SignatureValue>).{8}", rb"\1AAAAAAAA", goed),
        "caught and changed": goed.replace(b"Waterkunde", b"Wonderkunde"),
        "caught and too old": levering(rio, wie, oin, dagen=2),
        "without signature": re.sub(rb"<ds:Signature .*</ds:Signature>", b"", goed, flags=re.DOTALL),
    }


def controle(rio: Dienst, data: bytes, pad: str = "/controle", soort: str = "application/json") -> str:
    verbinding = http.client.HTTPConnection("127.0.0.1", rio.port, timeout=30)
    verbinding.request("POST", pad, data, {"Content-Type": "text/xml", "Accept": soort})
    tekst = verbinding.getresponse().read().decode()
    verbinding.close()
    return tekst


VORMEN = (
    "signature of another key",
    "signature changed",
    "caught and changed",
    "caught and too old",
    "without signature",
)


@pytest.mark.parametrize("vorm", VORMEN)
def test_who_does_not_have_the_key_hears_of_no_mandate_and_no_trust(rio: Dienst, vorm: str) -> None:
    """As a report, as a page, as a preview and as a fault."""
    data = zonder_bewijs(rio, PARTIJ)[vorm]
    antwoorden = [controle(rio, data, pad, soort) for pad in ("/controle", "/voorbeeld")
                  for soort in ("application/json", "text/html")]  # fmt: skip
    antwoorden.append(rio.post(LEVER, data).raw.decode())
    for tekst in antwoorden:
        for geheim in (
            *NAMENS,
            "Stichting Geheim is",
            "niet gemachtigd",
            '"mandaat"',
            '"vertrouwd": true',
            "certificaat-onbekend",
        ):
            assert geheim not in tekst
    assert '"vertrouwd": null' in antwoorden[0] or vorm == "without signature"


@pytest.mark.parametrize("vorm", VORMEN)
def test_a_known_and_an_unknown_party_cannot_be_told_apart_by_a_report(rio: Dienst, vorm: str) -> None:
    onbekend = maak("Stichting Geheim", nummer=13, oin="00000003666666666000", **MOMENTEN)  # type: ignore[arg-type]

    def kaal(wie: Wie) -> str:
        tekst = controle(rio, zonder_bewijs(rio, wie)[vorm])
        oorzaken = re.findall(r'"(?:oorzaak|cause)": "([^"]+)"', tekst)
        return f"{sorted(oorzaken)} {re.findall(r'vertrouw[^,]*', tekst)}"

    assert kaal(PARTIJ) == kaal(onbekend)


def test_who_has_the_key_hears_for_whom_it_signs(rio: Dienst) -> None:
    data = levering(rio, PARTIJ)
    for tekst in (controle(rio, data), rio.post(LEVER, data).raw.decode()):
        assert all(oin in tekst for oin in NAMENS)
        assert "niet gemachtigd" in tekst


@pytest.fixture
def met_ca(tmp_path: Path) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path)
    dienst.register.schrijf(lambda s: trust.vertrouw_ca(s, [CA.certificaat]))
    dienst.register.schrijf(lambda s: mandaten.geef_mandaat(s, mandaten.Mandaat(OIN, trial.OIN_HANZE)))
    yield dienst
    dienst.stop()


def zonder_base64(tekst: str) -> str:
    """Without what is no language: one signature of a hundred has CRL in it by chance."""
    return re.sub(r"[A-Za-z0-9+/=]{40,}", "", tekst)


GEHEIM = ("intrekkingslijst", "CRL", "vertrouwde CA", "ingetrokken door", "niet gemachtigd")


@pytest.mark.parametrize("geval", ["revoked", "CRL too old", "expired", "not of this CA"])
@pytest.mark.parametrize("vorm", VORMEN)
def test_why_a_certificate_of_a_ca_is_not_trusted_is_told_after_proof_only(
    met_ca: Dienst, geval: str, vorm: str
) -> None:
    """Which CA, which CRL, revoked or not: with the key it is told, without it only that nobody knows the party."""
    wie = blad()
    if geval == "revoked":
        data = crl(CA, wie, van=NU - DAG, tot=NU + DAG)
        met_ca.register.schrijf(lambda s: trust.laad_crl(s, data, NU))
    elif geval == "CRL too old":
        data = crl(CA, van=NU - 3 * DAG, tot=NU - DAG)
        met_ca.register.schrijf(lambda s: trust.laad_crl(s, data, NU - 2 * DAG))
    elif geval == "expired":
        wie = blad(van=NU - 3 * DAG, tot=NU - 2 * DAG)
    else:
        wie = blad(ca=maak("CA", nummer=5, ca=True, van=NU - DAG))
    bewezen = met_ca.post(LEVER, levering(met_ca, wie))
    assert bewezen.faultcode == "SOAP-ENV:Client.EK0031"
    assert any(woord in bewezen.raw.decode() for woord in GEHEIM), bewezen.raw
    data = zonder_bewijs(met_ca, wie)[vorm]
    antwoord = met_ca.post(LEVER, data)
    assert antwoord.faultcode == "SOAP-ENV:Client.EK0031"
    for tekst in (antwoord.raw.decode(), controle(met_ca, data)):
        assert not [woord for woord in GEHEIM if woord in zonder_base64(tekst)]
