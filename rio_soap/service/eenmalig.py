"""A message that repeats an earlier one: what it claims, and which fault says so.

An identificatiecodeBedrijfsdocument that was used has its documented fault, Server.DK0050 with the functional message
as faultstring (PvE 6.4.5 and note 4 of 6.5). A replayed envelope repeats its code as well and gets that same fault,
with a finding for each thing it repeats. Only when the code is new do the others count: a MessageID that was used is a
wrong value in a wsa header (DK0011), a signature that was used is no signature of this message (EK0031).
"""

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.register.logboek.claims import AlGebruikt, Claim, ClaimKey
from rio_soap.service.bedrijfsdocument import faultstring
from rio_soap.service.bericht import Gelezen

CODE = "identificatiecodeBedrijfsdocument"
FAULTSTRING = faultstring(CODE)
"""As the example in the PvE has it, without the value."""


def claim_van(gelezen: Gelezen) -> Claim:
    """What this message uses up once it is answered."""
    adressering, code = gelezen.adressering, str(gelezen.gegeven.velden[CODE])
    return Claim(adressering.from_oin, code, adressering.message_id, gelezen.ondertekenaar.handtekening)


def fout_bij(gebruikt: AlGebruikt, gelezen: Gelezen) -> Edufout:
    """The fault for a message that repeats another, with a finding for everything that it repeats."""
    claim, pad = claim_van(gelezen), f"/Envelope/Body/{gelezen.operatie.verzoek}/{CODE}"
    oorzaak, nieuw = "eerder-gebruikt", Tekst("waarde.niet-eerder")
    header, waarde = "/Envelope/Header/MessageID", "/Envelope/Header/Security/Signature/SignatureValue"
    code, message_id = (Tekst.met("eerder-gebruikt", wat=wat) for wat in (CODE, "wsa:MessageID"))
    alle = {
        ClaimKey.IDENTIFICATIECODE: Bevinding(oorzaak, pad, None, claim.identificatiecode, nieuw, code),
        ClaimKey.MESSAGE_ID: Bevinding(oorzaak, header, None, claim.message_id, nieuw, message_id),
        ClaimKey.HANDTEKENING: Bevinding(oorzaak, waarde, melding=Tekst("eerder-gebruikt.handtekening")),
    }
    bevindingen = [alle[kenmerk] for kenmerk in gebruikt.kenmerken]
    if ClaimKey.IDENTIFICATIECODE in gebruikt.kenmerken:
        return Edufout(Foutsoort.DK0050, bevindingen, faultstring=FAULTSTRING)
    soort = Foutsoort.DK0011 if ClaimKey.MESSAGE_ID in gebruikt.kenmerken else Foutsoort.EK0031
    return Edufout(soort, bevindingen)
