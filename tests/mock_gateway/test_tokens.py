import jwt
import pytest

from mock_gateway.tokens import TokenMint


class Now:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1_700_000_000.0

    def __call__(self) -> float:
        return self.seconds


def mint_at(now: Now, secret: str = "s") -> TokenMint:
    return TokenMint(secret=secret, now=now)


def test_a_token_says_what_it_was_issued_for() -> None:
    """Reading gives back email and subject."""
    mint = mint_at(Now())
    token = mint.issue("access", email="a@example.com", subject="7", seconds=10)
    claims = mint.read(token, "access")
    assert claims is not None
    assert (claims.email, claims.subject) == ("a@example.com", "7")


def test_a_request_token_looks_like_the_reference_s() -> None:
    """The reference shows a JWT whose header says HS256."""
    assert (
        mint_at(Now()).issue("request", email="a@b.co", subject="a@b.co", seconds=1).startswith("eyJhbGciOiJIUzI1NiIs")
    )


def test_a_token_is_good_for_its_own_use_only() -> None:
    """A request token is no access token."""
    mint = mint_at(Now())
    assert mint.read(mint.issue("request", email="a@b.co", subject="x", seconds=10), "access") is None


def test_a_token_expires_when_its_time_is_over() -> None:
    """Also when it was read before: the verdict on time is not remembered."""
    now = Now()
    mint = mint_at(now)
    claims = mint.read(mint.issue("access", email="a@b.co", subject="7", seconds=10), "access")
    assert claims is not None
    assert not mint.expired(claims)
    now.seconds += 10
    assert mint.expired(claims)


def test_the_same_secret_reads_tokens_of_an_earlier_run() -> None:
    """Credentials that a client stored stay good when the mock is restarted."""
    token = mint_at(Now()).issue("access", email="a@b.co", subject="7", seconds=10)
    assert mint_at(Now()).read(token, "access") is not None


def _without_signature() -> str:
    return jwt.encode({"use": "access", "sub": "7", "jti": "1", "exp": 9e9, "email": "a@b.co"}, None, algorithm="none")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        "eyJhbGciOiJIUzI1NiJ9.e30.",
        _without_signature(),
        mint_at(Now(), secret="other").issue("access", email="a@b.co", subject="7", seconds=10),
    ],
)
def test_what_this_gateway_did_not_issue_is_not_read(token: str) -> None:
    """Neither noise, nor an unsigned token, nor another secret's."""
    assert mint_at(Now()).read(token, "access") is None


def test_two_tokens_are_never_the_same() -> None:
    """Each has an id of its own, or single use could not be told."""
    mint = mint_at(Now())
    first, second = (mint.issue("request", email="a@b.co", subject="a@b.co", seconds=10) for _ in range(2))
    assert first != second
