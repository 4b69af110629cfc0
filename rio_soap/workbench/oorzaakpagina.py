"""The findings of a report as HTML: one block per cause, what to mend first in front, many places folded."""

from collections.abc import Sequence
from html import escape
from typing import Final

from rio_soap.bevinding import Taal, catalogus
from rio_soap.workbench.oorzaakgroep import Oorzaakgroep, Rij, erna, groepeer
from rio_soap.workbench.rapport import DELEN, Melding, Rapport
from rio_soap.workbench.woorden import deelnaam, vindplaats, woord

_OPEN: Final = 3
"""So many places are shown unfolded."""


def bevindingen_html(rapport: Rapport, taal: Taal) -> str:
    """All findings of a report, which has some; every text of a message is escaped."""
    groepen = groepeer(rapport)
    eerste, rest = ((), groepen) if rapport.goed else (groepen[:1], groepen[1:])
    kop = f"{woord('oorzaak', taal)}: {verslagzin('eerst', taal)}"
    uit = "".join(f"<h3>{kop}</h3>{_blok(groep, taal, erna(rapport), eerste=True)}" for groep in eerste)
    if rest:
        uit += f"<h3>{woord('overige', taal)}</h3>{''.join(_blok(groep, taal) for groep in rest)}"
    return uit


def _blok(groep: Oorzaakgroep, taal: Taal, later: int = 0, *, eerste: bool = False) -> str:
    melding, aantal = groep.eerste, len(groep.meldingen)
    soort = "opmerking" if melding.ernst == "opmerking" else melding.deel
    klassen = f"melding deel-{soort}{' eerste' if eerste else ''}{' let' if soort == 'opmerking' else ''}"
    samen, per_plaats = groep.rijen(taal)
    delen = [f'<div class="{klassen}"><h4>{escape(melding.over.titel(taal))}</h4>']
    if later:
        delen.append(f"<p>{verslagzin('later', taal, aantal=later)}</p>")
    if aantal == 1:
        delen.append(f"<code>{escape(vindplaats(melding, taal))}</code>")
    else:
        delen.append(_plaatsen(per_plaats, taal))
    return "".join(delen) + f"{_lijst(samen)}</div>"


def _plaatsen(per_plaats: Sequence[tuple[Melding, Sequence[Rij]]], taal: Taal) -> str:
    stukken = []
    for melding, rijen in per_plaats:
        extra = "; ".join(f"{escape(naam)}: {escape(waarde)}" for naam, waarde in rijen)
        los = f"<br>{extra}" if extra else ""
        stukken.append(f"<li><code>{escape(vindplaats(melding, taal))}</code>{los}</li>")
    hoeveel, open_ = verslagzin("plaatsen", taal, aantal=len(per_plaats)), " open" if len(per_plaats) <= _OPEN else ""
    return f"<details{open_}><summary>{hoeveel}</summary><ol>{''.join(stukken)}</ol></details>"


def _lijst(rijen: Sequence[Rij]) -> str:
    if not rijen:
        return ""
    return "<dl>" + "".join(f"<dt>{escape(n)}</dt><dd>{escape(w)}</dd>" for n, w in rijen) + "</dl>"


def verslagzin(sleutel: str, taal: Taal, **gegevens: int | str) -> str:
    """A sentence of a report with what is filled in."""
    return catalogus(taal)[f"rapportzin.{sleutel}"].format(**gegevens)


def filter_html(rapporten: Sequence[Rapport], taal: Taal) -> str:
    """Buttons by which only the findings of one part stay, without a script; empty where that would change nothing."""
    gevonden = {"opmerking" if m.ernst == "opmerking" else m.deel for r in rapporten for m in r.meldingen}
    keuzes: list[tuple[str, str]] = [(deel, deelnaam(deel, taal)) for deel in DELEN if deel in gevonden]
    keuzes += [("opmerking", verslagzin("opmerkingen", taal))] if "opmerking" in gevonden else []
    return keuze_html(keuzes, ".melding", "deel", taal) if len(keuzes) > 1 else ""


def keuze_html(keuzes: Sequence[tuple[str, str]], van: str, klasse: str, taal: Taal) -> str:
    """Buttons that leave only what is of one kind; without CSS's ``:has`` all stays.

    :param keuzes: ends of the class, and what they are called.
    :param van: the elements of which some go.
    :param klasse: begin of the class that says of what kind such an element is.
    """
    knoppen = "".join(
        f'<label><input type="radio" name="toon" id="toon-{waarde}"{" checked" if waarde == "alles" else ""}> '
        f"{escape(naam)}</label>"
        for waarde, naam in [("alles", verslagzin("alles", taal)), *keuzes]
    )
    regels = "".join(
        f"main:has(#toon-{waarde}:checked) {van}:not(.{klasse}-{waarde}){{display:none}}" for waarde, _ in keuzes
    )
    return (
        f'<style>{regels}</style><fieldset class="kies"><legend>{verslagzin("toon", taal)}</legend>{knoppen}</fieldset>'
    )
