terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  s3_use_path_style           = true
  skip_credentials_validation = false
  skip_metadata_api_check     = true
  skip_requesting_account_id  = false
  default_tags {
    tags = { owner = "acceptance" }
  }
}

resource "aws_sqs_queue" "dead" {
  name = "tf-dead"
}

resource "aws_sqs_queue" "work" {
  name                       = "tf-work"
  visibility_timeout_seconds = 45
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3 })
  tags                       = { kind = "work" }
}

resource "aws_sqs_queue" "fifo" {
  name                        = "tf-work.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
}

resource "aws_s3_bucket" "files" {
  bucket = "tf-files"
  tags   = { kind = "files" }
}

resource "aws_dynamodb_table" "orders" {
  name         = "tf-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "order"
  attribute {
    name = "customer"
    type = "S"
  }
  attribute {
    name = "order"
    type = "N"
  }
  tags = { kind = "orders" }
}
