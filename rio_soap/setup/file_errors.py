"""What is wrong with a file or folder, and what helps, on one line."""

import errno

_HELP = {
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


def explain(error: OSError) -> str:
    """Which file, what the system says of it, and what helps."""
    name = f"{error.filename}: " if error.filename else ""
    help_ = _HELP.get(error.errno or 0)
    return f"{name}{error.strerror or error}{f'; {help_}' if help_ else ''}"
