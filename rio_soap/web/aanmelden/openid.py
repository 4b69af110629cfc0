"""OpenID Connect, the side of who relies on it: code with PKCE, state and nonce; the ID token is checked.

Nothing of it is kept here: state, nonce and verifier follow from one random text that the browser has for ten minutes.
Every answer of the issuer is bounded in size and time, redirects are not followed. Source: OpenID Connect Core 1.0,
RFC 7636, RFC 9207, NL GOV 1.0.1; `authlib` for claims and parameters, `joserfc` for signatures.
"""

import hashlib
import hmac
import json
import threading
from base64 import b64encode
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TeLaat
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, TypeAlias
from urllib.parse import quote, urlencode

import urllib3
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from rio_soap.web.frame.scherm import Schermopties

# Any: JSON of another.
Claims: TypeAlias = Mapping[str, Any]
SCOPE: Final = "openid email profile"
_ALGORITMEN: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""With a public key of the issuer; ``none`` and those of a shared secret are not among them."""
_MAXIMUM: Final = 256 * 1024
_TIJD: Final = 10.0
"""Seconds that one answer may take altogether."""
_BEWAARD: Final = timedelta(minutes=10)
"""For how long metadata and keys of the issuer are used."""
_SPELING: Final = 60
"""Seconds that its clock may differ."""


class IssuerAway(Exception):
    """The issuer does not answer, or nothing that can be read."""


class LoginRefused(Exception):
    """What came back is not right: another state, nonce, issuer or signature, or a code that was used."""


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """One try to log in.

    :param geheim: random text that the browser has.
    """

    geheim: str

    def _afgeleid(self, waarvoor: str) -> str:
        return hmac.new(self.geheim.encode(), waarvoor.encode(), hashlib.sha256).hexdigest()

    @property
    def state(self) -> str:
        """What comes back with the code."""
        return self._afgeleid("state")

    @property
    def nonce(self) -> str:
        """What the ID token says again."""
        return self._afgeleid("nonce")

    @property
    def verifier(self) -> str:
        """By which only who asked for the code can use it."""
        return self._afgeleid("verifier")


@dataclass(frozen=True, slots=True)
class OidcIdentity:
    """For whom the issuer vouches.

    :param email: that it verified; None: it gave none that it did.
    :param kvk: KvK number of the organisation, by the claim that was set; None: none.
    """

    issuer: str
    subject: str
    email: str | None
    kvk: str | None


class OidcIssuer:
    """An issuer, with what is known of it for a while."""

    def __init__(self, opties: Schermopties) -> None:
        self._opties = opties
        self._http = urllib3.PoolManager(maxsize=4, retries=False, timeout=urllib3.Timeout(connect=3, read=5))
        self._wachters = ThreadPoolExecutor(4, "oidc")
        self._slot = threading.Lock()
        self._bekend: dict[str, tuple[datetime, Claims]] = {}

    def adres_om_in_te_loggen(self, aanvraag: LoginAttempt, terug: str, nu: datetime) -> str:
        """Where the browser goes.

        :param terug: address of ours to which it comes back.
        :raises IssuerAway: when the issuer does not say where that is.
        """
        gevraagd = {
            "scope": SCOPE,
            "state": aanvraag.state,
            "nonce": aanvraag.nonce,
            "code_challenge": create_s256_code_challenge(aanvraag.verifier),  # type: ignore[no-untyped-call]
            "code_challenge_method": "S256",
        }
        adres: str = prepare_grant_uri(
            _tekst(self._gegevens(nu), "authorization_endpoint"),
            client_id=self._opties.oidc_client_id,
            response_type="code",
            redirect_uri=terug,
            **gevraagd,
        )
        return adres

    def wissel_in(self, code: str, aanvraag: LoginAttempt, terug: str, nu: datetime) -> OidcIdentity:
        """Who logged in.

        :raises IssuerAway: when the issuer does not answer.
        :raises LoginRefused: for a code or an ID token that is not right.
        """
        gegevens = self._gegevens(nu)
        velden = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": terug,
            "code_verifier": aanvraag.verifier,
        }
        status, antwoord = self._vraag(_tekst(gegevens, "token_endpoint"), *self._als_client(gegevens, velden))
        if status != 200:
            raise LoginRefused(f"the issuer did not take the code: HTTP {status}")
        toegang = str(antwoord.get("access_token", ""))
        claims = self._controleer(str(antwoord.get("id_token", "")), toegang, aanvraag.nonce, nu)
        if "userinfo_endpoint" in gegevens and toegang and self._ontbreekt(claims):
            status, meer = self._vraag(_tekst(gegevens, "userinfo_endpoint"), {"Authorization": f"Bearer {toegang}"})
            if status == 200 and meer.get("sub") == claims["sub"]:
                claims = {**meer, **claims}
        return self._identiteit(claims)

    def _ontbreekt(self, claims: Claims) -> bool:
        kvk = self._opties.oidc_kvk_claim
        return "email" not in claims or bool(kvk and kvk not in claims)

    def _identiteit(self, claims: Claims) -> OidcIdentity:
        email, kvk = claims.get("email"), claims.get(self._opties.oidc_kvk_claim)
        zeker = claims.get("email_verified") is True and isinstance(email, str)
        return OidcIdentity(
            self._opties.oidc_issuer,
            str(claims["sub"]),
            email if zeker else None,
            kvk if isinstance(kvk, str) and kvk.isdigit() and kvk.isascii() and len(kvk) == 8 else None,
        )

    def _als_client(self, gegevens: Claims, velden: dict[str, str]) -> tuple[dict[str, str], bytes]:
        """Headers and body by which the issuer knows us: in the header, unless it takes the body only."""
        client, secret = self._opties.oidc_client_id, self._opties.oidc_secret
        kan = gegevens.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        koppen = {"Content-Type": "application/x-www-form-urlencoded"}
        if "client_secret_basic" in kan:
            paar = f"{quote(client, safe='')}:{quote(secret, safe='')}".encode()
            koppen["Authorization"] = f"Basic {b64encode(paar).decode()}"
        else:
            velden = {**velden, "client_id": client, "client_secret": secret}
        return koppen, urlencode(velden).encode()

    def _controleer(self, id_token: str, toegang: str, nonce: str, nu: datetime) -> Claims:
        """The claims of an ID token that is right.

        :raises LoginRefused: when it is not.
        """
        issuer, client = self._opties.oidc_issuer, self._opties.oidc_client_id
        try:
            sleutels = KeySet.import_key_set({"keys": self._sleutels(nu)["keys"]})
            token = jwt.decode(id_token, sleutels, algorithms=_ALGORITMEN)
            claims = CodeIDToken(
                token.claims,
                token.header,
                {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client}},
                {"nonce": nonce, "client_id": client, "access_token": toegang},
            )
            claims.validate(int(nu.timestamp()), _SPELING)
        except (JoseError, ValueError, KeyError, TypeError) as fout:
            self._vergeet_sleutels()  # it may have taken others
            raise LoginRefused(f"the ID token is not right: {type(fout).__name__}") from fout
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise LoginRefused("the ID token names nobody")
        return claims

    def _gegevens(self, nu: datetime) -> Claims:
        """Its metadata; it must say that it is the issuer that was set (OpenID Connect Discovery, section 4.3)."""
        issuer = self._opties.oidc_issuer
        gegevens = self._haal(f"{issuer.rstrip('/')}/.well-known/openid-configuration", nu)
        if gegevens.get("issuer") != issuer:
            raise IssuerAway("the metadata of the issuer are of another issuer")
        return gegevens

    def _sleutels(self, nu: datetime) -> Claims:
        return self._haal(_tekst(self._gegevens(nu), "jwks_uri"), nu)

    def _vergeet_sleutels(self) -> None:
        with self._slot:
            for adres in [adres for adres, (_, wat) in self._bekend.items() if "keys" in wat]:
                del self._bekend[adres]

    def _haal(self, adres: str, nu: datetime) -> Claims:
        with self._slot:
            moment, bekend = self._bekend.get(adres, (None, {}))
        if moment is not None and nu < moment + _BEWAARD:
            return bekend
        status, gevonden = self._vraag(adres, {})
        if status != 200:
            raise IssuerAway(f"the issuer answered HTTP {status}")
        with self._slot:
            self._bekend[adres] = nu, gevonden
        return gevonden

    def _vraag(self, adres: str, koppen: Mapping[str, str], inhoud: bytes | None = None) -> tuple[int, Claims]:
        """Status and JSON of an answer, when it comes in time.

        :raises IssuerAway: when it does not, or is no JSON object.
        """
        try:
            return self._wachters.submit(self._wissel, adres, koppen, inhoud).result(_TIJD)
        except TeLaat as fout:
            raise IssuerAway("the issuer took too long") from fout

    def _wissel(self, adres: str, koppen: Mapping[str, str], inhoud: bytes | None) -> tuple[int, Claims]:
        try:
            antwoord = self._http.request(
                "GET" if inhoud is None else "POST",
                adres,
                body=inhoud,
                headers={"Accept": "application/json", **koppen},
                redirect=False,
                preload_content=False,
            )
            try:
                ruw = antwoord.read(_MAXIMUM + 1, decode_content=True)
            finally:
                antwoord.close()
            gelezen = json.loads(ruw) if len(ruw) <= _MAXIMUM else None
        except (urllib3.exceptions.HTTPError, ValueError, RecursionError) as fout:
            raise IssuerAway(f"the issuer cannot be asked: {type(fout).__name__}") from fout
        if not isinstance(gelezen, dict):
            raise IssuerAway("the issuer answered no JSON object, or too much")
        return antwoord.status, gelezen


def _tekst(gegevens: Claims, naam: str) -> str:
    waarde = gegevens.get(naam)
    if not isinstance(waarde, str) or not waarde.startswith(("https://", "http://")):
        raise IssuerAway(f"the metadata of the issuer name no {naam}")
    return waarde


@cache
def issuer_of(opties: Schermopties) -> OidcIssuer:
    """The issuer that was set, one for all requests of this process."""
    return OidcIssuer(opties)
