# needs: terraform aws
# Terraform applies, plans nothing more, and destroys: a resource of each kind, an organization among them, trails and keys, and
# users with what they may by IAM Identity Center. In one go, since each call of Terraform loads its provider for seconds. Offline:
# the provider comes from a mirror on this machine, found below $TF_PLUGIN_MIRROR, the usual places, or /opt.
mirror=
for place in "${TF_PLUGIN_MIRROR:-}" /usr/share/terraform/plugins /usr/local/share/terraform/plugins "${XDG_DATA_HOME:-$HOME/.local/share}/terraform/plugins" /opt/*; do
  if [ -n "$place" ] && compgen -G "$place/*/hashicorp/aws/*" >/dev/null; then mirror=$place; break; fi
done
[ -n "$mirror" ] || { echo "this machine has no mirror with Terraform's AWS provider"; exit 77; }
cat >terraform.rc <<RC
provider_installation {
  filesystem_mirror { path = "$mirror" }
}
RC
export TF_CLI_CONFIG_FILE=$PWD/terraform.rc TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
cp "$SCENARIO"/* .
# AWS enables IAM Identity Center in its console, and Terraform has no resource for it.
aws sso-admin create-instance --name home >/dev/null
terraform init -input=false -no-color >init.log || { cat init.log; exit 1; }
terraform apply -input=false -auto-approve -no-color
terraform plan -input=false -detailed-exitcode -no-color
# The plan has just read all there is.
terraform destroy -input=false -auto-approve -no-color -refresh=false
