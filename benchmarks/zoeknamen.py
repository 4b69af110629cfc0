"""Names and places of a whole country, made up: as many words, and as many that share them, as real ones have."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from benchmarks import register_maker
from benchmarks.formele_soorten import BEGIN
from rio_soap.register.database import model
from rio_soap.register.database.database import Register
from rio_soap.register.database.session import Session

_SOORTEN = (
    *(
        "Basisschool",
        "Openbare Basisschool",
        "Christelijke Basisschool",
        "Katholieke Basisschool",
        "OBS",
        "CBS",
        "PCBO",
    ),
    *("Daltonschool", "Montessorischool", "Jenaplanschool", "Vrije School", "College", "Lyceum", "Gymnasium"),
    *("Praktijkschool", "Scholengemeenschap", "Vakcollege", "School voor Speciaal Onderwijs", "Hogeschool"),
    "Regionaal Opleidingencentrum",
)
_BEGINNEN = (
    *("Regen", "Zonne", "Ster", "Wind", "Water", "Berken", "Linden", "Eiken", "Molen", "Bron", "Kasteel", "Haven"),
    *("Toren", "Vogel", "Vlinder", "Sint Jan ", "Sint Jozef ", "Prins ", "Koning ", "Meester ", "Klim", "Spring"),
    *("Hoef", "Heide", "Bos", "Duin", "Zee", "Rivier", "Dijk", "Polder", "Brug", "Sleutel", "Kring", "Boom", "Roos"),
    *("Tulp", "Ooievaar"),
)
_MIDDEN = ("", "s", "e", "en", "er", "el", "ing", "and")
_EINDEN = (
    *("boog", "straal", "hof", "wijzer", "rijk", "schat", "veld", "horst", "kamp", "burg", "stee", "gaarde", "toren"),
    *("poort", "kracht", "licht", "spiegel", "ark", "anker", "kompas", "vlieger", "wieken", "sprong", "brink", "laar"),
)
_STEDEN = (
    *("Noorder", "Ooster", "Zuider", "Wester", "Nieuw", "Oud", "Groot", "Klein", "Hoog", "Laag", "Broek", "Heer"),
    *("Kerk", "Zand", "Leer", "Purmer", "Wagen", "Door", "Har", "Ens", "Bever", "Alk", "Zwaag", "Rijs", "Wijn"),
    "Stein",
)
_WONEN = (
    *("dam", "wijk", "hoven", "huizen", "beek", "dorp", "drecht", "kerk", "lo", "meer", "mond", "sluis", "stad"),
    *("vaart", "veen", "voort", "waard", "woude", "zijl", "graven"),
)


def plaats(nummer: int) -> str:
    """One of 1,560 places."""
    begin, einde = _STEDEN[nummer % 26], _WONEN[nummer // 26 % 20]
    return begin + ("" if nummer % 1560 < 520 else "er" if nummer % 1560 < 1040 else "s") + einde


def school(nummer: int, keer: int = 0) -> str:
    """The name of an institution; `keer` 1 is a former one. Some 17,000 differ."""
    toeval = random.Random(nummer * 2 + keer)
    eigen = toeval.choice(_BEGINNEN) + toeval.choice(_MIDDEN) + toeval.choice(_EINDEN)
    soort = toeval.choice(_SOORTEN)
    vorm = toeval.random()
    if vorm < 0.5:
        return f"{soort} {toeval.choice(('De', 'Het'))} {eigen.capitalize()}"
    return (
        f"{soort} {eigen.capitalize()} {plaats(toeval.randrange(1560))}"
        if vorm < 0.8
        else f"{eigen.capitalize()} {soort}"
    )


def bestuur(nummer: int) -> str:
    """The name of a board."""
    return f"Stichting {school(nummer + 500_000)}"


def kvk(nummer: int) -> str:
    """A KvK number; one of three boards has that of another."""
    return f"{40_000_000 + nummer * 2 // 3:08d}"


def postcode(nummer: int) -> str:
    """A postcode of the place of this number."""
    return f"{1000 + nummer % 1560 * 5}{'ABCDEFGH'[nummer % 8]}Z"


def noem(register: Register) -> None:
    """Give what `register_maker` and `formele_rijen` made names, numbers and places, and the locaties a user."""
    for rijen in (_erkenningen(register), _eenheden(register), _locaties(register), _opleidingen(register)):
        _schrijf(register, rijen)
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as verbinding:
        verbinding.exec_driver_sql("ANALYZE")


_Rij = tuple[sa.Table, str, Mapping[str, Any]]
"""Table, column by which a row is found, and its columns; a row to add without one."""


def _alle(register: Register, *kolommen: sa.ColumnElement[Any]) -> Sequence[Any]:
    with register.lees() as session:
        return session.execute(sa.select(*kolommen).order_by(kolommen[0])).all()


def _tekst(tabel: sa.Table) -> sa.ColumnElement[str]:
    return sa.type_coerce(tabel.c.stand, sa.Text).label("stand")


def _erkenningen(register: Register) -> Iterator[_Rij]:
    tabel = model.instellingserkenning
    for nummer, (id_, code, stand) in enumerate(_alle(register, tabel.c.id, tabel.c.code, _tekst(tabel))):
        adres = f'["postcode","{postcode(nummer)}"],["plaatsnaam","{plaats(nummer).upper()}"]'
        met = stand.replace('["postcode","9747AS"]', f'{adres},["gemeentenaam","{plaats(nummer % 300).upper()}"]')
        if met.count("Proefinstelling") > 1:
            met = met.replace(f"Proefinstelling {code}", school(nummer, 1), 1)
        yield tabel, "id", {"id": id_, "stand": met.replace(f"Proefinstelling {code}", school(nummer))}


def _eenheden(register: Register) -> Iterator[_Rij]:
    tabel = model.organisatorische_eenheid
    for nummer, (code, soort, stand) in enumerate(_alle(register, tabel.c.code, tabel.c.soort, _tekst(tabel))):
        naam = school(nummer) if soort == "AANBIEDER" else bestuur(nummer)
        nummers = {"kvk_nummer": kvk(nummer)} if soort == "BESTUUR" else {}
        yield tabel, "code", {"code": code, "stand": stand.replace("Proefinstelling", naam), **nummers}


def _locaties(register: Register) -> Iterator[_Rij]:
    tabel = model.onderwijslocatie
    for nummer, (code, stand) in enumerate(_alle(register, tabel.c.code, _tekst(tabel))):
        anders = stand.replace("9747AS", postcode(nummer)).replace("GRONINGEN", plaats(nummer).upper())
        yield tabel, "code", {"code": code, "postcode": postcode(nummer), "stand": anders}
        gebruik = {"bestuur": register_maker.bestuurcode(nummer % 1000), "locatie": code, "begindatum": BEGIN}
        yield model.onderwijslocatiegebruik, "", {**gebruik, "stand": '{"g":"onderwijslocatiegebruik","v":[]}'}


def _opleidingen(register: Register) -> Iterator[_Rij]:
    tabel = model.opleidingseenheid
    for nummer, (code, stand) in enumerate(_alle(register, tabel.c.code, _tekst(tabel))):
        yield tabel, "code", {"code": code, "stand": stand.replace("Proefopleiding", f"Opleiding {school(nummer)}")}


def _schrijf(register: Register, rijen: Iterator[_Rij]) -> None:
    per_vorm: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for tabel, sleutel, kolommen in rijen:
        per_vorm.setdefault((tabel, sleutel, *kolommen), []).append(kolommen)

    def taak(session: Session) -> None:
        for (tabel, sleutel, *namen), waarden in per_vorm.items():
            rijen_ = [_met(een) for een in waarden]
            zet = {naam: _waarde(tabel, naam) for naam in namen if naam != sleutel}
            if sleutel:
                waar = tabel.c[sleutel] == _waarde(tabel, sleutel)
                session.execute(sa.update(tabel).where(waar).values(zet), rijen_)
            else:
                session.execute(sa.insert(tabel).values(zet), rijen_)

    register.schrijf(taak)


def _waarde(tabel: sa.Table, naam: str) -> sa.BindParameter[Any]:
    return sa.bindparam(f"w_{naam}", type_=sa.Text() if naam == "stand" else tabel.c[naam].type)


def _met(kolommen: Mapping[str, Any]) -> dict[str, Any]:
    return {f"w_{naam}": waarde for naam, waarde in kolommen.items()}
