"""Reference pages written from the code: ``python -m rio_soap.cli.naslag`` writes docs/opdrachten.md and
docs/instellingen.md; a test holds them to what this gives."""

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from rio_soap.cli.root import main
from rio_soap.setup import chain_settings, publication_settings, screen_settings, settings, witness_settings
from rio_soap.setup.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
_MAKER = "written by `python -m rio_soap.cli.naslag`; do not edit"


def opdrachten() -> str:
    """The page of commands: each with its help, arguments and options."""
    heading = (
        "# Opdrachten\n\n"
        f"Every command of `rio-soap`, {_MAKER}. `rio-soap COMMAND --help` says the same. Settings go before: "
        "[instellingen.md](instellingen.md).\n"
    )
    return heading + "".join(_opdracht(["rio-soap"], main, None))


def _opdracht(namen: list[str], opdracht: click.Command, boven: click.Context | None) -> Iterator[str]:
    context = click.Context(opdracht, parent=boven, info_name=namen[-1])
    hulp = inspect.cleandoc(opdracht.help or "").replace("\b\n", "")
    argumenten = [p.make_metavar(context) for p in opdracht.params if isinstance(p, click.Argument)]
    gebruik = " ".join([*namen, *argumenten])
    yield f"\n## {' '.join(namen)}\n\n    {gebruik}\n\n{hulp}\n"
    opties = [optie for optie in opdracht.params if isinstance(optie, click.Option) and not optie.hidden]
    if opties:
        yield "\n| option | meaning | default |\n|---|---|---|\n"
        yield from (_optie(optie, context) for optie in opties)
    if isinstance(opdracht, click.Group):
        for naam in opdracht.list_commands(context):
            onder = opdracht.get_command(context, naam)
            if onder is not None and not onder.hidden:
                yield from _opdracht([*namen, naam], onder, context)


def _optie(optie: click.Option, context: click.Context) -> str:
    vlaggen = ", ".join(f"`{vlag}`" for vlag in [*optie.opts, *optie.secondary_opts])
    if not optie.is_flag:
        vlaggen += f" {_cel(optie.make_metavar(context))}"
    hulp = [optie.help or ""]
    if optie.required:
        hulp.append("Required.")
    if isinstance(optie.envvar, str):
        hulp.append(f"`{optie.envvar}`.")
    standaard = optie.default
    toon = not callable(standaard) and standaard not in (None, False, (), "") and not repr(standaard).startswith("Sent")
    waarde = ", ".join(map(str, standaard)) if isinstance(standaard, tuple) else str(standaard)
    return f"| {vlaggen} | {_cel(' '.join(deel for deel in hulp if deel))} | {f'`{waarde}`' if toon else ''} |\n"


def _cel(tekst: str) -> str:
    return " ".join(tekst.split()).replace("|", "\\|")


def settings_page() -> str:
    """The page of settings: variable, kind, default and meaning, as the code has them."""
    uitleg = {
        **_uitleg(chain_settings, "ChainSettings"),
        **_uitleg(publication_settings, "PublicationSettings"),
        **_uitleg(screen_settings, "ScreenSettings"),
        **_uitleg(witness_settings, "WitnessSettings"),
        **_uitleg(settings, "Settings"),
    }
    regels = [
        f"# Instellingen\n\nEvery setting, {_MAKER}. Each is an environment variable, or a line in `rio-soap.toml` "
        "without `RIO_` and in small letters; the environment goes first, options of a command before both. "
        "[bediening.md](bediening.md) tells how they work together.\n",
        "| variable | kind | default | meaning |\n|---|---|---|---|",
    ]
    for veld in fields(Settings):
        soort = veld.type if isinstance(veld.type, str) else veld.type.__name__
        standaard = f"`{veld.default}`" if str(veld.default) else "–"
        tekst = _cel(uitleg[veld.name].replace("``", "`"))
        regels.append(f"| `RIO_{veld.name.upper()}` | {soort} | {standaard} | {tekst} |")
    return "\n".join(regels) + "\n"


def _uitleg(module: object, klasse: str) -> dict[str, str]:
    """Field to the text below it in the source."""
    boom = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    (definitie,) = (k for k in boom.body if isinstance(k, ast.ClassDef) and k.name == klasse)
    uit: dict[str, str] = {}
    for veld, tekst in zip(definitie.body, definitie.body[1:], strict=False):
        if isinstance(veld, ast.AnnAssign) and isinstance(veld.target, ast.Name) and isinstance(tekst, ast.Expr):
            uit[veld.target.id] = str(ast.literal_eval(tekst.value))
    return uit


BLADZIJDEN = {"opdrachten.md": opdrachten, "instellingen.md": settings_page}
"""File name to what writes it."""


def schrijf(map_: Path = DOCS) -> None:
    """Write both pages."""
    for naam, maak in BLADZIJDEN.items():
        (map_ / naam).write_text(maak(), "utf-8")


if __name__ == "__main__":
    schrijf(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
