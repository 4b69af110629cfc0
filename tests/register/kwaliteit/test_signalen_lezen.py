"""Who reads which signals: of the own bestuur, of all; by soort, solved ones, page by page; nothing withheld."""

from datetime import date

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.kwaliteit import raadplegingen
from rio_soap.register.kwaliteit.vondst import AANBOD, LICENTIES, ORGANISATIES, SAMENWERKINGEN
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.toezicht.signalen import los_signalen_op, meld_signaal
from tests.register import hulp_erkenning
from tests.register.hulp import HANZE, NU, VREEMD, context, fouten, opdrachten, vraag
from tests.register.hulp_kwaliteit import wijzig
from tests.register.hulp_licentie import AANBOD as OFFER
from tests.register.hulp_licentie import L1, VERBOD, bied_aan, maatregel, neem
from tests.register.hulp_organisatie import zet
from tests.register.rollen import CEDEO, DUO, INSPECTIE, NVAO, geef

OPERATIE = "opvragen_kwaliteitssignalen"
BUUR, VORM = "00000001123456782000", "00000001899999999000"
SAMEN = "OCW/ERKENDE_SAMENWERKING/PO3001"
EIGEN = [
    ("CONTACT_ALGEMEEN_ONTBREEKT", ORGANISATIES, "100B490"),
    ("KVK_NAAM", ORGANISATIES, "100B490"),
    ("DATUM_BIJZONDER", ORGANISATIES, "110A133"),
    ("MTM001", "onderwijslocatie", "107X215"),
    ("DATUM_BIJZONDER", "onderwijslocatiegebruik", "100B490/107X215"),
    ("DATUM_BIJZONDER", "opleidingseenheid", "5000O0001"),
    ("PLAATSEN_NUL", AANBOD, OFFER),
    ("LICENTIE_VERLOPEN", LICENTIES, L1),
]
"""What is of 100B490."""
ANDER = [
    ("DATUM_BIJZONDER", ORGANISATIES, "200B001"),
    ("KVK_MEERVOUDIG", ORGANISATIES, "200B001"),
    ("REGIO_OVERLAP", SAMENWERKINGEN, SAMEN),
]
ALLE = [*EIGEN, *ANDER]


@pytest.fixture
def vol(wereld: Register) -> Register:
    """Signals of all kinds of objects, one that is solved, and one for operators only."""
    geef(wereld, VORM, "SAMENWERKINGSVORM", "PO3001")
    rij = {"erkenner": "OCW", "soort": "ERKENDE_SAMENWERKING", "code": "PO3001", "begindatum": date(2020, 1, 1)}
    zet(wereld, model.instellingserkenning, **rij, stand=hulp_erkenning.erkenning("erkendeSamenwerking"))
    for soort, tabel, sleutel in [*ALLE, ("ONTOONBAAR", AANBOD, OFFER), ("ADRES", "onderwijslocatie", "107X215")]:
        welke = model.metadata.tables[tabel]
        wereld.schrijf(lambda s, w=welke, k=sleutel, o=soort: meld_signaal(s, o, w, k, f"text of {k}", NU))
    tabel_ = model.onderwijslocatie
    wereld.schrijf(lambda session: los_signalen_op(session, ["ADRES"], tabel_, "107X215", NU))
    return wereld


def lees(register: Register, oin: str = DUO, **velden: Waarde) -> Uitslag:
    gevraagd: dict[str, Waarde] = {"pagina": 0, **velden}
    return vraag(register, raadplegingen.opvragen_kwaliteitssignalen, context(oin), **gevraagd)


def gezien(register: Register, oin: str = DUO, **velden: Waarde) -> list[tuple[str, str]]:
    """Kind and key of the signals of a page, which its count has too."""
    uitslag = lees(register, oin, **velden)
    assert fouten(uitslag) == []
    signalen, slot = uitslag.gegevens["kwaliteitssignaal"], uitslag.gegevens["paginering"]
    assert isinstance(signalen, list)
    assert isinstance(slot, Gegeven)
    delen = [een for een in signalen if isinstance(een, Gegeven)]
    assert slot.velden["aantalResultaten"] == len(delen) or "aantal" in velden
    return [(str(een.velden["soort"]), str(een.velden["sleutel"])) for een in delen]


def paren(signalen: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(soort, sleutel) for soort, _, sleutel in signalen]


@pytest.mark.foutcode(OPERATIE, "A01110", "AUT401", "RS1001")
def test_who_reads_what(vol: Register) -> None:
    assert gezien(vol) == gezien(vol, INSPECTIE) == paren(ALLE)
    assert gezien(vol, HANZE) == paren(EIGEN)
    assert gezien(vol, BUUR) == paren(ANDER[:2])
    assert gezien(vol, VORM) == paren(ANDER[2:])
    for oin in (DUO, INSPECTIE, HANZE):
        assert gezien(vol, oin, onderwijsbestuurcode="100B490") == paren(EIGEN)
    for oin in (VREEMD, NVAO, CEDEO):
        assert fouten(lees(vol, oin)) == ["AUT401"]
    for oin in (BUUR, VORM, VREEMD):
        assert fouten(lees(vol, oin, onderwijsbestuurcode="100B490")) == ["AUT401"]
        assert fouten(lees(vol, oin, onderwijsbestuurcode="999B999", soort="NIETS")) == ["A01110"]
    assert fouten(lees(vol, soort="NIETS")) == ["RS1001"]
    assert fouten(lees(vol, VREEMD, soort="NIETS")) == ["AUT401"]


def test_of_a_kind_solved_ones_too_and_page_by_page(vol: Register) -> None:
    assert gezien(vol, soort="DATUM_BIJZONDER") == [(s, k) for s, k in paren(ALLE) if s == "DATUM_BIJZONDER"]
    assert fouten(lees(vol, soort="ONTOONBAAR")) == ["RS1001"]
    ook = gezien(vol, HANZE, ookOpgelost=True)
    assert ook == [*paren(EIGEN), ("ADRES", "107X215")]
    delen = [gezien(vol, aantal=4, pagina=pagina) for pagina in range(4)]
    assert [een for deel in delen for een in deel] == paren(ALLE)
    assert [len(deel) for deel in delen] == [4, 4, 3, 0]


def test_a_signal_tells_of_what_and_since_when(vol: Register) -> None:
    signalen = lees(vol, ookOpgelost=True).gegevens["kwaliteitssignaal"]
    assert isinstance(signalen, list)
    typen = [een.velden["objecttype"] for een in signalen if isinstance(een, Gegeven)]
    assert typen == [
        "ONDERWIJSBESTUUR",
        "ONDERWIJSBESTUUR",
        "ONDERWIJSAANBIEDER",
        "ONDERWIJSLOCATIE",
        "ONDERWIJSLOCATIEGEBRUIK",
        "OPLEIDINGSEENHEID",
        "AANGEBODEN_OPLEIDING",
        "LICENTIE",
        "ONDERWIJSBESTUUR",
        "ONDERWIJSBESTUUR",
        "INSTELLINGSERKENNING",
        "ONDERWIJSLOCATIE",
    ]
    laatste = signalen[-1]
    assert isinstance(laatste, Gegeven)
    assert (laatste.velden["tekst"], laatste.velden["opgelost"]) == ("text of 107X215", NU)


def test_a_withheld_licentie_is_told_to_its_own_only(vol: Register) -> None:
    assert fouten(neem(vol, maatregel(VERBOD, date(2026, 1, 1)))) == []
    weg = ("LICENTIE_VERLOPEN", L1)
    assert weg not in gezien(vol, INSPECTIE)
    assert weg not in gezien(vol, INSPECTIE, soort="LICENTIE_VERLOPEN", ookOpgelost=True)
    assert weg in gezien(vol)
    assert weg in gezien(vol, HANZE)
    wijzig(vol, model.licentiemaatregel, einddatum=date(2026, 11, 24))
    assert weg in gezien(vol, INSPECTIE)


def test_a_context_that_is_restricted_is_told_to_who_may_read_it(vol: Register) -> None:
    waar = model.communicatiecontext.c.naam == "ALGEMEEN"
    zet(
        vol,
        model.communicatiecontext,
        naam="ALGEMEEN",
        openbaar=False,
        familie_a=False,
        lezersrollen="",
        eenheden="ONDERWIJSBESTUUR",
        begindatum=date(1999, 1, 1),
    )
    wijzig(vol, model.communicatiecontext, waar, openbaar=False)
    weg = ("CONTACT_ALGEMEEN_ONTBREEKT", "100B490")
    assert weg in gezien(vol)
    assert weg in gezien(vol, HANZE)
    assert weg not in gezien(vol, INSPECTIE)
    assert gezien(vol, INSPECTIE, soort="CONTACT_ALGEMEEN_ONTBREEKT") == []
    wijzig(vol, model.communicatiecontext, waar, lezersrollen="INSPECTIE")
    assert weg in gezien(vol, INSPECTIE)


def test_it_takes_as_many_questions_however_many_there_are(vol: Register) -> None:
    def aantal() -> int:
        with opdrachten(vol) as gesteld:
            lees(vol, HANZE)
        return len(gesteld)

    eerst = aantal()
    for nummer in range(1, 20):
        code = bied_aan(vol, f"{nummer:08}-2222-4333-8444-555555555555")
        vol.schrijf(lambda s, k=code: meld_signaal(s, "PLAATSEN_NUL", model.aangeboden_opleiding, k, "none", NU))
    assert aantal() == eerst
    assert len(gezien(vol, HANZE)) == len(EIGEN) + 19


def test_signals_of_a_bestuur_are_found_by_the_index_of_their_objects(vol: Register) -> None:
    """However many there are in the register: no plan goes through all of them."""
    if vol.engine.dialect.name != "sqlite":
        pytest.skip("a plan of SQLite")
    telling, _ = raadplegingen._vragen(alle=False, ook_opgelost=False)
    waarden = {"soorten": ["PLAATSEN_NUL"], "verborgen": [""], "besturen": ["100B490"], "samenwerkingen": [""]}
    opdracht = telling.opdracht.params(**waarden, dag=date(2026, 11, 24))  # type: ignore[attr-defined]
    with vol.engine.connect() as verbinding:
        tekst = str(opdracht.compile(verbinding, compile_kwargs={"render_postcompile": True, "literal_binds": True}))
        plan = [rij[-1] for rij in verbinding.execute(sa.text(f"EXPLAIN QUERY PLAN {tekst}"))]
    assert not [regel for regel in plan if regel.startswith("SCAN signaal") or regel == "SCAN aangeboden_opleiding"]
    assert [regel for regel in plan if "ix_signaal_object_sleutel" in regel]
