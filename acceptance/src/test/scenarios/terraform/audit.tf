data "aws_caller_identity" "current" {}

resource "aws_s3_bucket" "audit" {
  bucket        = "tf-audit"
  force_destroy = true
}

data "aws_iam_policy_document" "audit" {
  statement {
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.audit.arn]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.audit.arn}/logs/AWSLogs/${data.aws_caller_identity.current.account_id}/*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }
}

resource "aws_s3_bucket_policy" "audit" {
  bucket = aws_s3_bucket.audit.id
  policy = data.aws_iam_policy_document.audit.json
}

resource "aws_cloudtrail" "main" {
  name                          = "tf-main"
  s3_bucket_name                = aws_s3_bucket.audit.id
  s3_key_prefix                 = "logs"
  include_global_service_events = true
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  tags                          = { kind = "audit" }

  event_selector {
    read_write_type           = "WriteOnly"
    include_management_events = true
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.audit.arn}/in/"]
    }
  }
  depends_on = [aws_s3_bucket_policy.audit]
}

resource "aws_cloudtrail" "queues" {
  name                          = "tf-queues"
  s3_bucket_name                = aws_s3_bucket.audit.id
  s3_key_prefix                 = "logs"
  enable_logging                = false
  include_global_service_events = false

  advanced_event_selector {
    name = "what is sent"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::SQS::Queue"]
    }
  }
  depends_on = [aws_s3_bucket_policy.audit]
}

resource "aws_kms_key" "main" {
  description             = "tf"
  deletion_window_in_days = 7
  enable_key_rotation     = true
  rotation_period_in_days = 180
  tags                    = { kind = "key" }
}

resource "aws_kms_key" "signer" {
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
  deletion_window_in_days  = 7
}

resource "aws_kms_key" "many" {
  multi_region            = true
  deletion_window_in_days = 7
}

resource "aws_kms_alias" "main" {
  name          = "alias/tf-main"
  target_key_id = aws_kms_key.main.key_id
}

resource "aws_iam_role" "reader" {
  name = "tf-key-reader"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_kms_grant" "reader" {
  name              = "tf-reader"
  key_id            = aws_kms_key.main.key_id
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt", "DescribeKey"]
  constraints {
    encryption_context_equals = { tenant = "a" }
  }
}
