# needs: terraform aws
# Users, groups, permission sets and assignments, as Terraform keeps them. AWS enables IAM Identity Center in its console, and
# Terraform has no resource for it: the command line makes the instance.
aws sso-admin create-instance --name home >/dev/null
. "$SCENARIO/../terraform/run.sh"
