resource "aws_secretsmanager_secret" "db" {
  name                    = "tf/db"
  description             = "of the database"
  recovery_window_in_days = 0
  tags                    = { kind = "secret" }
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = jsonencode({ user = "app", password = "x" })
}

resource "aws_secretsmanager_secret_policy" "db" {
  secret_arn = aws_secretsmanager_secret.db.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny", Principal = "*", Action = "secretsmanager:DeleteSecret", Resource = "*"
      Condition = { StringEquals = { "aws:PrincipalTag/kind" = "guest" } }
    }]
  })
}

resource "aws_ssm_parameter" "url" {
  name  = "/tf/url"
  type  = "String"
  value = "https://example.org"
}

resource "aws_ssm_parameter" "password" {
  name  = "/tf/password"
  type  = "SecureString"
  value = "s3cret"
  tags  = { kind = "parameter" }
}

resource "aws_acm_certificate" "imported" {
  certificate_body = file("server.crt")
  private_key      = file("server.key")
}

resource "aws_acm_certificate" "requested" {
  domain_name       = "tf.example.org"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "requested" {
  certificate_arn = aws_acm_certificate.requested.arn
}
