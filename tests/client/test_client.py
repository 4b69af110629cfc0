# ruff: noqa: SIM117  # the request that fails stands apart from the station that makes it fail
"""The client against the real service, and against one that fails at every moment."""

import ast
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

import rio_soap.client
from rio_soap.client import (
    OngeldigAntwoord,
    OngeldigVerzoek,
    RioAfgekeurd,
    RioClient,
    RioOnbereikbaar,
    RioSoapFout,
    Spiegel,
    Wijziging,
    genereer,
)
from rio_soap.client import berichten as b
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.clock import FixedClock
from tests.client.conftest import maak_client
from tests.client.station import ONZIN, STIL, WEG, lees, station
from tests.service.conftest import Dienst

MAP = Path(rio_soap.client.__file__).parent


def eenheid(sleutel: str | None = None, **anders: object) -> Gegeven:
    kenmerken = [b.kenmerken(kenmerknaam="soort", kenmerkwaardeEnumeratiewaarde="OPLEIDING")]
    if sleutel:
        kenmerken.append(b.kenmerken(kenmerknaam="eigenOpleidingseenheidSleutel", kenmerkwaardeTekst=sleutel))
    periode = b.hoOpleidingPeriode(
        begindatum=date(2026, 9, 1),
        naamLang="Toegepaste Waterkunde",
        naamKort="TWK",
        internationaleNaam="Applied Water Studies",
        omschrijving="Dijken en sluizen",
        studielast=240,
        studielasteenheid="ECTS_PUNT",
    )
    velden = {"niveau": "HBO-BA", "waardedocumentsoort": "DIPLOMA", "ISCED": 732, "kenmerken": kenmerken, **anders}
    return b.hoOpleiding(begindatum=date(2026, 9, 1), opleidingseenheidPeriode=[periode], **velden)  # type: ignore[arg-type]


@pytest.mark.parametrize("module", genereer.MODULES)
def test_the_generated_modules_are_those_of_the_contract(module: str) -> None:
    bron = genereer.MODULES[module]()
    assert ast.dump(ast.parse(bron)) == ast.dump(ast.parse((MAP / f"{module}.py").read_text("utf-8")))


def test_every_operation_is_a_method() -> None:
    assert len(OPERATIES) == 82
    for naam in OPERATIES:
        assert callable(getattr(RioClient, naam))


def test_code_that_uses_the_client_passes_mypy_strict(tmp_path: Path) -> None:
    (tmp_path / "gebruik.py").write_text(
        "from datetime import date\n"
        "from rio_soap.client import RioClient, RioAfgekeurd, berichten as b\n\n"
        "def lever(rio: RioClient) -> str | None:\n"
        "    codes = ['1000O0001', '1000O0002']\n"
        "    relatie = b.opleidingsrelatie(opleidingseenheidcode=codes, begindatum=date(2026, 9, 1))\n"
        "    try:\n"
        "        rio.aanleveren_opleidingsrelatie(opleidingsrelatie=relatie)\n"
        "    except RioAfgekeurd as fout:\n"
        "        return fout.foutmeldingen[0].foutcode\n"
        "    for blad in rio.opvragen_opleidingseenhedenVanOrganisatie_paginas(onderwijsbestuurcode='100B490'):\n"
        "        for een in blad.opleidingseenheid:\n"
        "            print(een.naam)\n"
        "    return rio.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel='x').opleidingseenheidcode\n"
    )
    opdracht = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(tmp_path / "gebruik.py")]
    uit = subprocess.run(opdracht, capture_output=True, text=True, cwd=MAP.parents[1], check=False)
    assert uit.returncode == 0, uit.stdout


def test_a_delivery_is_read_back(rio: RioClient) -> None:
    sleutel = str(uuid4())
    code = rio.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(sleutel)).opleidingseenheidcode
    assert code is not None
    assert rio.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel=sleutel).opleidingseenheidcode == code
    gelezen = rio.opvragen_opleidingseenheid(opleidingseenheidcode=code).opleidingseenheid
    assert gelezen is not None
    assert gelezen.naam == "hoOpleiding"
    assert gelezen.velden["niveau"] == "HBO-BA"


def test_a_refusal_is_data(rio: RioClient) -> None:
    with pytest.raises(RioAfgekeurd) as gevangen:
        rio.opvragen_rioIdentificatiecode(eigenOpleidingseenheidSleutel="bestaat niet")
    assert gevangen.value.foutcodes == ("A01161",)
    assert gevangen.value.foutmeldingen[0].sleutels[0][1] == "bestaat niet"
    assert not gevangen.value.herhaald


def test_what_does_not_fit_the_xsd_is_not_sent(rio: RioClient) -> None:
    with pytest.raises(OngeldigVerzoek) as gevangen:
        rio.verwijderen_opleidingseenheid(opleidingseenheidcode="geen code")
    assert gevangen.value.bevindingen[0].waar.endswith("/opleidingseenheidcode[1]")
    with pytest.raises(OngeldigVerzoek):  # one of five keys
        rio.opvragen_rioIdentificatiecode()
    with pytest.raises(OngeldigVerzoek):
        rio.aanleveren_opleidingseenheid(opleidingseenheid=Gegeven("opleiding"))


def test_a_fault_carries_its_findings(dienst: Dienst) -> None:
    oud = FixedClock(datetime(2020, 1, 1, tzinfo=UTC))
    with maak_client(dienst, clock=oud) as client, pytest.raises(RioSoapFout) as gevangen:
        client.opvragen_opleidingseenheid(opleidingseenheidcode="1000O0001")
    assert gevangen.value.faultcode == "Client.EK0031"
    assert any("verlopen" in bevinding.melding for bevinding in gevangen.value.bevindingen)
    assert not gevangen.value.ondertekend


def test_an_answer_signed_by_a_stranger_is_refused(dienst: Dienst) -> None:
    klant = dienst.settings.data_dir / "pki" / "klant.pem"
    with maak_client(dienst, rio_certificates=[klant]) as client, pytest.raises(OngeldigAntwoord):
        client.opvragen_opleidingseenheid(opleidingseenheidcode="1000O0001")


def test_a_client_without_certificate_of_rio_is_not_made(dienst: Dienst) -> None:
    with pytest.raises(ValueError, match="certificate of RIO"):
        maak_client(dienst, rio_certificates=[])


def test_pages_are_read_as_they_are_asked_for(rio: RioClient, dienst: Dienst) -> None:
    for _ in range(22):
        dienst.lever()
    bladen = rio.opvragen_opleidingseenhedenVanOrganisatie_paginas(onderwijsbestuurcode="100B490")
    alle = [een for blad in bladen for een in blad.opleidingseenheid]
    codes = [str(een.velden["opleidingseenheidcode"]) for een in alle]
    assert len(codes) > 20
    assert len(set(codes)) == len(codes)


def test_threads_share_one_client(rio: RioClient) -> None:
    def lever(_: int) -> str | None:
        return rio.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4()))).opleidingseenheidcode

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lever, range(16)))
    assert len(set(codes)) == 16


# ---- failures


def via(dienst: Dienst, poort: int) -> RioClient:
    return maak_client(dienst, f"http://127.0.0.1:{poort}")


def aantal(client: RioClient) -> int:
    blad = client.opvragen_opleidingseenhedenVanOrganisatie(onderwijsbestuurcode="100B490", pagina=0)
    assert blad.paginering is not None
    return int(str(blad.paginering.velden["aantalResultaten"]))


def test_a_new_object_whose_answer_is_lost_is_found_by_its_own_key_and_not_made_twice(
    dienst: Dienst, rio: RioClient
) -> None:
    voor = aantal(rio)
    with station(dienst.port, STIL) as link, via(dienst, link.poort) as client:
        antwoord = client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4())))
    assert antwoord.opleidingseenheidcode
    assert len(link.verzoeken) == 2
    assert aantal(rio) == voor + 1


def test_a_new_object_that_never_arrived_is_delivered_again_with_a_new_identificatiecode(
    dienst: Dienst, rio: RioClient
) -> None:
    voor = aantal(rio)
    with station(dienst.port, WEG) as link, via(dienst, link.poort) as client:
        assert client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid(str(uuid4()))).opleidingseenheidcode
    assert aantal(rio) == voor + 1
    assert len(link.verzoeken) == 2  # the look-up, and the second delivery


def test_a_new_object_without_own_key_is_never_delivered_twice(dienst: Dienst, rio: RioClient) -> None:
    voor = aantal(rio)
    with station(dienst.port, STIL) as link, via(dienst, link.poort) as client:
        with pytest.raises(RioOnbereikbaar) as gevangen:
            client.aanleveren_opleidingseenheid(opleidingseenheid=eenheid())
    assert gevangen.value.verstuurd
    assert len(link.verzoeken) == 1
    assert aantal(rio) == voor + 1


def test_a_removal_whose_answer_is_lost_tells_that_it_was_tried_before(dienst: Dienst) -> None:
    code = dienst.lever()
    with station(dienst.port, STIL) as link, via(dienst, link.poort) as client:
        with pytest.raises(RioAfgekeurd) as gevangen:
            client.verwijderen_opleidingseenheid(opleidingseenheidcode=code)
    assert gevangen.value.foutcodes == ("A01070",)
    assert gevangen.value.herhaald
    eerste, tweede = (v.partition(b"identificatiecodeBedrijfsdocument>")[2][:36] for v in link.verzoeken)
    assert eerste != tweede


def test_a_reading_is_tried_again_and_gives_up_after_the_last_try(dienst: Dienst) -> None:
    code = dienst.lever()
    with station(dienst.port, WEG, STIL) as link, via(dienst, link.poort) as client:
        assert client.opvragen_opleidingseenheid(opleidingseenheidcode=code).opleidingseenheid is not None
    with station(dienst.port, *[WEG] * 9) as link, via(dienst, link.poort) as client:
        with pytest.raises(RioOnbereikbaar):
            client.opvragen_opleidingseenheid(opleidingseenheidcode=code)


def test_an_answer_that_is_no_answer_is_not_tried_again(dienst: Dienst) -> None:
    with station(dienst.port, *[ONZIN] * 9) as link, via(dienst, link.poort) as client:
        with pytest.raises(OngeldigAntwoord):
            client.opvragen_opleidingseenheid(opleidingseenheidcode="1000O0001")
    assert len(link.verzoeken) == 1


def test_the_answer_to_another_request_is_refused(dienst: Dienst, rio: RioClient) -> None:
    operatie = OPERATIES["opvragen_opleidingseenheid"]
    element, code = rio.wissel.bouw(operatie, {"opleidingseenheidcode": dienst.lever()})
    een, ander = str(uuid4()), str(uuid4())
    soort, data = rio.wissel.verstuur(operatie, rio.wissel.onderteken(operatie, element, een))
    assert rio.wissel.lees(operatie, data, soort, een, code).gegeven.velden["requestGoedgekeurd"] is True
    with pytest.raises(OngeldigAntwoord, match="ander bericht"):
        rio.wissel.lees(operatie, data, soort, ander, code)
    with pytest.raises(OngeldigAntwoord, match="identificatiecode"):
        rio.wissel.lees(operatie, data, soort, een, ander)
    with pytest.raises(OngeldigAntwoord, match="wsa:Action"):
        rio.wissel.lees(OPERATIES["opvragen_onderwijslocatie"], data, soort, een, code)


def test_where_nothing_listens_nothing_was_sent(dienst: Dienst) -> None:
    with socket.create_server(("127.0.0.1", 0)) as luister:
        poort = luister.getsockname()[1]
    with via(dienst, poort) as client, pytest.raises(RioOnbereikbaar) as gevangen:
        client.opvragen_opleidingseenheid(opleidingseenheidcode="1000O0001")
    assert not gevangen.value.verstuurd


def test_tls_offers_the_client_certificate_and_refuses_an_unknown_server(dienst: Dienst) -> None:
    from rio_soap.client import Tls

    pki = dienst.settings.data_dir / "pki"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pki / "dienst.pem", pki / "dienst.key")
    context.load_verify_locations(pki / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    gezien: list[object] = []
    luister = socket.create_server(("127.0.0.1", 0))

    def bedien() -> None:
        while True:
            try:
                klant, _ = luister.accept()
                with context.wrap_socket(klant, server_side=True) as veilig:
                    gezien.append(veilig.getpeercert())
                    data = lees(veilig)  # type: ignore[arg-type]
                    data = data.replace(b"Accept-Encoding", b"Connection: close\r\nAccept-Encoding", 1)
                    with socket.create_connection(("127.0.0.1", dienst.port)) as dienst_:
                        dienst_.sendall(data)
                        veilig.sendall(b"".join(iter(lambda d=dienst_: d.recv(65536), b"")))  # type: ignore[misc]
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=bedien, daemon=True).start()
    adres = f"https://localhost:{luister.getsockname()[1]}"
    tls = Tls(ca=pki / "ca.pem", certificaat=pki / "klant.pem", sleutel=pki / "klant.key")
    code = dienst.lever()
    with maak_client(dienst, adres, tls=tls) as client:
        assert client.opvragen_opleidingseenheid(opleidingseenheidcode=code).opleidingseenheid is not None
    assert gezien[0]
    with maak_client(dienst, adres) as client, pytest.raises(RioOnbereikbaar) as gevangen:
        client.opvragen_opleidingseenheid(opleidingseenheidcode=code)
    assert not gevangen.value.verstuurd
    luister.close()


class Nagemaakt:
    """The two feeds and readings that a mirror asks, without a service: rio_soap's own feeds come later."""

    def __init__(self, klok: FixedClock) -> None:
        self.wissel = type("W", (), {"klok": klok})()

    def opvragen_gewijzigdeOnderwijsaanbieders_paginas(self, **_: object) -> Iterator[object]:
        for codes in (("110A133", "T"), ("110A134", "W")), (("110A133", "W"), ("110A135", "V")):
            velden = [Gegeven("x", {"onderwijsaanbiedercode": c, "soortWijziging": s}) for c, s in codes]
            yield type("B", (), {"gewijzigdeOnderwijsaanbieder": velden})()

    def opvragen_onderwijsaanbieder(self, *, onderwijsaanbiedercode: str) -> object:
        if onderwijsaanbiedercode == "110A135":
            from rio_soap.client import Foutmelding

            melding = Foutmelding("N09440", "niet bekend", ())
            raise RioAfgekeurd("opvragen_onderwijsaanbieder", [melding], Gegeven("x"))
        return type("A", (), {"onderwijsaanbieder": Gegeven("onderwijsaanbieder")})()


def test_a_mirror_reads_each_changed_object_once_and_tells_what_is_gone() -> None:
    nu = datetime(2026, 1, 1, 12, tzinfo=UTC)
    gezien: list[Wijziging] = []
    spiegel = Spiegel(Nagemaakt(FixedClock(nu)), gezien.append)  # type: ignore[arg-type]
    bijgewerkt = spiegel.onderwijsaanbieders(nu - timedelta(days=1))
    assert [(w.sleutel[0], w.soort_wijziging, w.voorwerp is None) for w in gezien] == [
        ("110A134", "W", False),
        ("110A133", "W", False),
        ("110A135", "V", True),
    ]
    assert (bijgewerkt.gewijzigd, bijgewerkt.verdwenen) == (2, 1)
    assert bijgewerkt.peil < nu
