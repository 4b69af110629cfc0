"""The options that say where to and who signs, shared by the commands that speak with RIO."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, Literal

import click

from rio_soap.bevinding.spraak import zin
from rio_soap.cli.parameters import FILE, Unusable
from rio_soap.client import Herhaling, RioClient, Tls
from rio_soap.setup import file_errors, trial
from rio_soap.setup.settings import Settings


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
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
    wachttijd: float

    def met_endpoint(self, endpoint: str) -> "ConnectionOptions":
        """The same for another endpoint."""
        return replace(self, endpoint=endpoint)

    def client(self, settings: Settings) -> RioClient:
        """The client of these options."""
        pki = settings.data_dir / "pki"
        in_proef = trial.is_trial_dir(settings.data_dir) or (pki / "klant.pem").exists()
        oin = self.oin or (trial.OIN_HANZE if in_proef else None)
        if oin is None:
            raise Unusable(zin("parameter.geen_oin"))
        try:
            if self.tls is not None:
                self.tls.context()  # also for plain HTTP: a file that cannot be used is told before it is needed
            return RioClient(
                self.endpoint,
                self.certificaat or pki / "klant.pem",
                self.sleutel or pki / "klant.key",
                oin,
                rio_certificates=[self.rio_certificaat or settings.certificaatbestand],
                rio_oin=settings.oin,
                tls=self.tls,
                timeout=self.wachttijd,
                retry=Herhaling(binnen=_GEDULD),
                observer=_keeper(self.bewaar) if self.bewaar else None,
                profile=self.profiel or ("streng" if settings.profiel == "streng" else "praktijk"),
                strict_answers=self.antwoord == "strikt",
            )
        except ssl.SSLError as fout:
            raise Unusable(f"TLS: {fout.reason or fout}") from fout
        except OSError as fout:
            raise Unusable(file_errors.explain(fout)) from fout
        except ValueError as fout:
            raise Unusable(str(fout)) from fout


def _keeper(folder: Path) -> Callable[[str, bytes, bytes], None]:
    """Keeps every request and answer in a folder, numbered on from what is there."""
    folder.mkdir(parents=True, exist_ok=True)

    def keep(_operatie: str, request: bytes, answer: bytes) -> None:
        number = 1 + len(list(folder.glob("*-verzoek.xml")))
        (folder / f"{number:03d}-verzoek.xml").write_bytes(request)
        (folder / f"{number:03d}-antwoord.xml").write_bytes(answer)

    return keep


Callback = Callable[..., None]
"""What a command does, with its parameters by name."""
_GEDULD = 3.0
"""Seconds in which a command tries again by itself: nobody looks longer at a terminal where nothing comes."""
_FOLDER = click.Path(file_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--certificaat", envvar="RIO_CLIENT_CERTIFICAAT", type=FILE, help="PEM, signs the request."),
    click.option("--sleutel", envvar="RIO_CLIENT_SLEUTEL", type=FILE, help="PEM, key of the certificate."),
    click.option("--oin", envvar="RIO_CLIENT_OIN", help="OIN of the institution on whose behalf is signed."),
    click.option("--rio-certificaat", envvar="RIO_CLIENT_RIO_CERTIFICAAT", type=FILE, help="PEM, of the answers."),
    click.option("--tls-ca", envvar="RIO_CLIENT_TLS_CA", type=FILE, help="PEM, authorities of the server."),
    click.option("--tls-certificaat", envvar="RIO_CLIENT_TLS_CERTIFICAAT", type=FILE, help="PEM, for TLS."),
    click.option("--tls-sleutel", envvar="RIO_CLIENT_TLS_SLEUTEL", type=FILE, help="PEM, its key."),
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
    click.option(
        "--wachttijd",
        envvar="RIO_CLIENT_WACHTTIJD",
        type=click.FloatRange(0.1, 3600),
        default=60.0,
        show_default=True,
        help="Seconds to wait for an answer.",
    ),
    click.option("--bewaar", type=_FOLDER, help="Directory in which every request and answer is kept."),
)
_NAMES = ("endpoint", "certificaat", "sleutel", "oin", "rio_certificaat", "bewaar", "profiel", "antwoord", "wachttijd")


def connection_options(
    flag: str = "--endpoint",
    default: str | None = "http://127.0.0.1:8080",
    variable: str | None = "RIO_CLIENT_ENDPOINT",
    help_: str | None = None,
) -> Callable[[Callback], Callback]:
    """The options that say where to and who signs, as one argument `verbinding`.

    :param flag: the option that says where to.
    :param variable: environment variable that says so too.
    """
    where = click.option(flag, "endpoint", envvar=variable, default=default, show_default=True, help=help_)

    def decorate(callback: Callback) -> Callback:
        @wraps(callback)
        def with_one(**options: Any) -> None:  # what click read, of the kind of each option
            ca, certificate, key = (options.pop(f"tls_{name}") for name in ("ca", "certificaat", "sleutel"))
            if key and not certificate:
                raise Unusable(zin("parameter.sleutel_alleen"))
            tls = Tls(ca, certificate, key) if ca or certificate else None
            chosen = ConnectionOptions(**{name: options.pop(name) for name in _NAMES}, tls=tls)
            callback(verbinding=chosen, **options)

        decorated: Callback = with_one
        for option in reversed((where, *_OPTIONS)):
            decorated = option(decorated)
        return decorated

    return decorate
