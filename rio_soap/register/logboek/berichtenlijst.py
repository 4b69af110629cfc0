"""The last messages that came in, those of the berichtenlog and those that got a SOAP fault, as one list.

A message has a number: ``B`` and its id in the berichtenlog, or ``F`` and its id among the faults. Both tables are read
from their end, so that a list of the last ones costs the same in a log of any length; what is asked about one sender or
operation is looked for among the last `VENSTER` entries.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias, cast

import sqlalchemy as sa

from rio_soap.register.database.model import berichtenlog, foutbericht
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.foutberichten import PER_BERICHT
from rio_soap.register.logboek.packing import pak_uit

VENSTER: Final = 100_000
"""Entries of the berichtenlog in which is looked."""
Loguitslag: TypeAlias = Literal["GOEDGEKEURD", "AFGEKEURD", "FAULT"]
"""What came of a message: carried out, refused by the rules, or a SOAP fault instead of an answer."""
UITSLAGEN: Final[tuple[Loguitslag, ...]] = ("GOEDGEKEURD", "AFGEKEURD", "FAULT")
_NUMMER = re.compile(r"([BFbf])([1-9][0-9]{0,17})\Z")


@dataclass(frozen=True, slots=True)
class Logregel:
    """One message in the list.

    :param nummer: such as ``B12`` or ``F3``.
    :param oin: of the sender; of a message with a fault only when its signature was right.
    :param afzender: the OIN that the message claims, where it is not sure.
    :param codes: foutcodes, or the faultcode.
    :param oorzaak: code of the cause of a fault.
    """

    nummer: str
    ontvangen: datetime
    uitslag: Loguitslag
    operatie: str | None
    oin: str | None
    afzender: str | None
    codes: tuple[str, ...]
    oorzaak: str | None
    identificatiecode: str | None


@dataclass(frozen=True, slots=True)
class Logstuk:
    """A message with its bytes.

    :param antwoord: with an empty SignatureValue; None for one that got a fault.
    """

    regel: Logregel
    verzoek: bytes
    antwoord: bytes | None
    content_type: str | None = None
    soap_action: str | None = None

    @property
    def afgekapt(self) -> bool:
        """Whether only the begin was kept, or nothing: of what is refused before it was read there are no bytes."""
        if self.antwoord is not None:
            return False
        return len(self.verzoek) >= PER_BERICHT or (not self.verzoek and self.regel.oorzaak != "leeg")


@dataclass(frozen=True, slots=True)
class Logvraag:
    """Which messages; what is None is not asked about.

    :param oin: of the sender, or what a message with a fault claims as such.
    :param na: those after these two ids: of the berichtenlog, of the faults.
    """

    oin: str | None = None
    operatie: str | None = None
    uitslag: Loguitslag | None = None
    sinds: datetime | None = None
    na: tuple[int, int] | None = None


def laatste_berichten(
    session: Session, vraag: Logvraag, aantal: int, *, geweigerd_eerst: bool = False
) -> list[Logregel]:
    """The last messages, newest first.

    :param aantal: how many at most.
    :param geweigerd_eerst: of these many, those that were not approved come before the others.
    """
    regels: list[Logregel] = []
    if vraag.uitslag != "FAULT":
        regels += _van_log(session, vraag, aantal)
    if vraag.uitslag in (None, "FAULT"):
        regels += _van_fouten(session, vraag, aantal)
    regels.sort(key=lambda regel: (regel.ontvangen, regel.nummer), reverse=True)
    regels = regels[:aantal]
    return sorted(regels, key=lambda regel: regel.uitslag == "GOEDGEKEURD") if geweigerd_eerst else regels


def laatste_nummers(session: Session) -> tuple[int, int]:
    """The highest id in the berichtenlog and among the faults; 0 for none."""
    hoogste = (sa.select(sa.func.coalesce(sa.func.max(tabel.c.id), 0)) for tabel in (berichtenlog, foutbericht))
    een, ander = (session.execute(vraag).scalar_one() for vraag in hoogste)
    return int(een), int(ander)


_VAN_LOG = tuple(
    berichtenlog.c[naam]
    for naam in ("id", "ontvangen", "goedgekeurd", "operatie", "oin", "foutcodes", "identificatiecode")
)
_VAN_FOUT = tuple(
    foutbericht.c[naam] for naam in ("id", "ontvangen", "operatie", "oin", "afzender", "faultcode", "oorzaak")
)


def _van_log(session: Session, vraag: Logvraag, aantal: int) -> list[Logregel]:
    kolommen, na = berichtenlog.c, vraag.na[0] if vraag.na is not None else 0
    keuze = sa.select(*_VAN_LOG).where(kolommen.id > max(na, laatste_nummers(session)[0] - VENSTER))
    if vraag.oin is not None:
        # The concatenation keeps it from the index on the sender: of a big one that would be everything it ever sent.
        keuze = keuze.where(kolommen.oin.concat("") == vraag.oin)
    if vraag.operatie is not None:
        keuze = keuze.where(kolommen.operatie == vraag.operatie)
    if vraag.uitslag is not None:
        keuze = keuze.where(kolommen.goedgekeurd.is_(vraag.uitslag == "GOEDGEKEURD"))
    if vraag.sinds is not None:
        keuze = keuze.where(kolommen.ontvangen >= vraag.sinds)
    return [_logregel(rij) for rij in session.execute(keuze.order_by(kolommen.id.desc()).limit(aantal)).mappings()]


def _van_fouten(session: Session, vraag: Logvraag, aantal: int) -> list[Logregel]:
    kolommen = foutbericht.c
    keuze = sa.select(*_VAN_FOUT)
    if vraag.na is not None:
        keuze = keuze.where(kolommen.id > vraag.na[1])
    if vraag.oin is not None:
        keuze = keuze.where(sa.func.coalesce(kolommen.oin, kolommen.afzender) == vraag.oin)
    if vraag.operatie is not None:
        keuze = keuze.where(kolommen.operatie == vraag.operatie)
    if vraag.sinds is not None:
        keuze = keuze.where(kolommen.ontvangen >= vraag.sinds)
    return [_foutregel(rij) for rij in session.execute(keuze.order_by(kolommen.id.desc()).limit(aantal)).mappings()]


def _logregel(rij: sa.RowMapping) -> Logregel:
    codes = tuple(code for code in str(rij["foutcodes"]).split(",") if code)
    uitslag: Loguitslag = "GOEDGEKEURD" if rij["goedgekeurd"] else "AFGEKEURD"
    return Logregel(
        f"B{rij['id']}",
        rij["ontvangen"],
        uitslag,
        rij["operatie"],
        rij["oin"],
        None,
        codes,
        None,
        rij["identificatiecode"],
    )


def _foutregel(rij: sa.RowMapping) -> Logregel:
    afzender = rij["afzender"] if rij["oin"] is None else None
    return Logregel(
        f"F{rij['id']}",
        rij["ontvangen"],
        "FAULT",
        rij["operatie"],
        rij["oin"],
        afzender,
        (rij["faultcode"],),
        rij["oorzaak"],
        None,
    )


def logstuk(session: Session, nummer: str) -> Logstuk | None:
    """A message by its number; None when it is not there, or no longer.

    :raises ValueError: when its bytes cannot be unpacked.
    """
    gelezen = _NUMMER.match(nummer)
    if gelezen is None:
        return None
    tabel = berichtenlog if gelezen[1] in "Bb" else foutbericht
    rij = session.execute(sa.select(tabel).where(tabel.c.id == int(gelezen[2]))).mappings().first()
    if rij is None:
        return None
    verzoek = pak_uit(cast(bytes, rij["verzoek"]))
    if tabel is berichtenlog:
        return Logstuk(_logregel(rij), verzoek, pak_uit(cast(bytes, rij["antwoord"])))
    return Logstuk(_foutregel(rij), verzoek, None, rij["content_type"], rij["soap_action"])


def laatste_goede(session: Session, regel: Logregel) -> Logstuk | None:
    """The last message of that sender for that operation, from before this one, which was approved."""
    oin = regel.oin or regel.afzender
    if oin is None or regel.operatie is None:
        return None
    vraag = Logvraag(oin=oin, operatie=regel.operatie, uitslag="GOEDGEKEURD")
    gevonden: Sequence[Logregel] = _van_log(session, vraag, 50)
    eerder = next((een for een in gevonden if een.ontvangen < regel.ontvangen), None)
    return logstuk(session, eerder.nummer) if eerder is not None else None
