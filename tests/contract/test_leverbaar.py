"""What a reading says of an object and no delivery holds is left out, and nothing else."""

from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.leverbaar import leverbaar, per_lid
from rio_soap.contract.operaties import AANVULLING_BEHEREN, BEHEREN
from rio_soap.contract.vorm import Vorm, vormen

BEGIN = date(2026, 9, 1)


def test_what_only_a_reading_says_is_left_out_at_every_depth() -> None:
    relatie = {"instellingserkenningscode": "25BE", "begindatum": BEGIN}
    gelezen = Gegeven(
        "onderwijsaanbieder",
        {
            "onderwijsaanbiedercode": "110A133",
            "inBedrijfdatum": BEGIN,
            "juridischeRelatie": [Gegeven("juridischeRelatie", {**relatie, "erkenner": "OCW"})],
            "bijbehorendOnderwijsbestuur": [
                Gegeven("bijbehorendOnderwijsbestuur", {"onderwijsbestuurcode": "100B490"})
            ],
        },
    )
    verzoek = leverbaar(Gegeven("aanleveren_onderwijsaanbieder_request", {"onderwijsaanbieder": gelezen}), BEHEREN)
    assert verzoek is not None
    deel = verzoek.velden["onderwijsaanbieder"]
    assert isinstance(deel, Gegeven)
    assert deel.velden == {
        "onderwijsaanbiedercode": "110A133",
        "inBedrijfdatum": BEGIN,
        "juridischeRelatie": [Gegeven("juridischeRelatie", relatie)],
    }


def test_an_object_of_a_kind_that_no_delivery_takes_cannot_be_held() -> None:
    mbo = Gegeven("mboKwalificatie", {"opleidingseenheidcode": "1000O0001"})
    assert leverbaar(Gegeven("aanleveren_opleidingseenheid_request", {"opleidingseenheid": mbo}), BEHEREN) is None


def test_a_part_goes_by_the_name_of_its_field_unless_the_contract_has_several() -> None:
    adres = Gegeven("ergens_anders", {"straatnaam": "Dam", "vreemd": 1})
    gezag = Gegeven(
        "bevoegdGezag", {"code": "40169", "formeelInstellingsadres": [Gegeven("x", {"binnenlandsAdres": adres})]}
    )
    keuze = Gegeven("instellingserkenning", {"bevoegdGezag": gezag})
    naam = "aanleveren_instellingserkenning_request"
    verzoek = leverbaar(Gegeven(naam, {"instellingserkenning": keuze}), AANVULLING_BEHEREN)
    assert verzoek is not None
    assert "binnenlandsAdres', velden={'straatnaam': 'Dam'}" in repr(verzoek)


def test_every_child_of_a_type_has_its_field_and_its_type() -> None:
    vorm = vormen(BEHEREN).elementen["aanleveren_opleidingseenheid_request"]
    assert isinstance(vorm, Vorm)
    veld, soort = per_lid(vorm)["hoOpleiding"]
    assert (veld.naam, soort.naam) == ("opleidingseenheid", "HoOpleiding")
