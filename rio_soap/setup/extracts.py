"""An uittreksel as a file, made at the register itself and signed with the key of the service."""

from dataclasses import dataclass
from datetime import date, datetime

from rio_soap.contract import mapping, schema
from rio_soap.contract.gegevens import Gegeven, Waarde
from rio_soap.contract.operaties import AANVULLING_RAADPLEGEN
from rio_soap.contract.schrijver import schrijf_tekst
from rio_soap.edukoppeling.bestandshandtekening import onderteken_bestand
from rio_soap.register.bevoegdheid.inzagen import schrijf_inzagen
from rio_soap.register.database.database import Register
from rio_soap.register.erkenning.sleutels import lees_sleutel
from rio_soap.register.operaties.tabel import RAADPLEGINGEN
from rio_soap.register.regels.uitslag import Context
from rio_soap.setup.keys import load_key_pair
from rio_soap.setup.rules import make_clock, make_registerinstellingen
from rio_soap.setup.settings import Settings

OPERATION = "opvragen_uittreksel"


class NoExtract(ValueError):
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
        if not all(self.key.split("/")):
            raise NoExtract(f"{self.key!r} is no key: a part of it is empty")
        fields: dict[str, Waarde] = {"geldigOp": self.day or today}
        if self.known is not None:
            fields["bekendOp"] = self.known
        recognition = lees_sleutel(self.key)
        if recognition is None:
            return fields | {"organisatorischeEenheidcode": self.key}
        return fields | {"instellingserkenning": recognition.als_gegeven("instellingserkenning")}


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
    if not result.goedgekeurd:
        raise NoExtract("; ".join(f"{m.foutcode} {m.fouttekst}" for m in result.foutmeldingen))
    extract = result.gegevens["uittreksel"]
    assert isinstance(extract, Gegeven)
    text = schrijf_tekst("uittreksel", extract, AANVULLING_RAADPLEGEN)
    if not schema.is_geldig(mapping.ontleed(text), AANVULLING_RAADPLEGEN):
        raise NoExtract(f"{question.key}: the register holds something that the contract cannot show")
    if context.inzagen:
        register.schrijf(lambda session: schrijf_inzagen(session, context, context.inzagen))
    return onderteken_bestand(text, pair)
