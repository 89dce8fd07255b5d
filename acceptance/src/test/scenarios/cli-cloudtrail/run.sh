# needs: aws curl
# Calls become events; a trail's files and digests pass the CLI's own validation after two hours of the world's clock.
aws s3 mb s3://audit >/dev/null
cat >policy.json <<JSON
{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:GetBucketAcl",
   "Resource": "arn:aws:s3:::audit"},
  {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject",
   "Resource": "arn:aws:s3:::audit/AWSLogs/000000000000/*",
   "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}}]}
JSON
if aws cloudtrail create-trail --name main --s3-bucket-name audit 2>err; then exit 1; fi
grep -q InsufficientS3BucketPolicyException err
aws s3api put-bucket-policy --bucket audit --policy file://policy.json
arn=$(aws cloudtrail create-trail --name main --s3-bucket-name audit --enable-log-file-validation --query TrailARN --output text)
aws cloudtrail start-logging --name main
aws iam create-user --user-name watched >/dev/null
[ "$(aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=CreateUser \
  --query 'Events[0].EventSource' --output text)" = iam.amazonaws.com ]
from=$(date -u -d '-1 hour' +%Y-%m-%dT%H:%M:%SZ)
curl -sf -X POST "$AWS_ENDPOINT_URL/_cloudjar/clock/advance?by=125m" >/dev/null
aws cloudtrail validate-logs --trail-arn "$arn" --start-time "$from" --end-time "$(date -u -d '+3 hours' +%Y-%m-%dT%H:%M:%SZ)" | tee valid
grep -q '2/2 digest files valid' valid
grep -qE '([1-9][0-9]*)/\1 log files valid' valid
aws cloudtrail delete-trail --name main
