import assert from "node:assert/strict";
import { createVerify } from "node:crypto";
import http from "node:http";
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, PublishBatchCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient, BatchWriteCommand, GetCommand, PutCommand, TransactWriteCommand, UpdateCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

// Not every machine resolves names below localhost; these all mean it.
const agent = new http.Agent({
  lookup: (host, options, found) => (options.all ? found(null, [{ address: "127.0.0.1", family: 4 }]) : found(null, "127.0.0.1", 4)),
});
const get = (url) =>
  new Promise((done, failed) => {
    http.get(url, { agent }, async (answer) => {
      let text = "";
      for await (const part of answer) text += part;
      done(text);
    }).on("error", failed);
  });

const sts = new STSClient();
assert.equal((await sts.send(new GetCallerIdentityCommand())).Account, "000000000000");

const sqs = new SQSClient();
const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "js" }));
const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: "1", MessageBody: "a" }, { Id: "2", MessageBody: "b" }] }));
assert.equal(sent.Successful.length, 2);
const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
assert.deepEqual(received.Messages.map((m) => m.Body).sort(), ["a", "b"]);
for (const m of received.Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: m.ReceiptHandle }));
await assert.rejects(sqs.send(new GetQueueUrlCommand({ QueueName: "js-nowhere" })), { name: "QueueDoesNotExist" });

// A topic's message in the queue, whose signature the certificate verifies that is published for it.
const sns = new SNSClient();
const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "js" }));
const subscription = { TopicArn, Protocol: "sqs", Endpoint: "arn:aws:sqs:us-east-1:000000000000:js", Attributes: { FilterPolicy: '{"colour":["red"]}' } };
await sns.send(new SubscribeCommand(subscription));
const red = { colour: { DataType: "String", StringValue: "red" } };
const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message: "héllo", Subject: "s", MessageAttributes: red }));
const batch = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [{ Id: "1", Message: "nobody wants this" }] }));
assert.equal(batch.Successful.length, 1);
const news = (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }))).Messages;
assert.equal(news.length, 1);
const envelope = JSON.parse(news[0].Body);
assert.equal(envelope.MessageId, MessageId);
const signed = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"].map((name) => `${name}\n${envelope[name]}\n`).join("");
const verifier = createVerify("RSA-SHA1").update(signed);
assert.ok(verifier.verify(await get(envelope.SigningCertURL), envelope.Signature, "base64"));

// Virtual-hosted addressing, the SDK's default: js-bucket.localhost.
for (const [Bucket, forcePathStyle] of [["js-path", true], ["js-virtual", false]]) {
  const s3 = new S3Client({ forcePathStyle, requestHandler: { httpAgent: agent } });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const put = await s3.send(new PutObjectCommand({ Bucket, Key: "k//../%2F ü", Body: "hello" }));
  assert.equal(put.ETag, '"5d41402abc4b2a76b9719d911017c592"');
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: "k//../%2F ü" }));
  assert.equal(await got.Body.transformToString(), "hello");
  // A URL object itself resolves "..", so the key of a URL has none.
  await s3.send(new PutObjectCommand({ Bucket, Key: "signed//%2F ü", Body: "signed" }));
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "signed//%2F ü" }), { expiresIn: 60 });
  assert.equal(await get(url), "signed");
  await new Upload({ client: s3, params: { Bucket, Key: "large", Body: Buffer.alloc(11_000_000, 1) } }).done();
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket, Key: "large" }))).ContentLength, 11_000_000);
  const list = await s3.send(new ListObjectsV2Command({ Bucket }));
  assert.deepEqual(list.Contents.map((o) => o.Key), ["k//../%2F ü", "large", "signed//%2F ü"]);
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: "nothing" })), { name: "NoSuchKey" });
}

const ddb = new DynamoDBClient();
await ddb.send(new CreateTableCommand({
  TableName: "javascript",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
}));
await waitUntilTableExists({ client: ddb, maxWaitTime: 60, minDelay: 1 }, { TableName: "javascript" });
await ddb.send(new PutItemCommand({ TableName: "javascript", Item: { id: { S: "1" }, n: { N: "3.14" }, b: { B: new Uint8Array([0, 255]) } } }));
const item = (await ddb.send(new GetItemCommand({ TableName: "javascript", Key: { id: { S: "1" } } }))).Item;
assert.equal(item.n.N, "3.14");
assert.deepEqual([...item.b.B], [0, 255]);

// The document client: values of JavaScript instead of attribute values.
const documents = DynamoDBDocumentClient.from(ddb, { marshallOptions: { removeUndefinedValues: true } });
const Song = { id: "2", plays: 7, tags: new Set(["jazz", "soul"]), band: { size: 3, names: ["Nina", null] }, live: true, gone: undefined };
await documents.send(new PutCommand({ TableName: "javascript", Item: Song }));
const song = (await documents.send(new GetCommand({ TableName: "javascript", Key: { id: "2" } }))).Item;
assert.deepEqual([song.plays, [...song.tags].sort(), song.band, song.live, "gone" in song], [7, ["jazz", "soul"], Song.band, true, false]);
const { Attributes } = await documents.send(new UpdateCommand({
  TableName: "javascript",
  Key: { id: "2" },
  UpdateExpression: "SET plays = plays + :one ADD tags :more",
  ExpressionAttributeValues: { ":one": 1, ":more": new Set(["blues"]) },
  ReturnValues: "ALL_NEW",
}));
assert.deepEqual([Attributes.plays, Attributes.tags.size], [8, 3]);
const puts = [{ PutRequest: { Item: { id: "many", number: 1 } } }];
await documents.send(new BatchWriteCommand({ RequestItems: { javascript: puts } }));
let read = 0;
for await (const page of paginateQuery({ client: documents, pageSize: 1 }, {
  TableName: "javascript", KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": "many" },
})) read += page.Items.length;
assert.equal(read, 1);
await assert.rejects(
  documents.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: "javascript", Item: { id: "2" }, ConditionExpression: "attribute_not_exists(id)" } }] })),
  (error) => error.name === "TransactionCanceledException" && error.CancellationReasons[0].Code === "ConditionalCheckFailed",
);
console.log("JavaScript is at home");
