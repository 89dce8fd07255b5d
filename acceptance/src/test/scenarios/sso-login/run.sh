# needs: python3 aws curl
# Signs in as `aws sso login` does, by botocore, and uses the profile: users, groups and permission sets made by
# the command line, the page in the browser replaced by what the page says.
python3 -c 'import boto3' 2>/dev/null || { echo "this machine's python3 has no boto3"; exit 77; }
instance=$(aws sso-admin create-instance --query InstanceArn --output text)
store=$(aws sso-admin list-instances --query 'Instances[0].IdentityStoreId' --output text)
user=$(aws identitystore create-user --identity-store-id "$store" --user-name ann --display-name Ann \
  --name GivenName=Ann,FamilyName=Example --query UserId --output text)
set=$(aws sso-admin create-permission-set --instance-arn "$instance" --name Reader \
  --query PermissionSet.PermissionSetArn --output text)
aws sso-admin attach-managed-policy-to-permission-set --instance-arn "$instance" --permission-set-arn "$set" \
  --managed-policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess
request=$(aws sso-admin create-account-assignment --instance-arn "$instance" --permission-set-arn "$set" \
  --principal-type USER --principal-id "$user" --target-type AWS_ACCOUNT --target-id 000000000000 \
  --query AccountAssignmentCreationStatus.RequestId --output text)
[ "$(aws sso-admin describe-account-assignment-creation-status --instance-arn "$instance" \
  --account-assignment-creation-request-id "$request" --query AccountAssignmentCreationStatus.Status --output text)" = SUCCEEDED ]
mkdir -p "$HOME/.aws"
cat >"$HOME/.aws/config" <<CONFIG
[sso-session home]
sso_region = us-east-1
sso_start_url = https://$store.awsapps.com/start
sso_registration_scopes = sso:account:access

[profile reader]
sso_session = home
sso_account_id = 000000000000
sso_role_name = Reader
region = us-east-1
CONFIG
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE
python3 "$SCENARIO/login.py" "https://$store.awsapps.com/start"
# Nobody needs to look at a page where sign-ins are approved unasked, and a browser is sent on at once.
curl -fsS -X POST "$AWS_ENDPOINT_URL/_cloudjar/sso/approver" -d "{\"store\": \"$store\", \"user\": \"ann\"}"
python3 "$SCENARIO/browser.py" "https://$store.awsapps.com/start"
