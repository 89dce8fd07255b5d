# needs: aws
# The AWS CLI drives a queue from its creation to its end.
# Version 1 of it overrides AWS_ENDPOINT_URL for SQS in us-east-1 with AWS's old host name, so the endpoint is an option.
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }
url=$(aws sqs create-queue --queue-name orders --attributes VisibilityTimeout=5 --query QueueUrl --output text)
[ "$url" = "$AWS_ENDPOINT_URL/000000000000/orders" ]
[ "$(aws sqs get-queue-url --queue-name orders --query QueueUrl --output text)" = "$url" ]
aws sqs list-queues --queue-name-prefix ord | grep "$url" >/dev/null
md5=$(aws sqs send-message --queue-url "$url" --message-body hello --query MD5OfMessageBody --output text)
[ "$md5" = 5d41402abc4b2a76b9719d911017c592 ]
handle=$(aws sqs receive-message --queue-url "$url" --wait-time-seconds 2 --visibility-timeout 30 --query 'Messages[0].ReceiptHandle' --output text)
[ "$(aws sqs get-queue-attributes --queue-url "$url" --attribute-names ApproximateNumberOfMessagesNotVisible --query Attributes.ApproximateNumberOfMessagesNotVisible --output text)" = 1 ]
aws sqs change-message-visibility --queue-url "$url" --receipt-handle "$handle" --visibility-timeout 0
[ "$(aws sqs receive-message --queue-url "$url" --attribute-names All --query 'Messages[0].Attributes.ApproximateReceiveCount' --output text)" = 2 ]
handle=$(aws sqs receive-message --queue-url "$url" --query 'Messages[0].ReceiptHandle' --output text)
[ "$handle" = None ]
aws sqs send-message-batch --queue-url "$url" --entries '[{"Id":"a","MessageBody":"1"},{"Id":"b","MessageBody":"2"}]' --query 'length(Successful)' --output text | grep -x 2 >/dev/null
aws sqs set-queue-attributes --queue-url "$url" --attributes VisibilityTimeout=60
[ "$(aws sqs get-queue-attributes --queue-url "$url" --attribute-names VisibilityTimeout --query Attributes.VisibilityTimeout --output text)" = 60 ]
aws sqs delete-queue --queue-url "$url"
if aws sqs get-queue-url --queue-name orders 2>err; then exit 1; fi
grep -q NonExistentQueue err
