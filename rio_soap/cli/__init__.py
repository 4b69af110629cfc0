"""The commands of ``rio-soap``: each a few lines over the rooms below, and imported when it is called.

`main` is the command itself; its table of commands stands in `root`.
"""

from rio_soap.bevinding.aanroep import installeer

try:
    from rio_soap.cli.root import main
except ModuleNotFoundError as error:
    if error.name != "click":
        raise
    raise SystemExit(f"rio-soap is not installed whole: {installeer('server')}") from error

__all__ = ["main"]
