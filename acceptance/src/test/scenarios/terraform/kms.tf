provider "aws" {
  alias      = "europe"
  region     = "eu-west-1"
  access_key = "test"
  secret_key = "test"
}

resource "aws_kms_replica_key" "europe" {
  provider                = aws.europe
  description             = "of the application, there"
  deletion_window_in_days = 7
  primary_key_arn         = aws_kms_key.many.arn
}

resource "aws_kms_ciphertext" "password" {
  key_id    = aws_kms_key.main.key_id
  plaintext = "s3cret"
  context   = { tenant = "a" }
}

resource "aws_secretsmanager_secret" "everywhere" {
  name       = "tf/everywhere"
  kms_key_id = aws_kms_key.many.arn
  replica {
    region     = "eu-west-1"
    kms_key_id = aws_kms_replica_key.europe.arn
  }
}

resource "aws_secretsmanager_secret_version" "everywhere" {
  secret_id      = aws_secretsmanager_secret.everywhere.id
  secret_string  = "x"
  version_stages = ["AWSCURRENT", "BLUE"]
}

resource "aws_lambda_permission" "rotation" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.echo.function_name
  principal     = "secretsmanager.amazonaws.com"
}

resource "aws_secretsmanager_secret_rotation" "everywhere" {
  secret_id           = aws_secretsmanager_secret.everywhere.id
  rotation_lambda_arn = aws_lambda_function.echo.arn
  rotate_immediately  = false
  rotation_rules {
    schedule_expression = "rate(10 days)"
    duration            = "3h"
  }
  depends_on = [aws_lambda_permission.rotation, aws_secretsmanager_secret_version.everywhere]
}
