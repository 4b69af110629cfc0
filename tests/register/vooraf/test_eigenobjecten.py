"""What somebody keeps, by roles: pages of keys and single objects, for every kind, on both databases."""

from datetime import date

import pytest

from rio_soap.register.bevoegdheid.rollen import Rollen
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.proefdata.proef import laad_proef
from rio_soap.register.publicatie.sleutels import sleutels
from rio_soap.register.versie.objecttypen import OBJECTTYPEN
from rio_soap.register.vooraf.eigenobjecten import Eigenaar, eigen_sleutels, is_eigen

DAG = date(2026, 10, 1)
SOORTEN = sorted(set(OBJECTTYPEN) - {"ONDERWIJSLOCATIE"})
HANZE = "100B490"


def eigenaar(**van: object) -> Eigenaar:
    leeg: dict[str, object] = {
        "alles": False,
        "besturen": frozenset(),
        "erkenners": frozenset(),
        "samenwerkingen": frozenset(),
    }
    return Eigenaar(**{**leeg, **van, "dag": DAG})  # type: ignore[arg-type]


def van(session: Session, soort: str, wie: Eigenaar, aantal: int = 3, begin: str = "") -> list[str]:
    """All keys, in small pages."""
    gevonden: list[str] = []
    na: str | None = None
    while True:
        pagina = eigen_sleutels(session, OBJECTTYPEN[soort], wie, na, aantal, begin)
        gevonden += pagina.sleutels
        if (na := pagina.volgende) is None:
            return gevonden


@pytest.fixture
def proef(leeg: Register) -> Register:
    leeg.schrijf(laad_proef)
    return leeg


def test_who_may_write_all_pages_through_every_object_of_every_kind_once(proef: Register) -> None:
    alles, niemand = eigenaar(alles=True), eigenaar()
    with proef.lees() as session:
        for soort in SOORTEN:
            er_zijn = sleutels(session, OBJECTTYPEN[soort], None, 1_000).sleutels
            gevonden = van(session, soort, alles)
            assert sorted(gevonden) == sorted(er_zijn), soort
            assert len(set(gevonden)) == len(gevonden)
            assert all(is_eigen(session, OBJECTTYPEN[soort], alles, sleutel) for sleutel in er_zijn), soort
            assert van(session, soort, niemand) == []
            assert not any(is_eigen(session, OBJECTTYPEN[soort], niemand, sleutel) for sleutel in er_zijn)
        for soort, sleutel in (
            ("ORGANISATIERELATIE", "100B490/110A133/HIERARCHISCH/gisteren"),
            ("ORGANISATIERELATIE", "a/b/c/d/e"),
            ("OPLEIDINGSEENHEID", ""),
            ("LICENTIE", "x/y"),
        ):
            assert not is_eigen(session, OBJECTTYPEN[soort], alles, sleutel)
        assert eigen_sleutels(session, OBJECTTYPEN["ORGANISATIERELATIE"], alles, "vreemd", 5).sleutels == ()


def test_an_institution_an_erkenner_and_a_samenwerking_keep_what_is_their_own(proef: Register) -> None:
    hanze = eigenaar(besturen=frozenset({HANZE}))
    with proef.lees() as session:
        assert van(session, "ONDERWIJSBESTUUR", hanze) == [HANZE]
        assert van(session, "ONDERWIJSAANBIEDER", hanze) == ["110A133"]
        assert van(session, "OPLEIDINGSEENHEID", hanze) == ["1007O5545", "1010O6466"]
        assert van(session, "AANGEBODEN_OPLEIDING", hanze) == ["ab7431c0-f985-4742-aa68-42060570b17e"]
        assert van(session, "CONTACTADRES", hanze)[0] == "100B490/ALGEMEEN/0"
        assert all(sleutel.startswith(HANZE) for sleutel in van(session, "ONDERWIJSLOCATIEGEBRUIK", hanze))
        assert {sleutel.split("/")[2] for sleutel in van(session, "INSTELLINGSRELATIE", hanze)} <= {"40169", "25BE"}
        assert van(session, "OPLEIDINGSEENHEID", hanze, begin="1010") == ["1010O6466"]
        assert van(session, "OPLEIDINGSEENHEID", hanze, begin="%") == []
        for soort in ("ERKENNER", "INSTELLINGSERKENNING", "OPLEIDINGSERKENNING", "LICENTIE", "LICENTIEMAATREGEL"):
            assert van(session, soort, hanze) == []
        erkenners = sleutels(session, OBJECTTYPEN["ERKENNER"], None, 100).sleutels
        verdeeld = [
            sleutel
            for code in erkenners
            for sleutel in van(session, "INSTELLINGSERKENNING", eigenaar(erkenners=frozenset({code})))
        ]
        assert verdeeld
        alle = sleutels(session, OBJECTTYPEN["INSTELLINGSERKENNING"], None, 1_000).sleutels
        assert set(verdeeld) <= set(alle)
        (samen, *_) = [sleutel for sleutel in alle if "/ERKENDE_SAMENWERKING/" in sleutel]
        vorm = eigenaar(samenwerkingen=frozenset({samen.rpartition("/")[2]}))
        assert van(session, "INSTELLINGSERKENNING", vorm) == [samen]
        assert all(samen.rpartition("/")[2] in sleutel for sleutel in van(session, "INSTELLINGSRELATIE", vorm))


def test_who_acts_follows_from_the_roles_that_the_operation_takes() -> None:
    rollen = Rollen(frozenset({("BEHEER_AANBOD", HANZE), ("ERKENNER", "100E001"), ("INSPECTIE", "")}))
    aanbod = Eigenaar.van(rollen, "aanleveren_aangebodenOpleiding", DAG)
    assert (aanbod.besturen, aanbod.erkenners, aanbod.alles) == ({HANZE}, frozenset(), False)
    maatregel = Eigenaar.van(rollen, "aanleveren_licentiemaatregel", DAG)
    assert (maatregel.alles, maatregel.erkenners) == (True, {"100E001"})
    assert not Eigenaar.van(rollen, "aanleveren_onderwijsaanbiedergroep", DAG).is_iemand
    assert Eigenaar.van(Rollen(frozenset({("DUO", "")})), "aanleveren_licentie", DAG).alles
