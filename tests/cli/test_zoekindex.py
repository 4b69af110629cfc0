"""What search holds is made anew by a command, whatever became of it."""

from pathlib import Path

import sqlalchemy as sa
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.register.database.model import zoekgegeven, zoeknaam
from rio_soap.setup import service
from rio_soap.setup.settings import Settings


def rio(map_: Path, *woorden: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_)})


def test_what_something_else_took_away_is_found_again(tmp_path: Path) -> None:
    rio(tmp_path, "init")
    rio(tmp_path, "laad", "proef")
    met: list[set[tuple[object, ...]]] = []
    with service.open_register(Settings(data_dir=tmp_path)) as register:
        for stap in range(2):
            with register.lees() as session:
                met.append({tuple(rij) for rij in session.execute(sa.select(zoekgegeven.c.tekst, zoekgegeven.c.soort))})
            if stap == 0:
                register.schrijf(lambda session: [session.execute(sa.delete(t)) for t in (zoeknaam, zoekgegeven)])
                uit = rio(tmp_path, "zoekindex")
                assert uit.exit_code == 0, uit.output
                assert uit.output.endswith(" objects can be found\n")
    assert met[0] == met[1]
