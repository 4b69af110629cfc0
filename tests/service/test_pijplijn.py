"""The pipeline without a server: what each part gives, what is timed, and who gets which fault."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.database.failures import OutcomeUnknown, Unavailable
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.service import antwoordtekst, meting
from rio_soap.service.bericht import Bericht, Gelezen
from rio_soap.service.pipeline import STAPPEN, Pipeline, lees_bericht
from tests.service.conftest import Dienst

LEES, LEVER = "opvragen_opleidingseenheid", "verwijderen_opleidingseenheid"
INHOUD = {"opleidingseenheidcode": "1010O6466"}


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    dienst = Dienst(Path(tmp_path_factory.mktemp("rio")), kern=True)
    yield dienst
    dienst.stop()


@pytest.fixture
def pijplijn(rio: Dienst) -> Pipeline:
    return rio.toepassing.pijplijn


def bericht(rio: Dienst, naam: str = LEES, inhoud: dict[str, Any] | None = None, **anders: Any) -> Bericht:
    """A signed request as the shell would hand it on."""
    operatie = OPERATIES[naam]
    data = rio.verzoek(naam, inhoud or INHOUD, **anders)
    return Bericht(operatie.dienst, data, "text/xml; charset=utf-8", operatie.soap_action)


def gelezen(rio: Dienst, pijplijn: Pipeline, naam: str = LEES) -> Gelezen:
    return lees_bericht(pijplijn, pijplijn.open(bericht(rio, naam)))


def test_the_list_of_steps_is_the_whole_way_of_a_message() -> None:
    assert [naam for naam, _ in STAPPEN] == [
        "tls",
        "envelope",
        "adressering",
        "ondertekening",
        "autorisatie",
        "xsd",
        "bericht",
        "bedrijfsdocument",
        "afhandeling",
        "antwoord",
    ]


def test_a_message_is_answered_without_a_server(rio: Dienst, pijplijn: Pipeline) -> None:
    body = etree.fromstring(pijplijn.beantwoord(bericht(rio)))[-1][0]
    assert etree.QName(body).localname == OPERATIES[LEES].antwoord


def test_a_delivery_times_what_it_does_inside_and_outside_its_transaction(rio: Dienst, pijplijn: Pipeline) -> None:
    b = bericht(rio, LEVER)
    pijplijn.beantwoord(b)
    binnen = [naam.partition("/")[2] for naam in b.tijden if naam.startswith("afhandeling/")]
    assert set(binnen) == {
        "waarden",
        "voorbereiding",
        "buiten",
        "transactie",
        "vertrouwen",
        "claim",
        "uitvoering",
        "antwoord",
        "opstellen",
        "validatie",
        "log",
    }
    delen = ("vertrouwen", "claim", "uitvoering", "antwoord", "log")
    assert (
        sum(b.tijden[f"afhandeling/{deel}"] for deel in delen)
        <= b.tijden["afhandeling/transactie"]
        <= b.tijden["afhandeling"]
    )


def test_a_reading_times_what_it_reads_and_what_it_writes(rio: Dienst, pijplijn: Pipeline) -> None:
    b = bericht(rio)
    pijplijn.beantwoord(b)
    binnen = {naam.partition("/")[2] for naam in b.tijden if naam.startswith("afhandeling/")}
    buiten = {"lezing", "antwoord", "opstellen", "validatie", "transactie"}
    assert binnen == buiten | {"vertrouwen", "claim", "uitval", "inzage", "log"}
    assert b.tijden["afhandeling/lezing"] + b.tijden["afhandeling/transactie"] <= b.tijden["afhandeling"]


def test_every_step_is_on_the_page_with_metrics(rio: Dienst, pijplijn: Pipeline) -> None:
    pijplijn.beantwoord(bericht(rio, LEVER))
    tekst = meting.tekst().decode()
    for naam in ("ondertekening", "afhandeling", "afhandeling/claim", "afhandeling/transactie"):
        assert f'rio_stap_seconden_count{{stap="{naam}"}}' in tekst


def test_each_part_gives_what_the_next_one_needs(rio: Dienst, pijplijn: Pipeline) -> None:
    b = bericht(rio)
    geldig = pijplijn.open(b)
    assert (geldig.bericht, geldig.operatie.naam) == (b, LEES)
    assert etree.QName(geldig.inhoud).localname == OPERATIES[LEES].verzoek
    verwerkt = pijplijn.verwerk(geldig)
    assert verwerkt.uitslag.goedgekeurd == (not verwerkt.uitslag.foutmeldingen)
    assert pijplijn.schrijf(verwerkt).startswith(b"<?xml")


def test_a_fault_for_somebody_who_is_not_known_is_bare(rio: Dienst, pijplijn: Pipeline) -> None:
    b = bericht(rio)
    b.data = b.data.replace(b"1010O6466", b"1010O6467")
    with pytest.raises(Edufout) as fout:
        pijplijn.open(b)
    data = pijplijn.schrijf_fout(b, fout.value)
    assert fout.value.soort is Foutsoort.EK0031
    assert (b.afzender, b.getekend) == (None, False)
    assert b"RelatesTo" not in data
    assert b"SignatureValue" not in data


def test_a_fault_after_a_good_signature_is_signed_and_addressed(rio: Dienst, pijplijn: Pipeline) -> None:
    b = bericht(rio, oin="00000001999999999000")
    with pytest.raises(Edufout) as fout:
        pijplijn.open(b)
    data = pijplijn.schrijf_fout(b, fout.value)
    assert fout.value.soort is Foutsoort.DK0002
    assert b"RelatesTo" in data
    assert b"SignatureValue" in data


def test_a_fault_says_nothing_signed_when_the_outcome_is_not_known(rio: Dienst, pijplijn: Pipeline) -> None:
    """A signed DK0051 says that the message was not processed."""
    b = bericht(rio)
    pijplijn.open(b)
    fout = pijplijn.onverwacht(b, OutcomeUnknown("gone"))
    assert fout.soort is Foutsoort.DK0051
    assert b"SignatureValue" not in pijplijn.schrijf_fout(b, fout)


@pytest.mark.parametrize(
    ("fout", "soort"), [(Unavailable("busy"), Foutsoort.DK0051), (RuntimeError("inside"), Foutsoort.DK0050)]
)
def test_an_error_of_our_own_tells_nothing_of_the_inside(
    rio: Dienst, pijplijn: Pipeline, fout: Exception, soort: Foutsoort
) -> None:
    b = bericht(rio)
    pijplijn.open(b)
    gemaakt = pijplijn.onverwacht(b, fout)
    assert gemaakt.soort is soort
    assert str(fout).encode() not in pijplijn.schrijf_fout(b, gemaakt)


def test_an_answer_swaps_sender_and_receiver_and_keeps_code_and_moment(rio: Dienst, pijplijn: Pipeline) -> None:
    vraag = gelezen(rio, pijplijn)
    antwoord = etree.fromstring(antwoordtekst.schrijf(vraag, Uitslag()))
    velden = {etree.QName(deel).localname: deel.text for deel in antwoord}
    gevraagd = vraag.gegeven.velden
    assert velden["verzendendeInstantie"] == gevraagd["ontvangendeInstantie"]
    assert velden["ontvangendeInstantie"] == gevraagd["verzendendeInstantie"]
    assert velden["identificatiecodeBedrijfsdocument"] == gevraagd["identificatiecodeBedrijfsdocument"]
    assert velden["requestGoedgekeurd"] == "true"


@pytest.mark.parametrize("leg_uit", [True, False])
def test_an_answer_that_is_not_valid_never_leaves(
    rio: Dienst, pijplijn: Pipeline, leg_uit: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """An approved reading without what was read is none."""
    vraag = gelezen(rio, pijplijn)
    with pytest.raises(Edufout) as fout:
        antwoordtekst.stel_op(vraag, Uitslag(), pijplijn.stel_op, leg_uit=leg_uit)
    assert fout.value.soort is Foutsoort.DK0050
    assert ("is not valid" in caplog.text) is leg_uit


def test_an_answer_to_a_removal_needs_nothing_but_its_head(rio: Dienst, pijplijn: Pipeline) -> None:
    concept = antwoordtekst.stel_op(gelezen(rio, pijplijn, LEVER), Uitslag(), pijplijn.stel_op)
    assert concept.signed_info
    assert b"<ns2:requestGoedgekeurd>true" in concept.wire or b"requestGoedgekeurd>true" in concept.wire
