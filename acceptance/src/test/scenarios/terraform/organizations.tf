resource "aws_organizations_organization" "own" {
  aws_service_access_principals = ["sso.amazonaws.com", "config.amazonaws.com"]
  enabled_policy_types          = ["SERVICE_CONTROL_POLICY", "TAG_POLICY", "RESOURCE_CONTROL_POLICY"]
  feature_set                   = "ALL"
}

resource "aws_organizations_organizational_unit" "workloads" {
  name      = "workloads"
  parent_id = aws_organizations_organization.own.roots[0].id
  tags      = { kind = "workloads" }
}

resource "aws_organizations_account" "app" {
  name      = "app"
  email     = "app@example.org"
  parent_id = aws_organizations_organizational_unit.workloads.id
  role_name = "Setup"
  lifecycle { ignore_changes = [role_name] }
}

resource "aws_organizations_policy" "no_s3" {
  depends_on = [aws_organizations_organization.own]

  name    = "no-s3"
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "s3:*", Resource = "*" }] })
}

resource "aws_organizations_policy" "tags" {
  depends_on = [aws_organizations_organization.own]

  name    = "tags"
  type    = "TAG_POLICY"
  content = jsonencode({ tags = { team = { tag_key = { "@@assign" = "Team" } } } })
}

resource "aws_organizations_policy_attachment" "no_s3" {
  policy_id = aws_organizations_policy.no_s3.id
  target_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_organizations_policy_attachment" "tags" {
  policy_id = aws_organizations_policy.tags.id
  target_id = aws_organizations_account.app.id
}

resource "aws_organizations_delegated_administrator" "config" {
  account_id        = aws_organizations_account.app.id
  service_principal = "config.amazonaws.com"
  depends_on        = [aws_organizations_organization.own]
}

resource "aws_organizations_resource_policy" "own" {
  content = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Read", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${aws_organizations_account.app.id}:root" }, Action = "organizations:DescribeOrganization", Resource = "*" }] })
  depends_on = [aws_organizations_organization.own]
}
