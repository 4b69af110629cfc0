"""Whom the running service trusts: by certificate or CA, with mandates, and revoked with the next message.

Every change is made with the commands, in a process beside the service, which is never restarted.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from rio_soap.cli import main
from rio_soap.edukoppeling.trusted import vingerafdruk
from rio_soap.setup import trial
from tests.edukoppeling.pki import Wie, crl, maak
from tests.service.conftest import Antwoord, Dienst

NU = datetime.now(UTC)
DAG = timedelta(days=1)
OIN = "00000003222222222000"
LEES = "opvragen_opleidingseenheid"
MOMENTEN = {"van": NU - DAG, "tot": NU + DAG}
CA = maak("CA", ca=True, pad=0, van=NU - DAG, tot=NU + 10 * DAG)


def blad(oin: str | None = OIN, ca: Wie = CA, **anders: object) -> Wie:
    return maak("Klant", ca, **{"nummer": 3, "oin": oin, **MOMENTEN, **anders})  # type: ignore[arg-type]


@pytest.fixture
def rio(tmp_path: Path) -> Iterator[Dienst]:
    dienst = Dienst(tmp_path)
    yield dienst
    dienst.stop()


def doe(rio: Dienst, *woorden: str, goed: bool = True) -> str:
    uit = CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(rio.settings.data_dir)})
    assert (uit.exit_code == 0) is goed, uit.output
    return uit.output


def bestand(rio: Dienst, data: bytes) -> str:
    pad = rio.settings.data_dir / "invoer.pem"
    pad.write_bytes(data)
    return str(pad)


def vertrouw(rio: Dienst, *opties: str, ca: Wie = CA) -> None:
    doe(rio, "vertrouw", "ca", bestand(rio, ca.pem), *opties)


def vraag(rio: Dienst, wie: Wie, oin: str = OIN) -> Antwoord:
    return rio.stuur(LEES, {"opleidingseenheidcode": "1010O6466"}, sleutelpaar=wie.paar, oin=oin)


def mag(rio: Dienst, wie: Wie, oin: str = OIN) -> None:
    antwoord = vraag(rio, wie, oin)
    assert antwoord.status == 200, antwoord.raw


def mag_niet(rio: Dienst, wie: Wie, code: str, melding: str, oin: str = OIN) -> None:
    antwoord = vraag(rio, wie, oin)
    assert antwoord.faultcode == f"SOAP-ENV:{code}", antwoord.raw
    assert melding in " ".join(antwoord.body.itertext())
    assert (b"SignatureValue" in antwoord.raw) is (code == "Client.DK0002"), "signed for whoever is trusted"


def test_a_certificate_of_a_trusted_ca_signs_for_its_own_oin_and_by_mandate(rio: Dienst) -> None:
    wie = blad()
    mag_niet(rio, wie, "Client.EK0031", "niet van een vertrouwde partij")
    vertrouw(rio)
    mag(rio, wie)
    mag_niet(rio, wie, "Client.DK0002", "niet gemachtigd", trial.OIN_HANZE)
    doe(rio, "mandaat", "toevoegen", "--oin", OIN, "--namens", trial.OIN_HANZE)
    mag(rio, wie, trial.OIN_HANZE)
    mag(rio, blad(nummer=4), trial.OIN_HANZE)
    doe(rio, "mandaat", "intrekken", "--oin", OIN, "--namens", trial.OIN_HANZE)
    mag_niet(rio, wie, "Client.DK0002", "niet gemachtigd", trial.OIN_HANZE)


def test_where_only_mandates_count_the_own_oin_needs_one_too(rio: Dienst) -> None:
    vertrouw(rio, "--alleen-mandaat")
    mag_niet(rio, blad(), "Client.DK0002", "niet gemachtigd")
    doe(rio, "mandaat", "toevoegen", "--oin", OIN, "--namens", OIN)
    mag(rio, blad())


def test_only_certificates_of_the_ca_that_was_loaded_are_taken(rio: Dienst) -> None:
    """With the CAs of PKIoverheid loaded: PKIoverheid only."""
    vertrouw(rio)
    andere = maak("CA", nummer=5, ca=True, van=NU - DAG)
    mag_niet(rio, blad(ca=andere), "Client.EK0031", "hoort niet bij een vertrouwde CA")
    mag_niet(rio, blad(ca=maak("Andere CA", nummer=5, ca=True, van=NU - DAG)), "Client.EK0031", "vertrouwde partij")


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"van": NU - 2 * DAG, "tot": NU - DAG}, "vertrouwde CA"),
        ({"van": NU + DAG, "tot": NU + 2 * DAG}, "vertrouwde CA"),
        ({"oin": None}, "noemt geen OIN"),
        ({"oin": "KVK12345678"}, "noemt geen OIN"),
        ({"ku": None}, "vertrouwde CA"),
    ],
    ids=["expired", "not yet valid", "no OIN", "no OIN of the right syntax", "no keyUsage"],
)
def test_a_certificate_that_is_not_good_is_refused_whatever_its_ca(
    rio: Dienst, anders: dict[str, object], melding: str
) -> None:
    vertrouw(rio)
    mag_niet(rio, blad(**anders), "Client.EK0031", melding)  # type: ignore[arg-type]


@pytest.mark.parametrize(("van", "tot"), [(-2, -1), (1, 2)], ids=["expired", "not yet valid"])
def test_a_party_with_a_certificate_out_of_its_time_is_refused(rio: Dienst, van: int, tot: int) -> None:
    wie = maak("Klant", nummer=3, oin=OIN, van=NU + van * DAG, tot=NU + tot * DAG)
    doe(rio, "partij", "toevoegen", "--certificaat", bestand(rio, wie.pem), "--namens", OIN)
    mag_niet(rio, wie, "Client.EK0031", "nu niet geldig")


def test_a_weak_certificate_is_not_taken_as_a_party(rio: Dienst) -> None:
    zwak = bestand(rio, maak("Klant", nummer=3, bits=1024, oin=OIN, **MOMENTEN).pem)
    assert "1024 bits" in doe(rio, "partij", "toevoegen", "--certificaat", zwak, "--namens", OIN, goed=False)


def test_a_withdrawn_certificate_is_out_at_once_though_its_ca_is_trusted(rio: Dienst) -> None:
    vertrouw(rio)
    wie = blad()
    mag(rio, wie)
    doe(rio, "partij", "intrekken", vingerafdruk(wie.der).upper())
    mag_niet(rio, wie, "Client.EK0031", "ingetrokken")
    mag(rio, blad(nummer=4))
    doe(rio, "partij", "toevoegen", "--certificaat", bestand(rio, wie.pem), "--namens", OIN)
    mag(rio, wie)


def test_a_withdrawn_ca_is_out_at_once(rio: Dienst) -> None:
    vertrouw(rio)
    mag(rio, blad())
    afdruk = doe(rio, "vertrouw", "lijst").split()[0]
    doe(rio, "vertrouw", "intrekken", afdruk)
    mag_niet(rio, blad(), "Client.EK0031", "niet van een vertrouwde partij")
    doe(rio, "vertrouw", "intrekken", afdruk, goed=False)


def test_a_certificate_on_a_crl_is_out_at_once_also_as_a_party(rio: Dienst) -> None:
    vertrouw(rio)
    wie, vast = blad(), blad(oin=trial.OIN_CLIENT, nummer=4)
    doe(rio, "partij", "toevoegen", "--certificaat", bestand(rio, vast.pem), "--namens", OIN)
    mag(rio, wie)
    mag(rio, vast)
    doe(rio, "vertrouw", "crl", bestand(rio, crl(CA, wie, vast, van=NU - DAG, tot=NU + DAG)))
    mag_niet(rio, wie, "Client.EK0031", "ingetrokken door CN=CA")
    mag_niet(rio, vast, "Client.EK0031", "ingetrokken door CN=CA")
    mag(rio, blad(nummer=5))
    assert "CRL until" in doe(rio, "vertrouw", "lijst")


def test_an_older_or_foreign_crl_does_not_replace_the_one_that_is_kept(rio: Dienst) -> None:
    vertrouw(rio)
    wie = blad()
    doe(rio, "vertrouw", "crl", bestand(rio, crl(CA, wie, van=NU - DAG, tot=NU + DAG)))
    ouder = bestand(rio, crl(CA, van=NU - 2 * DAG, tot=NU + DAG))
    assert "older" in doe(rio, "vertrouw", "crl", ouder, goed=False)
    vreemd = bestand(rio, crl(CA, van=NU, tot=NU + DAG, door=wie))
    assert "no trusted CA" in doe(rio, "vertrouw", "crl", vreemd, goed=False)
    mag_niet(rio, wie, "Client.EK0031", "ingetrokken")


def test_a_mandate_holds_from_its_first_moment_until_its_end(rio: Dienst) -> None:
    vertrouw(rio)
    geef = ("mandaat", "toevoegen", "--oin", OIN, "--namens", trial.OIN_HANZE)
    gisteren, morgen = ((NU + n * DAG).isoformat() for n in (-1, 1))
    for opties, goed in (
        (("--vanaf", morgen), False),
        (("--tot", gisteren), False),
        (("--vanaf", gisteren, "--tot", morgen), True),
        (("--vanaf", gisteren[:10]), True),
    ):
        doe(rio, *geef, *opties)
        if goed:
            mag(rio, blad(), trial.OIN_HANZE)
        else:
            mag_niet(rio, blad(), "Client.DK0002", "niet gemachtigd", trial.OIN_HANZE)
    doe(rio, *geef, "--vanaf", morgen, "--tot", gisteren, goed=False)
    assert trial.OIN_HANZE in doe(rio, "mandaat", "lijst")


def test_the_mandate_of_a_party_has_a_validity_too(rio: Dienst) -> None:
    wie = maak("Klant", nummer=3, oin=OIN, **MOMENTEN)
    pem = bestand(rio, wie.pem)
    gisteren, morgen = ((NU + n * DAG).isoformat() for n in (-1, 1))
    namens = ("--namens", trial.OIN_HANZE)
    doe(rio, "partij", "toevoegen", "--certificaat", pem, *namens, "--vanaf", morgen)
    mag_niet(rio, wie, "Client.DK0002", "niet gemachtigd", trial.OIN_HANZE)
    doe(rio, "partij", "toevoegen", "--certificaat", pem, *namens, "--vanaf", gisteren, "--tot", morgen)
    mag(rio, wie, trial.OIN_HANZE)
    afdruk = vingerafdruk(wie.der)
    doe(rio, "mandaat", "intrekken", "--partij", afdruk, *namens)
    mag_niet(rio, wie, "Client.DK0002", "niet gemachtigd", trial.OIN_HANZE)
    doe(rio, "mandaat", "toevoegen", "--partij", afdruk, *namens)
    mag(rio, wie, trial.OIN_HANZE)


@pytest.mark.parametrize(
    "woorden",
    [
        ("vertrouw", "ca", "{klant}"),
        ("vertrouw", "ca", "{geen}"),
        ("vertrouw", "crl", "{geen}"),
        ("mandaat", "toevoegen", "--namens", OIN),
        ("mandaat", "toevoegen", "--oin", "1", "--namens", OIN),
        ("mandaat", "toevoegen", "--partij", "a" * 64, "--namens", OIN),
        ("mandaat", "toevoegen", "--oin", OIN, "--namens", OIN, "--tot", "gisteren"),
        ("mandaat", "intrekken", "--oin", OIN, "--namens", OIN),
        ("partij", "intrekken", "a"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(rio: Dienst, woorden: tuple[str, ...]) -> None:
    geen = rio.settings.data_dir / "geen.pem"
    geen.write_text("niets")
    klant = rio.settings.data_dir / "pki" / "klant.pem"
    uit = doe(rio, *[woord.format(geen=geen, klant=klant) for woord in woorden], goed=False)
    assert "Error: " in uit
    assert "Traceback" not in uit
