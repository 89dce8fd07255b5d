provider "aws" {
  alias      = "europe"
  region     = "eu-west-1"
  access_key = "test"
  secret_key = "test"
}

resource "aws_kms_key" "main" {
  description             = "of the application"
  enable_key_rotation     = true
  rotation_period_in_days = 180
  deletion_window_in_days = 7
  tags                    = { kind = "key" }
}

resource "aws_kms_alias" "main" {
  name          = "alias/tf/main"
  target_key_id = aws_kms_key.main.key_id
}

resource "aws_kms_key" "signing" {
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
  is_enabled               = false
}

resource "aws_kms_key" "everywhere" {
  multi_region = true
}

resource "aws_kms_replica_key" "europe" {
  provider        = aws.europe
  description     = "of the application, there"
  primary_key_arn = aws_kms_key.everywhere.arn
}

resource "aws_kms_external_key" "imported" {
  description         = "from outside"
  key_material_base64 = "Wblj06fduthWggmsT0cLVoIMOkeLbc2kVfMud77i/JY="
  valid_to            = timeadd(plantimestamp(), "720h")

  lifecycle {
    ignore_changes = [valid_to]
  }
}

resource "aws_kms_key_policy" "main" {
  key_id = aws_kms_key.everywhere.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "owner"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::000000000000:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_iam_role" "sealer" {
  name = "tf-sealer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_kms_grant" "sealer" {
  name              = "sealer"
  key_id            = aws_kms_key.main.key_id
  grantee_principal = aws_iam_role.sealer.arn
  operations        = ["Encrypt", "Decrypt", "GenerateDataKey"]
  constraints {
    encryption_context_equals = { tenant = "a" }
  }
}

resource "aws_kms_ciphertext" "password" {
  key_id    = aws_kms_key.main.key_id
  plaintext = "s3cret"
  context   = { tenant = "a" }
}

data "aws_kms_public_key" "agreeing" {
  key_id = aws_kms_key.agreeing.key_id
}

resource "aws_kms_key" "agreeing" {
  customer_master_key_spec = "ECC_NIST_P384"
  key_usage                = "KEY_AGREEMENT"
}
