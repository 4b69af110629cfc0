"""The day of which a reading of our own contract shows the register."""

from datetime import date

from rio_soap.contract.gegevens import Gegeven
from rio_soap.register.regels import velden
from rio_soap.register.regels.uitslag import Context


def peildatum_van(context: Context, verzoek: Gegeven) -> date:
    """The peildatum of a request; today in the Netherlands when it gives none."""
    return velden.datum_of_niet(verzoek, "peildatum") or context.vandaag
