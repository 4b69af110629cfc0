"""The one error of the chain: another register gives no usable answer."""

from enum import Enum


class Reason(Enum):
    """Why a register gave no usable answer; the values are labels of the metrics."""

    UNREACHABLE = "onbereikbaar"
    """No connection, or it broke before an answer was complete."""
    CERTIFICATE = "certificaat"
    """The TLS certificate of the other side, or ours, was not accepted."""
    TIMEOUT = "tijd"
    """No complete answer within the time allowed."""
    BUSY = "druk"
    """Too many questions: HTTP 429, or our own rate limit leaves no room within the time allowed."""
    ERROR = "fout"
    """The other side answered with a failure of its own (HTTP 5xx, SOAP Fault, melding IPD9999)."""
    QUESTION = "vraag"
    """The other side says that our question was wrong: our mistake."""
    INVALID = "ongeldig"
    """The answer is no answer of the contract: garbage, not valid, too large."""
    SIGNATURE = "handtekening"
    """The signature over the answer is missing or wrong, or the answer is not to our question."""
    LATER = "later"
    """The other side asks to come back later (melding IPD1002, IPD1003)."""
    OPEN = "open"
    """Not asked: the circuit breaker is open after repeated failures."""


class ChainFailure(Exception):
    """The BAG or the Handelsregister cannot be reached or answers invalidly: foutcode INT500.

    :param register: "BAG" or "KvK".
    :param reason: kind of failure.
    :param melding: for the operator's log, not for the sender.
    :param retry_after: seconds after which asking again makes sense, when the other side told so.
    :param retryable: whether the same question may do better in a moment; all questions here only read.
    """

    def __init__(
        self, register: str, reason: Reason, melding: str, retry_after: float | None = None, *, retryable: bool = False
    ) -> None:
        super().__init__(f"{register} {reason.value}: {melding}")
        self.register = register
        self.reason = reason
        self.melding = melding
        self.retry_after = retry_after
        self.retryable = retryable
