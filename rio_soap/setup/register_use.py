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
from rio_soap.bevinding.spraak import zin
from rio_soap.register.database import lock_postgresql, migration, trial_mark
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine, sqlite_pad
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.lock import InUse, Lock
from rio_soap.register.database.migration import SchemaError
from rio_soap.setup import database_errors, file_errors
from rio_soap.setup.settings import Settings, SettingsError

log = logging.getLogger(__name__)


class RegisterUnusable(SettingsError):
    """The register of the settings cannot be used: which, why, and what helps."""


LOCK_FILE, LOCK_SUFFIX = "rio.slot", "-slot"
"""Lock file of a data directory; that of an SQLite database is ``…-slot`` beside it. Both are empty, and stay."""


def make_register_engine(settings: Settings) -> sa.Engine:
    """An engine of the settings; nothing is opened yet.

    :raises SettingsError: for a URL that is none, or of a database that cannot be used.
    """
    try:
        return maak_engine(settings.url)
    except (sa.exc.ArgumentError, TypeError) as error:
        raise SettingsError(zin("register.adres", waarom=database_errors.of_url(error))) from None
    except (sa.exc.SQLAlchemyError, ValueError, ImportError) as error:
        if "invalid literal" in str(error):
            raise SettingsError(zin("register.adres", waarom=database_errors.of_url(error))) from None
        raise SettingsError(f"RIO_DATABASE_URL: {geheim.een_regel(error)}") from None


@contextmanager
def open_register(settings: Settings) -> Iterator[Register]:
    """The register of the settings, in use by this process as long as the context lasts.

    :raises RegisterUnusable: when there is none, when it is not of this version or this contract, when it cannot be
        reached, or when another process has it alone; on one line that says what helps. Nothing was made or changed.
    """
    engine = make_register_engine(settings)
    where = geheim.toonbaar(settings.url)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        with _as_settings_error(where):
            _must_be_there(engine)
            for path in _lock_files(settings, engine):
                _share(path, stack)
            if engine.dialect.name == "postgresql":
                lock_postgresql.deel(engine)
            migration.controleer(engine)
        warn(settings, engine)
        yield stack.enter_context(Register(engine))


def is_current(settings: Settings) -> bool:
    """Whether the register is there, of this version and of its contract, so that `migrate` would change nothing.

    :raises RegisterUnusable: when it cannot be reached, or another process has it alone.
    """
    engine = make_register_engine(settings)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        with _as_settings_error(geheim.toonbaar(settings.url)):
            try:
                _must_be_there(engine)
                for path in _lock_files(settings, engine):
                    _share(path, stack)
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
    with ExitStack() as stack:
        with _as_settings_error(str(settings.data_dir)):
            besloten.maak_map(settings.data_dir)
            stack.callback(Lock(settings.data_dir / LOCK_FILE, alleen=True).laat_los)
        yield


@contextmanager
def use_directory(settings: Settings) -> Iterator[None]:
    """The data directory in use by this process, for what is kept there beside the register; there need be none.

    :raises RegisterUnusable: when another process has it alone.
    """
    with ExitStack() as stack:
        with _as_settings_error(str(settings.data_dir)):
            if settings.data_dir.is_dir():
                _share(settings.data_dir / LOCK_FILE, stack)
        yield


class Owned:
    """Data directory and database of the settings, held alone.

    :ivar engine: of the database; nothing is opened yet.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.locks: list[Lock | lock_postgresql.ExclusiveLock] = []
        self._others: list[Lock] = []

    def share(self) -> list[Lock]:
        """Share the files from now on, with nobody coming in between; gives what is then to be given back."""
        shared = [lock for lock in self.locks if isinstance(lock, Lock)]
        for lock in shared:
            lock.deel()
        self.locks = [lock for lock in self.locks if not isinstance(lock, Lock)]
        return shared

    def take_databases(self, folder: Path, except_for: str) -> None:
        """Hold every database in a folder alone: one may be that of a service whose data directory is elsewhere.

        :param except_for: lock file of one that is left as it is.
        :raises RegisterUnusable: when another process is at work on one.
        """
        with _as_settings_error(str(folder)):
            own_files = {lock.pad for lock in self.locks if isinstance(lock, Lock)}
            for path in sorted(folder.rglob(f"*{LOCK_SUFFIX}")):
                if path.is_file() and path.name != except_for and os.path.realpath(path) not in own_files:
                    self._others.append(Lock(path, alleen=True))

    def release(self) -> None:
        """Give back what is still held alone."""
        for locks in (self.locks, self._others):
            while locks:
                locks.pop().laat_los()
        self.engine.dispose()


@contextmanager
def own(settings: Settings) -> Iterator[Owned]:
    """Data directory and database of the settings for this process alone, to make them anew or migrate them; the
    directory is made when needed.

    :raises RegisterUnusable: when another process is at work there, or for what cannot be made or reached.
    """
    owned = Owned(make_register_engine(settings))
    try:
        with _as_settings_error(geheim.toonbaar(settings.url)):
            if not settings.database_url:
                besloten.maak_map(settings.data_dir)
            _must_be_file(owned.engine)
            for path in _lock_files(settings, owned.engine):
                owned.locks.append(Lock(path, alleen=True))
            if owned.engine.dialect.name == "postgresql":
                own_engine = sa.create_engine(owned.engine.url, poolclass=NullPool)
                owned.locks.append(lock_postgresql.ExclusiveLock(own_engine))
        yield owned
    finally:
        owned.release()


def migrate(engine: sa.Engine) -> None:
    """Bring the database of `own` to this version.

    :raises RegisterUnusable: when that cannot be, on one line; nothing was changed.
    """
    with _as_settings_error(geheim.toonbaar(engine.url.render_as_string(hide_password=False))):
        if not _is_new(engine):
            migration.controleer_te_migreren(engine)
        migration.migreer(engine)


def must_be_trial(engine: sa.Engine, proefklant: str) -> None:
    """Whether a trial may use a database that the settings name: it adds data, and a party whose key anybody may have.

    :param proefklant: name of that party.
    :raises RegisterUnusable: for a database that others use.
    """
    where = geheim.toonbaar(engine.url.render_as_string(hide_password=False))
    if _is_new(engine):
        return
    with _as_settings_error(where):
        migration.controleer_te_migreren(engine)
        if trial_mark.is_van_anderen(engine, proefklant):
            raise SchemaError(zin("register.van_anderen"))


def warn(settings: Settings, engine: sa.Engine) -> None:
    """Say on one line which files of ours others may use."""
    paths = [settings.data_dir, settings.sleutelbestand]
    paths += [Path(s) for s in (settings.kvk_sleutel, settings.bag_sleutel, settings.tls_sleutel) if s]
    if engine.dialect.name == "sqlite":
        file = sqlite_pad(engine.url)
        paths += [Path(file + deel) for deel in ("", "-wal", "-shm")]
    if open_ := besloten.te_ruim(paths):
        log.warning("others than the owner may use %s; close them with: chmod go-rwx", ", ".join(open_))


@contextmanager
def _as_settings_error(where: str) -> Iterator[None]:
    """What is wrong with a database as one line."""
    try:
        yield
    except SchemaError as error:
        raise RegisterUnusable(f"{where}: {error}") from error
    except Unavailable as error:
        raise RegisterUnusable(_unavailable(where, error)) from error
    except OSError as error:
        raise RegisterUnusable(geheim.wis(f"{where}: {file_errors.explain(error)}")) from error
    except sa.exc.SQLAlchemyError as error:
        raise RegisterUnusable(f"{where}: {database_errors.told(error)}") from error


def _unavailable(where: str, error: Unavailable) -> str:
    """What is wrong, and where when it does not say so itself."""
    text = database_errors.told(error)
    return text if isinstance(error, InUse) else f"{where}: {text}"


def _must_be_there(engine: sa.Engine) -> None:
    """See that there is a database to connect to: connecting to an SQLite file that is not there would make one.

    :raises SchemaError: when there is no SQLite file.
    """
    _must_be_file(engine)
    if _is_new(engine):
        raise SchemaError(zin("register.is_er_niet"))


def _must_be_file(engine: sa.Engine) -> None:
    """See that what stands where the SQLite database should be is a file, or nothing yet.

    :raises SchemaError: for an SQLite database that is something else than a file, if it is there.
    """
    if engine.dialect.name == "sqlite" and (path := Path(sqlite_pad(engine.url))).exists() and not path.is_file():
        raise SchemaError(zin("register.map") if path.is_dir() else zin("register.apparaat"))


def _is_new(engine: sa.Engine) -> bool:
    """Whether there is no SQLite file yet."""
    return engine.dialect.name == "sqlite" and not Path(sqlite_pad(engine.url)).exists()


def _lock_files(settings: Settings, engine: sa.Engine) -> list[Path]:
    """Lock files of the data directory, if it is there, and of the database."""
    paths = [settings.data_dir / LOCK_FILE] if settings.data_dir.is_dir() else []
    if engine.dialect.name == "sqlite":
        paths.append(Path(os.path.realpath(sqlite_pad(engine.url)) + LOCK_SUFFIX))
    return paths


def _share(path: Path, stack: ExitStack) -> None:
    """Share a place. On a medium that nobody can write nothing can be wiped either, and no lock be made."""
    try:
        stack.callback(Lock(path, alleen=False).laat_los)
    except OSError as error:
        if error.errno != errno.EROFS:
            raise
