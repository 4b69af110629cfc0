"""A message that came in, explained afterwards: its cause, its bytes with the lines that matter, and in what it differs
from the last good one of that sender."""

from dataclasses import dataclass, replace

from rio_soap.edukoppeling.envelope import lees_boom
from rio_soap.edukoppeling.faults import Edufout
from rio_soap.register.database.session import Session
from rio_soap.register.logboek.berichtenlijst import Logstuk, laatste_goede
from rio_soap.workbench.bronregels import Bronregel, bronregels
from rio_soap.workbench.controle import Kader, controleer
from rio_soap.workbench.inhoudsverschil import Elementverschil, vergelijk_inhoud
from rio_soap.workbench.rapport import Rapport
from rio_soap.workbench.verschil import Verschil, vergelijk


@dataclass(frozen=True, slots=True)
class Foutregel:
    """What the service answered then: code and sentence of each foutmelding."""

    code: str
    zin: str


@dataclass(frozen=True, slots=True)
class Stukuitleg:
    """The explanation.

    :param rapport: as `controleer` judges it, at the moment at which it came in, by the register as it is now; None
        when only its begin was kept, and of one that was approved: the register has it by now and would say so.
    :param antwoord: what was answered then to one that was refused by the rules.
    :param goede: the last good one of that sender; None without one.
    :param verschil: with that one, in the bytes that are signed; None when they cannot be compared.
    :param inhoud: the same, in elements.
    """

    stuk: Logstuk
    rapport: Rapport | None
    antwoord: tuple[Foutregel, ...]
    regels: tuple[Bronregel, ...]
    goede: Logstuk | None
    verschil: Verschil | None
    inhoud: tuple[Elementverschil, ...] | None

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
    if not stuk.afgekapt and stuk.regel.uitslag != "GOEDGEKEURD":
        op = replace(kader, op=stuk.regel.ontvangen)
        if stuk.antwoord is None and stuk.regel.oin is not None:
            # It came as far as the register, which may have taken the same message since.
            op = replace(op, beoordeel=None)
        naam = stuk.regel.nummer
        rapport = controleer(naam, stuk.verzoek, op, soap_action=stuk.soap_action, content_type=stuk.content_type)
    return Stukuitleg(
        stuk,
        rapport,
        _antwoord(stuk, kader),
        bronregels(stuk.verzoek, rapport.meldingen if rapport is not None else ()),
        goede,
        _verschil(goede, stuk, kader),
        vergelijk_inhoud(goede.verzoek, stuk.verzoek, kader.profiel) if goede is not None else None,
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
