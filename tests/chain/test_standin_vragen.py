"""The stand-ins asked without HTTP: what they answer is what our own readers read, what they refuse has a reason."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from rio_soap.chain.bag_antwoord import APD, SELECTIE, lees_antwoord
from rio_soap.chain.bagextract.store import BagStore
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.ports import Adresobject, Objectsoort
from rio_soap.chain.standin.bagdienst import OP_ID, ZOEK, Bagdienst
from rio_soap.chain.standin.proefadressen import laad_adressen
from rio_soap.chain.standin.standin_service import Request, SoapFault
from rio_soap.edukoppeling.clock import FixedClock
from rio_soap.edukoppeling.uris import SOAP

KLOK = FixedClock(datetime(2026, 11, 29, 23, 30, tzinfo=UTC))  # the 30th in the Netherlands
ADRESSEN = """
[[gemeente]]
code = "0014"
naam = "Groningen"
woonplaatsen = { 1001 = "Groningen" }

[[adres]]
plaats = "1001"
straat = "Zernikeplein"
postcode = "9747AS"
huisnummer = 7
punt = [233000, 584000]
id = "0014010000000001"

[[adres]]
plaats = "1001"
straat = "Zernikeplein"
postcode = "9747AS"
huisnummer = 7
letter = "A"
toevoeging = "3"
punt = [233010, 584010]
id = "0014010000000002"

[[adres]]
plaats = "1001"
straat = "Kade"
postcode = "9700AA"
huisnummer = 1
soort = "Ligplaats"
punt = [233500, 584500]
id = "0014020000000003"
"""


@pytest.fixture(scope="module")
def dienst(tmp_path_factory: pytest.TempPathFactory) -> Bagdienst:
    map_ = tmp_path_factory.mktemp("bag")
    (map_ / "adressen.toml").write_text(ADRESSEN)
    laad_adressen(map_ / "adressen.toml", map_ / "bag.db")
    return Bagdienst(BagStore(map_ / "bag.db"), KLOK)


def vraag(apd: str, inhoud: str, bericht: str = "Adres") -> bytes:
    return (
        f'<e:Envelope xmlns:e="{SOAP}"><e:Body><a:Vraagbericht-APD-ADO-{bericht} xmlns:a="{APD}" xmlns:s="{SELECTIE}">'
        f"<a:vraag><s:APD>{apd}</s:APD>{inhoud}</a:vraag></a:Vraagbericht-APD-ADO-{bericht}></e:Body></e:Envelope>"
    ).encode()


NU = "<s:gegVarActueel>true</s:gegVarActueel>"


def op(dag: str) -> str:
    return f"<s:gegVarPeildatum>true</s:gegVarPeildatum><s:peildatum>{dag}</s:peildatum>"


def postcode(code: str = "9747AS", nummer: int = 7, bij: str = "") -> str:
    return (
        f"<s:NUM-postcodeAdres><s:postcode>{code}</s:postcode><s:huisnummer>{nummer}</s:huisnummer>{bij}"
        "</s:NUM-postcodeAdres>"
    )


def op_id(bag_id: str) -> str:
    return f"<s:ADO-ID><s:adresseerbaarobjectId>{bag_id}</s:adresseerbaarobjectId></s:ADO-ID>"


def antwoord(dienst: Bagdienst, data: bytes, actie: str | None = None) -> tuple[str, etree._Element]:
    operatie, geef = dienst.lees(Request(data, "text/xml; charset=utf-8", actie))
    inhoud = etree.fromstring(geef()).find(f"{{{SOAP}}}Body")
    assert inhoud is not None
    return operatie, inhoud[0]


def gevonden(dienst: Bagdienst, data: bytes) -> tuple[Adresobject, ...]:
    return lees_antwoord(antwoord(dienst, data)[1])


def test_an_address_is_read_back_as_it_was_loaded(dienst: Bagdienst) -> None:
    kaal, met = gevonden(dienst, vraag(NU, postcode()))
    assert (kaal.bag_id, kaal.soort, kaal.status) == (
        "0014010000000001",
        Objectsoort.VERBLIJFSOBJECT,
        "Verblijfsobject in gebruik",
    )
    assert kaal.punt == (233000.0, 584000.0)
    assert kaal.gebruiksdoelen == ("onderwijsfunctie",)
    (adres,) = kaal.adressen
    assert (adres.postcode, adres.huisnummer, adres.huisletter, adres.straatnaam) == ("9747AS", 7, None, "Zernikeplein")
    assert (adres.woonplaats.code, adres.woonplaats.naam, adres.hoofdadres) == ("1001", "Groningen", True)
    assert (met.adressen[0].huisletter, met.adressen[0].huisnummertoevoeging) == ("A", "3")


def test_letter_and_addition_narrow_it(dienst: Bagdienst) -> None:
    bij = "<s:huisnummertoevoeging>3</s:huisnummertoevoeging><s:huisletter>A</s:huisletter>"
    assert [een.bag_id for een in gevonden(dienst, vraag(NU, postcode(bij=bij)))] == ["0014010000000002"]


def test_an_address_that_is_not_there_is_an_empty_answer(dienst: Bagdienst) -> None:
    assert gevonden(dienst, vraag(NU, postcode("1000AA"))) == ()


def test_a_ligplaats_has_a_surface_of_which_a_point_is_given(dienst: Bagdienst) -> None:
    (een,) = gevonden(dienst, vraag(NU, postcode("9700AA", 1)))
    assert (een.soort, een.gebruiksdoelen) == (Objectsoort.LIGPLAATS, ())
    assert een.punt == pytest.approx((233500.0, 584500.0))


@pytest.mark.parametrize(("dag", "aantal"), [("20091231", 0), ("20100101", 2), ("20261130", 2)])
def test_the_situation_is_that_of_the_day_that_is_asked(dienst: Bagdienst, dag: str, aantal: int) -> None:
    assert len(gevonden(dienst, vraag(op(dag), postcode()))) == aantal


def test_the_answer_says_for_which_day_it_is(dienst: Bagdienst) -> None:
    _, inhoud = antwoord(dienst, vraag(NU, postcode()))
    assert inhoud.findtext(f".//{{{SELECTIE}}}actueelDatum") == "20261130"


def test_an_object_is_found_by_its_id(dienst: Bagdienst) -> None:
    operatie, inhoud = antwoord(dienst, vraag(NU, op_id("0014010000000002"), "ID"))
    assert operatie == OP_ID
    assert [een.bag_id for een in lees_antwoord(inhoud)] == ["0014010000000002"]
    assert gevonden(dienst, vraag(NU, op_id("0014010000009999"), "ID")) == ()


def test_the_operation_is_that_of_the_message_with_its_soapaction_or_none(dienst: Bagdienst) -> None:
    actie = f"http://www.kadaster.nl/schemas/Services/BagVsRaadplegenDatumADO_v20090901/{ZOEK}"
    for gezegd in (None, "", '""', actie, f'"{actie}"'):
        assert antwoord(dienst, vraag(NU, postcode()), gezegd)[0] == ZOEK


@pytest.mark.parametrize(
    ("data", "actie"),
    [
        (b"<a/>", None),
        (b"", None),
        (vraag(NU, postcode()).replace(b"Vraagbericht-APD-ADO-Adres", b"Vraagbericht-Anders"), None),
        (vraag(NU, postcode("9747")), None),
        (vraag(NU, postcode(nummer=0)), None),
        (vraag("", postcode()), None),
        (vraag(op("20261399"), postcode()), None),
        (vraag(NU, postcode()), '"urn:anders"'),
    ],
    ids=["no envelope", "nothing", "unknown", "postcode", "number", "no moment", "no day", "SOAPAction"],
)
def test_what_is_not_valid_by_the_contract_is_refused_with_its_code(
    dienst: Bagdienst, data: bytes, actie: str | None
) -> None:
    with pytest.raises(SoapFault) as fout:
        antwoord(dienst, data, actie)
    assert (fout.value.klasse, fout.value.tekst) == ("Client", "ApplicatieFout")
    assert fout.value.detail is not None
    assert "STANDIN-002" in "".join(str(deel) for deel in fout.value.detail.itertext())


def test_more_than_five_hundred_objects_are_too_many(tmp_path: Path) -> None:
    kop = ADRESSEN.partition("[[adres]]")[0]
    adres = (
        '[[adres]]\nplaats = "1001"\nstraat = "X"\npostcode = "9747AS"\nhuisnummer = 7\npunt = [233000, 584000]\n'
        'toevoeging = "{}"\n'
    )
    (tmp_path / "veel.toml").write_text(kop + "".join(adres.format(n) for n in range(1, 502)))
    laad_adressen(tmp_path / "veel.toml", tmp_path / "bag.db")
    with pytest.raises(SoapFault) as fout:
        antwoord(Bagdienst(BagStore(tmp_path / "bag.db"), KLOK), vraag(NU, postcode()))
    assert fout.value.klasse == "Server"
    assert fout.value.detail is not None
    assert "STANDIN-003" in "".join(str(deel) for deel in fout.value.detail.itertext())


def _weg(naam: str) -> Callable[[etree._Element], None]:
    def bederf(inhoud: etree._Element) -> None:
        element = next(inhoud.iter(f"{{*}}{naam}"))
        ouder = element.getparent()
        assert ouder is not None
        ouder.remove(element)

    return bederf


def _zet(naam: str, tekst: str) -> Callable[[etree._Element], None]:
    def bederf(inhoud: etree._Element) -> None:
        next(inhoud.iter(f"{{*}}{naam}")).text = tekst

    return bederf


@pytest.mark.parametrize(
    "bederf",
    [
        _weg("identificatie"),
        _weg("gerelateerdeOpenbareRuimte"),
        _zet("huisnummer", "zeven"),
        _zet("begindatumTijdvakGeldigheid", "2010139900000000"),
    ],
    ids=["no id", "no street", "no number", "no day"],
)
def test_an_answer_that_is_not_of_the_contract_is_none(
    dienst: Bagdienst, bederf: Callable[[etree._Element], None]
) -> None:
    _, inhoud = antwoord(dienst, vraag(NU, postcode()))
    bederf(inhoud)
    with pytest.raises(ChainFailure) as fout:
        lees_antwoord(inhoud)
    assert (fout.value.register, fout.value.reason) == ("BAG", Reason.INVALID)


def test_another_message_is_no_answer() -> None:
    with pytest.raises(ChainFailure, match="body anders"):
        lees_antwoord(etree.Element("anders"))


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("2010000000000000", date(2010, 1, 1)),
        ("2010060000000000", date(2010, 6, 1)),
        ("0000000000000000", None),
    ],
)
def test_a_day_that_is_known_in_part_is_the_first_that_it_can_be(
    dienst: Bagdienst, tekst: str, dag: date | None
) -> None:
    _, inhoud = antwoord(dienst, vraag(NU, postcode("9700AA", 1)))
    for element in inhoud.iter("{*}begindatumTijdvakGeldigheid"):
        element.text = tekst
    (een,) = lees_antwoord(inhoud)
    assert een.van == een.adressen[0].van == dag
