"""Messages about opleidingserkenningen, and who may send them, for the tests."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.leveringen import erkennerrij
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.leveringen import eenheidrij
from rio_soap.register.opleidingserkenning import leveringen, raadplegingen
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import context, eenheid, schrijf, vraag
from tests.register.rollen import ALTIJD, CEDEO, DUO, NVAO, aanmerking, erkennerdeel

BEGIN, MIDDEN, EINDE = date(2024, 9, 1), date(2025, 9, 1), date(2028, 9, 1)
EENHEID, ANDER, TIJDELIJK = "5000O0011", "5000O0012", "5000O0013"
"""Units: of bestuur 100B490 and of nobody, which run on, and one from BEGIN to EINDE."""
_LANG = date(1990, 1, 1)
HO, MBO, EXAMEN = "HOOPLEIDINGSERKENNING", "MBOOPLEIDINGSERKENNING", "MBOGENERIEKEXAMENONDERDEELERKENNING"
VO, VAK, PARTICULIER = "VOOPLEIDINGSERKENNING", "VOVAKERKENNING", "PARTICULIEREOPLEIDINGSERKENNING"

DELEN: Mapping[str, Gegeven] = MappingProxyType(
    {
        HO: Gegeven(
            "ho",
            {
                "onderdeel": "TECHNIEK",
                "beroepseisen": "GEEN_BEROEPSEISEN",
                "opleidingserkenningskader": "ALGEMEEN",
                "aanvullendeEisen": "GEEN_AANVULLENDE_EISEN",
            },
        ),
        MBO: Gegeven("mbo", {"toegestaneLeerweg": ["BOL", "BBL"]}),
        EXAMEN: Gegeven(
            "mboExamen",
            {
                "aanleveringResultaatInstellingsexamen": "OPTIONEEL",
                "aanleveringResultaatCentraalExamen": "OPTIONEEL",
                "aanleveringEindresultaat": "VERPLICHT",
            },
        ),
        VO: Gegeven("vo", {"opleidingserkenningskader": "ALGEMEEN", "leerjaar": ["4", "5"]}),
        VAK: Gegeven("vak", {"examenonderdeel": ["CE", "SE"], "oordeelsoort": "KWANTITATIEF"}),
    }
)
"""Type to the part of its periods."""
SLEUTELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        HO: {"opleidingsstelsel": "ISAT", "opleidingscode": "34035", "uniekeErkendeopleidingscode": "34035_1"},
        VAK: {"opleidingsstelsel": "VOVAK", "opleidingscode": "2001", "opleidingsniveau": "VO-HAVO"},
    }
)
"""Type to the key that `erkenning` gives; of others ILT 1234."""


def sleutel(soort: str = HO, **anders: str | None) -> Gegeven:
    """An Erkenningssleutel as delivered; a part that is None is left out."""
    velden = {**SLEUTELS.get(soort, {"opleidingsstelsel": "ILT", "opleidingscode": "1234"}), **anders}
    return Gegeven("opleidingserkenning", {naam: waarde for naam, waarde in velden.items() if waarde is not None})


def periode(soort: str = HO, begin: date = BEGIN, einde: date | None = None, **velden: Waarde) -> Gegeven:
    """A period with the part of its type; a field that is None is left out."""
    inhoud: dict[str, Any] = {"begindatum": begin, **({"einddatum": einde} if einde else {})}
    inhoud |= {"licentieerwijze": "EXPLICIET_TOEGEKEND"}
    if soort in DELEN:
        inhoud[DELEN[soort].naam] = DELEN[soort]
    inhoud |= velden
    return Gegeven("opleidingserkenningPeriode", {naam: w for naam, w in inhoud.items() if w is not None})


def erkenning(
    soort: str = HO,
    *,
    perioden: Sequence[Gegeven] | None = None,
    eenheden: Sequence[str] = (EENHEID,),
    begin: date = BEGIN,
    einde: date | None = None,
    **velden: Waarde | None,
) -> Gegeven:
    """An opleidingserkenning that is right unless told otherwise; a field that is None is left out."""
    inhoud: dict[str, Any] = {**sleutel(soort).velden, "type": soort, "erkenner": "NVAO", "begindatum": begin}
    inhoud |= {"einddatum": einde} if einde else {}
    inhoud |= velden
    if deel := list(perioden if perioden is not None else [periode(soort, begin)]):
        inhoud["opleidingserkenningPeriode"] = deel
    if eenheden:
        inhoud["opleidingseenheidcode"] = list(eenheden)
    return Gegeven("opleidingserkenning", {naam: w for naam, w in inhoud.items() if w is not None})


def klaargezet(leeg: Register) -> Register:
    """DUO, the erkenner NVAO (for opleidingen), SNRO (for organisaties only) and OCW without a sender; two units."""

    def taak(session: Session) -> None:
        bestuur = {"code": "100B490", "soort": "BESTUUR", "begindatum": _LANG, "stand": Gegeven("onderwijsbestuur", {})}
        session.execute(sa.insert(model.organisatorische_eenheid), bestuur)
        for code, deel, eigenaar, herkomst in (
            (EENHEID, eenheid(begin=_LANG), "100B490", "INSTELLING"),
            (ANDER, eenheid("hoOnderwijseenheid", begin=_LANG), None, "OCW"),
            (TIJDELIJK, eenheid(begin=BEGIN, einde=EINDE), "100B490", "INSTELLING"),
        ):
            session.execute(sa.insert(model.opleidingseenheid), eenheidrij(code, deel, eigenaar, herkomst))
        for code, soort, oin, bevoegd in (
            ("100E003", "NVAO", NVAO, "OPLEIDINGSEENHEID"),
            ("100E009", "SNRO", CEDEO, "ORGANISATIE"),
            ("100E001", "OCW", None, "ORGANISATIE_OPLEIDINGSEENHEID"),
        ):
            session.execute(sa.insert(model.erkenner), erkennerrij(code, erkennerdeel(soort, aanmerking(bevoegd))))
            if oin is not None:
                session.execute(sa.insert(model.erkennersleutel), {"erkenner": code, "oin": oin})
        rol = {"oin": DUO, "rol": "DUO", "bereik": "", "vanaf": ALTIJD, "tot": None, "door": "test"}
        session.execute(sa.insert(model.bevoegdheid), rol)

    leeg.schrijf(taak)
    return leeg


def lever(register: Register, deel: Gegeven, oin: str = NVAO, **instellingen: Any) -> Uitslag:
    handeling = leveringen.aanleveren_opleidingserkenning
    return schrijf(register, handeling, {"opleidingserkenning": deel}, context(oin, **instellingen))


def verwijder(register: Register, deel: Gegeven, oin: str = NVAO) -> Uitslag:
    handeling = leveringen.verwijderen_opleidingserkenning
    return schrijf(register, handeling, {"opleidingserkenning": deel}, context(oin))


def aanvaard(register: Register, *delen: Gegeven, oin: str = NVAO) -> None:
    """Deliver, and see it approved without more."""
    for deel in delen:
        uitslag = lever(register, deel, oin)
        assert uitslag.goedgekeurd, uitslag.foutmeldingen
        assert uitslag.gegevens == {}


def lees(register: Register, deel: Gegeven, peildatum: date | None = None) -> list[Gegeven]:
    """The erkenningen that a key names, as they are read."""
    velden: dict[str, Waarde] = {"peildatum": peildatum} if peildatum else {}
    uitslag = vraag(register, raadplegingen.opvragen_opleidingserkenning, opleidingserkenning=deel, **velden)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gelezen: Any = uitslag.gegevens["opleidingserkenning"]
    return list(gelezen)


def mutaties(register: Register) -> list[tuple[str, str, str | None, str]]:
    """Object, sleutel, houder and soort of all mutaties, in their order."""
    m = model.mutatie.c
    with register.lees() as session:
        rijen = session.execute(sa.select(m.object, m.sleutel, m.houder, m.soort).order_by(m.volgnummer))
        return [(rij[0], rij[1], rij[2], rij[3]) for rij in rijen]
