"""The rows of overviews as the register knew them when a mutatie was the last one.

Of what did not change since then the rows are those of now (`NuBron`); of what did, those of its versions. An object
keeps its key, so what belonged then is among what belongs now, on whatever day, and what was removed since: only of
these is asked whether they changed. So the number of questions does not depend on how many objects there are, nor what
they read on what changed elsewhere in the register.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.bevoegdheid.contactzicht import Contactlezer
from rio_soap.register.database import model
from rio_soap.register.database.session import Session
from rio_soap.register.erkenning.opzoekrijen import regiorijen
from rio_soap.register.erkenning.rijen import SAMENWERKING, Instellingserkenning
from rio_soap.register.erkenning.sleutels import (
    Instellingsleutel,
    Relatiesleutel,
    lees_relatiesleutel,
    lees_sleutel,
    relatiesleutel,
    sleutel_van,
)
from rio_soap.register.organisatie.rijen import Rust
from rio_soap.register.overzicht.aanbod_toen import AanbodToen
from rio_soap.register.overzicht.bron_nu import NuBron
from rio_soap.register.overzicht.contact_toen import contactadressen_toen
from rio_soap.register.overzicht.overzichtbron import (
    Aanbodcode,
    Aanbodplaats,
    Aanbodtelling,
    Bediening,
    Eenhedenrelatie,
    Erkenningenrelatie,
    Overzichtseenheid,
    Overzichtserkenning,
    Overzichtsgebruik,
)
from rio_soap.register.overzicht.samenhang import AANBIEDER, soort_van
from rio_soap.register.overzicht.verleden import Verleden, standtekst
from rio_soap.register.regels import velden
from rio_soap.register.regels.objectsleutel import sleutel_uit
from rio_soap.register.regels.perioden import geldig_op
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.deelbron import Bron, getypeerd, per_delen

_BAND = ("van", "naar", "soort", "begindatum")


class _Gebruiksrij(NamedTuple):
    """The use of a locatie by a bestuur, with its dates."""

    bestuur: str
    locatie: str
    begindatum: date
    einddatum: date | None
    stand: Gegeven


_GEBRUIK = Bron(
    bronnen.GEBRUIK.tabel,
    bronnen.GEBRUIK.deel,
    _Gebruiksrij,
    per_delen(model.onderwijslocatiegebruik, _Gebruiksrij, "bestuur", "locatie"),
)


class ToenBron:
    """An `Overzichtbron` of the register as it was known when a mutatie was the last one.

    :param lezer: who reads; what is in force today decides which contactadressen are there.
    :param op: the number of that mutatie.
    """

    def __init__(self, session: Session, lezer: Contactlezer, op: int) -> None:
        self._lezer, self._nu, self._verleden = lezer, NuBron(session, lezer), Verleden(session, op)
        self._aanbod = AanbodToen(self._verleden, self._nu, lezer.context)

    def eenheden(self, codes: Collection[str]) -> Mapping[str, Overzichtseenheid]:
        """See `Overzichtbron`."""
        rijen = self._verleden.een(bronnen.ORGANISATIE, codes)
        return {code: Overzichtseenheid(*rij[:-1], standtekst(rij.stand)) for code, rij in rijen.items()}

    def eenhedenrelaties(self, codes: Collection[str], dag: date) -> Sequence[Eenhedenrelatie]:
        """See `Overzichtbron`."""
        van = set(codes)
        nu = {sleutel_uit(*rij[:3], rij.begindatum.isoformat()): rij for rij in self._nu.eenhedenrelaties(codes, None)}
        gewijzigd = {
            sleutel: Eenhedenrelatie._make((*delen, None))
            for sleutel in self._verleden.gewijzigd(model.organisatierelatie, nu)
            if (delen := getypeerd(sleutel, _BAND)) is not None and not van.isdisjoint(delen[:2])
        }
        over = [rij for sleutel, rij in nu.items() if sleutel not in gewijzigd]
        toen = self._verleden.een(bronnen.ORGANISATIERELATIE, gewijzigd)
        over += [gewijzigd[sleutel]._replace(einddatum=rij.einddatum) for sleutel, rij in toen.items()]
        return [rij for rij in over if geldig_op(dag, rij.begindatum, rij.einddatum)]

    def rust(self, codes: Collection[str], dag: date) -> Sequence[Rust]:
        """See `Overzichtbron`. Of an aanbieder the version of this part has no ends; its stand has them.

        Of a begeleidingsaanbieder it has, and its stand does not go by code alone.
        """
        rijen = self._verleden.rijen(bronnen.RUST, codes)
        eenheden = self._verleden.een(bronnen.ORGANISATIE, rijen)
        gevonden = []
        for code, rustend in rijen.items():
            eenheid = eenheden.get(code)
            einden = _einden(eenheid.stand) if eenheid is not None and soort_van(code) == AANBIEDER else {}
            for rij in rustend:
                einde = rij.einddatum or einden.get((rij.erkenning, rij.begindatum))
                gevonden.append(rij._replace(eenheid=code, einddatum=einde))
        return [rij for rij in gevonden if geldig_op(dag, rij.begindatum, rij.einddatum)]

    def erkenningen(self, codes: Collection[str]) -> Sequence[Overzichtserkenning]:
        """See `Overzichtbron`."""
        van = set(codes)
        nu = {sleutel_van(*rij.sleutel): rij for rij in self._nu.erkenningen(codes)}
        gewijzigd = {
            tekst
            for tekst in self._verleden.gewijzigd(model.instellingserkenning, nu)
            if (sleutel := lees_sleutel(tekst)) is not None and sleutel.code in van
        }
        over = [rij for tekst, rij in nu.items() if tekst not in gewijzigd]
        return [*over, *map(_erkenning, self._verleden.een(bronnen.INSTELLINGSERKENNING, gewijzigd).values())]

    def erkenningenrelaties(self, sleutels: Collection[Instellingsleutel], dag: date) -> Sequence[Erkenningenrelatie]:
        """See `Overzichtbron`."""
        codes = {sleutel.code for sleutel in sleutels}
        nu = {relatiesleutel(Relatiesleutel(*rij[:4])): rij for rij in self._nu.erkenningenrelaties(sleutels, None)}
        gewijzigd = {
            tekst: sleutel
            for tekst in self._verleden.gewijzigd(model.instellingsrelatie, nu)
            if (sleutel := lees_relatiesleutel(tekst)) is not None and not codes.isdisjoint(_codes_van(sleutel))
        }
        over = [rij for tekst, rij in nu.items() if tekst not in gewijzigd]
        toen = self._verleden.een(bronnen.INSTELLINGSRELATIE, gewijzigd)
        over += [Erkenningenrelatie(*gewijzigd[tekst], rij.einddatum) for tekst, rij in toen.items()]
        return [rij for rij in over if geldig_op(dag, rij.begindatum, rij.einddatum)]

    def bedieningen(self, postcodecijfers: Collection[str], dag: date) -> Sequence[Bediening]:
        """See `Overzichtbron`."""
        gewijzigd = self._verleden.gewijzigd_als(model.instellingserkenning, f"%/{SAMENWERKING}/%")
        nu = self._nu.bedieningen(postcodecijfers, dag)
        over = [rij for rij in nu if sleutel_van(*rij.samenwerking) not in gewijzigd]
        for rij in self._verleden.een(bronnen.INSTELLINGSERKENNING, gewijzigd).values():
            if geldig_op(dag, rij.begindatum, rij.einddatum):
                over += [Bediening(cijfers, rij.sleutel) for cijfers in _bediend(rij, dag) & set(postcodecijfers)]
        return over

    def gebruiken(self, besturen: Collection[str], dag: date) -> Sequence[Overzichtsgebruik]:
        """See `Overzichtbron`."""
        gewijzigd = self._verleden.gewijzigd_van(model.onderwijslocatiegebruik, besturen)
        nu = self._nu.gebruiken(besturen, dag)
        over = [rij for rij in nu if sleutel_uit(rij.bestuur, rij.locatie) not in gewijzigd]
        toen = [
            rij
            for rij in self._verleden.een(_GEBRUIK, gewijzigd).values()
            if geldig_op(dag, rij.begindatum, rij.einddatum)
        ]
        locaties = self._verleden.een(bronnen.LOCATIE, {rij.locatie for rij in toen})
        over += [
            Overzichtsgebruik(*rij[:4], standtekst(rij.stand), standtekst(locaties[rij.locatie].stand))
            for rij in toen
            if rij.locatie in locaties
        ]
        return over

    def aanbodplaatsen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodplaats]:
        """See `Overzichtbron`."""
        return self._aanbod.plaatsen(aanbieders, dag)

    def aanbodtellingen(self, aanbieders: Collection[str], dag: date) -> Sequence[Aanbodtelling]:
        """See `Overzichtbron`."""
        return self._aanbod.tellingen(aanbieders, dag)

    def aanbodcodes(self, aanbieders: Collection[str], dag: date, hoeveel: int) -> Sequence[Aanbodcode]:
        """See `Overzichtbron`."""
        return self._aanbod.codes(aanbieders, dag, hoeveel)

    def treffers(self, codes: Sequence[str], dag: date) -> Mapping[str, Gegeven]:
        """See `Overzichtbron`."""
        return self._aanbod.treffers(codes, dag)

    def contactadressen(self, eenheden: Collection[str], dag: date) -> Mapping[str, Sequence[Gegeven]]:
        """See `Overzichtbron`."""
        return contactadressen_toen(self._verleden, self._lezer, eenheden, dag)


def _einden(stand: object) -> dict[tuple[str, date], date | None]:
    """When the juridischeRelaties in a stand end, by erkenning and begin."""
    if not isinstance(stand, Gegeven):
        return {}
    return {
        (velden.tekst(een, "instellingserkenningscode"), velden.datum(een, "begindatum")): velden.datum_of_niet(
            een, "einddatum"
        )
        for een in velden.delen(stand, "juridischeRelatie")
    }


def _erkenning(rij: Instellingserkenning) -> Overzichtserkenning:
    return Overzichtserkenning(rij.erkenner, rij.soort, rij.code, rij.begindatum, rij.einddatum, standtekst(rij.stand))


def _codes_van(sleutel: Relatiesleutel) -> tuple[str, str]:
    return sleutel.van.code, sleutel.naar.code


def _bediend(rij: Instellingserkenning, dag: date) -> set[str]:
    """The postcodes that a samenwerking serves on a day."""
    regios = regiorijen(rij.stand) if isinstance(rij.stand, Gegeven) else []
    return {str(r["postcodecijfers"]) for r in regios if geldig_op(dag, r["begindatum"], r["einddatum"])}  # type: ignore[type-var]
