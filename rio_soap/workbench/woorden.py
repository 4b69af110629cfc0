"""The fixed words of a report, in Dutch and English."""

from rio_soap.workbench.rapport import Deel, Melding, Rapport, Taal

WOORDEN: dict[str, tuple[str, str]] = {
    "titel": ("Controle van berichten", "Check of messages"),
    "goed": ("goed", "good"),
    "fout": ("fout", "wrong"),
    "niet": ("niet beoordeeld", "not judged"),
    "gevonden": ("gevonden", "found"),
    "toegestaan": ("toegestaan", "allowed"),
    "verwacht": ("verwacht", "expected"),
    "mogelijk": ("bedoeld of verwacht", "meant or expected"),
    "waarden": ("waardenlijst", "value list"),
    "herstel": ("herstel", "mend"),
    "zegt": ("de dienst zegt", "the service says"),
    "regel": ("regel", "line"),
    "oorzaak": ("Eerste oorzaak", "First cause"),
    "opmerking": ("opmerking", "remark"),
    "overige": ("Alle bevindingen", "All findings"),
    "digests": ("Ondertekende onderdelen", "Signed parts"),
    "certificaat": ("Certificaat", "Certificate"),
    "uitgever": ("uitgever", "issuer"),
    "geldig": ("geldig", "valid"),
    "vertrouwd": ("vertrouwd", "trusted"),
    "onbekend": ("niet beoordeeld", "not judged"),
    "ja": ("ja", "yes"),
    "nee": ("nee", "no"),
    "nu": ("canoniek in dit bericht", "canonical in this message"),
    "toen": ("canoniek bij het ondertekenen", "canonical when signed"),
    "onbekende_bytes": ("niet te herleiden uit dit bericht", "cannot be derived from this message"),
    "beoordeeld": ("beoordeeld op", "judged at"),
    "verzoek": ("verzoek", "request"),
    "antwoord": ("antwoord", "answer"),
    "fault": ("SOAP-fout", "SOAP fault"),
    "inhoud": ("bericht zonder envelope", "message without envelope"),
    "bewijs": ("bewijs van een levering", "evidence of a delivery"),
    "onleesbaar": ("niet te lezen als bericht", "cannot be read as a message"),
    "geen": ("Geen bevindingen: dit bericht wordt niet geweigerd.", "No findings: this message is not refused."),
    "weggelaten": ("bytes weggelaten", "bytes left out"),
    "klopt": ("klopt", "matches"),
    "anders": ("klopt niet", "does not match"),
}
DEELNAMEN: dict[Deel, tuple[str, str]] = {
    "bericht": ("bericht", "message"),
    "adressering": ("adressering", "addressing"),
    "ondertekening": ("ondertekening", "signature"),
    "xsd": ("xsd", "xsd"),
    "waarden": ("waarden", "values"),
    "register": ("register", "register"),
}


def woord(sleutel: str, taal: Taal) -> str:
    """A fixed word."""
    return WOORDEN[sleutel][taal == "en"]


def deelnaam(deel: Deel, taal: Taal) -> str:
    """The name of a part."""
    return DEELNAMEN[deel][taal == "en"]


def plek(melding: Melding, taal: Taal) -> str:
    """Path and line."""
    return f"{melding.waar}, {woord('regel', taal)} {melding.regel}" if melding.regel else melding.waar


def velden(melding: Melding, taal: Taal) -> list[tuple[str, str]]:
    """What there is to say of a finding, by name."""
    lijst = ", ".join(melding.waarden[:60]) + (", ..." if len(melding.waarden) > 60 else "")
    rijen = (
        (woord("gevonden", taal), melding.gevonden),
        (woord("toegestaan", taal), melding.toegestaan),
        (woord("mogelijk", taal), melding.mogelijk),
        (woord("waarden", taal), lijst),
        (woord("zegt", taal), " ".join(deel for deel in (melding.fout, melding.bericht) if deel)),
        (woord("herstel", taal), melding.over.herstel(taal)),
    )
    return [(naam, waarde) for naam, waarde in rijen if waarde]


def kop(rapport: Rapport, taal: Taal) -> str:
    """What kind of message it is, and of which operation."""
    soort = woord(rapport.soort, taal)
    return f"{soort} {rapport.operatie}" if rapport.operatie else soort
