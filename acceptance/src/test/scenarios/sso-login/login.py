"""What `aws sso login` does, with botocore's client, and what a profile does with the token that it leaves in the cache."""

import hashlib
import json
import os
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone

import boto3
import botocore.session
from botocore import UNSIGNED
from botocore.config import Config

start_url = sys.argv[1]
session = botocore.session.Session()
oidc = session.create_client("sso-oidc", region_name="us-east-1", config=Config(signature_version=UNSIGNED))
client = oidc.register_client(
    clientName="botocore-client-home", clientType="public", scopes=["sso:account:access"])
asked = oidc.start_device_authorization(
    clientId=client["clientId"], clientSecret=client["clientSecret"], startUrl=start_url)


def token():
    return oidc.create_token(
        clientId=client["clientId"], clientSecret=client["clientSecret"], deviceCode=asked["deviceCode"],
        grantType="urn:ietf:params:oauth:grant-type:device_code")


try:
    token()
    raise AssertionError("a token before anybody approved")
except oidc.exceptions.AuthorizationPendingException:
    time.sleep(asked["interval"])

# The page in the browser, and what its button does.
with urllib.request.urlopen(asked["verificationUriComplete"]) as page:
    text = page.read().decode()
assert asked["userCode"] in text and "<option>ann</option>" in text, text
request = urllib.request.Request(
    asked["verificationUri"], data=json.dumps({"user_code": asked["userCode"], "user": "ann"}).encode(), method="POST")
with urllib.request.urlopen(request) as answer:
    assert json.load(answer) == {"approved": asked["userCode"]}
given = token()


def at(seconds):
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


cache = os.path.expanduser("~/.aws/sso/cache")
os.makedirs(cache, exist_ok=True)
with open(os.path.join(cache, hashlib.sha1(b"home").hexdigest() + ".json"), "w") as file:
    json.dump({
        "startUrl": start_url, "region": "us-east-1", "accessToken": given["accessToken"],
        "expiresAt": at(given["expiresIn"]), "refreshToken": given["refreshToken"],
        "clientId": client["clientId"], "clientSecret": client["clientSecret"],
        "registrationExpiresAt": at(client["clientSecretExpiresAt"] - time.time()),
    }, file)

# The profile finds the token in the cache, and the portal gives it a role's credentials.
who = boto3.Session(profile_name="reader").client("sts").get_caller_identity()
assert ":assumed-role/AWSReservedSSO_Reader_" in who["Arn"] and who["Arn"].endswith("/ann"), who
portal = session.create_client("sso", region_name="us-east-1")
accounts = portal.list_accounts(accessToken=given["accessToken"])["accountList"]
assert [account["accountId"] for account in accounts] == ["000000000000"], accounts
portal.logout(accessToken=given["accessToken"])
try:
    portal.list_accounts(accessToken=given["accessToken"])
    raise AssertionError("a token is good after its logout")
except portal.exceptions.UnauthorizedException as error:
    print("signed out:", error)
print(who["Arn"])
