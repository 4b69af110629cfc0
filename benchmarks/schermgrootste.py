"""What is largest in a register, and the pages that show it: those that a sample seldom meets."""

from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import sqlalchemy as sa

from benchmarks.schermadressen import SECTORNAMEN, adres
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session
from rio_soap.register.regels.objectsleutel import sleutel_uit, zonder_lege
from rio_soap.web.publiek.zoekscherm import SOORTEN

_DELEN: Final = ("structuur", "aanbod", "locaties", "contact", "erkenningen", "historie")
_EERSTE: Final = 3


def grootste(register: Register) -> Iterator[tuple[str, str]]:
    """Each with its name and its address without the language."""
    with register.lees() as session:
        yield from _zoeken(session)
        yield from _organisaties(session)
        yield from _objecten(session)


def _zoeken(session: Session) -> Iterator[tuple[str, str]]:
    telling: Counter[str] = Counter()
    for tekst in session.execute(sa.select(model.zoeknaam.c.tekst)).scalars():
        telling.update(set(str(tekst).split()))
    for woord, aantal in telling.most_common(_EERSTE):
        yield f"search: a word of {aantal:,} names", adres("/zoeken", q=woord)
        yield f"search: a word of {aantal:,} names, page 100", adres("/zoeken", q=woord, pagina=100)
        yield f"search: a word of {aantal:,} names, a sector", adres("/zoeken", q=woord, sector="HO")
    for soort in SOORTEN:
        yield f"search: all {soort}", adres("/zoeken", soort=soort)
    for sector in SECTORNAMEN:
        yield f"search: sector {sector}", adres("/zoeken", sector=sector)
        for soort in SOORTEN:
            yield f"search: sector {sector}, {soort}", adres("/zoeken", sector=sector, soort=soort)


def _meest(session: Session, kolom: sa.Column[str], hoeveel: int = 1) -> list[tuple[str, int]]:
    """What a column has most."""
    aantal = sa.func.count().label("aantal")
    vraag = sa.select(kolom, aantal).where(kolom.is_not(None)).group_by(kolom).order_by(aantal.desc(), kolom)
    return [(str(wat), int(n)) for wat, n in session.execute(vraag.limit(hoeveel))]


def _organisaties(session: Session) -> Iterator[tuple[str, str]]:
    wie = {
        "offers": _meest(session, model.aangeboden_opleiding.c.aanbieder, _EERSTE),
        "relations down": _meest(session, model.organisatierelatie.c.van),
        "relations up": _meest(session, model.organisatierelatie.c.naar),
        "erkenningen that it rests on": _meest(session, model.juridische_relatie.c.eenheid),
        "uses of locaties": _meest(session, model.onderwijslocatiegebruik.c.bestuur),
        "contactadressen": _meest(session, model.contactadres.c.eenheid),
    }
    for wat, gevonden in wie.items():
        for code, aantal in gevonden:
            naam = f"organisation with {aantal:,} {wat}"
            yield naam, f"/organisaties/{code}"
            yield from ((f"{naam}: {deel}", f"/organisaties/{code}/{deel}") for deel in _DELEN)
            yield f"{naam}: uittreksel", adres("/uittreksel", code=code)
            yield f"{naam}: uittreksel, XML", adres("/uittreksel", code=code, vorm="xml")
            if code[3] == "A":
                yield f"{naam}: its offers, searched", adres("/aanbod", aanbieder=code)


def _objecten(session: Session) -> Iterator[tuple[str, str]]:
    aanbod, eenheid, locatie = model.aangeboden_opleiding, model.opleidingseenheid, model.onderwijslocatie
    for code, aantal in _meest(session, aanbod.c.eenheid):
        yield f"opleiding with {aantal:,} offers", f"/opleidingen/{code}"
    for kant, wat in (("naar", "parts"), ("van", "wholes")):
        for code, aantal in _meest(session, model.opleidingsrelatie.c[kant]):
            yield f"opleiding with {aantal:,} {wat}", f"/opleidingen/{code}"
    for code, aantal in _meest(session, aanbod.c.locatie):
        yield f"locatie with {aantal:,} offers", f"/locaties/{code}"
    for code, aantal in _meest(session, model.onderwijslocatiegebruik.c.locatie):
        yield f"locatie with {aantal:,} users", f"/locaties/{code}"
    for tabel, pad in (
        (aanbod, "/aanbod"),
        (eenheid, "/opleidingen"),
        (locatie, "/locaties"),
        (model.licentie, "/licenties"),
    ):
        for code in _langste(session, tabel):
            yield f"{tabel.name} with the longest stand", f"{pad}/{code}"
            if pad == "/aanbod":
                yield f"{tabel.name} with the longest stand: history", f"{pad}/{code}/historie"
    for kant in ("van", "naar"):
        for nummer, aantal in _meest(session, model.instellingsrelatie.c[kant]):
            yield from _erkenning(session, int(nummer), f"{aantal:,} relations ({kant})")
    for nummer, aantal in _meest(session, model.licentie.c.instellingserkenning):
        yield from _erkenning(session, int(nummer), f"{aantal:,} licenties")
    for nummer, aantal in _meest(session, model.regio.c.erkenning):
        yield from _erkenning(session, int(nummer), f"{aantal:,} postcodes")
    for nummer, aantal in _meest(session, model.licentie.c.opleidingserkenning):
        o = model.opleidingserkenning.c
        rij = session.execute(sa.select(o.stelsel, o.code, o.niveau, o.unieke_code).where(o.id == int(nummer))).one()
        yield f"opleidingserkenning with {aantal:,} licenties", f"/opleidingserkenningen/{quote(zonder_lege(rij))}"


def _langste(session: Session, tabel: sa.Table) -> list[str]:
    lengte = sa.func.length(sa.type_coerce(tabel.c.stand, sa.Text))
    vraag = sa.select(tabel.c.code).order_by(lengte.desc(), tabel.c.code).limit(1)
    return [str(code) for code in session.execute(vraag).scalars()]


def _erkenning(session: Session, nummer: int, waarmee: str) -> Iterator[tuple[str, str]]:
    e = model.instellingserkenning.c
    rij = session.execute(sa.select(e.erkenner, e.soort, e.code).where(e.id == nummer)).one()
    sleutel = sleutel_uit(*rij)
    yield f"erkenning with {waarmee}", f"/erkenningen/{quote(sleutel)}"
    yield f"erkenning with {waarmee}: uittreksel", adres("/uittreksel", code=sleutel)
    if rij[1] == "ERKENDE_SAMENWERKING":
        yield f"samenwerking with {waarmee}", f"/samenwerkingen/{quote(rij[2])}"
