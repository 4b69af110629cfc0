"""What followers hear of a load: a mutatie for each object that it adds or changes, and what the change replaced."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rio_soap.register.database.session import Session
from rio_soap.register.opendata.soort import Gebouwd, Gevonden, Kinderen, Mutatie, ObjectChange, ObjectKind
from rio_soap.register.opendata.vergelijking import BatchDifference, Sleutelwaarde, kinderen_van, ouder_van
from rio_soap.register.regels.uitslag import dag_in_nederland
from rio_soap.register.wijzigingen.voor import RIJ, pak_voor


def log(
    session: Session,
    soort: ObjectKind,
    gebouwd: Mapping[Sleutelwaarde, Gebouwd],
    verschil: BatchDifference,
    moment: datetime,
) -> None:
    """Record the changes of a batch; to be called before they are written, for what they replace is asked of the
    register.
    """
    wijzigingen = [_wijziging(sleutel, gebouwd, verschil) for sleutel in (*verschil.nieuw, *verschil.gewijzigd)]
    if not wijzigingen:
        return
    dag = dag_in_nederland(moment)
    houders = soort.houders(session, wijzigingen, dag) if soort.houders else [()] * len(wijzigingen)
    delen = _delen(session, soort, gebouwd, verschil)
    mutaties: list[Mutatie] = []
    for sleutel, wijziging, besturen in zip((*verschil.nieuw, *verschil.gewijzigd), wijzigingen, houders, strict=True):
        voor = dict(delen.get(sleutel, {}))
        if wijziging.oud is not None:
            voor[RIJ] = [wijziging.oud]
        mutaties += _van_object(soort, wijziging, sorted(besturen), voor)
    schrijf_mutaties(session, [*mutaties, *soort.gevolgen(session, wijzigingen, dag)], moment)


def _wijziging(
    sleutel: Sleutelwaarde, gebouwd: Mapping[Sleutelwaarde, Gebouwd], verschil: BatchDifference
) -> ObjectChange:
    oud, kinderen = verschil.rijen.get(sleutel), verschil.kinderen.get(sleutel, {})
    return ObjectChange(gebouwd[sleutel], oud is None and not kinderen, oud, kinderen)


def _van_object(
    soort: ObjectKind, wijziging: ObjectChange, besturen: Sequence[str], voor: Mapping[str, Sequence[Gevonden]]
) -> Iterable[Mutatie]:
    """The mutaties of an object itself: for each houder one, and what it was with the first of them."""
    for sleutel, houder in wijziging.gebouwd.mutaties:
        houders: Sequence[str | None] = besturen or (houder,)
        for wie in houders:
            yield Mutatie(soort.tabel, sleutel, wie, "T" if wijziging.nieuw else "W", voor)
            voor = {}


def _delen(
    session: Session, soort: ObjectKind, gebouwd: Mapping[Sleutelwaarde, Gebouwd], verschil: BatchDifference
) -> dict[Sleutelwaarde, dict[str, list[Gevonden]]]:
    """The parts that change, whole: of one that is children of several kinds also those that stay."""
    gevonden: dict[Sleutelwaarde, dict[str, list[Gevonden]]] = {}
    for deel in dict.fromkeys(kind.deel for kind in soort.kinderen if kind.deel is not None):
        soorten = [kind for kind in soort.kinderen if kind.deel == deel]
        anders = [s for s, kinderen in verschil.kinderen.items() if any(kind in kinderen for kind in soorten)]
        for kind in soorten if anders else ():
            ouders = {sleutel: ouder_van(kind, sleutel, gebouwd[sleutel]) for sleutel in anders}
            per_ouder = _bekend(kind, ouders, verschil) | kinderen_van(session, kind, _onbekend(kind, ouders, verschil))
            for sleutel, ouder in ouders.items():
                gevonden.setdefault(sleutel, {}).setdefault(deel, []).extend(per_ouder.get(ouder, []))
    return gevonden


def _bekend(
    kind: Kinderen, ouders: Mapping[Sleutelwaarde, Sleutelwaarde], verschil: BatchDifference
) -> dict[Sleutelwaarde, list[Gevonden]]:
    return {ouders[s]: verschil.kinderen[s][kind] for s in ouders if kind in verschil.kinderen[s]}


def _onbekend(
    kind: Kinderen, ouders: Mapping[Sleutelwaarde, Sleutelwaarde], verschil: BatchDifference
) -> list[Sleutelwaarde]:
    return [ouder for sleutel, ouder in ouders.items() if kind not in verschil.kinderen[sleutel]]


def schrijf_mutaties(session: Session, mutaties: Iterable[Mutatie], moment: datetime) -> None:
    """Record these, each with what it replaced."""
    for mutatie in mutaties:
        plaats = len(session.mutaties)
        session.versies += [(plaats, deel, pak_voor(rijen)) for deel, rijen in mutatie.voor.items()]
        session.mutaties.append(
            {
                "object": mutatie.tabel.name,
                "sleutel": mutatie.sleutel,
                "houder": mutatie.houder,
                "soort": mutatie.soort,
                "moment": moment,
                "kanaal": "BESTAND",
            }
        )
