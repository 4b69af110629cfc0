"""Files of an older koppeling become messages of RIO by what the mapping file says; all else is told with its place."""

from pathlib import Path
from uuid import UUID

import pytest

from rio_soap.batch.reader import BatchMessage, Lezer
from rio_soap.batch.vertaalbestand import Vertaalfout, laad_vertaling
from rio_soap.batch.vertaling import Vertaling
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.edukoppeling.faults import Edufout
from tests.batch.conftest import Draai, verslag
from tests.batch.proef import schrijf
from tests.register import hulp

TOML = """
[bron]
tekenset = "ISO-8859-1"
naamruimte = "urn:koppeling:bron"
dienst = "beheren"
datums = "JJJJMMDD"
booleans = { ja = "J", nee = "N" }
volgorde = true

[elementen]
levering = "aanleveren_opleidingseenheid_request"
opleiding = "hoOpleiding"
periode = "hoOpleidingPeriode"
ingang = "begindatum"
"periode/naam" = "naamLang"
diploma = "waardedocumentsoort"

[kenmerken]
soortOpleiding = "soort"
sleutel = "eigenOpleidingseenheidSleutel"

[waarden.niveau]
B = "HBO-BA"

[waarden.soort]
O = "OPLEIDING"

[weglaten]
elementen = ["volgnummer", "opleiding/oud"]
"""
BESTAND = """<?xml version="1.0" encoding="ISO-8859-1"?>
<levering xmlns="urn:koppeling:bron">
  <volgnummer>1</volgnummer>
  <opleiding>
    <niveau>B</niveau>
    <diploma>DIPLOMA</diploma>
    <oud><wat/></oud>
    <periode>
      <naam>Café</naam>
      <ingang>20240901</ingang>
    </periode>
    <ingang>20240901</ingang>
    <soortOpleiding>O</soortOpleiding>
    <sleutel>abc-1</sleutel>
  </opleiding>
</levering>
"""


def vertaling(map_: Path, toml: str = TOML) -> Vertaling:
    pad = map_ / "vertaling.toml"
    pad.write_text(toml)
    return laad_vertaling(pad)


def lees(map_: Path, tekst: str = BESTAND, toml: str = TOML) -> BatchMessage:
    lezer = Lezer(UUID(int=1), hulp.HANZE, "DUO", SystemClock(), 1_000_000, vertaling(map_, toml))
    return lezer.lees("a.xml", tekst.encode("ISO-8859-1"))


def test_a_file_becomes_a_message_by_all_that_a_mapping_can_say(tmp_path: Path) -> None:
    verwacht = hulp.eenheid(sleutel="abc-1", perioden=[hulp.periode(naamLang="Café")])
    verwacht.velden["kenmerken"] = verwacht.velden["kenmerken"][::-1]  # type: ignore[index]
    assert lees(tmp_path).gegeven.velden["opleidingseenheid"] == verwacht


def test_dates_with_dashes_stay_as_they_are(tmp_path: Path) -> None:
    met, zonder = lees(tmp_path, BESTAND.replace("20240901", "2024-09-01")), lees(tmp_path)
    assert met.gegeven.velden["opleidingseenheid"] == zonder.gegeven.velden["opleidingseenheid"]


@pytest.mark.parametrize(
    ("oud", "nieuw", "waar", "regel", "tekst"),
    [
        ("<ingang>20240901</ingang>\n    <s", "<ingang>20240231</ingang>\n    <s", "/opleiding/ingang", 12, "JJJJMMDD"),
        ("<ingang>20240901</ingang>\n    </p", "<ingang>1</ingang>\n    </p", "/periode/ingang", 10, "Geen datum"),
        ("<sleutel>", '<sleutel xmlns="urn:x">', "/opleiding/sleutel", 14, "Andere naamruimte"),
        ("<naam>Caf", "<sleutel>a</sleutel><naam>Caf", "/periode/sleutel", 9, "kent dit kenmerk niet"),
        ("abc-1", "<a/>", "/opleiding/sleutel", 14, "Een kenmerk heeft alleen een waarde"),
    ],
)
def test_what_cannot_be_translated_is_told_with_its_place_in_the_file(
    tmp_path: Path, oud: str, nieuw: str, waar: str, regel: int, tekst: str
) -> None:
    with pytest.raises(Edufout) as fout:
        lees(tmp_path, BESTAND.replace(oud, nieuw))
    (bevinding,) = fout.value.bevindingen
    assert bevinding.waar == f"/levering{'/opleiding' if waar.startswith('/periode') else ''}{waar}"
    assert bevinding.regel == regel
    assert tekst in f"{bevinding.zin()} {bevinding.toegestaan}"


def test_j_and_n_are_booleans_and_nothing_else_is(tmp_path: Path) -> None:
    toml = """
[bron]
booleans = { ja = "J", nee = "N" }
[elementen]
aanbod = "aangebodenHOOpleiding"
"""
    bestand = (
        '<aanleveren_aangebodenOpleiding_request xmlns="http://duo.nl/schema/DUO_RIO_Beheren_OnderwijsOrganisatie_V4">'
        "<aanbod><kenmerken><kenmerknaam>soort</kenmerknaam><kenmerkwaardeBoolean>{}</kenmerkwaardeBoolean>"
        "</kenmerken></aanbod></aanleveren_aangebodenOpleiding_request>"
    )

    def fouten(waarde: str) -> list[str]:
        with pytest.raises(Edufout) as fout:
            lees(tmp_path, bestand.format(waarde), toml)
        return [b.waar for b in fout.value.bevindingen if "Boolean" in b.waar]

    assert fouten("J") == fouten("N") == fouten("true") == []
    assert len(fouten("X")) == 1
    assert len(fouten("j")) == 1


@pytest.mark.parametrize(
    ("toml", "reden"),
    [
        ("[bron", "no TOML"),
        ("[bronn]", "bronn: found 'bronn', allowed bron, elementen, kenmerken, waarden, weglaten; meant bron?"),
        ("[bron]\ntekenset = 'UTF-7'", "bron.tekenset: found 'UTF-7', allowed"),
        ("[bron]\ndatums = 3", "bron.datums: found 3, allowed a text"),
        ("[bron]\nvolgorde = 'ja'", "bron.volgorde: found 'ja', allowed true or false"),
        ("[bron]\nbooleans = { ja = 'J' }", "bron.booleans: found {'ja': 'J'}, allowed two different texts"),
        (
            "[elementen]\na = 'hoOpleidng'",
            "elementen.a: found 'hoOpleidng', not a name of the contract; meant hoO",
        ),
        ("[elementen]\na = 1", "elementen.a: found 1, allowed a text"),
        ("[kenmerken]\na = 'niets'", "kenmerken.a: found 'niets', not a name of the contract"),
        ("[elementen]\na = 'niveau'\n[kenmerken]\na = 'soort'", "kenmerken.a: found in elementen too"),
        ("[waarden.nivo]\nB = 'x'", "waarden.nivo: found 'nivo', not a name of the contract; meant niveau?"),
        ("[waarden]\nniveau = 'x'", "waarden.niveau: found 'x', allowed a table"),
        ("[weglaten]\nelementen = 'a'", "weglaten.elementen: found 'a', allowed a list of texts"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, toml: str, reden: str) -> None:
    with pytest.raises(Vertaalfout) as fout:
        vertaling(tmp_path, toml)
    assert reden in str(fout.value)


def test_bytes_outside_the_character_set_are_told(tmp_path: Path) -> None:
    lezer = Lezer(
        UUID(int=1), hulp.HANZE, "DUO", SystemClock(), 1000, vertaling(tmp_path, "[bron]\ntekenset='WINDOWS-1252'")
    )
    with pytest.raises(Edufout, match="DK0009"):
        lezer.lees("a", b"<a>\x81</a>")


def test_the_command_translates(draai: Draai, tmp_path: Path) -> None:
    vertaling(tmp_path)
    in_ = schrijf(tmp_path / "in", [BESTAND.encode("ISO-8859-1")])
    klaar = draai(in_, tmp_path / "uit", "--vertaling", str(tmp_path / "vertaling.toml"))
    assert klaar.exit_code == 0, klaar.output
    assert verslag(tmp_path / "uit")["berichten"][0]["gegevens"] == {"opleidingseenheidcode": "1020O0001"}
    (tmp_path / "fout.toml").write_text("[x]")
    assert draai(in_, tmp_path / "uit", "--vertaling", str(tmp_path / "fout.toml")).exit_code == 2
