"""What is published has the form that DUO gives it: its columns, and its own rows byte for byte."""

import json
import re
import shutil
from pathlib import Path

from rio_soap.opendata.dagpublicatie import CONTROLEBESTAND
from rio_soap.register.database.database import Register
from rio_soap.register.opendata.laden import laad
from rio_soap.register.proefdata.proef import PROEFSET
from rio_soap.register.publicatie.rijenregister import TABELLEN
from tests.opendata.proefuitgave import publicatie
from tests.register.publicatie.hulp_publicatie import bron, tabellen

CEL = rb'("(?:[^"]|"")+"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8})?|-?[0-9]+(?:\.[0-9]+)?|)'
"""Text always quoted and never empty, dates and numbers never, nothing for what is empty."""
HEEL = (
    *("po_opleidingen.csv", "po_opleidingsfasen.csv", "po_opleidingserkenningen.csv"),
    *("vavo_groepen.csv", "vo_groepserkenningen.csv", "waarschuwingen.csv"),
)
"""Files of DUO whose rows need no others than those at hand."""


def test_all_tables_have_the_columns_of_duo_and_every_byte_of_its_form(gedeeld: Path) -> None:
    beschreven = json.loads((gedeeld / "reference" / "opendata.json").read_text("utf-8"))["csv"]
    koppen = {een["bestand"]: een["kolommen"] for een in beschreven if een["dataset"] == "rio_nfo_po_vo_vavo_mbo_ho"}
    koppen[CONTROLEBESTAND] = koppen.pop("controlebestand")
    assert {pad.name for pad in publicatie().glob("*.csv")} == koppen.keys()
    assert len(koppen) == 113
    rijen = 0
    for naam, kolommen in koppen.items():
        kop, *regels, na = (publicatie() / naam).read_bytes().split(b"\r\n")
        assert (kop.decode(), na) == (",".join(f'"{kolom}"' for kolom in kolommen), b""), naam
        vorm = re.compile(b",".join([CEL] * len(kolommen)))
        assert [regel for regel in regels if not vorm.fullmatch(regel)] == [], naam
        rijen += len(regels)
    assert rijen > 350


def test_rows_of_duo_come_out_byte_for_byte(leeg: Register, gedeeld: Path, tmp_path: Path) -> None:
    """Loaded with the erkenners, of which they say the codes."""
    bij_duo, map_ = gedeeld / "examples" / "opendata", tmp_path / "duo"
    map_.mkdir()
    for pad in bij_duo.glob("*.csv"):
        shutil.copy(pad, map_)
    for naam in ("erkenners.csv", "aanmerkingen_erkenners.csv"):
        (map_ / naam).write_bytes(PROEFSET.joinpath(naam).read_bytes())
    laad(map_, leeg.schrijf, moment=None)
    gepubliceerd = tabellen(bron(leeg))
    for naam in HEEL:
        kop, *regels, na = (bij_duo / naam).read_bytes().decode().split("\r\n")
        assert (kop, na) == (TABELLEN[naam].kop, ""), naam
        assert gepubliceerd[naam] == sorted(set(regels), key=str.encode), naam
