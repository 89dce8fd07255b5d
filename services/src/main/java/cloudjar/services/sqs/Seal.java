package cloudjar.services.sqs;

import cloudjar.kernel.shape.Bytes;

/**
 * How the body of a message was encrypted. It stays so wherever the message goes: into a dead-letter queue, and after its
 * queue has changed its key (sqs-server-side-encryption, "What SSE for Amazon SQS encrypts").
 *
 * @param dataKey the data key as KMS encrypted it
 * @param queueArn of the queue that it was sent to, to which KMS binds the data key
 */
record Seal(Bytes dataKey, String queueArn) {}
