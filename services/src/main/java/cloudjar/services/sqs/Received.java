package cloudjar.services.sqs;

/** A message in the hands of a consumer. */
record Received(Message message, long sequence, Delivery delivery, ReceiptHandle handle) {
    Received with(Message changed) {
        return new Received(changed, sequence, delivery, handle);
    }
}
