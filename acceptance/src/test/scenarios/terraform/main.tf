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

resource "aws_iam_user" "ann" {
  name = "tf-ann"
  path = "/team/"
  tags = { kind = "user" }
}

resource "aws_iam_access_key" "ann" {
  user = aws_iam_user.ann.name
}

resource "aws_iam_group" "devs" {
  name = "tf-devs"
}

resource "aws_iam_user_group_membership" "ann" {
  user   = aws_iam_user.ann.name
  groups = [aws_iam_group.devs.name]
}

resource "aws_iam_policy" "read" {
  name        = "tf-read"
  description = "Reads files."
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.files.arn}/*" }]
  })
}

resource "aws_iam_role" "task" {
  name                 = "tf-task"
  max_session_duration = 7200
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "inline" {
  name = "inline"
  role = aws_iam_role.task.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.work.arn }]
  })
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.task.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_group_policy_attachment" "aws" {
  group      = aws_iam_group.devs.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_instance_profile" "task" {
  name = "tf-task"
  role = aws_iam_role.task.name
}

resource "aws_sns_topic" "news" {
  name         = "tf-news"
  display_name = "News"
  tags         = { kind = "topic" }
  delivery_policy = jsonencode({
    http = {
      defaultHealthyRetryPolicy = {
        minDelayTarget = 10, maxDelayTarget = 30, numRetries = 5, numMaxDelayRetries = 0, numNoDelayRetries = 0
        numMinDelayRetries = 0, backoffFunction = "linear"
      }
      disableSubscriptionOverrides = false
    }
  })
}

resource "aws_sns_topic" "ordered" {
  name                        = "tf-news.fifo"
  fifo_topic                  = true
  content_based_deduplication = true
}

resource "aws_sns_topic_policy" "news" {
  arn = aws_sns_topic.news.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid = "publish", Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sns:Publish"
      Resource = aws_sns_topic.news.arn
    }]
  })
}

resource "aws_sqs_queue_policy" "work" {
  queue_url = aws_sqs_queue.work.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid = "topic", Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "sqs:SendMessage"
      Resource = aws_sqs_queue.work.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.news.arn } }
    }]
  })
}

resource "aws_sns_topic_subscription" "work" {
  topic_arn            = aws_sns_topic.news.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.work.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ kind = ["order"] })
  redrive_policy       = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn })
}

resource "aws_sns_topic_subscription" "ordered" {
  topic_arn = aws_sns_topic.ordered.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.fifo.arn
}

resource "aws_sns_topic_data_protection_policy" "news" {
  arn = aws_sns_topic.news.arn
  policy = jsonencode({
    Name = "p", Version = "2021-06-01", Description = "d"
    Statement = [{
      Sid = "mail", DataDirection = "Inbound", Principal = ["*"]
      DataIdentifier = ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"]
      Operation = { Deny = {} }
    }]
  })
}
