"""The replica of the settings, on which the service does its readings."""

import sqlalchemy as sa

from rio_soap import geheim
from rio_soap.register.database.database import Register
from rio_soap.register.database.replica import Replica, ReplicaError, maak_kopie_engine
from rio_soap.service.leesmeting import tel
from rio_soap.setup.settings import Settings, SettingsError

PATIENCE = 5.0
"""Seconds that a replica has at the start to replay a migration that `rio-soap init` just did."""


def open_replica(settings: Settings, register: Register) -> Replica | None:
    """Readings on the replica of RIO_LEES_DATABASE_URL until the register closes; None when that is empty.

    :param register: the primary.
    :raises SettingsError: for what is no replica of it, or has tables of another version. One that is out of reach or
        behind is no error: readings are done on the primary until it comes.
    """
    if not settings.lees_database_url:
        return None
    try:
        copy = Register(maak_kopie_engine(settings.lees_database_url))
    except (sa.exc.ArgumentError, ValueError) as error:
        raise SettingsError(f"RIO_LEES_DATABASE_URL: {geheim.een_regel(error)}") from None
    register.voor_sluiten.append(copy.sluit)
    replica = Replica(register, copy, tel)
    try:
        replica.controleer(PATIENCE)
    except ReplicaError as error:
        raise SettingsError(f"RIO_LEES_DATABASE_URL: {geheim.een_regel(error)}") from error
    return replica
