"""Creating and migrating the database with Alembic; the scripts travel inside the package."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory


def _configuratie() -> Config:
    configuratie = Config()
    configuratie.set_main_option("script_location", str(Path(__file__).parent / "migraties"))
    return configuratie


def migreer(engine: sa.Engine) -> None:
    """Bring the database to the newest version, from nothing or from any earlier one; all in one transaction."""
    configuratie = _configuratie()
    with engine.begin() as verbinding:
        configuratie.attributes["verbinding"] = verbinding
        command.upgrade(configuratie, "head")


def nieuwste() -> str | None:
    """The version that the code of this package expects."""
    return ScriptDirectory.from_config(_configuratie()).get_current_head()


def versie(engine: sa.Engine) -> tuple[str | None, str | None]:
    """Version of the database and the newest one; they are equal when there is nothing to migrate."""
    with engine.connect() as verbinding:
        huidig = MigrationContext.configure(verbinding).get_current_revision()
    return huidig, nieuwste()
