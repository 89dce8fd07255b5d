resource "aws_kinesis_stream" "clicks" {
  name                      = "tf-clicks"
  shard_count               = 2
  retention_period          = 48
  encryption_type           = "KMS"
  kms_key_id                = "alias/aws/kinesis"
  enforce_consumer_deletion = true
  tags                      = { kind = "clicks" }
}

resource "aws_kinesis_stream" "orders" {
  name = "tf-order-events"
  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}

resource "aws_kinesis_stream_consumer" "clicks" {
  name       = "tf-app"
  stream_arn = aws_kinesis_stream.clicks.arn
}

resource "aws_kinesis_resource_policy" "clicks" {
  resource_arn = aws_kinesis_stream.clicks.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::000000000000:root" }
      Action    = ["kinesis:PutRecord", "kinesis:DescribeStreamSummary"]
      Resource  = aws_kinesis_stream.clicks.arn
    }]
  })
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn  = aws_kinesis_stream.orders.arn
  function_name     = aws_lambda_function.echo.arn
  starting_position = "LATEST"
}

resource "aws_dynamodb_kinesis_streaming_destination" "orders" {
  stream_arn = aws_kinesis_stream.orders.arn
  table_name = aws_dynamodb_table.orders.name
}
