data "aws_caller_identity" "own" {}

data "aws_ssoadmin_instances" "all" {}

locals {
  instance = data.aws_ssoadmin_instances.all.arns[0]
  store    = data.aws_ssoadmin_instances.all.identity_store_ids[0]
}

resource "aws_identitystore_user" "ann" {
  identity_store_id = local.store
  user_name         = "ann"
  display_name      = "Ann Example"
  name {
    given_name  = "Ann"
    family_name = "Example"
  }
  emails {
    value   = "ann@example.org"
    primary = true
  }
}

resource "aws_identitystore_group" "builders" {
  identity_store_id = local.store
  display_name      = "builders"
  description       = "Who builds"
}

resource "aws_identitystore_group_membership" "ann" {
  identity_store_id = local.store
  group_id          = aws_identitystore_group.builders.group_id
  member_id         = aws_identitystore_user.ann.user_id
}

data "aws_identitystore_user" "ann" {
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "UserName"
      attribute_value = aws_identitystore_user.ann.user_name
    }
  }
}

resource "aws_ssoadmin_permission_set" "builder" {
  name             = "Builder"
  description      = "What builders may do"
  instance_arn     = local.instance
  session_duration = "PT4H"
  relay_state      = "https://console.aws.amazon.com/"
  tags             = { kind = "builder" }
}

resource "aws_ssoadmin_managed_policy_attachment" "read" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.builder.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy" "own" {
  name   = "Own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "own" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.builder.arn
  customer_managed_policy_reference {
    name = aws_iam_policy.own.name
    path = "/"
  }
}

resource "aws_ssoadmin_permission_set_inline_policy" "own" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.builder.arn
  inline_policy      = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}

resource "aws_ssoadmin_permissions_boundary_attachment" "own" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.builder.arn
  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
  }
}

resource "aws_ssoadmin_account_assignment" "builders" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.builder.arn
  principal_type     = "GROUP"
  principal_id       = aws_identitystore_group.builders.group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = data.aws_caller_identity.own.account_id
}

resource "aws_ssoadmin_instance_access_control_attributes" "own" {
  instance_arn = local.instance
  attribute {
    key = "name"
    value {
      source = ["$${path:userName}"]
    }
  }
}

resource "aws_ssoadmin_application" "web" {
  name                     = "web"
  application_provider_arn = "arn:aws:sso::aws:applicationProvider/custom"
  instance_arn             = local.instance
}

resource "aws_ssoadmin_application_assignment" "web" {
  application_arn = aws_ssoadmin_application.web.application_arn
  principal_id    = aws_identitystore_user.ann.user_id
  principal_type  = "USER"
}

resource "aws_ssoadmin_application_assignment_configuration" "web" {
  application_arn     = aws_ssoadmin_application.web.application_arn
  assignment_required = false
}

resource "aws_ssoadmin_application_access_scope" "web" {
  application_arn    = aws_ssoadmin_application.web.application_arn
  authorized_targets = [aws_ssoadmin_application.web.application_arn]
  scope              = "sso:account:access"
}

resource "aws_ssoadmin_trusted_token_issuer" "own" {
  name                      = "issuer"
  instance_arn              = local.instance
  trusted_token_issuer_type = "OIDC_JWT"
  trusted_token_issuer_configuration {
    oidc_jwt_configuration {
      claim_attribute_path          = "email"
      identity_store_attribute_path = "emails.value"
      issuer_url                    = "https://example.org"
      jwks_retrieval_option         = "OPEN_ID_DISCOVERY"
    }
  }
}
