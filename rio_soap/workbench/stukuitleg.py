"""A message that came in, explained afterwards: its cause, its bytes with the lines that matter, and in what it differs
from the last good one of that sender."""

from dataclasses import dataclass, replace

from rio_soap.edukoppeling.envelope import lees_boom
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlijst import Logstuk, laatste_goede
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.ontvangst import ontpak
from rio_soap.workbench.rapport import Melding, Rapport
from rio_soap.workbench.verschil import Verschil, vergelijk

MAX_REGELS = 2_000
"""Lines of a message that are shown."""
MAX_TEKENS = 60_000
"""Characters of it."""


@dataclass(frozen=True, slots=True)
class Bronregel:
    """A line of a message.

    :param nummer: 1-based.
    :param tekst: with what cannot be seen, or would act on a terminal, made visible.
    :param gemeld: whether a finding is about it.
    """

    nummer: int
    tekst: str
    gemeld: bool


@dataclass(frozen=True, slots=True)
class Foutregel:
    """What the service answered then: code and sentence of each foutmelding."""

    code: str
    zin: str


@dataclass(frozen=True, slots=True)
class Stukuitleg:
    """The explanation.

    :param rapport: as `controleer` judges it, at the moment at which it came in, by the register as it is now; None
        when only its begin was kept.
    :param antwoord: what was answered then to one that was refused by the rules.
    :param goede: the last good one of that sender; None without one.
    :param verschil: with that one; None when they cannot be compared.
    """

    stuk: Logstuk
    rapport: Rapport | None
    antwoord: tuple[Foutregel, ...]
    regels: tuple[Bronregel, ...]
    goede: Logstuk | None
    verschil: Verschil | None

    @property
    def geweigerd(self) -> bool:
        """Whether it was not approved."""
        return self.stuk.regel.uitslag != "GOEDGEKEURD"


def leg_stuk_uit(session: Session, stuk: Logstuk, kader: Kader) -> Stukuitleg:
    """Explain one message of the log.

    :param kader: with the register, whose trust and controles are asked.
    """
    goede = laatste_goede(session, stuk.regel)
    rapport = None
    if not stuk.afgekapt:
        op = replace(kader, op=stuk.regel.ontvangen)
        naam = stuk.regel.nummer
        rapport = controleer(naam, stuk.verzoek, op, soap_action=stuk.soap_action, content_type=stuk.content_type)
    return Stukuitleg(
        stuk,
        rapport,
        _antwoord(stuk, kader),
        bronregels(stuk.verzoek, rapport.meldingen if rapport is not None else ()),
        goede,
        _verschil(goede, stuk, kader),
    )


def _antwoord(stuk: Logstuk, kader: Kader) -> tuple[Foutregel, ...]:
    if stuk.antwoord is None or stuk.regel.uitslag == "GOEDGEKEURD":
        return ()
    try:
        boom = lees_boom(stuk.antwoord, kader.profiel)
    except Edufout:  # what is kept of it is ours, but the log may have been touched
        return ()
    return tuple(
        Foutregel(melding.findtext("{*}foutcode") or "", melding.findtext("{*}fouttekst") or "")
        for melding in boom.iter("{*}foutmelding")
    )


def _verschil(goede: Logstuk | None, stuk: Logstuk, kader: Kader) -> Verschil | None:
    if goede is None or stuk.afgekapt:
        return None
    try:
        return vergelijk(goede.verzoek, stuk.verzoek, kader.profiel)
    except (Edufout, ValueError):  # no envelope, or neither is signed: the report tells
        return None


def bronregels(data: bytes, meldingen: tuple[Melding, ...] = ()) -> tuple[Bronregel, ...]:
    """The lines of a message, numbered as findings number them: without HTTP headers before it.

    :param data: anything; of what is long the begin.
    """
    gemeld = {melding.regel for melding in meldingen if melding.regel and melding.ernst == "fout"}
    bericht, over = ontpak(data).data, MAX_TEKENS
    regels: list[Bronregel] = []
    for nummer, regel in enumerate(bericht.split(b"\n", MAX_REGELS)[:MAX_REGELS], 1):
        tekst = _zichtbaar(regel, over)
        regels.append(Bronregel(nummer, tekst, nummer in gemeld))
        over -= len(tekst)
        if over <= 0:
            break
    return tuple(regels)


def _zichtbaar(regel: bytes, hoogstens: int) -> str:
    """As text; what is no UTF-8, no letter or would act on a terminal or turn the direction of text, as its escape."""
    tekst = regel[: 4 * hoogstens].decode("utf-8", "backslashreplace").removesuffix("\r")
    deel = "".join(t if t.isprintable() or t == "\t" else repr(t)[1:-1] for t in tekst[:hoogstens])
    return f"{deel} …" if len(tekst) > hoogstens or len(regel) > 4 * hoogstens else deel
