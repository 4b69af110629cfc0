"""What is wrong with a file or folder, and what helps, on one line."""

import errno

_HULP = {
    errno.EACCES: "give this user the right to read and write there, or name another place",
    errno.EPERM: "give this user the right to read and write there, or name another place",
    errno.EROFS: "it is on a medium that cannot be written; name another place",
    errno.ENOSPC: "make room there, or name another place",
    errno.EDQUOT: "make room there, or name another place",
    errno.EEXIST: "a file is in the way of a folder; name another place",
    errno.ENOTDIR: "a file is in the way of a folder; name another place",
    errno.ENOENT: "name a place that is there",
    errno.EMFILE: "allow this process more open files (ulimit -n)",
}


def uitleg(fout: OSError) -> str:
    """Which file, what the system says of it, and what helps."""
    naam = f"{fout.filename}: " if fout.filename else ""
    hulp = _HULP.get(fout.errno or 0)
    return f"{naam}{fout.strerror or fout}{f'; {hulp}' if hulp else ''}"
