"""Delivering and removing an onderwijsbestuur: every code raised and not raised, what it takes over and changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.besturen import besturen_van
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie import controles_bestuur, leveringen_bestuur
from rio_soap.register.organisatie.bestuur_bij_gezag import bestuur_bij_gezag
from rio_soap.register.organisatie.bestuurbericht import lees_onderwijsbestuur
from rio_soap.register.regels.navraag import Inschrijvingsnavraag
from rio_soap.register.regels.uitslag import Uitslag
from rio_soap.register.regels.vindplaats import Nietgevonden
from rio_soap.register.toezicht import ketencontrole
from rio_soap.register.toezicht.signalen import open_signalen
from rio_soap.register.versie import moment as versiemoment
from tests.register.geval import Geval, parameters
from tests.register.hulp import HANZE, NU, VREEMD, context, fouten, vraag
from tests.register.hulp_bestuur import (
    DAG,
    GEEINDIGD,
    IN,
    KVK,
    PERSOON,
    REGISTRATIE,
    RSIN,
    bestuur,
    laad_wereld,
    lever,
    nieuw,
    periode,
    verwijder,
)
from tests.register.hulp_organisatie import BESTUUR, BUURBESTUUR, PROEFBESTUUR, rijen, zet
from tests.register.rollen import CEDEO, DUO, NVAO

AANLEVEREN, VERWIJDEREN = "aanleveren_onderwijsbestuur", "verwijderen_onderwijsbestuur"
BEGIN = date(1986, 8, 1)
"""inBedrijfdatum of 100B490 and 107B213."""
BUUR_OIN = "00000001123456782000"
Stap = Callable[[Register], Uitslag]


@pytest.fixture
def wereld(register: Register) -> Register:
    """A register with `laad_wereld`."""
    laad_wereld(register)
    return register


def met(code: str | None = None, oin: str = DUO, **anders: object) -> Stap:
    """A delivery; `gevonden` is what the Handelsregister says, the rest are fields."""
    gevonden = anders.pop("gevonden", REGISTRATIE)
    return lambda r: lever(r, bestuur(code, **anders), oin, gevonden)  # type: ignore[arg-type]


def eigen(code: str = BESTUUR, oin: str = HANZE, **anders: object) -> Stap:
    """A change by who acts for 100B490, as it is registered."""
    velden = {"begin": BEGIN, "bevoegdGezagNummer": "40169", "gevonden": None}
    return met(code, oin, **{**velden, **anders})


def weg(code: str = PROEFBESTUUR, oin: str = DUO) -> Stap:
    return lambda r: verwijder(r, code, oin)


def onder_groep(r: Register) -> None:
    """107B213 gets a groep with aanbieder 110A133 in it."""
    stand = Gegeven("onderwijsaanbiedergroep", {"inBedrijfdatum": BEGIN})
    zet(r, model.organisatorische_eenheid, code="100G001", soort="GROEP", begindatum=BEGIN, stand=stand)
    for van, naar in ((PROEFBESTUUR, "100G001"), ("100G001", "110A133")):
        zet(r, model.organisatierelatie, van=van, naar=naar, soort="HIERARCHISCH", begindatum=BEGIN)


def contact(r: Register) -> None:
    stand = Gegeven("contactadres", {})
    zet(r, model.contactadres, eenheid=BUURBESTUUR, context="ALGEMEEN", subcontextnummer=0, stand=stand)


def zonder_eenheid(r: Register) -> None:
    r.schrijf(lambda session: session.execute(model.opleidingseenheid.delete()))


TWEE = [periode(), periode(IN + DAG, "Later")]
GEVALLEN = [
    Geval("A01110", met("999B999", begin=BEGIN), met(PROEFBESTUUR, begin=BEGIN)),
    Geval("AUT401", met(oin=VREEMD), met(oin=NVAO)),
    Geval("AUT401", met(oin=CEDEO), met(oin=NVAO)),  # it recognises no organisations
    Geval("AUT401", met(oin=HANZE), met()),  # an institution makes none
    Geval("AUT401", met(PROEFBESTUUR, NVAO, begin=BEGIN), met(PROEFBESTUUR, begin=BEGIN)),
    Geval("AUT401", eigen(PROEFBESTUUR, bevoegdGezagNummer=None), eigen()),
    Geval("INT500", met(gevonden=Nietgevonden.STORING), met()),
    Geval("INT500", met(gevonden=None), met(BESTUUR, begin=BEGIN, gevonden=None)),
    Geval("INT500", met(PROEFBESTUUR, begin=BEGIN, kVKnummer=KVK, gevonden=None), met(PROEFBESTUUR, begin=BEGIN)),
    Geval("N04010", met(uitBedrijfdatum=IN), met(uitBedrijfdatum=IN + DAG), alleen=False),
    Geval(
        "N04410",
        met(BESTUUR, begin=BEGIN, uitBedrijfdatum=date(2030, 1, 1)),
        met(PROEFBESTUUR, begin=BEGIN, uitBedrijfdatum=date(2030, 1, 1)),
    ),
    Geval(
        "N04410",
        met(PROEFBESTUUR, begin=BEGIN, uitBedrijfdatum=date(2030, 1, 1)),
        met(PROEFBESTUUR, begin=BEGIN),
        onder_groep,
    ),
    Geval("N05010", met(uitBedrijfdatum=IN + DAG, perioden=TWEE), met(perioden=TWEE), alleen=False),
    Geval("N05030", met(uitBedrijfdatum=IN + DAG, perioden=[*TWEE, periode(IN + 2 * DAG)]), met(), alleen=False),
    Geval("N05050", met(perioden=[periode(), periode()]), met(perioden=TWEE)),
    Geval("N05060", met(perioden=[periode(IN + DAG)]), met(perioden=TWEE), alleen=False),
    *(
        Geval("RS1009", eigen(**{naam: waarde}), eigen(perioden=[periode(BEGIN), periode(IN)]), alleen=False)
        for naam, waarde in (
            ("kVKnummer", KVK),
            ("bevoegdGezagNummer", None),
            ("uitBedrijfdatum", date(2090, 1, 1)),
        )
    ),
    Geval("RS1101", met(kVKnummer=None), met(kVKnummer=None, rSIN=RSIN)),
    Geval("RS1102", met(gevonden=Nietgevonden.ONBEKEND), met()),
    Geval("RS1102", met(gevonden=PERSOON), met()),
    Geval("RS1102", met(rSIN="123456782"), met(rSIN=RSIN)),
    Geval("RS1103", met(gevonden=GEEINDIGD), met(gevonden=replace(GEEINDIGD, datum_einde="20261125"))),
    Geval("RS1104", met(bevoegdGezagNummer="40169"), met(bevoegdGezagNummer="40170")),
    Geval(
        "RS1104",
        met(PROEFBESTUUR, begin=BEGIN, bevoegdGezagNummer="41234"),
        met(BUURBESTUUR, begin=date(2000, 1, 1), bevoegdGezagNummer="41234"),  # two have it already, as loaded
    ),
]
WEG = [
    Geval("A01110", weg("999B999"), weg("200B002")),
    Geval("AUT401", weg("200B002", BUUR_OIN), weg("200B002")),
    Geval("AUT401", weg("200B002", NVAO), weg("200B002")),
    Geval("N04810", weg(BESTUUR), weg("200B002")),
    Geval("N04810", weg(), weg("200B002")),  # of an opleidingseenheid
    Geval("N04810", weg(BUURBESTUUR), weg("200B002"), contact),
    Geval("N04810", weg(), weg("200B002"), lambda r: (zonder_eenheid(r), onder_groep(r))),
]


@pytest.mark.parametrize("geval", [*parameters(AANLEVEREN, GEVALLEN), *parameters(VERWIJDEREN, WEG)])
def test_the_code_refuses_and_changes_nothing_and_lets_its_neighbour_pass(wereld: Register, geval: Geval) -> None:
    geval.beproef(wereld)


def test_every_code_of_both_operations_is_raised_here() -> None:
    assert {geval.code for geval in GEVALLEN} == {code for code, _ in controles_bestuur.AANLEVEREN}
    assert {geval.code for geval in WEG} == {code for code, _ in controles_bestuur.VERWIJDEREN}


def test_what_refers_to_it_is_named(wereld: Register) -> None:
    uitslag = verwijder(wereld, BESTUUR)
    assert [melding.sleutels[1] for melding in uitslag.foutmeldingen] == [
        ("onderwijslocatie", "107X215"),
        ("opleidingseenheid", "1010O6466"),
        ("organisatorischeEenheid", "110A133"),
    ]
    onder_groep(wereld)
    eindigt = lever(wereld, bestuur(PROEFBESTUUR, begin=BEGIN, uitBedrijfdatum=date(2030, 1, 1)))
    assert [melding.sleutels for melding in eindigt.foutmeldingen] == [
        (("sleutel", PROEFBESTUUR), ("onderwijsaanbiedercode", "110A133"), ("uitBedrijfdatum", "2030-01-01"))
    ]


@pytest.mark.parametrize("gevraagd", [{}, {"kVKnummer": None, "rSIN": RSIN}], ids=["KvK number", "RSIN"])
@pytest.mark.parametrize("oin", [DUO, NVAO])
def test_a_new_one_takes_over_what_the_handelsregister_says_beside_its_own_names(
    wereld: Register, oin: str, gevraagd: dict[str, Waarde | None]
) -> None:
    deel = bestuur(perioden=[periode(internationaleNaam="Example"), periode(IN + DAG, "Later")], **gevraagd)
    code = nieuw(wereld, deel, oin=oin)
    assert code == "800B001"
    [rij] = rijen(wereld, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == code)
    assert (rij.soort, rij.kvk_nummer, rij.rsin, rij.bevoegd_gezag_nummer) == ("BESTUUR", KVK, RSIN, None)
    assert set(rij.stand.velden) == {"inBedrijfdatum", "onderwijsbestuurPeriode"}
    [bij] = rijen(wereld, model.handelsregister)
    assert (bij.bestuur, bij.naam, bij.rechtsvorm, bij.datum_aanvang) == (code, REGISTRATIE.naam, "ST", "20050900")
    assert [(m.sleutel, m.houder, m.soort) for m in rijen(wereld, model.mutatie)] == [(code, code, "T")]
    gelezen = vraag(wereld, versiemoment.opvragen_object_op_moment, objecttype="ONDERWIJSBESTUUR", sleutel=code)
    inhoud = gelezen.gegevens["objectversie"].velden["inhoud"].gegeven  # type: ignore[union-attr]
    assert inhoud.velden == {**deel.velden, "kVKnummer": KVK, "rSIN": RSIN, "onderwijsbestuurcode": code}
    with wereld.lees() as session:
        assert besturen_van(session, context(f"00000001{RSIN}000")) == (code,)


def test_a_change_is_in_the_feed_with_the_aanbieders_that_show_it_and_can_be_undone(wereld: Register) -> None:
    assert fouten(eigen(perioden=[periode(BEGIN, "Andere naam")])(wereld)) == []
    gezien = [(m.sleutel, m.houder, m.soort) for m in rijen(wereld, model.mutatie)]
    assert gezien == [(BESTUUR, BESTUUR, "W"), ("110A133", BESTUUR, "W")]
    assert [v.deel for v in rijen(wereld, model.objectversie)] == ["rij"]
    [rij] = rijen(wereld, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == BESTUUR)
    assert (rij.bevoegd_gezag_nummer, rij.kvk_nummer) == ("40169", None)


def test_another_number_replaces_both_and_one_that_is_left_out_stays(wereld: Register) -> None:
    code = nieuw(wereld)
    ander = replace(REGISTRATIE, kvk_nummer="90000358", rsin="992753843")
    assert fouten(lever(wereld, bestuur(code, kVKnummer="90000358"), gevonden=ander)) == []
    assert fouten(lever(wereld, bestuur(code), gevonden=None)) == []
    assert fouten(lever(wereld, bestuur(code, rSIN="992753843"), gevonden=None)) == []
    [rij] = rijen(wereld, model.organisatorische_eenheid, model.organisatorische_eenheid.c.code == code)
    assert (rij.kvk_nummer, rij.rsin) == ("90000358", "992753843")


def test_a_bestuur_that_came_with_its_bevoegd_gezag_is_changed_like_any_other(wereld: Register) -> None:
    delen = [Gegeven("bevoegdGezagPeriode", {"begindatum": IN, "naamLang": "Gezag"})]
    gezag: dict[str, Waarde] = {"code": "40999", "begindatum": IN, "kVKnummer": KVK}
    deel = Gegeven("bevoegdGezag", {**gezag, "bevoegdGezagPeriode": delen})
    code = wereld.schrijf(lambda session: bestuur_bij_gezag(session, context(DUO), deel))
    velden: dict[str, Waarde] = {"kVKnummer": KVK, "bevoegdGezagNummer": "40999"}
    zelf = f"00000003{KVK}0000"
    assert fouten(lever(wereld, bestuur(code, **velden), zelf, None)) == []
    assert fouten(lever(wereld, bestuur(code, **velden, rSIN=RSIN), zelf, None)) == ["RS1009"]
    assert fouten(lever(wereld, bestuur(code, **velden, rSIN=RSIN))) == []
    assert fouten(verwijder(wereld, code)) == []


def test_what_is_removed_leaves_nothing_but_its_history(wereld: Register) -> None:
    code = nieuw(wereld)
    gevonden = {ketencontrole.KVK_NAAM: "another name"}
    wereld.schrijf(lambda session: ketencontrole.record_bestuur(session, code, gevonden, NU))
    assert fouten(verwijder(wereld, code)) == []
    assert rijen(wereld, model.handelsregister) == rijen(wereld, model.ketencontrole) == []
    with wereld.lees() as session:
        assert open_signalen(session) == []
    assert [m.soort for m in rijen(wereld, model.mutatie)] == ["T", "V"]
    assert nieuw(wereld) == "800B002"


@pytest.mark.parametrize(
    ("oin", "deel", "verwacht"),
    [
        (DUO, bestuur(), Inschrijvingsnavraag(KVK, None)),
        (NVAO, bestuur(rSIN=RSIN), Inschrijvingsnavraag(KVK, RSIN)),
        (DUO, bestuur(PROEFBESTUUR, rSIN=RSIN), Inschrijvingsnavraag(None, RSIN)),
        (DUO, bestuur(PROEFBESTUUR), None),
        (DUO, bestuur(BUURBESTUUR, rSIN="123456782"), None),
        (DUO, bestuur("999B999", rSIN=RSIN), None),
        (VREEMD, bestuur(), None),
        (CEDEO, bestuur(), None),
        (HANZE, bestuur(BESTUUR, kVKnummer=KVK), None),
        (DUO, bestuur(kVKnummer=None), None),
    ],
)
def test_kvk_is_asked_for_a_number_that_is_new_and_by_who_may_deliver_it(
    wereld: Register, oin: str, deel: Gegeven, verwacht: Inschrijvingsnavraag | None
) -> None:
    ctx = context(oin)
    bericht = lees_onderwijsbestuur(ctx, Gegeven("verzoek", {"onderwijsbestuur": deel}))
    with wereld.lees() as session:
        assert leveringen_bestuur.navraag(session, ctx, bericht) == verwacht


def test_the_operator_of_the_register_may_do_it_for_whomever(wereld: Register) -> None:
    code = nieuw(wereld, oin=VREEMD, beheerder=True)
    assert fouten(lever(wereld, bestuur(code, bevoegdGezagNummer="40444"), VREEMD, beheerder=True)) == []
    assert fouten(verwijder(wereld, code, VREEMD, beheerder=True)) == []
