"""The client speaks our own contract by generated functions, from Python and from the command line."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from rio_soap.cli import main
from rio_soap.client import RioAfgekeurd, RioClient, RioOnbereikbaar, RioSoapFout
from rio_soap.client import berichten_aanvulling as b
from rio_soap.contract.gegevens import Gegeven, Ingesloten
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN, RAADPLEGEN
from rio_soap.setup import trial
from tests.batch.proef import bericht
from tests.client.conftest import maak_client
from tests.client.station import Gedrag, station
from tests.register.hulp_erkenning import erkenning
from tests.register.rollen import geef
from tests.service.conftest import Dienst


@pytest.fixture(scope="module")
def duo(dienst: Dienst) -> Dienst:
    """The service, whose client is the keeper of the register too."""
    geef(dienst.register, trial.OIN_HANZE, "DUO")
    return dienst


def doe(dienst: Dienst, *woorden: str) -> Result:
    omgeving = {
        "RIO_DATA_DIR": str(dienst.settings.data_dir),
        "RIO_CLIENT_ENDPOINT": f"http://127.0.0.1:{dienst.port}",
    }
    return CliRunner().invoke(main, list(woorden), env=omgeving)


def gezag(code: str) -> Gegeven:
    periode = b.bevoegdGezagPeriode(
        begindatum=date(2010, 8, 1), naamLang="Stichting Proef", bekostigingscode="BEKOSTIGD", soort="BINS"
    )
    erkend = b.bevoegdGezag(code=code, erkenner="OCW", begindatum=date(2010, 8, 1), bevoegdGezagPeriode=[periode])
    return b.erkenningskeuze(bevoegdGezag=erkend)


def test_an_object_made_by_the_functions_is_delivered_read_removed(duo: Dienst, rio: RioClient) -> None:
    bestuur = rio.aanleveren_instellingserkenning(instellingserkenning=gezag("41901")).onderwijsbestuurcode
    assert bestuur is not None
    sleutel = b.instellingserkenningSleutel(erkenner="OCW", type="BEVOEGD_GEZAG", code="41901")
    gelezen = rio.opvragen_instellingserkenning(instellingserkenning=sleutel)
    assert gelezen.instellingserkenning is not None
    assert gelezen.instellingserkenning.velden == gezag("41901").velden
    assert list(gelezen.onderwijsbestuurcode) == [bestuur]


def test_every_change_is_read_with_the_object_of_whichever_contract(duo: Dienst, rio: RioClient) -> None:
    """V4's objects in V4's form, ours in ours, each told by its dienst."""
    begin = rio.opvragen_gewijzigdeObjecten(aantal=1).cursor
    assert begin is not None
    code = duo.lever(str(uuid4()))
    rio.aanleveren_instellingserkenning(instellingserkenning=gezag("41902"))
    gezien: dict[str, Ingesloten] = {}
    blad = rio.opvragen_gewijzigdeObjecten(cursor=begin, metInhoud=True)
    for wijziging in blad.objectwijziging:
        inhoud = wijziging.velden.get("inhoud")
        assert inhoud is None or isinstance(inhoud, Ingesloten)
        if inhoud is not None:
            gezien[str(wijziging.velden["sleutel"])] = inhoud
    assert (gezien[code].dienst, gezien[code].gegeven.naam) == (RAADPLEGEN, "hoOpleiding")
    eigen = gezien["OCW/BEVOEGD_GEZAG/41902"]
    assert (eigen.dienst, eigen.gegeven) == (
        AANVULLING_RAADPLEGEN,
        Gegeven("instellingserkenning", gezag("41902").velden),
    )


def test_a_refusal_and_what_is_not_built_are_told_apart(rio: RioClient) -> None:
    with pytest.raises(RioAfgekeurd) as fout:
        rio.opvragen_licenties(licentiecode=str(uuid4()), pagina=0)
    assert fout.value.foutcodes == ("RS1501",)
    with pytest.raises(RioSoapFout, match="DK0051"):
        rio.opvragen_onderwijslocatiesInGebied(postcode="9747", pagina=0)


def test_a_delivery_that_may_have_made_a_code_is_not_sent_again(duo: Dienst) -> None:
    """Of an erkenner that is new nobody can look up whether it is there; a licentie has a key of its sender."""
    verloren = Gedrag(lambda antwoord: b"", door=True)
    with station(duo.port, verloren) as tussen, maak_client(duo, f"http://127.0.0.1:{tussen.poort}") as client:
        aanmerking = b.erkenneraanmerking(bevoegdheid="ORGANISATIE", begindatum=date(2020, 1, 1))
        nieuw = b.erkenner(soort="NRTO", begindatum=date(2020, 1, 1), erkenneraanmerking=[aanmerking])
        with pytest.raises(RioOnbereikbaar) as fout:
            client.aanleveren_erkenner(erkenner=nieuw)
        assert fout.value.uitkomst_onbekend
        assert len(tussen.verzoeken) == 1


def test_haal_reads_and_stuur_delivers(duo: Dienst, tmp_path: Path) -> None:
    uit = doe(duo, "haal", "erkenners")
    assert (uit.exit_code, "<ns2:erkennercode>" in uit.stdout) == (0, True), uit.stderr
    velden = {"instellingserkenning": Gegeven("x", {"bevoegdGezag": erkenning("bevoegdGezag", code="41903")})}
    (tmp_path / "a.xml").write_bytes(bericht("aanleveren_instellingserkenning", velden))
    uit = doe(duo, "stuur", str(tmp_path / "a.xml"))
    assert (uit.exit_code, "onderwijsbestuurcode" in uit.stdout) == (0, True), uit.stderr
    sleutel = ("erkenner=OCW", "type=BEVOEGD_GEZAG", "code=41903")
    uit = doe(duo, "haal", "instellingserkenning", *(f"instellingserkenning.{deel}" for deel in sleutel))
    assert (uit.exit_code, "<ns2:code>41903</ns2:code>" in uit.stdout) == (0, True), uit.stderr


def test_haal_takes_a_field_as_often_as_it_may_occur(duo: Dienst) -> None:
    codes = [f"aangebodenOpleidingCode={uuid4()}" for _ in range(3)]
    uit = doe(duo, "haal", "erkenningsstatus", *codes)
    assert uit.exit_code == 1, uit.stderr
    assert [regel.split()[0] for regel in uit.stderr.splitlines()] == ["A01020"] * 3
    uit = doe(duo, "haal", "aanleveren_licentie")
    assert uit.exit_code == 2
    assert "zoeken_organisaties" in uit.stderr
