"""What a measurement starts and stops: processes of the service and of others, each on a free port of loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.meten import cpu_van, geheugen_van

HOOFD = Path(__file__).parents[1]


def vrije_poort() -> int:
    """A port that is free now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def wacht_op(poort: int | Path, proces: "subprocess.Popen[bytes] | None" = None, seconden: float = 30.0) -> None:
    """Wait until something listens on a port.

    :raises RuntimeError: when the process ends or the time is over first.
    """
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        try:
            if isinstance(poort, int):
                socket.create_connection(("127.0.0.1", poort), timeout=1).close()
            else:
                with socket.socket(socket.AF_UNIX) as s:
                    s.connect(str(poort))
        except OSError:
            if proces is not None and proces.poll() is not None:
                raise RuntimeError(f"{proces.args!r} ended with {proces.returncode}") from None
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing listens on port {poort}")


class Proces:
    """A program that serves on a port of its own, or on a Unix socket.

    :param kern: the core on which it runs; None leaves that to the system.
    :param stil: also throw away what it says on standard error.
    :param log: file for what it says on standard error.
    """

    def __init__(
        self,
        opdracht: Sequence[str],
        poort: int | Path,
        omgeving: Mapping[str, str] | None = None,
        *,
        kern: int | None = None,
        map_: Path = HOOFD,
        stil: bool = False,
        log: Path | None = None,
    ) -> None:
        self.poort = poort if isinstance(poort, int) else 0
        if kern is not None:
            kernen = sorted(os.sched_getaffinity(0))
            opdracht = ["taskset", "-c", str(kernen[kern % len(kernen)]), *opdracht]
        fouten = log.open("ab") if log else subprocess.DEVNULL if stil else None
        self._proces = subprocess.Popen(
            opdracht,
            env={**os.environ, **(omgeving or {})},
            cwd=map_,
            stdout=subprocess.DEVNULL,
            stderr=fouten,
        )
        try:
            wacht_op(poort, self._proces)
        except RuntimeError:
            self.dood()
            raise

    @property
    def pid(self) -> int:
        """Its process id (taskset becomes the program)."""
        return self._proces.pid

    @property
    def leeft(self) -> bool:
        """Whether it still runs."""
        return self._proces.poll() is None

    def cpu(self) -> float:
        """Seconds of processor time so far, its children included."""
        return cpu_van(self.pid, kinderen=True)

    def geheugen(self) -> tuple[float, float]:
        """MiB now and at most."""
        return geheugen_van(self.pid)

    def dood(self) -> None:
        """Kill it: kill -9, as a power cut would."""
        self._proces.kill()
        self._proces.wait(timeout=20)

    def stop(self) -> None:
        """Stop it properly."""
        self._proces.terminate()
        try:
            self._proces.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.dood()


def start_dienst(map_: Path, *, kern: int | None = None, plek: int | Path | None = None, **omgeving: str) -> Proces:
    """`rio-soap serve` on a data directory, where `dienst.log` holds what it logs.

    :param plek: port or Unix socket; None takes a free port.
    """
    plek = plek or vrije_poort()
    waar = ["--port", str(plek)] if isinstance(plek, int) else ["--socket", str(plek)]
    opdracht = [sys.executable, "-c", "from rio_soap.cli import main; main()", "serve", *waar]
    return Proces(opdracht, plek, {"RIO_DATA_DIR": str(map_), **omgeving}, kern=kern, log=map_ / "dienst.log")


@contextmanager
def diensten(map_: Path, aantal: int, **omgeving: str) -> Iterator[list[Proces]]:
    """A number of processes of the service on one register, each on a core of its own as far as there are."""
    gestart: list[Proces] = []
    try:
        for nummer in range(aantal):
            gestart.append(start_dienst(map_, kern=nummer, **omgeving))
        yield gestart
    finally:
        for proces in gestart:
            proces.stop()
