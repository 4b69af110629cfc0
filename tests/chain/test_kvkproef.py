"""The KvK stand-in: the same contract as KvK's, with WS-Addressing and signatures, over a file."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from rio_soap.chain.activity import Ketentoestand, kan_bestuur_zijn, stand
from rio_soap.chain.failure import ChainFailure, Reason
from rio_soap.chain.kvk import NAAR_PRODUCTIE, NAAR_TEST, KvkKeys, SoapHandelsregister
from rio_soap.chain.kvk_bericht import onderteken
from rio_soap.chain.ports import Inschrijving, KvkOnbekend, KvkVestiging
from rio_soap.chain.resilience import Limits
from rio_soap.chain.standin.kvkbestand import Kvkbestandfout, lees_bestand
from rio_soap.chain.standin.kvkdienst import Kvkdienst
from rio_soap.chain.standin.standin_server import PAD_KVK, Proefdienst, bedien, proef_toepassing
from rio_soap.edukoppeling.clock import FixedClock, SystemClock
from rio_soap.edukoppeling.sleutels import Sleutelpaar

SNEL = Limits(pause=0.01, failures_to_open=1000)
S, W = "{http://schemas.xmlsoap.org/soap/envelope/}", "{http://www.w3.org/2005/08/addressing}"
XS = "{http://www.w3.org/2001/XMLSchema}"
DAG = date(2026, 11, 24)


@pytest.fixture(scope="module")
def adres(pki: dict[str, Sleutelpaar]) -> Iterator[str]:
    dienst = Kvkdienst(lees_bestand(), pki["kvk"], [pki["wij"].der])
    with bedien(proef_toepassing({PAD_KVK: Proefdienst("Kvk", "kvk.wsdl", dienst)})) as url:
        yield url + PAD_KVK


@pytest.fixture(scope="module")
def register(adres: str, pki: dict[str, Sleutelpaar]) -> Iterator[SoapHandelsregister]:
    register = SoapHandelsregister(adres, KvkKeys(pki["wij"], [pki["kvk"].der]), limits=SNEL)
    yield register
    register.sluit()


def stuur(adres: str, inhoud: bytes) -> bytes:
    verzoek = urllib.request.Request(adres, inhoud, {"Content-Type": "text/xml; charset=utf-8"})
    try:
        with urllib.request.urlopen(verzoek, timeout=10) as antwoord:
            return antwoord.read()
    except urllib.error.HTTPError as fout:
        return fout.read()


@pytest.fixture
def verzoek(gedeeld: Path, pki: dict[str, Sleutelpaar]) -> Callable[..., bytes]:
    """The example request with a real signature, after a change to it."""

    def maak(
        verander: Callable[[etree._Element], None] = lambda _: None,
        naderhand: Callable[[etree._Element], None] = lambda _: None,
        naam: str = "verzoek-inschrijving.xml",
        sleutel: str = "wij",
        klok: Any = None,
    ) -> bytes:
        root = etree.fromstring((gedeeld / "examples" / "kvk" / naam).read_bytes())
        header = root.find(f"{S}Header")
        header.remove(header[0])
        verander(root)
        onderteken(root, pki[sleutel], klok or SystemClock())
        naderhand(root)
        return etree.tostring(root)

    return maak


def test_elk_testnummer_van_kvk_geeft_een_antwoord_dat_geldig_is_tegen_het_gepubliceerde_contract(
    adres: str, gedeeld: Path, verzoek: Callable[..., bytes]
) -> None:
    wsdl = etree.parse(str(gedeeld / "contract" / "kvk" / "KVK-KvKDataservice.local.wsdl"))
    los = wsdl.find(f".//{XS}schema")
    los.find(f"{XS}import").set("schemaLocation", str(gedeeld / "contract" / "kvk" / "catalogus" / "Catalogus.xsd"))
    gepubliceerd = etree.XMLSchema(etree.fromstring(etree.tostring(los)))

    def vraag(naam: str, nummer: str) -> etree._Element:
        def zet(root: etree._Element) -> None:
            root.find(f"{S}Body")[0][1].text = nummer

        antwoord = etree.fromstring(stuur(adres, verzoek(zet, naam=naam))).find(f"{S}Body")[0]
        gepubliceerd.assertValid(antwoord)
        return antwoord

    gegevens = lees_bestand()
    for nummer in gegevens.op_kvk:
        assert vraag("verzoek-inschrijving.xml", nummer).find("{*}product") is not None
    for nummer in gegevens.op_rsin:
        assert vraag("verzoek-inschrijving-rsin.xml", nummer).find("{*}product") is not None
    for nummer in gegevens.vestigingen:
        assert vraag("verzoek-vestiging.xml", nummer).find("{*}product") is not None
    for nummer in (*gegevens.meldingen, "90009999", "00000000"):
        assert vraag("verzoek-inschrijving.xml", nummer).find("{*}meldingen/{*}fout") is not None


def test_de_gepubliceerde_testnummers_zijn_er() -> None:
    gegevens = lees_bestand()
    nummers = "90000137 90000358 90001966 90002245 90002377 90002687 90003284 90003578 90004140 90004523 90005120 "
    nummers += (
        "90001117 90002598 90000706 90000390 90001443 90000552 90000013 90000064 90000021 90000129 90001451 90004574"
    )
    assert set(nummers.split()) <= set(gegevens.op_kvk)
    rsins = "992660725 992753843 992191865 992509038 992386032 992063863 992177315"
    assert set(rsins.split()) <= set(gegevens.op_rsin)
    takken = "990000489902 990000764192 990000626196 990000996027 999999999988 990000996064 990000204616 990000036919"
    assert set(takken.split()) <= set(gegevens.vestigingen)


def test_client_leest_terug_wat_in_het_bestand_staat(register: SoapHandelsregister) -> None:
    for nummer, bedoeld in lees_bestand().op_kvk.items():
        gevonden = register.inschrijving(kvk_nummer=nummer)
        assert isinstance(gevonden, Inschrijving)
        for veld in ("rsin", "naam", "eigenaar", "rechtsvorm", "datum_aanvang", "datum_einde", "ontbonden"):
            assert getattr(gevonden, veld) == getattr(bedoeld, veld), (nummer, veld)
        for veld in ("bezoekadres", "postadres", "statutaire_zetel", "hoofdvestiging"):
            assert getattr(gevonden, veld) == getattr(bedoeld, veld), (nummer, veld)
        assert sorted(v.vestigingsnummer for v in gevonden.vestigingen) == sorted(
            v.vestigingsnummer for v in bedoeld.vestigingen
        )


@pytest.mark.parametrize(
    ("nummer", "toestand", "bestuur"),
    [
        ("90000137", Ketentoestand.ACTIEF, True),
        ("90000358", Ketentoestand.BEEINDIGD, True),
        ("90001966", Ketentoestand.ACTIEF, True),
        ("90002245", Ketentoestand.NOG_NIET, True),
        ("90000706", Ketentoestand.ACTIEF, True),
        ("90000064", Ketentoestand.BEEINDIGD, False),
        ("90000021", Ketentoestand.ACTIEF, False),
    ],
)
def test_de_gevallen_van_de_testset(
    register: SoapHandelsregister, nummer: str, toestand: Ketentoestand, bestuur: bool
) -> None:
    gevonden = register.inschrijving(kvk_nummer=nummer)
    assert isinstance(gevonden, Inschrijving)
    assert stand(gevonden, DAG).toestand is toestand
    assert kan_bestuur_zijn(gevonden) == bestuur


def test_vestigingen_en_onbekende_nummers(register: SoapHandelsregister) -> None:
    gevonden = register.vestiging("990000204616")
    assert isinstance(gevonden, KvkVestiging)
    assert (gevonden.kvk_nummer, gevonden.commercieel) == ("90001605", False)
    gevonden = register.vestiging("999999999988")
    assert isinstance(gevonden, KvkVestiging)
    assert gevonden.bezoekadres is not None
    assert gevonden.bezoekadres.huisnummertoevoeging == "BIS"
    for uitkomst, code in (
        (register.inschrijving(kvk_nummer="90009999"), "IPD0005"),
        (register.inschrijving(kvk_nummer="00000000"), "IPD0004"),
        (register.inschrijving(rsin="999999999"), "IPD0005"),
        (register.vestiging("000000000000"), "IPD0006"),
        (register.vestiging("123456789012"), "IPD0007"),
    ):
        assert isinstance(uitkomst, KvkOnbekend)
        assert uitkomst.code == code
    for nummer, reden in (("90009991", Reason.LATER), ("90009992", Reason.LATER), ("90009993", Reason.ERROR)):
        with pytest.raises(ChainFailure) as fout:
            register.inschrijving(kvk_nummer=nummer)
        assert fout.value.reason is reden


def _kop(naam: str, waarde: str | None) -> Callable[[etree._Element], None]:
    def verander(root: etree._Element) -> None:
        header = root.find(f"{S}Header")
        element = header.find(f"{W}{naam}")
        if waarde is None:
            header.remove(element)
        else:
            element.text = waarde

    return verander


def _ander_nummer(root: etree._Element) -> None:
    root.find(f"{S}Body")[0][1].text = "90000358"


def _zonder_ondertekening(root: etree._Element) -> None:
    header = root.find(f"{S}Header")
    header.remove(header[0])


@pytest.mark.parametrize(
    ("opties", "code"),
    [
        ({"verander": _kop("MessageID", None)}, "WSA01"),
        ({"verander": _kop("MessageID", "urn:uuid:9c2bd30d-50a5-5e55-99e0-4460452a114f")}, "WSA01"),
        ({"verander": _kop("ReplyTo", None)}, "WSA01"),
        ({"verander": _kop("To", "http://127.0.0.1/kvk")}, "AUTHPSTBS09"),
        ({"verander": _kop("To", NAAR_PRODUCTIE)}, "AUTHPSTBS09"),
        ({"verander": _kop("Action", "http://es.kvk.nl/ophalenVestiging")}, "AUTHPSTBS09"),
        ({"naderhand": _ander_nummer}, "STANDIN-004"),
        ({"naderhand": _zonder_ondertekening}, "STANDIN-004"),
        ({"sleutel": "vreemde"}, "STANDIN-004"),
        ({"klok": FixedClock(datetime.now(UTC) - timedelta(minutes=9))}, "STANDIN-004"),
    ],
)
def test_een_vraag_die_niet_deugt_krijgt_een_fault(
    adres: str, verzoek: Callable[..., bytes], opties: dict[str, Any], code: str
) -> None:
    fault = etree.fromstring(stuur(adres, verzoek(**opties))).find(f"{S}Body/{S}Fault")
    assert fault.findtext("faultstring").startswith(code)
    assert fault.findtext("faultcode") == "soapenv:Client"


def test_hoofdletters_in_het_logische_adres_tellen_niet(adres: str, verzoek: Callable[..., bytes]) -> None:
    antwoord = etree.fromstring(stuur(adres, verzoek(_kop("To", NAAR_TEST.upper().replace("HTTP", "http")))))
    assert antwoord.find(f"{S}Body/{S}Fault") is None


def test_vijf_ondertekende_delen_kunnen_worden_toegelaten(pki: dict[str, Sleutelpaar], verzoek: Any) -> None:
    dienst = Kvkdienst(lees_bestand(), pki["kvk"], [pki["wij"].der], vijf=True)
    with bedien(proef_toepassing({PAD_KVK: Proefdienst("Kvk", "kvk.wsdl", dienst)})) as url:
        antwoord = etree.fromstring(stuur(url + PAD_KVK, verzoek(_kop("ReplyTo", None))))
    assert antwoord.find(f"{S}Body/{S}Fault") is None


@pytest.mark.parametrize(
    ("regel", "melding"),
    [
        ('[[inschrijving]]\nkvkNummer = "1"\nnaam = "x"', "inschrijving 1.*kvkNummer '1'"),
        ('[[inschrijving]]\nkvkNummer = "12345678"', "KeyError 'naam'"),
        ('[[inschrijving]]\nkvkNummer = "12345678"\nnaam = "x"\nkleur = "rood"', "unknown 'kleur'"),
        ('[[inschrijving]]\nkvkNummer = "12345678"\nnaam = "x"\nrechtsvorm = "XX"', "KeyError 'XX'"),
        ('[[inschrijving]]\nkvkNummer = "12345678"\nnaam = "x"\ndatumEinde = "2020-01-01"', "datumEinde"),
        ('[[inschrijving]]\nkvkNummer = "12345678"\nnaam = "x"\n' * 2, "twice"),
        ('[[inschrijving]]\nkvkNummer = "12345678"\nnaam = "x"\nbezoekadres = { huisnummer = "7" }', "allowed int"),
        ("geen toml", "Expected"),
    ],
)
def test_een_onbruikbaar_bestand_zegt_waar_het_schort(tmp_path: Path, regel: str, melding: str) -> None:
    bestand = tmp_path / "kvk.toml"
    bestand.write_text(regel)
    with pytest.raises(Kvkbestandfout, match=melding):
        lees_bestand(bestand)
