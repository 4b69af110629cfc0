"""What is published comes in again by `rio-soap laad`: an empty register then publishes the same."""

from pathlib import Path

from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata.proef import laad_proef
from tests.register.conftest import Leegmaken
from tests.register.publicatie.hulp_publicatie import bron, gepubliceerd, json_objecten, schrijf, tabellen
from tests.register.publicatie.verlies import verschillen, zonder_verlies


def test_verken(leegmaken: Leegmaken, tmp_path: Path) -> None:
    (tmp_path / "een").mkdir()
    with Register(maak_engine(leegmaken(tmp_path / "een"))) as register:
        register.schrijf(laad_proef)
        objecten = gepubliceerd(bron(register))
        rijen = tabellen(bron(register), objecten)
    map_ = schrijf(tmp_path / "uit", rijen)
    (tmp_path / "ander").mkdir()
    with Register(maak_engine(leegmaken(tmp_path / "ander"))) as register:
        verslag = laad(map_, register.schrijf, moment=None)
        print(verslag.niet_geplaatst, verslag.eerste, verslag.niet_bewaard)
        terug = gepubliceerd(bron(register))
        weer = tabellen(bron(register), terug)
    print("\n".join(verschillen(rijen, weer)))
    a, b = (zonder_verlies(json_objecten(een)) for een in (objecten, terug))
    print("\n".join(verschillen(a, b)))
