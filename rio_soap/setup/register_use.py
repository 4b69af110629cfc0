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
from rio_soap.cli import bestandsfout
from rio_soap.register.database import lock_postgresql, migration, trial_mark
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine, sqlite_pad
from rio_soap.register.database.failures import Unavailable
from rio_soap.register.database.lock import Lock
from rio_soap.register.database.migration import SchemaError
from rio_soap.setup.settings import Instellingen, Instellingsfout

log = logging.getLogger(__name__)


class Registerfout(Instellingsfout):
    """The register of the settings cannot be used: which, why, and what helps."""


SLOTBESTAND, SLOTSTAART = "rio.slot", "-slot"
"""Lock file of a data directory; that of an SQLite database is ``…-slot`` beside it. Both are empty, and stay."""
_VORMEN = "write sqlite:////folder/rio.db or postgresql+psycopg://user@host:port/database"
_HULP = {
    "this user must be able to write the file and its folder": "unable to open database file",
    "give this user the right to write the file and its folder": "attempt to write a readonly database",
    "make room there, or name another place": "database or disk is full",
}
"""What helps, and what SQLite says then."""
_NIET_HIER = "run rio-soap init to make one, or name another in RIO_DATABASE_URL or RIO_DATA_DIR"


def maak_register_engine(instellingen: Instellingen) -> sa.Engine:
    """An engine of the settings; nothing is opened yet.

    :raises Instellingsfout: for a URL that is none, or of a database that cannot be used.
    """
    try:
        return maak_engine(instellingen.url)
    except (sa.exc.ArgumentError, TypeError) as fout:
        raise Instellingsfout(f"RIO_DATABASE_URL: {geheim.een_regel(fout)}: {_VORMEN}") from None
    except (sa.exc.SQLAlchemyError, ValueError, ImportError) as fout:
        vormen = f": {_VORMEN}" if "invalid literal" in str(fout) else ""
        raise Instellingsfout(f"RIO_DATABASE_URL: {geheim.een_regel(fout)}{vormen}") from None


@contextmanager
def open_register(instellingen: Instellingen) -> Iterator[Register]:
    """The register of the settings, in use by this process as long as the context lasts.

    :raises Registerfout: when there is none, when it is not of this version or this contract, when it cannot be
        reached, or when another process has it alone; on one line that says what helps. Nothing was made or changed.
    """
    engine = maak_register_engine(instellingen)
    waar = geheim.toonbaar(instellingen.url)
    with ExitStack() as stapel:
        stapel.callback(engine.dispose)
        with _als_instellingsfout(waar):
            _moet_er_zijn(engine)
            for pad in _slotbestanden(instellingen, engine):
                _deel(pad, stapel)
            if engine.dialect.name == "postgresql":
                lock_postgresql.deel(engine)
            migration.controleer(engine)
        waarschuw(instellingen, engine)
        yield stapel.enter_context(Register(engine))


def is_bij(instellingen: Instellingen) -> bool:
    """Whether the register is there, of this version and of its contract, so that `migreer` would change nothing.

    :raises Registerfout: when it cannot be reached, or another process has it alone.
    """
    engine = maak_register_engine(instellingen)
    with ExitStack() as stapel:
        stapel.callback(engine.dispose)
        with _als_instellingsfout(geheim.toonbaar(instellingen.url)):
            try:
                _moet_er_zijn(engine)
                for pad in _slotbestanden(instellingen, engine):
                    _deel(pad, stapel)
                migration.controleer(engine)
            except SchemaError:
                return False
            waarschuw(instellingen, engine)
            return True


@contextmanager
def map_alleen(instellingen: Instellingen) -> Iterator[None]:
    """The data directory for this process alone, for what is kept there beside the register; made when needed.

    :raises Registerfout: when another process is at work there, or it cannot be made.
    """
    with ExitStack() as stapel:
        with _als_instellingsfout(str(instellingen.data_dir)):
            besloten.maak_map(instellingen.data_dir)
            stapel.callback(Lock(instellingen.data_dir / SLOTBESTAND, alleen=True).laat_los)
        yield


@contextmanager
def gebruik_map(instellingen: Instellingen) -> Iterator[None]:
    """The data directory in use by this process, for what is kept there beside the register; there need be none.

    :raises Registerfout: when another process has it alone.
    """
    with ExitStack() as stapel:
        with _als_instellingsfout(str(instellingen.data_dir)):
            if instellingen.data_dir.is_dir():
                _deel(instellingen.data_dir / SLOTBESTAND, stapel)
        yield


class Bezit:
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

    def neem_databases_in(self, map_: Path, behalve: str) -> None:
        """Hold every database in a folder alone: one may be that of a service whose data directory is elsewhere.

        :param behalve: lock file of one that is left as it is.
        :raises Registerfout: when another process is at work on one.
        """
        with _als_instellingsfout(str(map_)):
            eigen = {slot.pad for slot in self.sloten if isinstance(slot, Lock)}
            for pad in sorted(map_.rglob(f"*{SLOTSTAART}")):
                if pad.is_file() and pad.name != behalve and os.path.realpath(pad) not in eigen:
                    self._andere.append(Lock(pad, alleen=True))

    def laat_los(self) -> None:
        """Give back what is still held alone."""
        for sloten in (self.sloten, self._andere):
            while sloten:
                sloten.pop().laat_los()
        self.engine.dispose()


@contextmanager
def alleen(instellingen: Instellingen) -> Iterator[Bezit]:
    """Data directory and database of the settings for this process alone, to make them anew or migrate them; the
    directory is made when needed.

    :raises Registerfout: when another process is at work there, or for what cannot be made or reached.
    """
    bezit = Bezit(maak_register_engine(instellingen))
    try:
        with _als_instellingsfout(geheim.toonbaar(instellingen.url)):
            if not instellingen.database_url:
                besloten.maak_map(instellingen.data_dir)
            _moet_bestand_zijn(bezit.engine)
            for pad in _slotbestanden(instellingen, bezit.engine):
                bezit.sloten.append(Lock(pad, alleen=True))
            if bezit.engine.dialect.name == "postgresql":
                los = sa.create_engine(bezit.engine.url, poolclass=NullPool)
                bezit.sloten.append(lock_postgresql.ExclusiveLock(los))
        yield bezit
    finally:
        bezit.laat_los()


def migreer(engine: sa.Engine) -> None:
    """Bring the database of `alleen` to this version.

    :raises Registerfout: when that cannot be, on one line; nothing was changed.
    """
    with _als_instellingsfout(geheim.toonbaar(engine.url.render_as_string(hide_password=False))):
        if not _is_nieuw(engine):
            migration.controleer_te_migreren(engine)
        migration.migreer(engine)


def moet_van_proef_zijn(engine: sa.Engine, proefklant: str) -> None:
    """Whether a trial may use a database that the settings name: it adds data, and a party whose key anybody may have.

    :param proefklant: name of that party.
    :raises Registerfout: for a database that others use.
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


def waarschuw(instellingen: Instellingen, engine: sa.Engine) -> None:
    """Say on one line which files of ours others may use."""
    paden = [instellingen.data_dir, instellingen.sleutelbestand]
    paden += [Path(s) for s in (instellingen.kvk_sleutel, instellingen.bag_sleutel, instellingen.tls_sleutel) if s]
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
        raise Registerfout(f"{waar}: {fout}") from fout
    except Unavailable as fout:
        raise Registerfout(geheim.een_regel(fout)) from fout
    except OSError as fout:
        raise Registerfout(geheim.wis(f"{waar}: {bestandsfout.uitleg(fout)}")) from fout
    except sa.exc.SQLAlchemyError as fout:
        hulp = "".join(f"; {wat}" for wat in _HULP if _HULP[wat] in str(fout))
        raise Registerfout(f"{waar}: {geheim.een_regel(fout)}{hulp}") from fout


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


def _slotbestanden(instellingen: Instellingen, engine: sa.Engine) -> list[Path]:
    """Lock files of the data directory, if it is there, and of the database."""
    paden = [instellingen.data_dir / SLOTBESTAND] if instellingen.data_dir.is_dir() else []
    if engine.dialect.name == "sqlite":
        paden.append(Path(os.path.realpath(sqlite_pad(engine.url)) + SLOTSTAART))
    return paden


def _deel(pad: Path, stapel: ExitStack) -> None:
    """Share a place. On a medium that nobody can write nothing can be wiped either, and no lock be made."""
    try:
        stapel.callback(Lock(pad, alleen=False).laat_los)
    except OSError as fout:
        if fout.errno != errno.EROFS:
            raise
