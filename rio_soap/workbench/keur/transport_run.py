"""Plays the messages with mistakes: each must get its fault, and leave nothing behind."""

import uuid

from rio_soap.contract.gegevens import Waarde
from rio_soap.edukoppeling.faults import Foutsoort, Stap
from rio_soap.edukoppeling.oin import is_oin_van_cijfers
from rio_soap.edukoppeling.uris import ANONIEM
from rio_soap.workbench.keur import bouw
from rio_soap.workbench.keur.endpoint import Endpoint, Reactie
from rio_soap.workbench.keur.message_rules import BEREDENEERD, MISVORMD, PRECEDENTIE, gewijzigd, niet_geldig
from rio_soap.workbench.keur.namen import Namen
from rio_soap.workbench.keur.transport_rules import FOUTEN, LEES, LEVER, VARIANTEN, Fout, Variant, lever

_AL_GEBRUIKT = "Ongeldige waarde voor identificatiecodeBedrijfsdocument"


class Transport:
    """Plays the messages with one mistake, those with two, and what goes over several messages."""

    def __init__(self, doel: Endpoint, namen: Namen) -> None:
        self.doel, self.namen = doel, namen

    def speel(self) -> None:
        """All of them; what was refused must have left nothing behind."""
        for variant in VARIANTEN:
            self._variant(variant)
        sleutels = {fout.naam: self._fout(fout) for fout in (*FOUTEN, *MISVORMD, *PRECEDENTIE)}
        for fout in BEREDENEERD:
            self._volgorde(fout)
        self._herhaald()
        self._na_fout()
        self._mandaat()
        self._buiten_lijst()
        for naam, sleutel in sleutels.items():
            reactie = self.doel.roep(LEES, eigenOpleidingseenheidSleutel=sleutel)
            goed = reactie.soort == "afgekeurd"
            self.doel.boek.toets(["exchange-4"], f"na {naam}", goed, "niets bewaard", reactie)

    def _variant(self, variant: Variant) -> None:
        anders = dict(variant.anders)
        if "message_id" in anders:
            anders["message_id"] = f"urn:uuid:{uuid.uuid4()}"
        if "naar" in anders:
            anders["naar"] = f"{ANONIEM}?oin={self.doel.wissel.rio_oin}"
        inhoud: dict[str, Waarde] = {"eigenOpleidingseenheidSleutel": str(uuid.uuid4())}
        reactie = self.doel.stuur(self.doel.maak(LEES, inhoud, **anders))  # type: ignore[arg-type]
        goed = reactie.soort in ("goed", "afgekeurd")
        self.doel.boek.toets(variant.eisen, variant.naam, goed, "een antwoord, geen fout", reactie)

    def _fout(self, fout: Fout) -> str:
        sleutel = str(uuid.uuid4())
        reactie = self.doel.stuur(fout.maak(self.doel, sleutel))
        soort = reactie.fault.name if reactie.fault is not None and reactie.fault.name in fout.ook else fout.fout
        self.verwacht(fout.naam, soort, fout.eisen, reactie, ondertekend=not fout.ook)
        return sleutel

    def _volgorde(self, fout: Fout) -> None:
        """Two mistakes of which no document says which goes first: another fault than ours is a remark."""
        reactie = self.doel.stuur(fout.maak(self.doel, str(uuid.uuid4())))
        self.doel.boek.toets([fout.fout], fout.naam, reactie.soort == "fault", "een fout", reactie)
        if reactie.fault is not Foutsoort[fout.fout]:
            self.doel.boek.merk_op(fout.fout, f"{fout.naam}: {reactie}")

    def verwacht(
        self, naam: str, fout: str, eisen: tuple[str, ...], reactie: Reactie, *, ondertekend: bool = True
    ) -> None:
        """The fault in its documented form: status 500, its code, its text, signed once the sender is known.

        :param ondertekend: False where it is not known which step finds the mistake: the sender may be unknown.
        """
        soort = Foutsoort[fout]
        ids = [fout, *eisen]
        if not self.doel.boek.toets(ids, naam, reactie.fault is soort, soort.faultcode, reactie):
            return
        self.doel.boek.toets([fout], naam, reactie.status == 500, "HTTP-status 500", reactie.status)
        if soort is not Foutsoort.DK0050:  # its faultstring may be functional (PvE 6.5, note 4)
            self.doel.boek.toets([fout], naam, reactie.faultstring == soort.faultstring, soort.faultstring, reactie)
        if ondertekend and soort.stap.value > Stap.AUTORISATIE.value:
            self.doel.boek.toets([fout], naam, reactie.ondertekend, "een ondertekende fout", "niet ondertekend")
        self.doel.boek.toets(["exchange-5"], naam, True, "", "")

    def _herhaald(self) -> None:
        """What was used once is refused: MessageID and identificatiecode, the last over both services."""
        doel = self.doel
        nieuw: dict[str, Waarde] = {"eigenOpleidingseenheidSleutel": str(uuid.uuid4())}
        code, message_id = str(uuid.uuid4()), doel.wissel.nieuw_message_id()
        header = {"identificatiecodeBedrijfsdocument": code}
        doel.stuur(doel.maak(LEES, nieuw, header=header, message_id=message_id))
        ander = {"identificatiecodeBedrijfsdocument": str(uuid.uuid4())}
        reactie = doel.stuur(doel.maak(LEES, nieuw, header=ander, message_id=message_id))
        self.verwacht("wsa:MessageID nog een keer", "DK0011", ("wsa-5",), reactie)
        reactie = doel.stuur(doel.maak(LEES, nieuw, header=header))
        self.verwacht("identificatiecode nog een keer", "DK0050", ("idcode-1",), reactie)
        noemt = "identificatiecodeBedrijfsdocument" in reactie.faultstring  # PvE 6.5, note 4
        self.doel.boek.toets(["DK0050"], "faultstring noemt wat al gebruikt is", noemt, _AL_GEBRUIKT, reactie)
        reactie = doel.stuur(lever(doel, str(uuid.uuid4()), header=header))
        self.verwacht("identificatiecode nog een keer, bij de andere dienst", "DK0050", ("idcode-4",), reactie)
        bericht = lever(doel, str(uuid.uuid4()), header=header)
        reactie = doel.stuur(gewijzigd(doel, bericht, niet_geldig))
        self.verwacht("niet volgens de XSD, met een gebruikte identificatiecode", "DK0004", (), reactie)
        bericht = doel.maak(LEES, nieuw)
        doel.stuur(bericht)
        reactie = doel.stuur(bericht)
        goed = reactie.soort == "fault"
        doel.boek.toets(["idcode-1", "wsa-5"], "hetzelfde bericht nog een keer", goed, "een fout", reactie)

    def _na_fout(self) -> None:
        """What was refused with a fault is not kept: the sender delivers anew, with the same identificatiecode."""
        doel, code = self.doel, str(uuid.uuid4())
        header = {"identificatiecodeBedrijfsdocument": code}
        doel.stuur(gewijzigd(doel, lever(doel, str(uuid.uuid4()), header=header), niet_geldig))
        inhoud: dict[str, Waarde] = {"eigenOpleidingseenheidSleutel": str(uuid.uuid4())}
        reactie = doel.stuur(doel.maak(LEES, inhoud, header=header))
        goed = reactie.soort in ("goed", "afgekeurd")
        doel.boek.toets(["exchange-4"], "identificatiecode van een bericht met een fout", goed, "een antwoord", reactie)

    def _mandaat(self) -> None:
        if not self.namen.vreemdOin:
            self.doel.boek.niet(["DK0002"], "vraagt de naam vreemdOin", "needs the name vreemdOin")
            return
        if self.doel.wissel.streng and not is_oin_van_cijfers(self.namen.vreemdOin):
            nl, en = "vraagt een vreemdOin van cijfers (profiel streng)", "needs a vreemdOin of digits (profile streng)"
            self.doel.boek.niet(["DK0002"], nl, en)
            return
        inhoud: dict[str, Waarde] = {"opleidingseenheid": bouw.eenheid()}
        reactie = self.doel.stuur(self.doel.maak(LEVER, inhoud, oin=self.namen.vreemdOin))
        self.verwacht("OIN zonder mandaat", "DK0002", (), reactie)
        bericht = self.doel.maak(LEVER, inhoud, oin=self.namen.vreemdOin)
        reactie = self.doel.stuur(gewijzigd(self.doel, bericht, niet_geldig))
        self.verwacht("OIN zonder mandaat, niet volgens de XSD", "DK0002", (), reactie)
        bericht = self.doel.maak(LEVER, inhoud, oin=self.namen.vreemdOin)
        reactie = self.doel.stuur(gewijzigd(self.doel, bericht, niet_geldig, ondertekend=False))
        self.verwacht("OIN zonder mandaat, veranderd na ondertekenen", "EK0031", ("signing-1",), reactie)

    def _buiten_lijst(self) -> None:
        """A value outside a list for which there is no foutcode (PvE 6.5, note 4)."""
        particulier = bouw.eenheid("particuliereOpleiding", niveau="BESTAAT-NIET", waardedocumentsoort="CERTIFICAAT")
        self.verwacht(
            "waarde buiten een lijst zonder foutcode",
            "DK0050",
            (),
            self.doel.roep(LEVER, opleidingseenheid=particulier),
        )
