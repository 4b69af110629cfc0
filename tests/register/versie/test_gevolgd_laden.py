"""Files of the open data that come again with other content: followers hear all of it, and what was stays known."""

import random
from importlib.resources.abc import Traversable
from pathlib import Path

from rio_soap.register.database.database import Register
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata.proef import PROEFSET
from tests.register.rollen import DUO
from tests.register.versie.hulp_versie import Klok, alles, objectversie, zet_begin
from tests.register.versie.test_volgen import Volger, gelijk

LOSSE = ("relaties", "sancties", "waarschuwingen", "structuren", "aanmerkingen", "accreditaties", "overgangen")
"""Parts of names of files whose rows are relations or parts of an object, so that the rest does without them."""

NAMEN = ("NAAM", "NAAM_LANG", "NAAMLANG", "EMAIL", "WEBSITE")


def schrijf(bron: Traversable, map_: Path, toeval: random.Random, *, zonder: float = 0.0, anders: float = 0.0) -> Path:
    """The files of a folder: without some rows of relations, and with other names in some rows."""
    map_.mkdir()
    for bestand in bron.iterdir():
        if not bestand.name.endswith(".csv"):
            continue
        kop, *rijen = bestand.read_text("utf-8").splitlines()
        if any(deel in bestand.name for deel in LOSSE):
            rijen = [rij for rij in rijen if toeval.random() >= zonder]
        plaatsen = [nr for nr, kolom in enumerate(kop.split(",")) if kolom.strip('"') in NAMEN]
        if plaatsen and '""' not in "".join(rijen):
            rijen = [_anders(rij, plaatsen[0]) if toeval.random() < anders else rij for rij in rijen]
        (map_ / bestand.name).write_text("\n".join([kop, *rijen]) + "\n", "utf-8")
    return map_


def _anders(rij: str, plaats: int) -> str:
    """The row with another name, if no text before it holds a comma."""
    delen = rij.split(",")
    if plaats < len(delen) and delen[plaats].startswith('"') and delen[plaats].endswith('"') and len(delen[plaats]) > 2:
        delen[plaats] = f'{delen[plaats][:-1]} BV"' if "@" not in delen[plaats] else delen[plaats].replace("@", "@x.")
    return ",".join(delen)


def test_what_a_load_changes_is_in_the_feed_and_what_was_stays_known(leeg: Register, tmp_path: Path) -> None:
    toeval, klok = random.Random(2), Klok()
    eerste = schrijf(PROEFSET, tmp_path / "een", toeval, zonder=0.3)
    laad(eerste, leeg.schrijf, moment=None)
    zet_begin(leeg)
    gezien = [(klok.tik(), alles(leeg))]
    volger = Volger(leeg, gezien[0][1], lambda: klok.context(DUO))
    for nummer, (zonder, anders) in enumerate(((0.0, 0.0), (0.0, 0.4), (0.0, 0.2))):
        moment = klok.tik()
        map_ = schrijf(PROEFSET, tmp_path / str(nummer), toeval, zonder=zonder, anders=anders)
        laad(map_, leeg.schrijf, moment=moment)
        klok.tik()
        gezien.append((klok.nu, alles(leeg)))
        volger.bij(toeval)
        assert gelijk(volger, alles)
    veranderd = {sleutel for sleutel in gezien[0][1] if gezien[0][1][sleutel] != gezien[-1][1].get(sleutel)}
    assert len({objecttype for objecttype, _ in veranderd}) >= 7
    alle = sorted({sleutel for _, stand in gezien for sleutel in stand})
    for moment, stand in gezien:
        for sleutel in {*veranderd, *toeval.sample(alle, 30)}:
            gelezen = objectversie(leeg, klok.context(DUO), *sleutel, bekendOp=moment)
            assert gelezen == stand.get(sleutel), (moment, sleutel)
