"""From a form to the request that its system would have sent, with what cannot be read at its field."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rio_soap.bevinding import Taal, catalogus
from rio_soap.contract import mapping
from rio_soap.contract.document_header import new_header
from rio_soap.contract.gegevens import Enkel, Gegeven, Waarde
from rio_soap.contract.operaties import OPERATIES
from rio_soap.contract.schema import bevindingen
from rio_soap.contract.vorm import Simpel, Vorm
from rio_soap.register.regels.plaatsen import plaatsen
from rio_soap.register.regels.sleutelgegevens import Foutmelding
from rio_soap.web.frame.opmaak import DEEL, zin
from rio_soap.web.mijn.formulierstand import (
    WORTEL,
    Ruw,
    kaal,
    soort_van,
    velden_van,
    verplichte,
    vorm_van_verzoek,
)

_SOORTEN: Mapping[str, str] = {
    "date": "datum",
    "boolean": "janee",
    "decimal": "getal",
    "integer": "geheel",
    "long": "geheel",
    "short": "geheel",
    "int": "geheel",
}


@dataclass(slots=True)
class Gelezenformulier:
    """What was read of a form.

    :param velden: of the request.
    :param plaatsen: path in the message to that in the form.
    :param fouten: path in the form to what is wrong there, in words.
    """

    velden: dict[str, Waarde] = field(default_factory=dict)
    plaatsen: dict[str, str] = field(default_factory=dict)
    fouten: dict[str, list[str]] = field(default_factory=dict)

    def fout(self, pad: str, tekst: str) -> None:
        """Something is wrong at a field."""
        gezegd = self.fouten.setdefault(pad, [])
        if tekst not in gezegd:
            gezegd.append(tekst)

    def veld_op(self, waar: str) -> str:
        """The field of a path in the message; of what is not in the form that in which it would stand."""
        while waar and waar not in self.plaatsen:
            waar = waar.rpartition("/")[0]
        return self.plaatsen.get(waar, "")


def lees_formulier(operatie: str, ruw: Ruw, taal: Taal) -> Gelezenformulier:
    """The request, with all that is wrong by its types and limits; the rules are for the controles."""
    uit = Gelezenformulier()
    wat = OPERATIES[operatie]
    lezer = _Lezer(uit, taal)
    uit.velden = lezer.lees(ruw, vorm_van_verzoek(operatie), WORTEL, f"/{wat.verzoek}").velden
    if uit.fouten:
        return uit
    header = new_header("0", "0", "2026-01-01T00:00:00Z")
    try:
        element = mapping.schrijf_verzoek(wat, Gegeven(wat.verzoek, {**header, **uit.velden}))
    except ValueError:
        uit.fout("", zin(taal, "formulier.fout.teken"))
        return uit
    for bevinding in bevindingen(element, wat.dienst):
        pad = uit.veld_op(bevinding.waar)
        vorm = f"formulier.vorm.{pad.rpartition('.')[2]}" if bevinding.oorzaak == "patroon" else ""
        uit.fout(pad, zin(taal, vorm) if vorm in catalogus(taal, DEEL) else bevinding.zin(taal))
    return uit


def plaats_meldingen(
    gelezen: Gelezenformulier, operatie: str, meldingen: Iterable[Foutmelding]
) -> list[tuple[Foutmelding, str]]:
    """The foutmeldingen, each with its field; those without come first, to be shown on top."""
    lijst = list(meldingen)
    waar = plaatsen(operatie, Gegeven(OPERATIES[operatie].verzoek, gelezen.velden), lijst)
    gevonden = [(melding, gelezen.veld_op(pad)) for melding, pad in zip(lijst, waar, strict=True)]
    return sorted(gevonden, key=lambda een: een[1] not in ("", WORTEL))


class _Lezer:
    def __init__(self, uit: Gelezenformulier, taal: Taal) -> None:
        self.uit, self.taal = uit, taal

    def lees(self, ruw: Ruw, vorm: Vorm, pad: str, waar: str) -> Gegeven:
        """A part; what is empty is not in it."""
        self.uit.plaatsen[waar] = pad
        nodig, aantal = verplichte(vorm), Counter[str]()
        velden: dict[str, Waarde] = {}
        for veld in velden_van(vorm):
            onder = f"{pad}.{veld.naam}"
            soort = soort_van(vorm, veld.leden[0])
            if isinstance(soort, Simpel):
                waarde = self._enkel(ruw, veld.naam, soort, onder, f"{waar}/{veld.leden[0]}", lijst=veld.meervoudig)
            else:
                waarde = self._delen(ruw, vorm, veld.naam, onder, waar, aantal, lijst=veld.meervoudig)
            if waarde is not None and waarde != []:
                velden[veld.naam] = waarde
            elif nodig & set(veld.leden) and onder not in self.uit.fouten:
                self.uit.fout(onder, zin(self.taal, "formulier.fout.verplicht"))
        return Gegeven(ruw.lid, velden)

    def _enkel(self, ruw: Ruw, naam: str, soort: Simpel, pad: str, waar: str, *, lijst: bool) -> Waarde | None:
        tekst = ruw.velden.get(naam)
        teksten = [deel for deel in (tekst if isinstance(tekst, list) else [tekst]) if isinstance(deel, str) and deel]
        waarden: list[Enkel] = []
        for nr, deel in enumerate(teksten, 1):
            self.uit.plaatsen[f"{waar}[{nr}]"] = pad
            try:
                # What is pasted brings blanks along, hard ones too; beside a number or a day they mean nothing.
                waarden.append(mapping.lees_waarde(deel.strip() if soort.primitief in _SOORTEN else deel, soort))
            except ValueError:
                self.uit.fout(pad, zin(self.taal, f"formulier.fout.{_SOORTEN.get(soort.primitief, 'waarde')}"))
        if lijst:
            return waarden
        return waarden[0] if waarden else None

    def _delen(
        self, ruw: Ruw, vorm: Vorm, naam: str, pad: str, waar: str, aantal: Counter[str], *, lijst: bool
    ) -> Waarde | None:
        delen: list[Gegeven] = []
        for nr, deel in enumerate(ruw.delen(naam)):
            if naam == "kenmerken" and kaal(deel.velden):
                continue
            soort = soort_van(vorm, deel.lid)
            assert isinstance(soort, Vorm)
            aantal[deel.lid] += 1
            plaats = f"{pad}.{nr}" if lijst else pad
            delen.append(self.lees(deel, soort, plaats, f"{waar}/{deel.lid}[{aantal[deel.lid]}]"))
        if lijst:
            return delen
        return delen[0] if delen else None
