"""The four elements that every request begins with (bedrijfsdocument): which document, from whom, to whom, when."""

import uuid

CODE, VERZENDER, ONTVANGER, TIJDSTIP = ELEMENTEN = (
    "identificatiecodeBedrijfsdocument",
    "verzendendeInstantie",
    "ontvangendeInstantie",
    "datumTijdBedrijfsdocument",
)
"""Their names, in the order of the contract."""


def new_header(verzender: str, ontvanger: str, tijdstip: str, code: str | None = None) -> dict[str, str]:
    """The four with their values, in the order of the contract.

    :param tijdstip: xs:dateTime.
    :param code: identificatiecode of the document; None makes one, for a document that was not sent before.
    """
    return dict(zip(ELEMENTEN, (code or str(uuid.uuid4()), verzender, ontvanger, tijdstip), strict=True))
