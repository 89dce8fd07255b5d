# The code is an archive with index.py, "def handler(event, context): return event".
resource "aws_s3_bucket" "code" {
  bucket = "tf-code"
}

resource "aws_s3_object" "code" {
  bucket         = aws_s3_bucket.code.bucket
  key            = "echo.zip"
  content_base64 = "UEsDBBQAAAAAAAAAIVw1ODTkKgAAACoAAAAIAAAAaW5kZXgucHlkZWYgaGFuZGxlcihldmVudCwgY29udGV4dCk6IHJldHVybiBldmVudApQSwECFAMUAAAAAAAAACFcNTg05CoAAAAqAAAACAAAAAAAAAAAAAAApAEAAAAAaW5kZXgucHlQSwUGAAAAAAEAAQA2AAAAUAAAAAAA"
}

resource "aws_iam_role" "function" {
  name = "tf-function"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "function" {
  role       = aws_iam_role.function.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
}

resource "aws_lambda_layer_version" "shared" {
  layer_name          = "tf-shared"
  s3_bucket           = aws_s3_bucket.code.bucket
  s3_key              = aws_s3_object.code.key
  compatible_runtimes = ["python3.12"]
}

resource "aws_lambda_function" "echo" {
  function_name = "tf-echo"
  role          = aws_iam_role.function.arn
  runtime       = "python3.12"
  handler       = "index.handler"
  s3_bucket     = aws_s3_bucket.code.bucket
  s3_key        = aws_s3_object.code.key
  layers        = [aws_lambda_layer_version.shared.arn]
  publish       = true
  timeout       = 10
  environment {
    variables = { GREETING = "hello" }
  }
  tags = { kind = "echo" }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.echo.function_name
  function_version = aws_lambda_function.echo.version
}

resource "aws_lambda_permission" "queue" {
  statement_id  = "topics"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.echo.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "sns.amazonaws.com"
}

resource "aws_lambda_event_source_mapping" "work" {
  event_source_arn        = aws_sqs_queue.work.arn
  function_name           = aws_lambda_alias.live.arn
  batch_size              = 5
  function_response_types = ["ReportBatchItemFailures"]
  scaling_config {
    maximum_concurrency = 2
  }
  depends_on = [aws_iam_role_policy_attachment.function]
}

resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.echo.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "AWS_IAM"
  cors {
    allow_origins = ["https://example.com"]
    max_age       = 60
  }
}
