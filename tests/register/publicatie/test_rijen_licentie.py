"""Rows of licenties, maatregelen and relations; and of a publicatieverbod nothing at all."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.jsonvorm import json_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.opendata.laden import laad
from rio_soap.register.opendata.licenties import ACCREDITATIES, MAATREGELEN, RELATIES, TYPEN, VESTIGINGEN
from rio_soap.register.proefdata.proef import PROEFSET, laad_proef
from rio_soap.register.publicatie import rijenregister
from rio_soap.register.publicatie.publicatiebron import Gepubliceerd, Publicatiebron
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.versie.vormen import inhoud
from tests.register.hulp import context
from tests.register.hulp_licentie import (
    BEGIN,
    BRANCHE,
    EINDE,
    EXAMEN,
    L1,
    L2,
    L3,
    MBO,
    PARTICULIER,
    SANCTIE,
    VERBOD,
    VO,
    WAARSCHUWING,
    accreditatie,
    instelling,
    instellingsleutel,
    laad_wereld,
    licentie,
    maatregel,
    neem,
    opleidingsleutel,
    trek_in,
    vergund,
    vestiging,
    voeg_in,
)
from tests.register.publicatie.hulp_publicatie import (
    STRAKS,
    Tabellen,
    bestandsrijen,
    bron,
    cellen,
    gepubliceerd,
    json_objecten,
    tabellen,
)

BESTANDEN = sorted({*TYPEN, VESTIGINGEN, ACCREDITATIES, *MAATREGELEN, RELATIES, "financieringsbesluiten.csv"})
HO_BESTAND = "ho_onderwijslicenties.csv"


@pytest.fixture
def wereld(register: Register) -> Register:
    laad_wereld(register)
    return register


def licenties(van: Publicatiebron) -> list[Gepubliceerd]:
    """The licenties of a publication, and what hangs on them."""
    return gepubliceerd(van, "LICENTIE", "LICENTIEMAATREGEL", "LICENTIERELATIE")


def alle(van: Publicatiebron) -> Tabellen:
    """Their rows."""
    return tabellen(van, licenties(van))


def velden(register: Register, bestand: str) -> list[dict[str, str]]:
    """The filled cells of the rows of a file."""
    namen = TABELLEN[bestand].kolommen
    rijen = alle(bron(register))[bestand]
    return [{n: c for n, c in zip(namen, cellen(bestand, r), strict=True) if c} for r in rijen]


def test_licenties_that_were_loaded_are_published_as_they_were(leeg: Register) -> None:
    laad(PROEFSET, leeg.schrijf, moment=None)
    rijen = alle(bron(leeg))
    for bestand in BESTANDEN:
        assert {cellen(bestand, regel) for regel in rijen[bestand]} == bestandsrijen(PROEFSET, bestand) != set()


def test_a_licentie_is_published_with_its_parts(wereld: Register) -> None:
    oud, nieuw = accreditatie(besluitdatum=BEGIN), accreditatie(date(2024, 9, 1), uitstelreden='Zegt "nee"\nen meer')
    vestigingen = [vestiging(vorm="VOLTIJD"), vestiging(begin=date(2021, 9, 1))]
    vergund(
        wereld,
        licentie(vorm=["VOLTIJD", "DEELTIJD"], vestigingslicentie=vestigingen, hoOnderwijsaccreditatie=[oud, nieuw]),
    )
    assert velden(wereld, HO_BESTAND) == [
        {
            "LICENTIECODE": L1,
            "OIE_CODE": "25BE",
            "UNIEKE_ERKENDEOPLEIDINGSCODE": "34035_1",
            "OPLEIDINGSSTELSEL": "ISAT",
            "BEGINDATUM": "2020-09-01",
            "BEKOSTIGD": "KOMT_VOOR_BEKOSTIGING_IN_AANMERKING",
            "HERKOMST": "NVAO",
            "STADIUM": "STANDAARD",
            "VORM": "DEELTIJD,VOLTIJD",
        }
    ]
    assert velden(wereld, VESTIGINGEN) == [
        {"LICENTIECODE": L1, "VESTIGINGSCODE": "25BE00", "BEGINDATUM": "2020-09-01", "VORM": "VOLTIJD"},
        {"LICENTIECODE": L1, "VESTIGINGSCODE": "25BE00", "BEGINDATUM": "2021-09-01"},
    ]
    een, ander = velden(wereld, ACCREDITATIES)
    assert een == {"LICENTIECODE": L1, "BEGINDATUM": "2020-09-01", "BESLUITDATUM": "2020-09-01"}
    assert ander["UITSTELREDEN"] == 'Zegt "nee"\\nen meer'


@pytest.mark.parametrize(("soort", "kolom"), [(VO, "VESTIGINGSCODE"), (EXAMEN, "VESTIGINGSCODE"), (MBO, "OIE_CODE")])
def test_a_licentie_of_a_vestiging_is_said_by_its_own_column_where_there_is_one(
    wereld: Register, soort: str, kolom: str
) -> None:
    instelling(wereld, "OCW", "ERKENDE_VESTIGING", "25BE09")
    sleutel = instellingsleutel("25BE09", soort="ERKENDE_VESTIGING")
    vergund(wereld, licentie(soort=soort, instellingserkenning=sleutel, herkomst="OCW"))
    (bestand,) = (bestand for bestand, type_ in TYPEN.items() if type_ == soort)
    (rij,) = velden(wereld, bestand)
    assert {k: c for k, c in rij.items() if k in ("OIE_CODE", "VESTIGINGSCODE")} == {kolom: "25BE09"}


def test_a_licentie_of_a_type_without_a_file_is_published_all_the_same(wereld: Register) -> None:
    vergund(wereld, licentie(vestigingslicentie=[vestiging()]))
    anders = licentie(type="WOONDERWIJSLICENTIE", vestigingslicentie=[vestiging()])
    wereld.schrijf(lambda session: session.execute(sa.update(model.licentie).values(stand=anders)))
    van = bron(wereld)
    (een,) = van.alle("LICENTIE")
    assert een.inhoud is not None
    assert een.inhoud.gegeven.velden["type"] == "WOONDERWIJSLICENTIE"
    assert [*een.rijen] == van.uitval == []


def test_maatregelen_stand_in_the_file_of_their_soort_each_by_a_group_of_its_own(wereld: Register) -> None:
    verleden = maatregel(VERBOD, date(2024, 1, 1), einddatum=date(2024, 3, 1))
    vergund(wereld, licentie(), maatregel(SANCTIE), maatregel(), verleden)
    assert [rij["AANVRAAGVERBODEINDDATUM"] for rij in velden(wereld, "mbo_sancties.csv")] == ["2028-09-01"]
    assert velden(wereld, "waarschuwingen.csv") == [{"LICENTIECODE": L1, "BEGINDATUM": "2020-09-01"}]
    sleutels = {soort: f"{L1}/{soort}/{BEGIN}" for soort in (SANCTIE, WAARSCHUWING, VERBOD)}
    for bestand, soort in MAATREGELEN.items():
        (regel,) = alle(bron(wereld))[bestand]
        groep = TABELLEN[bestand].groep_in(cellen(bestand, regel))
        assert [s for s, sleutel in sleutels.items() if TABELLEN[bestand].groep_van(sleutel) == groep] == [soort]


def test_what_a_publicatieverbod_withholds_is_nowhere_from_the_day_on_to_the_day_before_its_end(
    wereld: Register,
) -> None:
    ander = licentie(L3, PARTICULIER, opleidingserkenning=opleidingsleutel(BRANCHE, ""))
    vergund(
        wereld, licentie(vestigingslicentie=[vestiging()], hoOnderwijsaccreditatie=[accreditatie()]), maatregel(), ander
    )
    for van, naar in ((L1, L3), (L3, L1)):
        voeg_in(wereld, model.licentierelatie, van=van, naar=naar, soort="OPVOLGING", begindatum=BEGIN)
    zonder = alle(bron(wereld)), json_objecten(licenties(bron(wereld)))
    vandaag = STRAKS.date()
    vergund(wereld, maatregel(VERBOD, vandaag, einddatum=vandaag + timedelta(days=2)))
    for dag in (0, 1):
        van = bron(wereld, STRAKS + timedelta(days=dag))
        objecten = gepubliceerd(van)
        rijen = tabellen(van, objecten)
        assert [bestand for bestand, regels in rijen.items() if any(L1 in regel for regel in regels)] == []
        assert L1 not in str(json_objecten(objecten))
        assert L3 in str(rijen["nfo_onderwijslicenties.csv"])
        hier = next(een for een in objecten if een.sleutel == L1)
        assert (hier.inhoud, [*hier.rijen]) == (None, [])
    assert alle(bron(wereld, STRAKS + timedelta(days=2))) == zonder[0]
    assert trek_in(wereld, VERBOD, vandaag).goedgekeurd
    assert (alle(bron(wereld)), json_objecten(licenties(bron(wereld)))) == zonder


def test_rows_at_an_old_number_are_those_of_then(wereld: Register) -> None:
    vergund(wereld, licentie(), maatregel())
    toen = bron(wereld)
    voor = alle(toen), json_objecten(licenties(toen))
    vergund(
        wereld,
        licentie(stadium="SLAPEND"),
        licentie(L2, opleidingserkenning=opleidingsleutel(uniek="34035_2"), einddatum=EINDE),
    )
    assert trek_in(wereld).goedgekeurd
    assert neem(wereld, maatregel(SANCTIE)).goedgekeurd
    assert alle(bron(wereld)) != voor[0]
    weer = bron(wereld, op=toen.op.volgnummer)
    assert (alle(weer), json_objecten(licenties(weer))) == voor


def test_what_is_made_when_it_is_its_turn_is_what_the_feed_shows_with_the_rows_of_its_maker(leeg: Register) -> None:
    leeg.schrijf(laad_proef)
    for objecttype, maker in rijenregister.OBJECTMAKERS.items():
        objecten = [*bron(leeg).alle(objecttype)]
        plekken = [Plek(None, een.sleutel) for een in objecten]
        with leeg.lees() as session:
            lezing = Lezing(session, context(moment=STRAKS))
            feed = inhoud(lezing, OBJECTTYPEN[objecttype], plekken)
            rijen = [*maker.rijen(lezing, plekken)]
        assert json_objecten(objecten) == {(objecttype, p.sleutel): json_van(een) for p, een in feed.items()} != {}
        verwacht = [rij for een in objecten for rij in een.rijen]
        assert sorted((r.tabel.bestand, r.tabel.regel(r.cellen)) for r in rijen) == sorted(verwacht) != []


def test_besluiten_are_read_whole_page_after_page(leeg: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    tabel = model.financieringsbesluit
    vast: dict[str, Any] = {"stelsel": "BSFS", "opleidingscode": "9960", "begindatum": BEGIN}
    rijen = [
        {"instelling": f"{nr % 3:02}AA", "type_waardering": "EX_ANTE" if nr % 2 else "", "cursusduur": nr, **vast}
        | {"begindatum": BEGIN + timedelta(days=nr)}
        for nr in range(7)
    ]
    leeg.schrijf(lambda session: session.execute(sa.insert(tabel), rijen))
    monkeypatch.setattr("rio_soap.register.publicatie.publicatiebron._BLOK", 2)
    gelezen = [regel for _, regel in bron(leeg).besluiten()]
    assert len(gelezen) == len(set(gelezen)) == 7
    assert '"00AA","9960","BSFS",2020-09-01,,0,,' in gelezen
    assert '"01AA","9960","BSFS",2020-09-02,,1,,"EX_ANTE"' in gelezen
