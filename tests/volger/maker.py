"""A small register that publishes by the formats as they are written down, with no line of the publisher's code.

It is the witness for the publisher, and what the follower is tried on: any number of objects and rows, changed at
random, published by day, and told by a feed.
"""

import gzip
import hashlib
import json
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABELLEN = {
    "erkenners": (("ERKENNERCODE", "string"), ("NAAM", "string"), ("BEGINDATUM", "date")),
    "licenties": (
        ("LICENTIECODE", "string"),
        ("STUDIELAST", "number"),
        ("GPS_LATITUDE", "number"),
        ("SOORT", "string"),
    ),
    "relaties_onderwijsbegeleidingsaanbieders_onderwijsinstellingserkenningen": (
        ("BEGINDATUM", "date"),
        ("VAN", "string"),
    ),
    "waarschuwingen": (("LICENTIECODE", "string"), ("WAARSCHUWING", "string")),
}
SOORTEN = ("CONTACTADRES", "ERKENNER", "LICENTIE")
TEKSTEN = [
    "a",
    "Zwölf",
    'met "tekens", en komma',
    "twee\\nregels",
    "100E001",
    "007",
    "€ 😀",
    "x" * 300,
    "O'Neil %s ?",
    "",
]
GETALLEN = ["7", "0", "1.05", "52.100", "6400", "4.0", "1234567890123456789012", "0.1", ""]
CONTROLE = b'"naam","aantalCsv"\r\n"erkenners",1\r\n'


@dataclass
class Publicatie:
    """What the register remembers of a day: lines by table, lines by kind."""

    datum: str
    volgnummer: int
    rijen: dict[str, set[bytes]]
    regels: dict[str, set[bytes]]


@dataclass
class Wereld:
    """A register: rows, objects, and every change of an object in order."""

    zaad: int = 1
    stroom: str = "11111111-2222-3333-4444-555555555555"
    rijen: dict[str, set[bytes]] = field(default_factory=lambda: {naam: set() for naam in TABELLEN})
    objecten: dict[tuple[str, str], Any] = field(default_factory=dict)
    wijzigingen: list[tuple[str, str, str]] = field(default_factory=list)
    vorige: Publicatie | None = None

    def __post_init__(self) -> None:
        self.toeval = random.Random(self.zaad)

    @property
    def volgnummer(self) -> int:
        return len(self.wijzigingen)

    def verander(self, aantal: int) -> None:
        """So many changes of objects, and as many of rows."""
        for _ in range(aantal):
            soort = self.toeval.choice(SOORTEN)
            plek = (soort, self.toeval.choice(['a"b', "100E001", "x y", "x", "x/1", "é", *map(str, range(40))]))
            if plek in self.objecten and self.toeval.random() < 0.3:
                self.zet(plek, None)
            else:
                self.zet(
                    plek, {"naam": self.toeval.choice(TEKSTEN), "getal": self.toeval.random(), "n": self.volgnummer}
                )
            self.verander_rij()

    def zet(self, plek: tuple[str, str], inhoud: Any) -> None:
        """Change one object; None takes it away."""
        was = plek in self.objecten
        if inhoud is None:
            self.objecten.pop(plek, None)
        else:
            self.objecten[plek] = {plek[0].lower(): inhoud}
        self.wijzigingen.append((*plek, "V" if inhoud is None else "W" if was else "T"))

    def verander_rij(self) -> None:
        naam = self.toeval.choice([*TABELLEN][:3])
        rijen = self.rijen[naam]
        if rijen and self.toeval.random() < 0.4:
            rijen.discard(self.toeval.choice(sorted(rijen)))
        cellen = [
            cel(
                self.toeval.choice(
                    TEKSTEN if soort == "string" else GETALLEN if soort == "number" else ["2026-10-03", ""]
                ),
                soort,
            )
            for _, soort in TABELLEN[naam]
        ]
        rijen.add(",".join(cellen).encode())

    def regels(self, soort: str) -> set[bytes]:
        """Lines of B of a kind."""
        return {
            compact({"sleutel": sleutel, "objecttype": soort, "inhoud": inhoud})
            for (een, sleutel), inhoud in self.objecten.items()
            if een == soort
        }

    def publiceer(self, map_: Path, datum: str, *, teken: Any = None) -> Publicatie:
        """A day's publication of what is now."""
        nu = Publicatie(
            datum,
            self.volgnummer,
            {naam: set(rijen) for naam, rijen in self.rijen.items()},
            {soort: self.regels(soort) for soort in SOORTEN},
        )
        schrijf(map_ / datum, nu, self.vorige, self.stroom, teken)
        self.vorige = nu
        return nu

    def feed(self, na: int, aantal: int) -> dict[str, Any]:
        """A page of changes, each with what its object is now."""
        rijen = list(enumerate(self.wijzigingen, 1))[na : na + aantal]
        tot = rijen[-1][0] if rijen else max(na, self.volgnummer)
        return {
            "objectwijziging": [
                {
                    "volgnummer": nummer,
                    "objecttype": soort,
                    "sleutel": sleutel,
                    "soortWijziging": wat,
                    "moment": "2026-10-03T12:00:00.000Z",
                    **({"inhoud": self.objecten[soort, sleutel]} if (soort, sleutel) in self.objecten else {}),
                }
                for nummer, (soort, sleutel, wat) in rijen
            ],
            "cursor": f"{self.stroom}-{tot}",
            "meer": tot < self.volgnummer,
        }


def cel(waarde: str, soort: str) -> str:
    if waarde == "" or soort != "string":
        return waarde
    return '"' + waarde.replace('"', '""') + '"'


def compact(waarde: Any) -> bytes:
    return json.dumps(waarde, ensure_ascii=False, separators=(",", ":")).encode()


def rijenhash(regels: set[bytes]) -> str:
    return hashlib.sha256(b"\n".join(sorted(regels))).hexdigest()


def csv(kolommen: tuple[tuple[str, str], ...], regels: list[bytes], extra: tuple[str, ...] = ()) -> bytes:
    kop = ",".join(f'"{naam}"' for naam in (*(naam for naam, _ in kolommen), *extra)).encode()
    return b"".join(regel + b"\r\n" for regel in (kop, *regels))


def jsonl(regels: list[bytes]) -> bytes:
    return gzip.compress(b"".join(regel + b"\n" for regel in regels), mtime=0)


def schrijf(map_: Path, nu: Publicatie, was: Publicatie | None, stroom: str, teken: Any) -> None:
    bestanden: dict[str, bytes] = {"controlebestand.csv": CONTROLE}
    extra: dict[str, dict[str, Any]] = {}
    for naam, kolommen in TABELLEN.items():
        rijen = nu.rijen[naam]
        bestanden[f"{naam}.csv"] = csv(kolommen, sorted(rijen))
        velden = [{"name": kolom, "type": soort} for kolom, soort in kolommen]
        extra[f"{naam}.csv"] = som(rijen) | {"schema": {"fields": velden, "primaryKey": [kolommen[0][0]]}}
        if was is not None:
            weg, erbij = was.rijen[naam] - rijen, rijen - was.rijen[naam]
            regels = [r + b',"V"' for r in sorted(weg)] + [r + b',"T"' for r in sorted(erbij)]
            bestanden[f"mutaties/Mutaties_{naam}.csv"] = csv(kolommen, regels, ("MUTATIESOORT",))
    for soort in SOORTEN:
        bestanden[f"{soort.lower()}.jsonl.gz"] = jsonl(sorted(nu.regels[soort]))
        extra[f"{soort.lower()}.jsonl.gz"] = som(nu.regels[soort])
    if was is not None:
        voor, na = set().union(*was.regels.values()), set().union(*nu.regels.values())
        regels = [
            b'{"mutatiesoort":"' + letter + b'",' + regel[1:]
            for letter, deel in ((b"V", voor - na), (b"T", na - voor))
            for regel in sorted(deel)
        ]
        bestanden["mutaties/wijzigingen.jsonl.gz"] = jsonl(regels)
    resources = [
        {
            "name": pad.lower().replace("/", "-"),
            "path": pad,
            "bytes": len(b),
            "hash": f"sha256:{sha(b)}",
            **extra.get(pad, {}),
        }
        for pad, b in sorted(bestanden.items())
    ]
    bestanden["datapackage.json"] = json.dumps(
        {
            "rio:stroom": stroom,
            "rio:volgnummer": nu.volgnummer,
            "rio:moment": f"{nu.datum}T03:00:00Z",
            "rio:vorige": was and was.datum,
            "rio:vorigVolgnummer": was and was.volgnummer,
            "resources": resources,
        }
    ).encode()
    for pad, inhoud in bestanden.items():
        (map_ / pad).parent.mkdir(parents=True, exist_ok=True)
        (map_ / pad).write_bytes(inhoud)
    bewaar_sommen(map_, teken)


def bewaar_sommen(map_: Path, teken: Any = None) -> None:
    """SHA256SUMS of what stands there now, signed when there is something to sign with."""
    paden = sorted(p for p in map_.rglob("*") if p.is_file() and not p.name.startswith("SHA256SUMS"))
    tekst = "".join(f"{sha(p.read_bytes())}  {p.relative_to(map_)}\n" for p in paden).encode()
    (map_ / "SHA256SUMS").write_bytes(tekst)
    if teken is not None:
        (map_ / "SHA256SUMS.p7s").write_bytes(teken(tekst))


def som(regels: set[bytes]) -> dict[str, Any]:
    return {"rio:rijen": len(regels), "rio:rijenhash": rijenhash(regels)}


def sha(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def kopieer(van: Path, naar: Path) -> Path:
    """A publication to spoil."""
    shutil.copytree(van, naar)
    return naar
