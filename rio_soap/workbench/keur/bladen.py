"""Pages and selections of readings: enough offers for two pages, of which everything is known."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.regels.velden import delen
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.bouw import BEGIN, EINDE
from rio_soap.workbench.keur.endpoint import Reactie
from rio_soap.workbench.keur.run import Mist, Run, Velden

GROOTTE = 20
"""Objects on a page (recorded)."""
VROEG_EINDE = date(2025, 9, 1)
LEVER, AANBOD_VAN = "aanleveren_aangebodenOpleiding", "opvragen_aangebodenOpleidingenVanOrganisatie"
EENHEDEN_VAN, STRUCTUUR = "opvragen_opleidingseenhedenVanOrganisatie", "opvragen_instellingsstructuur"
LOCATIE = "opvragen_onderwijslocatie"
DAG = timedelta(days=1)
_VOOR_ALLES = date(1815, 1, 1)
"""Before there was anything that RIO knows."""


@dataclass(frozen=True, slots=True)
class Bladlezing:
    """One page: codes in order, and what it says of itself."""

    codes: tuple[str, ...]
    pagina: int
    paginas: int
    resultaten: int


class Bladen:
    """Fills two pages under the aanbieder of the run, and reads them in every way."""

    def __init__(self, werk: Run) -> None:
        self.werk = werk
        self.codes: set[str] = set()

    def speel(self) -> None:
        """Fill, page through, select, and page through the units of the bestuur."""
        for stap in (
            self._vul,
            self._pagineert,
            self._op_dag,
            self._op_locatie,
            self._eenheden,
            self._structuur,
            self._bag,
        ):
            try:
                stap()
            except Mist as mist:
                self.werk.boek.niet([AANBOD_VAN], f"vraagt {mist}, dat er niet is", f"needs {mist}, which is not there")

    def _vul(self) -> None:
        """Offers up to one more than a page; one of them ends early, one has a location."""
        w = self.werk
        eigen = {"aanbieder": w.van("aanbieder"), "eenheid": w.van("eenheid")}
        al = len(self._lees(pagina=0).codes)
        for nummer in range(GROOTTE + 1 - al):
            code = str(uuid.uuid4())
            anders: dict[str, object] = {}
            if nummer == 0:
                anders, w.eigen["vroeg"] = {"einde": VROEG_EINDE, "cohorten": []}, code
            elif nummer == 1 and w.namen.vrijeLocatie and "gebruik" in w.eigen:
                anders, w.eigen["op_locatie"] = {"onderwijslocatiecode": w.namen.vrijeLocatie}, code
            deel = bouw.aanbod(code=code, **eigen, **anders)  # type: ignore[arg-type]
            if w.lever(LEVER, {"aangebodenOpleiding": deel}).soort != "goed":
                raise Mist(LEVER)

    def _lees(self, **velden: Waarde) -> Bladlezing:
        """A page of the offers of the run's own aanbieder."""
        volledig: Velden = {"onderwijsaanbiedercode": self.werk.van("aanbieder"), **velden}
        return _blad(self.werk.doel.roep(AANBOD_VAN, **volledig), "aangebodenOpleiding", "aangebodenOpleidingCode")

    def _toets(self, operatie: str, naam: str, goed: bool, verwacht: object, gevonden: object) -> None:
        self.werk.boek.toets([operatie], naam, goed, verwacht, gevonden)

    def _pagineert(self) -> None:
        eerste, tweede = self._lees(pagina=0), self._lees(pagina=1)
        alle = GROOTTE + 1
        self.codes = {*eerste.codes, *tweede.codes}
        self._toets(AANBOD_VAN, "een vol blad", len(eerste.codes) == GROOTTE, f"{GROOTTE} objecten", len(eerste.codes))
        self._toets(AANBOD_VAN, "het laatste blad", len(tweede.codes) == 1, "1 object", len(tweede.codes))
        goed = len(self.codes) == alle
        self._toets(AANBOD_VAN, "elk object op een blad", goed, f"{alle} verschillende", len(self.codes))
        zegt = [(blad.pagina, blad.paginas, blad.resultaten) for blad in (eerste, tweede)]
        self._toets(AANBOD_VAN, "paginering", zegt == [(0, 2, alle), (1, 2, alle)], f"0 en 1 van 2, {alle}", zegt)
        nog = self._lees(pagina=0)
        self._toets(AANBOD_VAN, "een blad nog een keer", nog.codes == eerste.codes, eerste.codes, nog.codes)

    def _op_dag(self) -> None:
        """An offer is there from its begindatum up to, and not including, its einddatum."""
        vroeg = self.werk.van("vroeg")
        for dag, er in ((BEGIN - DAG, False), (BEGIN, True), (VROEG_EINDE - DAG, True), (VROEG_EINDE, False)):
            codes = {*self._lees(pagina=0, peildatum=dag).codes, *self._lees(pagina=1, peildatum=dag).codes}
            self._toets(AANBOD_VAN, f"peildatum {dag}", (vroeg in codes) is er, "wel" if er else "niet", vroeg in codes)
        velden: Velden = {"onderwijsaanbiedercode": self.werk.van("aanbieder"), "peildatum": BEGIN, "pagina": 0}
        reactie = self.werk.doel.roep(AANBOD_VAN, **velden)
        echo = reactie.tekst("peildatum")
        self._toets(AANBOD_VAN, "peildatum herhaald", echo == BEGIN.isoformat(), BEGIN.isoformat(), echo)
        self._toets(AANBOD_VAN, "niets na het einde", not self._lees(pagina=0, peildatum=EINDE).codes, "geen", "wel")

    def _op_locatie(self) -> None:
        code, locatie = self.werk.van("op_locatie"), self.werk.naam("vrijeLocatie")
        gevonden = self._lees(pagina=0, onderwijslocatiecode=locatie).codes
        self._toets(AANBOD_VAN, "op onderwijslocatiecode", gevonden == (code,), (code,), gevonden)

    def _eenheden(self) -> None:
        self.eenheden()

    def eenheden(self) -> list[str]:
        """The units of a bestuur, ascending by code (recorded), and its own only; gives their codes.

        :raises Mist: without a bestuur.
        """
        bestuur = self.werk.naam("bestuur")
        codes: list[str] = []
        eigenaren: set[str] = set()
        pagina, paginas = 0, 1
        while pagina < paginas and pagina < GROOTTE:
            reactie = self.werk.doel.roep(EENHEDEN_VAN, onderwijsbestuurcode=bestuur, pagina=pagina)
            blad = _blad(reactie, "opleidingseenheid", "opleidingseenheidcode")
            codes += blad.codes
            paginas, pagina = blad.paginas, pagina + 1
            objecten = delen(reactie.gegeven, "opleidingseenheid") if reactie.gegeven is not None else []
            eigenaren |= {e for eenheid in objecten for e in _eigenaren(eenheid)}
        op_volgorde = codes == sorted(set(codes))
        self._toets(EENHEDEN_VAN, "oplopend, elk één keer", op_volgorde, "oplopend op code", codes)
        self._toets(EENHEDEN_VAN, "van dit bestuur", eigenaren <= {bestuur}, bestuur, sorted(eigenaren))
        return codes

    def _structuur(self) -> None:
        w = self.werk
        toen: Velden = {"bevoegdGezagNummer": w.naam("bevoegdGezag"), "peildatum": _VOOR_ALLES}
        reactie = w.doel.roep(STRUCTUUR, **toen)
        leeg = reactie.soort == "afgekeurd" or w.naam("brin4") not in repr(reactie.gegeven)
        self._toets(STRUCTUUR, f"op {_VOOR_ALLES}", leeg, "geen instelling", reactie)

    def _bag(self) -> None:
        """A location with a postcode has the bagID of its address."""
        self.werk.naam("locatiePostcode")
        reactie = self.werk.doel.roep(LOCATIE, onderwijslocatieCode=self.werk.naam("locatie"))
        locatie = reactie.gegeven.velden.get("onderwijslocatie") if reactie.gegeven is not None else None
        if isinstance(locatie, Gegeven) and "postcode" in locatie.velden:
            self._toets(LOCATIE, "bagID bij een adres", "bagID" in locatie.velden, "een bagID", locatie)


def _blad(reactie: Reactie, veld: str, sleutel: str) -> Bladlezing:
    if reactie.soort != "goed" or reactie.gegeven is None:
        return Bladlezing((), -1, 0, 0)
    codes = tuple(str(een.velden.get(sleutel, "")) for een in delen(reactie.gegeven, veld))
    blad = reactie.gegeven.velden.get("paginering")
    getallen: Sequence[int] = (-1, 0, 0)
    if isinstance(blad, Gegeven):
        getallen = [int(str(blad.velden.get(n, -1))) for n in ("pagina", "aantalPaginas", "aantalResultaten")]
    return Bladlezing(codes, *getallen)


def _eigenaren(eenheid: Gegeven) -> set[str]:
    kenmerken = [k for periode in delen(eenheid, "opleidingseenheidPeriode") for k in delen(periode, "kenmerken")]
    return {str(k.velden.get("kenmerkwaardeTekst")) for k in kenmerken if k.velden.get("kenmerknaam") == "eigenaar"}
