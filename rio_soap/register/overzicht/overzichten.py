"""Everything of organisatorische eenheden at once, in the form Organisatieoverzicht.

Any number of overviews is made with a fixed number of questions: each step asks for all of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.erkenning.rijen import INSTELLING, VESTIGING
from rio_soap.register.erkenning.sleutels import Instellingsleutel
from rio_soap.register.overzicht.erkenningenverband import Erkenningenverband, erkenningenverband, op_sleutels
from rio_soap.register.overzicht.overzichtbron import (
    Overzichtbron,
    Overzichtseenheid,
    Overzichtserkenning,
    Overzichtsgebruik,
)
from rio_soap.register.overzicht.overzichtvormen import Overzichtvormen
from rio_soap.register.overzicht.samenhang import BESTUUR, Eenhedenverband, eenhedenverband, soort_van
from rio_soap.register.regels.groepering import per
from rio_soap.register.regels.uitslag import Uitvaller

MAX_OVERZICHTEN = 99
"""organisatieoverzicht in one answer (XSD)."""
_MAX_BOVEN, _MAX_ONDER, _MAX_ERKENNINGEN, _MAX_CONTACT, _MAX_GEBRUIK, _MAX_SAMEN = 99, 1999, 999, 999, 999, 99
"""What one Organisatieoverzicht holds of each (XSD); of more the first by key are shown."""
MAX_AANBOD = 999
"""Offers in one Organisatieoverzicht (XSD), and in all of an answer together: each has its share of them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Delen:
    """What overviews hold beside the eenheid itself, of all of them; by code of each."""

    erkend: Erkenningenverband
    samen: Mapping[str, Collection[Instellingsleutel]]
    samenwerkingen: Mapping[Instellingsleutel, Overzichtserkenning]
    gebruik: Mapping[str, Sequence[Overzichtsgebruik]]
    aanbod: Mapping[str, Sequence[Gegeven]]
    aantal: Mapping[str, int]
    contact: Mapping[str, Sequence[Gegeven]]


class Overzichten:
    """Makes overviews on a day.

    :param uitval: takes what cannot be shown.
    :param meeste_aanbod: offers in all of them together; None for as many as an answer holds.
    """

    def __init__(
        self, bron: Overzichtbron, dag: date, uitval: list[Uitvaller], meeste_aanbod: int | None = None
    ) -> None:
        self._bron, self._dag, self._meeste_aanbod = bron, dag, meeste_aanbod
        self._vormen = Overzichtvormen(dag, uitval)

    def van(self, gevraagd: Mapping[str, Overzichtseenheid]) -> list[Gegeven]:
        """The overviews of these eenheden by code; one of which nothing can be read is left out."""
        verband = eenhedenverband(self._bron, gevraagd, self._dag)
        eenheden = {code: self._eenheid(verband, code) for code in sorted(gevraagd)}
        getoond = {code: een for code, een in eenheden.items() if een is not None}
        if not getoond:
            return []
        delen = self._delen(verband, getoond)
        return [self._overzicht(code, eenheid, verband, delen) for code, eenheid in getoond.items()]

    def gebruiken(self, gevraagd: Mapping[str, Overzichtseenheid]) -> dict[str, list[Gegeven]]:
        """Of each of these eenheden the uses of locaties that its overview has, all of them, by bestuur and locatie."""
        verband = eenhedenverband(self._bron, gevraagd, self._dag)
        gevonden = self._gebruik(verband, erkenningenverband(self._bron, verband, self._dag))
        return {code: self._vormen.gebruiken(rijen) for code, rijen in gevonden.items()}

    def _eenheid(self, verband: Eenhedenverband, code: str) -> Gegeven | None:
        return self._vormen.eenheid(verband.eenheden[code], verband.rust.get(code, ()), verband.relaties[code])

    def _delen(self, verband: Eenhedenverband, getoond: Collection[str]) -> _Delen:
        erkend = erkenningenverband(self._bron, verband, self._dag)
        samen = self._samenwerkingen(erkend)
        verder = op_sleutels(self._bron, _alle(samen) - erkend.erkenningen.keys())
        gebruik, (aanbod, aantal) = self._gebruik(verband, erkend), self._aanbod(verband)
        # Last, and of what is shown only: who is shown a restricted contactadres is noted.
        contact = self._bron.contactadressen(getoond, self._dag)
        return _Delen(erkend, samen, {**erkend.erkenningen, **verder}, gebruik, aanbod, aantal, contact)

    def _overzicht(self, code: str, eenheid: Gegeven, verband: Eenhedenverband, delen: _Delen) -> Gegeven:
        vormen, erkend = self._vormen, delen.erkend
        onderdelen: dict[str, Sequence[Gegeven]] = {
            "boven": vormen.verwijzingen("boven", verband.eenheden, verband.boven[code], _MAX_BOVEN),
            "onder": vormen.verwijzingen("onder", verband.eenheden, verband.onder[code], _MAX_ONDER),
            "erkenning": vormen.kort("erkenning", erkend.erkenningen, erkend.achter[code], _MAX_ERKENNINGEN),
            "contactadres": delen.contact.get(code, ())[:_MAX_CONTACT],
            "locatiegebruik": vormen.gebruiken(delen.gebruik[code][:_MAX_GEBRUIK]),
            "samenwerking": vormen.kort("samenwerking", delen.samenwerkingen, delen.samen[code], _MAX_SAMEN),
            "aanbod": delen.aanbod[code],
        }
        gelezen: dict[str, Waarde] = {"peildatum": self._dag, "eenheid": eenheid, "aantalAanbod": delen.aantal[code]}
        return Gegeven("organisatieoverzicht", gelezen | {naam: list(een) for naam, een in onderdelen.items() if een})

    def _samenwerkingen(self, erkend: Erkenningenverband) -> dict[str, set[Instellingsleutel]]:
        """To which samenwerkingen each eenheid belongs: by relation, and by the postcodes of its vestigingen, or of its
        instellingen when it has no vestiging."""
        postcodes = {code: self._vormen.postcodes(_zetels(erkend, code)) for code in erkend.achter}
        gevraagd = _alle(postcodes)
        gevonden = self._bron.bedieningen(gevraagd, self._dag) if gevraagd else ()
        per_postcode = per((een for een in gevonden if een.samenwerking.erkenner), lambda een: een.postcodecijfers)
        return {
            code: erkend.samenwerkingen[code]
            | {een.samenwerking for cijfers in postcodes[code] for een in per_postcode.get(cijfers, ())}
            for code in erkend.achter
        }

    def _gebruik(self, verband: Eenhedenverband, erkend: Erkenningenverband) -> dict[str, list[Overzichtsgebruik]]:
        """Of a bestuur the locaties that it uses; of another those that its besturen use where it has an offer, or for
        a vestiging behind it."""
        besturen = _alle({code: verband.besturen(code) for code in verband.onder})
        rijen = per(self._bron.gebruiken(besturen, self._dag) if besturen else (), lambda rij: rij.bestuur)
        aanbieders = _alle({code: verband.aanbieders(code) for code in verband.onder if soort_van(code) != BESTUUR})
        plaatsen = per(
            self._bron.aanbodplaatsen(aanbieders, self._dag) if aanbieders else (), lambda een: een.aanbieder
        )
        gevonden: dict[str, list[Overzichtsgebruik]] = {}
        for code in verband.onder:
            alle = [rij for bestuur in verband.besturen(code) for rij in rijen.get(bestuur, ())]
            if soort_van(code) != BESTUUR:
                locaties = {een.locatie for van in verband.aanbieders(code) for een in plaatsen.get(van, ())}
                vestigingen = {sleutel.code for sleutel in erkend.achter[code] if sleutel.soort == VESTIGING}
                alle = [rij for rij in alle if rij.locatie in locaties or self._dient(rij, vestigingen)]
            gevonden[code] = sorted(alle, key=lambda rij: (rij.bestuur, rij.locatie))
        return gevonden

    def _dient(self, rij: Overzichtsgebruik, vestigingen: Collection[str]) -> bool:
        """Whether a use serves one of these vestigingen; most stands need not be read for it."""
        genoemd = {code for code in vestigingen if code in rij.stand}
        return bool(genoemd) and not genoemd.isdisjoint(self._vormen.vestigingen(rij))

    def _aanbod(self, verband: Eenhedenverband) -> tuple[dict[str, list[Gegeven]], dict[str, int]]:
        """Of each eenheid its first offers by aanbieder and code, and how many there are.

        Of the aanbieders only those are asked for codes that come before its share is full.
        """
        aanbieders = {code: sorted(verband.aanbieders(code)) for code in verband.onder}
        tellingen = dict(self._bron.aanbodtellingen(alle, self._dag)) if (alle := _alle(aanbieders)) else {}
        deel = max(1, (self._meeste_aanbod or MAX_AANBOD) // len(aanbieders))
        eerste = {code: _tot(van, tellingen, deel) for code, van in aanbieders.items()}
        rijen = sorted(self._bron.aanbodcodes(alle, self._dag, deel)) if (alle := _alle(eerste)) else []
        codes = per(rijen, lambda een: een.aanbieder)
        gekozen = {
            code: [een.code for aanbieder in van for een in codes.get(aanbieder, ())][:deel]
            for code, van in eerste.items()
        }
        treffers = self._bron.treffers(sorted(alle), self._dag) if (alle := _alle(gekozen)) else {}
        aanbod = {code: [treffers[een] for een in van if een in treffers] for code, van in gekozen.items()}
        return aanbod, {code: sum(tellingen.get(een, 0) for een in van) for code, van in aanbieders.items()}


def _zetels(erkend: Erkenningenverband, code: str) -> list[Overzichtserkenning]:
    """The erkenningen whose postcode says which samenwerkingen serve an eenheid."""
    rijen = [erkend.erkenningen[sleutel] for sleutel in erkend.achter[code] if sleutel in erkend.erkenningen]
    return [rij for rij in rijen if rij.soort == VESTIGING] or [rij for rij in rijen if rij.soort == INSTELLING]


def _alle(verdeeld: Mapping[str, Iterable[T]]) -> set[T]:
    """What is in any of these."""
    return {een for groep in verdeeld.values() for een in groep}


def _tot(aanbieders: Iterable[str], tellingen: Mapping[str, int], hoeveel: int) -> list[str]:
    """The first of these aanbieders that together have so many offers."""
    gekozen: list[str] = []
    samen = 0
    for aanbieder in aanbieders:
        if samen >= hoeveel:
            break
        if aantal := tellingen.get(aanbieder, 0):
            gekozen.append(aanbieder)
            samen += aantal
    return gekozen
