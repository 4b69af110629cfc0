"""The commands, as an operator types them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.edukoppeling import proefpki
from rio_soap.edukoppeling.clock import SystemClock
from rio_soap.register.proefdata import proef as proefdata
from rio_soap.setup import trial
from rio_soap.setup.settings import Settings, SettingsError, read_settings

PROEFSET = Path(str(proefdata.PROEFSET))


def rio(map_: Path, *woorden: str, **omgeving: str) -> Result:
    return CliRunner().invoke(main, list(woorden), env={"RIO_DATA_DIR": str(map_), **omgeving})


def test_init_makes_database_and_keys_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    assert rio(tmp_path / "d", "init").exit_code == 0
    sleutel = (tmp_path / "d/pki/dienst.key").read_bytes()
    assert rio(tmp_path / "d", "init").exit_code == 0
    assert (tmp_path / "d/pki/dienst.key").read_bytes() == sleutel
    assert (tmp_path / "d/pki/dienst.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("naam", ["basis", "zoek-en-lees"])
def test_trial_data_load_twice(tmp_path: Path, naam: str) -> None:
    rio(tmp_path, "init")
    assert rio(tmp_path, "laad", "proef", "--set", naam).exit_code == 0
    assert rio(tmp_path, "laad", "proef", "--set", naam).exit_code == 0


def test_a_folder_of_open_data_loads_and_tells_what_it_could_not_place(tmp_path: Path) -> None:
    """The whole trial set in published form; then a folder with one relation to a unit that nobody has."""
    rio(tmp_path, "init")
    uit = rio(tmp_path, "laad", str(PROEFSET))
    assert uit.exit_code == 0, uit.output
    assert "onderwijsaanbieders: 9 new, 0 changed, 0 equal" in uit.output
    assert "× ERKENNERCODE: the contract names an erkenner by its soort" in uit.output
    assert "onderwijsaanbieders: 0 new, 0 changed, 9 equal" in rio(tmp_path, "laad", str(PROEFSET)).output
    bestand = tmp_path / "deel/vo_relaties_opleidingseenheden.csv"
    bestand.parent.mkdir()
    kop = (PROEFSET / bestand.name).read_bytes().splitlines(keepends=True)[0]
    rij = b'"1019O0001","VOGROEP","HIERARCHISCH","1019O9999","VOOPLEIDING",2020-08-01,\r\n'
    bestand.write_bytes(kop + rij * 3)
    verslag = tmp_path / "verslag.csv"
    uit = rio(tmp_path, "laad", str(bestand.parent), "--toon", "1", "--verslag", str(verslag))
    assert uit.exit_code == 0
    assert "not placed: 3 × opleidingseenheid unknown" in uit.output
    assert "vo_relaties_opleidingseenheden.csv:2: opleidingseenheid unknown: " in uit.output
    assert "OPLEIDINGSEENHEIDCODE: found '1019O9999', which is not in the" in uit.output
    assert "… and 2 more" in uit.output
    assert len(verslag.read_text("utf-8").splitlines()) == 4


def test_a_folder_or_file_in_another_form_is_refused_in_one_line(tmp_path: Path) -> None:
    rio(tmp_path, "init")
    (tmp_path / "leeg").mkdir()
    uit = rio(tmp_path, "laad", str(tmp_path / "leeg"))
    assert (uit.exit_code, "no file of DUO's open data" in uit.output) == (1, True)
    assert rio(tmp_path, "laad", str(tmp_path / "weg")).exit_code == 2
    (tmp_path / "leeg/onderwijsbesturen.csv").write_bytes(b'"ONDERWIJSBESTUURID"\r\n')
    uit = rio(tmp_path, "laad", str(tmp_path / "leeg"))
    assert uit.exit_code == 1
    assert "Error: onderwijsbesturen.csv, line 1: found a header of 1 columns, expected 9" in uit.output


def test_a_party_is_added_listed_and_withdrawn(tmp_path: Path) -> None:
    rio(tmp_path, "init")
    proefpki.maak(tmp_path / "k", dienst_oin=trial.OIN_CLIENT, klanten={"k": trial.OIN_CLIENT})
    pem = str(tmp_path / "k/k.pem")
    toegevoegd = rio(tmp_path, "partij", "toevoegen", "--certificaat", pem, "--namens", trial.OIN_HANZE)
    assert toegevoegd.exit_code == 0, toegevoegd.output
    lijst = rio(tmp_path, "partij", "lijst").output
    assert trial.OIN_HANZE in lijst
    assert trial.OIN_CLIENT in lijst
    vingerafdruk = lijst.split()[0]
    assert rio(tmp_path, "partij", "intrekken", vingerafdruk).exit_code == 0
    assert rio(tmp_path, "partij", "lijst").output == ""
    assert rio(tmp_path, "partij", "intrekken", vingerafdruk).exit_code == 1


def test_what_is_no_certificate_or_oin_is_refused_in_one_line(tmp_path: Path) -> None:
    rio(tmp_path, "init")
    geen = tmp_path / "geen.pem"
    geen.write_text("geen certificaat")
    uit = rio(tmp_path, "partij", "toevoegen", "--certificaat", str(geen), "--namens", trial.OIN_HANZE)
    assert uit.exit_code == 1
    assert "no PEM certificate" in uit.output
    uit = rio(tmp_path, "partij", "toevoegen", "--certificaat", str(geen), "--namens", "123")
    assert uit.exit_code == 2
    assert "8 digits" in uit.output


def test_a_directory_with_data_is_never_made_afresh(tmp_path: Path) -> None:
    (tmp_path / "rio.db").write_text("van een ander")
    uit = rio(tmp_path, "proef", "--eenmalig")
    assert uit.exit_code == 1
    assert "no trial environment" in uit.output
    assert (tmp_path / "rio.db").read_text() == "van een ander"


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("RIO_SIGNATURES", "soms"),
        ("RIO_PAGINAGROOTTE", "veel"),
        ("RIO_PAGINAGROOTTE", "501"),
        ("RIO_KLOK", "2023-01-01"),
        ("RIO_FOUTMELDINGEN", "drie"),
    ],
)
def test_an_unusable_setting_says_what_is_allowed(naam: str, waarde: str) -> None:
    with pytest.raises(SettingsError, match=r"allowed") as fout:
        read_settings({naam: waarde})
    assert naam in str(fout.value)


@pytest.mark.parametrize(
    ("primair", "kopie"),
    [
        ("", "postgresql+psycopg://h/rio"),
        ("sqlite:///rio.db", "postgresql://h/rio"),
        ("postgresql://h/rio", "sqlite:///k"),
    ],
)
def test_a_database_for_readings_needs_postgresql_on_both_sides(primair: str, kopie: str) -> None:
    with pytest.raises(SettingsError, match="RIO_LEES_DATABASE_URL: needs PostgreSQL"):
        read_settings({"RIO_DATABASE_URL": primair, "RIO_LEES_DATABASE_URL": kopie})


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    bestand = tmp_path / "rio-soap.toml"
    bestand.write_text('paginagrootte = 50\nsignatures = "optional"\n')
    gelezen = read_settings({"RIO_PAGINAGROOTTE": "7"}, bestand)
    assert (gelezen.paginagrootte, gelezen.signatures, gelezen.profiel) == (7, "optional", "praktijk")
    bestand.write_text("pagina = 50\n")
    with pytest.raises(SettingsError, match="pagina"):
        read_settings({}, bestand)


def test_replacing_value_lists_needs_a_usable_file(tmp_path: Path) -> None:
    rio(tmp_path, "init")
    uit = rio(tmp_path, "serve", RIO_WAARDENLIJSTEN=str(tmp_path / "weg.csv"))
    assert uit.exit_code == 1
    assert "RIO_WAARDENLIJSTEN" in uit.output


@pytest.fixture
def bericht(tmp_path: Path) -> bytes:
    settings = Settings(data_dir=tmp_path)
    trial.make_pki(settings)
    return trial.signed_request(
        "aanleveren_opleidingseenheid",
        {"opleidingseenheid": trial.voorbeeldlevering()},
        trial.client_key(settings),
        SystemClock(),
        oin=trial.OIN_HANZE,
        ontvanger=settings.oin,
    )


def controleer(tmp_path: Path, data: bytes, *opties: str) -> Result:
    (tmp_path / "b.xml").write_bytes(data)
    return rio(tmp_path, "controleer", str(tmp_path / "b.xml"), *opties)


def test_a_good_message_is_explained_as_good(tmp_path: Path, bericht: bytes) -> None:
    uit = controleer(tmp_path, bericht)
    assert uit.exit_code == 0, uit.output
    assert uit.output.count(": goed") == 5
    assert trial.OIN_CLIENT in uit.output


def test_a_broken_message_is_explained_with_every_part_that_is_wrong(tmp_path: Path, bericht: bytes) -> None:
    data = bericht.replace(b"HBO-BA", b"HBO?BA").replace(b"?oin=00000001800866472000", b"?oin=00000001800866472001")
    uit = controleer(tmp_path, data)
    assert uit.exit_code == 1
    assert "Client.DK0011" in uit.output
    assert "Client.EK0031" in uit.output
    assert "HBO?BA" in uit.output


def test_the_letter_of_the_pve_is_explained_when_asked_for(tmp_path: Path, bericht: bytes) -> None:
    (tmp_path / "b.xml").write_bytes(bericht)
    uit = rio(tmp_path, "controleer", str(tmp_path / "b.xml"), RIO_PROFIEL="streng")
    assert uit.exit_code == 1
    for tekst in ("Client.EK0021", "Ongeldige waarde voor ontvangendeInstantie"):
        assert tekst in uit.output


def test_a_bare_body_is_explained_too(tmp_path: Path) -> None:
    ns = "http://duo.nl/schema/DUO_RIO_Raadplegen_OnderwijsOrganisatie_V4"
    uit = controleer(tmp_path, f'<opvragen_opleidingseenheid_request xmlns="{ns}"/>'.encode())
    assert uit.exit_code == 1
    assert "identificatiecodeBedrijfsdocument" in uit.output


def test_a_recorded_answer_is_explained_at_its_own_time(tmp_path: Path, gedeeld: Path) -> None:
    naam = "opvragen_opleidingseenheid-1010O6466-230327-ok.response.xml"
    uit = controleer(tmp_path, (gedeeld / "examples/recorded" / naam).read_bytes(), "--op", "created")
    assert uit.exit_code == 0, uit.output
    assert "00000099800866472000" in uit.output
