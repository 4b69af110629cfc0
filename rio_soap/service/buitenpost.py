"""Small messages to places outside: one HTTP POST with an end to it, one line of syslog; neither shows a password."""

import logging
import logging.handlers
import socket
from urllib.parse import unquote, urlsplit

import urllib3

_WACHTTIJD = urllib3.Timeout(connect=5.0, read=10.0, total=15.0)
_MAX_ANTWOORD = 128 * 1024


def verstuur(url: str, data: bytes, soort: str) -> bytes:
    """POST to an address; the body of the answer. Redirects are not followed.

    :param url: http or https, name and password in it are sent as Basic authentication.
    :raises OSError: when there is no answer, or not one with a status from 200 to 299 and at most 128 KiB.
    """
    delen = urlsplit(url)
    headers = {"Content-Type": soort, "User-Agent": "rio_soap"}
    if delen.username is not None:
        wie = f"{unquote(delen.username)}:{unquote(delen.password or '')}"
        headers |= urllib3.make_headers(basic_auth=wie)
    kaal = delen._replace(netloc=delen.netloc.rpartition("@")[2]).geturl()
    try:
        with urllib3.PoolManager(retries=False, timeout=_WACHTTIJD, num_pools=1) as pool:
            antwoord = pool.request("POST", kaal, body=data, headers=headers, redirect=False, preload_content=False)
            try:
                inhoud = antwoord.read(_MAX_ANTWOORD + 1)
            finally:
                antwoord.close()
    except (urllib3.exceptions.HTTPError, UnicodeError) as fout:
        raise OSError(f"{delen.hostname}: {type(fout).__name__}") from fout
    if not 200 <= antwoord.status < 300:
        raise OSError(f"{delen.hostname}: HTTP {antwoord.status}")
    if len(inhoud) > _MAX_ANTWOORD:
        raise OSError(f"{delen.hostname}: an answer of more than {_MAX_ANTWOORD} bytes")
    return inhoud


class _Hardop(logging.handlers.SysLogHandler):
    """Says that it failed, where the standard one is silent."""

    def handleError(self, record: logging.LogRecord) -> None:
        raise  # noqa: PLE0704  # called while the error is handled


def naar_syslog(adres: str, tekst: str) -> None:
    """One line to syslog, facility ``authpriv``: ``/dev/log``, ``HOST:PORT`` (UDP) or ``tcp://HOST:PORT``.

    :raises OSError: when it cannot be handed over.
    """
    target: str | tuple[str, int] = adres
    soort = socket.SOCK_DGRAM
    if not adres.startswith("/"):
        if adres.startswith("tcp://"):
            adres, soort = adres.removeprefix("tcp://"), socket.SOCK_STREAM
        host, _, poort = adres.rpartition(":")
        target = host, int(poort)
    hendel = _Hardop(target, logging.handlers.SysLogHandler.LOG_AUTHPRIV, soort)
    try:
        if soort is socket.SOCK_STREAM:
            hendel.append_nul = False
            tekst += "\n"
        hendel.ident = "rio_soap: "
        hendel.emit(logging.LogRecord("rio_soap", logging.WARNING, "", 0, tekst, None, None))
    finally:
        hendel.close()
