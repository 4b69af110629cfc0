"""What the migration to revision 0014 makes of what was there: stands in the form of our own contract."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypeAlias

import sqlalchemy as sa

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.keuring import is_snel_toonbaar
from rio_soap.register.database.stand import schrijf_moment
from rio_soap.register.regels.standtekst import naar_json

_VELDEN = {
    "CONTACTPUNT": "contactnaam",
    "EMAIL": "email",
    "TELEFOON": "telefoonnummer",
    "FAX": "faxnummer",
    "WEB": "webadres",
}
"""Kind of datum of the old contactadres to the field of its period; an address was one text, which tells no parts."""
OudContactadres: TypeAlias = tuple[str, str, str, date | str, date | str | None, str]
"""Eenheid, context, soort, begindatum, einddatum, waarde."""
_Duur: TypeAlias = tuple[date, date | None]


def oude_contactadressen(verbinding: sa.Connection) -> Sequence[OudContactadres]:
    """The rows of the old table."""
    vraag = "SELECT eenheid, communicatiecontext, soort, begindatum, einddatum, waarde FROM contactadres ORDER BY id"
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in verbinding.execute(sa.text(vraag))]


def schrijf_contactadressen(verbinding: sa.Connection, oud: Iterable[OudContactadres]) -> None:
    """The old rows as contactadressen of eenheid, context and number.

    The old table had no number: what holds at the same time as another datum of its kind gets the next, from 0. An
    eenheid that had an address keeps a contactadres (N04810), if only a period without what cannot be told; so does one
    whose datum the contract cannot hold. Loading contactadressen.csv again brings all of them.
    """
    punten: dict[tuple[str, str], list[dict[_Duur, dict[str, str]]]] = {}
    for eenheid, context, soort, begin, einde, waarde in oud:
        duur = _datum(begin), None if einde is None else _datum(einde)
        veld = _VELDEN.get(soort, "")
        nummers = punten.setdefault((eenheid, context), [])
        punt = next((een for een in nummers if _past(een, duur, veld)), None)
        if punt is None:
            nummers.append(punt := {})
        punt.setdefault(duur, {}).update({veld: waarde} if veld and _is_leesbaar(veld, waarde) else {})
    for (eenheid, context), nummers in punten.items():
        for nummer, punt in enumerate(nummers):
            stand = naar_json(Gegeven("contactadres", {"contactadresPeriode": list(_perioden(punt))}))
            sleutel = {"eenheid": eenheid, "context": context, "nummer": str(nummer)}
            verbinding.execute(_CONTACTADRES, {**sleutel, "stand": stand})


def _past(punt: Mapping[_Duur, Mapping[str, str]], duur: _Duur, veld: str) -> bool:
    """Whether a datum can join a contactadres: in a period of its own days, or where no other period lasts."""
    if duur in punt:
        return veld not in punt[duur]
    begin, einde = duur
    return all((einde is not None and einde <= b) or (e is not None and e <= begin) for b, e in punt)


def _perioden(punt: Mapping[_Duur, Mapping[str, str]]) -> Iterator[Gegeven]:
    for (begin, einde), gegevens in sorted(punt.items(), key=lambda deel: deel[0][0]):
        velden: dict[str, Waarde] = {"begindatum": begin}
        if einde is not None:
            velden["einddatum"] = einde
        yield Gegeven("contactadresPeriode", {**velden, **gegevens})


def _is_leesbaar(veld: str, waarde: str) -> bool:
    """Whether an answer can hold a datum; web addresses without http were loaded too."""
    periode: dict[str, Waarde] = {"begindatum": date(2000, 1, 1), veld: waarde}
    adres: dict[str, Waarde] = {
        "organisatorischeEenheidcode": "100A001",
        "communicatiecontext": "ALGEMEEN",
        "communicatiesubcontextNummer": "0",
        "contactadresPeriode": [Gegeven("contactadresPeriode", periode)],
        "openbaar": True,
    }
    return is_snel_toonbaar("opvragen_contactadressen", {"contactadres": [Gegeven("contactadres", adres)]})


_CONTACTADRES = sa.text(
    "INSERT INTO contactadres (eenheid, context, subcontextnummer, stand) VALUES (:eenheid, :context, :nummer, :stand)"
)


def vul_standen(verbinding: sa.Connection) -> None:
    """Give every opleidingserkenning a stand of what its row says."""
    vraag = "SELECT id, stelsel, code, niveau, begindatum, einddatum FROM opleidingserkenning"
    for rij in verbinding.execute(sa.text(vraag)).mappings().all():
        stand = naar_json(Gegeven("opleidingserkenning", _erkenningvelden(rij)))
        soort = "VOVAKERKENNING" if rij["niveau"] else ""
        verbinding.execute(_OPLEIDINGSERKENNING, {"id": rij["id"], "soort": soort, "stand": stand})


_OPLEIDINGSERKENNING = sa.text("UPDATE opleidingserkenning SET soort = :soort, stand = :stand WHERE id = :id")


def _erkenningvelden(rij: sa.RowMapping) -> dict[str, Waarde]:
    velden: dict[str, Waarde] = {"opleidingsstelsel": str(rij["stelsel"]), "opleidingscode": str(rij["code"])}
    if rij["niveau"]:
        velden["opleidingsniveau"] = str(rij["niveau"])
    velden["begindatum"] = _datum(rij["begindatum"])
    if rij["einddatum"] is not None:
        velden["einddatum"] = _datum(rij["einddatum"])
    return velden


def schrijf_begin(verbinding: sa.Connection) -> None:
    """Give the register its stroom, and the moment from which it keeps what was: now."""
    nu = schrijf_moment(datetime.now(UTC))
    for naam, waarde in (("stroom", str(uuid.uuid4())), ("begin", nu)):
        verbinding.execute(_EIGENSCHAP, {"naam": naam, "waarde": waarde})


_EIGENSCHAP = sa.text("INSERT INTO eigenschap (naam, waarde) VALUES (:naam, :waarde)")


def _datum(waarde: object) -> date:
    """A date, which SQLite gives as text."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde))
