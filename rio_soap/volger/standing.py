"""Where a copy is: of which publication it was proved, and how far its feed was heard."""

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Protocol

from rio_soap.volger.manifest import Familie, Kolomvorm, Manifest, Resource, Rijentelling

VOORBEELDEN: Final = 100
"""Differences that are named at most; all are counted."""


class FeedPosition(NamedTuple):
    """How far the feed was heard.

    :param volgnummer: the last number that was heard.
    :param einde: whether that was all there was: only then the copy is what the register was at that number.
    """

    volgnummer: int
    einde: bool


class Change(NamedTuple):
    """A change of an object.

    :param volgnummer: of the change; of what comes out of a file that of its publication.
    :param soort: T for new, W for changed, V for gone.
    :param moment: RFC 3339; None out of a file.
    :param tekst: what the object is now, JSON as in B; None for what is gone or is not shown.
    :param bewezen: whether it comes out of a file with a hash that is that of its publication.
    :param cursor: where to go on when this change was handled; None while a full set is not at its end.
    """

    volgnummer: int
    objecttype: str
    sleutel: str
    soort: str
    moment: str | None
    tekst: str | None
    bewezen: bool
    cursor: str | None

    @property
    def inhoud(self) -> dict[str, Any] | None:  # Any: as JSON gives it
        """What the object is now, read."""
        gelezen: dict[str, Any] | None = None if self.tekst is None else json.loads(self.tekst)  # Any: the same
        return gelezen


class Feedverschil(NamedTuple):
    """An object of which the feed said something else than the publication that came after it.

    :param oorzaak: `anders` when its content differs, `niet-gehoord` when the feed did not tell that it changed.
    """

    objecttype: str
    sleutel: str
    oorzaak: Literal["anders", "niet-gehoord"]


class Vergelijking(NamedTuple):
    """What the feed gave beside what was published.

    :param aantal: how many objects differ; the copy has them from the publication now.
    :param voorbeelden: the first of them.
    """

    aantal: int
    voorbeelden: tuple[Feedverschil, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Of which publication a copy was proved.

    :param manifest: with the tables that the copy has only.
    """

    manifest: Manifest
    families: frozenset[Familie]

    def json(self) -> str:
        """As it is kept."""
        return json.dumps({"families": sorted(self.families), **asdict(self.manifest)}, ensure_ascii=False, indent=1)


def maak_standing(manifest: Manifest, families: frozenset[Familie]) -> Standing:
    """That of a copy that was made equal to a publication."""
    return Standing(replace(manifest, tabellen=manifest.van(families)), families)


def lees_standing(tekst: str) -> Standing:
    """As it was kept.

    :raises ValueError, KeyError, TypeError: for another text.
    """
    inhoud = json.loads(tekst)
    families: frozenset[Familie] = frozenset(inhoud.pop("families"))
    tabellen = tuple(_tabel(deel) for deel in inhoud.pop("tabellen"))
    return Standing(Manifest(**inhoud, tabellen=tabellen), families)


def _tabel(deel: dict[str, Any]) -> Resource:  # Any: as JSON gives it
    som, kolommen, sleutel = (deel.pop(naam) for naam in ("som", "kolommen", "sleutel"))
    return Resource(
        **deel, som=Rijentelling(**som), kolommen=tuple(Kolomvorm(**k) for k in kolommen), sleutel=tuple(sleutel)
    )


class Dagstap(Protocol):
    """The change of a copy by one day's deltas: all of it, or nothing."""

    def tabel(self, nieuw: Resource, pad: Path) -> None:
        """Change a table of A by its delta.

        :raises RowAbsent: when the copy has not the rows on which the delta builds.
        """
        ...

    def objecten(self, tabellen: Sequence[Resource], pad: Path | None) -> None:
        """Change the objects of B by their delta; what the feed changed is put aside for it.

        :param pad: of the delta; None when nothing changed.
        """
        ...

    def meet(self, tabel: Resource) -> Rijentelling:
        """What the rows come to now, read from where they are kept."""
        ...

    def vergelijk(self, volgnummer: int, *, vergelijkbaar: bool) -> Vergelijking:
        """Hold what the feed gave until a number against what is now proved; put back what it gave after it."""
        ...

    def klaar(self, standing: Standing) -> None:
        """Make it so, at once."""
        ...


class Copy(Protocol):
    """A copy of the open data, in whatever form."""

    fouten: tuple[type[Exception], ...]
    """What its driver raises."""

    @property
    def werkmap(self) -> Path:
        """Folder for files that come in."""
        ...

    def open(self) -> AbstractContextManager[None]:
        """Hold it alone, and bring to its end what a killed run had begun.

        :raises CopyBusy: when another run has it.
        :raises NoCopy: when it holds something else.
        """
        ...

    def standing(self) -> Standing | None:
        """Where it is; None when it holds nothing."""
        ...

    def begin(self, manifest: Manifest) -> None:
        """Begin taking a full set, or go on where that was broken off."""
        ...

    def heeft(self, tabel: Resource, som: str) -> bool:
        """Whether a table of the set was taken before.

        :param som: SHA-256 of its file (hex).
        """
        ...

    def neem(self, tabel: Resource, pad: Path, som: str) -> None:
        """Take a table of the set beside what there is.

        :param pad: its file, in `werkmap`, by its published name.
        :param som: SHA-256 of it (hex).
        :raises RowFormError: when its rows, read from where they are kept now, are not those of its manifest.
        """
        ...

    def wissel(self, standing: Standing) -> None:
        """Put the whole set in the place of what there was."""
        ...

    def stap(self, volgnummer: int) -> AbstractContextManager[Dagstap]:
        """The change by the deltas of the publication at this number."""
        ...

    def meet(self, tabel: Resource) -> Rijentelling:
        """What the rows of a table come to as they were proved last.

        :raises CopyChanged: when they cannot be read.
        """
        ...

    def feed(self) -> FeedPosition | None:
        """How far the feed was heard; None when there are no objects."""
        ...

    def hoor(self, wijzigingen: Iterable[Change], position: FeedPosition) -> None:
        """Take what the feed gave, with how far it has come, at once."""
        ...
