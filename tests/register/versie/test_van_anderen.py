"""What an object shows of others: a change of those is in the feed for it too, and what it showed stays known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.organisatie.handelsregister import Registratie, koppel
from tests.register import hulp_organisatie
from tests.register.rollen import DUO
from tests.register.schrijvers import AANBIEDER, BESTUUR
from tests.register.versie.hulp_versie import alles, objectversie, zet_begin
from tests.register.versie.test_antwoorden import Rio
from tests.register.versie.test_volgen import Volger, gelijk

GROEP, BEGIN = "800G001", date(2020, 8, 1)
REGISTRATIE = Registratie(
    kvk_nummer="90000137",
    rsin="992660725",
    naam="Stichting Nieuw",
    rechtsvorm="ST",
    rechtsvorm_omschrijving="Stichting",
    publieke_rechtsvorm=None,
    datum_aanvang="20050901",
    datum_einde=None,
    ontbonden=None,
    statutaire_zetel=None,
    bezoekadres=None,
    postadres=None,
    peilmoment=None,
)


@pytest.fixture
def rio(register: Register) -> Rio:
    """A register with a groep under the bestuur and an onderwijsaanbieder in that groep alone."""
    zet_begin(register)
    rio = Rio(register)
    eerst = hulp_organisatie.aanbieder(perioden=[BEGIN])
    antwoord = rio.lever("aanleveren_onderwijsaanbieder", onderwijsbestuurcode=BESTUUR, nieuweOnderwijsaanbieder=eerst)
    rio.school = str(antwoord["onderwijsaanbiedercode"])
    naam = Gegeven("onderwijsaanbiedergroepPeriode", {"begindatum": BEGIN, "naam": "Groep"})
    stand = Gegeven("onderwijsaanbiedergroep", {"inBedrijfdatum": BEGIN, "onderwijsaanbiedergroepPeriode": [naam]})
    rij = {"code": GROEP, "soort": "GROEP", "begindatum": BEGIN, "stand": stand}
    band = {"soort": "HIERARCHISCH", "begindatum": BEGIN}
    banden = [{**band, "van": BESTUUR, "naar": GROEP}, {**band, "van": GROEP, "naar": rio.school}]

    def taak(session: Any) -> None:
        session.execute(sa.insert(model.organisatorische_eenheid), rij)
        session.execute(sa.insert(model.organisatierelatie), banden)

    register.schrijf(taak)
    return rio


def volg(rio: Rio, wijzig: Callable[[], object], naam: tuple[str, str]) -> tuple[Gegeven | None, Gegeven | None]:
    """An object before and after a change, by a copy that follows the feed and by what was known before."""
    volger = Volger(rio.register, alles(rio.register), lambda: rio.klok.context(DUO))
    volger.cursor = rio.cursor
    voor, toen = volger.kopie.get(naam), rio.klok.tik()
    rio.klok.tik()
    wijzig()
    rio.klok.tik()
    volger.pagina(500)
    assert gelijk(volger, alles)
    assert objectversie(rio.register, rio.klok.context(DUO), *naam, bekendOp=toen) == voor
    return voor, volger.kopie.get(naam)


def test_an_aanbieder_shows_the_name_that_its_bestuur_takes_over(rio: Rio) -> None:
    """Of the bestuur right above it, and of the one above its groep when it has no other."""

    def neem_over() -> None:
        ctx = rio.klok.context()
        rio.register.schrijf(lambda s: koppel(s, REGISTRATIE, BESTUUR, rio.klok(), ctx.vandaag))

    los = sa.delete(model.organisatierelatie).where(
        model.organisatierelatie.c.van == BESTUUR, model.organisatierelatie.c.naar == rio.school
    )
    rio.register.schrijf(lambda session: session.execute(los))
    oud, nieuw = volg(rio, neem_over, ("ONDERWIJSAANBIEDER", rio.school))
    assert oud is not None
    assert nieuw is not None
    namen = [[p.velden["naam"] for p in perioden(school)] for school in (oud, nieuw)]
    assert namen[1] == [*namen[0], "Stichting Nieuw"]
    assert perioden(alles(rio.register)["ONDERWIJSAANBIEDER", AANBIEDER]) == perioden(nieuw)


def perioden(school: Gegeven) -> list[Any]:
    besturen: Any = school.velden["bijbehorendOnderwijsbestuur"]
    return list(besturen[0].velden["onderwijsbestuurPeriode"])
