"""What the newer command line does: a browser is sent to /authorize, and brings a code back to a port of the program's own."""

import base64
import hashlib
import sys
import urllib.error
import urllib.parse
import urllib.request

import botocore.session
from botocore import UNSIGNED
from botocore.config import Config


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *redirected):
        return None


oidc = botocore.session.Session().create_client(
    "sso-oidc", region_name="us-east-1", config=Config(signature_version=UNSIGNED))
client = oidc.register_client(
    clientName="program", clientType="public", scopes=["sso:account:access"], issuerUrl=sys.argv[1],
    grantTypes=["authorization_code", "refresh_token"], redirectUris=["http://127.0.0.1/oauth/callback"])
verifier = "v" * 64
challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
redirect = "http://127.0.0.1:45678/oauth/callback"
asked = urllib.parse.urlencode({
    "response_type": "code", "client_id": client["clientId"], "redirect_uri": redirect, "state": "s1",
    "code_challenge_method": "S256", "code_challenge": challenge, "scopes": "sso:account:access"})
try:
    urllib.request.build_opener(Stay).open(oidc.meta.endpoint_url + "/authorize?" + asked)
    raise AssertionError("not sent on")
except urllib.error.HTTPError as answer:
    assert answer.code == 302, answer
    location = urllib.parse.urlparse(answer.headers["Location"])
told = urllib.parse.parse_qs(location.query)
assert told["state"] == ["s1"] and location.netloc == "127.0.0.1:45678", location
token = oidc.create_token(
    clientId=client["clientId"], clientSecret=client["clientSecret"], grantType="authorization_code",
    code=told["code"][0], codeVerifier=verifier, redirectUri=redirect)
again = oidc.create_token(
    clientId=client["clientId"], clientSecret=client["clientSecret"], grantType="refresh_token",
    refreshToken=token["refreshToken"])
assert again["accessToken"] != token["accessToken"]
print("signed in by a browser")
