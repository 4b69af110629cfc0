"""The measure against memory that threads keep."""

import subprocess
import sys

import pytest

from rio_soap.server.memory import limit_arenas

_VRAAG = "from rio_soap.server.memory import limit_arenas; print(limit_arenas())"


@pytest.mark.skipif(sys.platform != "linux", reason="glibc")
def test_one_arena_for_all_threads_unless_the_operator_chose() -> None:
    """In processes of their own: it holds for the life of one."""
    for omgeving, gedaan in (({}, "True"), ({"MALLOC_ARENA_MAX": "4"}, "False")):
        uit = subprocess.run([sys.executable, "-c", _VRAAG], env=omgeving, capture_output=True, text=True, check=True)
        assert uit.stdout.strip() == gedaan


def test_an_operator_who_chose_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert limit_arenas() is False
