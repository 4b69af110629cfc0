"""Recorded readings: the register is given the stand behind a recorded answer, the very request of the client is sent
at its own time, and the answer must be the recorded one, element by element, to the letter."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import RAADPLEGEN
from rio_soap.register.database import model
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import trial
from tests.register.erkende import erkenningrij
from tests.register.schrijvers import Schrijvers
from tests.service.conftest import Dienst

WSSE = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"
AFGELEID = {"opleidingseenheidcode", "herkomstOpleiding", "opleidingserkenningSleutel", "eqf", "nlqf", "graad"}
LEZINGEN = {"opvragen_aangebodenOpleiding", "opvragen_opleidingseenheid", "opvragen_opleidingseenhedenVanOrganisatie"}


@dataclass
class Klok:
    """A clock that the test sets."""

    moment: datetime

    def nu(self) -> datetime:
        return self.moment


@pytest.fixture(scope="module")
def opnamen(gedeeld: Path) -> list[dict[str, Any]]:
    """Readings of objects that were found, with a request whose signature still holds."""
    index = json.loads((gedeeld / "examples/recorded/index.json").read_text("utf-8"))
    return [
        {**paar, "map": gedeeld / "examples/recorded"}
        for paar in index
        if paar["operation"] in LEZINGEN
        and paar["outcome"] == "ok"
        and paar["xsd_valid"]["response"]
        and paar["request_signature"] == "verifies"
    ]


def antwoord_van(paar: dict[str, Any]) -> etree._Element:
    element: etree._Element = etree.parse(str(paar["map"] / f"{paar['name']}.response.xml")).getroot()[-1][0]
    return element


def inhoud(element: etree._Element) -> list[tuple[str, str]]:
    """All elements in order with their text."""
    return [(etree.QName(e).localname, "" if len(e) else e.text or "") for e in element.iter(etree.Element)]


def zet_eenheid(schrijvers: Schrijvers, gelezen: Gegeven, houder: str | None) -> None:
    """A unit as it must have been written to be read like this."""
    velden: dict[str, Any] = {naam: w for naam, w in gelezen.velden.items() if naam not in AFGELEID}
    eigenaar = houder
    perioden = []
    for periode in velden["opleidingseenheidPeriode"]:
        kenmerken = [k for k in periode.velden.get("kenmerken", []) if k.velden["kenmerknaam"] != "eigenaar"]
        for k in periode.velden.get("kenmerken", []):
            eigenaar = k.velden["kenmerkwaardeTekst"] if k.velden["kenmerknaam"] == "eigenaar" else eigenaar
        rest = {naam: w for naam, w in periode.velden.items() if naam != "kenmerken"}
        perioden.append(Gegeven(periode.naam, rest | ({"kenmerken": kenmerken} if kenmerken else {})))
    velden["opleidingseenheidPeriode"] = perioden
    code, herkomst = str(gelezen.velden["opleidingseenheidcode"]), str(gelezen.velden["herkomstOpleiding"])
    rij = eenheidrij(code, Gegeven(gelezen.naam, velden), eigenaar, herkomst)
    vervang(schrijvers, model.opleidingseenheid, rij)
    for sleutel in gelezen.velden.get("opleidingserkenningSleutel", []):  # type: ignore[union-attr]
        v: Any = sleutel.velden  # type: ignore[union-attr]
        erkend = erkenningrij(v["opleidingsstelsel"], v["opleidingscode"])
        nummer = schrijvers.voeg_toe(model.opleidingserkenning, **erkend)
        schrijvers.voeg_toe(model.opleidingserkenningrelatie, erkenning=nummer, eenheid=code)


def vervang(schrijvers: Schrijvers, tabel: sa.Table, rij: dict[str, Any]) -> None:
    waar = tabel.c.code == rij["code"]

    def taak(session: Any) -> None:
        if not session.execute(sa.update(tabel).where(waar).values(**rij)).rowcount:
            session.execute(sa.insert(tabel).values(**rij))

    schrijvers.register.schrijf(taak)


def zet_aanbod(schrijvers: Schrijvers, gelezen: Gegeven) -> None:
    """An offer as it must have been written; its unit, of which nothing is read but the code, is made up."""
    velden = dict(gelezen.velden)
    eenheid = str(velden.pop("opleidingseenheidcode"))
    deel = Gegeven("hoOpleidingPeriode", {"begindatum": date(2000, 1, 1), "naamLang": "x"})
    stand = Gegeven("hoOpleiding", {"begindatum": date(2000, 1, 1), "opleidingseenheidPeriode": [deel]})
    vervang(schrijvers, model.opleidingseenheid, eenheidrij(eenheid, stand, None, "OCW"))
    schrijvers.zet_aanbod(Gegeven(gelezen.naam, velden | {"opleidingseenheidSleutel": eenheid}))


def zet_pagina(schrijvers: Schrijvers, antwoord: Gegeven, houder: str, grootte: int = 20) -> None:
    """The units of a page, and as many before and after it as the answer counts."""
    velden: Any = antwoord.velden
    blad = velden["paginering"].velden
    voor, na = blad["pagina"] * grootte, blad["aantalResultaten"] - len(velden["opleidingseenheid"])
    deel = Gegeven("hoOnderwijseenheidPeriode", {"begindatum": date(2000, 1, 1), "naamLang": "x"})
    stand = Gegeven("hoOnderwijseenheid", {"begindatum": date(2000, 1, 1), "opleidingseenheidPeriode": [deel]})
    codes = [f"{'0000O' if n < voor else '9999O'}{n:04d}" for n in range(na)]
    register = schrijvers.register
    tabel = model.opleidingseenheid
    vulling = sa.or_(tabel.c.code.like("0000O%"), tabel.c.code.like("9999O%"))
    register.schrijf(lambda s: s.execute(sa.delete(tabel).where(vulling)))
    register.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.eigenaar == houder).values(eigenaar=None)))
    rijen = [eenheidrij(code, stand, houder) for code in codes]
    register.schrijf(lambda s: s.execute(sa.insert(model.opleidingseenheid), rijen))
    for gelezen in velden["opleidingseenheid"]:
        zet_eenheid(schrijvers, gelezen, houder)


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    # RIO gave eqf and nlqf of particuliere opleidingen until November 2025; the recordings hold both.
    dienst = Dienst(tmp_path_factory.mktemp("lezingen"), kern=True, eqf_particulier="ja")
    yield dienst
    dienst.stop()


def stuur(rio_: Dienst, paar: dict[str, Any]) -> etree._Element:
    """Send the bytes of the client at their own time."""
    klok = Klok(datetime.fromisoformat(paar["recorded_at"].replace("Z", "+00:00")))
    rio_.toepassing.pijplijn.klok = klok
    rio_.toepassing.pijplijn.vertrouwen.klok = klok  # type: ignore[attr-defined]
    data = (paar["map"] / f"{paar['name']}.request.xml").read_bytes()
    token = etree.fromstring(data).find(f".//{WSSE}BinarySecurityToken")
    assert token is not None
    der = base64.b64decode("".join(str(deel) for deel in token.itertext()))
    rio_.register.schrijf(lambda session: partijen.voeg_partij_toe(session, der, (trial.OIN_HANZE,)))
    # Some requests stand there twice: with the answer that RIO gave and with one that the client project changed.
    rio_.register.schrijf(lambda session: session.execute(sa.delete(model.eenmalig)))
    antwoord = rio_.post(paar["operation"], data, {"SOAPAction": paar["soap_action"]})
    assert antwoord.status == 200, (paar["name"], antwoord.raw)
    return antwoord.body


def test_recorded_readings_replay_to_the_letter(rio: Dienst, opnamen: list[dict[str, Any]]) -> None:
    """Those of which the client project changed the answer too, as long as that is valid: another stand, same rules."""
    schrijvers = Schrijvers(rio.register)
    soorten: set[str] = set()
    for paar in opnamen:
        verwacht = antwoord_van(paar)
        gelezen: Any = mapping.lees(verwacht, RAADPLEGEN)
        if paar["operation"] == "opvragen_aangebodenOpleiding":
            zet_aanbod(schrijvers, gelezen.velden["aangebodenOpleiding"])
        elif paar["operation"] == "opvragen_opleidingseenheid":
            zet_eenheid(schrijvers, gelezen.velden["opleidingseenheid"], None)
        else:
            vraag: Any = mapping.lees(
                etree.parse(str(paar["map"] / f"{paar['name']}.request.xml")).getroot()[-1][0], RAADPLEGEN
            )
            zet_pagina(schrijvers, gelezen, vraag.velden["onderwijsbestuurcode"])
        assert inhoud(stuur(rio, paar)) == inhoud(verwacht), paar["name"]
        soorten.add(paar["operation"])
    assert soorten == LEZINGEN
    assert len(opnamen) >= 9
