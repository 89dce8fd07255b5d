resource "aws_iam_server_certificate" "web" {
  name             = "tf-web"
  path             = "/cloudfront/"
  certificate_body = file("${path.module}/server.crt")
  private_key      = file("${path.module}/server.key")
  tags             = { kind = "certificate" }
}

resource "aws_iam_signing_certificate" "ann" {
  user_name        = aws_iam_user.ann.name
  certificate_body = file("${path.module}/server.crt")
}

resource "aws_iam_openid_connect_provider" "builds" {
  url             = "https://tokens.example.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

resource "aws_iam_saml_provider" "staff" {
  name                   = "tf-staff"
  saml_metadata_document = file("${path.module}/saml-metadata.xml")
}

resource "aws_iam_role" "deploy" {
  name = "tf-deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Principal = { Federated = aws_iam_openid_connect_provider.builds.arn }
        Condition = { StringEquals = { "tokens.example.com:aud" = "sts.amazonaws.com" } }
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithSAML"
        Principal = { Federated = aws_iam_saml_provider.staff.arn }
        Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
      },
    ]
  })
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length = 12
  require_numbers         = true
}

resource "aws_iam_virtual_mfa_device" "ann" {
  virtual_mfa_device_name = "tf-ann"
}
