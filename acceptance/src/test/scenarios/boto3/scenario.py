import io
import threading
import time

import boto3
from botocore.exceptions import ClientError


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response
        return error.response
    raise AssertionError(f"expected {code}")


sts = boto3.client("sts")
assert sts.get_caller_identity()["Account"] == "000000000000"

sqs = boto3.client("sqs")
url = sqs.create_queue(QueueName="boto.fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
for body in "abc":
    sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId="g", MessageAttributes={"n": {"DataType": "Number", "StringValue": "1"}})
messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])["Messages"]
assert [m["Body"] for m in messages] == ["a", "b", "c"]
assert messages[0]["MessageAttributes"]["n"]["StringValue"] == "1"
result = sqs.delete_message_batch(QueueUrl=url, Entries=[{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(messages)])
assert len(result["Successful"]) == 3
refused("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName="nowhere")

waiting = sqs.create_queue(QueueName="boto")["QueueUrl"]
threading.Timer(0.5, lambda: boto3.client("sqs").send_message(QueueUrl=waiting, MessageBody="late")).start()
began = time.monotonic()
assert sqs.receive_message(QueueUrl=waiting, WaitTimeSeconds=10)["Messages"][0]["Body"] == "late"
assert time.monotonic() - began < 5

s3 = boto3.client("s3")
s3.create_bucket(Bucket="boto-bucket")
s3.put_object(Bucket="boto-bucket", Key="a/ü.txt", Body=b"hello", Metadata={"colour": "blue"}, ContentType="text/plain")
answer = s3.get_object(Bucket="boto-bucket", Key="a/ü.txt")
assert answer["Body"].read() == b"hello" and answer["Metadata"] == {"colour": "blue"} and answer["ContentType"] == "text/plain"
assert answer["ETag"] == '"5d41402abc4b2a76b9719d911017c592"'
s3.upload_fileobj(io.BytesIO(b"x" * 9_000_000), "boto-bucket", "large")
assert s3.head_object(Bucket="boto-bucket", Key="large")["ContentLength"] == 9_000_000
pages = s3.get_paginator("list_objects_v2").paginate(Bucket="boto-bucket", PaginationConfig={"PageSize": 1})
assert [o["Key"] for page in pages for o in page["Contents"]] == ["a/ü.txt", "large"]
refused("NoSuchKey", s3.get_object, Bucket="boto-bucket", Key="nothing")
refused("NoSuchBucket", s3.list_objects_v2, Bucket="boto-no-bucket")

ddb = boto3.client("dynamodb")
ddb.create_table(
    TableName="boto",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    BillingMode="PAY_PER_REQUEST",
)
ddb.get_waiter("table_exists").wait(TableName="boto")
item = {"id": {"N": "1"}, "m": {"M": {"l": {"L": [{"NULL": True}, {"BOOL": False}, {"B": b"\x00\xff"}]}}}}
ddb.put_item(TableName="boto", Item=item)
assert ddb.get_item(TableName="boto", Key={"id": {"N": "1.0"}})["Item"] == item
refused("ResourceNotFoundException", ddb.get_item, TableName="nowhere", Key={"id": {"N": "1"}})
refused("ValidationException", ddb.put_item, TableName="boto", Item={"other": {"S": "x"}})
print("boto3 is at home")
