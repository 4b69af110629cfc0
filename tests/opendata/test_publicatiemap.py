"""The folder of publications: what stands there, what is kept, and what is cleared away."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rio_soap.opendata.publicatiemap import Publicatiemap, te_oud

DAG = timedelta(days=1)
VANDAAG = date(2026, 11, 25)


def test_only_folders_by_a_date_are_publications(tmp_path: Path) -> None:
    for naam in ("2026-11-24", "2026-11-23", ".2026-11-25.bezig", "20261122", "2026-11-31", "readme"):
        (tmp_path / naam).mkdir()
    (tmp_path / "2026-11-20").write_text("no folder")
    (tmp_path / "2026-11-21").symlink_to(tmp_path / "2026-11-23")
    assert Publicatiemap(tmp_path).dagen() == [date(2026, 11, 23), date(2026, 11, 24)]
    assert Publicatiemap(tmp_path / "nowhere").dagen() == []


@given(st.sets(st.integers(0, 1500)), st.integers(1, 800))
def test_old_ones_go_but_the_first_of_each_month_and_the_newest(dagen: set[int], bewaar: int) -> None:
    alle = {VANDAAG - n * DAG for n in dagen}
    weg = te_oud(alle, VANDAAG, bewaar)
    assert weg <= alle
    assert all(VANDAAG - dag > bewaar * DAG for dag in weg)
    over = alle - weg
    assert {
        (dag.year, dag.month, min(d.day for d in alle if (d.year, d.month) == (dag.year, dag.month))) for dag in alle
    } <= {(dag.year, dag.month, dag.day) for dag in over}
    te_lang = {dag for dag in over if VANDAAG - dag > bewaar * DAG}
    assert len(te_lang) <= len({(dag.year, dag.month) for dag in alle}) + 1


def test_what_is_cleared_away_is_gone_with_what_was_kept_beside_it(tmp_path: Path) -> None:
    map_ = Publicatiemap(tmp_path)
    dagen = [date(2025, 1, 1), date(2025, 1, 2), VANDAAG]
    for dag in dagen:
        map_.van(dag).mkdir()
        (map_.van(dag) / "x").write_text("x")
        map_.stand(dag).write_text("{}")
    assert map_.ruim_op(VANDAAG, 400) == [date(2025, 1, 2)]
    assert map_.dagen() == [date(2025, 1, 1), VANDAAG]
    assert len(list(tmp_path.iterdir())) == 4


def test_the_work_of_other_days_is_cleared_and_that_of_today_stays(tmp_path: Path) -> None:
    map_ = Publicatiemap(tmp_path)
    gisteren = VANDAAG - DAG
    for pad in (map_.werkmap(gisteren), map_.werkmap(VANDAAG), tmp_path / ".2026-11-01.weg", map_.van(gisteren)):
        (pad / "deel").mkdir(parents=True)
    for dag in (gisteren, gisteren - DAG, VANDAAG):
        map_.stand(dag).write_text("{}")
    (tmp_path / ".slot").write_text("")
    map_.ruim_werk(VANDAAG)
    assert sorted(pad.name for pad in tmp_path.iterdir()) == [
        ".2026-11-24.stand.json",
        ".2026-11-25.bezig",
        ".2026-11-25.stand.json",
        ".slot",
        "2026-11-24",
    ]
