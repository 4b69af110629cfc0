"""Both stand-ins together, and loading at size."""

import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bagmaker import maak_extract, postcode
from rio_soap.chain.bag import Bagregister, SoapBag
from rio_soap.chain.bagextract.gemeenten import Extractfout, lees_gemeenten
from rio_soap.chain.bagextract.loader import laad_extract
from rio_soap.chain.bagextract.store import BagStore, Zoekvraag
from rio_soap.chain.failure import ChainFailure
from rio_soap.chain.kvk import KvkKeys, SoapHandelsregister
from rio_soap.chain.ports import Adresvraag, Bag, Bagadres, Handelsregister, Inschrijving, Woonplaats
from rio_soap.chain.standin.both import ketenproef, open_opslag
from rio_soap.chain.standin.standin_server import bedien
from rio_soap.edukoppeling.sleutels import Sleutelpaar


def test_de_hele_keten_draait_zonder_kadaster_en_kvk(pki: dict[str, Sleutelpaar], tmp_path: Path) -> None:
    opslag = open_opslag(tmp_path / "bag.db")
    with bedien(ketenproef(opslag, pki["kvk"], [pki["wij"].der])) as url:
        bron = SoapBag(f"{url}/bag")
        bag: Bag = Bagregister(bron, opslag)
        kvk = SoapHandelsregister(f"{url}/kvk", KvkKeys(pki["wij"], [pki["kvk"].der]))
        register: Handelsregister = kvk
        adres = bag.adres(Adresvraag("9747AS", 7))
        assert isinstance(adres, Bagadres)
        gevonden = bag.object(adres.bag_id)
        assert gevonden is not None
        assert isinstance(bag.plaats("Groningen"), Woonplaats)
        inschrijving = register.inschrijving(kvk_nummer="90000137")
        assert isinstance(inschrijving, Inschrijving)
        bron.sluit()
        kvk.sluit()
    with pytest.raises(ChainFailure):  # the server is gone
        bag.adres(Adresvraag("9747AS", 9))


def test_veel_draden_delen_een_client_en_een_proefdienst(tmp_path: Path, pki: dict[str, Sleutelpaar]) -> None:
    opslag = open_opslag(tmp_path / "bag.db")
    uitkomsten: list[Any] = []
    with bedien(ketenproef(opslag, pki["kvk"], [pki["wij"].der])) as url:
        kvk = SoapHandelsregister(f"{url}/kvk", KvkKeys(pki["wij"], [pki["kvk"].der]))
        nummers = ["90000137", "90000358", "90000706", "90001117", "90009999", "90000021"]

        def vraag(nummer: str) -> None:
            uitkomsten.append((nummer, kvk.inschrijving(kvk_nummer=nummer)))

        threads = [threading.Thread(target=vraag, args=(nummer,)) for nummer in nummers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        kvk.sluit()
    assert len(uitkomsten) == len(nummers)
    for nummer, uitkomst in uitkomsten:
        assert getattr(uitkomst, "kvk_nummer", "90009999") == nummer


def _piek(bron: Path, doel: Path) -> int:
    """Peak memory in kB of loading in a process of its own."""
    opdracht = (
        "import sys, resource; from pathlib import Path; from rio_soap.chain.bagextract.loader import laad_extract;"
        "laad_extract(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    omgeving = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    argumenten = [sys.executable, "-c", opdracht, str(bron), str(doel)]
    uit = subprocess.run(argumenten, capture_output=True, check=True, timeout=120, env=omgeving)
    return int(uit.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has other units elsewhere")
def test_het_geheugen_van_laden_groeit_niet_met_de_omvang(tmp_path: Path) -> None:
    pieken = []
    for aantal in (2_000, 20_000):
        bron = tmp_path / f"lvbag-extract-{aantal}.zip"
        maak_extract(bron, aantal)
        pieken.append(_piek(bron, tmp_path / f"{aantal}.db"))
    # 18,000 addresses more are 27 MB of XML more; what may grow is the cache of SQLite, 2 MB by default
    assert pieken[1] - pieken[0] < 8_000
    opslag = BagStore(tmp_path / "20000.db")
    assert opslag.aantal("object") == 20_000
    gevonden = opslag.zoek(Zoekvraag(3, postcode(5)), date(2026, 11, 24))
    assert sorted(g.hoofdadres.nummer["letter"] or "" for g in gevonden) == ["", "B", "C", "D"]


def test_namen_van_gemeenten_komen_uit_een_csv(tmp_path: Path, gedeeld: Path) -> None:
    lijst = tmp_path / "gemeenten.csv"
    lijst.write_text("Gemeentecode;GemeentecodeGM;Gemeentenaam\n221;GM0221;Doesburg aan de IJssel\n", "utf-8")
    bron = gedeeld / "examples" / "bag" / "extract" / "lvbag-extract-mini.zip"
    laad_extract(bron, tmp_path / "bag.db", gemeenten=lees_gemeenten(lijst))
    (plaats,) = BagStore(tmp_path / "bag.db").woonplaatsen("Doesburg")
    assert plaats.gemeente == "Doesburg aan de IJssel"
    lijst.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(Extractfout, match="no columns"):
        lees_gemeenten(lijst)
