"""Which fields a licentie has, by its type (RS1503): a table, and what in a message does not fit it.

Source: our own design, after the Informatiemodel: what an Examenlicentie and each kind of Onderwijslicentie hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels import velden

HO: Final = "HOONDERWIJSLICENTIE"
MBO: Final = "MBOONDERWIJSLICENTIE"
SO: Final = "SOONDERWIJSLICENTIE"
VSO: Final = "VSOONDERWIJSLICENTIE"
BO: Final = "BOONDERWIJSLICENTIE"
VO: Final = "VOONDERWIJSLICENTIE"
EXAMEN: Final = "EXAMENLICENTIE"
PARTICULIER: Final = "PARTICULIEREONDERWIJSLICENTIE"


@dataclass(frozen=True, slots=True)
class Licentievelden:
    """Of the fields that not every licentie has, those of one type.

    :param nodig: it must have.
    :param mag: it may have besides.
    """

    nodig: frozenset[str]
    mag: frozenset[str] = frozenset()


_KEUZEVELDEN: Final = (
    *("bekostigd", "vorm", "leerweg", "onderwijssoort", "erkendOpleidingskenmerk", "hoOnderwijsaccreditatie"),
)
"""The fields that depend on the type, in order of the contract."""
_GEWOON = Licentievelden(frozenset({"bekostigd"}))
_KENMERK = frozenset({"erkendOpleidingskenmerk"})
_PER_TYPE: Final[Mapping[str, Licentievelden]] = MappingProxyType(
    {
        HO: Licentievelden(frozenset({"bekostigd", "vorm"}), frozenset({"hoOnderwijsaccreditatie"})),
        MBO: Licentievelden(frozenset({"bekostigd", "leerweg"})),
        SO: Licentievelden(frozenset({"bekostigd", "onderwijssoort"}), _KENMERK),
        VSO: Licentievelden(frozenset({"bekostigd", "onderwijssoort"}), _KENMERK),
        BO: Licentievelden(frozenset({"bekostigd"}), _KENMERK),
        EXAMEN: Licentievelden(frozenset()),
        PARTICULIER: Licentievelden(frozenset()),
    }
)
_ONDERSCHEID: Final[Mapping[str, str]] = MappingProxyType({MBO: "leerweg", SO: "onderwijssoort", VSO: "onderwijssoort"})
PER_VESTIGING: Final = frozenset({VO, EXAMEN})
"""Types of which the open data has a licentie for each vestiging."""


@dataclass(frozen=True, slots=True)
class Misplaatst:
    """A field that does not fit the type.

    :param houder: the licentie or the vestigingslicentie at which it is judged.
    :param waarde: what stands there; None for a field that lacks.
    """

    houder: Gegeven
    veld: str
    waarde: Waarde | None


def misplaatst(licentie: Gegeven) -> Iterator[Misplaatst]:
    """The fields that a licentie has against its type, and those that it lacks."""
    soort = velden.tekst(licentie, "type")
    past = _PER_TYPE.get(soort, _GEWOON)
    for veld in _KEUZEVELDEN:
        waarde = licentie.velden.get(veld)
        if waarde is None and veld in past.nodig:
            yield Misplaatst(licentie, veld, None)
        elif waarde is not None and veld not in past.nodig | past.mag:
            yield Misplaatst(licentie, veld, waarde)
    if soort != HO:
        for deel in velden.delen(licentie, "vestigingslicentie"):
            if "vorm" in deel.velden:
                yield Misplaatst(deel, "vorm", deel.velden["vorm"])


def naast_elkaar(een: Gegeven, ander: Gegeven) -> bool:
    """Whether two licenties of one type for the same erkenningen may hold at the same time (RS1504).

    As DUO publishes them: in the mbo one for each leerweg, in the so and vso for each onderwijssoort, in the vo and of
    examens one for each vestiging.
    """
    soort = velden.tekst(een, "type")
    veld = _ONDERSCHEID.get(soort)
    if veld is not None:
        return een.velden.get(veld) != ander.velden.get(veld)
    if soort in PER_VESTIGING:
        hier, daar = _vestigingen(een), _vestigingen(ander)
        return bool(hier) and bool(daar) and hier.isdisjoint(daar)
    return False


def _vestigingen(licentie: Gegeven) -> frozenset[str]:
    delen = velden.delen(licentie, "vestigingslicentie")
    return frozenset(velden.tekst(deel, "erkendeVestigingCode") for deel in delen)
