"""Request tokens and access tokens: signed JWTs that expire on the gateway's clock, verified once per token text."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

import jwt
from jwt.types import Options

Use = Literal["access", "request"]
_ALGORITHM = "HS256"
_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a token says: `subject` is the user id of an access token; `expires_at` is Unix time."""

    use: Use
    email: str
    subject: str
    token_id: str
    expires_at: float


class TokenMint:
    """Issues and reads the gateway's tokens. `now` is the Unix time that they expire on.

    Access tokens are RS256 in the reference's example and HS256 here: no client can tell without the key.
    """

    def __init__(self, *, secret: str, now: Callable[[], float]) -> None:
        self._key = hashlib.sha256(secret.encode()).hexdigest()
        self._now = now
        self._read: OrderedDict[str, Claims] = OrderedDict()

    def issue(self, use: Use, *, email: str, subject: str, seconds: float, skew_seconds: float = 0.0) -> str:
        """Return a new token that expires in `seconds`; below zero, one that already has.

        `skew_seconds` is how far the clock it is issued by is ahead of this gateway's.
        """
        now = self._now() + skew_seconds
        claims = {"use": use, "sub": subject, "email": email, "jti": uuid4().hex, "iat": int(now), "exp": now + seconds}
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def read(self, token: str, use: Use) -> Claims | None:
        """Return what a token says, also when it has expired; None when this gateway did not issue it for that use."""
        claims = self._read.get(token) or self._verify(token)
        if claims is not None and token not in self._read:
            self._read[token] = claims
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return claims if claims is not None and claims.use == use else None

    def expire(self, token: str) -> None:
        """End a token's time now, if this gateway issued it; the gateway remembers its newest thousands of tokens."""
        claims = self._read.get(token) or self._verify(token)
        if claims is not None:
            self._read[token] = replace(claims, expires_at=self._now())

    def expired(self, claims: Claims, ahead_seconds: float = 0.0) -> bool:
        """Whether a token's time is over, for an account whose own time is so far ahead."""
        return claims.expires_at <= self._now() + ahead_seconds

    def _verify(self, token: str) -> Claims | None:
        unchecked: Options = {"verify_exp": False, "verify_iat": False, "require": ["exp", "sub", "jti"]}
        try:
            said = jwt.decode(token, self._key, algorithms=[_ALGORITHM], options=unchecked)
        except (jwt.InvalidTokenError, ValueError):
            return None
        use: Use = "access" if said.get("use") == "access" else "request"
        return Claims(
            use=use,
            email=str(said.get("email")),
            subject=str(said["sub"]),
            token_id=str(said["jti"]),
            expires_at=float(said["exp"]),
        )
