"""Licenties for tests: a world in which they can be given, and messages about them."""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.licentie import (
    leveringen,
    leveringen_licentierelatie,
    leveringen_maatregel,
    raadplegingen,
    raadplegingen_status,
)
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context, Uitslag
from tests.register.erkende import erkenningrij
from tests.register.hulp import context, eenheid, fouten, schrijf, voeg_buur_toe, vraag, zet_eenheid
from tests.register.rollen import CEDEO, DUO, INSPECTIE, NVAO, aanmerking, geef, zet_erkenner

HO, MBO, VO, EXAMEN = "HOONDERWIJSLICENTIE", "MBOONDERWIJSLICENTIE", "VOONDERWIJSLICENTIE", "EXAMENLICENTIE"
PARTICULIER = "PARTICULIEREONDERWIJSLICENTIE"
L1, L2, L3 = (f"{n}{n}{n}{n}{n}{n}{n}{n}-aaaa-4bbb-8ccc-dddddddddddd" for n in range(1, 4))
BEGIN, EINDE = date(2020, 9, 1), date(2028, 9, 1)
VANDAAG = date(2026, 11, 24)
"""The day of `hulp.context`."""
OPLEIDING, VAK, BRANCHE = ("ISAT", "34035"), ("VOVAK", "1234"), ("BRANCHE", "7001")
"""Stelsel and code of what the licenties here are for: by NVAO, OCW and BRANCHE."""
EENHEID, AANBOD = "5000O0001", "99999999-2222-4333-8444-555555555555"
WAARSCHUWING, SANCTIE, VERBOD = "WAARSCHUWING", "SANCTIE", "PUBLICATIEVERBOD"

Opleiding = tuple[str, ...]


def laad_wereld(register: Register) -> None:
    """Erkenners with senders, the institution 25BE of the kern, and what it may get licenties for."""
    geef(register, DUO, "DUO")
    geef(register, INSPECTIE, "INSPECTIE")
    zet_erkenner(register, "100E001", "OCW")
    zet_erkenner(register, "100E003", "NVAO", oin=NVAO)
    zet_erkenner(register, "100E010", "BRANCHE", aanmerking("OPLEIDINGSEENHEID", BEGIN), oin=CEDEO)
    voeg_buur_toe(register)
    zet_eenheid(register, EENHEID, eenheid(begin=date(2010, 1, 1)), "100B490")
    erken(register, OPLEIDING, EENHEID, erkenner="NVAO", unieke_code="34035_1", begindatum=date(2010, 9, 1))
    erken(register, OPLEIDING, erkenner="NVAO", unieke_code="34035_2", begindatum=date(2010, 9, 1), einddatum=EINDE)
    erken(register, (*VAK, "VO-HAVO"))
    erken(register, BRANCHE, erkenner="BRANCHE")
    rust(register, "25BE")


def voeg_in(register: Register, tabel: sa.Table, **rij: Any) -> Any:
    """A row; gives its key."""

    def taak(session: Any) -> Any:
        sleutel = session.execute(sa.insert(tabel), rij).inserted_primary_key
        return sleutel[0] if sleutel else None

    return register.schrijf(taak)


def erken(register: Register, opleiding: Opleiding, eenheidcode: str = "", **velden: Any) -> int:
    """An opleidingserkenning, of a unit when one is named; gives its id."""
    erkenning = int(voeg_in(register, model.opleidingserkenning, **erkenningrij(*opleiding, **velden)))
    if eenheidcode:
        voeg_in(register, model.opleidingserkenningrelatie, erkenning=erkenning, eenheid=eenheidcode)
    return erkenning


def rust(register: Register, code: str, erkenner: str = "OCW", begin: date = date(2000, 1, 1), **velden: Any) -> None:
    """Let aanbieder 110A133 rest on an instellingserkenning."""
    rij = {"eenheid": "110A133", "erkenning": code, "erkenner": erkenner, "begindatum": begin, **velden}
    voeg_in(register, model.juridische_relatie, **rij)


def instelling(register: Register, erkenner: str, soort: str, code: str, **velden: Any) -> int:
    """An instellingserkenning; gives its id."""
    stand = Gegeven("erkendeOnderwijsinstelling", {"begindatum": date(2000, 1, 1)})
    rij = {"erkenner": erkenner, "soort": soort, "code": code, "begindatum": date(2000, 1, 1), "stand": stand}
    return int(voeg_in(register, model.instellingserkenning, **rij | velden))


def bied_aan(register: Register, code: str = AANBOD, eenheidcode: str = EENHEID, **velden: Any) -> str:
    """An offer of aanbieder 110A133; gives its code."""
    rij = {
        "code": code,
        "specialisatie": "aangebodenHOOpleiding",
        "aanbieder": "110A133",
        "eenheid": eenheidcode,
        "begindatum": BEGIN,
        "stand": Gegeven("aangebodenHOOpleiding", {"aangebodenOpleidingCode": code}),
    }
    voeg_in(register, model.aangeboden_opleiding, **rij | velden)
    return code


def instellingsleutel(code: str = "25BE", erkenner: str = "OCW", soort: str = "ERKENDE_ONDERWIJSINSTELLING") -> Gegeven:
    return Gegeven("instellingserkenning", {"erkenner": erkenner, "type": soort, "code": code})


def opleidingsleutel(opleiding: Opleiding = OPLEIDING, uniek: str = "34035_1") -> Gegeven:
    namen = ("opleidingsstelsel", "opleidingscode", "opleidingsniveau")
    velden: dict[str, Waarde] = dict(zip(namen, opleiding, strict=False))
    return Gegeven("opleidingserkenning", velden | ({"uniekeErkendeopleidingscode": uniek} if uniek else {}))


def licentie(code: str = L1, soort: str = HO, **velden: Waarde | None) -> Gegeven:
    """A licentie that is right unless told otherwise; None leaves a field out."""
    eigen: dict[str, Waarde] = {
        HO: {"bekostigd": True, "vorm": ["VOLTIJD"]},
        MBO: {"bekostigd": True, "leerweg": "BOL"},
        VO: {"bekostigd": True},
    }.get(soort, {})  # type: ignore[assignment]
    inhoud: dict[str, Waarde | None] = {
        "licentiecode": code,
        "type": soort,
        "instellingserkenning": instellingsleutel(),
        "opleidingserkenning": opleidingsleutel(),
        "begindatum": BEGIN,
        "herkomst": "NVAO",
        "stadium": "STANDAARD",
        **eigen,
        **velden,
    }
    return Gegeven("licentie", {naam: waarde for naam, waarde in inhoud.items() if waarde is not None})


def vestiging(code: str = "25BE00", begin: date = BEGIN, **velden: Waarde) -> Gegeven:
    return Gegeven("vestigingslicentie", {"erkendeVestigingCode": code, "begindatum": begin, **velden})


def accreditatie(begin: date = BEGIN, **velden: Waarde) -> Gegeven:
    return Gegeven("hoOnderwijsaccreditatie", {"begindatum": begin, **velden})


def maatregel(soort: str = WAARSCHUWING, begin: date = BEGIN, code: str = L1, **velden: Waarde) -> Gegeven:
    """A licentiemaatregel; a SANCTIE gets its aanvraagverbodEinddatum."""
    inhoud: dict[str, Waarde] = {"licentiecode": code, "soort": soort, "begindatum": begin}
    inhoud |= {"aanvraagverbodEinddatum": EINDE} if soort == SANCTIE else {}
    return Gegeven("licentiemaatregel", inhoud | velden)


def relatie(van: str = L1, naar: str = L2, begin: date = BEGIN, soort: str = "VERVANGT", **velden: Waarde) -> Gegeven:
    inhoud: dict[str, Waarde] = {"vanLicentiecode": van, "naarLicentiecode": naar, "soort": soort, "begindatum": begin}
    return Gegeven("licentierelatie", inhoud | velden)


def lever(register: Register, deel: Gegeven | None = None, oin: str = DUO, ctx: Context | None = None) -> Uitslag:
    velden: dict[str, Waarde] = {"licentie": deel or licentie()}
    return schrijf(register, leveringen.aanleveren_licentie, velden, ctx or context(oin))


def verwijder(register: Register, code: str = L1, oin: str = DUO) -> Uitslag:
    return schrijf(register, leveringen.verwijderen_licentie, {"licentiecode": code}, context(oin))


def neem(register: Register, deel: Gegeven | None = None, oin: str = DUO) -> Uitslag:
    """Deliver a maatregel."""
    velden: dict[str, Waarde] = {"licentiemaatregel": deel or maatregel()}
    return schrijf(register, leveringen_maatregel.aanleveren_licentiemaatregel, velden, context(oin))


def trek_in(
    register: Register, soort: str = WAARSCHUWING, begin: date = BEGIN, oin: str = DUO, code: str = L1
) -> Uitslag:
    """Remove a maatregel."""
    sleutel = Gegeven("licentiemaatregel", {"licentiecode": code, "soort": soort, "begindatum": begin})
    velden: dict[str, Waarde] = {"licentiemaatregel": sleutel}
    return schrijf(register, leveringen_maatregel.verwijderen_licentiemaatregel, velden, context(oin))


def relateer(register: Register, deel: Gegeven | None = None, oin: str = DUO, ctx: Context | None = None) -> Uitslag:
    velden: dict[str, Waarde] = {"licentierelatie": deel or relatie()}
    return schrijf(register, leveringen_licentierelatie.aanleveren_licentierelatie, velden, ctx or context(oin))


def ontkoppel(register: Register, deel: Gegeven | None = None, oin: str = DUO) -> Uitslag:
    velden: dict[str, Waarde] = {"licentierelatie": deel or relatie()}
    return schrijf(register, leveringen_licentierelatie.verwijderen_licentierelatie, velden, context(oin))


def vergund(register: Register, *delen: Gegeven) -> Register:
    """Licenties and maatregelen that are in the register; without any the usual licentie."""
    for deel in delen or (licentie(),):
        assert fouten(lever(register, deel) if deel.naam == "licentie" else neem(register, deel)) == []
    return register


def vraag_licenties(register: Register, oin: str = "", **velden: Waarde) -> Uitslag:
    """opvragen_licenties; of the first page when none is named."""
    wie = context(oin) if oin else context()
    return vraag(register, raadplegingen.opvragen_licenties, wie, **{"pagina": 0, **velden})


def gelezen(register: Register, oin: str = "", **velden: Waarde) -> list[Gegeven]:
    """The licenties of a page."""
    uitslag = vraag_licenties(register, oin, **velden)
    assert fouten(uitslag) == []
    return [heel(een) for een in uitslag.gegevens["licentie"]]  # type: ignore[union-attr]


def heel(waarde: Any) -> Any:
    """What is passed on as a stand keeps it, as Python has it."""
    if isinstance(waarde, Gegeven):
        return Gegeven(waarde.naam, {naam: heel(deel) for naam, deel in waarde.velden.items()})
    if isinstance(waarde, list):
        return [heel(deel) for deel in waarde]
    return van_json(json.dumps({"g": "_", "v": [["_", waarde]]})).velden["_"] if isinstance(waarde, dict) else waarde


def vraag_status(register: Register, *codes: str, oin: str = "", **velden: Waarde) -> Uitslag:
    wie = context(oin) if oin else context()
    gevraagd: dict[str, Waarde] = {"aangebodenOpleidingCode": list(codes or (AANBOD,)), **velden}
    return vraag(register, raadplegingen_status.opvragen_erkenningsstatus, wie, **gevraagd)


def status(register: Register, *codes: str, oin: str = "", **velden: Waarde) -> list[Gegeven]:
    """The statuses of offers, by default of `AANBOD`."""
    uitslag = vraag_status(register, *codes, oin=oin, **velden)
    assert fouten(uitslag) == []
    return [heel(een) for een in uitslag.gegevens["erkenningsstatus"]]  # type: ignore[union-attr]
