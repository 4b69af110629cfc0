"""A load: which file goes to which loader, in order, and the run over a folder.

An object that no file names stays: a load never removes one. Relations between opleidingseenheden, between
instellingserkenningen and between eenheden and erkenningen are objects of their own in this.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from typing import Protocol

import sqlalchemy as sa

from rio_soap.register.database.session import Session
from rio_soap.register.opendata import (
    aangeboden_opleidingen,
    aanmerkingen,
    contactadressen,
    eenheden,
    financiering,
    gesmolten,
    instellingen,
    instellingsrelaties,
    licenties,
    locaties,
    opleidingserkenningen,
    organisaties,
)
from rio_soap.register.opendata.bestanden import kolommen
from rio_soap.register.opendata.lader import PER_KEER, BatchOutcome, Schrijf, taak
from rio_soap.register.opendata.load_report import Verslag
from rio_soap.register.opendata.soort import ObjectKind
from rio_soap.register.opendata.sorteerder import Sorteerder
from rio_soap.register.opendata.vergelijking import in_delen
from rio_soap.register.wijzigingen.stroom import zet_begin

SOORTEN: tuple[ObjectKind, ...] = (
    aanmerkingen.SOORT,
    *instellingen.SOORTEN,
    *instellingsrelaties.RELATIES,
    instellingsrelaties.OVERGANG,
    organisaties.BESTUUR,
    organisaties.GROEP,
    organisaties.AANBIEDER,
    organisaties.BEGELEIDER,
    contactadressen.SOORT,
    locaties.LOCATIE,
    locaties.GEBRUIK,
    eenheden.EENHEID,
    eenheden.RELATIE,
    eenheden.STRUCTUUR,
    opleidingserkenningen.ERKENNING,
    opleidingserkenningen.VAK,
    opleidingserkenningen.RELATIE,
    opleidingserkenningen.VAKRELATIE,
    licenties.LICENTIE,
    *licenties.MAATREGEL,
    licenties.RELATIE,
    financiering.SOORT,
    *aangeboden_opleidingen.SOORTEN,
)
"""All loaders, in an order in which what is referred to comes first."""

GELADEN = frozenset(bestand for soort in SOORTEN for bestand in soort.bestanden)
"""The files that are read; of the others no reading or rule of V4 needs anything."""


class GeenBestanden(ValueError):
    """A folder holds no file that can be loaded."""


class Voortgang(Protocol):
    """Who wants to know how far a load is."""

    def __call__(self, soort: str, deel: float) -> None:
        """Told what is being loaded and by how much (in bytes of files, read and written) it went on."""


def _stil(soort: str, deel: float) -> None:
    """Progress that nobody asked to hear of."""


def bestanden_in(map_: Traversable) -> dict[str, Traversable]:
    """The CSV files of a folder by name.

    :raises GeenBestanden: when none of them can be loaded.
    """
    gevonden = {deel.name: deel for deel in map_.iterdir() if deel.name.endswith(".csv") and deel.is_file()}
    if not GELADEN & gevonden.keys():
        raise GeenBestanden(f"{map_}: no file of DUO's open data in it, such as onderwijsbesturen.csv")
    return gevonden


def laad(
    map_: Traversable,
    schrijf: Schrijf,
    *,
    moment: datetime | None,
    verslag: Verslag | None = None,
    voortgang: Voortgang = _stil,
) -> Verslag:
    """Load the files of a folder; run again, it goes over all of it and writes only what differs.

    :param schrijf: runs the transaction of each batch.
    :param moment: of the mutaties that tell what changed; None writes none.
    :raises GeenBestanden: when there is nothing to load.
    :raises Bestandsfout: for a file that is not in its published form; what was loaded before it stays.
    """
    verslag = verslag or Verslag()
    bestanden = bestanden_in(map_)
    verslag.onbekend = sorted(bestanden.keys() - kolommen().keys())
    aanwezig = GELADEN & bestanden.keys()
    for soort in SOORTEN:
        if aanwezig & soort.bestanden.keys():
            _laad_soort(soort, bestanden, aanwezig, schrijf, moment, verslag, voortgang)
    if opleidingserkenningen.HO_EENHEID in aanwezig:
        uitkomst = schrijf(lambda session: BatchOutcome(Counter(vervangen=gesmolten.ruim_op(session, moment)), []))
        if weg := uitkomst.aantallen["vervangen"]:
            verslag.objecten[opleidingserkenningen.ERKENNING.naam, "vervangen"] = weg
    if moment is None:
        schrijf(_begin)
    return verslag


def _begin(session: Session) -> BatchOutcome:
    """What was loaded first has no versions: the register knows what it knew from here on."""
    zet_begin(session, datetime.now(UTC))
    return BatchOutcome(Counter(), [])


def heeft_objecten(session: Session) -> bool:
    """Whether the register holds any object; while it does not, a load is its beginning, which nobody can follow."""
    return any(session.execute(sa.select(soort.tabel.c[soort.sleutel[0]]).limit(1)).first() for soort in SOORTEN)


def omvang(map_: Traversable, grootte: Callable[[Traversable], int]) -> int:
    """What `Voortgang` adds up to: the bytes of every file, once for reading and once for writing, per loader."""
    bestanden = bestanden_in(map_)
    return 2 * sum(grootte(bestanden[naam]) for soort in SOORTEN for naam in soort.bestanden if naam in bestanden)


def _laad_soort(
    soort: ObjectKind,
    bestanden: dict[str, Traversable],
    aanwezig: frozenset[str],
    schrijf: Schrijf,
    moment: datetime | None,
    verslag: Verslag,
    voortgang: Voortgang,
) -> None:
    gelezen = 0

    def lees(bytes_: int) -> None:
        nonlocal gelezen
        gelezen += bytes_
        voortgang(soort.naam, bytes_)

    with Sorteerder() as sorteerder:
        for naam, sleutel in soort.bestanden.items():
            if naam in aanwezig:
                voor = sorteerder.gelezen
                for melding in sorteerder.neem(bestanden[naam], sleutel, lees):
                    verslag.meld([melding])
                verslag.rijen[naam] = sorteerder.gelezen - voor
        verslag.niet_bewaard |= sorteerder.niet_bewaard
        for groepen in in_delen(sorteerder.groepen(), PER_KEER):
            uitkomst = schrijf(taak(soort, groepen, aanwezig, moment))
            verslag.meld(uitkomst.meldingen)
            for wat, aantal in uitkomst.aantallen.items():
                verslag.objecten[soort.naam, wat] += aantal
            rijen = sum(len(rijen) for groep in groepen for rijen in groep.rijen.values())
            voortgang(soort.naam, gelezen * rijen / sorteerder.aantal)
