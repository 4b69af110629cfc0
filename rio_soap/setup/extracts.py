"""An uittreksel as a file, made at the register itself and signed with the key of the service."""

from dataclasses import dataclass
from datetime import date, datetime

from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.register.bevoegdheid.inzagen import schrijf_inzagen
from rio_soap.register.database.database import Register
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context
from rio_soap.service.uittreksels import GeenUittreksel, getekend_uittreksel, uittrekselvelden
from rio_soap.setup.keys import load_key_pair
from rio_soap.setup.rules import make_clock, make_registerinstellingen
from rio_soap.setup.settings import Settings

OPERATION = "opvragen_uittreksel"


NoExtract = GeenUittreksel
"""There is no such uittreksel; the text says why."""


@dataclass(frozen=True, slots=True)
class ExtractQuestion:
    """Of what, and for whom.

    :param key: code of an organisatorische eenheid, or erkenner/type/code of an instellingserkenning.
    :param known: by what the register knew at this moment; None for now.
    :param reader: OIN of who will have it: what that one may read is in it.
    """

    key: str
    day: date | None
    known: datetime | None
    reader: str

    def fields(self, today: date) -> dict[str, Waarde]:
        """As the request has it.

        :raises NoExtract: for a key that can be that of nothing.
        """
        return uittrekselvelden(self.key, self.day or today, self.known)


def make_extract(settings: Settings, register: Register, question: ExtractQuestion) -> bytes:
    """The file; what restricted contactadressen it shows is in the log of reading before it is given.

    :raises NoExtract: when the register refuses it, or holds what the contract cannot.
    :raises SettingsError: without a key to sign with.
    """
    pair, rules = load_key_pair(settings), make_registerinstellingen(settings)
    context = Context(question.reader, make_clock(settings).nu(), OPERATION, rules, kanaal="BESTAND")
    request = Gegeven("verzoek", question.fields(context.vandaag))
    with register.lees() as session:
        result = RAADPLEGINGEN[OPERATION].lees(session, context, request)
    data = getekend_uittreksel(question.key, result, pair)
    if context.inzagen:
        register.schrijf(lambda session: schrijf_inzagen(session, context, context.inzagen))
    return data
