"""Letting go of exceptions: their tracebacks go, what they say stays."""

from rio_soap.soap.release import release


def caught(*chain: type[Exception]) -> Exception:
    """An exception that was raised, each later one from the one before it."""
    error: Exception | None = None
    for kind in chain:
        try:
            raise kind(kind.__name__) from error
        except Exception as new:  # noqa: BLE001
            error = new
    assert error is not None
    return error


def test_the_tracebacks_of_a_whole_chain_go() -> None:
    error = caught(ValueError, KeyError, RuntimeError)
    release(error)
    cause = error.__cause__
    assert cause is not None
    assert [error.__traceback__, cause.__traceback__] == [None, None]
    assert cause.__cause__ is not None
    assert cause.__cause__.__traceback__ is None


def test_what_an_exception_says_and_where_it_comes_from_stays() -> None:
    error = caught(ValueError, RuntimeError)
    release(error)
    assert str(error) == "RuntimeError"
    assert isinstance(error.__cause__, ValueError)


def test_what_was_being_handled_goes_too() -> None:
    error: Exception | None = None
    try:
        try:
            raise ValueError
        except ValueError:
            raise KeyError  # noqa: B904
    except KeyError as later:
        error = later
    release(error)
    assert error.__context__ is not None
    assert error.__context__.__traceback__ is None


def test_every_member_of_a_group_goes() -> None:
    members = [caught(ValueError), caught(KeyError, RuntimeError)]
    release(ExceptionGroup("both", members))
    assert [member.__traceback__ for member in members] == [None, None]


def test_a_ring_of_causes_ends() -> None:
    one, two = caught(ValueError), caught(KeyError)
    one.__cause__, two.__cause__ = two, one
    release(one)
    assert two.__traceback__ is None


def test_nothing_is_asked_for_where_there_was_no_error() -> None:
    release(None, None)
