"""The rules for a Dutch address: how RIO's one field meets the BAG's two, what holds on a day, and which object is
meant.

Pure functions over the data of `ports`. Sources: NEN 5825 as RIO's XSD describes it (HuisnummertoevoegingNEN-v02),
Kadaster's writing rule for address lines, the RIO error catalogue (A01010, MTM001). What no document says is chosen
here and written down in docs/keten.md.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rio_soap.chain.geometry import naar_wgs84
from rio_soap.chain.ports import (
    Adreslijstvraag,
    Adresobject,
    Adresvraag,
    Bagadres,
    Bestaat,
    Nummeraanduiding,
    Objectsoort,
)
from rio_soap.register.locatie.toevoeging import Overeenkomst, Schrijfwijze, beste, schrijfwijze, zonder_scheiding

_LETTER = re.compile(r"[A-Za-z]\Z")
_TOEVOEGING = re.compile(r"[A-Za-z0-9]{1,4}\Z")

UITGEGEVEN = "Naamgeving uitgegeven"
_VOLGORDE = (
    "Verblijfsobject in gebruik",
    "Verblijfsobject in gebruik (niet ingemeten)",
    "Verbouwing verblijfsobject",
    "Plaats aangewezen",
    "Verblijfsobject gevormd",
    "Verblijfsobject buiten gebruik",
)
"""Statuses of an addressable object that is there, best first; all others are end statuses."""


def splitsingen(toevoeging: str | None) -> list[tuple[str | None, str | None]]:
    """The ways in which RIO's one field can be a huisletter and a huisnummertoevoeging of the BAG.

    BAG: a letter is one letter, an addition 1 to 4 letters or digits. ``A3`` gives letter A with addition 3, and
    addition A3. An empty field gives only (None, None); what can be no address of the BAG gives nothing.
    """
    kaal = zonder_scheiding(toevoeging)
    if not kaal:
        return [(None, None)]
    gevonden: list[tuple[str | None, str | None]] = []
    if _LETTER.match(kaal[0]) and (len(kaal) == 1 or _TOEVOEGING.match(kaal[1:])):
        gevonden.append((kaal[0], kaal[1:] or None))
    if _TOEVOEGING.match(kaal):
        gevonden.append((None, kaal))
    return gevonden


def schrijfwijzen(letter: str | None, toevoeging: str | None) -> tuple[str, ...]:
    """How a letter and an addition are written in one field, Kadaster's own way first.

    Kadaster joins them; RIO's type text puts a space or a hyphen between them, so ``A3``, ``A 3`` and ``A-3`` all
    occur.
    """
    if letter and toevoeging:
        return (letter + toevoeging, f"{letter} {toevoeging}", f"{letter}-{toevoeging}")
    return ((letter or "") + (toevoeging or ""),)


def geldig_op(van: date | None, tot: date | None, dag: date) -> bool:
    """Whether a day lies in a validity: begin inclusive, end exclusive, None is open."""
    return (van is None or van <= dag) and (tot is None or dag < tot)


def bestaat(adresobject: Adresobject, dag: date) -> bool:
    """Whether an addressable object is there on a day: its version is of that day, active and without end status.

    `gevormd`, `buiten gebruik`, stand- and ligplaatsen count: the rule A01010 speaks of the address only, nothing
    asks for a building in use or for onderwijsfunctie.
    """
    geldig = geldig_op(adresobject.van, adresobject.tot, dag)
    return geldig and not adresobject.inactief and adresobject.status in _VOLGORDE


def _uitgegeven(adres: Nummeraanduiding, dag: date) -> bool:
    return not adres.inactief and adres.status == UITGEGEVEN and geldig_op(adres.van, adres.tot, dag)


Treffer = tuple[Adresobject, Nummeraanduiding]


def _op_nummer(vraag: Adresvraag, gevonden: Sequence[Adresobject], dag: date) -> list[Treffer]:
    """Every object that is there with its addresses of that number, hoofd- or nevenadres."""
    return [
        (adresobject, adres)
        for adresobject in gevonden
        if bestaat(adresobject, dag)
        for adres in adresobject.adressen
        if adres.postcode == vraag.postcode and adres.huisnummer == vraag.huisnummer and _uitgegeven(adres, dag)
    ]


def _als_geschreven(adres: Nummeraanduiding) -> Schrijfwijze:
    """A letter and an addition as Kadaster writes them, knowing where the letter ends."""
    letter = adres.huisletter or ""
    return Schrijfwijze(letter + (adres.huisnummertoevoeging or ""), bekend=letter)


def _treffers(vraag: Adresvraag, op_nummer: Sequence[Treffer]) -> list[Treffer]:
    """The addresses that agree best with what was asked; none when those are several that differ in their capitals."""
    gezocht = schrijfwijze(vraag.huisnummertoevoeging)

    def past(treffer: Treffer) -> Overeenkomst:
        return gezocht.met(_als_geschreven(treffer[1]))

    treffers, _ = beste(op_nummer, past)
    return treffers if len({_als_geschreven(adres).tekens for _, adres in treffers}) == 1 else []


def _dubbel_geschreven(gekozen: Nummeraanduiding, op_nummer: Sequence[Treffer]) -> bool:
    """Whether the number has another address that is written the same when letter and addition are joined."""
    zelf = _als_geschreven(gekozen)
    anderen = (_als_geschreven(adres) for _, adres in op_nummer)
    return any(ander.tekens == zelf.tekens and ander.bekend != zelf.bekend for ander in anderen)


def _rang(treffer: Treffer) -> tuple[bool, int, str, bool, str]:
    """What is written without division first, for who means the other can say so; then best status, then lowest id; of
    one object the hoofdadres first; whatever order they came in."""
    adresobject, adres = treffer
    gedeeld = bool(adres.huisletter and adres.huisnummertoevoeging)
    status = _VOLGORDE.index(adresobject.status)
    return gedeeld, status, adresobject.bag_id, not adres.hoofdadres, adres.identificatie


def kies(vraag: Adresvraag, gevonden: Sequence[Adresobject], dag: date) -> Bagadres | Bestaat:
    """The address that is meant among the candidates, or `Bestaat.ONBEKEND` (A01010).

    :param gevonden: candidates in any order, also of other letters and additions; filtered here exactly.
    :param dag: the day on which it must hold.
    """
    op_nummer = _op_nummer(vraag, gevonden, dag)
    treffers = sorted(_treffers(vraag, op_nummer), key=_rang)
    if not treffers:
        return Bestaat.ONBEKEND
    verblijfsobjecten = {o.bag_id for o, _ in treffers if o.soort is Objectsoort.VERBLIJFSOBJECT}
    return replace(
        _bagadres(vraag.postcode, treffers),
        signaal=signaal_mtm001(vraag) if len(verblijfsobjecten) > 1 else None,
        dubbel_geschreven=_dubbel_geschreven(treffers[0][1], op_nummer),
    )


def lijst(vraag: Adreslijstvraag, gevonden: Iterable[Adresobject], dag: date) -> list[Bagadres]:
    """The addresses that fit, each once, in the order of the street: by house number, then as they are written.

    :param gevonden: candidates in any order; filtered here exactly.
    :param dag: the day on which they must hold.
    """
    per_adres: dict[tuple[int, str, str], list[Treffer]] = {}
    for adresobject in gevonden:
        for adres in adresobject.adressen if bestaat(adresobject, dag) else ():
            if _past(vraag, adres) and _uitgegeven(adres, dag):
                sleutel = (adres.huisnummer, adres.huisletter or "", adres.huisnummertoevoeging or "")
                per_adres.setdefault(sleutel, []).append((adresobject, adres))
    eerste = sorted(per_adres)[: vraag.maximum]
    return [_bagadres(vraag.postcode, sorted(per_adres[sleutel], key=_rang)) for sleutel in eerste]


def _past(vraag: Adreslijstvraag, adres: Nummeraanduiding) -> bool:
    toevoeging = _als_geschreven(adres).tekens.upper()
    return (
        adres.postcode == vraag.postcode
        and str(adres.huisnummer).startswith(vraag.begin)
        and toevoeging.startswith(zonder_scheiding(vraag.toevoeging).upper())
    )


def _bagadres(postcode: str, treffers: Sequence[Treffer]) -> Bagadres:
    """The first of the objects that answer to an address."""
    adresobject, adres = treffers[0]
    return Bagadres(
        bag_id=adresobject.bag_id,
        nummeraanduiding_id=adres.identificatie,
        postcode=postcode,
        huisnummer=adres.huisnummer,
        huisletter=adres.huisletter,
        huisnummertoevoeging=adres.huisnummertoevoeging,
        straatnaam=adres.straatnaam,
        plaatsnaam=adres.woonplaats.naam.upper(),
        plaatscode=adres.woonplaats.code,
        soort=adresobject.soort,
        status=adresobject.status,
        positie=naar_wgs84(adresobject.punt) if adresobject.punt else None,
        kandidaten=tuple(dict.fromkeys(een.bag_id for een, _ in treffers)),
    )


def signaal_mtm001(vraag: Adresvraag) -> str:
    """The text of MTM001 with the address in it (foutcodes: the part between square brackets is to be filled)."""
    adres = "/".join((vraag.postcode, str(vraag.huisnummer), vraag.huisnummertoevoeging or ""))
    return f"BAG response levert meer dan 1 verblijfsobject bij een adres op ({adres})"
