"""Rows of erkenners: erkenners.csv and aanmerkingen_erkenners.csv."""

from collections.abc import Iterator, Sequence
from functools import partial

from rio_soap.register.bevoegdheid.erkenners import Erkenner
from rio_soap.register.publicatie.csvtabel import Tabel
from rio_soap.register.publicatie.rijen import Rijen, Tabelrij, cellen_van, per_object
from rio_soap.register.regels import velden
from rio_soap.register.toezicht.uitval import heel
from rio_soap.register.versie import bronnen
from rio_soap.register.versie.beeld import Plek
from rio_soap.register.versie.lezing import Lezing

_CODE = ((0, "ERKENNERCODE"),)
ERKENNERS = Tabel("erkenners.csv", "ERKENNER", _CODE, ("ERKENNERCODE",))
AANMERKINGEN = Tabel(
    "aanmerkingen_erkenners.csv", "ERKENNER", _CODE, ("ERKENNERCODE", "BEVOEGDHEID", "REGELGEVING", "BEGINDATUM")
)
TABELLEN = (ERKENNERS, AANMERKINGEN)
_DUUR = {"BEGINDATUM": "begindatum", "EINDDATUM": "einddatum"}
_ERKENNER = {"SOORT": "soort", "KVK_NUMMER": "kVKnummer", **_DUUR}
_AANMERKING = {"BEVOEGDHEID": "bevoegdheid", "REGELGEVING": "regelgeving", **_DUUR}


def rijen(lezing: Lezing, plekken: Sequence[Plek]) -> Iterator[Tabelrij]:
    """The rows of these erkenners."""
    gelezen = lezing.beeld.een(bronnen.ERKENNER, plekken)
    tabel = bronnen.ERKENNER.tabel
    return per_object(lezing, tabel, {plek: partial(_rijen, rij) for plek, rij in gelezen.items()})


def _rijen(rij: Erkenner) -> Rijen:
    stand = heel(rij.stand)
    yield ERKENNERS, {"ERKENNERCODE": rij.code, **cellen_van(stand, _ERKENNER)}
    for deel in velden.delen(stand, "erkenneraanmerking"):
        yield AANMERKINGEN, {"ERKENNERCODE": rij.code, **cellen_van(deel, _AANMERKING)}
