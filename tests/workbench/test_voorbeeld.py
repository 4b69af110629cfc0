"""The preview: what a delivery would do, above all what it would remove, without storing anything."""

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

from rio_soap.cli import main
from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.standverschil import Verandering, verschil
from rio_soap.register.vooraf.bekijken import Voorbeeld
from rio_soap.register.vooraf.onderwerp import NIEUW
from rio_soap.service.oordeel import bekijk_vooraf
from tests.register import hulp, hulp_organisatie
from tests.register.hulp import kenmerk
from tests.register.hulp_aanbod import CODE, aanbod, cohort, inhoud
from tests.register.hulp_aanbod import periode as aanbodperiode
from tests.service.conftest import Dienst
from tests.workbench.test_rapport import post

VAN, CODEVELD = hulp.BEGIN, "opleidingseenheidcode"


@pytest.fixture
def rio(tmp_path: Path) -> Iterator[Dienst]:
    dienst_ = Dienst(tmp_path / "rio", kern=True)
    dienst_.register.schrijf(laad_aangeboden)
    yield dienst_
    dienst_.stop()


def alles(rio: Dienst) -> dict[str, list[tuple[Any, ...]]]:
    """The whole register, without the chain that is sealed in the background."""
    return {tabel: rijen for tabel, rijen in inhoud(rio.register).items() if tabel != "schakel"}


def bekijk(rio: Dienst, operatie: str, velden: dict[str, Any]) -> Voorbeeld:
    """A preview by way of the register; nothing may have changed by it."""
    voor = alles(rio)
    afhandeling = rio.toepassing.pijplijn.afhandeling
    uit = bekijk_vooraf(afhandeling, operatie, Gegeven("x", velden), hulp.HANZE, hulp.context().moment)
    assert alles(rio) == voor
    return uit


def delen(uit: Voorbeeld) -> list[Verandering]:
    return [deel for v in uit.voorwerpen for deel in verschil(v.oud, v.nieuw)]


def kort(uit: Voorbeeld) -> list[tuple[str, str]]:
    return [(deel.soort, deel.pad) for deel in delen(uit)]


def doe(rio: Dienst, operatie: str, velden: dict[str, Any]) -> None:
    antwoord = rio.stuur(operatie, velden)
    assert antwoord.tekst("requestGoedgekeurd") == "true", antwoord.raw


def levenscyclus(eenheid: str, variant: str, aanbieder: str) -> list[tuple[str, dict[str, Any], list[str]]]:
    """Every delivery and removal of the contract in an order that RIO takes, with the kinds of object it touches."""
    eerste = cohort(code="2025")
    twee = [eerste, cohort(code="2026")]
    naar = {"opleidingseenheidcode": [eenheid, variant], "begindatum": VAN}
    return [
        ("aanleveren_opleidingsrelatie", {"opleidingsrelatie": hulp.relatie(eenheid, variant)}, ["+"]),
        (
            "aanleveren_opleidingsrelatie",
            {"opleidingsrelatie": hulp.relatie(eenheid, variant, einde=date(2030, 1, 1))},
            ["~"],
        ),
        ("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod(aangebodenOpleidingCohort=twee)}, ["+"]),
        ("aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod()}, ["~"]),
        (
            "aanleveren_onderwijsaanbieder",
            {
                "onderwijsbestuurcode": "100B490",
                "onderwijsaanbieder": hulp_organisatie.aanbieder(code=aanbieder, sleutel="anders"),
            },
            ["~"],
        ),
        (
            "aanleveren_onderwijslocatiegebruik",
            {
                "onderwijslocatiegebruik": hulp_organisatie.gebruik(
                    "107X215", vestigingen=[hulp_organisatie.vestiging("25BE00")]
                )
            },
            ["~"],
        ),
        ("verwijderen_aangebodenOpleiding", {"aangebodenOpleidingCode": CODE}, ["-"]),
        ("verwijderen_opleidingsrelatie", naar, ["-"]),
        ("verwijderen_opleidingseenheid", {"opleidingseenheidcode": eenheid}, ["-"]),
        ("verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": aanbieder}, ["-", "-"]),
        (
            "verwijderen_onderwijslocatiegebruik",
            {"onderwijsbestuurcode": "100B490", "onderwijslocatiecode": "107X217"},
            ["-"],
        ),
    ]


def test_a_preview_of_every_delivery_tells_what_the_delivery_then_does(rio: Dienst) -> None:
    nieuw = {"opleidingseenheid": hulp.eenheid()}
    (voorwerp,) = bekijk(rio, "aanleveren_opleidingseenheid", nieuw).voorwerpen
    assert (voorwerp.soort, voorwerp.sleutel, voorwerp.oud) == ("opleidingseenheid", NIEUW, None)
    eenheid = rio.stuur("aanleveren_opleidingseenheid", nieuw).tekst("opleidingseenheidcode")
    school = {"onderwijsbestuurcode": "100B490", "nieuweOnderwijsaanbieder": hulp_organisatie.aanbieder()}
    gezien = bekijk(rio, "aanleveren_onderwijsaanbieder", school)
    assert [v.soort for v in gezien.voorwerpen] == ["onderwijsaanbieder", "organisatierelatie"]
    aanbieder = rio.stuur("aanleveren_onderwijsaanbieder", school).tekst("onderwijsaanbiedercode")
    ander = {"opleidingseenheid": hulp.eenheid(variant="VARIANT")}
    variant = rio.stuur("aanleveren_opleidingseenheid", ander).tekst("opleidingseenheidcode")
    assert eenheid is not None
    assert variant is not None
    assert aanbieder is not None
    for operatie, velden, verwacht in levenscyclus(eenheid, variant, aanbieder):
        gezien = bekijk(rio, operatie, velden)
        assert gezien.uitslag.goedgekeurd, (operatie, gezien.uitslag.foutmeldingen)
        soorten = ["+" if v.oud is None else "-" if v.nieuw is None else "~" for v in gezien.voorwerpen]
        assert soorten == verwacht, operatie
        doe(rio, operatie, velden)
        erna = bekijk(rio, operatie, velden)
        if operatie.startswith("aanleveren"):
            assert erna.uitslag.goedgekeurd
            assert erna.voorwerpen == (), f"{operatie} once more changes nothing: the preview had told all of it"
        else:
            assert not erna.uitslag.goedgekeurd
            assert erna.voorwerpen == (), f"{operatie}: it is gone"


def test_cohorten_periods_kenmerken_and_relations_that_are_left_out_are_named_one_by_one(rio: Dienst) -> None:
    perioden = [aanbodperiode(), aanbodperiode(begin=date(2026, 1, 1), eigenNaamAangebodenOpleiding="Toen")]
    vol = aanbod(aangebodenOpleidingPeriode=perioden, aangebodenOpleidingCohort=[cohort(), cohort(code="2026")])
    doe(rio, "aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": vol})
    anders = cohort(beginAanmeldperiode=date(2025, 2, 1))
    gezien = bekijk(
        rio, "aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod(aangebodenOpleidingCohort=[anders])}
    )
    assert kort(gezien) == [
        ("weg", "aangebodenOpleidingPeriode[begindatum=2026-01-01]"),
        ("anders", "aangebodenOpleidingCohort[cohortcode=2025]/beginAanmeldperiode"),
        ("weg", "aangebodenOpleidingCohort[cohortcode=2026]"),
    ]
    veranderd = delen(gezien)[1]
    assert (veranderd.oud, veranderd.nieuw) == (date(2025, 1, 1), date(2025, 2, 1))


def test_stands_differ_by_what_identifies_their_parts_whatever_their_order() -> None:
    def object_(*kenmerken: Gegeven, relaties: tuple[str, ...] = ("25BE",), **velden: Any) -> Gegeven:
        lijst = [hulp_organisatie.juridisch(code) for code in relaties]
        return Gegeven("onderwijsaanbieder", {"juridischeRelatie": lijst, "kenmerken": list(kenmerken), **velden})

    a, b, c = kenmerk("een", "1"), kenmerk("twee", "2"), kenmerk("een", "3")
    assert verschil(object_(a, b, c), object_(c, a, b)) == []
    assert [(v.soort, v.pad) for v in verschil(object_(a, b), object_(b, c, relaties=("30AA",)))] == [
        ("weg", "juridischeRelatie[instellingserkenningscode=25BE, begindatum=" + str(hulp_organisatie.IN) + "]"),
        ("bij", "juridischeRelatie[instellingserkenningscode=30AA, begindatum=" + str(hulp_organisatie.IN) + "]"),
        ("anders", "kenmerken[kenmerknaam=een]/kenmerkwaardeTekst"),
    ]
    assert [(v.soort, v.pad, v.oud) for v in verschil(object_(uit=date(2030, 1, 1)), object_())] == [
        ("weg", "uit", date(2030, 1, 1))
    ]


def test_a_removal_names_what_refers_to_the_object_and_a_refusal_what_it_was_meant_to_do(rio: Dienst) -> None:
    eenheid = rio.stuur("aanleveren_opleidingseenheid", {"opleidingseenheid": hulp.eenheid()}).tekst(CODEVELD)
    assert eenheid is not None
    doe(rio, "aanleveren_aangebodenOpleiding", {"aangebodenOpleiding": aanbod(eenheid=eenheid)})
    gezien = bekijk(rio, "verwijderen_opleidingseenheid", {CODEVELD: eenheid})
    assert [m.foutcode for m in gezien.uitslag.foutmeldingen] == ["P01810"]
    assert [(v.soort, v.sleutels, v.aantal) for v in gezien.verwijzingen] == [("aangebodenOpleiding", (CODE,), 1)]
    assert [(v.sleutel, v.nieuw) for v in gezien.voorwerpen] == [(eenheid, None)]
    gezien = bekijk(rio, "verwijderen_onderwijsaanbieder", {"onderwijsaanbiedercode": "110A133"})
    assert [v.soort for v in gezien.verwijzingen] == ["aangebodenOpleiding"]
    geleverd = hulp.eenheid("particuliereOpleiding", code="1010O3664", begin=date(2040, 1, 1))
    gezien = bekijk(rio, "aanleveren_opleidingseenheid", {"opleidingseenheid": geleverd})
    assert not gezien.uitslag.goedgekeurd
    assert ("anders", "begindatum") in kort(gezien)


def bestand(rio: Dienst, map_: Path, operatie: str, velden: dict[str, Any], **anders: Any) -> Path:
    pad = map_ / "b.xml"
    pad.write_bytes(rio.verzoek(operatie, velden, **anders))
    return pad


def test_the_command_shows_it_in_three_forms_and_two_languages_with_exit_codes(rio: Dienst, tmp_path: Path) -> None:
    omgeving = {"RIO_DATA_DIR": str(rio.settings.data_dir)}

    def draai(pad: Path, *opties: str) -> tuple[int, str]:
        uit = CliRunner().invoke(main, ["voorbeeld", str(pad), *opties], env=omgeving)
        return uit.exit_code, uit.output

    lever, weg = "aanleveren_aangebodenOpleiding", "verwijderen_aangebodenOpleiding"
    code, tekst = draai(bestand(rio, tmp_path, lever, {"aangebodenOpleiding": aanbod()}))
    assert (code, "aanvaard, er verdwijnt niets" in tekst, "+ komt erbij (geheel)" in tekst) == (0, True, True)
    doe(rio, lever, {"aangebodenOpleiding": aanbod(aangebodenOpleidingCohort=[cohort(), cohort(code="<b>")])})
    voor = alles(rio)
    pad = bestand(rio, tmp_path, lever, {"aangebodenOpleiding": aanbod()})
    code, tekst = draai(pad, "--taal", "en")
    assert code == 3
    assert "- removed aangebodenOpleidingCohort[cohortcode=<b>]: cohortcode <b>" in tekst
    code, tekst = draai(pad, "--formaat", "html")
    assert (code, "aangebodenOpleidingCohort[cohortcode=&lt;b&gt;]" in tekst, "<b>" in tekst) == (3, True, False)
    code, tekst = draai(pad, "--formaat", "json")
    (een,) = json.loads(tekst)
    assert een["oordeel"] == "verwijdert"
    assert een["rapport"]["goed"] is True
    (verandering,) = een["voorwerpen"][0]["veranderingen"]
    assert verandering["oud"]["cohortcode"] == "<b>"
    assert verandering["nieuw"] is None
    code, tekst = draai(bestand(rio, tmp_path, weg, {"aangebodenOpleidingCode": "0" * 8 + CODE[8:]}))
    assert (code, "A01020" in tekst) == (1, True)
    code, _ = draai(bestand(rio, tmp_path, "opvragen_opleidingseenheid", {"opleidingseenheidcode": "1010O6466"}))
    assert code == 2
    (tmp_path / "leeg.xml").write_bytes(b"")
    assert draai(tmp_path / "leeg.xml")[0] == 2
    assert CliRunner().invoke(main, ["voorbeeld", str(pad)], env={"RIO_DATA_DIR": str(tmp_path)}).exit_code == 2
    assert alles(rio) == voor


def test_over_http_a_preview_is_for_a_trusted_sender_only(rio: Dienst) -> None:
    verzoek = rio.verzoek("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "1010O6466"})
    voor = alles(rio)
    status, soort, data = post(rio.port, verzoek, {}, "/voorbeeld")
    (een,) = json.loads(data)
    assert (status, soort, een["oordeel"]) == (200, "application/json; charset=utf-8", "verwijdert")
    status, soort, data = post(rio.port, verzoek, {"Accept": "text/html"}, "/voorbeeld?taal=en")
    assert (status, soort) == (200, "text/html; charset=utf-8")
    assert "accepted, and something is REMOVED" in data.decode()
    kaal = etree.tostring(etree.fromstring(verzoek)[-1][0])
    vreemd = rio.verzoek("verwijderen_opleidingseenheid", {"opleidingseenheidcode": "1010O6466"}, sleutelpaar=None)
    for bericht in (kaal, vreemd):
        (een,) = json.loads(post(rio.port, bericht, {}, "/voorbeeld")[2])
        assert een["voorwerpen"] == []
        assert een["oordeel"] in ("onbruikbaar", "geweigerd")
    assert alles(rio) == voor


def test_an_object_with_thousands_of_parts_is_compared_in_a_moment() -> None:
    def groot(eerste: int) -> Gegeven:
        cohorten = [cohort(code=str(nummer)) for nummer in range(eerste, eerste + 900)]
        dubbel = [kenmerk("doelgroep", "x", "kenmerkwaardeEnumeratiewaarde") for _ in range(900)]
        return Gegeven("aangebodenHOOpleiding", {"aangebodenOpleidingCohort": cohorten, "kenmerken": dubbel})

    begin = time.monotonic()
    assert len(verschil(groot(0), groot(450))) == 900
    assert time.monotonic() - begin < 2
