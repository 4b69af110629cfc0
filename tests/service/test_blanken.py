"""White space around dates and moments is no mistake, from the wire to the register and back; other blanks are told."""

import json
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from lxml import etree

from rio_soap.cli import root
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.vorm import Simpel, vormen
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.register.database.model import berichtenlog
from rio_soap.register.logboek.packing import pak_uit
from tests.client.conftest import maak_client
from tests.service.conftest import Dienst
from tests.workbench.hulp import Maker, herteken, schrijf

WITTEN = [(" ", " "), ("\n  ", "\n"), ("\t", "\r\n"), ("", " \t\n")]


def met_wit(voor: str, na: str) -> Callable[[etree._Element], None]:
    """White space around every date and moment in the Body, and in the Timestamp."""

    def doe(root: etree._Element) -> None:
        bericht = root[-1][0]
        operatie = next(o for o in OPERATIES.values() if etree.QName(bericht).localname in (o.verzoek, o.antwoord))
        bladen = [
            blad
            for blad in bericht.iter(etree.Element)
            if isinstance(soort := vormen(operatie.dienst).soort_van(blad, bericht), Simpel)
            and soort.primitief in ("date", "dateTime")
        ]
        assert bladen
        bladen += list(root.iter("{*}Created", "{*}Expires"))
        for blad in bladen:
            blad.text = f"{voor}{blad.text}{na}"

    return doe


@pytest.mark.parametrize(("voor", "na"), WITTEN)
def test_a_signed_delivery_with_white_space_is_stored_and_read_back_without(rio: Dienst, voor: str, na: str) -> None:
    """The signature is over what was sent, and the log keeps what was sent."""
    maker = Maker(rio.sleutelpaar)
    data = maker.getekend(met_wit(voor, na))
    antwoord = rio.post("aanleveren_opleidingseenheid", data)
    code = antwoord.tekst("opleidingseenheidcode")
    assert code is not None, antwoord.raw
    with rio.register.lees() as session:
        gelogd = session.execute(sa.select(berichtenlog).order_by(berichtenlog.c.id.desc()).limit(1)).mappings().one()
    assert pak_uit(gelogd["verzoek"]) == data
    terug = rio.post(
        "opvragen_opleidingseenheid",
        maker.getekend(met_wit(voor, na), maker.goed("opvragen_opleidingseenheid", {"opleidingseenheidcode": code})),
    )
    datums = [e.text for e in terug.body.iter("{*}begindatum")]
    assert datums
    assert all(date.fromisoformat(str(tekst)) for tekst in datums)


def test_the_client_reads_an_answer_with_white_space(rio: Dienst) -> None:
    """Signed by the service after it was written so: valid by the standard, whoever wrote it."""
    with maak_client(rio) as client:
        operatie = OPERATIES["opvragen_opleidingseenheid"]
        element, code = client.wissel.bouw(operatie, {"opleidingseenheidcode": rio.lever()})
        nummer = str(uuid.uuid4())
        soort, data = client.wissel.verstuur(operatie, client.wissel.onderteken(operatie, element, nummer))
        verwacht = client.wissel.lees(operatie, data, soort, nummer, code).gegeven
        root = etree.fromstring(data)
        met_wit("\n ", "\t")(root)
        pki = rio.settings.data_dir / "pki"
        herteken(root, Sleutelpaar.laad(pki / "dienst.key", pki / "dienst.pem").sleutel)
        assert client.wissel.lees(operatie, schrijf(root), soort, nummer, code).gegeven == verwacht


@pytest.mark.parametrize("teken", ["\u00a0", "\u2003", "\u200b"], ids=lambda t: f"U+{ord(t):04X}")
def test_a_fault_shows_which_character_stands_where(rio: Dienst, teken: str) -> None:
    """Of a number, a date and the moment of the bedrijfsdocument: each is a finding of its own, in Dutch."""

    def doe(root: etree._Element) -> None:
        for naam in ("studielast", "begindatum", "datumTijdBedrijfsdocument"):
            blad = next(root.iter(f"{{*}}{naam}"))
            blad.text = f"{blad.text}{teken}"

    antwoord = rio.post("aanleveren_opleidingseenheid", Maker(rio.sleutelpaar).getekend(doe))
    assert antwoord.faultcode is not None
    assert antwoord.faultcode.endswith("Client.DK0004")
    bevindingen = [{etree.QName(veld).localname: veld.text for veld in b} for b in antwoord.body.iter("{*}bevinding")]
    assert {str(b["waar"]).rsplit("/")[-1] for b in bevindingen} == {
        "studielast[1]",
        "begindatum[1]",
        "datumTijdBedrijfsdocument[1]",
    }
    for b in bevindingen:
        assert f"is U+{ord(teken):04X} (" in str(b["melding"])
        assert f"[U+{ord(teken):04X}]" in str(b["gevonden"])


def test_controleer_and_stuur_take_what_the_service_takes(rio: Dienst, tmp_path: Path) -> None:
    data = Maker(rio.sleutelpaar).getekend(met_wit("\n", " "))
    (tmp_path / "wit.xml").write_bytes(data)
    uit = CliRunner().invoke(
        root.main, ["controleer", "--zonder-register", "--formaat", "json", str(tmp_path / "wit.xml")]
    )
    rapport: Any = json.loads(uit.output)
    assert uit.exit_code == 0, uit.output
    assert rapport
