"""catalogus.jsonld: what DCAT-AP-NL 3.0 asks of each class is there, and what it points at too."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from rio_soap.opendata.bestandssoorten import Familie
from rio_soap.opendata.datacatalogus import CATALOGUS, VERPLICHT, WAARDELIJSTEN, Uitgever, catalogus
from rio_soap.setup.settings import Settings, SettingsError
from tests.opendata.proefuitgave import manifest, publicatie
from tests.opendata.test_datapackage import DAG

BASIS = "https://rio.example.nl/opendata/v1"
ENKEL = {
    "dcat:Catalog": ("dct:publisher", "dcat:contactPoint"),
    "dcat:Dataset": ("dct:identifier", "dct:accessRights", "dct:publisher", "dcat:contactPoint", "dcat:version"),
    "dcat:Distribution": ("dcat:accessURL", "dcat:downloadURL", "dcat:byteSize"),
    "dcat:DataService": (
        *("dct:identifier", "dct:publisher", "dct:creator", "dcat:contactPoint", "dcat:endpointURL"),
        *("dcat:endpointDescription", "dct:modified"),
    ),
}
"""Of which the profile allows one at most."""


@cache
def gelezen() -> dict[str, Any]:
    inhoud: dict[str, Any] = json.loads((publicatie() / CATALOGUS).read_bytes())
    return inhoud


def dingen(ding: object = None) -> Iterator[dict[str, Any]]:
    """Every thing with a class, however deep it stands."""
    ding = gelezen()["@graph"] if ding is None else ding
    if isinstance(ding, dict):
        if "@type" in ding and "@value" not in ding:
            yield ding
        ding = list(ding.values())
    if isinstance(ding, list):
        for een in ding:
            yield from dingen(een) if een is not None else ()


@pytest.mark.parametrize("klasse", VERPLICHT)
def test_a_class_has_what_the_profile_asks(klasse: str) -> None:
    van_klasse = [ding for ding in dingen() if ding["@type"] == klasse]
    assert van_klasse
    for ding in van_klasse:
        for eigenschap in VERPLICHT[klasse]:
            assert ding.get(eigenschap) not in (None, "", [], {}), (ding.get("@id"), eigenschap)
        assert all(not isinstance(ding.get(eigenschap), list) for eigenschap in ENKEL.get(klasse, ()))


def test_values_are_of_the_list_of_their_property() -> None:
    for ding in dingen():
        for eigenschap, begin in WAARDELIJSTEN.items():
            if eigenschap in ding:
                assert ding[eigenschap]["@id"].startswith(begin), (ding["@id"], eigenschap)


def test_every_reference_within_it_leads_to_something() -> None:
    bekend = {ding["@id"] for ding in dingen() if "@id" in ding}
    binnen = ("dct:publisher", "dct:creator", "dcat:contactPoint", "dcat:dataset", "dcat:service", "dcat:distribution")
    gewezen = 0
    for ding in dingen():
        for eigenschap in (*binnen, "dcat:servesDataset", "dcat:theme", "dct:license"):
            waarden = ding.get(eigenschap, [])
            for naar in waarden if isinstance(waarden, list) else [waarden]:
                assert naar["@id"] in bekend, (eigenschap, naar)
                gewezen += 1
    assert gewezen > 500


def test_every_term_is_of_a_vocabulary_that_it_names() -> None:
    termen = {term for ding in dingen() for term in ding if not term.startswith("@")}
    assert {term.partition(":")[0] for term in termen} <= gelezen()["@context"].keys()


def test_a_file_is_a_distribution_of_its_family_with_address_size_and_checksum() -> None:
    distributies = {ding["@id"]: ding for ding in dingen() if ding["@type"] == "dcat:Distribution"}
    bronnen = {een["path"]: een for een in manifest()["resources"]}
    assert distributies.keys() == {f"{BASIS}/2026-10-03/{pad}" for pad in bronnen}
    for pad, een in bronnen.items():
        distributie = distributies[f"{BASIS}/2026-10-03/{pad}"]
        assert distributie["dcat:byteSize"]["@value"] == str(een["bytes"])
        assert f"sha256:{distributie['spdx:checksum']['spdx:checksumValue']['@value']}" == een["hash"]
    datasets = {ding["@id"]: ding for ding in dingen() if ding["@type"] == "dcat:Dataset"}
    tabellen = datasets[f"{BASIS}/#tabellen"]["dcat:distribution"]
    assert {naar["@id"].rpartition("/")[2] for naar in tabellen} == {pad for pad in bronnen if pad.endswith(".csv")}
    assert set(datasets) == {f"{BASIS}/#{familie.value}" for familie in Familie if familie is not Familie.MUTATIES}


def test_every_family_and_the_manifest_name_duo_as_the_source_of_what_was_loaded() -> None:
    """Its licence, CC BY, asks to be named."""
    for ding in dingen():
        if ding["@type"] == "dcat:Dataset":
            assert "DUO (CC BY 4.0)" in ding["dct:provenance"]["rdfs:label"]["@value"], ding["@id"]
    assert any("DUO" in bron["title"] for bron in manifest()["sources"])


def test_the_api_and_the_soap_services_for_readers_are_named() -> None:
    adressen = {ding["dcat:endpointURL"]["@id"] for ding in dingen() if ding["@type"] == "dcat:DataService"}
    paden = ("/api/v1", "/RIO/services/raadplegen4.0", "/RIO/services/aanvulling-raadplegen1.0")
    assert adressen == {f"https://rio.example.nl{pad}" for pad in paden}


@pytest.mark.parametrize(
    ("contact", "veld"),
    [
        ("a@b.nl", ("vcard:hasEmail", "mailto:a@b.nl")),
        ("https://b.nl/c", ("vcard:hasURL", "https://b.nl/c")),
        ("", None),
    ],
)
def test_who_publishes_and_who_answers_is_as_the_settings_say(contact: str, veld: tuple[str, str] | None) -> None:
    uitgever = Uitgever("https://a.nl", "Stichting A", "https://ror.example/1", contact)
    per_klasse = {ding["@type"]: ding for ding in catalogus(DAG, uitgever)["@graph"]}  # type: ignore[attr-defined]
    assert per_klasse["foaf:Agent"]["@id"] == "https://ror.example/1"
    assert per_klasse["foaf:Agent"]["foaf:name"]["@value"] == "Stichting A"
    eigenschap, adres = veld or ("vcard:hasURL", "https://a.nl/opendata/v1/")
    assert per_klasse["vcard:Kind"][eigenschap] == {"@id": adres}


@pytest.mark.parametrize(
    "fout",
    [
        {"opendata_adres": "https://a.nl/"},
        {"opendata_adres": "a.nl"},
        {"opendata_adres": ""},
        {"opendata_uitgever": " "},
        {"opendata_uitgever_uri": "ror:1"},
        {"opendata_contact": "bel maar"},
    ],
    ids=str,
)
def test_a_setting_of_which_no_address_can_be_made_is_refused_by_name(fout: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=f"RIO_{next(iter(fout)).upper()}"):
        Settings(**fout)  # type: ignore[arg-type]
