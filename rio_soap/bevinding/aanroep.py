"""How a command of ours is typed where this process runs: in a checkout, installed, or run once by uvx or pipx.

Needs the standard library only, so that an installation of half can tell what is missing.
"""

import json
import os
import shlex
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

PACKAGE: Final = "rio-soap"
_MODULES: Final = {"rio-soap": "rio_soap", "rio-data": "rio_soap.volger"}
"""The module that does what a program does, for ``python -m``."""


def aanroep(program: str = PACKAGE, *, extra: str = "server") -> str:
    """The words, quoted for a shell, with which this program of this installation is called from the working directory.

    :param program: ``rio-soap`` or ``rio-data``.
    :param extra: what the program needs of the package, where it is fetched at each call.
    """
    once = _run_once()
    if once is not None:
        return f"{once} {shlex.quote(eis(extra))} {program}"
    script = Path(sys.prefix) / "bin" / program
    if not script.exists():
        return f"{shlex.quote(_short(Path(sys.executable)))} -m {_MODULES[program]}"
    found = shutil.which(program)
    if found is not None and os.path.realpath(found) == os.path.realpath(script):
        return program
    return shlex.quote(_short(script))


def eis(extra: str) -> str:
    """What an installer is asked for, to get this package with an extra from where this installation came.

    A file or address that it was installed from, and is not published under this name, is named (PEP 610).
    """
    origin = _origin()
    return f"{PACKAGE}[{extra}] @ {origin}" if origin else f"{PACKAGE}[{extra}]"


def installeer(extra: str) -> str:
    """The command that gives this installation an extra, or runs it with that, on one line."""
    wanted = shlex.quote(eis(extra))
    once = _run_once()
    if once is not None:
        return f"{once} {wanted} {Path(sys.argv[0]).name}"
    keeper = Path(sys.prefix).parent
    if (keeper.parent.name, keeper.name) == ("pipx", "venvs"):
        return f"pipx install --force {wanted}"
    if (keeper.parent.name, keeper.name) == ("uv", "tools"):
        return f"uv tool install {wanted}"
    return f"pip install {wanted}"


def _run_once() -> str | None:
    """The runner that made this environment for one call, with its option for what to run; None for one that stays."""
    parts = Path(sys.prefix).parts
    if "archive-v0" in parts:  # in the cache of uv
        return "uvx --from"
    if "pipx" in parts and {".cache", "cache"} & set(parts[-3:]):
        return "pipx run --spec"
    return None


def _origin() -> str | None:
    try:
        told = metadata.distribution(PACKAGE).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    origin = json.loads(told) if told else {}
    if not isinstance(origin, dict) or origin.get("dir_info", {}).get("editable"):
        return None
    url = origin.get("url")
    return url if isinstance(url, str) else None


def _short(path: Path) -> str:
    """As a reader would type it: from the working directory when it is below that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
