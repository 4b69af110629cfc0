"""Holds what an operation answers in these tests against the schema of its contract: no answer fails its XSD."""

from collections.abc import Callable

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES, Operatie
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Uitslag

KOP: dict[str, Waarde] = {
    "identificatiecodeBedrijfsdocument": "x",
    "verzendendeInstantie": "00000001003214345000",
    "ontvangendeInstantie": "00000001800866472000",
    "datumTijdBedrijfsdocument": "2026-11-30T12:00:00.000Z",
}
_PER_LEZING = {raadpleging.lees: naam for naam, raadpleging in RAADPLEGINGEN.items()}


def lezing_van(handeling: Callable[..., Uitslag]) -> str | None:
    """The reading that a function of the register does; None for any other function."""
    return _PER_LEZING.get(handeling)


def is_eigen(operatie: Operatie) -> bool:
    """Whether it is one of our own contract. Tests of V4 often put less into the register than V4 can show."""
    return operatie.dienst.naam.startswith("Aanvulling")


def houd_aan_schema(naam: str, uitslag: Uitslag) -> None:
    """Write an answer of our own contract as the service does, and hold it against the XSD.

    What a refusal says is of the right length by itself (`Foutmelding`).
    """
    operatie = OPERATIES[naam]
    if not (uitslag.goedgekeurd and is_eigen(operatie)):
        return
    velden: dict[str, Waarde] = {**KOP, "requestGoedgekeurd": True, **uitslag.gegevens}
    element = mapping.schrijf(operatie, Gegeven(operatie.antwoord, velden))
    assert schema.is_geldig(element, operatie.dienst), (naam, schema.bevindingen(element, operatie.dienst))
