"""The mutants of a service: the list, and each controle left out, from the tables of the register."""

from tests.keurmutanten.lijst import Lijst
from tests.keurmutanten.proefdienst import Proefdienst

DIENST: Lijst[Proefdienst] = Lijst("dienst.toml")
