# needs: aws
# The AWS CLI asks who it is.
identity=$(aws sts get-caller-identity)
echo "$identity"
grep -q '"Account": "000000000000"' <<<"$identity"
grep -q 'arn:aws:iam::000000000000:root' <<<"$identity"
[ "$(AWS_ACCESS_KEY_ID=123456789012 aws sts get-caller-identity --query Account --output text)" = 123456789012 ]
# An operation that cloudjar lacks says so by name, with status 501.
if aws iam get-organizations-access-report --job-id 00000000-0000-0000-0000-000000000000 2>err; then exit 1; fi
grep -q NotImplemented err && grep -q GetOrganizationsAccessReport err
# What nobody sealed is not opened.
if aws sts decode-authorization-message --encoded-message x 2>err; then exit 1; fi
grep -q InvalidAuthorizationMessageException err
