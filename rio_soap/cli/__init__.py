"""The commands of ``rio-soap``: each a few lines over the rooms below, and imported when it is called.

`main` is the command itself; its table of commands stands in `root`.
"""

try:
    from rio_soap.cli.root import main
except ModuleNotFoundError as error:
    if error.name != "click":
        raise
    raise SystemExit("rio-soap is not installed whole: pip install 'rio-soap[server]'") from error

__all__ = ["main"]
