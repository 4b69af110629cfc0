"""All mutants of a service and of a client, put together from the modules that make them."""

from tests.keurmutanten import (
    dienst_adressering,
    dienst_bewaard,
    dienst_document,
    dienst_http,
    dienst_lezing,
    dienst_ondertekening,
    dienst_regels,
    dienst_vorm,
    dienst_wijzigingen,
    klant_http,
    klant_inhoud,
    klant_ondertekening,
    klant_regels,
)
from tests.keurmutanten.dienst import DIENST
from tests.keurmutanten.klant import KLANT
from tests.keurmutanten.klantproef import Klant
from tests.keurmutanten.lijst import Mutant
from tests.keurmutanten.proefdienst import Proefdienst

_MODULES = (
    dienst_http,
    dienst_adressering,
    dienst_ondertekening,
    dienst_document,
    dienst_vorm,
    dienst_regels,
    dienst_bewaard,
    dienst_lezing,
    dienst_wijzigingen,
    klant_http,
    klant_inhoud,
    klant_ondertekening,
    klant_regels,
)


def dienstmutanten() -> list[Mutant[Proefdienst]]:
    """The list, and each controle left out."""
    return [*DIENST.mutanten(), *dienst_regels.weggelaten()]


def klantmutanten() -> list[Mutant[Klant]]:
    """The list of the client."""
    return KLANT.mutanten()
