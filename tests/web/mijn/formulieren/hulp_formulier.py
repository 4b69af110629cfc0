"""Forms as a browser has them: what stands in one, and how it is sent."""

from lxml import etree
from werkzeug.datastructures import MultiDict

from tests.web.browser import Browser, Pagina

Velden = MultiDict[str, str]


def velden_van(pagina: Pagina) -> tuple[str, Velden]:
    """Address and fields of the last form of the page itself."""
    vorm = pagina.boom.xpath("//main//form[@method='post']")[-1]
    return str(vorm.get("action")).partition("#")[0], MultiDict(vorm.form_values())


def stuur(browser: Browser, adres: str, velden: Velden, doe: str, *, volg: bool = True) -> Pagina:
    """Press a button of a form."""
    gevuld = MultiDict([*((k, v) for k, v in velden.items(multi=True) if k != "doe"), ("doe", doe)])
    return Pagina(browser.client.post(adres, data=gevuld, follow_redirects=volg))


def druk(browser: Browser, pagina: Pagina, doe: str, **velden: str) -> Pagina:
    """Press a button of the form of a page; `velden` are replaced by the end of their path."""
    adres, gevuld = velden_van(pagina)
    for naam, waarde in velden.items():
        (pad,) = [een for een in gevuld if een == naam or een.endswith(f".{naam}")]
        gevuld[pad] = waarde
    return stuur(browser, adres, gevuld, doe)


def fout_bij(pagina: Pagina) -> dict[str, str]:
    """Names of the fields of a page that are said to be wrong, and what is said there."""
    uit = {}
    for veld in pagina.boom.xpath("//*[@aria-invalid='true']"):
        waar = next(een for een in str(veld.get("aria-describedby")).split() if een.endswith("-fout"))
        uit[str(veld.get("name"))] = " ".join(_tekst(pagina.boom.xpath(f"//*[@id='{waar}']")[0]).split())
    return uit


def ongerijmd(pagina: Pagina) -> list[str]:
    """What is wrong with the HTML of a form: an id twice, a field without label, a reference to nothing, two h1."""
    ids = [str(een.get("id")) for een in pagina.boom.iter() if isinstance(een.tag, str) and een.get("id")]
    labels = {str(een.get("for")) for een in pagina.boom.iter("label")}
    velden = [een for een in pagina.boom.iter("input", "select", "textarea") if een.get("type") != "hidden"]
    bij = [waar for een in pagina.boom.iter() for waar in str(een.get("aria-describedby") or "").split()]
    naar = [adres[1:] for adres in pagina.links() if adres.startswith("#")]
    return [
        *(f"id twice: {een}" for een in set(ids) if ids.count(een) > 1),
        *(f"no label: {een.get('name')}" for een in velden if een.get("id") not in labels),
        *(f"leads nowhere: {een}" for een in (*bij, *naar) if een not in ids),
        *(["not one h1"] if len(pagina.boom.xpath("//h1")) != 1 else []),
    ]


def _tekst(element: etree._Element) -> str:
    return "".join(element.itertext())
