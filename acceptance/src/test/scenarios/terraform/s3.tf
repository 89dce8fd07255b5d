locals {
  source = aws_s3_bucket.source.id
  target = aws_s3_bucket.target.id
}

resource "aws_s3_bucket" "source" {
  bucket              = "tf-source"
  object_lock_enabled = true
  force_destroy       = true
}

resource "aws_s3_bucket" "target" {
  bucket        = "tf-target"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "source" {
  bucket = local.source
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_versioning" "target" {
  bucket = local.target
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_ownership_controls" "source" {
  bucket = local.source
  rule { object_ownership = "BucketOwnerPreferred" }
}

resource "aws_s3_bucket_acl" "source" {
  depends_on = [aws_s3_bucket_ownership_controls.source]
  bucket     = local.source
  acl        = "private"
}

resource "aws_s3_bucket_public_access_block" "source" {
  bucket                  = local.source
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "source" {
  bucket = local.source
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}

resource "aws_s3_bucket_policy" "source" {
  depends_on = [aws_s3_bucket_public_access_block.source]
  bucket     = local.source
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Tls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::tf-source", "arn:aws:s3:::tf-source/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" }, StringEquals = { "aws:PrincipalTag/none" = "never" } }
    }]
  })
}

resource "aws_s3_bucket_lifecycle_configuration" "source" {
  depends_on = [aws_s3_bucket_versioning.source]
  bucket     = local.source
  rule {
    id     = "archive"
    status = "Enabled"
    filter { prefix = "logs/" }
    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }
    expiration { days = 365 }
    noncurrent_version_expiration { noncurrent_days = 90 }
    abort_incomplete_multipart_upload { days_after_initiation = 7 }
  }
}

resource "aws_s3_bucket_website_configuration" "source" {
  bucket = local.source
  index_document { suffix = "index.html" }
  error_document { key = "error.html" }
  routing_rule {
    condition { key_prefix_equals = "docs/" }
    redirect { replace_key_prefix_with = "documents/" }
  }
}

resource "aws_s3_bucket_cors_configuration" "source" {
  bucket = local.source
  cors_rule {
    allowed_headers = ["*"]
    allowed_methods = ["PUT", "POST"]
    allowed_origins = ["https://example.com"]
    expose_headers  = ["ETag"]
    max_age_seconds = 3000
  }
}

resource "aws_s3_bucket_logging" "source" {
  bucket        = local.source
  target_bucket = local.target
  target_prefix = "log/"
}

resource "aws_s3_bucket_replication_configuration" "source" {
  depends_on = [aws_s3_bucket_versioning.source, aws_s3_bucket_versioning.target]
  bucket     = local.source
  role       = aws_iam_role.task.arn
  rule {
    id       = "all"
    priority = 1
    status   = "Enabled"
    filter { prefix = "data/" }
    delete_marker_replication { status = "Enabled" }
    destination {
      bucket        = aws_s3_bucket.target.arn
      storage_class = "STANDARD"
    }
  }
}

resource "aws_s3_bucket_notification" "source" {
  bucket = local.source
  queue {
    id            = "uploads"
    queue_arn     = aws_sqs_queue.work.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "in/"
  }
}

resource "aws_s3_bucket_inventory" "source" {
  bucket                   = local.source
  name                     = "daily"
  included_object_versions = "All"
  optional_fields          = ["Size", "ETag"]
  schedule { frequency = "Daily" }
  destination {
    bucket {
      format     = "CSV"
      bucket_arn = aws_s3_bucket.target.arn
      prefix     = "inventory"
    }
  }
}

resource "aws_s3_bucket_analytics_configuration" "source" {
  bucket = local.source
  name   = "classes"
  filter { prefix = "data/" }
  storage_class_analysis {
    data_export {
      destination {
        s3_bucket_destination { bucket_arn = aws_s3_bucket.target.arn }
      }
    }
  }
}

resource "aws_s3_bucket_metric" "source" {
  bucket = local.source
  name   = "data"
  filter { prefix = "data/" }
}

resource "aws_s3_bucket_intelligent_tiering_configuration" "source" {
  bucket = local.source
  name   = "cold"
  tiering {
    access_tier = "DEEP_ARCHIVE_ACCESS"
    days        = 180
  }
}

resource "aws_s3_bucket_object_lock_configuration" "source" {
  bucket = local.source
  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 1
    }
  }
}

resource "aws_s3_bucket_request_payment_configuration" "target" {
  bucket = local.target
  payer  = "Requester"
}

resource "aws_s3_bucket_accelerate_configuration" "target" {
  bucket = local.target
  status = "Enabled"
}

resource "aws_s3_object" "page" {
  depends_on   = [aws_s3_bucket_versioning.target]
  bucket       = local.target
  key          = "index.html"
  content      = "<html></html>"
  content_type = "text/html"
  tags         = { kind = "page" }
}
