"""Reading the answer in an envelope of ours that was kept: it was valid when it was given, and is not judged again."""

from rio_soap.contract.gegevens import Gegeven
from rio_soap.contract.mapping import lees, ontleed
from rio_soap.contract.operaties import OPERATIES


def lees_bewaard_antwoord(envelope: bytes, operatie: str) -> Gegeven | None:
    """The typed answer of an operation; None when the envelope holds none.

    :param envelope: text of ours in UTF-8.
    :raises ValueError: for what is no XML.
    """
    van = OPERATIES[operatie]
    element = next(ontleed(envelope.decode()).iter(f"{{{van.dienst.schema_ns}}}{van.antwoord}"), None)
    return None if element is None else lees(element, van.dienst)
