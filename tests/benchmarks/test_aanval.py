"""The run of `benchmarks.aanval`, shortened: what reports under attack leave of memory and of the time of others."""

from pathlib import Path

from benchmarks import aanval


def test_reports_under_attack_leave_memory_flat_and_messages_quick(tmp_path: Path) -> None:
    proces, goed = aanval.begin(tmp_path)
    try:
        uit = aanval.val_aan(proces.poort, lambda: proces.geheugen()[0], goed, rapporten=20)
    finally:
        proces.stop()
    assert uit.fout == []
    assert uit.antwoorden[200] == 20
    assert set(uit.antwoorden) <= {200, 429}
    assert uit.groei < aanval.MAX_GROEI
    assert sorted(uit.seconden)[-1] < aanval.MAX_SECONDEN * 2  # on a machine that does other tests at the same time
    assert uit.grootste_rapport < 1_200_000
