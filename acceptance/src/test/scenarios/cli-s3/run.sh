# needs: aws curl
# [S3-31] The AWS CLI's high-level and low-level S3 commands.
aws s3 mb s3://photos
aws s3 ls | grep photos >/dev/null
mkdir -p album/2024 && echo one >album/one.txt && echo two >"album/2024/two words.txt" && head -c 12000000 /dev/urandom >album/large.bin
aws s3 cp album/one.txt s3://photos/one.txt
aws s3 cp s3://photos/one.txt - | grep -x one >/dev/null
aws s3 sync album s3://photos/album
aws s3 ls --recursive s3://photos | tee listing
[ "$(wc -l <listing)" = 4 ]
mkdir back && aws s3 sync s3://photos/album back && diff -r album back
aws s3 cp s3://photos/album/large.bin s3://photos/copy.bin
[ "$(aws s3api head-object --bucket photos --key copy.bin --query ContentLength --output text)" = 12000000 ]
[ "$(aws s3api get-object --bucket photos --key one.txt --range bytes=1-2 part --query ContentRange --output text)" = 'bytes 1-2/4' ]
[ "$(cat part)" = ne ]
[ "$(aws s3api list-objects-v2 --bucket photos --delimiter / --query 'CommonPrefixes[0].Prefix' --output text)" = album/ ]
[ "$(aws s3api list-objects --bucket photos --max-items 2 --page-size 1 --query 'Contents[].Key' --output json | grep -c '"')" = 2 ]
# [S3-12] The same port speaks HTTPS.
aws --no-verify-ssl --endpoint-url "https://${AWS_ENDPOINT_URL#http://}" s3 ls 2>/dev/null | grep photos >/dev/null
# [S3-9] A key of KMS encrypts: the one that AWS manages, where none is named.
aws s3 cp album/one.txt s3://photos/one.txt --sse aws:kms
[ "$(aws s3api head-object --bucket photos --key one.txt --query SSEKMSKeyId --output text)" = "$(aws kms describe-key --key-id alias/aws/s3 --query KeyMetadata.Arn --output text)" ]
url=$(aws s3 presign s3://photos/one.txt)
[ "$(curl -sf "$url")" = one ]
if aws s3 rb s3://photos 2>err; then exit 1; fi
grep -q BucketNotEmpty err
aws s3 rm --recursive s3://photos
aws s3 rb s3://photos
if aws s3api head-bucket --bucket photos 2>err; then exit 1; fi
grep -q 404 err
# Versions, and a deletion that is taken back.
aws s3 mb s3://versions
aws s3api put-bucket-versioning --bucket versions --versioning-configuration Status=Enabled
aws s3 cp album/one.txt s3://versions/key && aws s3 cp "album/2024/two words.txt" s3://versions/key
aws s3 rm s3://versions/key
[ "$(aws s3api list-object-versions --bucket versions --query 'length(Versions)' --output text)" = 2 ]
marker=$(aws s3api list-object-versions --bucket versions --query 'DeleteMarkers[0].VersionId' --output text)
aws s3api delete-object --bucket versions --key key --version-id "$marker" >/dev/null
aws s3 cp s3://versions/key - | grep -x two >/dev/null
# A queue is told of what comes; its endpoint is an option, since version 1 of the CLI takes no other for SQS in us-east-1.
sqs() { aws --endpoint-url "$AWS_ENDPOINT_URL" sqs "$@"; }
queue=$(sqs create-queue --queue-name uploads --query QueueUrl --output text)
cat >notification.json <<'JSON'
{"QueueConfigurations": [{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:uploads", "Events": ["s3:ObjectCreated:*"]}]}
JSON
aws s3api put-bucket-notification-configuration --bucket versions --notification-configuration file://notification.json
aws s3 cp album/one.txt s3://versions/told
for message in 1 2; do
    sqs receive-message --queue-url "$queue" --wait-time-seconds 20 --query 'Messages[0].Body' --output text
done | grep -q '"eventName":"ObjectCreated:Put"'
