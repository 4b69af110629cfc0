"""The operations, read from our WSDLs, are those of the contract."""

import json
from pathlib import Path

from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN


def test_namen_acties_en_elementen_zijn_die_van_de_tabel(gedeeld: Path) -> None:
    tabel = json.loads((gedeeld / "reference" / "operations.json").read_text("utf-8"))["operations"]
    assert {
        (o.naam, o.dienst.naam, o.soap_action, o.verzoek, o.antwoord, o.dienst.schema_ns)
        for o in OPERATIES.values()
        if o.dienst in (BEHEREN, RAADPLEGEN)
    } == {
        (o["name"], o["service"], o["soap_action"], o["request_element"], o["response_element"], o["namespace"])
        for o in tabel
    }


def test_vijfentwintig_operaties_van_duo_en_zevenenvijftig_van_onszelf_elk_onder_eigen_naam() -> None:
    assert [sum(o.dienst is dienst for o in OPERATIES.values()) for dienst in DIENSTEN] == [10, 15, 27, 30]
    assert all(naam == operatie.naam for naam, operatie in OPERATIES.items())


def test_a_soapaction_names_one_operation() -> None:
    assert len({operatie.soap_action for operatie in OPERATIES.values()}) == len(OPERATIES)


def test_paden_zijn_die_van_het_opgenomen_verkeer(gedeeld: Path) -> None:
    opgenomen = json.loads((gedeeld / "examples" / "recorded" / "index.json").read_text("utf-8"))
    per_actie = {operatie.soap_action: operatie for operatie in OPERATIES.values()}
    for uitwisseling in opgenomen:
        operatie = per_actie[uitwisseling["soap_action"]]
        assert (operatie.naam, operatie.dienst.pad) == (uitwisseling["operation"], uitwisseling["http_path"])
