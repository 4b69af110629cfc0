"""Every mistake that a conformance run makes on purpose gives its documented fault; answers are read as they are."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from rio_soap.client import RioClient
from rio_soap.client.verbinding import Netwerkfout, Verbinding
from rio_soap.contract.operaties import OPERATIES
from rio_soap.edukoppeling.faults import Foutsoort
from rio_soap.edukoppeling.uris import SOAP
from rio_soap.setup import trial
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.keur.bereik import Onbereikbaar
from rio_soap.workbench.keur.boek import Boek, regels
from rio_soap.workbench.keur.endpoint import Endpoint, Reactie
from rio_soap.workbench.keur.transport_rules import FOUTEN, VARIANTEN, Fout, Variant, lever

LEES = "opvragen_rioIdentificatiecode"


@pytest.fixture
def doel(pki: Path) -> Iterator[Endpoint]:
    """An endpoint that nobody calls: messages for it are made, and answers are put in its mouth."""
    klant = RioClient(
        "http://127.0.0.1:9",
        pki / "klant.pem",
        pki / "klant.key",
        trial.OIN_HANZE,
        rio_certificates=[pki / "dienst.pem"],
    )
    with klant as client:
        yield Endpoint(client.wissel, Boek("doel"))


def antwoordt(doel: Endpoint, data: bytes, status: int = 200, soort: str = "text/xml; charset=utf-8") -> None:
    antwoord = SimpleNamespace(status=status, content_type=soort, inhoud=data)
    verbind(doel, lambda *_, **__: antwoord)


def verbind(doel: Endpoint, post: Callable[..., object]) -> None:
    doel.wissel = replace(doel.wissel, verbinding=cast("Verbinding", SimpleNamespace(post=post)))


@pytest.mark.parametrize("fout", FOUTEN, ids=lambda fout: fout.naam)
def test_a_message_with_one_mistake_is_refused_with_its_fault(fout: Fout, doel: Endpoint, kader: Kader) -> None:
    verzoek = fout.maak(doel, "eigen-sleutel")
    headers = {"SOAPAction": verzoek.operatie.soap_action, "Content-Type": "text/xml; charset=utf-8", **verzoek.headers}
    rapport = controleer(
        fout.naam, verzoek.data, kader, soap_action=headers["SOAPAction"], content_type=headers["Content-Type"]
    )
    codes = [melding.fout for melding in rapport.meldingen if melding.ernst == "fout"]
    assert Foutsoort[fout.fout].faultcode in codes, [(m.oorzaak, m.fout) for m in rapport.meldingen]


@pytest.mark.parametrize("fout", FOUTEN, ids=lambda fout: fout.naam)
def test_a_mistake_is_of_rules_that_exist(fout: Fout) -> None:
    assert {fout.fout, *fout.eisen} <= set(regels())


def test_mistakes_have_each_a_name_of_their_own() -> None:
    assert len({fout.naam for fout in FOUTEN}) == len(FOUTEN)


@pytest.mark.parametrize("variant", VARIANTEN, ids=lambda variant: variant.naam)
def test_a_variant_is_of_rules_that_exist(variant: Variant) -> None:
    assert set(variant.eisen) <= set(regels())


def test_a_delivery_without_a_mistake_is_good(doel: Endpoint, los: Kader) -> None:
    verzoek = lever(doel, "eigen-sleutel")
    assert controleer("goed", verzoek.data, los, soap_action=verzoek.operatie.soap_action).goed
    assert verzoek.code.encode() in verzoek.data
    assert verzoek.message_id.encode() in verzoek.data
    assert verzoek.oin == trial.OIN_HANZE


def test_two_deliveries_have_nothing_in_common_that_must_be_unique(doel: Endpoint) -> None:
    een, ander = lever(doel, "a"), lever(doel, "a")
    assert een.code != ander.code
    assert een.message_id != ander.message_id


def test_an_unsigned_fault_is_read_with_its_code_and_text(doel: Endpoint) -> None:
    fault = f"<s:Fault xmlns:s='{SOAP}'><faultcode>s:Client.DK0003</faultcode><faultstring>x</faultstring></s:Fault>"
    antwoordt(doel, f"<s:Envelope xmlns:s='{SOAP}'><s:Body>{fault}</s:Body></s:Envelope>".encode(), 500)
    reactie = doel.roep(LEES, eigenOpleidingseenheidSleutel="x")
    assert (reactie.soort, reactie.status, reactie.fault) == ("fault", 500, Foutsoort.DK0003)
    assert (reactie.faultstring, reactie.ondertekend, str(reactie)) == ("x", False, "s:Client.DK0003 x")


@pytest.mark.parametrize(
    ("data", "soort"),
    [(b"<html>502</html>", "text/html"), (b"", "text/xml"), (b"\xff\xfe<\0", "text/xml"), (b"{}", "application/json")],
)
def test_what_is_no_envelope_violates_that_answers_are(doel: Endpoint, data: bytes, soort: str) -> None:
    antwoordt(doel, data, 502, soort)
    reactie = doel.roep(LEES, eigenOpleidingseenheidSleutel="x")
    assert (reactie.soort, str(reactie)) == ("onleesbaar", "geen leesbaar antwoord (HTTP 502)")
    assert {doel.boek.van(id_).stand for id_ in ("charset-1", "exchange-1")} == {"geschonden"}


def test_an_answer_that_does_not_fit_the_xsd_says_where(doel: Endpoint) -> None:
    operatie = OPERATIES[LEES]
    leeg = f'<x:{operatie.antwoord} xmlns:x="{operatie.dienst.schema_ns}"/>'
    antwoordt(doel, f"<s:Envelope xmlns:s='{SOAP}'><s:Body>{leeg}</s:Body></s:Envelope>".encode())
    assert doel.roep(LEES, eigenOpleidingseenheidSleutel="x").soort == "onleesbaar"
    (schending,) = doel.boek.van("exchange-6").schendingen
    assert schending.gevonden.startswith(f"/{operatie.antwoord}: De inhoud van {operatie.antwoord} is niet volledig")


def test_an_endpoint_that_does_not_answer_ends_the_run(doel: Endpoint) -> None:
    def post(*_: object, **__: object) -> None:
        raise Netwerkfout("weg", verstuurd=False)

    verbind(doel, post)
    with pytest.raises(Onbereikbaar, match=LEES):
        doel.roep(LEES, eigenOpleidingseenheidSleutel="x")


@pytest.mark.parametrize(
    ("reactie", "tekst"),
    [
        (Reactie("goed", 200), "goedgekeurd"),
        (Reactie("afgekeurd", 200, codes=(("A01070", "x"), ("P01040", "y"))), "afgekeurd: A01070, P01040"),
        (Reactie("afgekeurd", 200), "afgekeurd: zonder foutmelding"),
    ],
)
def test_an_answer_is_told_in_a_few_words(reactie: Reactie, tekst: str) -> None:
    assert str(reactie) == tekst
    assert reactie.tekst("bestaatNiet") == ""
