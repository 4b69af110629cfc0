"""A small register to try things on, made up so that recorded life cycles can run and each sector has something.

`data` holds it in the form of DUO's open data, which the loader of `opendata` reads. `proef` puts it into a register,
with what that form cannot say; `aangeboden` adds the offer of a recording.
"""
