"""Messages about onderwijsaanbieders and locatiegebruik, and a second bestuur with a BRIN, for the tests."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.locatie import leveringen as leveringen_locatiegebruik
from rio_soap.register.organisatie import leveringen as leveringen_onderwijsaanbieder
from rio_soap.register.regels.uitslag import Context, Uitslag
from rio_soap.register.regels.vindplaats import Vindplaats
from tests.register.hulp import context, kenmerk, schrijf

BESTUUR, BUURBESTUUR, PROEFBESTUUR = "100B490", "200B001", "107B213"
IN = date(2020, 8, 1)
"""inBedrijfdatum unless told otherwise."""
RSIN = "123456782"

ZERNIKE = Vindplaats(
    postcode="9747AV",
    huisnummer=3,
    huisnummertoevoeging="A1",
    bag_id="0014010099900001",
    latitude=Decimal("53.24012345"),
    longitude=Decimal("6.53012345"),
    plaatsnaam="GRONINGEN",
)
"""What the BAG says of 9747AV 3 A1."""


def aanbieder(
    *,
    code: str | None = None,
    begin: date = IN,
    einde: date | None = None,
    sleutel: str | None = None,
    perioden: list[date] | None = None,
    relaties: list[Gegeven] | None = None,
    **velden: Waarde,
) -> Gegeven:
    """An onderwijsaanbieder that is right unless told otherwise; without code it is new."""
    inhoud: dict[str, Waarde] = {"onderwijsaanbiedercode": code} if code else {}
    inhoud["inBedrijfdatum"] = begin
    if einde:
        inhoud["uitBedrijfdatum"] = einde
    inhoud["onderwijsaanbiederPeriode"] = [
        Gegeven("onderwijsaanbiederPeriode", {"begindatum": dag, "naam": f"School {nummer}"})
        for nummer, dag in enumerate(perioden or [begin], 1)
    ]
    inhoud["juridischeRelatie"] = relaties or [juridisch("25BE", begin, einde)]
    if sleutel:
        inhoud["kenmerken"] = [kenmerk("eigenOnderwijsaanbiederSleutel", sleutel)]
    return Gegeven("onderwijsaanbieder" if code else "nieuweOnderwijsaanbieder", inhoud | velden)


def juridisch(code: str, begin: date = IN, einde: date | None = None, naam: str = "juridischeRelatie") -> Gegeven:
    velden: dict[str, Waarde] = {"instellingserkenningscode": code, "begindatum": begin}
    return Gegeven(naam, velden | ({"einddatum": einde} if einde else {}))


def gebruik(
    plaats: Gegeven | str | None = None,
    *,
    bestuur: str = BESTUUR,
    begin: date = IN,
    einde: date | None = None,
    sleutel: str | None = None,
    vestigingen: list[Gegeven] | None = None,
    **velden: Waarde,
) -> Gegeven:
    """A locatiegebruik that is right unless told otherwise; by default of 9747AV 3 A1."""
    inhoud: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, "inBedrijfdatum": begin}
    if einde:
        inhoud["uitBedrijfdatum"] = einde
    if vestigingen:
        inhoud["juridischeOnderwijslocatiegebruikRelatie"] = vestigingen
    if sleutel:
        inhoud["kenmerken"] = [kenmerk("eigenOnderwijslocatiegebruikSleutel", sleutel)]
    inhoud |= velden
    if isinstance(plaats, str):
        inhoud["onderwijslocatieCode"] = plaats
    else:
        plaats = plaats or adres()
        inhoud[plaats.naam] = plaats
    return Gegeven("onderwijslocatiegebruik", inhoud)


def adres(postcode: str = "9747AV", huisnummer: int = 3, toevoeging: str | None = "A1") -> Gegeven:
    velden: dict[str, Waarde] = {"postcode": postcode, "huisnummer": huisnummer}
    return Gegeven("aanduidingAdres", velden | ({"huisnummertoevoeging": toevoeging} if toevoeging else {}))


def punt(latitude: str, longitude: str) -> Gegeven:
    return Gegeven("aanduidingGPS", {"gpsLatitude": Decimal(latitude), "gpsLongitude": Decimal(longitude)})


def plaats(naam: str, gemeente: str | None = None) -> Gegeven:
    velden: dict[str, Waarde] = {"plaatsnaam": naam}
    return Gegeven("aanduidingPlaats", velden | ({"gemeentenaam": gemeente} if gemeente else {}))


def vestiging(code: str, begin: date = IN, einde: date | None = None) -> Gegeven:
    return juridisch(code, begin, einde, "juridischeOnderwijslocatiegebruikRelatie")


def lever(register: Register, deel: Gegeven, ctx: Context | None = None, bestuur: str = BESTUUR) -> Uitslag:
    handeling = leveringen_onderwijsaanbieder.aanleveren_onderwijsaanbieder
    return schrijf(register, handeling, {"onderwijsbestuurcode": bestuur, deel.naam: deel}, ctx)


def nieuw(register: Register, deel: Gegeven | None = None, ctx: Context | None = None, bestuur: str = BESTUUR) -> str:
    """Deliver a new onderwijsaanbieder; gives its code."""
    uitslag = lever(register, deel or aanbieder(), ctx, bestuur)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    return str(uitslag.gegevens["onderwijsaanbiedercode"])


def verwijder(register: Register, code: str, ctx: Context | None = None) -> Uitslag:
    handeling = leveringen_onderwijsaanbieder.verwijderen_onderwijsaanbieder
    return schrijf(register, handeling, {"onderwijsaanbiedercode": code}, ctx)


def gebruik_locatie(register: Register, deel: Gegeven, ctx: Context | None = None) -> Uitslag:
    """Deliver a locatiegebruik; the BAG knows 9747AV 3 A1 unless the context says otherwise."""
    handeling = leveringen_locatiegebruik.aanleveren_onderwijslocatiegebruik
    return schrijf(register, handeling, {"onderwijslocatiegebruik": deel}, ctx or context(gevonden=ZERNIKE))


def in_gebruik(register: Register, deel: Gegeven | None = None, ctx: Context | None = None) -> str:
    """Deliver a locatiegebruik; gives the onderwijslocatiecode."""
    uitslag = gebruik_locatie(register, deel or gebruik(), ctx)
    assert uitslag.goedgekeurd, uitslag.foutmeldingen
    return str(uitslag.gegevens["onderwijslocatiecode"])


def uit_gebruik(register: Register, bestuur: str, locatie: str, ctx: Context | None = None) -> Uitslag:
    velden: dict[str, Waarde] = {"onderwijsbestuurcode": bestuur, "onderwijslocatiecode": locatie}
    return schrijf(register, leveringen_locatiegebruik.verwijderen_onderwijslocatiegebruik, velden, ctx)


def zet(register: Register, tabel: sa.Table, **waarden: Any) -> None:
    """A row that the register already holds."""
    register.schrijf(lambda session: session.execute(sa.insert(tabel), waarden))


def voeg_besturen_toe(register: Register) -> None:
    """Bestuur 200B001 (RSIN, bevoegd gezag 41234) with instelling 26ZZ and vestiging 26ZZ00, and 200B002 of that RSIN.

    Also 300C (NRTO), an erkende instelling that is not OCW's, 26YY that left gezag 41234, and vestiging 27AA00 of none.
    """
    erkenningen = (
        ("OCW", "BEVOEGD_GEZAG", "41234", date(2000, 1, 1), None),
        ("OCW", "ERKENDE_ONDERWIJSINSTELLING", "26ZZ", date(2015, 8, 1), None),
        ("OCW", "ERKENDE_ONDERWIJSINSTELLING", "26YY", date(2000, 8, 1), None),
        ("OCW", "ERKENDE_ONDERWIJSINSTELLING", "26XX", date(2000, 8, 1), date(2022, 8, 1)),
        ("OCW", "ERKENDE_VESTIGING", "26ZZ00", date(2015, 8, 1), None),
        ("OCW", "ERKENDE_VESTIGING", "27AA00", date(2015, 8, 1), None),
        ("NRTO", "ERKENDE_ONDERWIJSINSTELLING", "300C", date(2015, 8, 1), None),
    )

    def taak(session: Session) -> None:
        for code, begin in ((BUURBESTUUR, date(2000, 1, 1)), ("200B002", date(2021, 1, 1))):
            rij = {"code": code, "soort": "BESTUUR", "begindatum": begin, "rsin": RSIN}
            periode = Gegeven("onderwijsbestuurPeriode", {"begindatum": begin, "naam": f"Bestuur {code}"})
            stand = Gegeven("onderwijsbestuur", {"inBedrijfdatum": begin, "onderwijsbestuurPeriode": [periode]})
            rij |= {"bevoegd_gezag_nummer": "41234", "stand": stand}
            session.execute(sa.insert(model.organisatorische_eenheid), rij)
        nummers: dict[str, int] = {}
        for erkenner, soort, code, begin, einde in erkenningen:
            rij = {"erkenner": erkenner, "soort": soort, "code": code, "begindatum": begin, "einddatum": einde}
            rij["stand"] = Gegeven("instellingserkenning", {})
            sleutel = session.execute(sa.insert(model.instellingserkenning), rij).inserted_primary_key
            assert sleutel is not None
            nummers[code] = sleutel[0]
        for van, naar, einde in (
            ("41234", "26ZZ", None),
            ("41234", "26YY", date(2019, 8, 1)),
            ("41234", "26XX", date(2022, 8, 1)),
            ("26ZZ", "26ZZ00", None),
        ):
            tie = {"van": nummers[van], "naar": nummers[naar], "soort": "HIERARCHISCH"}
            tie |= {"begindatum": date(2015, 8, 1), "einddatum": einde}
            session.execute(sa.insert(model.instellingsrelatie), tie)

    register.schrijf(taak)


def stand_van_zaken(register: Register) -> dict[str, list[Any]]:
    """All rows of all tables, to see that nothing changed."""
    register.flush_sightings()  # or whoever writes next does, when a second has passed
    with register.lees() as session:
        return {
            tabel.name: sorted(map(repr, session.execute(sa.select(tabel)).all()))
            for tabel in model.metadata.sorted_tables
        }


def rijen(register: Register, tabel: sa.Table, *waar: sa.ColumnElement[bool]) -> list[Any]:
    with register.lees() as session:
        return list(session.execute(sa.select(tabel).where(*waar).order_by(*tabel.primary_key.columns)).all())
