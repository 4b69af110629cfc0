"""How commands and the service come to a register: in use by name, of the right form, and closed to others."""

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from rio_soap import besloten, geheim
from rio_soap.register.database import lock_postgresql, migration, trial_mark
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine, sqlite_pad
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.lock import Lock
from rio_soap.register.database.migration import SchemaError
from rio_soap.setup import file_errors
from rio_soap.setup.settings import Settings, SettingsError

log = logging.getLogger(__name__)


class RegisterUnusable(SettingsError):
    """The register of the settings cannot be used: which, why, and what helps."""


LOCK_FILE, LOCK_SUFFIX = "rio.slot", "-slot"
"""Lock file of a data directory; that of an SQLite database is ``…-slot`` beside it. Both are empty, and stay."""
_VORMEN = "write sqlite:////folder/rio.db or postgresql+psycopg://user@host:port/database"
_HULP = {
    "this user must be able to write the file and its folder": "unable to open database file",
    "give this user the right to write the file and its folder": "attempt to write a readonly database",
    "make room there, or name another place": "database or disk is full",
}
"""What helps, and what SQLite says then."""
_NIET_HIER = "run rio-soap init to make one, or name another in RIO_DATABASE_URL or RIO_DATA_DIR"


def make_register_engine(settings: Settings) -> sa.Engine:
    """An engine of the settings; nothing is opened yet.

    :raises SettingsError: for a URL that is none, or of a database that cannot be used.
    """
    try:
        return maak_engine(settings.url)
    except (sa.exc.ArgumentError, TypeError) as fout:
        raise SettingsError(f"RIO_DATABASE_URL: {geheim.een_regel(fout)}: {_VORMEN}") from None
    except (sa.exc.SQLAlchemyError, ValueError, ImportError) as fout:
        vormen = f": {_VORMEN}" if "invalid literal" in str(fout) else ""
        raise SettingsError(f"RIO_DATABASE_URL: {geheim.een_regel(fout)}{vormen}") from None


@contextmanager
def open_register(settings: Settings) -> Iterator[Register]:
    """The register of the settings, in use by this process as long as the context lasts.

    :raises RegisterUnusable: when there is none, when it is not of this version or this contract, when it cannot be
        reached, or when another process has it alone; on one line that says what helps. Nothing was made or changed.
    """
    engine = make_register_engine(settings)
    waar = geheim.toonbaar(settings.url)
    with ExitStack() as stapel:
        stapel.callback(engine.dispose)
        with _als_instellingsfout(waar):
            _moet_er_zijn(engine)
            for pad in _slotbestanden(settings, engine):
                _deel(pad, stapel)
            if engine.dialect.name == "postgresql":
                lock_postgresql.deel(engine)
            migration.controleer(engine)
        warn(settings, engine)
        yield stapel.enter_context(Register(engine))


def is_current(settings: Settings) -> bool:
    """Whether the register is there, of this version and of its contract, so that `migrate` would change nothing.

    :raises RegisterUnusable: when it cannot be reached, or another process has it alone.
    """
    engine = make_register_engine(settings)
    with ExitStack() as stapel:
        stapel.callback(engine.dispose)
        with _als_instellingsfout(geheim.toonbaar(settings.url)):
            try:
                _moet_er_zijn(engine)
                for pad in _slotbestanden(settings, engine):
                    _deel(pad, stapel)
                migration.controleer(engine)
            except SchemaError:
                return False
            warn(settings, engine)
            return True


@contextmanager
def own_directory(settings: Settings) -> Iterator[None]:
    """The data directory for this process alone, for what is kept there beside the register; made when needed.

    :raises RegisterUnusable: when another process is at work there, or it cannot be made.
    """
    with ExitStack() as stapel:
        with _als_instellingsfout(str(settings.data_dir)):
            besloten.maak_map(settings.data_dir)
            stapel.callback(Lock(settings.data_dir / LOCK_FILE, alleen=True).laat_los)
        yield


@contextmanager
def use_directory(settings: Settings) -> Iterator[None]:
    """The data directory in use by this process, for what is kept there beside the register; there need be none.

    :raises RegisterUnusable: when another process has it alone.
    """
    with ExitStack() as stapel:
        with _als_instellingsfout(str(settings.data_dir)):
            if settings.data_dir.is_dir():
                _deel(settings.data_dir / LOCK_FILE, stapel)
        yield


class Owned:
    """Data directory and database of the settings, held alone.

    :ivar engine: of the database; nothing is opened yet.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.sloten: list[Lock | lock_postgresql.ExclusiveLock] = []
        self._andere: list[Lock] = []

    def deel(self) -> list[Lock]:
        """Share the files from now on, with nobody coming in between; gives what is then to be given back."""
        gedeeld = [slot for slot in self.sloten if isinstance(slot, Lock)]
        for slot in gedeeld:
            slot.deel()
        self.sloten = [slot for slot in self.sloten if not isinstance(slot, Lock)]
        return gedeeld

    def take_databases(self, map_: Path, behalve: str) -> None:
        """Hold every database in a folder alone: one may be that of a service whose data directory is elsewhere.

        :param behalve: lock file of one that is left as it is.
        :raises RegisterUnusable: when another process is at work on one.
        """
        with _als_instellingsfout(str(map_)):
            eigen = {slot.pad for slot in self.sloten if isinstance(slot, Lock)}
            for pad in sorted(map_.rglob(f"*{LOCK_SUFFIX}")):
                if pad.is_file() and pad.name != behalve and os.path.realpath(pad) not in eigen:
                    self._andere.append(Lock(pad, alleen=True))

    def laat_los(self) -> None:
        """Give back what is still held alone."""
        for sloten in (self.sloten, self._andere):
            while sloten:
                sloten.pop().laat_los()
        self.engine.dispose()


@contextmanager
def own(settings: Settings) -> Iterator[Owned]:
    """Data directory and database of the settings for this process alone, to make them anew or migrate them; the
    directory is made when needed.

    :raises RegisterUnusable: when another process is at work there, or for what cannot be made or reached.
    """
    bezit = Owned(make_register_engine(settings))
    try:
        with _als_instellingsfout(geheim.toonbaar(settings.url)):
            if not settings.database_url:
                besloten.maak_map(settings.data_dir)
            _moet_bestand_zijn(bezit.engine)
            for pad in _slotbestanden(settings, bezit.engine):
                bezit.sloten.append(Lock(pad, alleen=True))
            if bezit.engine.dialect.name == "postgresql":
                los = sa.create_engine(bezit.engine.url, poolclass=NullPool)
                bezit.sloten.append(lock_postgresql.ExclusiveLock(los))
        yield bezit
    finally:
        bezit.laat_los()


def migrate(engine: sa.Engine) -> None:
    """Bring the database of `own` to this version.

    :raises RegisterUnusable: when that cannot be, on one line; nothing was changed.
    """
    with _als_instellingsfout(geheim.toonbaar(engine.url.render_as_string(hide_password=False))):
        if not _is_nieuw(engine):
            migration.controleer_te_migreren(engine)
        migration.migreer(engine)


def must_be_trial(engine: sa.Engine, proefklant: str) -> None:
    """Whether a trial may use a database that the settings name: it adds data, and a party whose key anybody may have.

    :param proefklant: name of that party.
    :raises RegisterUnusable: for a database that others use.
    """
    waar = geheim.toonbaar(engine.url.render_as_string(hide_password=False))
    if _is_nieuw(engine):
        return
    with _als_instellingsfout(waar):
        migration.controleer_te_migreren(engine)
        if trial_mark.is_van_anderen(engine, proefklant):
            raise SchemaError(
                "it holds messages or parties of others and is no trial; name another in RIO_DATABASE_URL"
            )


def warn(settings: Settings, engine: sa.Engine) -> None:
    """Say on one line which files of ours others may use."""
    paden = [settings.data_dir, settings.sleutelbestand]
    paden += [Path(s) for s in (settings.kvk_sleutel, settings.bag_sleutel, settings.tls_sleutel) if s]
    if engine.dialect.name == "sqlite":
        bestand = sqlite_pad(engine.url)
        paden += [Path(bestand + deel) for deel in ("", "-wal", "-shm")]
    if ruim := besloten.te_ruim(paden):
        log.warning("others than the owner may use %s; close them with: chmod go-rwx", ", ".join(ruim))


@contextmanager
def _als_instellingsfout(waar: str) -> Iterator[None]:
    """What is wrong with a database as one line."""
    try:
        yield
    except SchemaError as fout:
        raise RegisterUnusable(f"{waar}: {fout}") from fout
    except Unavailable as fout:
        raise RegisterUnusable(geheim.een_regel(fout)) from fout
    except OSError as fout:
        raise RegisterUnusable(geheim.wis(f"{waar}: {file_errors.explain(fout)}")) from fout
    except sa.exc.SQLAlchemyError as fout:
        hulp = "".join(f"; {wat}" for wat in _HULP if _HULP[wat] in str(fout))
        raise RegisterUnusable(f"{waar}: {geheim.een_regel(fout)}{hulp}") from fout


def _moet_er_zijn(engine: sa.Engine) -> None:
    """
    :raises SchemaError: when there is no SQLite file; connecting would make one.
    """
    _moet_bestand_zijn(engine)
    if _is_nieuw(engine):
        raise SchemaError(f"no database there; {_NIET_HIER}")


def _moet_bestand_zijn(engine: sa.Engine) -> None:
    """
    :raises SchemaError: for an SQLite database that is something else than a file, if it is there.
    """
    if engine.dialect.name == "sqlite" and (pad := Path(sqlite_pad(engine.url))).exists() and not pad.is_file():
        raise SchemaError(f"{'a directory' if pad.is_dir() else 'a device'} and no database; {_NIET_HIER}")


def _is_nieuw(engine: sa.Engine) -> bool:
    """Whether there is no SQLite file yet."""
    return engine.dialect.name == "sqlite" and not Path(sqlite_pad(engine.url)).exists()


def _slotbestanden(settings: Settings, engine: sa.Engine) -> list[Path]:
    """Lock files of the data directory, if it is there, and of the database."""
    paden = [settings.data_dir / LOCK_FILE] if settings.data_dir.is_dir() else []
    if engine.dialect.name == "sqlite":
        paden.append(Path(os.path.realpath(sqlite_pad(engine.url)) + LOCK_SUFFIX))
    return paden


def _deel(pad: Path, stapel: ExitStack) -> None:
    """Share a place. On a medium that nobody can write nothing can be wiped either, and no lock be made."""
    try:
        stapel.callback(Lock(pad, alleen=False).laat_los)
    except OSError as fout:
        if fout.errno != errno.EROFS:
            raise
