"""``python -m rio_soap.volger`` is ``rio-data``."""

from rio_soap.volger.cli import main

if __name__ == "__main__":
    main(prog_name="python -m rio_soap.volger")
