"""Deadline, rate limit, circuit breaker, retry and cache, with a clock that the test moves."""

import threading

import pytest

from rio_soap.chain.ports import KetenStoring, Reden
from rio_soap.chain.resilience import Cache, Grenzen, Meethaken, Snelheidsgrens, Termijn, Veer


class Klok:
    """Time that only passes by sleeping."""

    def __init__(self) -> None:
        self.nu = 1000.0

    def __call__(self) -> float:
        return self.nu

    def slaap(self, seconden: float) -> None:
        self.nu += seconden


def maak(klok: Klok, haken: Meethaken | None = None, **grenzen: object) -> Veer:
    return Veer("BAG", Grenzen(**grenzen), haken, klok, klok.slaap)  # type: ignore[arg-type]


class Buur:
    """Answers as told, one outcome per call; the last one for ever."""

    def __init__(self, *uitkomsten: object) -> None:
        self.uitkomsten = list(uitkomsten)
        self.keren = 0

    def __call__(self, termijn: Termijn) -> object:
        self.keren += 1
        uitkomst = self.uitkomsten.pop(0) if len(self.uitkomsten) > 1 else self.uitkomsten[0]
        if isinstance(uitkomst, KetenStoring):
            raise uitkomst
        return uitkomst


def storing(reden: Reden, *, herhaalbaar: bool = False, wacht: float | None = None) -> KetenStoring:
    return KetenStoring("BAG", reden, "proef", wacht, herhaalbaar=herhaalbaar)


def test_een_herhaalbare_storing_wordt_herhaald_en_een_andere_niet() -> None:
    buur = Buur(storing(Reden.ONBEREIKBAAR, herhaalbaar=True), "antwoord")
    assert maak(Klok()).vraag(buur) == "antwoord"
    assert buur.keren == 2
    buur = Buur(storing(Reden.FOUT), "antwoord")
    with pytest.raises(KetenStoring):
        maak(Klok()).vraag(buur)
    assert buur.keren == 1


def test_het_aantal_pogingen_en_de_tijd_zijn_begrensd() -> None:
    klok, buur = Klok(), Buur(storing(Reden.ONBEREIKBAAR, herhaalbaar=True))
    with pytest.raises(KetenStoring):
        maak(klok, pogingen=3).vraag(buur)
    assert buur.keren == 3
    buur = Buur(storing(Reden.DRUK, herhaalbaar=True, wacht=60.0))
    begin = klok.nu
    with pytest.raises(KetenStoring):
        maak(klok, totaal=8.0).vraag(buur)
    assert (buur.keren, klok.nu - begin) == (1, 0.0)


def test_een_gevraagde_wachttijd_wordt_afgewacht_als_er_tijd_voor_is() -> None:
    klok, buur = Klok(), Buur(storing(Reden.DRUK, herhaalbaar=True, wacht=2.0), "antwoord")
    begin = klok.nu
    assert maak(klok, totaal=8.0).vraag(buur) == "antwoord"
    assert klok.nu - begin >= 2.0


def test_de_zekering_gaat_open_na_storingen_op_rij_en_laat_daarna_een_vraag_proberen() -> None:
    klok = Klok()
    standen: list[bool] = []
    veer = maak(klok, Meethaken(zekering=lambda _, is_open: standen.append(is_open)), fouten_tot_open=3)
    buur = Buur(storing(Reden.FOUT))
    for _ in range(3):
        with pytest.raises(KetenStoring):
            veer.vraag(buur)
    with pytest.raises(KetenStoring) as open_:
        veer.vraag(buur)
    assert (open_.value.reden, buur.keren) == (Reden.OPEN, 3)
    assert open_.value.wacht == pytest.approx(30.0)
    klok.slaap(31)
    with pytest.raises(KetenStoring):  # the one that may try fails: open again at once
        veer.vraag(buur)
    with pytest.raises(KetenStoring) as open_:
        veer.vraag(buur)
    assert (open_.value.reden, buur.keren) == (Reden.OPEN, 4)
    klok.slaap(31)
    assert veer.vraag(Buur("antwoord")) == "antwoord"
    assert standen == [True, False]


def test_wie_zegt_dat_de_vraag_fout_was_of_later_moet_opent_de_zekering_niet() -> None:
    veer = maak(Klok(), fouten_tot_open=1)
    for reden in (Reden.VRAAG, Reden.LATER):
        with pytest.raises(KetenStoring):
            veer.vraag(Buur(storing(reden)))
    assert veer.vraag(Buur("antwoord")) == "antwoord"


def test_een_fout_in_de_eigen_code_houdt_de_proef_van_de_zekering_niet_vast() -> None:
    klok = Klok()
    veer = maak(klok, fouten_tot_open=1)

    def stuk(_: Termijn) -> object:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            veer.vraag(stuk)
        klok.slaap(31)
    assert veer.vraag(Buur("antwoord")) == "antwoord"


def test_vragen_krijgen_de_afgesproken_tussenruimte() -> None:
    klok = Klok()
    grens = Snelheidsgrens(5.0, klok)
    assert [grens.wachttijd(10.0) for _ in range(3)] == pytest.approx([0.0, 0.2, 0.4])
    assert grens.wachttijd(0.5) is None
    assert grens.wachttijd(0.7) == pytest.approx(0.6)
    klok.slaap(10)
    assert grens.wachttijd(0.0) == 0.0


def test_een_vraag_te_veel_mislukt_meteen() -> None:
    bezig, vrij = threading.Event(), threading.Event()
    veer = Veer("BAG", Grenzen(gelijktijdig=1))

    def traag(_: Termijn) -> str:
        bezig.set()
        vrij.wait(10)
        return "klaar"

    draad = threading.Thread(target=veer.vraag, args=(traag,))
    draad.start()
    assert bezig.wait(10)
    with pytest.raises(KetenStoring) as fout:
        veer.vraag(Buur("antwoord"))
    vrij.set()
    draad.join(10)
    assert fout.value.reden is Reden.DRUK
    assert veer.vraag(Buur("antwoord")) == "antwoord"


def test_de_cache_kent_leeftijd_en_bovengrens() -> None:
    klok = Klok()
    cache: Cache[str] = Cache(2, klok)
    cache.zet("a", "1", 10)
    cache.zet("b", "2", 10)
    assert cache.haal("a") == "1"
    cache.zet("c", "3", 10)  # b is the longest unused
    assert (cache.haal("a"), cache.haal("b"), cache.haal("c"), len(cache)) == ("1", None, "3", 2)
    klok.slaap(10)
    assert cache.haal("a") is None
    cache.zet("d", "4", 0)
    assert cache.haal("d") is None


def test_elke_vraag_wordt_gemeten_met_uitkomst() -> None:
    metingen: list[tuple[str, str]] = []
    herhaald: list[str] = []
    haken = Meethaken(
        vraag=lambda register, uitkomst, _: metingen.append((register, uitkomst)),
        herhaald=lambda _, reden: herhaald.append(reden),
    )
    veer = maak(Klok(), haken)
    veer.vraag(Buur(storing(Reden.ONBEREIKBAAR, herhaalbaar=True), "antwoord"))
    with pytest.raises(KetenStoring):
        veer.vraag(Buur(storing(Reden.ONGELDIG)))
    assert metingen == [("BAG", "gelukt"), ("BAG", "ongeldig")]
    assert herhaald == ["onbereikbaar"]
