"""Bringing a copy to where the register is: full set or deltas, proved, then the feed.

A round reads the newest publication, takes what is between it and the copy, and hears the feed to its end. Every part
of it leaves the copy whole, so that a run that was killed anywhere is simply done again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rio_soap.bevinding.spraak import zin
from rio_soap.volger.feedreader import paginas
from rio_soap.volger.gelezen_publicatie import GelezenPublicatie, lees_publicatie
from rio_soap.volger.manifest import Familie, Resource
from rio_soap.volger.origin import Absent, Origin
from rio_soap.volger.refusal import (
    CopyChanged,
    DayMissing,
    ForeignRegister,
    Refusal,
    SourceUnavailable,
    Tampered,
    bij_naam,
)
from rio_soap.volger.rijenhash import RowAbsent, RowFormError
from rio_soap.volger.standing import (
    VOORBEELDEN,
    Copy,
    Dagstap,
    FeedPosition,
    Feedverschil,
    Standing,
    Vergelijking,
    maak_standing,
)

BEIDE: Final[frozenset[Familie]] = frozenset(("a", "b"))
_MEEST = 31
"""Deltas after which a full set is taken instead: it is sooner there."""


class _Gap(Exception):
    """The deltas do not lead from the copy to the newest publication."""


@dataclass(slots=True)
class FollowerOutcome:
    """What a run did.

    :param datum: day of the publication of which the copy was proved last.
    :param volgnummer: of that publication.
    :param gehoord: number until which the feed was heard; None when there is none.
    :param deltas: how many days' deltas were applied.
    :param volledig: why a full set was taken; None when none was.
    :param wijzigingen: how many changes the feed gave.
    :param ongelijk: how many objects the feed had told otherwise than what was published after it.
    """

    datum: str = ""
    volgnummer: int = 0
    gehoord: int | None = None
    deltas: int = 0
    volledig: str | None = None
    wijzigingen: int = 0
    ongelijk: int = 0
    voorbeelden: list[Feedverschil] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FollowerOptions:
    """How is followed.

    :param families: which are kept; other ones than those of the copy lead to a full set.
    :param certificaat: of the register, PEM or DER: the signature of each publication has to be its.
    :param alleen_delta: refuse a full set where the copy holds one and a day is missing.
    :param opnieuw: take a full set, whatever the copy holds.
    """

    families: frozenset[Familie] = BEIDE
    certificaat: bytes | None = None
    alleen_delta: bool = False
    opnieuw: bool = False


class Follower:
    """Follows a register with one copy, which its caller has opened.

    :param meld: is told what is being done.
    """

    def __init__(
        self, bron: Origin, kopie: Copy, wensen: FollowerOptions, meld: Callable[[str], None] = lambda _: None
    ) -> None:
        self._bron, self._kopie, self._wensen, self._meld = bron, kopie, wensen, meld
        self._gedaan = FollowerOutcome()
        self._opnieuw = wensen.opnieuw

    def ronde(self) -> FollowerOutcome:
        """Bring the copy to where the register is.

        :raises Refusal: when it cannot be; what was done before that holds.
        """
        self._gedaan = FollowerOutcome()
        with bij_naam(self._kopie.fouten):
            try:
                nieuwste = self._publicatie(self._bron.nieuwste())
            except Absent as fout:
                raise SourceUnavailable(zin("volger.niets_gepubliceerd", waarom=fout)) from fout
            zwijgt = self._naar(nieuwste)
            standing = self._kopie.standing()
            assert standing is not None
            self._gedaan.datum, self._gedaan.volgnummer = standing.manifest.datum, standing.manifest.volgnummer
            if self._hoorbaar(standing):
                if zwijgt is not None:
                    raise zwijgt
                self._hoor(standing.manifest.stroom)
                positie = self._kopie.feed()
                self._gedaan.gehoord = positie and positie.volgnummer
        return self._gedaan

    def _publicatie(self, datum: str) -> GelezenPublicatie:
        return lees_publicatie(self._bron, datum, self._wensen.certificaat)

    def _hoorbaar(self, standing: Standing) -> bool:
        return self._bron.met_feed and "b" in standing.families

    def _naar(self, nieuwste: GelezenPublicatie) -> SourceUnavailable | None:
        """Bring the files to the newest publication; gives why the feed could not be heard on the way."""
        standing, manifest = self._kopie.standing(), nieuwste.manifest
        if standing is None or self._opnieuw:
            self._volledig(nieuwste, zin("volger.leeg") if standing is None else zin("volger.opnieuw"))
            return None
        was = standing.manifest
        if manifest.stroom != was.stroom:
            raise ForeignRegister(zin("volger.andere_bron", kopie=was.stroom, bron=manifest.stroom))
        if manifest.datum == was.datum and manifest.hash != was.hash:
            raise Tampered(zin("volger.herschreven", datum=manifest.datum))
        if standing.families != self._wensen.families:
            self._volledig(nieuwste, zin("volger.andere_families"))
        elif manifest.datum > was.datum:
            return self._vooruit(nieuwste, standing)
        return None

    def _vooruit(self, nieuwste: GelezenPublicatie, standing: Standing) -> SourceUnavailable | None:
        zwijgt: SourceUnavailable | None = None
        try:
            keten = self._keten(nieuwste, standing)
            if len(keten) == 1 and self._hoorbaar(standing):
                try:  # first what the feed says, so that the publication proves it
                    self._hoor(standing.manifest.stroom)
                except SourceUnavailable as fout:
                    zwijgt = fout
            for publicatie in keten:
                self._delta(publicatie, standing)
                standing = maak_standing(publicatie.manifest, standing.families)
        except _Gap as fout:
            if self._wensen.alleen_delta:
                raise DayMissing(str(fout)) from fout
            self._volledig(nieuwste, str(fout))
        return zwijgt

    def _keten(self, nieuwste: GelezenPublicatie, standing: Standing) -> Sequence[GelezenPublicatie]:
        """The publications after that of the copy, oldest first."""
        keten, doel = [nieuwste], standing.manifest
        while (eerste := keten[-1].manifest).vorige != doel.datum:
            if eerste.vorige is None or eerste.vorige < doel.datum:
                vorige = eerste.vorige or zin("volger.geen_dag")
                raise _Gap(zin("volger.andere_dag", datum=eerste.datum, vorige=vorige, kopie=doel.datum))
            if len(keten) == _MEEST:
                raise _Gap(zin("volger.te_lang", meeste=_MEEST, van=doel.datum, tot=nieuwste.manifest.datum))
            try:
                keten.append(self._publicatie(eerste.vorige))
            except Absent as fout:
                raise _Gap(zin("volger.publicatie_weg", datum=eerste.vorige)) from fout
        for een in keten:
            if een.manifest.stroom != doel.stroom:
                datum, stroom = een.manifest.datum, een.manifest.stroom
                raise ForeignRegister(zin("volger.ander_register", datum=datum, gevonden=stroom, verwacht=doel.stroom))
            if _vorm(een.manifest.van(standing.families)) != _vorm(doel.tabellen):
                raise _Gap(zin("volger.andere_tabellen", datum=een.manifest.datum))
        if eerste.vorig_volgnummer not in (None, doel.volgnummer):
            vorig = eerste.vorig_volgnummer
            raise _Gap(zin("volger.ander_nummer", datum=eerste.datum, vorig=vorig, nummer=doel.volgnummer))
        return keten[::-1]

    def _volledig(self, publicatie: GelezenPublicatie, reden: str) -> None:
        """Take the full set of a publication."""
        manifest = publicatie.manifest
        self._meld(zin("volger.haalt_volledig", datum=manifest.datum, reden=reden))
        self._kopie.begin(manifest)
        for tabel in manifest.van(self._wensen.families):
            som = publicatie.sommen.get(tabel.pad)
            if som is None:
                raise Tampered(zin("volger.niet_in_sommen", datum=manifest.datum, pad=tabel.pad))
            if self._kopie.heeft(tabel, som):
                continue
            pad = self._kopie.werkmap / tabel.pad
            try:
                publicatie.haal(tabel.pad, pad)
                self._kopie.neem(tabel, pad, som)
            except Absent as fout:
                raise SourceUnavailable(zin("volger.weg", wat=fout)) from fout
            except (RowFormError, UnicodeDecodeError) as fout:
                pad.unlink(missing_ok=True)
                raise Tampered(f"{manifest.datum}/{tabel.pad}: {fout}") from fout
        self._kopie.wissel(maak_standing(manifest, self._wensen.families))
        self._gedaan.volledig, self._opnieuw = reden, False

    def _delta(self, publicatie: GelezenPublicatie, standing: Standing) -> None:
        """Apply the deltas of a publication to the one on which they build, and prove it."""
        manifest = publicatie.manifest
        self._meld(zin("volger.haalt_deltas", datum=manifest.datum))
        toepassing = _Application(publicatie, standing, self._kopie)
        try:
            with self._kopie.stap(manifest.volgnummer) as stap:
                verschil = toepassing.pas_toe(stap)
        except Absent as fout:
            raise _Gap(zin("volger.weg", wat=fout)) from fout
        except (RowFormError, RowAbsent) as fout:
            raise self._schuldig(toepassing, fout) from fout
        self._gedaan.deltas += 1
        self._gedaan.ongelijk += verschil.aantal
        self._gedaan.voorbeelden += verschil.voorbeelden[: VOORBEELDEN - len(self._gedaan.voorbeelden)]

    def _schuldig(self, toepassing: "_Application", fout: Exception) -> Refusal:
        """Whether the copy was changed, or the delta is not what it should be."""
        for tabel in toepassing.verdacht():
            if (som := self._kopie.meet(tabel)) != tabel.som:
                return CopyChanged(zin("volger.kopie_anders", tabel=tabel.naam, nu=som, bewezen=tabel.som))
        return Tampered(f"{toepassing.pad}: {fout}")

    def _hoor(self, stroom: str) -> None:
        """Hear the feed to its end."""
        positie = self._kopie.feed()
        for pagina in paginas(self._bron, stroom, 0 if positie is None else positie.volgnummer):
            if pagina.position != positie:
                self._kopie.hoor(pagina.wijzigingen, pagina.position)
            positie = pagina.position
            self._gedaan.wijzigingen += len(pagina.wijzigingen)


class _Application:
    """One publication's deltas, applied to a copy; knows at which table it is."""

    def __init__(self, publicatie: GelezenPublicatie, standing: Standing, kopie: Copy) -> None:
        self._publicatie, self._standing, self._kopie = publicatie, standing, kopie
        self._nieuw = publicatie.manifest.van(standing.families)
        self._oud = {tabel.naam: tabel for tabel in standing.manifest.tabellen}
        self._bezig: Resource | None = None
        self.pad = ""

    def pas_toe(self, stap: Dagstap) -> Vergelijking:
        """All of them, each table then held against its sum."""
        anders = [tabel for tabel in self._nieuw if tabel.som != self._oud[tabel.naam].som]
        for tabel in (een for een in anders if een.familie == "a"):
            self._bij(tabel)
            self._met_bestand(tabel.delta, lambda pad, tabel=tabel: stap.tabel(tabel, pad))
        objecten = [tabel for tabel in self._nieuw if tabel.familie == "b"]
        if veranderd := [tabel for tabel in anders if tabel.familie == "b"]:
            self._bij(veranderd[0])
            self._met_bestand(veranderd[0].delta, lambda pad: stap.objecten(objecten, pad))
        elif objecten:
            stap.objecten(objecten, None)
        for tabel in self._nieuw:
            self._bij(tabel)
            if (som := stap.meet(tabel)) != tabel.som:
                raise RowFormError(zin("volger.rijen_anders", tabel=tabel.naam, nu=som, verwacht=tabel.som.hash))
        uitkomst = Vergelijking(0, ())
        manifest = self._publicatie.manifest
        if objecten:
            uitkomst = stap.vergelijk(manifest.volgnummer, vergelijkbaar=_bij(self._kopie.feed(), manifest.volgnummer))
        stap.klaar(maak_standing(manifest, self._standing.families))
        return uitkomst

    def verdacht(self) -> Sequence[Resource]:
        """The tables, as they were, of which one may not be what it was: objects of all kinds have one delta."""
        if self._bezig is None or self._bezig.familie == "a":
            return [self._bezig] if self._bezig else []
        return [tabel for tabel in self._oud.values() if tabel.familie == "b"]

    def _bij(self, tabel: Resource) -> None:
        self._bezig = self._oud[tabel.naam]
        self.pad = f"{self._publicatie.manifest.datum}/{tabel.delta}"

    def _met_bestand(self, pad: str, doe: Callable[..., None]) -> None:
        hier = self._kopie.werkmap / pad.rpartition("/")[2]
        self._publicatie.haal(pad, hier)
        doe(hier)
        hier.unlink()


def _bij(positie: FeedPosition | None, volgnummer: int) -> bool:
    """Whether the feed was heard to an end that is not before a number."""
    return positie is not None and positie.einde and positie.volgnummer >= volgnummer


def _vorm(tabellen: Sequence[Resource]) -> dict[str, tuple[object, ...]]:
    return {tabel.naam: (tabel.pad, tabel.kolommen) for tabel in tabellen}
