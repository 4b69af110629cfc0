"""The documentation where it is installed: in the wheel inside the package, in a checkout at the top of the project."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rio_soap.bevinding.bladzijde import bladzijden
from rio_soap.bevinding.regeltitel import foutcode_uitleg


@cache
def map_() -> Path:
    """The folder ``docs``.

    :raises FileNotFoundError: where a package was put together without it.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "docs", package.parent / "docs"):
        if (folder / "fouten" / "README.md").is_file():
            return folder
    raise FileNotFoundError(f"no docs in {package} nor in {package.parent}")


def plek(name: str) -> str:
    """Where a page can be read here, such as ``docs/rondgang.md``: from the working directory when it is below that.

    :param name: its path in ``docs``.
    """
    try:
        path = map_() / name
    except FileNotFoundError:
        return f"docs/{name}"
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def namen() -> Iterator[str]:
    """The names of all pages, without ``.md``, sorted: ``fouten/sha1``, ``rondgang``."""
    return iter(sorted(path.relative_to(map_()).with_suffix("").as_posix() for path in map_().rglob("*.md")))


def bladzijde_van(name: str) -> tuple[str, str]:
    """The page that is meant, and the cause that is asked for on it, empty for the whole page.

    :param name: code of a cause (``sha1``) or a foutcode (``A01010``), name of a page (``rondgang``, ``fouten/sha1``),
        or what a message refers to (``docs/fouten/waarden.md#te-lang``).
    :raises KeyError: for what is neither.
    """
    page, _, cause = name.removeprefix("docs/").partition("#")
    page = page.removesuffix(".md")
    if page in bladzijden() and not cause:
        page, cause = f"fouten/{bladzijden()[page]}", page
    elif not cause and foutcode_uitleg(page):
        return bladzijde_van(str(foutcode_uitleg(page)))
    if page not in namen():
        raise KeyError(name)
    return page, cause


def tekst(name: str) -> str:
    """What explains a cause, or a whole page, as `bladzijde_van` takes them: Markdown.

    :raises KeyError: for what is neither.
    """
    page, cause = bladzijde_van(name)
    text = (map_() / f"{page}.md").read_text("utf-8")
    return _section(text, cause) if cause else text


def _section(text: str, cause: str) -> str:
    """The part of a page behind the anchor of a cause, or its row in a table; the whole page where that is about it
    alone."""
    row = next((line for line in text.splitlines() if line.startswith(f'| <a id="{cause}"></a>')), None)
    if row is not None:
        above = text.partition(row)[0].rpartition("\n\n")[2].splitlines()[:2]
        return "\n".join([*above, row.replace(f'<a id="{cause}"></a>', "")]) + "\n"
    _, anchor, rest = text.partition(f'<a id="{cause}"></a>\n')
    if not anchor or not rest.startswith("#"):
        return text
    return rest.partition('<a id="')[0].rstrip() + "\n"
