"""Files of an older koppeling as messages of RIO V4, by what a mapping file (TOML) says and nothing else.

Accepted are the conventions of BRON that the PvE names: dates without dashes (JJJJMMDD) and J/N; and what a koppeling
may have of its own: a character set, a namespace, names of elements, elements that stand for a kenmerk, codes, and an
order. docs/batch.md has an example.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from lxml import etree

from rio_soap.bevinding import Bevinding, Tekst
from rio_soap.contract.kenmerken import Kenmerkconfiguratie, kenmerken
from rio_soap.contract.operaties import Dienst
from rio_soap.contract.vorm import Simpel, Vorm, vormen
from rio_soap.edukoppeling.faults import Edufout, Foutsoort
from rio_soap.edukoppeling.position import regel
from rio_soap.edukoppeling.zinsdelen import keuze

_DATUM = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_CODERING = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")


@dataclass(frozen=True, slots=True)
class Vertaling:
    """What a mapping file says.

    :param elementen: a name, or the end of a path of names, to the name in the contract.
    :param kenmerken: name of an element to the kenmerk that it stands for.
    :param waarden: by element or kenmerk of the contract: value found to value of RIO.
    :param weglaten: names of elements that are left out, with all that is in them.
    :param booleans: what stands for true and false; None for those of XML only.
    """

    dienst: Dienst
    elementen: Mapping[str, str] = field(default_factory=dict)
    kenmerken: Mapping[str, str] = field(default_factory=dict)
    waarden: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    weglaten: frozenset[str] = frozenset()
    tekenset: str = "UTF-8"
    naamruimte: str | None = None
    zonder_streepjes: bool = False
    booleans: tuple[str, str] | None = None
    volgorde: bool = False

    def als_utf8(self, data: bytes) -> bytes:
        """The bytes of a file in UTF-8.

        :raises Edufout: DK0009 for bytes outside the character set.
        """
        if self.tekenset == "UTF-8":
            return data
        try:
            tekst = data.decode(self.tekenset)
        except UnicodeDecodeError as fout:
            zin = Tekst.met("bestand-tekenset", tekenset=self.tekenset, byte=fout.start)
            bevinding = Bevinding("bestand-tekenset", "/", None, None, self.tekenset, zin)
            raise Edufout(Foutsoort.DK0009, [bevinding]) from fout
        return _CODERING.sub(r"\1", tekst, count=1).encode()

    def vertaal(self, root: etree._Element) -> None:
        """Make a message of RIO of a parsed file, in place.

        :raises Edufout: DK0004 with the place in the file as it was.
        """
        _Werk(self, root).doe()


class _Werk:
    """One translation; remembers how elements were called, to say where something is wrong."""

    def __init__(self, vertaling: Vertaling, root: etree._Element) -> None:
        self.v, self.root = vertaling, root
        self.ns = vertaling.dienst.schema_ns
        self.vroeger: dict[etree._Element, str] = {}
        self.kenmerken: dict[etree._Element, str] = {}

    def doe(self) -> None:
        """Names, then kenmerken, values and order."""
        self._hernoem(self.root, ())
        contract = vormen(self.v.dienst)
        soort = contract.elementen.get(etree.QName(self.root).localname)
        if isinstance(soort, Vorm):  # what is no message of the contract is told by whoever reads it
            self._vul(self.root, soort)

    def _hernoem(self, element: etree._Element, boven: tuple[str, ...]) -> None:
        naam = etree.QName(element).localname
        pad = (*boven, naam)
        self.vroeger[element] = naam
        naamruimte = etree.QName(element).namespace or ""
        eigen = {self.ns, self.v.naamruimte if self.v.naamruimte is not None else ""}
        if naamruimte not in eigen:
            self._weiger(
                "element-namespace", element, naamruimte, keuze(sorted(eigen)), Tekst("element-namespace.vertaling")
            )
        for kind in list(element):
            if self._staat_in(self.v.weglaten, (*pad, etree.QName(kind).localname)) is not None:
                element.remove(kind)
            else:
                self._hernoem(kind, pad)
        kenmerk = self._staat_in(self.v.kenmerken, pad)
        doel = self._staat_in(self.v.elementen, pad)
        if kenmerk is not None:
            self.kenmerken[element] = self.v.kenmerken[kenmerk]
        element.tag = f"{{{self.ns}}}{self.v.elementen[doel] if doel is not None else naam}"

    def _staat_in(self, namen: Iterable[str], pad: tuple[str, ...]) -> str | None:
        """The longest end of a path that is named."""
        einden = ("/".join(pad[begin:]) for begin in range(len(pad)))
        return next((einde for einde in einden if einde in namen), None)

    def _vul(self, element: etree._Element, vorm: Vorm) -> None:
        for kind in list(element):
            if (naam := self.kenmerken.get(kind)) is not None:
                self._maak_kenmerk(element, kind, naam)
        for kind in element:
            soort = vorm.per_tag.get(str(kind.tag), (None, None))[1]
            if isinstance(soort, Vorm):
                self._vul(kind, soort)
            elif soort is not None:
                self._waarde(kind, soort)
        if self.v.volgorde:
            plaats = {lid: nr for nr, veld in enumerate(vorm.velden) for lid in veld.leden}
            element[:] = sorted(element, key=lambda kind: plaats.get(etree.QName(kind).localname, len(plaats)))

    def _maak_kenmerk(self, drager: etree._Element, element: etree._Element, naam: str) -> None:
        """An element that stands for a kenmerk becomes one: its name, and its value in the element of its type."""
        mag = {k.naam: k for k in kenmerken(self.v.dienst).get(etree.QName(drager).localname, ())}
        conf: Kenmerkconfiguratie | None = mag.get(naam)
        if conf is None:
            lijst = Tekst.met("waarde.kenmerken", namen=", ".join(sorted(mag)) or Tekst("waarde.geen"))
            zin = Tekst.met("kenmerk-plaats.vertaling", drager=etree.QName(drager).localname)
            self._weiger("kenmerk-plaats", element, naam, lijst, zin)
        if len(element):
            gevonden = Tekst.met("waarde.aantal-elementen", aantal=len(element))
            self._weiger("kenmerk-waarde", element, gevonden, Tekst("waarde.tekst"), Tekst("kenmerk-waarde.vertaling"))
        tekst = element.text
        element.text = None
        element.tag = f"{{{self.ns}}}kenmerken"
        etree.SubElement(element, f"{{{self.ns}}}kenmerknaam").text = naam
        waarde = etree.SubElement(element, f"{{{self.ns}}}{conf.waarde_element}")
        waarde.text = tekst
        self.vroeger[waarde] = ""

    def _waarde(self, element: etree._Element, soort: Simpel) -> None:
        tekst = (element.text or "").strip()
        naam = etree.QName(element).localname
        if naam.startswith("kenmerkwaarde"):
            naam = (element.getparent().findtext(f"{{{self.ns}}}kenmerknaam") or "").strip()  # type: ignore[union-attr]
        if (codes := self.v.waarden.get(naam)) is not None and tekst in codes:
            element.text = tekst = codes[tekst]
        if soort.primitief == "date" and self.v.zonder_streepjes and tekst.isdecimal():
            element.text = self._datum(element, tekst)
        elif soort.primitief == "boolean" and self.v.booleans is not None:
            booleans = {self.v.booleans[0]: "true", self.v.booleans[1]: "false", "true": "true", "false": "false"}
            if tekst not in booleans:
                self._weiger("boolean", element, tekst, keuze(self.v.booleans), Tekst("boolean.vertaling"))
            element.text = booleans[tekst]

    def _datum(self, element: etree._Element, tekst: str) -> str:
        gevonden = _DATUM.match(tekst)
        try:
            return date.fromisoformat("-".join(gevonden.groups()) if gevonden else "").isoformat()
        except ValueError:
            self._weiger("datum", element, tekst, Tekst("waarde.datum-zonder-streepjes"), Tekst("datum.vertaling"))

    def _weiger(
        self, oorzaak: str, element: etree._Element, gevonden: str | Tekst, mag: str | Tekst, zin: Tekst
    ) -> NoReturn:
        path = [element, *element.iterancestors()]
        namen = [self.vroeger.get(deel, "") for deel in reversed(path)]
        waar = "/" + "/".join(naam for naam in namen if naam)
        op_regel = next((nummer for deel in path if (nummer := regel(deel)) is not None), None)
        gevonden = gevonden[:200] if isinstance(gevonden, str) else gevonden
        raise Edufout(Foutsoort.DK0004, [Bevinding(oorzaak, waar, op_regel, gevonden, mag, zin)])
