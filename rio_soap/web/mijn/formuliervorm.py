"""A form as it is shown: fields and parts by the tables of the contract, with lists, kenmerken and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rio_soap.bevinding import Taal
from rio_soap.contract.vorm import Simpel, Veld, Vorm
from rio_soap.register.regels.kenmerktabel import Kenmerkregel
from rio_soap.register.regels.uitslag import Context
from rio_soap.register.regels.waardenlijsten import Lijstwaarde
from rio_soap.web.frame.opmaak import datum, label, waardenaam, zin
from rio_soap.web.mijn.formulierstand import (
    GESLOTEN,
    WORTEL,
    Ruw,
    kaal,
    leden_bij,
    soort_van,
    uitgesloten,
    velden_van,
    verplichte,
    vorm_van_verzoek,
)

_LIJST: Final = "WaardenlijstType-v01"
_LANG: Final = 200
"""Texts that may be longer get more than one line."""
_GETAL: Final = frozenset({"integer", "long", "short", "int", "decimal"})
_ENUM: Final = "kenmerkwaardeEnumeratiewaarde"


@dataclass(slots=True)
class Formuliervak:
    """One field.

    :param soort: ``tekst``, ``lang``, ``datum``, ``getal``, ``keuze``, ``keuzes``, ``regels`` or ``vast``.
    :param opties: value and text.
    :param mee: hidden fields that go with it.
    """

    pad: str
    label: str
    soort: str
    waarden: Sequence[str] = ()
    opties: Sequence[tuple[str, str]] = ()
    verplicht: bool = False
    fouten: Sequence[str] = ()
    hulp: str = ""
    lengte: int = 0
    mee: Sequence[tuple[str, str]] = ()

    @property
    def waarde(self) -> str:
        """The one value."""
        return self.waarden[0] if self.waarden else ""

    @property
    def getoond(self) -> list[str]:
        """The values as they are called."""
        namen = dict(self.opties)
        return [namen.get(een, een) for een in self.waarden]


@dataclass(slots=True)
class Formulierblok:
    """A part: its fields and parts, and the buttons that belong to it.

    :param bij: what can be added in it: path and name of the element, and what it is called.
    :param weg: whether it can be taken out.
    :param kopie: whether it can be copied.
    :param sluit: whether it is a cohort that can be closed.
    """

    pad: str
    lid: str
    kop: str
    delen: list["Formuliervak | Formulierblok"] = field(default_factory=list)
    bij: list[tuple[str, str]] = field(default_factory=list)
    fouten: Sequence[str] = ()
    weg: bool = False
    kopie: bool = False
    sluit: bool = False
    is_blok: bool = True


@dataclass(slots=True)
class Formuliermaker:
    """Makes what is shown of a form.

    :param vast: paths of fields that stay as they are, since they are the key of an object that is there.
    :param besturen: codes and names of the besturen on whose behalf the person acts in this operation.
    """

    context: Context
    taal: Taal
    fouten: Mapping[str, Sequence[str]]
    vast: frozenset[str] = frozenset()
    besturen: Sequence[tuple[str, str]] = ()

    def maak(self, operatie: str, ruw: Ruw) -> Formulierblok:
        """The whole form."""
        return self._blok(ruw, vorm_van_verzoek(operatie), WORTEL, "", dag=self.context.vandaag)

    def _blok(self, ruw: Ruw, vorm: Vorm, pad: str, kop: str, *, dag: date) -> Formulierblok:
        blok = Formulierblok(pad, ruw.lid, kop, fouten=self.fouten.get(pad, ()))
        nodig, niet = verplichte(vorm), uitgesloten(vorm, _aanwezig(ruw))
        begin = _dag(ruw.tekst("begindatum") or ruw.tekst("inBedrijfdatum")) or dag
        for veld in velden_van(vorm):
            onder = f"{pad}.{veld.naam}"
            if set(veld.leden) <= niet:
                continue
            eerste = soort_van(vorm, veld.leden[0])
            verplicht = bool(nodig & set(veld.leden))
            if isinstance(eerste, Simpel):
                blok.delen.append(self._vak(ruw, veld, eerste, onder, verplicht=verplicht, dag=begin))
            elif veld.naam == "kenmerken":
                blok.delen += self._kenmerken(ruw, onder, begin)
            else:
                self._onderdelen(blok, ruw, vorm, veld, onder, verplicht=verplicht, dag=begin)
        return blok

    def _onderdelen(
        self, blok: Formulierblok, ruw: Ruw, vorm: Vorm, veld: Veld, pad: str, *, verplicht: bool, dag: date
    ) -> None:
        delen = ruw.delen(veld.naam)
        for nr, deel in enumerate(delen):
            soort = soort_van(vorm, deel.lid)
            assert isinstance(soort, Vorm)
            naam = label(self.taal, deel.lid)
            kop = zin(self.taal, "formulier.deel", naam=naam, nummer=nr + 1) if veld.meervoudig else naam
            onder = self._blok(deel, soort, f"{pad}.{nr}" if veld.meervoudig else pad, kop, dag=dag)
            onder.kopie = veld.meervoudig
            onder.sluit = deel.tekst("cohortstatus") not in ("", GESLOTEN)
            onder.weg = not verplicht or len(delen) > 1
            blok.delen.append(onder)
        if pad in self.fouten and not delen:
            blok.fouten = [*blok.fouten, *(f"{label(self.taal, veld.naam)}: {een}" for een in self.fouten[pad])]
        if veld.meervoudig or not delen:
            blok.bij += [(f"{pad}:{lid}", label(self.taal, lid)) for lid in leden_bij(veld, ruw.lid)]

    def _vak(self, ruw: Ruw, veld: Veld, soort: Simpel, pad: str, *, verplicht: bool, dag: date) -> Formuliervak:
        waarde = ruw.velden.get(veld.naam, "")
        waarden = [deel for deel in (waarde if isinstance(waarde, list) else [waarde]) if isinstance(deel, str)]
        vak = Formuliervak(pad, label(self.taal, veld.naam), "tekst", waarden, verplicht=verplicht)
        vak.fouten = self.fouten.get(pad, ())
        if any(pad == een or pad.startswith(f"{een}.") for een in self.vast):
            vak.soort = "vast"
            vak.opties = [(rij.waarde, self._optie(rij, soort.naam, dag)) for rij in self._rijen_van(soort)]
        elif veld.naam == "onderwijsbestuurcode" and self.besturen:
            vak.soort, vak.opties = "keuze", self._met_huidige(self.besturen, vak.waarde)
        else:
            self._kies_soort(vak, soort, dag, lijst=veld.meervoudig)
        return vak

    def _kies_soort(self, vak: Formuliervak, soort: Simpel, dag: date, *, lijst: bool) -> None:
        if rijen := self._rijen_van(soort):
            opties = [(rij.waarde, self._optie(rij, soort.naam, dag)) for rij in rijen]
            vak.opties = self._met_huidige(opties, *vak.waarden)
            vak.soort = "keuzes" if lijst else "keuze"
        elif lijst:
            vak.soort, vak.hulp = "regels", zin(self.taal, "formulier.hulp.regels")
        elif soort.primitief == "date":
            vak.soort = "datum"
        elif soort.primitief == "boolean":
            vak.soort = "keuze"
            vak.opties = [(waarde, zin(self.taal, f"formulier.{waarde}")) for waarde in ("true", "false")]
        elif soort.primitief in _GETAL:
            vak.soort = "getal"
        else:
            vak.lengte = int(soort.facetten.get("maxLength", "0"))
            vak.soort = "lang" if vak.lengte > _LANG or "\n" in vak.waarde else "tekst"

    def _rijen_van(self, soort: Simpel) -> tuple[Lijstwaarde, ...]:
        return self._rijen(soort.naam) if _LIJST in soort.bases else ()

    def _rijen(self, lijst: str) -> tuple[Lijstwaarde, ...]:
        return self.context.lijsten.waarden(lijst) if not self.context.lijsten.ontbrekend([lijst]) else ()

    def _optie(self, rij: Lijstwaarde, lijst: str, dag: date) -> str:
        """A value in words, with when it held if that is not on the day of the object."""
        naam = waardenaam(self.taal, rij.waarde, lijst)
        tekst = naam if naam == rij.waarde else f"{naam} ({rij.waarde})"
        if rij.geldig_op(dag):
            return tekst
        duur = [datum(self.taal, een) for een in (rij.vanaf, rij.tot)]
        return zin(self.taal, "formulier.geldig", naam=tekst, van=duur[0] or "…", tot=duur[1] or "…")

    def _met_huidige(self, opties: Sequence[tuple[str, str]], *waarden: str) -> list[tuple[str, str]]:
        """The options, what is chosen first and in its order; a value that is in no list stays what it is."""
        namen = dict(opties)
        gekozen = [(waarde, namen.get(waarde, waarde)) for waarde in waarden if waarde]
        if len(waarden) == 1:
            return [*(een for een in gekozen if een[0] not in namen), *opties]
        return [*gekozen, *(een for een in opties if een[0] not in waarden)]

    def _kenmerken(self, ruw: Ruw, pad: str, dag: date) -> list["Formuliervak | Formulierblok"]:
        """A field for each kenmerk that the object has or may have; of what may come more often one that is empty."""
        regels: dict[str, Kenmerkregel] = {}
        for regel in self.context.kenmerken.van(ruw.lid):
            if regel.geldt(dag) or regel.conf.naam not in regels:
                regels[regel.conf.naam] = regel
        delen = [self._naar_keuze(deel, regels.get(deel.tekst("kenmerknaam"))) for deel in ruw.delen("kenmerken")]
        # What has a value of another type does not count: it can be emptied, and said as it should be. What was sent
        # empty has a field already, and is no value yet.
        aantal = {
            naam: sum(een.tekst("kenmerknaam") == naam and regel.conf.waarde_element in een.velden for een in delen)
            for naam, regel in regels.items()
        }
        heeft_leeg = {een.tekst("kenmerknaam") for een in delen if kaal(een.velden)}
        leeg = [
            Ruw("kenmerken", {"kenmerknaam": naam, regel.conf.waarde_element: ""})
            for naam, regel in regels.items()
            if naam not in heeft_leeg and aantal[naam] < regel.conf.max and (regel.geldt(dag) or aantal[naam])
        ]
        return [self._kenmerk(deel, regels, f"{pad}.{nr}", dag) for nr, deel in enumerate([*delen, *leeg])]

    def _naar_keuze(self, deel: Ruw, regel: Kenmerkregel | None) -> Ruw:
        """A kenmerk that RIO kept as a text and takes as a choice, as that choice if the text is one of its values."""
        if regel is None or regel.conf.waarde_element != _ENUM or not (lijst := regel.conf.waardenlijst):
            return deel
        if (tekst := deel.tekst("kenmerkwaardeTekst")) not in {rij.waarde for rij in self._rijen(lijst)}:
            return deel
        return Ruw(deel.lid, {"kenmerknaam": deel.tekst("kenmerknaam"), _ENUM: tekst})

    def _kenmerk(self, deel: Ruw, regels: Mapping[str, Kenmerkregel], pad: str, dag: date) -> Formuliervak:
        naam = deel.tekst("kenmerknaam")
        regel = regels.get(naam)
        element = next((een for een in deel.velden if een != "kenmerknaam"), "")
        element = element or (regel.conf.waarde_element if regel is not None else "kenmerkwaardeTekst")
        vak = Formuliervak(f"{pad}.{element}", label(self.taal, naam), "tekst", [deel.tekst(element)])
        vak.mee = [(f"{pad}.@", "kenmerken"), (f"{pad}.kenmerknaam", naam)]
        vak.verplicht = regel is not None and regel.conf.min > 0
        vak.fouten = [*self.fouten.get(pad, ()), *self.fouten.get(vak.pad, ())]
        lijst = regel.conf.waardenlijst if regel is not None else None
        if element == _ENUM and lijst and (rijen := self._rijen(lijst)):
            opties = [(rij.waarde, self._optie(rij, lijst, dag)) for rij in rijen]
            vak.soort, vak.opties = "keuze", self._met_huidige(opties, vak.waarde)
        elif element == "kenmerkwaardeBoolean":
            vak.soort = "keuze"
            vak.opties = [(waarde, zin(self.taal, f"formulier.{waarde}")) for waarde in ("true", "false")]
        elif element == "kenmerkwaardeTekst":
            vak.lengte = int(regel.conf.facets.get("maxLength", "1000")) if regel is not None else 1000
            vak.soort = "lang" if vak.lengte > _LANG or "\n" in vak.waarde else "tekst"
        else:
            vak.soort = {"kenmerkwaardeDatum": "datum", "kenmerkwaardeGetal": "getal"}.get(element, "tekst")
        return vak


def _aanwezig(ruw: Ruw) -> set[str]:
    """Names of the elements that a part has."""
    uit = {naam for naam, waarde in ruw.velden.items() if waarde}
    return uit | {deel.lid for naam in ruw.velden for deel in ruw.delen(naam)}


def _dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None
