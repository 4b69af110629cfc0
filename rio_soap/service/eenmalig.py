"""A message that repeats an earlier one: what it claims, and which fault says so.

An identificatiecodeBedrijfsdocument that was used has its documented fault, Server.DK0050 with the functional message
as faultstring (PvE 6.4.5 and note 4 of 6.5). A replayed envelope repeats its code as well and gets that same fault,
with a finding for each thing it repeats. Only when the code is new do the others count: a MessageID that was used is a
wrong value in a wsa header (DK0011), a signature that was used is no signature of this message (EK0031).
"""

from rio_soap.edukoppeling.fouten import Bevinding, Edufout, Foutsoort
from rio_soap.register.logboek.claims import AlGebruikt, Claim, ClaimKey
from rio_soap.service.bericht import Gelezen

CODE = "identificatiecodeBedrijfsdocument"
FAULTSTRING = f"Ongeldige waarde voor {CODE}"
"""As the example in the PvE has it, without the value."""


def claim_van(gelezen: Gelezen) -> Claim:
    """What this message uses up once it is answered."""
    adressering, code = gelezen.adressering, str(gelezen.gegeven.velden[CODE])
    return Claim(adressering.from_oin, code, adressering.message_id, gelezen.ondertekenaar.handtekening)


def fout_bij(gebruikt: AlGebruikt, gelezen: Gelezen) -> Edufout:
    """The fault for a message that repeats another, with a finding for everything that it repeats."""
    claim, pad = claim_van(gelezen), f"/Envelope/Body/{gelezen.operatie.verzoek}/{CODE}"
    nieuw = "een waarde die deze afzender niet eerder gebruikte"
    alle = {
        ClaimKey.IDENTIFICATIECODE: Bevinding(pad, None, claim.identificatiecode, nieuw, f"{CODE} is eerder gebruikt"),
        ClaimKey.MESSAGE_ID: Bevinding(
            "/Envelope/Header/MessageID", None, claim.message_id, nieuw, "wsa:MessageID is eerder gebruikt"
        ),
        ClaimKey.HANDTEKENING: Bevinding(
            "/Envelope/Header/Security/Signature/SignatureValue", None, None, None, "Dit bericht is eerder ontvangen"
        ),
    }
    bevindingen = [alle[kenmerk] for kenmerk in gebruikt.kenmerken]
    if ClaimKey.IDENTIFICATIECODE in gebruikt.kenmerken:
        return Edufout(Foutsoort.DK0050, bevindingen, faultstring=FAULTSTRING)
    soort = Foutsoort.DK0011 if ClaimKey.MESSAGE_ID in gebruikt.kenmerken else Foutsoort.EK0031
    return Edufout(soort, bevindingen)
