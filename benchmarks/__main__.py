"""``make bench``: one signed aanleveren_opleidingseenheid, step by step beside the floor, and over HTTP."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import lezen
from benchmarks.http_last import last
from benchmarks.meten import Meting, meet, op_een_kern
from benchmarks.vloeren import vloeren
from rio_soap.cli import dienst, proef
from rio_soap.cli.instellingen import Instellingen
from rio_soap.contract.operaties import BEHEREN, OPERATIES
from rio_soap.edukoppeling.klok import Systeemklok
from rio_soap.edukoppeling.sleutels import Sleutelpaar
from rio_soap.service.bericht import Bericht
from rio_soap.service.pijplijn import STAPPEN, Pijplijn

OPERATIE = OPERATIES["aanleveren_opleidingseenheid"]
AANTAL = 300


@contextmanager
def omgeving() -> Iterator[Instellingen]:
    """A trial environment on the disk of the project (a RAM disk would make commits free)."""
    map_ = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parent))
    try:
        instellingen = Instellingen(data_dir=map_)
        proef.maak_pki(instellingen)
        with dienst.open_register(instellingen) as register:
            proef.vul(register, instellingen)
        yield instellingen
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def verzoeken(instellingen: Instellingen, sleutelpaar: Sleutelpaar, aantal: int) -> list[bytes]:
    """Signed deliveries of new units."""
    return [
        proef.verzoek(
            OPERATIE.naam,
            {"opleidingseenheid": proef.voorbeeldlevering()},
            sleutelpaar,
            Systeemklok(),
            oin=proef.OIN_HANZE,
            ontvanger=instellingen.oin,
        )
        for _ in range(aantal)
    ]


def per_stap(pijplijn: Pijplijn, berichten: list[bytes]) -> dict[str, Meting]:
    """Milliseconds per step of the pipeline, in this process, without HTTP and without Spyne."""
    tijden: dict[str, list[float]] = {}
    for nummer, data in enumerate(berichten):
        bericht = Bericht(dienst=BEHEREN, data=data, content_type="text/xml", soap_action=OPERATIE.soap_action)
        for deel in (pijplijn.open, pijplijn.controleer, pijplijn.lees, pijplijn.verwerk):
            deel(bericht)
        pijplijn.schrijf(bericht)
        if not bericht.goedgekeurd:
            raise SystemExit(f"the delivery was refused: {bericht.foutcodes}")
        if nummer >= 20:
            for naam, seconden in bericht.tijden.items():
                tijden.setdefault(naam, []).append(seconden)
    return {naam: Meting.van(reeks) for naam, reeks in tijden.items()}


def druk_af(stappen: dict[str, Meting], gemeten: dict[str, tuple[str, Meting]]) -> None:
    """The table."""
    print(f"{'step':<15}{'ms':>8}{'p10':>8}{'p90':>8}   {'floor':<28}{'ms':>8}{'ratio':>8}")
    for naam in (stap.naam for stap in STAPPEN):
        m = stappen[naam]
        regel = f"{naam:<15}{m.mediaan:8.3f}{m.laag:8.3f}{m.hoog:8.3f}"
        if naam in gemeten:
            wat, vloer = gemeten[naam]
            regel += f"   {wat:<28}{vloer.mediaan:8.3f}{m.mediaan / vloer.mediaan:8.1f}"
        print(regel)
    som, vloersom = sum(m.mediaan for m in stappen.values()), sum(m.mediaan for _, m in gemeten.values())
    print(f"{'sum':<15}{som:8.3f}{'':16}   {'':<28}{vloersom:8.3f}{som / vloersom:8.1f}")


def main() -> int:
    """Measure and print."""
    print(f"aanleveren_opleidingseenheid, signed RSA-2048; Python {platform.python_version()}, {platform.machine()}")
    with omgeving() as instellingen:
        sleutelpaar = proef.klantsleutel(instellingen)
        voor_http = verzoeken(instellingen, sleutelpaar, AANTAL)
        per_seconde, wacht, fout = last(instellingen.data_dir, voor_http)
        op_een_kern()
        berichten = verzoeken(instellingen, sleutelpaar, AANTAL)
        with dienst.open_register(instellingen) as register:
            stappen = per_stap(dienst.maak_toepassing(instellingen, register).pijplijn, berichten)
        gemeten = {
            naam: (wat, meet(vloer))
            for naam, (wat, vloer) in vloeren(berichten[0], sleutelpaar, instellingen.data_dir).items()
        }
        print("\nmilliseconds on one core (median, p10, p90), beside the floor of the same step")
        druk_af(stappen, gemeten)
        print(f"\nover HTTP, service on one core, 4 clients, {AANTAL - 16} deliveries, {fout} not approved")
        print(f"{per_seconde:.0f} requests per second; median {wacht.mediaan:.1f} ms, p90 {wacht.hoog:.1f} ms\n")
        lezen.druk_af(instellingen.data_dir)
    return 1 if fout else 0


if __name__ == "__main__":
    sys.exit(main())
