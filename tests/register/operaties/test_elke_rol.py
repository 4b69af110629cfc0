"""Every operation as every role: who may not is refused by AUT401, or by what comes before it; who may is not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.bevoegdheid.operatierollen import besturen_bij, mag, voor_ieder
from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.bevoegdheid.roltabel import BEREIKEN, BESTUURSROLLEN, IEDER, OPERATIEROLLEN
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.tabel import LEVERINGEN, RAADPLEGINGEN
from rio_soap.register.proefdata.aangeboden import laad_aangeboden
from rio_soap.register.regels.foutcodes import volledige_volgorde
from rio_soap.register.regels.uitslag import standaardlijsten
from tests.contract.maker import Maker
from tests.register import (
    hulp_aanbod,
    hulp_bestuur,
    hulp_contact,
    hulp_eenheden,
    hulp_erkenning,
    hulp_licentie,
    hulp_opleidingserkenning,
)
from tests.register.hulp import HANZE, NU, VREEMD, context, eenheid, fouten, relatie, voer_uit, zet_eenheid
from tests.register.hulp_organisatie import aanbieder, gebruik
from tests.register.rollen import ALTIJD, NVAO, erkennerdeel, geef, zet_erkenner

DAG = timedelta(days=1)
BESTUUR, AANBIEDER, LOCATIE, VARIANT = "100B490", "110A133", "107X215", "5000O0002"
GOED: Mapping[str, str] = {
    "": "",
    "onderwijsbestuurcode": BESTUUR,
    "erkennercode": "100E003 100E020",
    "code": hulp_erkenning.SAMEN.code,
}
"""Element that names a bereik to what covers the objects here: opleidingen of NVAO, schools of NKC_EVC."""
ANDER: Mapping[str, str] = {"onderwijsbestuurcode": "107B213", "erkennercode": "100E010", "code": "PO3002"}
"""…and to one that does not."""


@dataclass(frozen=True)
class Zending:
    """A message that is right, and the roles that cover what it is about."""

    operatie: str
    verzoek: dict[str, Waarde]
    mag: frozenset[str]

    def __str__(self) -> str:
        return f"{self.operatie} ({' '.join(sorted(self.mag))})"


@dataclass(frozen=True)
class Afzender:
    """A sender with one role, or none."""

    oin: str
    rol: str
    hoe: str

    def __str__(self) -> str:
        return f"{self.rol or 'nobody'} {self.hoe}".strip()


def _zendingen() -> Iterator[Zending]:
    van_v4 = ((operatie, "INSTELLING", verzoek) for operatie, verzoek in _van_v4().items())
    for operatie, mag_, verzoek in (*van_v4, *_van_ons()):
        wie = frozenset(mag_.split())
        # What is for INSTELLING is for the parts of it that the operation takes, by the same besturen.
        delen = OPERATIEROLLEN[operatie] & BESTUURSROLLEN if "INSTELLING" in wie else frozenset()
        yield Zending(operatie, verzoek, wie | delen)


def _van_v4() -> dict[str, dict[str, Waarde]]:
    band = relatie(hulp_licentie.EENHEID, VARIANT)
    return {
        "aanleveren_aangebodenOpleiding": {"aangebodenOpleiding": hulp_aanbod.aanbod()},
        "aanleveren_onderwijsaanbieder": {"onderwijsbestuurcode": BESTUUR, "nieuweOnderwijsaanbieder": aanbieder()},
        "aanleveren_onderwijslocatiegebruik": {"onderwijslocatiegebruik": gebruik(LOCATIE)},
        "aanleveren_opleidingseenheid": {"opleidingseenheid": eenheid(code=VARIANT, variant="VARIANT")},
        "aanleveren_opleidingsrelatie": {"opleidingsrelatie": band},
        "verwijderen_aangebodenOpleiding": {"aangebodenOpleidingCode": hulp_aanbod.CODE},
        "verwijderen_onderwijsaanbieder": {"onderwijsaanbiedercode": AANBIEDER},
        "verwijderen_onderwijslocatiegebruik": {"onderwijsbestuurcode": BESTUUR, "onderwijslocatiecode": LOCATIE},
        "verwijderen_opleidingseenheid": {"opleidingseenheidcode": VARIANT},
        "verwijderen_opleidingsrelatie": {
            "opleidingseenheidcode": [hulp_licentie.EENHEID, "5000O0003"],
            "begindatum": hulp_licentie.BEGIN,
        },
    }


def _school(code: str) -> Gegeven:
    return hulp_erkenning.erkenning("erkendeOnderwijsinstelling", code=code, erkenner="NKC_EVC")


N1, N2 = (hulp_erkenning.sleutel("erkendeOnderwijsinstelling", code, "NKC_EVC") for code in ("N1", "N2"))
_SAMEN = hulp_erkenning.relatie(hulp_erkenning.SAMEN, hulp_erkenning.HANZESCHOOL)
_VAN_SCHOLEN = hulp_erkenning.relatie(N1, N2, "OVERGANG_VOLLEDIG")


def _van_ons() -> Iterator[tuple[str, str, dict[str, Waarde]]]:
    """Operation, who may, message."""
    yield (
        "aanleveren_brongebruik",
        "BRON DUO",
        {
            "onderwijsaanbiedercode": AANBIEDER,
            "soort": "DEELNAME",
            "inGebruik": True,
        },
    )
    yield "aanleveren_erkenner", "DUO", {"erkenner": erkennerdeel("CBS")}
    bestaand = hulp_bestuur.bestuur(BESTUUR, begin=date(1986, 8, 1), bevoegdGezagNummer="40169")
    yield "aanleveren_onderwijsbestuur", "BEHEER_BESTUUR DUO INSTELLING", {"onderwijsbestuur": bestaand}
    yield "aanleveren_onderwijsbestuur", "DUO ERKENNER", {"onderwijsbestuur": hulp_bestuur.bestuur()}
    yield "verwijderen_onderwijsbestuur", "DUO", {"onderwijsbestuurcode": "107B213"}
    for deel, wie in ((_school("N3"), "DUO ERKENNER"), (_samenwerking(), "DUO SAMENWERKINGSVORM")):
        yield (
            "aanleveren_instellingserkenning",
            wie,
            {"instellingserkenning": Gegeven("instellingserkenning", {deel.naam: deel})},
        )
    yield "verwijderen_instellingserkenning", "DUO ERKENNER", {"instellingserkenning": N1.als_gegeven("x")}
    for deel, wie in ((_VAN_SCHOLEN, "DUO ERKENNER"), (_SAMEN, "DUO INSTELLING SAMENWERKINGSVORM")):
        yield "aanleveren_instellingsrelatie", wie, {"instellingsrelatie": deel}
        yield "verwijderen_instellingsrelatie", wie, {"instellingsrelatie": deel}
    opleiding = hulp_opleidingserkenning.erkenning(
        eenheden=[hulp_licentie.EENHEID], opleidingscode="34999", uniekeErkendeopleidingscode="34999_1"
    )
    yield "aanleveren_opleidingserkenning", "DUO ERKENNER", {"opleidingserkenning": opleiding}
    yield (
        "verwijderen_opleidingserkenning",
        "DUO ERKENNER",
        {"opleidingserkenning": hulp_licentie.opleidingsleutel(uniek="34035_2")},
    )
    yield from _van_licenties()
    yield from _van_eenheden()
    for soort in ("ALGEMEEN", "TOEZICHT"):
        deel = hulp_contact.contact(soort=soort)
        yield "aanleveren_contactadres", "INSTELLING", {"contactadres": deel}
        sleutel = Gegeven("contactadres", {n: w for n, w in deel.velden.items() if n != "contactadresPeriode"})
        yield "verwijderen_contactadres", "INSTELLING", {"contactadres": sleutel}


def _van_eenheden() -> Iterator[tuple[str, str, dict[str, Waarde]]]:
    """What stands under a bestuur: of that institution, and of who keeps the register."""
    e = hulp_eenheden
    bestuur: dict[str, Waarde] = {"onderwijsbestuurcode": BESTUUR}
    for groep in (e.groep(e.lid()), e.groep(code=e.GROEP)):
        yield "aanleveren_onderwijsaanbiedergroep", BIJ_GROEP, bestuur | {groep.naam: groep}
    for begeleider in (e.begeleider(e.rust("25BE")), e.begeleider(e.rust("25BE"), code=e.BEGELEIDER)):
        yield "aanleveren_onderwijsbegeleidingsaanbieder", BIJ_GROEP, bestuur | {begeleider.naam: begeleider}
    for naar in (AANBIEDER, e.GROEP):
        yield "aanleveren_organisatierelatie", BIJ_BESTUUR, {"organisatierelatie": e.band(naar=naar)}
    yield "verwijderen_organisatierelatie", BIJ_BESTUUR, {"organisatierelatie": e.band(naar=e.GROEP)}
    yield "verwijderen_onderwijsaanbiedergroep", BIJ_GROEP, {"onderwijsaanbiedergroepcode": e.GROEP}
    yield "verwijderen_onderwijsbegeleidingsaanbieder", BIJ_GROEP, {"onderwijsbegeleidingsaanbiedercode": e.BEGELEIDER}


BIJ_GROEP, BIJ_BESTUUR = "BEHEER_GROEP DUO INSTELLING", "BEHEER_BESTUUR DUO INSTELLING"


def _samenwerking() -> Gegeven:
    return hulp_erkenning.erkenning("erkendeSamenwerking")


def _van_licenties() -> Iterator[tuple[str, str, dict[str, Waarde]]]:
    h = hulp_licentie
    yield "aanleveren_licentie", "DUO ERKENNER", {"licentie": h.licentie(h.L3)}
    yield "verwijderen_licentie", "DUO ERKENNER", {"licentiecode": h.L2}
    for soort, wie in MAATREGELEN.items():
        nieuw = _maatregel(soort)
        sleutel = {naam: nieuw.velden[naam] for naam in ("licentiecode", "soort", "begindatum")}
        yield "aanleveren_licentiemaatregel", wie, {"licentiemaatregel": _maatregel(soort, h.VANDAAG)}
        yield "verwijderen_licentiemaatregel", wie, {"licentiemaatregel": Gegeven("licentiemaatregel", sleutel)}
    yield "aanleveren_licentierelatie", "DUO ERKENNER", {"licentierelatie": h.relatie(begin=h.VANDAAG)}
    yield "verwijderen_licentierelatie", "DUO ERKENNER", {"licentierelatie": h.relatie()}


MAATREGELEN = {
    hulp_licentie.WAARSCHUWING: "DUO INSPECTIE",
    hulp_licentie.SANCTIE: "DUO INSPECTIE",
    hulp_licentie.VERBOD: "DUO ERKENNER",
}
"""Each soort of maatregel to who may take it."""


def _maatregel(soort: str, begin: date = hulp_licentie.BEGIN) -> Gegeven:
    """A PUBLICATIEVERBOD on a licentie of its own: it hides that from Inspectie too."""
    code = hulp_licentie.L2 if soort == hulp_licentie.VERBOD else hulp_licentie.L1
    return hulp_licentie.maatregel(soort, begin, code)


ZENDINGEN = list(_zendingen())


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """All that the messages are about, and a sender for every role."""
    from rio_soap.register.database.engine import maak_engine
    from tests.register.conftest import migreer_url
    from tests.register.kern import laad_kern

    url = f"sqlite:///{tmp_path_factory.mktemp('rollen') / 'rio.db'}"
    migreer_url(url)
    with Register(maak_engine(url)) as register:
        register.schrijf(laad_kern)
        register.schrijf(laad_aangeboden)
        hulp_aanbod.aanvaard(register, hulp_aanbod.aanbod())
        hulp_licentie.laad_wereld(register)
        for code, soort in ((hulp_eenheden.GROEP, "GROEP"), (hulp_eenheden.BEGELEIDER, "BEGELEIDING")):
            hulp_eenheden.zet_eenheid(register, code, soort)
            hulp_eenheden.zet_band(register, BESTUUR, code)
        zet_erkenner(register, "100E020", "NKC_EVC", oin=NVAO)
        for code in (VARIANT, "5000O0003"):
            zet_eenheid(register, code, eenheid(variant="VARIANT"), BESTUUR)
        band = {
            "van": hulp_licentie.EENHEID,
            "naar": "5000O0003",
            "soort": "VARIANT",
            "begindatum": hulp_licentie.BEGIN,
        }
        hulp_licentie.voeg_in(register, model.opleidingsrelatie, **band)
        for deel in (_school("N1"), _school("N2"), _samenwerking()):
            hulp_erkenning.slaagt(hulp_erkenning.lever(register, deel))
        for deel in (_VAN_SCHOLEN, _SAMEN):
            hulp_erkenning.slaagt(hulp_erkenning.relateer(register, deel))
        h = hulp_licentie
        h.vergund(
            register,
            h.licentie(h.L1),
            h.licentie(h.L2, opleidingserkenning=h.opleidingsleutel(uniek="34035_2"), einddatum=h.EINDE),
        )
        h.vergund(register, *map(_maatregel, MAATREGELEN))
        h.voeg_in(register, model.licentierelatie, van=h.L1, naar=h.L2, soort="VERVANGT", begindatum=h.BEGIN)
        yield register


@pytest.fixture(scope="module")
def afzenders(wereld: Register) -> list[Afzender]:
    """Per role who has it, who has it for another, who had it and who will have it; and who has none."""
    alle = [Afzender(VREEMD, "", "")]
    for nummer, (rol, element) in enumerate(BEREIKEN.items()):
        tijden: list[tuple[str, str, datetime, datetime | None]] = [
            ("", GOED[element], ALTIJD, None),
            ("had", GOED[element], ALTIJD, NU),
            ("will be", GOED[element], NU + DAG, None),
            *([("of another", ANDER[element], ALTIJD, None)] if element else []),
        ]
        for plek, (hoe, bereik, vanaf, tot) in enumerate(tijden):
            oin = f"0000009900{nummer:04}{plek:03}000"
            for een in bereik.split() or [""]:
                geef(wereld, oin, rol, een, vanaf, tot)
            alle.append(Afzender(oin, rol, hoe))
    return [*alle, Afzender(HANZE, "INSTELLING", ""), Afzender(NVAO, "ERKENNER", "")]


def codes_van(register: Register, zending: Zending, oin: str, **instellingen: Any) -> list[str]:
    """What comes of a message; nothing of it stays."""
    verzoek, wie = Gegeven("verzoek", zending.verzoek), context(oin, **instellingen)
    return fouten(register.probeer(lambda session: voer_uit(session, zending.operatie, verzoek, wie)))


def voor_autorisatie(operatie: str) -> set[str]:
    """AUT401, and the codes that come before it."""
    volgorde = volledige_volgorde(operatie)
    return set(volgorde[: volgorde.index("AUT401") + 1])


@pytest.mark.parametrize("zending", ZENDINGEN, ids=str)
def test_who_may_not_is_refused_and_who_may_is_not(
    wereld: Register, afzenders: list[Afzender], zending: Zending
) -> None:
    weigert = voor_autorisatie(zending.operatie)
    for afzender in afzenders:
        if afzender.hoe and afzender.rol not in OPERATIEROLLEN[zending.operatie]:
            continue  # who has that role now is refused
        gevonden = codes_van(wereld, zending, afzender.oin)
        if afzender.rol in zending.mag and not afzender.hoe:
            assert not weigert & set(gevonden), (str(afzender), gevonden)
        else:
            assert gevonden, str(afzender)
            assert set(gevonden) <= weigert, (str(afzender), gevonden)
            assert len(set(gevonden)) == 1, (str(afzender), gevonden)
    assert "AUT401" not in codes_van(wereld, zending, VREEMD, beheerder=True)


def test_every_delivery_is_sent_here_by_every_role_that_it_takes() -> None:
    gezien: dict[str, set[str]] = {}
    for zending in ZENDINGEN:
        gezien.setdefault(zending.operatie, set()).update(zending.mag)
    assert gezien == {operatie: set(OPERATIEROLLEN[operatie]) for operatie in LEVERINGEN}


@pytest.mark.parametrize("operatie", [operatie for operatie in RAADPLEGINGEN if voor_ieder(operatie)])
def test_a_reading_for_everybody_asks_no_role(wereld: Register, afzenders: list[Afzender], operatie: str) -> None:
    """With random messages, which mostly ask for what is not there."""
    assert mag(Rollen(frozenset()), operatie)
    maker = Maker(OPERATIES[operatie].dienst, zaad=1)
    verzoeken = [maker.bericht(OPERATIES[operatie].verzoek) for _ in range(3)]
    for afzender in afzenders:
        for verzoek in verzoeken if not afzender.hoe else ():
            with wereld.lees() as session:
                uitslag = RAADPLEGINGEN[operatie].lees(session, context(afzender.oin), verzoek)
            assert "AUT401" not in fouten(uitslag), str(afzender)


LEESBAAR: Mapping[str, Mapping[str, Waarde]] = {
    "opvragen_handelsregistergegevens": {"kVKnummer": "90000137"},
    "opvragen_inzagelog": {"organisatorischeEenheidcode": AANBIEDER, "vanaf": ALTIJD, "pagina": 0},
    "opvragen_kwaliteitssignalen": {"pagina": 0},
}
"""What is asked of each reading for some."""
VAN_EEN_BESTUUR = {"opvragen_inzagelog"}
"""Those of which what is asked belongs to a bestuur."""


@pytest.mark.parametrize("operatie", [operatie for operatie in RAADPLEGINGEN if not voor_ieder(operatie)])
def test_a_reading_for_some_asks_one_of_their_roles(wereld: Register, afzenders: list[Afzender], operatie: str) -> None:
    """Of what nobody has to be asked; for another bestuur or erkenner is a role too. Who had it has it no more."""
    verzoek = Gegeven("verzoek", dict(LEESBAAR[operatie]))
    genoeg = ("",) if operatie in VAN_EEN_BESTUUR else ("", "of another")
    for afzender in afzenders:
        with wereld.lees() as session:
            gevonden = fouten(RAADPLEGINGEN[operatie].lees(session, context(afzender.oin), verzoek))
        mag_het = afzender.rol in OPERATIEROLLEN[operatie] and afzender.hoe in genoeg
        assert ("AUT401" not in gevonden) == mag_het, (str(afzender), gevonden)


LEZERS = {
    "TOEZICHT": "BEHEERDER_ALGEMEEN BEHEER_CONTACTADRES DUO INSPECTIE INSTELLING LEES_CONTEXT",
    "LEERPLICHT": "BEHEERDER_ALGEMEEN BEHEER_CONTACTADRES DUO GEMEENTE INSTELLING LEES_CONTEXT",
    "STAP": "BEHEERDER_ALGEMEEN BEHEER_CONTACTADRES DUO INSTELLING LEES_CONTEXT",
}


@pytest.mark.parametrize("operatie", ["opvragen_objectOpMoment", "opvragen_historie"])
def test_of_a_restricted_contactadres_only_those_hear_who_may_read_it(
    wereld: Register, afzenders: list[Afzender], operatie: str
) -> None:
    """There or not: others are refused before they could tell."""
    for context_, lezers in LEZERS.items():
        velden = {"objecttype": "CONTACTADRES", "sleutel": f"{BESTUUR}/{context_}/0", "pagina": 0}
        verzoek = Gegeven("verzoek", {naam: w for naam, w in velden.items() if naam != "pagina" or "hist" in operatie})
        for afzender in afzenders:
            mag_het = afzender.rol in lezers.split() and not afzender.hoe
            with wereld.lees() as session:
                gevonden = fouten(RAADPLEGINGEN[operatie].lees(session, context(afzender.oin), verzoek))
            assert gevonden == (["RS1007"] if mag_het else ["AUT401"]), str(afzender)


def test_the_table_has_every_operation_of_the_contracts_with_roles_that_exist() -> None:
    assert OPERATIEROLLEN.keys() == OPERATIES.keys()
    for rollen in OPERATIEROLLEN.values():
        assert rollen == {IEDER} or (rollen and rollen <= BEREIKEN.keys())
    assert set(BEREIKEN) == {rij.waarde for rij in standaardlijsten().waarden("Rol")}


SIGNALEN = "opvragen_kwaliteitssignalen"
BEIDE = {
    "BEHEERDER": "opvragen_inzagelog",
    "BEHEERDER_ALGEMEEN": f"opvragen_inzagelog {SIGNALEN}",
    "BEHEERDER_OPLEIDINGSEENHEID": SIGNALEN,
    "BEHEERDER_SELFSERVICE": SIGNALEN,
    "BEHEER_AANBIEDER": SIGNALEN,
    "BEHEER_AANBOD": f"aanleveren_cohortstatus {SIGNALEN}",
    "BEHEER_BESTUUR": "aanleveren_onderwijsbestuur aanleveren_organisatierelatie verwijderen_organisatierelatie "
    + SIGNALEN,
    "BEHEER_CONTACTADRES": "aanleveren_contactadres verwijderen_contactadres",
    "BEHEER_GROEP": "aanleveren_onderwijsaanbiedergroep verwijderen_onderwijsaanbiedergroep "
    f"aanleveren_onderwijsbegeleidingsaanbieder verwijderen_onderwijsbegeleidingsaanbieder {SIGNALEN}",
    "BEHEER_LOCATIEGEBRUIK": SIGNALEN,
    "BEHEER_OPLEIDINGSEENHEID": SIGNALEN,
    "BEHEER_SAMENWERKING": f"aanleveren_instellingsrelatie verwijderen_instellingsrelatie {SIGNALEN}",
    "SAMENWERKINGSVORM": SIGNALEN,
}
"""Beside who has a letter in the design: role to the operations that it takes by what the design says of the role."""


def test_the_table_is_that_of_the_design(gedeeld: Path) -> None:
    aanvulling = json.loads((gedeeld / "reference" / "aanvulling.json").read_text(encoding="utf-8"))
    delen = {(operatie, rol) for rol, operaties in BEIDE.items() for operatie in operaties.split()}
    for operatie in aanvulling["operaties"]:
        wie, naam = set(operatie["wie"]), operatie["naam"]
        verwacht = {IEDER} if wie == {"every trusted party"} else wie | {rol for een, rol in delen if een == naam}
        assert OPERATIEROLLEN[naam] == verwacht, naam
    for rol in aanvulling["rollen"]:
        leest = rol["leest"] == "everything" or "signals" in rol["leest"]
        assert (rol["rol"] in OPERATIEROLLEN["opvragen_kwaliteitssignalen"]) == leest, rol
        leest = rol["leest"] == "everything" or "inzagelog" in rol["leest"]
        assert (rol["rol"] in OPERATIEROLLEN["opvragen_inzagelog"]) == leest, rol
    bereik = {rol["rol"]: bool(rol["bereik"]) for rol in aanvulling["rollen"]}
    assert bereik == {rol: bool(element) for rol, element in BEREIKEN.items()}


@pytest.mark.parametrize(
    ("rollen", "bij", "verwacht"),
    [
        ({("DUO", "")}, {}, True),
        ({("ERKENNER", "100E003")}, None, True),
        ({("ERKENNER", "100E003")}, {"ERKENNER": ["100E003"]}, True),
        ({("ERKENNER", "100E003")}, {"ERKENNER": ["100E001"]}, False),
        ({("ERKENNER", "100E003")}, {}, False),
        ({("ERKENNER", "100E001"), ("ERKENNER", "100E003")}, {"ERKENNER": {"100E003"}}, True),
        ({("INSTELLING", BESTUUR)}, {"INSTELLING": [BESTUUR]}, False),
        ({("SBB", "")}, None, False),
        (set(), None, False),
    ],
)
def test_one_role_that_the_operation_takes_and_that_covers_the_object_is_enough(
    rollen: set[tuple[str, str]], bij: Any, verwacht: bool
) -> None:
    assert mag(Rollen(frozenset(rollen)), "aanleveren_licentie", bij) is verwacht
    assert mag(Rollen(frozenset(rollen), beheerder=True), "aanleveren_licentie", bij)


@pytest.mark.parametrize(
    ("rol", "bij", "verwacht"),
    [
        ("BEHEER_GROEP", {"INSTELLING": [BESTUUR]}, True),
        ("BEHEER_GROEP", {"INSTELLING": ["107B213"]}, False),
        ("BEHEER_GROEP", {"INSTELLING": [BESTUUR], "BEHEER_GROEP": []}, False),
        ("BEHEER_GROEP", {"INSTELLING": [], "BEHEER_GROEP": [BESTUUR]}, True),
        ("BEHEER_GROEP", {}, False),
        ("BEHEER_AANBOD", {"INSTELLING": [BESTUUR]}, False),
        ("BEHEERDER_ALGEMEEN", {"INSTELLING": [BESTUUR]}, False),
    ],
)
def test_a_role_for_a_bestuur_is_covered_by_the_besturen_of_the_object_unless_it_is_named(
    rol: str, bij: Any, verwacht: bool
) -> None:
    rollen, operatie = Rollen(frozenset({(rol, BESTUUR)})), "aanleveren_onderwijsaanbiedergroep"
    assert mag(rollen, operatie, bij) is verwacht
    assert besturen_bij(rollen, operatie) == ({BESTUUR} if rol == "BEHEER_GROEP" else set())
