"""Rows of eenheden, their relations and erkenningen follow the feed: what a change makes otherwise, it says."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.database.database import Register
from rio_soap.register.opendata.laden import laad
from rio_soap.register.publicatie.publicatiebron import Publicatiebron
from rio_soap.register.publicatie.rijenregister import TABELLEN
from rio_soap.register.publicatie.sleutels import gewijzigd
from tests.register import hulp
from tests.register.publicatie.hulp_publicatie import bron
from tests.register.publicatie.maker_eenheden import Eenhedenmaker
from tests.register.publicatie.test_rijen_eenheden import SOORTEN, Tabellen, objecten, tabellen
from tests.register.rollen import DUO, erkennerdeel
from tests.register.test_wereld import ZWAAR
from tests.register.versie.formele_wereld import FormeleWereld
from tests.register.versie.hulp_versie import Klok, zet_begin


class Eenhedenloop(FormeleWereld):
    """A register in which eenheden, relations and erkenningen change by deliveries and by files."""

    def __init__(self, register: Register, klok: Klok, zaad: int, map_: Path) -> None:
        super().__init__(register, klok, zaad)
        self.map, self.nummer = map_, 0
        self.codes: list[str] = []

    def begin(self) -> None:
        super().begin()
        self._laad(moment=False)
        zet_begin(self.register)

    def stap(self) -> None:
        """One change, approved or not."""
        daden = (
            self._laad,
            self._lever,
            self._lever,
            self._relatie,
            self._relatie,
            self._verwijder,
            self._erkennersoort,
        )
        self.klok.tik()
        self.toeval.choice((*daden, *(self._opleidingserkenning,) * 3))()

    def _laad(self, *, moment: bool = True) -> None:
        """Files of the same objects with other content; some units come as ones of another kind."""
        self.nummer += 1
        maker = Eenhedenmaker(self.toeval.randrange(1000), per_soort=1, verwisseld=3 if moment else 0)
        map_ = maker.schrijf(self.map / str(self.nummer))
        laad(map_, self.register.schrijf, moment=self.klok.nu if moment else None)

    def _lever(self) -> None:
        code = self.toeval.choice([*self.codes, None]) if len(self.codes) < 6 else self.toeval.choice(self.codes)
        soort = self.toeval.choice(("hoOpleiding", "hoOnderwijseenheid", "particuliereOpleiding"))
        begin = date(2010, 1, 1)
        perioden = [
            hulp.periode(soort, dag, naamKort=f"Nr {self.toeval.randrange(99)}")
            for dag in (begin, date(2020, 1, self.toeval.randrange(1, 28)))
        ]
        deel = hulp.eenheid(soort, code=code, begin=begin, perioden=perioden)
        uitslag = hulp.lever(self.register, deel, self.klok.context(hulp.HANZE))
        if uitslag.goedgekeurd and code is None:
            self.codes.append(str(uitslag.gegevens["opleidingseenheidcode"]))

    def _relatie(self) -> None:
        if len(self.codes) < 2:
            self._lever()
            return
        een, ander = self.toeval.sample([*self.codes, "5000O0001"], 2)
        begin, einde = date(2020, 9, 1), self.toeval.choice((None, date(2030, 1, 1)))
        if self.toeval.random() < 0.3:
            hulp.ontkoppel(self.register, een, ander, begin, self.klok.context(hulp.HANZE))
        else:
            hulp.relateer(self.register, hulp.relatie(een, ander, begin, einde), self.klok.context(hulp.HANZE))

    def _verwijder(self) -> None:
        if self.codes:
            code = self.toeval.choice(self.codes)
            if hulp.verwijder(self.register, code, self.klok.context(hulp.HANZE)).goedgekeurd:
                self.codes.remove(code)

    def _erkennersoort(self) -> None:
        """Another erkenner of a soort, so that its code is not known any more; or it becomes one of another."""
        deel = erkennerdeel(self.toeval.choice(("NVAO", "OCW", "NRTO")), naam=f"Erkenner {self.toeval.randrange(99)}")
        if self.erkenners and self.toeval.random() < 0.7:
            deel = Gegeven("erkenner", {"erkennercode": self.erkenners[0], **deel.velden})
        gegevens = self._doe("aanleveren_erkenner", {"erkenner": deel}, DUO)
        if gegevens is not None:
            self.erkenners.append(str(gegevens["erkennercode"]))


def bijgewerkt(oud: Tabellen, register: Register, van: Publicatiebron, na: int) -> Tabellen:
    """Yesterday's rows, with those of what changed since put in the place of theirs."""
    with register.lees() as session:
        namen = [n for n in gewijzigd(session, na, van.op.volgnummer) if n.objecttype in SOORTEN]
    nieuw = tabellen(list(van.van(namen)))
    gemaakt = {}
    for bestand, regels in oud.items():
        tabel = TABELLEN[bestand]
        weg = {tabel.groep_van(n.sleutel) for n in namen if n.objecttype == tabel.objecttype}
        cellen = csv.reader(regels, strict=True)
        blijft = {regel for regel, cel in zip(regels, cellen, strict=True) if tabel.groep_in(cel) not in weg}
        gemaakt[bestand] = sorted(blijft | set(nieuw[bestand]), key=str.encode)
    return gemaakt


@pytest.mark.parametrize("zaad", range(1, 2 + 20 * (ZWAAR > 1)))
def test_rows_of_a_night_are_those_of_the_night_before_with_what_the_feed_names(
    register: Register, tmp_path: Path, zaad: int
) -> None:
    """And what was published at a number can be made again for ever."""
    loop = Eenhedenloop(register, Klok(), zaad, tmp_path)
    loop.begin()
    gezien: list[tuple[int, Tabellen]] = []
    for nacht in range(9):
        for _ in range(6 if nacht else 0):
            loop.stap()
        van = bron(register, loop.klok.tik())
        heel = tabellen(objecten(van))
        if gezien:
            na, oud = gezien[-1]
            assert bijgewerkt(oud, register, van, na) == heel, nacht
        gezien.append((van.op.volgnummer, heel))
    nu = loop.klok.tik()
    for nummer, toen in gezien:
        assert tabellen(objecten(bron(register, nu, op=nummer))) == toen, nummer
    for eerder, later in zip(gezien, gezien[2:], strict=False):  # what a replica that is ahead publishes late
        van = bron(register, nu, op=later[0])
        assert bijgewerkt(eerder[1], register, van, eerder[0]) == later[1]
    anders = {bestand for een, ander in pairwise(gezien) for bestand in een[1] if een[1][bestand] != ander[1][bestand]}
    assert len(anders) > 35, "most files changed"
    assert {
        "aanleveren_opleidingserkenning",
        "verwijderen_opleidingserkenning",
        "aanleveren_erkenner",
    } <= loop.aanvaard.keys()
