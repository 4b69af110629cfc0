"""What else changes for followers when a load changes an object: what is read of another object shows it too.

docs/aanvulling/versie.md tells which; deliveries do the same. Each is told once for a batch.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import sqlalchemy as sa

from rio_soap.register.bevoegdheid.besturen import HIERARCHISCH
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.opendata import houders
from rio_soap.register.opendata.soort import Gevonden, Kolommen, Mutatie, Wijziging
from rio_soap.register.opendata.vergelijking import in_delen
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.wijzigingen.voor import RIJ

_EENHEID, _RELATIE = model.organisatorische_eenheid, model.organisatierelatie


def relatiesleutel(rij: Kolommen) -> str:
    """The key of a relation whose ends are named by code: van, naar, soort and begin."""
    return sleutel_uit(rij["van"], rij["naar"], rij["soort"], rij["begindatum"].isoformat())


def van_eenheid(session: Session, wijzigingen: Sequence[Wijziging], _: date) -> Iterator[Mutatie]:
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
    oud = {relatiesleutel(dict(rij._mapping)): rij for rij in toen}
    nieuw = {relatiesleutel(rij): rij for rij in nu}
    for sleutel in sorted(oud.keys() | nieuw.keys()):
        van = sleutel.split("/")[0]
        houder = van if van[3] == "B" else None
        if sleutel not in oud:
            yield Mutatie(_RELATIE, sleutel, houder, "T")
        elif sleutel not in nieuw:
            yield Mutatie(_RELATIE, sleutel, houder, "V", {RIJ: [oud[sleutel]]})
        elif oud[sleutel].einddatum != nieuw[sleutel]["einddatum"]:
            yield Mutatie(_RELATIE, sleutel, houder, "W", {RIJ: [oud[sleutel]]})


def van_bestuur(session: Session, wijzigingen: Sequence[Wijziging], _: date) -> Iterator[Mutatie]:
    """The aanbieders under a bestuur, directly or through a groep: V4 shows it with them."""
    besturen = {str(w.gebouwd.rij["code"]) for w in wijzigingen if w.oud is not None}
    direct = _per(session, _RELATIE, "van", besturen, _RELATIE.c.soort == HIERARCHISCH)
    groepen = {rij.naar for rijen in direct.values() for rij in rijen if rij.naar[3] == "G"}
    onder_groep = _per(session, _RELATIE, "van", groepen, _RELATIE.c.soort == HIERARCHISCH)
    for bestuur in sorted(besturen):
        onder = {rij.naar for rij in direct[bestuur]}
        onder |= {rij.naar for groep in onder & groepen for rij in onder_groep[groep]}
        yield from (Mutatie(_EENHEID, code, bestuur, "W") for code in sorted(onder) if code[3] == "A")


def van_locatie(session: Session, wijzigingen: Sequence[Wijziging], _: date) -> Iterator[Mutatie]:
    """The gebruiken of a locatie, which show its address."""
    codes = {str(w.gebouwd.rij["code"]) for w in wijzigingen if w.oud is not None}
    gebruik = model.onderwijslocatiegebruik
    for rijen in _per(session, gebruik, "locatie", codes).values():
        yield from (Mutatie(gebruik, f"{rij.bestuur}/{rij.locatie}", rij.bestuur, "W") for rij in rijen)


def van_structuur(session: Session, wijzigingen: Sequence[Wijziging], _: date) -> Iterator[Mutatie]:
    """The opleidingseenheid that stands in a structuur."""
    codes = {str(w.gebouwd.rij["eenheid"]) for w in wijzigingen}
    for rijen in _per(session, model.opleidingseenheid, "code", codes).values():
        yield from (Mutatie(model.opleidingseenheid, rij.code, rij.eigenaar, "W") for rij in rijen)


def van_maatregel(session: Session, wijzigingen: Sequence[Wijziging], dag: date) -> Iterator[Mutatie]:
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


def van_erkende_eenheid(session: Session, wijzigingen: Sequence[Wijziging], _: date) -> Iterator[Mutatie]:
    """The erkenning and the eenheid that a load ties, and what is offered of that eenheid."""
    paren = [(int(w.gebouwd.rij["erkenning"]), str(w.gebouwd.rij["eenheid"])) for w in wijzigingen]
    relatie, erkenning = model.opleidingserkenningrelatie, model.opleidingserkenning
    eenheden = {eenheid for _erkenning, eenheid in paren}
    ids = {een for een, _eenheid in paren}
    van_erkenning = _per(session, relatie, "erkenning", ids)
    van_eenheid_ = _per(session, relatie, "eenheid", eenheden)
    erkenningen = _per(session, erkenning, "id", ids | {r.erkenning for rijen in van_eenheid_.values() for r in rijen})
    for een in sorted(ids):
        yield Mutatie(erkenning, _sleutel(erkenningen[een][0]), None, "W", {"eenheden": van_erkenning[een]})
    gevonden = _per(session, model.opleidingseenheid, "code", eenheden)
    for code in sorted(eenheden):
        waren = [erkenningen[rij.erkenning][0] for rij in van_eenheid_[code]]
        yield Mutatie(model.opleidingseenheid, code, gevonden[code][0].eigenaar, "W", {"erkenningen": waren})
    aanbod = model.aangeboden_opleiding
    for rijen in _per(session, aanbod, "eenheid", eenheden).values():
        yield from (Mutatie(aanbod, _aanbodcode(rij), rij.aanbieder, "W") for rij in rijen)


def _aanbodcode(rij: Gevonden) -> str:
    """In the case in which it was last delivered, as it is shown."""
    return str(rij.stand.velden.get("aangebodenOpleidingCode", rij.code))


def _sleutel(erkenning: Gevonden) -> str:
    delen = (erkenning.stelsel, erkenning.code, erkenning.niveau, erkenning.unieke_code)
    return sleutel_uit(*[deel for deel in delen if deel])


def _per(
    session: Session, tabel: sa.Table, kolom: str, waarden: Iterable[str | int], *waar: sa.ColumnElement[bool]
) -> defaultdict[str | int, list[Gevonden]]:
    """Rows of a table by what a column holds."""
    gevonden: defaultdict[str | int, list[Gevonden]] = defaultdict(list)
    for deel in in_delen(sorted(waarden)):
        for rij in session.execute(sa.select(tabel).where(tabel.c[kolom].in_(deel), *waar)):
            gevonden[rij._mapping[kolom]].append(rij)
    return gevonden
