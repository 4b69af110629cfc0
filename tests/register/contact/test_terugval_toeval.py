"""The fallback against a model of it in memory: random eenheden, ties, contexten, periods, days and readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.eenheidsbesturen import besturen_van_eenheden, onder_besturen
from rio_soap.register.contact.contactstanden import Contactstand, contactstanden
from rio_soap.register.contact.raadplegingen import opvragen_contactadressen
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.engine import maak_engine
from rio_soap.register.database.session import Session
from rio_soap.register.regels.uitslag import Uitslag
from tests.register.conftest import Leegmaken
from tests.register.hulp import context
from tests.register.hulp_contact import DAG, contact, kort, periode
from tests.register.rollen import ALTIJD

A, G1, G2, B1, B2, T = "300A001", "300G001", "300G002", "300B001", "300B002", "300T001"
LEZER = "00000001877111222000"
VOOR, NA = DAG - timedelta(days=9), DAG + timedelta(days=9)
SINDS = date(2005, 1, 1)
BEPERKT = {"LEERPLICHT": "GEMEENTE", "TOEZICHT": "INSPECTIE", "BPV": "SBB", "BEKOSTIGING": "", "STAP": ""}
SOORTEN = dict.fromkeys(("ALGEMEEN", "AANMELDEN", "LEERPLICHT", "TOEZICHT"), "ABGT")
SOORTEN |= dict.fromkeys(("FACTURATIE", "CENTRAAL_AANMELDEN_MBO", "BPV"), "ABG") | {"BEKOSTIGING": "B", "STAP": ""}
"""Context to the kinds of eenheid that may have it, by the fourth character of their codes."""


class Duur(NamedTuple):
    """From a day to a day."""

    begin: date
    einde: date | None

    def op(self, dag: date) -> bool:
        return self.begin <= dag and (self.einde is None or dag < self.einde)


class Wereld(NamedTuple):
    """What is in the register, and who reads.

    :param einden: eenheid to its end.
    :param banden: the higher and the lower one, and for how long.
    :param adressen: eenheid, context, number, and for how long.
    :param formeel: the besturen whose bevoegd gezag has a formal address.
    :param rol: of the reader, with the bestuur for which it has it.
    """

    einden: dict[str, date | None]
    banden: dict[tuple[str, str], Duur]
    adressen: dict[tuple[str, str, str], Duur]
    formeel: frozenset[str]
    rol: tuple[str, str]


# the model


def boven(w: Wereld, code: str, dag: date) -> tuple[list[str], list[str]]:
    hoger = sorted(van for (van, naar), duur in w.banden.items() if naar == code and duur.op(dag))
    groepen = [een for een in hoger if een[3] == "G"]
    via = {bestuur for groep in groepen for bestuur in boven(w, groep, dag)[1]}
    return groepen, sorted(via | {een for een in hoger if een[3] == "B"})


def mag(w: Wereld, code: str, soort: str) -> bool:
    einde = w.einden.get(code)
    dag = DAG if einde is None or einde > DAG else einde - timedelta(days=1)  # of one that has ended its last day
    eigen = {code, *boven(w, code, dag)[1]}
    rol, bereik = w.rol
    return soort not in BEPERKT or rol == "DUO" or bereik in eigen or (rol != "" and BEPERKT[soort] == rol)


def verwacht(w: Wereld, code: str, soorten: list[str], dag: date) -> list[str]:
    def heeft(een: str, soort: str) -> list[str]:
        leeft = een[3] not in "AG" or Duur(SINDS, w.einden[een]).op(dag)
        er_is = [
            sleutel for sleutel, duur in sorted(w.adressen.items()) if sleutel[:2] == (een, soort) and duur.op(dag)
        ]
        return ["/".join(sleutel) for sleutel in er_is] if leeft and mag(w, een, soort) else []

    groepen, besturen = boven(w, code, dag)
    alle = {
        soort for soort, kinds in SOORTEN.items() if (code[3] in kinds and mag(w, code, soort)) or heeft(code, soort)
    }
    uit = []
    for soort in soorten or sorted(alle):
        plaatsen = [(een, naam) for naam in (soort, "ALGEMEEN") for een in (code, *groepen, *besturen)]
        gevonden = next(((*plaats, regels) for plaats in plaatsen if (regels := heeft(*plaats))), None)
        if gevonden is None and (zetels := [een for een in besturen or [code] if een in w.formeel]):
            gevonden = zetels[0], "ALGEMEEN", [f"{zetels[0]}/ALGEMEEN/0"]
        if gevonden is not None:
            elders = (f" for {code}" if gevonden[0] != code else "") + (f" as {soort}" if gevonden[1] != soort else "")
            uit += [regel + elders for regel in gevonden[2]]
    return uit


# what is drawn

_DUREN = [Duur(SINDS, None), Duur(SINDS, None), Duur(SINDS, DAG), Duur(DAG, None), Duur(VOOR, NA)]
_BANDEN = [(G2, A), (B1, A), (B2, A), (B1, G1), (B2, G2), (B1, T)]
_GEVRAAGD = ["ALGEMEEN", "AANMELDEN", "LEERPLICHT", "BPV"]
"""What stands close together is found by chance more often: few contexten, many addresses in them."""
_adressen = st.tuples(
    st.sampled_from([A, A, A, G1, G2, B1, B2, T]),
    st.sampled_from([*_GEVRAAGD, *_GEVRAAGD, "STAP", "FACTURATIE"]),
    st.sampled_from("01"),
)
_ROLLEN = [("", ""), ("DUO", ""), ("GEMEENTE", ""), ("SBB", ""), *[("INSTELLING", B1), ("INSTELLING", B2)] * 2]
_duur = st.sampled_from(_DUREN)
_werelden = st.builds(
    Wereld,
    st.fixed_dictionaries({een: st.sampled_from([None, None, DAG]) for een in (A, G1, G2)}),
    st.fixed_dictionaries(dict.fromkeys([(G1, A), (B2, G1)], _duur), optional=dict.fromkeys(_BANDEN, _duur)),
    st.dictionaries(_adressen, _duur, max_size=9),
    st.frozensets(st.sampled_from([B1, B2])),
    st.sampled_from(_ROLLEN),
)


@pytest.fixture(scope="module")
def rio(leegmaken: Leegmaken, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    map_: Path = tmp_path_factory.mktemp("terugval")
    with Register(maak_engine(leegmaken(map_))) as register:
        yield register


def bouw(session: Session, w: Wereld) -> None:
    soorten = {"A": "AANBIEDER", "G": "GROEP", "B": "BESTUUR", "T": "BEGELEIDING"}
    for code in (A, G1, G2, B1, B2, T):
        rij = {"code": code, "soort": soorten[code[3]], "begindatum": SINDS, "einddatum": w.einden.get(code)}
        nummer = {"bevoegd_gezag_nummer": f"4{code[-4:]}" if code in w.formeel else None}
        session.execute(sa.insert(model.organisatorische_eenheid), rij | nummer | {"stand": Gegeven("x", {})})
    for (van, naar), duur in w.banden.items():
        tie = {"van": van, "naar": naar, "soort": "HIERARCHISCH", "begindatum": duur.begin, "einddatum": duur.einde}
        session.execute(sa.insert(model.organisatierelatie), tie)
    for (een, soort, nummer_), duur in w.adressen.items():
        deel = contact(periode(duur.begin, duur.einde), eenheid=een, soort=soort, nummer=nummer_)
        stand = Gegeven("contactadres", {"contactadresPeriode": deel.velden["contactadresPeriode"]})
        rij_ = {"eenheid": een, "context": soort, "subcontextnummer": nummer_, "stand": stand}
        session.execute(sa.insert(model.contactadres), rij_)
    binnen = Gegeven("binnenlandsAdres", {"postcode": "9747AS"})
    zetel = Gegeven("formeelInstellingsadres", {"begindatum": SINDS, "binnenlandsAdres": binnen})
    for bestuur in w.formeel:
        rij = {"erkenner": "OCW", "soort": "BEVOEGD_GEZAG", "code": f"4{bestuur[-4:]}", "begindatum": SINDS}
        rij["stand"] = Gegeven("bevoegdGezag", {"formeelInstellingsadres": [zetel]})  # type: ignore[assignment]
        session.execute(sa.insert(model.instellingserkenning), rij)
    if w.rol[0]:
        recht = {"oin": LEZER, "rol": w.rol[0], "bereik": w.rol[1], "vanaf": ALTIJD, "door": "test"}
        session.execute(sa.insert(model.bevoegdheid), recht)


_OOIT, _OPEN = Duur(SINDS, DAG), Duur(SINDS, None)
_TWEE = {(G1, A): _OPEN, (B2, G1): _OPEN, (B1, A): _OPEN}
_NIEMAND = dict.fromkeys((A, G1, G2))
_VAN_ANDER = {(G1, "BPV", "0"): _OPEN, (B1, "BPV", "0"): _OPEN}
_BOVEN = {(B2, "ALGEMEEN", "0"): _OPEN}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(w=Wereld(_NIEMAND, {(B1, A): _OPEN}, {}, frozenset({B1}), ("INSTELLING", B2)), code=A, soorten=[], dag=DAG)
@example(w=Wereld(_NIEMAND, _TWEE, _VAN_ANDER, frozenset(), ("INSTELLING", B1)), code=A, soorten=["BPV"], dag=DAG)
@example(w=Wereld(_NIEMAND, {**_TWEE, (B2, G1): _OOIT}, _BOVEN, frozenset(), ("", "")), code=A, soorten=[], dag=DAG)
@given(
    w=_werelden,
    code=st.sampled_from([A, A, A, G1, B1, T]),
    soorten=st.lists(st.sampled_from(_GEVRAAGD), unique=True, max_size=2),
    dag=st.sampled_from([DAG, VOOR, NA]),
)
def test_what_is_found_is_what_the_model_finds_and_only_what_may_be_seen(
    rio: Register, w: Wereld, code: str, soorten: list[str], dag: date
) -> None:
    velden: dict[str, Waarde] = {"organisatorischeEenheidcode": code, "peildatum": dag, "metTerugval": True}
    verzoek = Gegeven("verzoek", velden | ({"communicatiecontext": [*soorten]} if soorten else {}))
    ctx = context(LEZER)

    def lees(session: Session) -> Uitslag:
        bouw(session, w)
        alle = besturen_van_eenheden(session, (A, G1, G2, B1, B2, T), DAG)
        eigen = {een for een, besturen in alle.items() if not besturen.isdisjoint({B1})}
        onder = onder_besturen(sa.bindparam("codes", expanding=True))
        assert {rij[0] for rij in session.execute(onder, {"codes": [B1], "dag": DAG})} == eigen
        standen.update(contactstanden(session, context(LEZER), [code], dag)[code])
        return opvragen_contactadressen(session, ctx, verzoek)

    standen: dict[str, Contactstand] = {}
    uitslag = rio.probeer(lees)
    geweigerd = [soort for soort in soorten if not mag(w, code, soort)]
    assert [fout.foutcode for fout in uitslag.foutmeldingen] == ["AUT401"] * len(geweigerd)
    if not geweigerd:
        gezien = kort(uitslag)
        assert gezien == verwacht(w, code, soorten, dag)
        beperkt = [regel for regel in gezien if regel.split("/")[1] in BEPERKT]
        assert [(een.eenheid, een.context) for een in ctx.inzagen] == [tuple(regel.split("/")[:2]) for regel in beperkt]
    gevonden = plaatsen_van(verwacht(w, code, [], dag))
    for naam, stand in standen.items():
        eenheid, in_context, nummers = gevonden.get(naam, (None, None, ()))
        if (eenheid, in_context) == (code, naam) and stand.nummers:
            assert stand.nummers == nummers
        else:  # a formal address stands in no context
            assert (stand.nummers, stand.van) == ((), eenheid)
            assert stand.in_context in (in_context, None)


def plaatsen_van(regels: list[str]) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Context asked for to the eenheid and context where something is found, and its numbers."""
    uit: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for regel in regels:
        eenheid, in_context, nummer = regel.split()[0].split("/")
        naam = regel.partition(" as ")[2] or in_context
        uit[naam] = (eenheid, in_context, (*uit.get(naam, ("", "", ()))[2], nummer))
    return uit
