"""Reports as one page of HTML that needs nothing else, reads on a phone and prints on paper."""

from collections.abc import Sequence
from html import escape

from rio_soap.bevinding import Taal, toon
from rio_soap.workbench.oorzaakpagina import bevindingen_html, filter_html
from rio_soap.workbench.rapport import Onderdeel, Rapport, SignedPart
from rio_soap.workbench.woorden import deelnaam, heading, woord

_STIJL = """
:root{--tekst:#1a1a1a;--vlak:#fff;--zacht:#f3f4f6;--lijn:#c9ced6;--fout:#a4161a;--goed:#146c2e;--let:#8a5a00}
@media (prefers-color-scheme:dark){:root{--tekst:#ececec;--vlak:#16181c;--zacht:#23262d;--lijn:#4a505c;--fout:#ff8a80;
--goed:#7fd694;--let:#f0c060}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:58rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--tekst);
background:var(--vlak);overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.25rem;line-height:1.3;overflow-wrap:anywhere;margin:2rem 0 .25rem}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
.delen{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:.75rem 0}
.delen li{border:1px solid var(--lijn);border-radius:.4rem;padding:.25rem .6rem;background:var(--zacht)}
.fout{color:var(--fout);font-weight:600}.goed{color:var(--goed);font-weight:600}.opmerking{color:var(--let)}
.melding{border:1px solid var(--lijn);border-left:.35rem solid var(--fout);border-radius:.3rem;padding:.6rem .9rem;
margin:.75rem 0;break-inside:avoid}
.melding.let{border-left-color:var(--let)}
.melding h4{margin:0 0 .25rem;font-size:1rem}.eerste h4{font-size:1.15rem}
code,pre{font:.875rem/1.45 ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
pre{background:var(--zacht);border:1px solid var(--lijn);padding:.5rem;border-radius:.3rem;margin:.25rem 0}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) minmax(0,1fr);gap:.2rem .9rem;margin:.5rem 0 0}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
.telling{border-collapse:collapse}.telling th,.telling td{padding:.25rem .6rem;text-align:left;overflow-wrap:normal;
border-bottom:1px solid var(--lijn)}.telling td{text-align:right;font-variant-numeric:tabular-nums}a{color:inherit}
.regels{list-style:none;padding:0}.regels li{padding:.4rem 0;border-bottom:1px solid var(--lijn);overflow-wrap:anywhere;
break-inside:avoid}.regels small{display:block}
@media (max-width:34rem){.telling{font-size:.85rem}.telling th,.telling td{padding:.25rem .15rem}}
@media (max-width:34rem){dl{grid-template-columns:minmax(0,1fr)}dt{margin-top:.35rem}}
details{margin:.4rem 0}summary{cursor:pointer;font-weight:600}
ol{margin:.4rem 0;padding-left:2.2rem}ol li{padding:.15rem 0}
.kies{border:1px solid var(--lijn);border-radius:.4rem;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.kies label{padding:.2rem 0}
.balk{display:flex;height:1.1rem;border:1px solid var(--lijn);border-radius:.3rem;overflow:hidden;
margin:.75rem 0 .25rem}
.balk span{min-width:2px}.balk .fout{background:var(--fout)}.balk .goed{background:var(--goed)}
.balk .opmerking{background:var(--zacht)}
.oudnieuw{border-collapse:collapse;width:100%;table-layout:fixed;margin:.75rem 0}.oudnieuw th,.oudnieuw td{
text-align:left;vertical-align:top;padding:.35rem .6rem;
border:1px solid var(--lijn);overflow-wrap:anywhere;white-space:pre-wrap}
.oudnieuw .weg td,.oudnieuw .weg th{border-left:.35rem solid var(--fout)}
.oudnieuw caption{text-align:left;font-weight:600}
@media (max-width:34rem){.oudnieuw thead{position:absolute;clip-path:inset(50%)}
.oudnieuw tr,.oudnieuw th,.oudnieuw td{display:block}
.oudnieuw tr{margin-bottom:.75rem}
.oudnieuw td::before{content:attr(data-kop);display:block;font-weight:600}}
@media print{.kies{display:none}details::details-content{content-visibility:visible;block-size:auto}
.balk{print-color-adjust:exact}}
@media print{:root{--tekst:#000;--vlak:#fff;--zacht:#fff;--lijn:#888;--fout:#000;--goed:#000;--let:#000}
body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}details{display:block}}
@page{size:A4;margin:18mm}
"""


def als_html(rapporten: Sequence[Rapport], taal: Taal, *, canoniek: bool = False) -> str:
    """One page with all reports; every text of a message is escaped."""
    titel = woord("titel", taal)
    inhoud = "".join(rapport_html(rapport, taal, canoniek=canoniek) for rapport in rapporten)
    return pagina(titel, taal, filter_html(rapporten, taal) + inhoud)


def pagina(titel: str, taal: Taal, inhoud: str) -> str:
    """A page of the workbench around its content."""
    return (
        f'<!DOCTYPE html>\n<html lang="{taal}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(titel)}</title><style>{_STIJL}</style></head>"
        f"<body><main><h1>{escape(titel)}</h1>{inhoud}</main></body></html>\n"
    )


def rapport_html(rapport: Rapport, taal: Taal, *, canoniek: bool) -> str:
    """One report as a section of a page."""
    delen = "".join(_onderdeel(o, taal) for o in rapport.onderdelen)
    stukken = [
        f"<section><h2>{escape(rapport.naam)}</h2><p>{escape(heading(rapport, taal))}; {woord('beoordeeld', taal)} "
        f'{rapport.moment}</p><ul class="delen">{delen}</ul>'
    ]
    if rapport.goed:
        stukken.append(f'<p class="goed">{woord("geen", taal)}</p>')
    if rapport.meldingen:
        stukken.append(bevindingen_html(rapport, taal))
    if rapport.verwijzingen:
        verwijzingen = "".join(_verwijzing(v, taal, canoniek=canoniek) for v in rapport.verwijzingen)
        stukken.append(f"<h3>{woord('digests', taal)}</h3><dl>{verwijzingen}</dl>")
    stukken.append(_certificaat(rapport, taal))
    return "".join(stukken) + "</section>"


def _onderdeel(o: Onderdeel, taal: Taal) -> str:
    toelichting = toon(o.toelichting, taal)
    klasse = o.stand if o.stand != "niet" else "opmerking"
    extra = f" <small>{escape(toelichting)}</small>" if toelichting else ""
    return f'<li>{deelnaam(o.deel, taal)}: <span class="{klasse}">{woord(o.stand, taal)}</span>{extra}</li>'


def _verwijzing(v: SignedPart, taal: Taal, *, canoniek: bool) -> str:
    klasse, staat = ("goed", "klopt") if v.klopt else ("fout", "anders")
    tekst = f'<dt>{escape(v.naam)}</dt><dd><span class="{klasse}">{woord(staat, taal)}</span> {v.algoritme}'
    if not v.klopt:
        tekst += f"<br>{woord('gevonden', taal)} <code>{escape(v.berekend or '-')}</code>"
        tekst += f"<br>{woord('verwacht', taal)} <code>{escape(v.verwacht)}</code>"
    if canoniek:
        toen = v.ondertekend.decode("utf-8", "replace") if v.ondertekend else woord("onbekende_bytes", taal)
        tekst += f"<br>{woord('nu', taal)}<pre>{escape(v.canoniek.decode('utf-8', 'replace'))}</pre>"
        tekst += f"{woord('toen', taal)}<pre>{escape(toen)}</pre>"
        if v.weggelaten:
            tekst += f"<p>{v.weggelaten} {woord('weggelaten', taal)}</p>"
    return tekst + "</dd>"


def _certificaat(rapport: Rapport, taal: Taal) -> str:
    c = rapport.certificaat
    if c is None:
        return ""
    vertrouwd = woord({None: "onbekend", True: "ja", False: "nee"}[c.vertrouwd], taal)
    rijen = (
        ("OIN", c.oin or "-"),
        (woord("certificaat", taal), c.onderwerp),
        (woord("uitgever", taal), c.uitgever),
        (woord("geldig", taal), f"{c.geldig_van} / {c.geldig_tot}"),
        ("SHA-256", c.vingerafdruk),
        (woord("vertrouwd", taal), vertrouwd),
    )
    inhoud = "".join(f"<dt>{escape(n)}</dt><dd>{escape(w)}</dd>" for n, w in rijen)
    return f"<h3>{woord('certificaat', taal)}</h3><dl>{inhoud}</dl>"
