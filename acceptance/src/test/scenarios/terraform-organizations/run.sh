# needs: terraform
# An organization with accounts, units and policies, as Terraform keeps it: see the scenario `terraform` for how it is played.
. "$SCENARIO/../terraform/run.sh"
