"""Value lists for tests in which a value is not valid for ever: no list of our own contract has dates yet."""

from datetime import date
from types import MappingProxyType

from rio_soap.register.regels.uitslag import standaardlijsten
from rio_soap.register.regels.waardenlijsten import Lijstwaarde, Waardenlijsten


def beperkt(lijst: str, waarde: str, *, vanaf: date | None = None, tot: date | None = None) -> Waardenlijsten:
    """The lists in force, with one value that holds in a time only, both days inclusive."""
    lijsten = standaardlijsten().lijsten
    [rij] = lijsten[lijst][waarde]
    nieuw = {**lijsten[lijst], waarde: (Lijstwaarde(rij.waarde, rij.omschrijving, vanaf, tot, rij.herkomst),)}
    return Waardenlijsten(MappingProxyType({**lijsten, lijst: nieuw}))
