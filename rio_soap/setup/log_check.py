"""The check of the berichtenlog by the settings: the chain, the signatures in it, and what others noted of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from rio_soap.bevinding.spraak import zin
from rio_soap.edukoppeling.sleutels import Sleutelfout, Sleutelpaar
from rio_soap.register.logboek.chain_check import Eerder, Logcontrole, controleer_log
from rio_soap.setup import register_use, rules
from rio_soap.setup.keys import certificate_der, load_key_pair
from rio_soap.setup.seal import make_stempel, stempel_name
from rio_soap.setup.settings import Settings, SettingsError
from rio_soap.setup.witnesses import read_tsa
from rio_soap.workbench.getuigencontrole import GEDULD, Getuigenis, Vraag, controleer_getuigen
from rio_soap.workbench.logoordeel import Logoordeel


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """What the operator knows of the log.

    :param known: links that were noted elsewhere: hash (32 bytes) by number.
    :param certificates: files (PEM or DER) with earlier certificates of the service.
    :param keys: files (PEM) with private keys of those.
    :param unmarked_until: last link of those made for entries from before there was a chain.
    :param files: files of heads; none takes that of the settings, if any.
    """

    known: Mapping[int, bytes] = field(default_factory=dict)
    certificates: Sequence[Path] = ()
    keys: Sequence[Path] = ()
    unmarked_until: int = 0
    files: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class LogReport:
    """What was found.

    :param chain: in the register.
    :param witnessed: in the files of heads.
    :param files: the files that were compared with.
    """

    chain: Logcontrole
    witnessed: Getuigenis
    files: list[Path]

    @property
    def findings(self) -> list[str]:
        """All of them, in Dutch."""
        return [*self.chain.bevindingen, *self.witnessed.bevindingen]


def check_log(settings: Settings, question: LogQuestion) -> LogReport:
    """Find entries that were changed, removed or inserted, and answers that this service did not sign.

    :raises SettingsError: for a register or file that cannot be used, or a key that belongs to no certificate named.
    """
    own = load_key_pair(settings)
    stempel, earlier = make_stempel(own), _read_earlier(question.certificates, question.keys)
    files = list(question.files) or [path for path in [settings.getuigebestand] if path is not None]
    vraag = Vraag(
        stempel,
        rules.make_clock(settings).nu(),
        read_tsa(settings) if settings.tsa_ca else None,
        timedelta(seconds=2 * settings.tsa_seconden) + GEDULD if settings.tsa_url else None,
    )
    with register_use.open_register(settings) as register, register.lees() as session:
        chain = controleer_log(
            session,
            stempel,
            dict(question.known),
            eerder=[key for _, key in earlier],
            ongestempeld_tot=question.unmarked_until,
            beoordeel=Logoordeel([own.der, *(der for der, _ in earlier)]),
        )
    with register_use.open_register(settings) as register:
        witnessed = controleer_getuigen(register, files, vraag)
    return LogReport(chain, witnessed, files)


def _read_earlier(certificates: Sequence[Path], keys: Sequence[Path]) -> list[tuple[bytes, Eerder]]:
    """DER and marks of the earlier certificates, each with its private key when that is given.

    :raises SettingsError: for a file that cannot be used, or a key that belongs to none of them.
    """
    found: list[tuple[bytes, Eerder]] = []
    left = list(keys)
    for path in certificates:
        der = certificate_der(path.read_bytes())
        stempel = None
        for key in left:
            try:
                pair = Sleutelpaar.laad(key, path)
            except Sleutelfout:
                continue
            if pair.der == der:
                stempel = make_stempel(pair)
                left.remove(key)
                break
        found.append((der, Eerder(stempel_name(der), stempel)))
    if left:
        raise SettingsError(zin("log.sleutel", bestand=left[0]))
    return found
