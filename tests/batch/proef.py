"""A batch that is killed at random, beside one clean run: `make batchproef`, and smaller in the tests.

python -m tests.batch.proef 10000 10
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database import model
from rio_soap.register.database.code_issue import opleidingseenheidcode
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.setup import service
from rio_soap.setup.settings import Settings
from tests import omgeving
from tests.proces import start_dienst
from tests.register import hulp
from tests.register.hulp_aanbod import aanbod, cohort
from tests.register.kern import laad_kern

EERSTE = 10_200_001
"""Number of the first code that a register issues."""
_VERANDERT = ("moment", "id", "volgnummer")
_ZELF = ("berichtenlog", "schakel", "eenmalig", "mutatiegrens", "partij", "mandaat", "foutbericht")
"""Tables whose rows depend on time and signature; the log is judged apart. Who sends once more after a kill may get a
fault that says so, which is kept."""


def bericht(operatie: str, velden: dict[str, Any]) -> bytes:
    """A bare body with a header of its own."""
    header = {
        "identificatiecodeBedrijfsdocument": "koppeling-1",
        "verzendendeInstantie": "00000000000000000000",
        "ontvangendeInstantie": "DUO",
        "datumTijdBedrijfsdocument": "2026-02-03T10:00:00.000Z",
    }
    o = OPERATIES[operatie]
    return etree.tostring(mapping.schrijf_verzoek(o, Gegeven(o.verzoek, {**header, **velden})))


def berichten(aantal: int) -> list[bytes]:
    """Messages of which each says something else of the register when it is done twice, or in another order."""
    uit: list[bytes] = []
    nieuw = 0
    for nr in range(aantal):
        soort, ronde = nr % 10, nr // 10
        if soort < 4:  # without eigen sleutel: twice would be two of them
            uit.append(bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": hulp.eenheid()}))
            nieuw += 1
        elif soort == 4:
            periode = hulp.periode(naamLang=f"Ronde {nr}")
            geleverd = hulp.eenheid(code=opleidingseenheidcode(EERSTE + nieuw - 1), perioden=[periode])
            uit.append(bericht("aanleveren_opleidingseenheid", {"opleidingseenheid": geleverd}))
        elif soort in (5, 9):
            cohorten = [cohort(code=str(2020 + nr % 7))]
            code = str(uuid.UUID(int=ronde))
            geleverd = aanbod(code=code, aangebodenOpleidingCohort=cohorten)
            uit.append(bericht("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": geleverd}))
        elif soort == 6:  # twice would be refused
            code = opleidingseenheidcode(EERSTE + nieuw - 2)
            uit.append(bericht("verwijderen_opleidingseenheid", {"opleidingseenheidcode": code}))
        elif soort == 7:
            uit.append(bericht("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "9999O9999"}))
        else:
            uit.append(b"<geenBericht/>")
    return uit


def schrijf(map_: Path, inhoud: Sequence[bytes]) -> Path:
    map_.mkdir(parents=True)
    for nr, data in enumerate(inhoud):
        (map_ / f"{nr:06d}.xml").write_bytes(data)
    return map_


def begin(map_: Path, **anders: Any) -> Settings:
    """A register with what the messages need."""
    settings = replace(Settings(data_dir=map_), **anders)
    omgeving.maak(settings, _vul)
    return settings


def _vul(session: Session) -> None:
    laad_kern(session)
    laad_aangeboden(session)


def opdracht(in_: Path, uit: Path, *opties: str) -> list[str]:
    code = "from rio_soap.cli import main; main()"
    return [sys.executable, "-c", code, "batch", str(in_), str(uit), *opties]


def draai(data_dir: Path, in_: Path, uit: Path, *opties: str, dood_bij: int | None = None) -> int | None:
    """Run the command; with `dood_bij` kill it as soon as there are so many answers. Gives its exit code."""
    omgeving = {**os.environ, "RIO_DATA_DIR": str(data_dir)}
    proces = subprocess.Popen(
        opdracht(in_, uit, *opties), env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if dood_bij is None:
        _, fout = proces.communicate(timeout=3600)
        assert proces.returncode in (0, 1), fout.decode()
        return proces.returncode
    antwoorden = uit / "antwoorden"
    while proces.poll() is None:
        if antwoorden.exists() and sum(1 for _ in os.scandir(antwoorden)) >= dood_bij:
            time.sleep(random.random() * 0.02)
            proces.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002 if dood_bij < 500 else 0.1)
    proces.communicate(timeout=60)
    return None if proces.returncode == -signal.SIGKILL else proces.returncode


def gezegd(pad: Path) -> tuple[Any, ...]:
    """What an answer says, without what differs from run to run."""
    body = etree.fromstring(pad.read_bytes())[-1][0]
    namen = ("faultcode", "{*}requestGoedgekeurd", "{*}opleidingseenheidcode", "{*}foutmelding/{*}foutcode")
    return tuple(body.findtext(naam) for naam in namen)


def inhoud(register: Register) -> dict[str, list[Any]]:
    """All objects, and in order what was done to them."""
    with register.lees() as session:
        uit = {
            t.name: sorted(repr([w for k, w in rij.items() if k not in _VERANDERT]) for rij in _rijen(session, t))
            for t in model.metadata.sorted_tables
            if t.name not in (*_ZELF, "mutatie")
        }
        volgorde = session.execute(sa.select(model.mutatie).order_by(model.mutatie.c.volgnummer)).mappings()
        uit["mutatie"] = [(m["object"], m["sleutel"], m["houder"], m["soort"]) for m in volgorde]
    return uit


def _rijen(session: Session, tabel: sa.Table) -> Any:
    return session.execute(sa.select(tabel)).mappings()


def gelogd(register: Register) -> int:
    with register.lees() as session:
        aantal, codes = session.execute(
            sa.select(sa.func.count(), sa.func.count(sa.distinct(model.berichtenlog.c.identificatiecode)))
        ).one()
    assert aantal == codes
    return int(aantal)


def vergelijk(map_: Path, aantal: int, doden: int, zaad: int, *, eindpunt: bool = False) -> dict[str, Any]:
    """One clean run and one that is killed `doden` times, of which the registers and answers must be the same."""
    kans = random.Random(zaad)
    in_ = schrijf(map_ / "in", berichten(aantal))
    begin(map_ / "schoon")
    shutil.copytree(map_ / "schoon", map_ / "gestoord")
    tijd = time.monotonic()
    draai(map_ / "schoon", in_, map_ / "uit-schoon", "--namens", hulp.HANZE)
    schoon = time.monotonic() - tijd
    opties = ("--namens", hulp.HANZE)
    gedood = 0
    with ExitStack() as stapel:
        if eindpunt:
            server, poort = start_dienst(map_ / "gestoord")
            stapel.callback(server.wait, 10)
            stapel.callback(server.kill)
            opties = ("--doel", f"http://127.0.0.1:{poort}", "--oin", hulp.HANZE)
        for grens in sorted(kans.sample(range(1, aantal), doden)):
            uitgang = draai(map_ / "gestoord", in_, map_ / "uit", *opties, dood_bij=grens)
            gedood += uitgang is None
        draai(map_ / "gestoord", in_, map_ / "uit", *opties)
    antwoorden = {p.name: gezegd(p) for p in sorted((map_ / "uit" / "antwoorden").iterdir()) if p.suffix == ".xml"}
    verwacht = {p.name: gezegd(p) for p in sorted((map_ / "uit-schoon" / "antwoorden").iterdir())}
    assert len(verwacht) == aantal
    verloren = {naam for naam, wat in antwoorden.items() if wat[0] == "SOAP-ENV:Server.DK0050"}
    assert len(verloren) <= (doden if eindpunt else 0)
    assert antwoorden.keys() == verwacht.keys()
    assert {n: w for n, w in antwoorden.items() if n not in verloren} == {
        n: w for n, w in verwacht.items() if n not in verloren
    }
    registers = []
    for naam in ("schoon", "gestoord"):
        with service.open_register(Settings(data_dir=map_ / naam)) as register:
            registers.append((inhoud(register), gelogd(register)))
    assert registers[0] == registers[1]
    assert registers[0][1] == aantal - sum(wat[0] is not None for wat in verwacht.values())
    return {"berichten": aantal, "gedood": gedood, "seconden schoon": round(schoon, 1), "verloren": len(verloren)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as tijdelijk:
        begonnen = time.monotonic()
        uit = vergelijk(Path(tijdelijk), int(sys.argv[1]), int(sys.argv[2]), zaad=date.today().toordinal())  # noqa: DTZ011
        print(*(f"{naam}: {waarde}" for naam, waarde in uit.items()), sep="\n")
        print(f"every message answered once, the register as after one clean run; {time.monotonic() - begonnen:.0f} s")
