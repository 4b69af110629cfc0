"""Whose content changes by a change of an opleidingserkenning: the units that it recognises, and their offers.

A unit shows its erkenningen and is kept with them, so each change that touches them is a W of the unit, with what they
were. An offer shows the keys of the erkenningen of its unit by stelsel, code and niveau: it is a W when those change,
with nothing of its own to keep (docs/aanvulling/versie.md).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rio_soap.register.database.model import aangeboden_opleiding, opleidingseenheid
from rio_soap.register.database.session import Session
from rio_soap.register.eenheid import rijen as eenheden
from rio_soap.register.eenheid.rijen import Erkenningssleutel, Opleidingserkenning
from rio_soap.register.opleidingserkenning import rijen
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.standtekst import veldtekst
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.wijzigingen.mutaties import log_mutatie


@dataclass(frozen=True, slots=True)
class Gevolgen:
    """What a change of one erkenning comes to, as far as others show it; made before anything is written.

    :param voor: unit that it touches to the erkenningen of that unit as they were.
    :param sleutels_anders: those of these units whose offers show other keys from now on.
    """

    voor: Mapping[str, Sequence[Opleidingserkenning]]
    sleutels_anders: Collection[str]


def gevolgen(
    session: Session,
    sleutel: Erkenningssleutel,
    was: Collection[str],
    wordt: Collection[str],
    *,
    ook_gebleven: bool = False,
) -> Gevolgen:
    """What others show of an erkenning that recognises other units.

    :param was: codes of the units that it recognises; none for a new one.
    :param wordt: codes of those that it will recognise; none when it is removed.
    :param ook_gebleven: whether what units show of it changes as well.
    """
    anders = set(was) ^ set(wordt)
    geraakt = anders | (set(was) if ook_gebleven else set())
    gevonden = eenheden.erkenningen(session, geraakt) if geraakt else ()
    gehad = per(gevonden, lambda rij: rij.eenheid)
    voor = {code: gehad.get(code, []) for code in sorted(geraakt)}
    return Gevolgen(voor, {code for code in anders if not _door_een_ander(sleutel, voor[code])})


def _door_een_ander(sleutel: Erkenningssleutel, erkend: Collection[Opleidingserkenning]) -> bool:
    """Whether a unit shows the same key by another erkenning: of the ho many share a stelsel and code."""
    return any(
        (rij.stelsel, rij.code, rij.niveau) == sleutel[:3] and rij.unieke_code != sleutel.unieke_code for rij in erkend
    )


def log_gevolgen(session: Session, context: Context, gevolg: Gevolgen) -> None:
    """Record a W for each unit and each offer whose content changed."""
    eigenaren = rijen.eenheidsduren(session, gevolg.voor) if gevolg.voor else {}
    for code, voor in gevolg.voor.items():
        log_mutatie(
            session, context, opleidingseenheid, code, eigenaren[code].eigenaar, "W", voor={"erkenningen": voor}
        )
    for aanbod in rijen.aanbod_van(session, gevolg.sleutels_anders):
        code = veldtekst(aanbod.stand, "aangebodenOpleidingCode") or aanbod.code
        log_mutatie(session, context, aangeboden_opleiding, code, aanbod.aanbieder, "W")
