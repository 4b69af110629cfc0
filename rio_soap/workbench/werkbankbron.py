"""What the workbench in the browser judges by."""

from dataclasses import dataclass

from rio_soap.workbench.controle import Kader
from rio_soap.workbench.maat import Toelating


@dataclass(frozen=True, slots=True)
class Werkbankbron:
    """By what messages are judged, and who may ask for that.

    :param kader: for a message that somebody drops: as ``/controle``.
    :param van_log: for messages that came in.
    :param toelating: the turns that ``/controle`` gives too.
    """

    kader: Kader
    van_log: Kader
    toelating: Toelating
