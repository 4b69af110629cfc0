"""What was delivered beside what is read of it: every difference that is not RIO's own addition."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.velden import delen

_SLEUTELS: Mapping[str, str] = MappingProxyType(
    {
        "opleidingseenheidPeriode": "begindatum",
        "aangebodenOpleidingPeriode": "begindatum",
        "onderwijsaanbiederPeriode": "begindatum",
        "aangebodenOpleidingCohort": "cohortcode",
        "juridischeRelatie": "instellingserkenningscode",
        "prijs": "soort",
    }
)
"""Parts of which there may be several, and the field by which one of them is known."""
_TOEGEVOEGD = frozenset(
    {
        "herkomstOpleiding", "eqf", "nlqf", "graad", "opleidingserkenningSleutel", "voVakerkenningSleutel",
        "opleidingseenheidcode", "onderwijsaanbiedercode", "bijbehorendOnderwijsbestuur", "erkenner",
    }
)  # fmt: skip
"""Fields of readings that no delivery holds (client-observations 8, operations)."""
_ANDERS = MappingProxyType({"opleidingseenheidSleutel": "opleidingseenheidcode"})
"""Fields that a reading has under another name."""


def verschillen(geleverd: Gegeven, gelezen: Gegeven, waar: str = "") -> Iterator[str]:
    """Every value that is read otherwise than it was delivered, is missing, or was not delivered.

    A delivery is a full state (PvE 2.2), so what is not in it may not be read either.
    """
    namen = {_ANDERS.get(naam, naam) for naam in geleverd.velden}
    for naam, waarde in geleverd.velden.items():
        gevonden = gelezen.velden.get(_ANDERS.get(naam, naam))
        if naam == "kenmerken":
            yield from _kenmerken(geleverd, gelezen, waar)
        elif naam in _SLEUTELS:
            yield from _delen(naam, geleverd, gelezen, waar)
        elif isinstance(waarde, Gegeven) and isinstance(gevonden, Gegeven):
            yield from verschillen(waarde, gevonden, f"{waar}{naam}/")
        elif gevonden != waarde:
            yield f"{waar}{naam}: {_toon(waarde)} is gelezen als {_toon(gevonden)}"
    if "kenmerken" not in geleverd.velden:
        yield from _kenmerken(geleverd, gelezen, waar)
    for naam in gelezen.velden:
        if naam not in namen and naam not in _TOEGEVOEGD and naam != "kenmerken":
            yield f"{waar}{naam}: niet geleverd, wel gelezen"


def _toon(waarde: Waarde | None) -> str:
    return "niets" if waarde is None else repr(waarde)[:120]


def _kenmerken(geleverd: Gegeven, gelezen: Gegeven, waar: str) -> Iterator[str]:
    """Kenmerken in any order, for that is not stable in RIO; the owner of a period is RIO's own."""
    nodig, over = _paren(geleverd), [paar for paar in _paren(gelezen) if paar[0] != "eigenaar"]
    for naam, waarde in nodig:
        if (naam, waarde) in over:
            over.remove((naam, waarde))
        else:
            yield f"{waar}kenmerk {naam}: {_toon(waarde)} ontbreekt"
    for naam, waarde in over:
        yield f"{waar}kenmerk {naam}: {_toon(waarde)} niet geleverd, wel gelezen"


def _paren(gegeven: Gegeven) -> list[tuple[str, Waarde]]:
    """Names and values; the value element of a reading may be another than that of a delivery."""
    return [
        (str(kenmerk.velden["kenmerknaam"]), next(w for naam, w in kenmerk.velden.items() if naam != "kenmerknaam"))
        for kenmerk in delen(gegeven, "kenmerken")
    ]


def _delen(naam: str, geleverd: Gegeven, gelezen: Gegeven, waar: str) -> Iterator[str]:
    sleutel = _SLEUTELS[naam]
    hier = delen(gelezen, naam)
    per_sleutel = {str(deel.velden.get(sleutel)): deel for deel in hier}
    for deel in delen(geleverd, naam):
        merk = str(deel.velden.get(sleutel))
        if (gevonden := per_sleutel.pop(merk, None)) is None:
            yield f"{waar}{naam} {merk} ontbreekt"
        else:
            yield from verschillen(deel, gevonden, f"{waar}{naam} {merk}/")
    for merk in per_sleutel:
        yield f"{waar}{naam} {merk}: niet geleverd, wel gelezen"
    if len(hier) != len({str(deel.velden.get(sleutel)) for deel in hier}):
        yield f"{waar}{naam}: een deel staat er twee keer"
    if sleutel == "begindatum" and _dagen(hier) != sorted(_dagen(hier)):
        yield f"{waar}{naam}: niet op begindatum"


def _dagen(perioden: Iterable[Gegeven]) -> list[str]:
    return [str(periode.velden.get("begindatum")) for periode in perioden]
