"""The options that say where to and who signs, shared by the commands that speak with RIO."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, Literal

import click

from rio_soap.cli import proef
from rio_soap.client import RioClient, Tls
from rio_soap.setup.settings import Instellingen

_PAD = click.Path(exists=True, dir_okay=False, path_type=Path)


class Onbruikbaar(click.ClickException):
    """Input that cannot be used: exit code 2."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Verbindingsopties:
    """Where to, and who signs; what is not given comes from the trial environment when there is one."""

    endpoint: str
    certificaat: Path | None
    sleutel: Path | None
    oin: str | None
    rio_certificaat: Path | None
    tls: Tls | None
    bewaar: Path | None
    profiel: Literal["praktijk", "streng"] | None
    antwoord: Literal["soepel", "strikt"]

    def met_endpoint(self, endpoint: str) -> "Verbindingsopties":
        """The same for another endpoint."""
        return replace(self, endpoint=endpoint)

    def client(self, instellingen: Instellingen) -> RioClient:
        """The client of these options."""
        pki = instellingen.data_dir / "pki"
        in_proef = (instellingen.data_dir / proef.MERK).exists() or (pki / "klant.pem").exists()
        oin = self.oin or (proef.OIN_HANZE if in_proef else None)
        if oin is None:
            raise Onbruikbaar("--oin: the OIN of the institution on whose behalf is signed is missing")
        try:
            return RioClient(
                self.endpoint,
                self.certificaat or pki / "klant.pem",
                self.sleutel or pki / "klant.key",
                oin,
                rio_certificates=[self.rio_certificaat or instellingen.certificaatbestand],
                rio_oin=instellingen.oin,
                tls=self.tls,
                observer=_bewaarder(self.bewaar) if self.bewaar else None,
                profile=self.profiel or ("streng" if instellingen.profiel == "streng" else "praktijk"),
                strict_answers=self.antwoord == "strikt",
            )
        except (OSError, ValueError) as fout:
            raise Onbruikbaar(str(fout)) from fout


def _bewaarder(map_: Path) -> Callable[[str, bytes, bytes], None]:
    map_.mkdir(parents=True, exist_ok=True)

    def bewaar(_operatie: str, verzoek: bytes, antwoord: bytes) -> None:
        nummer = 1 + len(list(map_.glob("*-verzoek.xml")))
        (map_ / f"{nummer:03d}-verzoek.xml").write_bytes(verzoek)
        (map_ / f"{nummer:03d}-antwoord.xml").write_bytes(antwoord)

    return bewaar


def verbindingsopties(
    vlag: str = "--endpoint",
    standaard: str | None = "http://127.0.0.1:8080",
    omgeving: str | None = "RIO_CLIENT_ENDPOINT",
    hulp: str | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that say where to and who signs, as one argument `verbinding`.

    :param vlag: the option that says where to.
    :param omgeving: environment variable that says so too.
    """
    return lambda functie: _verbinding(functie, vlag, standaard, omgeving, hulp)


def _verbinding(
    functie: Callable[..., Any], vlag: str, standaard: str | None, omgeving: str | None, hulp: str | None
) -> Callable[..., Any]:

    @wraps(functie)
    def met(**opties: Any) -> Any:
        ca, certificaat, sleutel = (opties.pop(f"tls_{naam}") for naam in ("ca", "certificaat", "sleutel"))
        tls = Tls(ca, certificaat, sleutel) if ca or certificaat else None
        namen = ("endpoint", "certificaat", "sleutel", "oin", "rio_certificaat", "bewaar", "profiel", "antwoord")
        gekozen = Verbindingsopties(**{naam: opties.pop(naam) for naam in namen}, tls=tls)
        return functie(verbinding=gekozen, **opties)

    map_ = click.Path(file_okay=False, path_type=Path)
    for optie in reversed(
        (
            click.option(vlag, "endpoint", envvar=omgeving, default=standaard, show_default=True, help=hulp),
            click.option("--certificaat", envvar="RIO_CLIENT_CERTIFICAAT", type=_PAD, help="PEM, signs the request."),
            click.option("--sleutel", envvar="RIO_CLIENT_SLEUTEL", type=_PAD, help="PEM, key of the certificate."),
            click.option("--oin", envvar="RIO_CLIENT_OIN", help="OIN of the institution on whose behalf is signed."),
            click.option(
                "--rio-certificaat", envvar="RIO_CLIENT_RIO_CERTIFICAAT", type=_PAD, help="PEM, of the answers."
            ),
            click.option("--tls-ca", envvar="RIO_CLIENT_TLS_CA", type=_PAD, help="PEM, authorities of the server."),
            click.option("--tls-certificaat", envvar="RIO_CLIENT_TLS_CERTIFICAAT", type=_PAD, help="PEM, for TLS."),
            click.option("--tls-sleutel", envvar="RIO_CLIENT_TLS_SLEUTEL", type=_PAD, help="PEM, its key."),
            click.option(
                "--profiel",
                envvar="RIO_CLIENT_PROFIEL",
                type=click.Choice(["praktijk", "streng"]),
                help="streng: write by the letter of the PvE [default: RIO_PROFIEL].",
            ),
            click.option(
                "--antwoord",
                envvar="RIO_CLIENT_ANTWOORD",
                type=click.Choice(["soepel", "strikt"]),
                default="soepel",
                show_default=True,
                help="soepel: leave out of an answer what the contract does not know, with a warning.",
            ),
            click.option("--bewaar", type=map_, help="Directory in which every request and answer is kept."),
        )
    ):
        met = optie(met)
    return met
