# needs: aws
# The AWS CLI fans out to queues, filters, and reads a letter in the outbox.
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }
topic=$(aws sns create-topic --name news --attributes DisplayName=News --query TopicArn --output text)
[ "$topic" = arn:aws:sns:us-east-1:000000000000:news ]
for name in one two; do
  aws sqs create-queue --queue-name $name >/dev/null
  aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:000000000000:$name \
    --attributes RawMessageDelivery=true >/dev/null
done
two=$(aws sns list-subscriptions-by-topic --topic-arn "$topic" --query "Subscriptions[?ends_with(Endpoint, 'two')].SubscriptionArn" --output text)
aws sns set-subscription-attributes --subscription-arn "$two" --attribute-name FilterPolicy --attribute-value '{"kind":["order"]}'
aws sns publish --topic-arn "$topic" --message plain >/dev/null
aws sns publish --topic-arn "$topic" --message order --message-attributes '{"kind":{"DataType":"String","StringValue":"order"}}' >/dev/null
count() { aws sqs get-queue-attributes --queue-url "$AWS_ENDPOINT_URL/000000000000/$1" --attribute-names ApproximateNumberOfMessages --query Attributes.ApproximateNumberOfMessages --output text; }
[ "$(count one)" = 2 ]
[ "$(count two)" = 1 ]
aws sns subscribe --topic-arn "$topic" --protocol email --notification-endpoint me@example.com --query SubscriptionArn --output text | grep -x 'pending confirmation' >/dev/null
curl -fsS "$AWS_ENDPOINT_URL/_cloudjar/outbox" | grep me@example.com >/dev/null
if aws sns publish --topic-arn "$topic-gone" --message x 2>err; then exit 1; fi
grep -q NotFound err
aws sns delete-topic --topic-arn "$topic"
[ "$(aws sns list-topics --query 'length(Topics)' --output text)" = 0 ]
