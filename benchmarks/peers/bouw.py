"""Making the peers ready: what has to be generated or compiled goes to `bouw-…` here, once."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processen import HOOFD, Proces, vrije_poort

HIER = Path(__file__).parent
PADEN = ("", "/usr/bin", "/usr/local/bin")
_JARS = (
    "jaxws-rt jaxws-ri-runtime jaxws-tools wscompile jaxws-ri-httpspi-servlet jaxb-runtime jaxb-core jaxb-impl "
    "jaxb-xjc jaxb-api jaxws-api saaj-impl javax.xml.soap-api stax-ex stax2-api FastInfoset javax.activation "
    "istack-commons-runtime istack-commons-tools txw2 streambuffer metro-policy gmbal mimepull jws-api codemodel rngom "
    "dtd-parser relaxngDatatype xsom xml-resolver geronimo-annotation-1.3-spec woodstox-core-lgpl woodstox-core"
)
JARS = tuple(_JARS.split())
"""Jars of Debian's JAX-WS RI and what they use, by name in /usr/share/java; those that are not there are left out."""


class Ontbreekt(RuntimeError):
    """A peer is not installed; says what is missing."""


@dataclass(frozen=True)
class Start:
    """How to start a peer.

    :param opdracht: with ``{poort}`` and ``{dienst}``.
    :param per_dienst: it serves one WSDL per process.
    """

    opdracht: Sequence[str]
    omgeving: dict[str, str] = field(default_factory=dict)
    per_dienst: bool = False

    def start(self, dienst: str) -> Proces:
        """Run it on core 0 and a free port."""
        poort = vrije_poort()
        opdracht = [deel.replace("{poort}", str(poort)).replace("{dienst}", dienst) for deel in self.opdracht]
        return Proces(opdracht, poort, self.omgeving, kern=0, stil=True)


def spyne() -> Start:
    """Stock Spyne, in the Python of the project."""
    return Start([sys.executable, "-m", "benchmarks.peers.spyne_server", "{poort}"])


def node() -> Start:
    """npm's soap.

    :raises Ontbreekt: without node or the package.
    """
    programma = _programma("node")
    if not (HIER / "node_modules" / "soap").is_dir():
        raise Ontbreekt("npm package soap")
    return Start([programma, str(HIER / "node_server.js"), str(HOOFD), "{poort}"])


def php() -> Start:
    """PHP's SoapServer under the web server that PHP has for development; it keeps no connections open.

    :raises Ontbreekt: without php or its extension.
    """
    programma = _programma("php")
    if "soap" not in _draai([programma, "-m"]).split():
        raise Ontbreekt("php-soap")
    opdracht = [
        programma,
        "-q",
        "-d",
        "soap.wsdl_cache_dir=/tmp",
        "-S",
        "127.0.0.1:{poort}",
        str(HIER / "php_server.php"),
    ]
    return Start(opdracht, {"RIO_CONTRACT": str(HOOFD)})


def gsoap(*, streng: bool) -> Start:
    """gSOAP: generated and compiled per WSDL.

    :param streng: with SOAP_XML_STRICT.
    :raises Ontbreekt: without wsdl2h, soapcpp2 or a C++ compiler.
    """
    wsdl2h, soapcpp2, gxx = (_programma(p) for p in ("wsdl2h", "soapcpp2", "g++"))
    for dienst in ("Beheren", "Raadplegen"):
        map_ = HIER / f"bouw-gsoap-{dienst}"
        if (map_ / "server").exists():
            continue
        map_.mkdir(exist_ok=True)
        wsdl = HOOFD / "wsdl" / f"DUO_RIO_{dienst}_OnderwijsOrganisatie_V4.wsdl"
        _draai([wsdl2h, "-t", "/usr/share/gsoap/WS/typemap.dat", "-o", str(map_ / "dienst.h"), wsdl.name], wsdl.parent)
        _draai([soapcpp2, "-j", "-S", "-x", "-L", "-I/usr/share/gsoap/import", "dienst.h"], map_)
        bronnen = [str(HIER / "gsoap_server.cpp"), *(str(b) for b in sorted(map_.glob("soap*.cpp")))]
        # What is not measured answers "no such method" instead of being abstract.
        leeg = "-DWITH_DEFAULT_VIRTUAL"
        _draai(
            [gxx, "-O2", f"-D{dienst.upper()}", leeg, "-I.", *bronnen, "-lgsoap++", "-pthread", "-o", "server"], map_
        )
    opdracht = [str(HIER / "bouw-gsoap-{dienst}" / "server"), "{poort}", *(["strict"] if streng else [])]
    return Start(opdracht, per_dienst=True)


def jaxws(*, valideert: bool) -> Start:
    """JAX-WS RI: interfaces by wsimport, compiled with the server.

    :param valideert: with @SchemaValidation.
    :raises Ontbreekt: without a JDK or the jars.
    """
    java, javac = _programma("java"), _programma("javac")
    jars = [Path(f"/usr/share/java/{naam}.jar") for naam in JARS]
    if not Path("/usr/share/java/jaxws-rt.jar").exists():
        raise Ontbreekt("libjaxws-java")
    pad = ":".join(str(jar) for jar in jars if jar.exists())
    map_ = HIER / f"bouw-jaxws-{'valideert' if valideert else 'kaal'}"
    if not (map_ / "klassen" / "JaxwsServer.class").exists():
        _bouw_jaxws(map_, java, javac, pad, valideert=valideert)
    # The heap is bounded as one would in production. Without nodelay each answer waits 40 ms for an acknowledgement.
    java_opties = ["-Xmx512m", "-Dsun.net.httpserver.nodelay=true"]
    return Start([java, *java_opties, "-cp", f"{map_ / 'klassen'}:{pad}", "JaxwsServer", "{poort}"])


def _bouw_jaxws(map_: Path, java: str, javac: str, pad: str, *, valideert: bool) -> None:
    shutil.rmtree(map_, ignore_errors=True)
    bron, klassen = map_ / "bron", map_ / "klassen"
    bron.mkdir(parents=True)
    for deel in ("wsdl", "xsd"):
        shutil.copytree(HOOFD / deel, klassen / "META-INF" / "rio" / deel)
    server = (HIER / "JaxwsServer.java").read_text()
    for dienst in ("Beheren", "Raadplegen"):
        wsdl = HOOFD / "wsdl" / f"DUO_RIO_{dienst}_OnderwijsOrganisatie_V4.wsdl"
        opdracht = [java, "-cp", pad, "com.sun.tools.ws.WsImport", "-Xnocompile", "-keep", "-s", str(bron)]
        _draai([*opdracht, "-p", f"nl.rio.{dienst.lower()}", str(wsdl)])
        interface = bron / "nl" / "rio" / dienst.lower() / f"DUORIO{dienst}OnderwijsOrganisatieV40PortType.java"
        server = server.replace(f"@{dienst.upper()}@", overige(interface.read_text(), server))
    annotatie = "@com.sun.xml.ws.developer.SchemaValidation" if valideert else ""
    (bron / "JaxwsServer.java").write_text(server.replace("@ANNOTATIE@", annotatie))
    bronnen = [str(b) for b in bron.rglob("*.java")]
    _draai([javac, "-nowarn", "-encoding", "UTF-8", "-cp", pad, "-d", str(klassen), *bronnen])


def overige(interface: str, server: str) -> str:
    """Java methods for what an interface asks and the server does not have: they only say so."""
    methoden = re.findall(r"public (\w+) (\w+)\(\s*@WebParam\([^)]*\)\s*(\w+) body\)", interface)
    return "\n    ".join(
        f"public {uit} {naam}({in_} v) {{ throw new UnsupportedOperationException(); }}"
        for uit, naam, in_ in methoden
        if f" {naam}(" not in server
    )


def _programma(naam: str) -> str:
    gevonden = shutil.which(naam, path=os.pathsep.join([os.environ.get("PATH", ""), *PADEN[1:]]))
    if gevonden is None:
        raise Ontbreekt(naam)
    return gevonden


def _draai(opdracht: Sequence[str], map_: Path = HIER) -> str:
    uit = subprocess.run(opdracht, cwd=map_, capture_output=True, text=True, check=False)
    if uit.returncode:
        raise Ontbreekt(f"{Path(opdracht[0]).name} failed: {(uit.stderr or uit.stdout).strip()[-400:]}")
    return uit.stdout
