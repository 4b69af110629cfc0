"""What is written is valid and is read back as it was: for every message, every member of a substitution group."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import BEHEREN, DIENSTEN, OPERATIES, RAADPLEGEN, Dienst, Operatie
from rio_soap.contract.vorm import Vorm, vormen
from tests.contract.maker import Maker

PER_BERICHT = 12


def _from_the_wire(element: etree._Element) -> etree._Element:
    """As a receiver gets it: within an envelope, from bytes, with the prefixes declared above it."""
    data = b'<e:Envelope xmlns:e="urn:e"><e:Body>' + etree.tostring(element) + b"</e:Body></e:Envelope>"
    return etree.fromstring(data)[0][0]


@pytest.mark.parametrize("operatie", OPERATIES.values(), ids=lambda o: o.naam)
@pytest.mark.parametrize("kant", ["verzoek", "antwoord"])
def test_willekeurig_bericht_komt_ongeschonden_terug(operatie: Operatie, kant: str) -> None:
    schrijf: Callable[..., etree._Element] = mapping.schrijf_verzoek if kant == "verzoek" else mapping.schrijf
    for zaad in range(PER_BERICHT):
        bericht = Maker(operatie.dienst, zaad).bericht(getattr(operatie, kant))
        element = _from_the_wire(schrijf(operatie, bericht))
        assert schema.is_geldig(element, operatie.dienst), schema.bevindingen(element, operatie.dienst)
        assert mapping.lees(element, operatie.dienst) == bericht


@pytest.mark.parametrize("dienst", DIENSTEN, ids=lambda d: d.naam)
def test_elk_lid_van_elke_substitutiegroep_gaat_heen_en_weer(dienst: Dienst) -> None:
    """Each member that any message can hold is made, written, validated and read at least once."""
    nodig = _leden(dienst)
    operaties = [operatie for operatie in OPERATIES.values() if operatie.dienst is dienst]
    gezien: set[str] = set()
    for zaad in range(400):
        for operatie in operaties:
            for naam, schrijf in ((operatie.verzoek, mapping.schrijf_verzoek), (operatie.antwoord, mapping.schrijf)):
                if not _leden_onder(vormen(dienst).elementen[naam]) - gezien:
                    continue
                maker = Maker(dienst, 1000 + zaad)
                bericht = maker.bericht(naam)
                if not maker.gezien & nodig - gezien:
                    continue
                element = _from_the_wire(schrijf(operatie, bericht))
                assert schema.is_geldig(element, dienst), schema.bevindingen(element, dienst)
                assert mapping.lees(element, dienst) == bericht
                gezien |= maker.gezien & nodig
        if gezien == nodig:
            break
    assert gezien == nodig
    assert len(nodig) > 20 or dienst not in (BEHEREN, RAADPLEGEN), "our own contract has no such groups"


def _leden(dienst: Dienst) -> set[str]:
    return set().union(
        *(
            _leden_onder(vormen(dienst).elementen[naam])
            for o in OPERATIES.values()
            if o.dienst is dienst
            for naam in (o.verzoek, o.antwoord)
        )
    )


def _leden_onder(soort: Any, gehad: set[str] | None = None) -> set[str]:
    gehad = set() if gehad is None else gehad
    if not isinstance(soort, Vorm) or soort.naam in gehad:
        return set()
    gehad.add(soort.naam)
    leden = {lid for veld in soort.velden if veld.leden != (veld.naam,) for lid in veld.leden}
    return leden.union(*(_leden_onder(onder, gehad) for _, onder in soort.per_tag.values()))


def test_volgorde_van_de_sleutels_doet_er_niet_toe() -> None:
    """Children are written in the order of the contract whatever the order of the dict."""

    def omgekeerd(gegeven: Gegeven) -> Gegeven:
        velden = {}
        for sleutel, waarde in reversed(gegeven.velden.items()):
            delen = (
                [omgekeerd(d) if isinstance(d, Gegeven) else d for d in waarde] if isinstance(waarde, list) else None
            )
            velden[sleutel] = (
                delen if delen is not None else omgekeerd(waarde) if isinstance(waarde, Gegeven) else waarde
            )
        return Gegeven(gegeven.naam, velden)

    for operatie in OPERATIES.values():
        bericht = Maker(operatie.dienst, 7).bericht(operatie.antwoord)
        assert etree.tostring(mapping.schrijf(operatie, omgekeerd(bericht))) == etree.tostring(
            mapping.schrijf(operatie, bericht)
        )
