"""What `rio-soap laad bag` makes of files that are no extract, or cost far more than one: each gets its own answer."""

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.bagmaker import maak_extract
from rio_soap.chain.bagextract import source, zip_bounds
from rio_soap.chain.bagextract.gemeenten import Extractfout, lees_gemeenten
from rio_soap.chain.bagextract.loader import laad_extract
from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.bagextract.store_writer import BagWriter
from rio_soap.cli import main
from rio_soap.register.database.lock import InUse

STAND = "http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601"
MUTATIE = (
    b'<m:bagMutaties xmlns:m="http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-mutaties-lvc/v20200601">'
    b"<m:bagInfo/></m:bagMutaties>"
)
BAG1 = (
    b'<?xml version="1.0"?><xb:BAG-Extract-Deelbestand-LVC xmlns:xb="http://www.kadaster.nl/schemas/bag-verstrekkingen/'
    b'extract-deelbestand-lvc/v20090901"><xb:antwoord/></xb:BAG-Extract-Deelbestand-LVC>'
)
BAG1_MUTATIE = (
    b'<a:BAG-Mutaties-Deelbestand-LVC xmlns:a="http://www.kadaster.nl/schemas/bag-verstrekkingen/'
    b'extract-deelbestand-mutaties-lvc/v20090901"/>'
)
NIEUWER = f'<b:bagStand xmlns:b="{STAND[:-9]}v20270101"/>'.encode()


@pytest.fixture(scope="module")
def onderdelen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The XML files of a small extract, by kind (WPL, OPR, NUM, VBO, PND)."""
    pad = tmp_path_factory.mktemp("extract") / "lvbag-extract-nl.zip"
    maak_extract(pad, 20)
    uit = {}
    with zipfile.ZipFile(pad) as buiten:
        for naam in buiten.namelist():
            if naam.startswith("9999"):
                with zipfile.ZipFile(io.BytesIO(buiten.read(naam))) as binnen:
                    uit[naam[4:7]] = binnen.read(binnen.namelist()[0])
    assert {"WPL", "OPR", "NUM", "VBO", "PND"} <= uit.keys()
    return uit


def zip_(leden: dict[str, bytes], soort: int = zipfile.ZIP_DEFLATED) -> bytes:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", soort) as archief:
        for naam, inhoud in leden.items():
            archief.writestr(naam, inhoud)
    return stroom.getvalue()


def extract(onderdelen: dict[str, bytes], **meer: bytes) -> dict[str, bytes]:
    """As Kadaster ships it: a zip per kind."""
    leden = {f"9999{s}08112026.zip": zip_({f"9999{s}08112026-000001.xml": x}) for s, x in onderdelen.items()}
    return {**leden, **meer}


def laad(bron: Path, map_: Path) -> Result:
    return CliRunner().invoke(main, ["laad", "bag", str(bron)], env={"RIO_DATA_DIR": str(map_ / "data")})


ALLEEN: dict[str, tuple[str, bytes, str]] = {
    "mutations": ("9999MUT08112026-09112026-000001.xml", MUTATIE, "mutations of the BAG"),
    "mutations in a zip": (
        "9999MUT08112026-09112026.zip",
        zip_({"9999MUT08112026-09112026-000001.xml": MUTATIE}),
        "mutations",
    ),
    "daily mutations": ("BAGNLDM-08112026-09112026.zip", zip_({"9999MUT08112026-09112026.zip": b""}), "mutations"),
    "renamed mutations": ("9999NUM08112026-000001.xml", MUTATIE, "mutations of the BAG"),
    "BAG 1.0": ("9999NUM08062018-000001.xml", BAG1, "BAG Extract 1.0"),
    "BAG 1.0 in a zip": ("9999NUM08062018.zip", zip_({"9999NUM08062018-000001.xml": BAG1}), "BAG Extract 1.0"),
    "BAG 1.0 mutations": ("verschil.xml", BAG1_MUTATIE, "BAG Extract 1.0"),
    "another version": ("9999NUM08112027-000001.xml", NIEUWER, "another version"),
    "gzip": ("lvbag-extract-nl.zip", gzip.compress(b"<a/>"), "gzip"),
    "7-Zip": ("lvbag-extract-nl.zip", b"7z\xbc\xaf\x27\x1c\0\4", "7-Zip"),
    "web page": ("lvbag-extract-nl.zip", b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
    "PDF": ("lvbag-extract-nl.xml", b"%PDF-1.7\n", "a PDF"),
    "empty": ("lvbag-extract-nl.zip", b"", "empty"),
    "other XML": ("brief.xml", b"<brief/>", "XML, but no file of a BAG extract"),
    "little XML": ("a.xml", b"<a/>", "XML, but no file of a BAG extract"),
    "text": ("notitie.txt", b"Geen extract", "no XML and no zip"),
    "zip of something else": ("foto.zip", zip_({"a.jpg": b"x"}), "no objects of a BAG extract found"),
    "half a zip": ("lvbag-extract-nl.zip", zip_({"9999NUM08112026.zip": b"x" * 5000}, 0)[:2000], "not a zip"),
}


@pytest.mark.parametrize("geval", ALLEEN)
def test_what_is_no_extract_is_named_for_what_it_is(geval: str, tmp_path: Path) -> None:
    """One line, exit code 1, and the store stays as it was; by itself and alone in a folder."""
    naam, inhoud, wat = ALLEEN[geval]
    (tmp_path / "bron").mkdir()
    (tmp_path / "bron" / naam).write_bytes(inhoud)
    for bron in (tmp_path / "bron" / naam, tmp_path / "bron"):
        uit = laad(bron, tmp_path)
        assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), uit.output
        assert uit.output.count("Error: ") == 1
        assert uit.output.splitlines()[-1].startswith("Error: ")
        if bron.is_file() or wat in ("mutations of the BAG", "BAG Extract 1.0"):
            assert wat in uit.output
            assert naam.partition(".")[0] in uit.output
        assert not list((tmp_path / "data").glob("*.db*[!t]"))


def test_panden_or_streets_alone_are_told_from_an_extract(onderdelen: dict[str, bytes], tmp_path: Path) -> None:
    for soort, wat in (("PND", "only panden"), ("OPR", "only streets")):
        pad = tmp_path / f"9999{soort}08112026.zip"
        pad.write_bytes(zip_({f"9999{soort}08112026-000001.xml": onderdelen[soort]}))
        uit = laad(pad, tmp_path)
        assert uit.exit_code == 1
        assert wat in uit.output
        assert "WPL, OPR, NUM and VBO" in uit.output


@pytest.mark.parametrize("in_zip", [False, True])
def test_mutations_beside_an_extract_are_told_and_the_extract_is_loaded(
    in_zip: bool, onderdelen: dict[str, bytes], tmp_path: Path
) -> None:
    """By their name, and by what is in them under another name; BAG 1.0 too."""
    meer = {
        "9999MUT08112026-09112026.zip": zip_({"9999MUT08112026-09112026-000001.xml": MUTATIE}),
        "wijzigingen.xml": MUTATIE,
        "oud.xml": BAG1,
        "ander.zip": zip_({"wijzigingen-2.xml": MUTATIE}),
        "leesmij.txt": b"niets",
    }
    bron = tmp_path / "bron"
    if in_zip:
        bron = tmp_path / "lvbag-extract-nl.zip"
        bron.write_bytes(zip_({**extract(onderdelen), **meer}, zipfile.ZIP_STORED))
    else:
        bron.mkdir()
        for naam, inhoud in {**extract(onderdelen), **meer}.items():
            (bron / naam).write_bytes(inhoud)
    uit = laad(bron, tmp_path)
    assert uit.exit_code == 0, uit.output
    for naam in ("9999MUT08112026-09112026.zip", "wijzigingen.xml", "wijzigingen-2.xml"):
        assert f"{naam}: not loaded: mutations of the BAG" in uit.output
    assert "oud.xml: not loaded: of BAG Extract 1.0" in uit.output
    assert "leesmij" not in uit.output
    assert BagStore(tmp_path / "data" / "bag.db").aantal("object") == 20


def test_files_with_other_names_are_loaded_for_what_is_in_them_and_told(
    onderdelen: dict[str, bytes], tmp_path: Path
) -> None:
    """In a folder, in a zip with another name, and a zip that is called .xml; in onderzoek stays out."""
    bron = tmp_path / "bron"
    bron.mkdir()
    (bron / "plaatsen.xml").write_bytes(onderdelen["WPL"])
    (bron / "straten (1).zip").write_bytes(zip_({"straten.xml": onderdelen["OPR"]}))
    (bron / "9999NUM08112026-000001.xml").write_bytes(zip_({"9999NUM08112026-000001.xml": onderdelen["NUM"]}))
    (bron / "9999VBO08112026-000001.xml").write_bytes(onderdelen["VBO"])
    (bron / "9999IOVBO08112026-000001.xml").write_bytes(b"<kapot")
    uit = laad(bron, tmp_path)
    assert uit.exit_code == 0, uit.output
    for naam in ("plaatsen.xml", "straten.xml"):
        assert f"{naam}: loaded for what is in it" in uit.output
    opslag = BagStore(tmp_path / "data" / "bag.db")
    assert (opslag.aantal("object"), opslag.aantal("nummer"), opslag.aantal("straat")) == (20, 20, 1)


RELATIE = (
    b'<gwr:GemeenteWoonplaatsRelatie xmlns:gwr="www.kadaster.nl/schemas/lvbag/gem-wpl-rel/gwr-producten-lvc/v20200601" '
    b'xmlns:bt="www.kadaster.nl/schemas/lvbag/gem-wpl-rel/bag-types/v20200601"><gwr:tijdvakgeldigheid>'
    b"<bt:begindatumTijdvakGeldigheid>2010-01-01</bt:begindatumTijdvakGeldigheid></gwr:tijdvakgeldigheid>"
    b"<gwr:gerelateerdeWoonplaats><gwr:identificatie>1100</gwr:identificatie></gwr:gerelateerdeWoonplaats>"
    b"<gwr:gerelateerdeGemeente><gwr:identificatie>0737</gwr:identificatie></gwr:gerelateerdeGemeente>"
    b"<gwr:status>definitief</gwr:status></gwr:GemeenteWoonplaatsRelatie>"
)


def zonder_wortel(bestand: bytes, wortel: bytes = b"verzameling") -> bytes:
    """The same file within a root of somebody's own."""
    return b"<%s>%s</%s>" % (wortel, bestand.partition(b"?>")[2] if bestand.startswith(b"<?") else bestand, wortel)


def test_files_put_together_by_hand_are_known_by_what_is_in_them(onderdelen: dict[str, bytes], tmp_path: Path) -> None:
    """A root of one's own around objects, relations, mutations and BAG 1.0: each is what it was, in a folder and a
    zip, under Kadaster's names and others."""
    leden = {f"9999{s}08112026-000001.xml": zonder_wortel(onderdelen[s]) for s in ("OPR", "NUM", "VBO")}
    leden["plaatsen.xml"] = zonder_wortel(onderdelen["WPL"], b"html")
    leden["GEM-WPL-RELATIE-08112026-000001.xml"] = zonder_wortel(RELATIE)
    leden["wijzigingen.xml"] = zonder_wortel(MUTATIE)
    leden["oud.xml"] = zonder_wortel(BAG1)
    leden["brief.xml"] = zonder_wortel(b"<brief/>")
    (tmp_path / "map").mkdir()
    for naam, inhoud in leden.items():
        (tmp_path / "map" / naam).write_bytes(inhoud)
    (tmp_path / "extract.zip").write_bytes(zip_(leden))
    for bron in (tmp_path / "map", tmp_path / "extract.zip"):
        uit = laad(bron, tmp_path / bron.stem)
        assert uit.exit_code == 0, uit.output
        assert "wijzigingen.xml: not loaded: mutations of the BAG" in uit.output
        assert "oud.xml: not loaded: of BAG Extract 1.0" in uit.output
        opslag = BagStore(tmp_path / bron.stem / "data" / "bag.db")
        aantallen = {soort: opslag.aantal(soort) for soort in ("object", "nummer", "straat")}
        assert aantallen == {"object": 20, "nummer": 20, "straat": 1}
        with sqlite3.connect(tmp_path / bron.stem / "data" / "bag.db") as db:
            assert db.execute("SELECT woonplaats, gemeente FROM ligt_in").fetchall() == [("1100", "0737")]


BOM_TEKST = b'<b:bagStand xmlns:b="%s"><b:bagInfo>' % STAND.encode()
BOMMEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "one text": (lambda: BOM_TEKST + b"a" * (60 << 20), "without the end of an object"),
    "many elements": (lambda: BOM_TEKST + b"<a/>" * (15 << 20), "without the end of an object"),
    "many attributes": (lambda: BOM_TEKST + b'<a b="" c="" d=""/>' * (3 << 20), "without the end of an object"),
    "comments": (lambda: BOM_TEKST + b"<!--" + b"a" * (60 << 20) + b"-->", "without the end of an object"),
    "white space": (lambda: BOM_TEKST + b" " * (60 << 20), "without the end of an object"),
    "deep": (lambda: BOM_TEKST + b"<a>" * (1 << 20), ""),
    "entities": (
        lambda: b'<!DOCTYPE a [<!ENTITY a "%s">]>' % (b"b" * (1 << 20)) + BOM_TEKST + b"&a;" * (1 << 20),
        "",
    ),
    "empty objects": (
        lambda: (
            BOM_TEKST
            + b'</b:bagInfo><s:x xmlns:s="http://www.kadaster.nl/schemas/standlevering-generiek/1.0">'
            + b"<s:stand></s:stand>" * (4 << 20)
        ),
        "times what it is packed",
    ),
    "fresh names": (
        lambda: (
            BOM_TEKST
            + b'</b:bagInfo><s:x xmlns:s="http://www.kadaster.nl/schemas/standlevering-generiek/1.0">'
            + b"".join(b"<s:stand><n%d/></s:stand>" % n for n in range(1 << 20))
        ),
        "",
    ),
}
_METEN = """
import resource, sys
from pathlib import Path
from rio_soap.chain.bagextract.loader import laad_extract
from rio_soap.chain.bagextract.gemeenten import Extractfout
van = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    laad_extract(Path(sys.argv[1]), Path(sys.argv[2]))
except Extractfout as fout:
    print(str(fout)[:300].replace(chr(10), ' '))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - van) // 1024)
"""


@pytest.mark.parametrize("geval", BOMMEN)
@pytest.mark.parametrize("hoe", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_small_file_does_not_take_much_memory(geval: str, hoe: int, tmp_path: Path) -> None:
    """Less than 200 MB, and a refusal that names the file, whichever way it is packed."""
    if hoe != zipfile.ZIP_DEFLATED and geval not in ("one text", "empty objects"):
        pytest.skip("one packing will do")
    maak, wat = BOMMEN[geval]
    pad = tmp_path / "lvbag-extract-nl.zip"
    pad.write_bytes(zip_({"9999NUM08112026-000001.xml": maak()}, hoe))
    opdracht = [sys.executable, "-c", _METEN, str(pad), str(tmp_path / "bag.db")]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=False, timeout=120)
    assert uit.returncode == 0, uit.stderr
    melding, gegroeid = uit.stdout.splitlines()
    assert int(gegroeid) < 200
    assert wat in melding
    assert melding.startswith(("9999NUM08112026-000001.xml: ", str(pad)))


def test_a_zip_in_a_zip_takes_no_more_of_the_disk_than_a_zip_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is called a zip and is packed to a thousandth is none; it is put beside the store, and gone after."""
    geschreven: list[int] = []
    echt = source.tempfile.TemporaryFile

    def meet(**woorden: object) -> object:
        bestand = echt(**woorden)
        schrijf = bestand.write
        bestand_schrijf = lambda data: (geschreven.append(len(data)), schrijf(data))[1]  # noqa: E731
        return _Doorgeef(bestand, bestand_schrijf)

    monkeypatch.setattr(source.tempfile, "TemporaryFile", meet)
    pad = tmp_path / "lvbag-extract-nl.zip"
    pad.write_bytes(zip_({"9999NUM08112026.zip": b"PK\3\4" + bytes(300 << 20)}))
    assert pad.stat().st_size < 400_000
    with pytest.raises(Extractfout, match="far smaller than zips can be"):
        laad_extract(pad, tmp_path / "bag.db")
    assert 0 < sum(geschreven) < 4 << 20
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bag.db-slot", "lvbag-extract-nl.zip"]


class _Doorgeef:
    def __init__(self, bestand: object, schrijf: object) -> None:
        self._bestand, self.write = bestand, schrijf

    def __enter__(self) -> "_Doorgeef":
        return self

    def __exit__(self, *_: object) -> None:
        self._bestand.close()  # type: ignore[attr-defined]

    def __getattr__(self, naam: str) -> object:
        return getattr(self._bestand, naam)


def test_what_comes_out_of_an_extract_is_bounded_as_a_whole_and_an_operator_can_allow_more(
    onderdelen: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over all files of all zips together, not for each by itself."""
    monkeypatch.setattr(source, "_VRIJ", 1000)
    pad = tmp_path / "lvbag-extract-nl.zip"
    pad.write_bytes(zip_(extract(onderdelen)))
    uit = CliRunner().invoke(
        main, ["laad", "bag", str(pad), "--verhouding", "1"], env={"RIO_DATA_DIR": str(tmp_path / "data")}
    )
    assert uit.exit_code == 1
    assert "--verhouding allows more" in uit.output
    assert laad(pad, tmp_path).exit_code == 0


def test_the_directory_of_a_zip_is_not_read_when_it_is_larger_than_that_of_an_extract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one of ZIP64, and one with a comment behind it."""
    for leden, commentaar in ((200, b""), (200, b"x" * 60_000), (70_000, b"")):
        stroom = io.BytesIO()
        with zipfile.ZipFile(stroom, "w") as archief:
            for n in range(leden):
                archief.writestr(f"9999NUM08112026-{n:06d}.xml", b"")
            archief.comment = commentaar
        with monkeypatch.context() as kleiner:
            kleiner.setattr(zip_bounds, "HOOGSTENS", 10_000)
            (tmp_path / "lvbag-extract-nl.zip").write_bytes(stroom.getvalue())
            with pytest.raises(Extractfout, match="its directory takes"):
                laad_extract(tmp_path / "lvbag-extract-nl.zip", tmp_path / "bag.db")


def test_zips_that_are_broken_in_other_ways_are_one_line(onderdelen: dict[str, bytes], tmp_path: Path) -> None:
    """Encrypted, damaged, of a packing that nobody knows, nested too deep."""
    heel = zip_({"9999NUM08112026-000001.xml": onderdelen["NUM"]})
    versleuteld = bytearray(heel)
    versleuteld[6] |= 1
    plek = heel.rindex(b"PK\1\2")
    versleuteld[plek + 8] |= 1
    vreemd = bytearray(heel)
    vreemd[8] = vreemd[plek + 10] = 77
    beschadigd = bytearray(heel)
    beschadigd[200:260] = bytes(60)
    diep = heel
    for _ in range(6):
        diep = zip_({"9999NUM08112026.zip": diep}, zipfile.ZIP_STORED)
    for inhoud in (versleuteld, vreemd, beschadigd, diep):
        (tmp_path / "lvbag-extract-nl.zip").write_bytes(inhoud)
        uit = laad(tmp_path / "lvbag-extract-nl.zip", tmp_path)
        assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), uit.output
        assert uit.output.count("\n") == 1
        assert uit.output.startswith("Error: 9999NUM08112026")


def test_values_that_no_store_can_hold_are_one_line(onderdelen: dict[str, bytes], tmp_path: Path) -> None:
    for waarde in (b"9" * 30, b"9" * 6000, b"x"):
        pad = tmp_path / "9999NUM08112026-000001.xml"
        begin = onderdelen["NUM"].index(b"huisnummer>") + 11
        einde = onderdelen["NUM"].index(b"<", begin)
        pad.write_bytes(onderdelen["NUM"][:begin] + waarde + onderdelen["NUM"][einde:])
        uit = laad(pad, tmp_path)
        assert (uit.exit_code, type(uit.exception)) == (1, SystemExit), uit.output
        assert "9999NUM08112026-000001.xml" in uit.output


def test_two_loaders_do_not_write_one_store(tmp_path: Path, onderdelen: dict[str, bytes]) -> None:
    """The second is told who is at work; the first one's work is whole."""
    pad = tmp_path / "9999NUM08112026-000001.xml"
    pad.write_bytes(onderdelen["NUM"])
    (tmp_path / "data").mkdir()
    doel = tmp_path / "data" / "bag.db"
    with BagWriter(doel) as schrijver:
        with pytest.raises(InUse, match=f"already running, process {os.getpid()}"):
            laad_extract(pad, doel)
        uit = laad(pad, tmp_path)
        assert uit.exit_code == 1
        assert "already running, process" in uit.output
        schrijver.put("nummer", ("0106200000000001", 1, *("2026-01-01",) * 13))
    assert BagStore(doel).aantal("nummer") == 1
    assert laad(pad, tmp_path).exit_code == 0


def test_names_of_gemeenten_in_another_encoding_are_told_with_their_line(tmp_path: Path) -> None:
    pad = tmp_path / "gemeenten.csv"
    pad.write_bytes("code;naam\n0059;Achtkarspelen\n1900;Súdwest-Fryslân\n".encode("cp1252"))
    with pytest.raises(Extractfout, match=r"gemeenten\.csv, line 3: not UTF-8 at byte 35 .*found 0xfa, expected UTF-8"):
        lees_gemeenten(pad)
