"""Settings of the service: environment variables ``RIO_*``, else ``rio-soap.toml``, else the default.

The names of the fields are those that users write, in Dutch; a page of documentation is written from their texts.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from rio_soap import geheim
from rio_soap.bevinding.spraak import zin
from rio_soap.register.regels.databestand import lees_tekst
from rio_soap.setup import spelling
from rio_soap.setup.chain_settings import CHAIN_RANGES, store_file
from rio_soap.setup.publication_settings import problem_with_publication
from rio_soap.setup.screen_settings import SCREEN_RANGES, ScreenSettings, problem_with_screens
from rio_soap.setup.witness_settings import WITNESS_RANGES, getuigebestand, problem_with_witnesses

OIN_DUO = "00000001800866472000"
"""The OIN under which RIO answers (PvE 6.4.8)."""

FILE = "rio-soap.toml"
_MAX_BYTES = 1_000_000


Given = str | int | float
"""A setting as it is given: TOML has numbers, the environment and options of a command text."""


class SettingsError(ValueError):
    """A setting that cannot be used: which, what was found, what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings(ScreenSettings):
    """All settings; ``RIO_DATA_DIR`` is the field `data_dir`, and so on."""

    data_dir: Path = Path("rio-data")
    """Directory of the SQLite database and the keys; made when needed."""
    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite file ``rio.db`` in the data directory. PostgreSQL: ``postgresql+psycopg://…``."""
    lees_database_url: str = ""
    """SQLAlchemy URL of a streaming replica of that database, for readings; empty: they are done where all else is."""
    signatures: str = "required"
    """``required``: unsigned requests are refused. ``optional``: they are taken, the sender is who wsa:From says."""
    onderteken_antwoord: str = "als-verzoek"
    """``als-verzoek``: answers to signed requests are signed, those to unsigned ones are not. ``altijd``: all are."""
    profiel: str = "praktijk"
    """``praktijk``: what is observed in traffic is accepted. ``streng``: the PvE to the letter."""
    eku: str = "kritiek"
    """Certificates that sign whose extendedKeyUsage names no purpose of signing (``serverAuth`` only, say):
    ``kritiek`` refuses them where that extension is critical, ``altijd`` in any case, ``nee`` never."""
    afzender: str = "gemachtigd"
    """verzendendeInstantie beside wsa:From. ``gemachtigd``: an OIN in it is one for which the signer may act, any other
    text is taken. ``gelijk``: it is the OIN of wsa:From. ``vrij``: it is not looked at."""
    oin: str = OIN_DUO
    """OIN of this service, expected in wsa:To and given in wsa:From of answers."""
    certificaat: str = ""
    """PEM file of the certificate that signs answers; empty: ``pki/dienst.pem`` in the data directory."""
    sleutel: str = ""
    """PEM file of its private key; empty: ``pki/dienst.key`` in the data directory."""
    paginagrootte: int = 20
    """Objects per page of a paged reading (20 as observed), 1 to 500."""
    foutmeldingen: str = "alle"
    """``alle``: every finding in documented order. ``eerste``: the first only, as in all recorded refusals."""
    eqf_particulier: str = "nee"
    """``ja``: give eqf and nlqf of particuliere opleidingen on reading, as RIO did until November 2025."""
    waardenlijsten: str = ""
    """File that replaces the value lists of the package (same form, docs/standaarden.md)."""
    kenmerken: str = ""
    """File that replaces the table of kenmerken of the package (same form, docs/bediening.md)."""
    inzage_dagen: int = 731
    """Days for which is kept who read a contactadres that is not public; ``signaleer`` removes what is older."""
    client_waarden: str = "nee"
    """``ja``: also take values that a known client sends and no published list holds."""
    threads: int = 8
    """Worker threads of one process."""
    termijn: float = 10.0
    """Seconds from the arrival of a message in which it is answered; what has no answer by then gets Server.DK0051."""
    max_bericht: int = 2 * 1024 * 1024
    """Largest request in bytes."""
    max_geldigheid: int = 86400
    """Longest accepted time between Created and Expires of a Timestamp, in seconds."""
    klokverschil: int = 60
    """Accepted difference between the sender's clock and ours, in seconds."""
    tls: str = "geen"
    """Who ends TLS: ``geen`` nobody (trial on loopback), ``proxy`` nginx before a socket, ``eigen`` this server."""
    tls_certificaat: str = ""
    """PEM file with the certificate (and its chain) that the server shows; for ``eigen``."""
    tls_sleutel: str = ""
    """PEM file of its private key."""
    tls_ca: str = ""
    """PEM file with the CAs whose client certificates are taken."""
    tls_crl: str = ""
    """PEM file with the CRLs of those CAs; empty: none is checked."""
    beheer_poort: int = 0
    """Port for /controle, /voorbeeld, /metrics and /health, which then are there only (/health on both); 0: none."""
    beheer_host: str = "127.0.0.1"
    """Address of that port: plain HTTP, where nobody is asked who he is."""
    controle_per_minuut: int = 600
    """Reports of /controle and /voorbeeld per minute and sender; what takes long counts for more. 0: no limit."""
    api_per_minuut: int = 600
    """Requests to the JSON API per minute and address of the client. 0: no limit."""
    opendata_map: str = ""
    """Folder in which ``publiceer`` puts the open data of each day; empty: ``opendata`` in the data directory."""
    opendata_dagen: int = 400
    """Days for which a publication of the open data is kept at least; the first of each month is kept for ever."""
    taal: str = ""
    """Language of what commands say, ``nl`` or ``en``; empty: reports Dutch, the rest English. ``--taal`` wins."""
    klok: str = ""
    """For tests only: the service lives at this fixed moment (ISO 8601 with offset), to replay old recordings."""

    def __post_init__(self) -> None:
        _choice("signatures", self.signatures, ("required", "optional"))
        _choice("onderteken_antwoord", self.onderteken_antwoord, ("als-verzoek", "altijd"))
        _choice("profiel", self.profiel, ("praktijk", "streng"))
        _choice("eku", self.eku, ("kritiek", "altijd", "nee"))
        _choice("afzender", self.afzender, ("gemachtigd", "gelijk", "vrij"))
        _choice("foutmeldingen", self.foutmeldingen, ("alle", "eerste"))
        _choice("eqf_particulier", self.eqf_particulier, ("ja", "nee"))
        _choice("client_waarden", self.client_waarden, ("ja", "nee"))
        _choice("taal", self.taal, ("", "nl", "en"))
        _choice("kvk_omgeving", self.kvk_omgeving, ("productie", "test"))
        _choice("tls", self.tls, ("geen", "proxy", "eigen"))
        if self.tls == "eigen" and not (self.tls_certificaat and self.tls_sleutel and self.tls_ca):
            raise SettingsError(zin("instelling.tls"))
        if self.lees_database_url and not (_postgresql(self.database_url) and _postgresql(self.lees_database_url)):
            raise SettingsError(zin("instelling.leesdatabase"))
        for name, least, most in (
            ("paginagrootte", 1, 500),
            ("inzage_dagen", 1, 36525),
            ("threads", 1, 256),
            ("termijn", 0.5, 300),
            ("max_bericht", 10_000, 64 * 1024 * 1024),
            ("max_geldigheid", 60, 31 * 86400),
            ("klokverschil", 0, 3600),
            ("beheer_poort", 0, 65535),
            ("controle_per_minuut", 0, 1_000_000),
            ("api_per_minuut", 0, 1_000_000),
            ("opendata_dagen", 1, 36525),
            *CHAIN_RANGES,
            *WITNESS_RANGES,
            *SCREEN_RANGES,
        ):
            if not least <= getattr(self, name) <= most:
                found = getattr(self, name)
                raise SettingsError(
                    zin("instelling.bereik", naam=_variable(name), gevonden=found, minst=least, meest=most)
                )
        for problem in (problem_with_witnesses(self), problem_with_publication(self), problem_with_screens(self)):
            if problem is not None:
                raise SettingsError(problem)
        if self.klok and self.fixed_time is None:
            raise SettingsError(zin("instelling.klok", gevonden=repr(self.klok)))

    @property
    def url(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'rio.db').resolve()}"

    @property
    def has_register(self) -> bool:
        """Whether a database is named, or the data directory holds one."""
        return bool(self.database_url) or (self.data_dir / "rio.db").exists()

    @property
    def certificaatbestand(self) -> Path:
        """PEM file of the signing certificate in force."""
        return Path(self.certificaat) if self.certificaat else self.data_dir / "pki" / "dienst.pem"

    @property
    def sleutelbestand(self) -> Path:
        """PEM file of the signing key in force."""
        return Path(self.sleutel) if self.sleutel else self.data_dir / "pki" / "dienst.key"

    @property
    def getuigebestand(self) -> Path | None:
        """The file of heads of the chain in force, None for none."""
        return getuigebestand(self, self.data_dir)

    @property
    def bagbestand(self) -> Path:
        """The store of BAG data in force, whether or not it is there."""
        return store_file(self, self.data_dir)

    @property
    def publicatiemap(self) -> Path:
        """The folder of publications in force, whether or not it is there."""
        return Path(self.opendata_map) if self.opendata_map else self.data_dir / "opendata"

    @property
    def fixed_time(self) -> datetime | None:
        """The fixed moment of `klok`, aware; None when the real clock is used."""
        if not self.klok:
            return None
        try:
            moment = datetime.fromisoformat(self.klok)
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else None


def _variable(name: str) -> str:
    return f"RIO_{name.upper()}"


def _postgresql(url: str) -> bool:
    return url.partition(":")[0].partition("+")[0] == "postgresql"


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        mag = f" {zin('instelling.of')} ".join(allowed)
        raise SettingsError(zin("instelling.keuze", naam=_variable(name), gevonden=repr(value), mag=mag))


def read_settings(
    environ: Mapping[str, str] | None = None, file: Path | None = None, **overrides: Given | None
) -> Settings:
    """Settings from the environment over ``rio-soap.toml`` over the defaults.

    :param environ: the environment, by default that of the process.
    :param file: the TOML file; by default ``rio-soap.toml`` in the working directory, if it is there.
    :param overrides: settings that go before both (options of a command); None is none.
    :raises SettingsError: for an unknown or unusable setting, with what is allowed.
    """
    environ = os.environ if environ is None else environ
    kinds = {field.name: field.type for field in fields(Settings)}
    spelling.judge(environ, [_variable(name) for name in kinds], SettingsError)
    found = _from_file(file)
    for name in kinds:
        if (text := environ.get(_variable(name))) is not None:
            found[name] = text
    found.update({name: value for name, value in overrides.items() if value is not None})
    if unknown := sorted(set(found) - set(kinds)):
        near = spelling.nearest(unknown[0], kinds)
        told = zin("instelling.onbekend", naam=repr(unknown[0]))
        raise SettingsError(told + (zin("instelling.bedoeld", naam=near) if near else zin("instelling.alle")))
    for name, value in found.items():
        if name.endswith("url"):
            geheim.onthoud(str(value))
    read = {name: _read(name, kinds[name], value) for name, value in found.items()}
    return Settings(**read)  # type: ignore[arg-type]  # each value is of the type of its field


def _from_file(file: Path | None) -> dict[str, Given]:
    path = file or Path(FILE)
    if not path.exists():
        if file is not None:
            raise SettingsError(zin("instelling.geen_bestand", bestand=file))
        return {}
    try:
        return tomllib.loads(lees_tekst(path, _MAX_BYTES, SettingsError))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(zin("instelling.geen_toml", bestand=path, waarom=error)) from error


_KINDS: dict[object, str] = {int: "instelling.geheel", float: "instelling.getal"}
"""Kind of a setting to what is allowed, as a sentence of the catalogue."""


def _read(name: str, kind: type | str, value: Given) -> Given | Path:
    """A value as its field has it: TOML knows more kinds than there are settings of."""
    try:
        if kind in (int, float) and isinstance(value, str | int | float) and not isinstance(value, bool):
            number = float(value) if kind is float else int(value)
            if kind is float or number == float(value):
                return number
    except (OverflowError, ValueError):
        pass
    if kind not in (int, float) and isinstance(value, str | int | float) and not isinstance(value, bool):
        text = str(value)
        if "\0" not in text:
            return Path(text) if kind is Path else text
    allowed = zin(_KINDS.get(kind, "instelling.tekst"))
    raise SettingsError(zin("instelling.soort", naam=_variable(name), gevonden=repr(value), mag=allowed))
