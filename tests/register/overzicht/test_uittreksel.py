"""What an uittreksel says, of what day and by what was known when, to whom, and what proves it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from lxml import etree

from rio_soap.contract import mapping
from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.database.statements import Statement
from rio_soap.register.overzicht.raadplegingen import opvragen_organisatieoverzicht
from rio_soap.register.overzicht.uittreksel import opvragen_uittreksel
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from tests.register import hulp_erkenning, hulp_licentie
from tests.register.hulp import VREEMD, context, fouten, opdrachten, vraag
from tests.register.hulp_overzicht import SCHOOL, VERBOND, Bouw
from tests.register.rollen import DUO, geef
from tests.register.versie.hulp_versie import BEGIN, Klok, zet_begin

LEZING = "opvragen_uittreksel"
DAG = date(2026, 11, 24)
GEMEENTE = "00000099000000001000"


def uittreksel(register: Register, wat: Any, ctx: Context | None = None, dag: date = DAG, **velden: Any) -> Uitslag:
    """By the code of an eenheid or the key of an erkenning."""
    deel = {"organisatorischeEenheidcode": wat}
    if not isinstance(wat, str):
        deel = {"instellingserkenning": wat.als_gegeven("instellingserkenning")}
    return vraag(register, opvragen_uittreksel, ctx, **deel, geldigOp=dag, **velden)


def gelezen(uitslag: Uitslag) -> dict[str, Any]:
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gegeven: Any = uitslag.gegevens["uittreksel"]
    return dict(gegeven.velden)


def als_tekst(gegeven: Any) -> str:
    """Of an overview, to compare by."""
    los = Gegeven("uittreksel", {"organisatieoverzicht": gegeven})
    return schrijf_tekst("uittreksel", los, AANVULLING_RAADPLEGEN)


def test_an_uittreksel_of_an_eenheid_is_its_overview_with_number_moments_and_hash(wereld: Register) -> None:
    ctx = Klok().context()
    een, ander = gelezen(uittreksel(wereld, VERBOND, ctx)), gelezen(uittreksel(wereld, VERBOND, ctx))
    overzicht: Any = vraag(
        wereld, opvragen_organisatieoverzicht, ctx, organisatorischeEenheidcode=VERBOND, peildatum=DAG
    ).gegevens["organisatieoverzicht"]
    assert als_tekst(een["organisatieoverzicht"]) == als_tekst(overzicht[0])
    assert (een["geldigOp"], een["bekendOp"], een["opgemaakt"], een["volgnummer"]) == (DAG, ctx.nu(), ctx.nu(), 0)
    assert een["uittrekselnummer"] != ander["uittrekselnummer"]
    assert een["hash"] != ander["hash"]


def test_the_hash_is_that_of_the_exclusive_canonical_form_without_it(wereld: Register) -> None:
    """Said once more, by lxml on the tree of the answer."""
    velden = gelezen(uittreksel(wereld, SCHOOL))
    element = mapping.ontleed(schrijf_tekst("uittreksel", Gegeven("uittreksel", velden), AANVULLING_RAADPLEGEN))
    element.remove(element[-1])
    assert hashlib.sha256(etree.tostring(element, method="c14n", exclusive=True)).hexdigest() == velden["hash"]


def test_an_uittreksel_of_an_erkenning_has_its_relations_and_licenties_of_the_day(register: Register) -> None:
    hulp_licentie.laad_wereld(register)
    later = hulp_licentie.VANDAAG
    hulp_licentie.vergund(
        register,
        hulp_licentie.licentie(),
        hulp_licentie.maatregel(hulp_licentie.VERBOD),
        hulp_licentie.licentie(hulp_licentie.L2, hulp_licentie.EXAMEN, einddatum=later),
    )

    def licenties(oin: str, dag: date) -> list[str]:
        velden = gelezen(uittreksel(register, hulp_erkenning.HANZESCHOOL, context(oin), dag))
        assert [een.velden["van"].velden["code"] for een in velden["instellingsrelatie"]] == ["40169", "25BE"]
        assert velden["instellingserkenning"].velden["erkendeOnderwijsinstelling"].velden["code"] == "25BE"
        return [een.velden["licentiecode"] for een in velden["licentie"]]

    gisteren = later - timedelta(days=1)
    assert licenties(DUO, gisteren) == sorted((hulp_licentie.L1, hulp_licentie.L2))
    assert licenties(DUO, later) == [hulp_licentie.L1]
    assert licenties(VREEMD, gisteren) == [hulp_licentie.L2]
    assert licenties(VREEMD, later) == []


@pytest.mark.foutcode(LEZING, "RS1110", "RS1304", "RS1011")
def test_what_is_not_there_or_not_yet_is_refused(register: Register) -> None:
    zet_begin(register)
    klok, sleutel = Klok(), hulp_erkenning.sleutel("bevoegdGezag")
    geef(register, DUO, "DUO")
    nu = klok.context()
    for niets in ("999B999", "100B49", "x", "100X490", hulp_erkenning.sleutel("erkendeSamenwerking")):
        code = "RS1110" if isinstance(niets, str) else "RS1304"
        assert fouten(uittreksel(register, niets, nu)) == [code]
        assert fouten(uittreksel(register, niets, nu, bekendOp=klok.nu + timedelta(days=1))) == [code]
    for moment in (BEGIN - timedelta(milliseconds=1), klok.nu + timedelta(seconds=1), datetime(1000, 1, 1, tzinfo=UTC)):
        for wat in ("100B490", hulp_erkenning.HANZESCHOOL):
            [fout] = uittreksel(register, wat, nu, bekendOp=moment).foutmeldingen
            assert fout.foutcode == "RS1011"
            assert dict(fout.sleutels)["bekendOp"] == f"{moment.strftime('%Y-%m-%dT%H:%M:%S')}.{moment:%f}"[:23] + "Z"
    assert fouten(uittreksel(register, sleutel, nu)) == ["RS1304"]
    klok.tik()
    hulp_licentie.zet_erkenner(register, "100E001", "OCW")
    deel = hulp_erkenning.erkenning()
    assert hulp_erkenning.lever(register, deel, moment=klok.nu, klok=klok).goedgekeurd
    assert fouten(uittreksel(register, sleutel, klok.context(), bekendOp=BEGIN)) == ["RS1304"]
    assert gelezen(uittreksel(register, sleutel, klok.context()))["volgnummer"] == 2  # its bestuur came with it


def test_what_is_gone_is_told_as_it_was(wereld: Register) -> None:
    zet_begin(wereld)
    klok = Klok()
    toen, gezien = klok.nu, gelezen(uittreksel(wereld, SCHOOL, klok.context()))
    klok.tik()

    def weg(session: Session) -> None:
        tabel = model.contactadres
        for rij in session.execute(sa.select(tabel).where(tabel.c.eenheid == SCHOOL)).all():
            sleutel = f"{rij.eenheid}/{rij.context}/{rij.subcontextnummer}"
            log_mutatie(session, klok.context(), tabel, sleutel, VERBOND, "V", voor={"rij": Contactrij(rij)})
        session.execute(sa.delete(tabel))

    wereld.schrijf(weg)
    nu = gelezen(uittreksel(wereld, SCHOOL, klok.context()))
    assert "contactadres" not in nu["organisatieoverzicht"].velden
    assert nu["volgnummer"] == 2
    terug = gelezen(uittreksel(wereld, SCHOOL, klok.context(), bekendOp=toen))
    assert terug["volgnummer"] == 0
    assert als_tekst(terug["organisatieoverzicht"]) == als_tekst(gezien["organisatieoverzicht"])


class Contactrij:
    """A row as a delivery reads it."""

    def __init__(self, rij: Any) -> None:
        self._rij = rij._mapping

    def _asdict(self) -> dict[str, object]:
        return {naam: waarde for naam, waarde in self._rij.items() if naam != "id"}


def test_a_restricted_contactadres_is_there_for_who_may_read_it_today_and_is_noted(wereld: Register) -> None:
    """Of whatever moment is asked."""
    zet_begin(wereld)
    klok = Klok()
    geef(wereld, GEMEENTE, "GEMEENTE")
    wereld.schrijf(lambda s: log_mutatie(s, klok.context(), model.erkenner, "x", None, "T"))
    klok.tik()
    for moment in ({}, {"bekendOp": BEGIN}):
        for oin, mag in ((VREEMD, []), (GEMEENTE, ["LEERPLICHT"])):
            ctx = klok.context(oin)
            velden = gelezen(uittreksel(wereld, SCHOOL, ctx, **moment))
            getoond = [
                een.velden["communicatiecontext"] for een in velden["organisatieoverzicht"].velden["contactadres"]
            ]
            assert getoond == ["ALGEMEEN", *mag]
            assert [een.context for een in ctx.inzagen] == mag


def test_what_the_contract_cannot_hold_makes_no_half_uittreksel(wereld: Register) -> None:
    kapot = Gegeven("bevoegdGezag", {"onbekend": "x", "bevoegdGezagPeriode": []})
    tabel = model.instellingserkenning
    wereld.schrijf(lambda s: s.execute(sa.update(tabel).where(tabel.c.code == "30001").values(stand=kapot)))
    ctx = context()
    sleutel = hulp_erkenning.sleutel("bevoegdGezag", "30001")
    assert fouten(uittreksel(wereld, sleutel, ctx)) == ["RS1304"]
    assert [(een.tabel, een.sleutel) for een in ctx.uitval] == [("instellingserkenning", "OCW/BEVOEGD_GEZAG/30001")]


def test_the_number_of_questions_does_not_depend_on_what_there_was_or_changed(wereld: Register) -> None:
    zet_begin(wereld)
    klok = Klok()

    def breid_uit(session: Session, nummers: range) -> None:
        bouw, ctx = Bouw(session), klok.context()
        for nummer in nummers:
            school, code = f"400A{nummer:03d}", bouw.aanbod(1000 + nummer, SCHOOL, "300X001")
            bouw.eenheid(school)
            bouw.onder(VERBOND, school)
            bouw.contact(school, "ALGEMEEN", "Balie")
            bouw.locatie(f"400X{nummer:03d}", VERBOND)
            bouw.erkenning(f"SW PO4{nummer:03d}", regio=["9747"])
            band = f"{VERBOND}/{school}/HIERARCHISCH/2010-08-01"
            for tabel, sleutel, houder in (
                (model.organisatorische_eenheid, school, VERBOND),
                (model.organisatierelatie, band, VERBOND),
                (model.contactadres, f"{school}/ALGEMEEN/0", VERBOND),
                (model.onderwijslocatiegebruik, f"{VERBOND}/400X{nummer:03d}", VERBOND),
                (model.aangeboden_opleiding, code.upper(), SCHOOL),
                (model.instellingserkenning, f"OCW/ERKENDE_SAMENWERKING/PO4{nummer:03d}", None),
            ):
                log_mutatie(session, ctx, tabel, sleutel, houder, "T")

    def tel() -> tuple[int, dict[str, Any]]:
        with opdrachten(wereld) as gezien:
            velden = gelezen(uittreksel(wereld, VERBOND, klok.context(), bekendOp=BEGIN))
        return len(gezien), velden["organisatieoverzicht"]

    toen = gelezen(uittreksel(wereld, VERBOND, klok.context()))["organisatieoverzicht"]
    geteld = []
    for nummers in (range(1), range(1, 61)):
        klok.tik()
        wereld.schrijf(lambda session, nummers=nummers: breid_uit(session, nummers))
        klok.tik()
        aantal, terug = tel()
        assert als_tekst(terug) == als_tekst(toen)
        geteld.append(aantal)
    assert geteld[0] == geteld[1] <= 64


ELDERS = (
    (model.organisatierelatie, "990B{0:03d}/990A000/HIERARCHISCH/2010-08-01"),
    (model.contactadres, "990A{0:03d}/ALGEMEEN/0"),
    (model.instellingserkenning, "OCW/ERKENDE_VESTIGING/99ZZ{0:03d}"),
    (model.instellingsrelatie, "OCW/BEVOEGD_GEZAG/99{0:03d}/OCW/ERKENDE_VESTIGING/99ZZ00/HIERARCHISCH/2010-08-01"),
)


def test_what_changed_elsewhere_in_the_register_is_not_read(wereld: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what was known of one school would cost more, the larger the country is and the longer ago that was."""
    zet_begin(wereld)
    klok, geteld = Klok(), list[int]()
    voer_uit: Any = Session.execute

    def tel(session: Session, opdracht: Any, waarden: Any = None) -> Any:
        rijen = voer_uit(session, opdracht, waarden)
        geteld[-1] += len(rijen.all()) if isinstance(opdracht, Statement) else 0
        return rijen

    def verander(session: Session, nummers: range) -> None:
        for tabel, sleutel in ELDERS:
            for nummer in nummers:
                log_mutatie(session, klok.context(), tabel, sleutel.format(nummer), None, "T")

    for nummers in (range(1), range(1, 21)):
        klok.tik()
        wereld.schrijf(lambda session, nummers=nummers: verander(session, nummers))
        klok.tik()
        geteld.append(0)
        with monkeypatch.context() as even:
            even.setattr(Session, "execute", tel)
            gelezen(uittreksel(wereld, VERBOND, klok.context(), bekendOp=BEGIN))
    assert geteld[0] == geteld[1] > 0
