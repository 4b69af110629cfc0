"""What else changes for followers when a load changes an object: what is read of another object shows it too.

docs/aanvulling/versie.md tells which; deliveries do the same. Each is told once for a batch.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid.raadplegingen import LEESBAAR
from rio_soap.register.opendata import houders
from rio_soap.register.opendata.soort import Gevonden, Kolommen, Mutatie, ObjectChange
from rio_soap.register.opendata.vergelijking import in_delen
from rio_soap.register.opleidingserkenning.sleutel import sleutel_van
from rio_soap.register.organisatie.leveringen import relatiesleutel
from rio_soap.register.wijzigingen.voor import RIJ

_Voorwaarde: TypeAlias = sa.ColumnElement[bool]
_EENHEID, _RELATIE = model.organisatorische_eenheid, model.organisatierelatie


def van_eenheid(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The organisatierelaties above a unit, which are objects of their own, and the groepen with other leden."""
    groepen: set[str] = set()
    for wijziging in wijzigingen:
        for kind, nu in wijziging.gebouwd.kinderen.items():
            if kind.tabel is _RELATIE and (wijziging.nieuw or kind in wijziging.vervangen):
                for mutatie in _relaties(wijziging.vervangen.get(kind, []), nu):
                    yield mutatie
                    groepen.add(mutatie.sleutel.split("/")[0])
    groepen = {code for code in groepen if code[3] == "G"}
    leden = _per(session, _RELATIE, "van", groepen, _RELATIE.c.soort == HIERARCHISCH)
    yield from (Mutatie(_EENHEID, code, None, "W", {"leden": leden[code]}) for code in sorted(groepen))


def _relaties(toen: Sequence[Gevonden], nu: Sequence[Kolommen]) -> Iterator[Mutatie]:
    """What became of the relations above one unit."""
    oud = {relatiesleutel(rij.van, rij.naar, rij.soort, rij.begindatum): rij for rij in toen}
    nieuw = {relatiesleutel(rij["van"], rij["naar"], rij["soort"], rij["begindatum"]): rij for rij in nu}
    for sleutel in sorted(oud.keys() | nieuw.keys()):
        van = sleutel.split("/")[0]
        houder = van if van[3] == "B" else None
        if sleutel not in oud:
            yield Mutatie(_RELATIE, sleutel, houder, "T")
        elif sleutel not in nieuw:
            yield Mutatie(_RELATIE, sleutel, houder, "V", {RIJ: [oud[sleutel]]})
        elif oud[sleutel].einddatum != nieuw[sleutel]["einddatum"]:
            yield Mutatie(_RELATIE, sleutel, houder, "W", {RIJ: [oud[sleutel]]})


def van_bestuur(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The aanbieders under a bestuur, directly or through a groep: V4 shows it with them."""
    besturen = {str(w.gebouwd.rij["code"]) for w in wijzigingen if w.oud is not None}
    direct = _per(session, _RELATIE, "van", besturen, _RELATIE.c.soort == HIERARCHISCH)
    groepen = {rij.naar for rijen in direct.values() for rij in rijen if rij.naar[3] == "G"}
    onder_groep = _per(session, _RELATIE, "van", groepen, _RELATIE.c.soort == HIERARCHISCH)
    for bestuur in sorted(besturen):
        onder = {rij.naar for rij in direct[bestuur]}
        onder |= {rij.naar for groep in onder & groepen for rij in onder_groep[groep]}
        yield from (Mutatie(_EENHEID, code, bestuur, "W") for code in sorted(onder) if code[3] == "A")


def van_locatie(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The gebruiken of a locatie, which show its address."""
    codes = {str(w.gebouwd.rij["code"]) for w in wijzigingen if w.oud is not None}
    gebruik = model.onderwijslocatiegebruik
    for rij in _rijen(session, gebruik, "locatie", codes):
        yield Mutatie(gebruik, f"{rij.bestuur}/{rij.locatie}", rij.bestuur, "W")


def van_structuur(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The opleidingseenheid that stands in a structuur."""
    codes = {str(w.gebouwd.rij["eenheid"]) for w in wijzigingen}
    structuren = _per(session, model.eenheidsstructuur, "eenheid", codes)
    for rij in _rijen(session, model.opleidingseenheid, "code", codes):
        yield Mutatie(model.opleidingseenheid, rij.code, rij.eigenaar, "W", {"structuren": structuren[rij.code]})


def van_eenheidsoort(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The relations of a unit that becomes one of another kind, and the units that show its kind with them."""
    codes = {
        str(w.gebouwd.rij["code"])
        for w in wijzigingen
        if w.oud is not None and w.oud.specialisatie != w.gebouwd.rij["specialisatie"]
    }
    banden = {
        (rij.van, rij.naar, rij.soort, rij.begindatum): rij
        for einde in ("van", "naar")
        for rij in _rijen(session, model.opleidingsrelatie, einde, codes)
    }
    partners = {code for rij in banden.values() for code in (rij.van, rij.naar)}
    eenheden = {rij.code: rij for rij in _rijen(session, model.opleidingseenheid, "code", partners)}
    for sleutel, rij in banden.items():
        eigenaren = {eenheden[code].eigenaar for code in (rij.van, rij.naar)}
        for eigenaar in sorted(eigenaren, key=lambda code: code or ""):
            yield Mutatie(model.opleidingsrelatie, relatiesleutel(*sleutel), eigenaar, "W")
    for code in sorted(partners - codes):
        if eenheden[code].specialisatie not in LEESBAAR:
            yield Mutatie(model.opleidingseenheid, code, eenheden[code].eigenaar, "W")


def van_samenhang(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The units of a relation, where V4 has no form for them: that of our own contract shows the relation with them."""
    codes = {str(w.gebouwd.rij[einde]) for w in wijzigingen for einde in ("van", "naar")}
    banden = _per(session, model.opleidingsrelatie, "van", codes), _per(session, model.opleidingsrelatie, "naar", codes)
    for rij in _rijen(session, model.opleidingseenheid, "code", codes):
        if rij.specialisatie not in LEESBAAR:
            relaties = sorted((*banden[0][rij.code], *banden[1][rij.code]), key=lambda band: int(band.id))
            yield Mutatie(model.opleidingseenheid, rij.code, rij.eigenaar, "W", {"relaties": relaties})


def van_maatregel(session: Session, wijzigingen: Sequence[ObjectChange], dag: date) -> Iterator[Mutatie]:
    """The licentie of a maatregel."""
    codes = {str(w.gebouwd.rij["licentie"]) for w in wijzigingen}
    maatregelen = _per(session, model.licentiemaatregel, "licentie", codes)
    besturen = dict(
        zip(
            (w.gebouwd.rij["licentie"] for w in wijzigingen),
            houders.bij_licenties(session, wijzigingen, dag),
            strict=True,
        )
    )
    for code in sorted(codes):
        voor = {"maatregelen": maatregelen[code]}
        for houder in sorted(besturen[code]) or (None,):
            yield Mutatie(model.licentie, code, houder, "W", voor)
            voor = {}


def van_erkende_eenheid(session: Session, wijzigingen: Sequence[ObjectChange], _: date) -> Iterator[Mutatie]:
    """The erkenning and the eenheid that a load ties, and what is offered of that eenheid."""
    ids = {int(w.gebouwd.rij["erkenning"]) for w in wijzigingen}
    ties = _per(session, model.opleidingserkenningrelatie, "erkenning", ids)
    erkenningen = _per(session, model.opleidingserkenning, "id", ids)
    for een in sorted(ids):
        sleutel = erkenningsleutel(erkenningen[een][0])
        yield Mutatie(model.opleidingserkenning, sleutel, None, "W", {"eenheden": ties[een]})
    yield from van_erkende(session, {str(w.gebouwd.rij["eenheid"]) for w in wijzigingen})


def van_erkende(session: Session, eenheden: Collection[str]) -> Iterator[Mutatie]:
    """Eenheden that get other erkenningen, and what is offered of them."""
    ties = _per(session, model.opleidingserkenningrelatie, "eenheid", eenheden)
    ids = {tie.erkenning for rijen in ties.values() for tie in rijen}
    erkenningen = _per(session, model.opleidingserkenning, "id", ids)
    for rij in _rijen(session, model.opleidingseenheid, "code", eenheden):
        waren = [erkenningen[tie.erkenning][0] for tie in ties[rij.code]]
        yield Mutatie(model.opleidingseenheid, rij.code, rij.eigenaar, "W", {"erkenningen": waren})
    for rij in _rijen(session, model.aangeboden_opleiding, "eenheid", eenheden):
        yield Mutatie(model.aangeboden_opleiding, _aanbodcode(rij), rij.aanbieder, "W")


def _aanbodcode(rij: Gevonden) -> str:
    """In the case in which it was last delivered, as it is shown."""
    return str(rij.stand.velden.get("aangebodenOpleidingCode", rij.code))


def erkenningsleutel(erkenning: Gevonden) -> str:
    """The key of an opleidingserkenning."""
    return sleutel_van(erkenning.stelsel, erkenning.code, erkenning.niveau, erkenning.unieke_code)


def _per(
    session: Session, tabel: sa.Table, kolom: str, waarden: Collection[str] | Collection[int], *waar: _Voorwaarde
) -> defaultdict[str | int, list[Gevonden]]:
    """Rows of a table by what a column holds."""
    gevonden: defaultdict[str | int, list[Gevonden]] = defaultdict(list)
    for rij in _rijen(session, tabel, kolom, waarden, *waar):
        gevonden[rij._mapping[kolom]].append(rij)
    return gevonden


def _rijen(
    session: Session, tabel: sa.Table, kolom: str, waarden: Collection[str] | Collection[int], *waar: _Voorwaarde
) -> Iterator[Gevonden]:
    """Rows of a table in which a column holds one of these."""
    for deel in in_delen(sorted(waarden)):
        vraag = sa.select(tabel).where(tabel.c[kolom].in_(deel), *waar)
        yield from session.execute(vraag.order_by(*tabel.primary_key.columns))
