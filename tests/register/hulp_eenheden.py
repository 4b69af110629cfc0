"""Messages about groepen, begeleidingsaanbieders and organisatierelaties, and a world of two besturen for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import leveringen_onder_bestuur as onder_bestuur
from rio_soap.register.organisatie import leveringen_organisatierelatie as relaties
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.hulp import context, fouten, schrijf
from tests.register.hulp_licentie import voeg_in
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, voeg_besturen_toe
from tests.register.rollen import DUO, geef

Stap = Callable[[Register], Uitslag]
IN = date(2020, 8, 1)
"""inBedrijfdatum unless told otherwise."""
SCHOOL, BUURSCHOOL, ONDER_GROEP, GROEP = "110A133", "210A001", "110A200", "500G001"
"""Aanbieders of the two besturen, one that is under a groep of the first only, and that groep."""
BEGELEIDER, CLUSTER, ZONDER_CLUSTER = "500T001", "27ZZ", "25BE"
BEIDE = "00000001866333555000"
"""Sender that acts for both besturen."""
HIERARCHISCH, OVERGANG = "HIERARCHISCH", "OVERGANG"


def laad_eenheden(register: Register) -> Register:
    """Two besturen with an aanbieder each, and an aanbieder that only a groep has; a school of cluster 1."""
    voeg_besturen_toe(register)
    geef(register, DUO, "DUO")
    for bestuur in (BESTUUR, BUURBESTUUR):
        geef(register, BEIDE, "INSTELLING", bestuur)
    for code, soort in ((BUURSCHOOL, "AANBIEDER"), (ONDER_GROEP, "AANBIEDER"), (GROEP, "GROEP")):
        zet_eenheid(register, code, soort)
    for van, naar in ((BUURBESTUUR, BUURSCHOOL), (BESTUUR, GROEP), (GROEP, ONDER_GROEP)):
        zet_band(register, van, naar)
    _zet_cluster(register)
    return register


def zet_eenheid(register: Register, code: str, soort: str, begin: date = IN, einde: date | None = None) -> str:
    """An eenheid that the register holds, under nobody yet; gives its code."""
    element = {"AANBIEDER": "onderwijsaanbieder", "GROEP": "onderwijsaanbiedergroep"}.get(
        soort, "onderwijsbegeleidingsaanbieder" if soort == "BEGELEIDING" else "onderwijsbestuur"
    )
    velden: dict[str, Waarde] = {"inBedrijfdatum": begin} | ({"uitBedrijfdatum": einde} if einde else {})
    velden[f"{element}Periode"] = [Gegeven(f"{element}Periode", {"begindatum": begin, "naam": f"Eenheid {code}"})]
    if soort == "AANBIEDER":
        velden["juridischeRelatie"] = [Gegeven("juridischeRelatie", _rust("25BE", begin))]
    stand = Gegeven(element, velden)
    tabel = model.organisatorische_eenheid
    voeg_in(register, tabel, code=code, soort=soort, begindatum=begin, einddatum=einde, stand=stand)
    return code


def zet_band(
    register: Register, van: str, naar: str, begin: date = IN, einde: date | None = None, soort: str = HIERARCHISCH
) -> None:
    """An organisatierelatie that the register holds."""
    rij = {"van": van, "naar": naar, "soort": soort, "begindatum": begin, "einddatum": einde}
    voeg_in(register, model.organisatierelatie, **rij)


def _zet_cluster(register: Register) -> None:
    """An instelling of cluster 1 since 2018, of the bevoegd gezag of the first bestuur; it was of none before."""
    soort = "erkendeOnderwijsinstellingPeriode"
    perioden = [
        Gegeven(soort, {"begindatum": date(2010, 8, 1), "naamLang": "Visio"}),
        Gegeven(soort, {"begindatum": date(2018, 8, 1), "naamLang": "Visio", "sOCluster": "CLUSTER_1"}),
    ]
    stand = Gegeven("erkendeOnderwijsinstelling", {"begindatum": date(2010, 8, 1), soort: perioden})
    sleutel = {"erkenner": "OCW", "soort": "ERKENDE_ONDERWIJSINSTELLING", "code": CLUSTER}
    nieuw = voeg_in(register, model.instellingserkenning, **sleutel, begindatum=date(2010, 8, 1), stand=stand)
    kolommen = model.instellingserkenning.c
    with register.lees() as session:
        gezag = session.execute(sa.select(kolommen.id).where(kolommen.code == "40169")).scalar_one()
    band = {"van": gezag, "naar": nieuw, "soort": HIERARCHISCH, "begindatum": date(2010, 8, 1)}
    voeg_in(register, model.instellingsrelatie, **band)


def zet_naamgenoot(register: Register) -> None:
    """An instelling of another erkenner with the code of that of cluster 1."""
    begin = date(2010, 8, 1)
    periode = Gegeven("erkendeOnderwijsinstellingPeriode", {"begindatum": begin, "naamLang": "Naamgenoot"})
    stand = Gegeven("erkendeOnderwijsinstelling", {"begindatum": begin, periode.naam: [periode]})
    sleutel = {"erkenner": "NRTO", "soort": "ERKENDE_ONDERWIJSINSTELLING", "code": CLUSTER}
    voeg_in(register, model.instellingserkenning, **sleutel, begindatum=begin, stand=stand)


# what is delivered


def lid(code: str = SCHOOL, begin: date = IN, einde: date | None = None) -> Gegeven:
    velden: dict[str, Waarde] = {"onderwijsaanbiedercode": code, "begindatum": begin}
    return Gegeven("groepslid", velden | ({"einddatum": einde} if einde else {}))


def groep(
    *leden: Gegeven,
    code: str = "",
    begin: date = IN,
    einde: date | None = None,
    perioden: Sequence[date] = (),
    naam: str = "Groep",
) -> Gegeven:
    """A groep that is right unless told otherwise; without code it is new."""
    delen = _perioden("onderwijsaanbiedergroepPeriode", perioden or (begin,), naam=naam)
    velden = _eenheid("onderwijsaanbiedergroep", code, begin, einde) | {"onderwijsaanbiedergroepPeriode": delen}
    return Gegeven("onderwijsaanbiedergroep", velden | ({"groepslid": list(leden)} if leden else {}))


def rust(code: str = CLUSTER, begin: date = IN, einde: date | None = None, **velden: Waarde) -> Gegeven:
    return Gegeven("juridischeRelatie", _rust(code, begin) | ({"einddatum": einde} if einde else {}) | velden)


def begeleider(
    *rusten: Gegeven,
    code: str = "",
    begin: date = IN,
    einde: date | None = None,
    perioden: Sequence[date] = (),
    expertise: Sequence[str] = ("DOOFHEID",),
) -> Gegeven:
    """A begeleidingsaanbieder that is right unless told otherwise; without code it is new."""
    naam = "onderwijsbegeleidingsaanbieder"
    delen = _perioden(f"{naam}Periode", perioden or (begin,), naam="Begeleiding", expertise=list(expertise))
    velden = _eenheid(naam, code, begin, einde) | {f"{naam}Periode": delen}
    return Gegeven(naam, velden | {"juridischeRelatie": list(rusten or (rust(begin=begin, einde=einde),))})


def band(
    van: str = BESTUUR,
    naar: str = BUURSCHOOL,
    begin: date = IN,
    einde: date | None = None,
    soort: str = HIERARCHISCH,
) -> Gegeven:
    """An organisatierelatie."""
    einden: dict[str, Waarde] = {"vanOrganisatorischeEenheidcode": van, "naarOrganisatorischeEenheidcode": naar}
    velden = einden | {"soort": soort, "begindatum": begin}
    return Gegeven("organisatierelatie", velden | ({"einddatum": einde} if einde else {}))


def _eenheid(naam: str, code: str, begin: date, einde: date | None) -> dict[str, Waarde]:
    velden: dict[str, Waarde] = {f"{naam}code": code} if code else {}
    return velden | {"inBedrijfdatum": begin} | ({"uitBedrijfdatum": einde} if einde else {})


def _perioden(soort: str, dagen: Sequence[date], **velden: Waarde) -> list[Gegeven]:
    return [Gegeven(soort, {"begindatum": dag, **velden}) for dag in dagen]


def _rust(code: str, begin: date) -> dict[str, Waarde]:
    return {"instellingserkenningscode": code, "begindatum": begin}


# delivering


def lever_groep(register: Register, deel: Gegeven, oin: str = DUO, bestuur: str = BESTUUR) -> Uitslag:
    velden: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, deel.naam: deel}
    return schrijf(register, onder_bestuur.aanleveren_onderwijsaanbiedergroep, velden, context(oin))


def lever_begeleider(
    register: Register, deel: Gegeven, oin: str = DUO, bestuur: str = BESTUUR, **instellingen: Any
) -> Uitslag:
    velden: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, deel.naam: deel}
    ctx = context(oin, **instellingen)
    return schrijf(register, onder_bestuur.aanleveren_onderwijsbegeleidingsaanbieder, velden, ctx)


def verbind(register: Register, deel: Gegeven, oin: str = DUO, **instellingen: Any) -> Uitslag:
    ctx = context(oin, **instellingen)
    return schrijf(register, relaties.aanleveren_organisatierelatie, {"organisatierelatie": deel}, ctx)


def ontbind(register: Register, deel: Gegeven, oin: str = DUO) -> Uitslag:
    velden: dict[str, Waarde] = {"organisatierelatie": deel}
    return schrijf(register, relaties.verwijderen_organisatierelatie, velden, context(oin))


def groep_weg(register: Register, code: str = GROEP, oin: str = DUO) -> Uitslag:
    handeling = onder_bestuur.verwijderen_onderwijsaanbiedergroep
    return schrijf(register, handeling, {"onderwijsaanbiedergroepcode": code}, context(oin))


def begeleider_weg(register: Register, code: str = BEGELEIDER, oin: str = DUO) -> Uitslag:
    handeling = onder_bestuur.verwijderen_onderwijsbegeleidingsaanbieder
    return schrijf(register, handeling, {"onderwijsbegeleidingsaanbiedercode": code}, context(oin))


def code_van(uitslag: Uitslag) -> str:
    """The code that an approved delivery answers."""
    assert fouten(uitslag) == []
    (code,) = uitslag.gegevens.values()
    return str(code)
