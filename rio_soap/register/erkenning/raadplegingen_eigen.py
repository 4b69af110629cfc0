"""Reading instellingserkenningen by our own contract: one with its relations, and erkende samenwerkingen by page."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from rio_soap.contract.gegevens import Enkel, Gegeven, Reeks, Waarde
from rio_soap.register.database.model import instellingserkenning, regio, samenwerkingssoort
from rio_soap.register.database.rows import Values
from rio_soap.register.database.session import Session
from rio_soap.register.database.stand import Leesstand
from rio_soap.register.database.statements import Statement
from rio_soap.register.database.validity import DAG, geldig
from rio_soap.register.erkenning import rijen as erkenningen
from rio_soap.register.erkenning import rijen_relatie
from rio_soap.register.erkenning.houders import besturen_achter
from rio_soap.register.erkenning.leesvorm import als_keuze, lees_erkenning
from rio_soap.register.erkenning.rijen import SAMENWERKING
from rio_soap.register.erkenning.rijen_relatie import lees_relatie
from rio_soap.register.erkenning.sleutels import Instellingsleutel, sleutel_van
from rio_soap.register.regels import velden
from rio_soap.register.regels.foutcodes import melding
from rio_soap.register.regels.paginas import gevraagd_aantal, pagina_van, paginering
from rio_soap.register.regels.peildatum import peildatum_van
from rio_soap.register.regels.standtekst import van_json
from rio_soap.register.regels.uitslag import Context, Uitslag, afgekeurd
from rio_soap.register.toezicht.uitval import heel, probeer

MAX_RELATIES = 999
"""instellingsrelatie in opvragen_instellingserkenning (XSD); with more, the first by key are shown."""
MAX_LEDEN = 1999
"""instellingsrelatie in opvragen_samenwerkingen (XSD); with more, the first by key are shown."""
MAX_BESTUREN = 99
"""onderwijsbestuurcode in opvragen_instellingserkenning (XSD); with more, the first are shown."""
SOORTLIJST = "ErkendeSamenwerkingssoort"


class GelezenErkenning(NamedTuple):
    """Of an erkenning on a page what is read; its stand as text, of which something is made when it is written."""

    id: int
    code: str
    erkenner: str
    stand: str


class Leeserkenning(NamedTuple):
    """An erkenning with its stand, as the forms of reading take it."""

    code: str
    erkenner: str
    stand: Gegeven


def opvragen_instellingserkenning(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """One erkenning as it is on the peildatum, its relations and its onderwijsbesturen of that day; RS1304 without."""
    sleutel = Instellingsleutel.uit(velden.verplicht_deel(verzoek, "instellingserkenning"))
    dag = peildatum_van(context, verzoek)
    onbekend = afgekeurd([melding("RS1304", (("sleutel", sleutel_van(*sleutel)), ("code", sleutel.code)))])
    rij = erkenningen.op_sleutel(session, sleutel)
    if rij is None:
        return onbekend
    gevonden = rij

    def lees() -> Gegeven:
        heel(gevonden.stand)
        return als_keuze(lees_erkenning(gevonden, dag))

    gelezen = probeer(context.uitval, instellingserkenning, rij.objectsleutel, lees)
    if gelezen is None:
        return onbekend
    relaties = rijen_relatie.geldige(session, [rij.id], dag, MAX_RELATIES)
    besturen: list[Enkel] = sorted(besturen_achter(session, [rij.id], dag)[rij.id])
    return Uitslag(
        {
            "instellingserkenning": gelezen,
            "instellingsrelatie": [lees_relatie(relatie) for relatie in relaties],
            "onderwijsbestuurcode": besturen[:MAX_BESTUREN],
        }
    )


def opvragen_samenwerkingen(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of erkende samenwerkingen by key: those that serve a postcode, are of a soort, or have a code.

    By postcode and by soort those for which it holds on the peildatum; by code at whatever time, with the relations to
    their members on the peildatum. RS1304 for an unknown code, RS1001 for an unknown soort.
    """
    dag = peildatum_van(context, verzoek)
    naam = next(naam for naam in _ZOEKWEGEN if naam and naam in verzoek.velden)
    waarde = velden.tekst(verzoek, naam)
    if naam == "soort" and not context.lijsten.bestaat(SOORTLIJST, waarde):
        return afgekeurd([melding("RS1001", ((naam, waarde),))])
    gezocht: Values = {"waarde": waarde} if naam == "code" else {"waarde": waarde, DAG.key: dag}
    aantal, rijen = _pagina(session, verzoek, naam, gezocht)
    if naam == "code" and not aantal:
        return afgekeurd([melding("RS1304", ((naam, waarde),))])
    van = [rij.id for rij in rijen] if naam == "code" else []
    leden = [lees_relatie(relatie) for relatie in rijen_relatie.geldige(session, van, dag, MAX_LEDEN)]
    return _antwoord(verzoek, dag, aantal, rijen, {"instellingsrelatie": leden})


def alle_samenwerkingen(session: Session, context: Context, verzoek: Gegeven) -> Uitslag:
    """A page of all erkende samenwerkingen that hold on the peildatum, by key: as the reading, which asks for some."""
    dag = peildatum_van(context, verzoek)
    aantal, rijen = _pagina(session, verzoek, "", {DAG.key: dag})
    return _antwoord(verzoek, dag, aantal, rijen, {})


def _pagina(session: Session, verzoek: Gegeven, naam: str, gezocht: Values) -> tuple[int, Sequence[GelezenErkenning]]:
    telling, zoek = _ZOEKWEGEN[naam]
    pagina, grootte = pagina_van(verzoek), gevraagd_aantal(verzoek)
    rijen = session.execute(zoek, {**gezocht, "hoeveel": grootte, "vanaf": pagina * grootte}).all()
    return session.execute(telling, gezocht).scalar_one(), rijen


def _antwoord(
    verzoek: Gegeven, dag: date, aantal: int, rijen: Sequence[GelezenErkenning], verder: dict[str, Waarde]
) -> Uitslag:
    def lees(rij: GelezenErkenning) -> Gegeven:
        return lees_erkenning(Leeserkenning(rij.code, rij.erkenner, van_json(rij.stand)), dag)

    return Uitslag(
        {
            "erkendeSamenwerking": Reeks(rijen, lees),
            **verder,
            "paginering": paginering(pagina_van(verzoek), aantal, gevraagd_aantal(verzoek)),
        }
    )


_erkenning = instellingserkenning.c
_waarde: sa.BindParameter[str] = sa.bindparam("waarde")
_BENOEMD = (_erkenning.soort == SAMENWERKING, _erkenning.erkenner != "")


def _zoekweg(*waar: sa.ColumnElement[bool]) -> tuple[Statement[tuple[int]], Statement[GelezenErkenning]]:
    """How many there are, and a page of them by key."""
    telling = Statement[tuple[int]](
        sa.select(sa.func.count()).select_from(instellingserkenning).where(*_BENOEMD, *waar)
    )
    volgorde = (_erkenning.erkenner, _erkenning.code)
    # Which they are first: sorting takes along all that is read of those of all pages, and stands are large.
    deel = sa.select(_erkenning.id).where(*_BENOEMD, *waar).order_by(*volgorde)
    ids = deel.limit(sa.bindparam("hoeveel")).offset(sa.bindparam("vanaf")).subquery("pagina")
    stand = sa.type_coerce(_erkenning.stand, Leesstand).label("stand")
    pagina = (
        sa.select(_erkenning.id, _erkenning.code, _erkenning.erkenner, stand)
        .join(ids, ids.c.id == _erkenning.id)
        .order_by(*volgorde)
    )
    return telling, Statement(pagina, GelezenErkenning)


def _via(rijen: sa.Table, kolom: str) -> sa.ColumnElement[bool]:
    """Whether a row beside the stand has the value on the day."""
    return _erkenning.id.in_(sa.select(rijen.c.erkenning).where(rijen.c[kolom] == _waarde, geldig(rijen)))


_alle = instellingserkenning.alias("alle")
_SAMENWERKINGEN = (
    # Which they are the index of keys tells, from the first erkenner on; of the others nothing is read.
    sa.select(_alle.c.id).where(_alle.c.erkenner > sa.literal_column("''"), _alle.c.soort == SAMENWERKING)
)
_ZOEKWEGEN = {
    "postcodecijfers": _zoekweg(_via(regio, "postcodecijfers"), geldig(instellingserkenning)),
    "soort": _zoekweg(_via(samenwerkingssoort, "soort"), geldig(instellingserkenning)),
    "code": _zoekweg(_erkenning.code == _waarde),
    "": _zoekweg(_erkenning.id.in_(_SAMENWERKINGEN), geldig(instellingserkenning)),
}
"""Element of the request to the statements that answer it; without any, all of them."""
