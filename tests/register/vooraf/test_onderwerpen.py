"""What is looked at of each kind of object: as it is, as a refused delivery would make it, and what refers to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.tabel import LEVERINGEN
from rio_soap.register.vooraf.bekijken import Voorwerp, bekijk
from rio_soap.register.vooraf.onderwerp import MAX_VERWIJZINGEN, NIEUW, Blik, Foto, Objectverwijzing
from rio_soap.register.vooraf.onderwerpen import ONDERWERPEN
from tests.register import hulp_eenheden
from tests.register.hulp import BEGIN, bied_aan, context, eenheid, nieuw, relatie, voer_uit
from tests.register.hulp_organisatie import BESTUUR, aanbieder, gebruik, juridisch
from tests.register.rollen import DUO


def foto(register: Register, soort: str, verzoek: Gegeven, **antwoord: Any) -> Foto:
    with register.lees() as session:
        return ONDERWERPEN[soort].foto(Blik(session, context(), verzoek, None, antwoord))


def verwijzingen(register: Register, soort: str, **verzoek: Any) -> tuple[Objectverwijzing, ...]:
    with register.lees() as session:
        return ONDERWERPEN[soort].verwijzingen(Blik(session, context(), Gegeven("verzoek", verzoek), None, {}))


def test_every_delivery_has_a_kind_of_object_that_is_looked_at() -> None:
    assert {operatie.partition("_")[2] for operatie in LEVERINGEN} == set(ONDERWERPEN)


@pytest.mark.parametrize(
    ("soort", "verzoek"),
    [
        ("opleidingseenheid", {"opleidingseenheidcode": "9999O9999"}),
        ("aangebodenOpleiding", {"aangebodenOpleidingCode": "99000000-0000-4000-8000-000000000001"}),
        ("onderwijsaanbieder", {"onderwijsaanbiedercode": "999A999"}),
        ("onderwijslocatiegebruik", {"onderwijsbestuurcode": BESTUUR, "onderwijslocatiecode": "999X999"}),
        ("onderwijsaanbiedergroep", {"onderwijsaanbiedergroepcode": "999G999"}),
        ("onderwijsbegeleidingsaanbieder", {"onderwijsbegeleidingsaanbiedercode": "999T999"}),
        ("organisatierelatie", {"organisatierelatie": hulp_eenheden.band(begin=BEGIN)}),
        ("opleidingsrelatie", {"opleidingseenheidcode": ["9999O9998", "9999O9999"], "begindatum": BEGIN}),
    ],
)
def test_of_what_is_not_there_nothing_is_seen(register: Register, soort: str, verzoek: dict[str, Any]) -> None:
    assert foto(register, soort, Gegeven("verzoek", verzoek)) == {}


def test_a_new_object_is_seen_once_the_answer_has_its_code_which_is_not_told(register: Register) -> None:
    verzoek = Gegeven("verzoek", {"opleidingseenheid": eenheid()})
    assert foto(register, "opleidingseenheid", verzoek) == {}
    code = nieuw(register)
    assert list(foto(register, "opleidingseenheid", verzoek, opleidingseenheidcode=code)) == [
        ("opleidingseenheid", NIEUW)
    ]


def test_an_aanbieder_is_seen_with_its_relations(register: Register) -> None:
    gezien = foto(register, "onderwijsaanbieder", Gegeven("verzoek", {"onderwijsaanbiedercode": "110A133"}))
    assert [soort for soort, _ in gezien] == ["onderwijsaanbieder", "organisatierelatie"]
    assert ("organisatierelatie", f"{BESTUUR} - 110A133 HIERARCHISCH 1986-08-01") in gezien


def voorwerpen(register: Register, operatie: str, **velden: Any) -> tuple[Voorwerp, ...]:
    """What a delivery of who keeps the register would do; nothing of it stays."""
    ctx, verzoek = replace(context(DUO), operatie=operatie), Gegeven("verzoek", velden)
    return register.probeer(lambda s: bekijk(s, ctx, verzoek, lambda t: voer_uit(t, operatie, verzoek, ctx))).voorwerpen


def test_eenheden_and_their_relations_are_seen_before_and_after_a_delivery(register: Register) -> None:
    e = hulp_eenheden
    e.laad_eenheden(register)
    e.zet_eenheid(register, e.BEGELEIDER, "BEGELEIDING")
    for deel in (e.groep(e.lid()), e.begeleider()):
        velden = {"onderwijsbestuurcode": BESTUUR, deel.naam: deel}
        [nieuw_] = voorwerpen(register, f"aanleveren_{deel.naam}", **velden)
        assert (nieuw_.sleutel, nieuw_.oud) == (NIEUW, None)
        assert nieuw_.nieuw is not None
        assert {"groepslid", "juridischeRelatie"} & nieuw_.nieuw.velden.keys()
    anders = e.groep(e.lid(e.ONDER_GROEP), code=e.GROEP, naam="Anders")
    velden = {"onderwijsbestuurcode": BESTUUR, "onderwijsaanbiedergroep": anders}
    [groep] = voorwerpen(register, "aanleveren_onderwijsaanbiedergroep", **velden)
    assert (groep.sleutel, groep.oud is not None, groep.nieuw is not None) == (e.GROEP, True, True)
    [weg] = voorwerpen(
        register, "verwijderen_onderwijsbegeleidingsaanbieder", onderwijsbegeleidingsaanbiedercode=e.BEGELEIDER
    )
    assert (weg.sleutel, weg.nieuw) == (e.BEGELEIDER, None)
    [band] = voorwerpen(register, "aanleveren_organisatierelatie", organisatierelatie=e.band())
    assert band.sleutel == f"{BESTUUR}/{e.BUURSCHOOL}/HIERARCHISCH/2020-08-01"


def test_what_a_refused_delivery_would_make_is_what_it_says_without_the_code() -> None:
    def bedoeld(soort: str, **verzoek: Any) -> Foto:
        return ONDERWERPEN[soort].bedoeld(context(), Gegeven("verzoek", verzoek), {})

    [(sleutel, stand)] = bedoeld("opleidingseenheid", opleidingseenheid=eenheid(code="1010O6466")).items()
    assert sleutel == ("opleidingseenheid", "1010O6466")
    assert "opleidingseenheidcode" not in stand.velden
    [(sleutel, stand)] = bedoeld("onderwijsaanbieder", nieuweOnderwijsaanbieder=aanbieder()).items()
    assert (sleutel, stand.naam) == (("onderwijsaanbieder", NIEUW), "onderwijsaanbieder")
    [(sleutel, stand)] = bedoeld("onderwijslocatiegebruik", onderwijslocatiegebruik=gebruik()).items()
    assert sleutel == ("onderwijslocatiegebruik", f"{BESTUUR}/{NIEUW}")
    assert set(stand.velden) == {"inBedrijfdatum"}


def test_a_relation_that_would_change_keeps_its_direction_and_takes_the_new_end() -> None:
    nu = {"van": "B", "naar": "A", "soort": "VARIANT_VAN", "begindatum": BEGIN, "einddatum": date(2030, 1, 1)}
    oud: Foto = {("opleidingsrelatie", f"A - B {BEGIN}"): Gegeven("opleidingsrelatie", dict(nu))}
    verzoek = Gegeven("verzoek", {"opleidingsrelatie": relatie("A", "B", einde=date(2028, 1, 1))})
    [stand] = ONDERWERPEN["opleidingsrelatie"].bedoeld(context(), verzoek, oud).values()
    assert stand.velden == {**nu, "einddatum": date(2028, 1, 1)}
    zonder = Gegeven("verzoek", {"opleidingsrelatie": relatie("A", "B")})
    [stand] = ONDERWERPEN["opleidingsrelatie"].bedoeld(context(), zonder, oud).values()
    assert "einddatum" not in stand.velden


def test_what_refers_to_a_unit_is_named_and_counted(register: Register) -> None:
    code = nieuw(register)
    assert verwijzingen(register, "opleidingseenheid", opleidingseenheidcode=code) == ()
    aanbod = bied_aan(register, code)
    assert verwijzingen(register, "opleidingseenheid", opleidingseenheidcode=code) == (
        Objectverwijzing("aangebodenOpleiding", (aanbod,), 1),
    )


def test_of_many_references_the_first_are_named_and_all_are_counted(register: Register) -> None:
    tabel = model.contactadres
    rij = {"eenheid": "110A133", "context": "ALGEMEEN", "stand": Gegeven("contactadres")}
    rijen = [{**rij, "subcontextnummer": str(nummer)} for nummer in range(30)]
    register.schrijf(lambda s: s.execute(sa.insert(tabel), rijen))
    [adressen] = verwijzingen(register, "onderwijsaanbieder", onderwijsaanbiedercode="110A133")
    assert (adressen.soort, len(adressen.sleutels), adressen.aantal) == ("contactadres", MAX_VERWIJZINGEN, 30)


def test_offers_at_a_place_are_told_although_no_controle_minds_them(register: Register) -> None:
    aanbod = bied_aan(register, nieuw(register))
    tabel = model.aangeboden_opleiding
    zet = sa.update(tabel).where(tabel.c.code == aanbod)
    register.schrijf(lambda s: s.execute(zet.values(locatie="107X215", aanbieder="110A133")))
    vraag = {"onderwijsbestuurcode": BESTUUR, "onderwijslocatiecode": "107X215"}
    assert [v.aantal for v in verwijzingen(register, "onderwijslocatiegebruik", **vraag)] == [1]
    elders = vraag | {"onderwijslocatiecode": "107X216"}
    assert verwijzingen(register, "onderwijslocatiegebruik", **elders) == ()


def test_a_juridische_relatie_of_a_refused_aanbieder_is_shown_as_delivered() -> None:
    verzoek = Gegeven("verzoek", {"nieuweOnderwijsaanbieder": aanbieder(relaties=[juridisch("99ZZ")])})
    [stand] = ONDERWERPEN["onderwijsaanbieder"].bedoeld(context(), verzoek, {}).values()
    assert stand.velden["juridischeRelatie"] == [juridisch("99ZZ")]
