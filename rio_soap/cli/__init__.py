"""The commands of ``rio-soap``: each a few lines over the rooms below, and imported when it is called.

`main` is the command itself; its table of commands stands in `root`.
"""

from rio_soap.cli.root import main

__all__ = ["main"]
