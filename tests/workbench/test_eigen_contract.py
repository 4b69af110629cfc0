"""The workbench knows our own contract: its messages are recognised, judged, explained, and previewed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.budget import Budget
from rio_soap.contract.gegevens import Gegeven, Ingesloten, Waarde
from rio_soap.contract.operaties import AANVULLING_BEHEREN, AANVULLING_RAADPLEGEN, BEHEREN, OPERATIES, Dienst
from rio_soap.contract.vorm import Vorm, vormen
from rio_soap.register.regels.uitslag import standaardkenmerken, standaardlijsten
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.register.vooraf.onderwerp import NIEUW
from rio_soap.service.oordeel import bekijk_vooraf
from rio_soap.setup.service import make_kader
from rio_soap.workbench.controle import controleer
from rio_soap.workbench.herken import actie
from rio_soap.workbench.inhoud import controleer_soort, controleer_xsd
from rio_soap.workbench.rapport import Melding
from rio_soap.workbench.waardecontrole import controleer_waarden
from tests.batch.proef import bericht
from tests.register import hulp
from tests.register import hulp_licentie as h
from tests.register.hulp_erkenning import erkenning
from tests.register.rollen import DUO, INSPECTIE, erkennerdeel
from tests.service.conftest import Dienst as Service
from tests.workbench.test_waardecontrole import levering

ACTIE = OPERATIES["aanleveren_licentie"].soap_action
NS = AANVULLING_BEHEREN.schema_ns
GEZAG = "aanleveren_instellingserkenning"


def el(naam: str, ns: str) -> etree._Element:
    return etree.Element(f"{{{ns}}}{naam}")


def geschreven(operatie: str, **velden: Waarde) -> etree._Element:
    return etree.fromstring(bericht(operatie, velden))


@pytest.mark.parametrize(
    ("waarde", "oorzaak"),
    [
        (ACTIE.replace("_V1", "_V2"), "action-versie"),
        (ACTIE.replace(":contract:", ":schema:"), "action-schema"),
        (f"{ACTIE}_request", "action-achtervoegsel"),
        (ACTIE.replace("aanleveren_licentie", "aanleveren_vergunning"), "soapaction-onbekend"),
    ],
)
def test_an_action_of_our_own_contract_that_is_wrong_has_the_cause_that_its_value_tells(
    waarde: str, oorzaak: str
) -> None:
    assert actie(waarde) == oorzaak


@pytest.mark.parametrize(
    ("element", "oorzaak", "mogelijk"),
    [
        (el("aanleveren_licentie_request", NS.replace("_V1", "_V2")), "body-versie", None),
        (el("aanleveren_licentie_request", BEHEREN.schema_ns), "body-dienst", NS),
        (el("aanleveren_licentei_request", NS), "body-onbekend", "aanleveren_licentie_request"),
        (el("verwijderen_licentie_request", NS), "body-actie", "verwijderen_licentie"),
    ],
)
def test_a_message_that_is_another_than_its_action_says(
    element: etree._Element, oorzaak: str, mogelijk: str | None
) -> None:
    (melding,) = controleer_soort(element, ACTIE)
    assert (melding.oorzaak, (melding.mogelijk or "").rpartition(":")[2]) == (
        oorzaak,
        (mogelijk or "").rpartition(":")[2],
    )


def test_a_field_that_is_only_read_is_told_as_such() -> None:
    """The read form of a licentie is GelezenLicentie; of V4 both types have the same name."""
    element = geschreven("aanleveren_licentie", licentie=h.licentie())
    gelezen = vormen(AANVULLING_RAADPLEGEN).soort("GelezenLicentie")
    assert isinstance(gelezen, Vorm)
    for naam, oorzaak in ((gelezen.velden[-1].naam, "element-lezen"), ("bestaatNiet", "element-onbekend")):
        extra = etree.SubElement(element[-1], f"{{{NS}}}{naam}")
        (melding,) = controleer_xsd(element, AANVULLING_BEHEREN, standaardlijsten(), Budget(10, 10))
        assert melding.oorzaak == oorzaak
        element[-1].remove(extra)


def waarden(element: etree._Element, dienst: Dienst) -> list[Melding]:
    assert schema.is_geldig(element, dienst), schema.bevindingen(element, dienst)
    return controleer_waarden(element, dienst, standaardlijsten(), standaardkenmerken(), Budget(10, 10))


def test_a_value_on_no_list_is_told_with_the_code_that_it_will_have() -> None:
    element = geschreven("aanleveren_licentie", licentie=h.licentie(stadium="STANDARD"))
    (melding,) = waarden(element, AANVULLING_BEHEREN)
    assert (melding.oorzaak, melding.fout, melding.mogelijk) == ("waardenlijst", "RS1001", "STANDAARD")
    assert melding.waar == "/aanleveren_licentie_request/licentie[1]/stadium[1]"
    goed = geschreven("aanleveren_licentie", licentie=h.licentie())
    assert waarden(goed, AANVULLING_BEHEREN) == []


def test_what_stands_in_a_bundel_is_judged_as_if_it_stood_alone() -> None:
    """By the lists of V4 too, and with the place in the bundel."""
    v4 = levering()
    next(v4.iter("{*}niveau")).text = "hbo-ba"
    binnen = Ingesloten(BEHEREN, mapping.lees(v4, BEHEREN))
    post = Gegeven("bundelpost", {"nummer": 1, "inhoud": binnen})
    (melding,) = waarden(geschreven("aanleveren_bundel", bundelpost=[post]), AANVULLING_BEHEREN)
    assert melding.oorzaak == "waardenlijst"
    binnenin = "aanleveren_opleidingseenheid_request[1]/hoOpleiding[1]/niveau[1]"
    assert melding.waar == f"/aanleveren_bundel_request/bundelpost[1]/inhoud[1]/{binnenin}"


@pytest.fixture(scope="module")
def rio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    dienst_ = Service(tmp_path_factory.mktemp("eigen"), kern=True)
    h.laad_wereld(dienst_.register)
    yield dienst_
    dienst_.stop()


def bekijk(rio: Service, operatie: str, oin: str, **velden: Any) -> Voorbeeld:
    afhandeling = rio.toepassing.pijplijn.afhandeling
    return bekijk_vooraf(afhandeling, operatie, Gegeven("x", velden), oin, hulp.context().moment)


def test_a_new_bevoegd_gezag_is_shown_with_the_bestuur_that_it_makes(rio: Service) -> None:
    keuze = Gegeven("instellingserkenning", {"bevoegdGezag": erkenning("bevoegdGezag", code="41888")})
    uit = bekijk(rio, GEZAG, DUO, instellingserkenning=keuze)
    assert uit.uitslag.goedgekeurd, uit.uitslag
    assert [(v.soort, v.sleutel, v.oud is None) for v in uit.voorwerpen] == [
        ("instellingserkenning", "OCW/BEVOEGD_GEZAG/41888", True),
        ("onderwijsbestuur", NIEUW, True),
    ]
    assert uit.voorwerpen[0].nieuw == keuze


def test_a_new_erkenner_has_no_code_yet(rio: Service) -> None:
    uit = bekijk(rio, "aanleveren_erkenner", DUO, erkenner=erkennerdeel("NRTO"))
    assert uit.uitslag.goedgekeurd, uit.uitslag
    assert [(v.soort, v.sleutel) for v in uit.voorwerpen] == [("erkenner", NIEUW)]


def test_a_refused_delivery_shows_what_it_was_meant_to_do(rio: Service) -> None:
    uit = bekijk(rio, "aanleveren_licentie", hulp.VREEMD, licentie=h.licentie())
    assert not uit.uitslag.goedgekeurd
    ((soort, sleutel, oud),) = [(v.soort, v.sleutel, v.oud) for v in uit.voorwerpen]
    assert (soort, sleutel, oud) == ("licentie", h.L1, None)


def test_what_follows_from_a_licentie_is_shown_and_nothing_stays(rio: Service) -> None:
    """A licentie, its maatregel and relation, brongebruik, an opleidingserkenning; then their removal."""
    assert bekijk(rio, "aanleveren_licentie", DUO, licentie=h.licentie()).uitslag.goedgekeurd
    assert bekijk(rio, "verwijderen_licentie", DUO, licentiecode=h.L1).uitslag.goedgekeurd is False
    h.vergund(rio.register)
    uit = bekijk(rio, "aanleveren_licentiemaatregel", INSPECTIE, licentiemaatregel=h.maatregel())
    assert uit.uitslag.goedgekeurd, uit.uitslag
    assert ("licentiemaatregel", f"{h.L1}/WAARSCHUWING/{h.BEGIN}") in [(v.soort, v.sleutel) for v in uit.voorwerpen]
    weg = bekijk(rio, "verwijderen_licentie", DUO, licentiecode=h.L1.upper())
    assert [(v.soort, v.sleutel, v.nieuw) for v in weg.voorwerpen] == [("licentie", h.L1, None)]
    gebruik = {"onderwijsaanbiedercode": "110A133", "soort": "DEELNAME", "inGebruik": True}
    bron = bekijk(rio, "aanleveren_brongebruik", DUO, **gebruik)
    assert [(v.soort, v.sleutel) for v in bron.voorwerpen] == [("brongebruik", "110A133/DEELNAME")]


def test_a_report_of_a_message_of_our_own_contract_says_what_one_of_v4_says(rio: Service) -> None:
    """From bytes: recognised, its schema, its values; signed and not."""
    kader = make_kader(rio.settings, rio.register)
    velden = {"instellingserkenning": Gegeven("x", {"bevoegdGezag": erkenning("bevoegdGezag", code="41889")})}
    rapport = controleer("a.xml", bericht(GEZAG, velden), kader)
    assert rapport.operatie == GEZAG
    kapot = bericht(GEZAG, velden).replace(b"41889", b"").replace(b"BEKOSTIGD", b"BEKOSTIGT")
    oorzaken = {melding.oorzaak for melding in controleer("b.xml", kapot, kader).meldingen}
    assert "leeg-element" in oorzaken
    vraag = rio.verzoek("opvragen_erkenners", {"peildatum": date(2026, 1, 1)})
    gelezen = controleer("c.xml", vraag, kader)
    assert (gelezen.operatie, gelezen.goed) == ("opvragen_erkenners", True), gelezen.meldingen
