"""What the examples of `voorbeelden/` speak with: a trial service, and a key pair of one's own that it trusts."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rio_soap.client import RioClient
from rio_soap.client import berichten as b
from rio_soap.setup.trial import OIN_HANZE
from tests.cli.test_duurzaam import vrije_poort

BESTUUR = "100B490"
ONDERWERP = "/C=NL/O=Mijn leverancier (test)/CN=test.leverancier.example/serialNumber=00000099000000004242"
_RIO_SOAP = [sys.executable, "-c", "from rio_soap.cli import main; main()"]


@contextmanager
def proefdienst(map_: Path) -> Iterator[dict[str, str]]:
    """`make run` in a folder and on a free port; gives the environment for an example with a key of its own."""
    poort, data = vrije_poort(), map_ / "rio-data"
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("RIO_")}
    dienst = {**eigen, "RIO_DATA_DIR": str(data)}
    proces = subprocess.Popen(
        [*_RIO_SOAP, "proef", "--port", str(poort)], env=dienst, stdout=subprocess.PIPE, text=True
    )
    try:
        assert proces.stdout is not None
        gezegd = []
        for regel in proces.stdout:
            gezegd.append(regel)
            if re.match("serving on ", regel):
                break
        else:
            raise RuntimeError("".join(gezegd))
        eigen["PYTHON"] = sys.executable
        eigen["RIO_CLIENT_ENDPOINT"] = f"http://127.0.0.1:{poort}"
        eigen["RIO_CLIENT_RIO_CERTIFICAAT"] = str(data / "pki" / "dienst.pem")
        eigen |= eigen_sleutel(map_)
        vertrouw = ["partij", "toevoegen", "--certificaat", eigen["RIO_CLIENT_CERTIFICAAT"], "--namens", OIN_HANZE]
        _roep([*_RIO_SOAP, *vertrouw], dienst)
        wijzig(eigen)
        yield eigen
    finally:
        proces.terminate()
        proces.communicate(timeout=30)


def eigen_sleutel(map_: Path) -> dict[str, str]:
    """Make a key pair with openssl, as docs/beginnen.md does; gives what an example reads of it."""
    sleutel, certificaat = str(map_ / "eigen.key"), str(map_ / "eigen.pem")
    maak = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-sha256", "-days", "365", "-nodes"]
    _roep([*maak, "-keyout", sleutel, "-out", certificaat, "-subj", ONDERWERP])
    return {
        "RIO_CLIENT_CERTIFICAAT": certificaat,
        "RIO_CLIENT_SLEUTEL": sleutel,
        "RIO_CLIENT_OIN": OIN_HANZE,
        "RIO_BESTUUR": BESTUUR,
    }


def wijzig(omgeving: dict[str, str]) -> None:
    """Deliver a new onderwijsaanbieder, so that the feeds have something to tell."""
    with RioClient(
        omgeving["RIO_CLIENT_ENDPOINT"],
        certificate=omgeving["RIO_CLIENT_CERTIFICAAT"],
        key=omgeving["RIO_CLIENT_SLEUTEL"],
        oin=OIN_HANZE,
        rio_certificates=[omgeving["RIO_CLIENT_RIO_CERTIFICAAT"]],
    ) as rio:
        nieuw = b.nieuweOnderwijsaanbieder(
            inBedrijfdatum=date(2025, 9, 1),
            onderwijsaanbiederPeriode=[b.onderwijsaanbiederPeriode(begindatum=date(2025, 9, 1), naam="Dijkacademie")],
            juridischeRelatie=[b.juridischeRelatie(instellingserkenningscode="25BE", begindatum=date(2025, 9, 1))],
        )
        rio.aanleveren_onderwijsaanbieder(onderwijsbestuurcode=BESTUUR, nieuweOnderwijsaanbieder=nieuw)


def _roep(opdracht: list[str], omgeving: dict[str, str] | None = None) -> None:
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, timeout=60, check=False)
    if klaar.returncode:
        raise RuntimeError(f"{opdracht}\n{klaar.stdout}{klaar.stderr}")
