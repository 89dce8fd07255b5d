# needs: aws curl
# The AWS CLI's high-level and low-level S3 commands.
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
url=$(aws s3 presign s3://photos/one.txt)
[ "$(curl -sf "$url")" = one ]
if aws s3 rb s3://photos 2>err; then exit 1; fi
grep -q BucketNotEmpty err
aws s3 rm --recursive s3://photos
aws s3 rb s3://photos
if aws s3api head-bucket --bucket photos 2>err; then exit 1; fi
grep -q 404 err
