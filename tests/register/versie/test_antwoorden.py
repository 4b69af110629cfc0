"""The three readings of versions: the codes that they refuse with, what each gives, and that it fits the contract."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.versie import feed, historie, moment
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.wijzigingen.mutaties import log_mutatie
from rio_soap.register.wijzigingen.stroom import stroom_van
from tests.register import hulp_aanbod, hulp_licentie, ooggetuige
from tests.register.hulp import HANZE, VREEMD, fouten, opdrachten, voer_uit
from tests.register.rollen import CEDEO, DUO, geef
from tests.register.schrijvers import AANBIEDER, BESTUUR
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import BEGIN, Klok, alles, heel, objectversie, zet_begin

FEED, MOMENT, HISTORIE = "opvragen_gewijzigdeObjecten", "opvragen_objectOpMoment", "opvragen_historie"
DOEN: dict[str, Callable[..., Uitslag]] = {
    FEED: feed.opvragen_gewijzigde_objecten,
    MOMENT: moment.opvragen_object_op_moment,
    HISTORIE: historie.opvragen_historie,
}


class Rio:
    """A register with a clock, some deliveries, and its readings; what is answered is held against the XSD."""

    def __init__(self, register: Register) -> None:
        self.register, self.klok = register, Klok()
        self.school = ""

    def vraag(self, operatie: str, oin: str = HANZE, **velden: Waarde) -> Uitslag:
        with self.register.lees() as session:
            uitslag = DOEN[operatie](session, self.klok.context(oin), Gegeven("verzoek", velden))
        ooggetuige.zag_lezing(DOEN[operatie], uitslag)
        geldig(operatie, uitslag, self.klok())
        return uitslag

    def codes(self, operatie: str, oin: str = HANZE, **velden: Waarde) -> list[str]:
        return fouten(self.vraag(operatie, oin, **velden))

    def wijzigingen(self, oin: str = HANZE, **velden: Waarde) -> list[dict[str, Any]]:
        gevonden: Any = self.vraag(FEED, oin, **velden).gegevens["objectwijziging"]
        return [een.velden for een in gevonden]

    def lever(self, operatie: str, oin: str = HANZE, **velden: Waarde) -> dict[str, Waarde]:
        self.klok.tik()
        ctx, verzoek = self.klok.context(oin), Gegeven("verzoek", velden)
        uitslag = self.register.schrijf(lambda session: voer_uit(session, operatie, verzoek, ctx))
        assert uitslag.goedgekeurd, uitslag.foutmeldingen
        return uitslag.gegevens

    def lever_aanbod(self, code: str = hulp_aanbod.CODE, website: str = "https://een.nl", **velden: Waarde) -> None:
        kenmerk = hulp_aanbod.kenmerk("website", website)
        perioden: list[Waarde] = [hulp_aanbod.periode("HOOpleiding", hulp_aanbod.BEGIN, kenmerk)]
        deel = hulp_aanbod.aanbod(code=code, eenheid="5000O0001", aangebodenOpleidingPeriode=perioden, **velden)
        self.lever("aanleveren_aangebodenOpleiding", aangebodenOpleiding=deel)

    @property
    def cursor(self) -> str:
        with self.register.lees() as session:
            stroom = stroom_van(session)
        return stroom.cursor(stroom.laatste)


def geldig(operatie: str, uitslag: Uitslag, nu: datetime) -> None:
    """What is answered validates against the XSD."""
    kop: dict[str, Waarde] = {
        "identificatiecodeBedrijfsdocument": "x",
        "verzendendeInstantie": DUO,
        "ontvangendeInstantie": HANZE,
        "datumTijdBedrijfsdocument": nu,
        "requestGoedgekeurd": uitslag.goedgekeurd,
    }
    inhoud = uitslag.gegevens if uitslag.goedgekeurd else {}
    element = mapping.schrijf(OPERATIES[operatie], Gegeven(OPERATIES[operatie].antwoord, {**kop, **inhoud}))
    if uitslag.goedgekeurd:
        assert not schema.bevindingen(element, OPERATIES[operatie].dienst)


@pytest.fixture
def rio(register: Register) -> Rio:
    zet_begin(register)
    hulp_licentie.laad_wereld(register)
    return Rio(register)


def ieder(operaties: list[str], *codes: str) -> list[Any]:
    """Each of these operations, refused with these codes."""
    return [pytest.param(een, marks=pytest.mark.foutcode(een, *codes), id=een) for een in operaties]


@pytest.mark.foutcode(FEED, "RS1110")
def test_a_houder_that_never_was_is_refused_and_ends_the_judging(rio: Rio) -> None:
    assert rio.codes(FEED, houder="999B999", objecttype=["NIETS"]) == ["RS1110"]
    assert rio.codes(FEED, houder=BESTUUR) == []


@pytest.mark.foutcode(FEED, "RS1001", "RS1010")
def test_what_else_is_wrong_with_a_request_for_the_feed_is_gathered(rio: Rio) -> None:
    assert rio.codes(FEED, objecttype=["NIETS", "LICENTIE"], cursor="x-1") == ["RS1001", "RS1010"]
    assert rio.codes(FEED, objecttype=["LICENTIE"], cursor=rio.cursor) == []


@pytest.mark.foutcode(FEED, "RS1010")
@pytest.mark.parametrize("naam", ["cd1d3c2a-1111-4111-8111-111111111111", ""])
def test_a_cursor_of_another_register_or_beyond_the_last_number_is_refused(rio: Rio, naam: str) -> None:
    stroom, _, nummer = rio.cursor.rpartition("-")
    assert rio.codes(FEED, cursor=f"{naam or stroom}-{int(nummer) + 1}") == ["RS1010"]
    assert rio.codes(FEED, cursor=f"{stroom}-{nummer}") == []


@pytest.mark.parametrize("operatie", ieder([FEED, MOMENT], "RS1011"))
def test_a_moment_of_the_future_or_of_before_the_begin_is_refused(rio: Rio, operatie: str) -> None:
    veld = "vanaf" if operatie == FEED else "bekendOp"
    object_ = {} if operatie == FEED else {"objecttype": "ONDERWIJSAANBIEDER", "sleutel": AANBIEDER}
    for dag, verwacht in ((BEGIN - timedelta(seconds=1), ["RS1011"]), (BEGIN, []), (rio.klok(), [])):
        assert rio.codes(operatie, **object_, **{veld: dag}) == verwacht
    assert rio.codes(operatie, **object_, **{veld: rio.klok() + timedelta(seconds=1)}) == ["RS1011"]


@pytest.mark.parametrize("operatie", ieder([MOMENT, HISTORIE], "RS1001", "RS1007"))
def test_an_unknown_kind_or_an_object_that_never_was_is_refused(rio: Rio, operatie: str) -> None:
    extra: dict[str, Waarde] = {"pagina": 0} if operatie == HISTORIE else {}
    assert rio.codes(operatie, objecttype="NIETS", sleutel=AANBIEDER, **extra) == ["RS1001"]
    for objecttype, sleutel in (
        ("ONDERWIJSAANBIEDER", "999A999"),
        ("ONDERWIJSAANBIEDER", BESTUUR),
        ("AANGEBODEN_OPLEIDING", hulp_aanbod.CODE),
        ("INSTELLINGSRELATIE", "OCW/A"),
        ("ORGANISATIERELATIE", f"{BESTUUR}/{AANBIEDER}/HIERARCHISCH/gisteren"),
        ("OPLEIDINGSERKENNING", "ISAT"),
    ):
        assert rio.codes(operatie, objecttype=objecttype, sleutel=sleutel, **extra) == ["RS1007"]
    assert rio.codes(operatie, objecttype="ONDERWIJSAANBIEDER", sleutel=AANBIEDER, **extra) == []


def contactadres(rio: Rio, context: str, eenheid: str = AANBIEDER) -> str:
    """A contactadres that is in the register and the feed; gives its key."""
    periode = Gegeven("contactadresPeriode", {"begindatum": date(2020, 1, 1), "email": "a@b.nl"})
    rij = {"eenheid": eenheid, "context": context, "subcontextnummer": "0"}
    stand = Gegeven("contactadres", {"contactadresPeriode": [periode]})
    ctx = rio.klok.context()

    def taak(session: Any) -> None:
        session.execute(sa.insert(model.contactadres).values(**rij, stand=stand))
        log_mutatie(session, ctx, model.contactadres, f"{eenheid}/{context}/0", BESTUUR, "T")

    rio.register.schrijf(taak)
    return f"{eenheid}/{context}/0"


@pytest.mark.parametrize("operatie", ieder([MOMENT, HISTORIE], "AUT401"))
def test_a_restricted_contactadres_is_for_duo_and_its_institution(rio: Rio, operatie: str) -> None:
    """For others AUT401 comes first, or the answer tells that it exists."""
    extra: dict[str, Waarde] = {"pagina": 0} if operatie == HISTORIE else {}
    sleutel = contactadres(rio, "TOEZICHT")
    for bestaat in (sleutel, f"{AANBIEDER}/BPV/0"):
        assert rio.codes(operatie, VREEMD, objecttype="CONTACTADRES", sleutel=bestaat, **extra) == ["AUT401"]
    for oin in (HANZE, DUO):
        assert rio.codes(operatie, oin, objecttype="CONTACTADRES", sleutel=sleutel, **extra) == []
        assert rio.codes(operatie, oin, objecttype="CONTACTADRES", sleutel=f"{AANBIEDER}/BPV/0", **extra) == ["RS1007"]
    openbaar = contactadres(rio, "ALGEMEEN")
    assert rio.codes(operatie, VREEMD, objecttype="CONTACTADRES", sleutel=openbaar, **extra) == []


def test_the_feed_passes_over_a_restricted_contactadres(rio: Rio) -> None:
    open_, dicht = contactadres(rio, "FACTURATIE"), contactadres(rio, "TOEZICHT")
    gezien = {oin: [een["sleutel"] for een in rio.wijzigingen(oin)] for oin in (VREEMD, HANZE, DUO)}
    assert gezien == {VREEMD: [open_], HANZE: [open_, dicht], DUO: [open_, dicht]}
    uitslag = rio.vraag(FEED, VREEMD, objecttype=["CONTACTADRES"], aantal=1, cursor=rio.cursor)
    assert uitslag.gegevens["objectwijziging"] == []
    assert uitslag.gegevens["cursor"] == rio.cursor


def test_a_withheld_licentie_is_in_the_feed_without_what_it_is_and_nowhere_else(rio: Rio) -> None:
    rio.lever("aanleveren_licentie", DUO, licentie=hulp_licentie.licentie())
    voor = rio.klok()
    rio.lever("aanleveren_licentiemaatregel", DUO, licentiemaatregel=hulp_licentie.maatregel(hulp_licentie.VERBOD))
    code = hulp_licentie.L1
    for oin, ziet in ((VREEMD, False), (CEDEO, False), (HANZE, True), (DUO, True)):
        licenties = [een for een in rio.wijzigingen(oin, metInhoud=True) if een["objecttype"].startswith("LICENTIE")]
        assert len(licenties) >= 3
        assert {"inhoud" in een for een in licenties} == {ziet}, oin
        for wat, velden in ((MOMENT, {"bekendOp": voor}), (MOMENT, {}), (HISTORIE, {"pagina": 0})):
            gevonden = rio.codes(wat, oin, objecttype="LICENTIE", sleutel=code.upper(), **velden)
            assert gevonden == ([] if ziet else ["RS1007"]), (oin, wat)


def test_a_page_of_the_feed_says_whose_the_objects_are(rio: Rio) -> None:
    """V4's feeds have an offer under its aanbieder; here it is under the besturen of that."""
    rio.lever_aanbod(hulp_aanbod.CODE.upper())
    (een,) = rio.wijzigingen(objecttype=["AANGEBODEN_OPLEIDING"])
    assert een["sleutel"] == hulp_aanbod.CODE
    assert een["houder"] == [BESTUUR]
    assert een["soortWijziging"] == "T"
    for houder, aantal in ((BESTUUR, 1), (AANBIEDER, 1), ("200B001", 0)):
        assert len(rio.wijzigingen(houder=houder)) == aantal


def test_kinds_that_share_a_table_are_told_apart(rio: Rio) -> None:
    ctx = rio.klok.context()
    for code in (BESTUUR, AANBIEDER, "800G001", "800T001"):
        rio.register.schrijf(
            lambda session, code=code: log_mutatie(session, ctx, model.organisatorische_eenheid, code, None, "W")
        )
    soorten = ("ONDERWIJSBESTUUR", "ONDERWIJSAANBIEDER", "ONDERWIJSAANBIEDERGROEP", "ONDERWIJSBEGELEIDINGSAANBIEDER")
    assert [een["objecttype"] for een in rio.wijzigingen()] == list(soorten)
    for nummer, soort in enumerate(soorten):
        (een,) = rio.wijzigingen(objecttype=[soort])
        assert een["sleutel"][3] == "BAGT"[nummer]
    assert len(rio.wijzigingen(objecttype=[soorten[0], soorten[2]], aantal=1)) == 1


def test_a_relation_that_was_recorded_by_its_unit_is_passed_over(rio: Rio) -> None:
    """As a register of before did; nothing can be read by that key."""
    ctx = rio.klok.context()
    rio.register.schrijf(lambda session: log_mutatie(session, ctx, model.opleidingsrelatie, "1010O6466", None, "W"))
    uitslag = rio.vraag(FEED)
    assert (uitslag.gegevens["objectwijziging"], uitslag.gegevens["cursor"]) == ([], rio.cursor)


def test_a_feed_from_a_moment_begins_with_what_could_not_be_seen_before_it(rio: Rio) -> None:
    rio.lever_aanbod()
    na = rio.klok.tik()
    rio.lever_aanbod(website="https://twee.nl")
    assert [een["soortWijziging"] for een in rio.wijzigingen(vanaf=na)] == ["W"]
    assert len(rio.wijzigingen()) == 2


def test_an_offer_that_is_gone_is_told_without_what_it_is_and_still_has_its_history(rio: Rio) -> None:
    rio.lever_aanbod()
    rio.lever_aanbod(website="https://twee.nl")
    rio.lever("verwijderen_aangebodenOpleiding", aangebodenOpleidingCode=hulp_aanbod.CODE.upper())
    assert [("inhoud" in een, een["soortWijziging"]) for een in rio.wijzigingen(metInhoud=True)] == [
        (False, "T"),
        (False, "W"),
        (False, "V"),
    ]
    naam = {"objecttype": "AANGEBODEN_OPLEIDING", "sleutel": hulp_aanbod.CODE}
    uitslag = rio.vraag(HISTORIE, **naam, pagina=0)
    regels: Any = uitslag.gegevens["historieregel"]
    assert [regel.velden["soortWijziging"] for regel in regels] == ["T", "W", "V"]
    (anders,) = regels[1].velden["veldwijziging"]
    assert anders.velden["oud"].endswith("https://een.nl"), anders
    assert anders.velden["nieuw"].endswith("https://twee.nl")
    assert "aangebodenOpleidingPeriode[begindatum=2025-09-01]/kenmerken[kenmerknaam=website]" in anders.velden["pad"]
    assert all("oud" not in een.velden for een in regels[0].velden["veldwijziging"])
    assert all("nieuw" not in een.velden for een in regels[2].velden["veldwijziging"])
    tweede: Any = rio.vraag(HISTORIE, **naam, pagina=1, aantal=2).gegevens["historieregel"]
    assert tweede == regels[2:]


def test_a_history_says_by_which_channel_and_message_and_nothing_of_who(rio: Rio) -> None:
    ctx = Context(
        HANZE, rio.klok.tik(), "proef", rio.klok.context().instellingen, identificatiecode="abc", kanaal="SCHERM"
    )
    rio.register.schrijf(
        lambda session: log_mutatie(session, ctx, model.organisatorische_eenheid, AANBIEDER, BESTUUR, "W")
    )
    uitslag = rio.vraag(HISTORIE, objecttype="ONDERWIJSAANBIEDER", sleutel=AANBIEDER, pagina=0)
    (regel,) = uitslag.gegevens["historieregel"]  # type: ignore[misc, union-attr]
    assert regel.velden == {  # type: ignore[union-attr]
        "volgnummer": 1,
        "moment": rio.klok(),
        "soortWijziging": "W",
        "kanaal": "SCHERM",
        "identificatiecode": "abc",
    }


def test_changes_that_a_clock_which_goes_back_says_at_one_moment_stay_apart(rio: Rio) -> None:
    deel = hulp_aanbod.aanbod(eenheid="5000O0001")
    codes = {"T": "een", "W": "twee", "V": "drie"}
    begin = rio.klok.tik()
    for nu, soort in ((begin, "T"), (rio.klok.tik(), "W"), (begin, "V")):
        rio.klok.nu = nu
        ctx = replace(rio.klok.context(), identificatiecode=codes[soort])
        operatie = "verwijderen" if soort == "V" else "aanleveren"
        velden: dict[str, Waarde] = {"aangebodenOpleiding": deel}
        if soort == "V":
            velden = {"aangebodenOpleidingCode": hulp_aanbod.CODE}
        verzoek = Gegeven("verzoek", velden)
        uitslag = rio.register.schrijf(
            partial(voer_uit, operatie=f"{operatie}_aangebodenOpleiding", verzoek=verzoek, ctx=ctx)
        )
        assert uitslag.goedgekeurd, uitslag.foutmeldingen
    gelezen: Any = rio.vraag(HISTORIE, objecttype="AANGEBODEN_OPLEIDING", sleutel=hulp_aanbod.CODE, pagina=0).gegevens
    regels = [(een.velden["soortWijziging"], een.velden["identificatiecode"]) for een in gelezen["historieregel"]]
    assert regels == list(codes.items())
    assert gelezen["paginering"].velden["aantalResultaten"] == 3


def test_a_history_has_the_differences_that_changed_the_object(register: Register) -> None:
    """Of any object of any kind: what its lines say together leads from what it was to what it is."""
    zet_begin(register)
    rio, toeval = Rio(register), random.Random(17)
    wereld = FormeleWereld(register, rio.klok, 17)
    wereld.begin()
    voor = alles(register)
    for _ in range(60):
        rio.klok.tik()
        wereld.wijzig()
    na = alles(register)
    anders = sorted(sleutel for sleutel in voor.keys() | na.keys() if voor.get(sleutel) != na.get(sleutel))
    assert len(anders) > 8
    for objecttype, sleutel in toeval.sample(anders, 8):
        uitslag = rio.vraag(HISTORIE, DUO, objecttype=objecttype, sleutel=sleutel, pagina=0)
        regels: Any = uitslag.gegevens["historieregel"]
        assert any("veldwijziging" in regel.velden for regel in regels), (objecttype, sleutel)


def test_what_was_is_read_by_as_many_statements_however_many_changes_there_were(rio: Rio) -> None:
    rio.lever_aanbod()
    moment_ = rio.klok()
    naam = {"objecttype": "AANGEBODEN_OPLEIDING", "sleutel": hulp_aanbod.CODE}
    aantallen: dict[str, set[int]] = {}
    for keren in (1, 5, 30):
        for nummer in range(keren):
            rio.lever_aanbod(website=f"https://{nummer}.nl")
        for wat, velden in ((MOMENT, {"bekendOp": moment_}), (HISTORIE, {"pagina": 0}), (FEED, {"metInhoud": True})):
            with opdrachten(rio.register) as gezien:
                assert rio.codes(wat, **(velden if wat == FEED else {**naam, **velden})) == []
            aantallen.setdefault(wat, set()).add(len(gezien))
    assert all(len(verschillend) == 1 for verschillend in aantallen.values()), aantallen


def test_what_was_known_at_the_moment_of_a_change_is_what_it_made(rio: Rio) -> None:
    """An answer shows moments in milliseconds, and the register keeps them in microseconds."""
    rio.klok.nu = rio.klok.nu.replace(microsecond=454_700)
    for nummer in range(3):
        rio.lever_aanbod(website=f"https://{nummer}.nl")
    rio.klok.tik()
    momenten = [een["moment"] for een in rio.wijzigingen(objecttype=["AANGEBODEN_OPLEIDING"])][-3:]
    assert {een.microsecond for een in momenten} == {454_700}
    for nummer, getoond in enumerate(een.replace(microsecond=454_000) for een in momenten):
        naam = "AANGEBODEN_OPLEIDING", hulp_aanbod.CODE
        toen = objectversie(rio.register, rio.klok.context(), *naam, bekendOp=getoond)
        assert f"https://{nummer}.nl" in str(toen)


def test_an_object_is_known_from_its_first_delivery_until_it_is_removed(rio: Rio) -> None:
    naam = "AANGEBODEN_OPLEIDING", hulp_aanbod.CODE
    voor = rio.klok()
    rio.lever_aanbod()
    toen = rio.klok()
    rio.lever("verwijderen_aangebodenOpleiding", aangebodenOpleidingCode=hulp_aanbod.CODE)
    ctx = rio.klok.context()
    assert objectversie(rio.register, ctx, *naam, bekendOp=voor) is None
    gelezen = objectversie(rio.register, ctx, *naam, bekendOp=toen)
    assert gelezen is not None
    assert gelezen.velden["onderwijsaanbiedercode"] == AANBIEDER
    assert objectversie(rio.register, ctx, *naam) is None
    uitslag: Any = rio.vraag(MOMENT, objecttype=naam[0], sleutel=naam[1], bekendOp=toen).gegevens["objectversie"]
    assert uitslag.velden["volgnummer"] == 1
    assert heel(uitslag.velden["inhoud"]) == gelezen


def verteld_als(moment_: datetime) -> datetime:
    """A moment as an answer has it."""
    return datetime.fromisoformat(moment_.isoformat(timespec="milliseconds"))


def test_at_the_moment_that_the_feed_tells_of_a_change_it_was_known(rio: Rio) -> None:
    """Moments are kept in microseconds and told in milliseconds: what is told is not before the change."""
    naam = "AANGEBODEN_OPLEIDING", hulp_aanbod.CODE
    rio.klok.nu = rio.klok.nu.replace(microsecond=123_456)
    rio.lever_aanbod()
    [een] = rio.wijzigingen()
    verteld = verteld_als(een["moment"])
    assert verteld.microsecond == 123_000
    ctx = rio.klok.context()
    assert objectversie(rio.register, ctx, *naam, bekendOp=verteld) is not None
    assert objectversie(rio.register, ctx, *naam, bekendOp=verteld - timedelta(milliseconds=1)) is None
    nu: Any = rio.vraag(MOMENT, objecttype=naam[0], sleutel=naam[1]).gegevens["objectversie"]
    assert objectversie(rio.register, ctx, *naam, bekendOp=verteld_als(nu.velden["bekendOp"]))


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=2)), ZoneInfo("Europe/Amsterdam"), UTC])
def test_a_moment_is_answered_in_utc_in_whatever_zone_it_was_asked(rio: Rio, zone: tzinfo) -> None:
    rio.lever_aanbod()
    gevraagd = rio.klok().astimezone(zone)
    uitslag: Any = rio.vraag(MOMENT, objecttype="AANGEBODEN_OPLEIDING", sleutel=hulp_aanbod.CODE, bekendOp=gevraagd)
    velden = uitslag.gegevens["objectversie"].velden
    assert velden["bekendOp"].utcoffset() == timedelta(0)
    assert (velden["bekendOp"], "inhoud" in velden) == (gevraagd, True)


def test_what_is_in_the_feed_of_every_kind_fits_the_contract(leeg: Register) -> None:
    """Every object of the trial set, of all kinds, V4's and our own; each answer is held against the XSD."""
    leeg.schrijf(laad_proef)
    zet_begin(leeg)
    rio = Rio(leeg)
    geef(leeg, DUO, "DUO")  # hears of what is restricted too
    ctx, stand = rio.klok.context(), alles(leeg)

    def meld(session: Any) -> None:
        for objecttype, sleutel in stand:
            log_mutatie(session, ctx, OBJECTTYPEN[objecttype].tabel, sleutel, None, "W")

    leeg.schrijf(meld)
    gezien = {(een["objecttype"], een["sleutel"]): een for een in rio.wijzigingen(DUO, metInhoud=True, aantal=500)}
    assert gezien.keys() == stand.keys()
    assert all(heel(gezien[sleutel]["inhoud"]) == een for sleutel, een in stand.items())
    assert {objecttype for objecttype, _ in stand} == set(OBJECTTYPEN)
