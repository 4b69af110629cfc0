"""A trial service with a judge before it, for the messages of a client."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from rio_soap.register.vertrouwen import partijen
from rio_soap.setup import keys, service, trial
from rio_soap.setup.settings import Settings
from rio_soap.workbench.keur.luister import Luisteraar


@contextmanager
def trial_listener(
    settings: Settings, certificates: Sequence[Path] = (), namens: Sequence[str] = ()
) -> Iterator[Luisteraar]:
    """A trial service with a register of its own, thrown away at the end, with a judge before it.

    The keys are those of the data directory when it has any, so that a client that trusts them goes on.

    :param certificates: PEM files of clients to trust beside the trial client.
    :param namens: OINs for which those sign; none takes that of the trial.
    :raises SettingsError: for a certificate with which nobody may sign.
    """
    with tempfile.TemporaryDirectory(prefix="rio-keur-") as map_:
        pki = settings.data_dir / "pki"
        if pki.is_dir():
            shutil.copytree(pki, Path(map_) / "pki")
        own = replace(settings, data_dir=Path(map_), database_url="", lees_database_url="")
        trial.make_pki(own)
        with service.open_register(own) as register:
            trial.fill(register, own)
            for path in certificates:
                der = keys.party_certificate(path)
                oins = tuple(namens) or (trial.OIN_HANZE,)
                register.schrijf(partial(partijen.voeg_partij_toe, der=der, namens=oins))
            yield Luisteraar(service.make_application(own, register), service.make_kader(own, register))
