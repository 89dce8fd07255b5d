package cloudjar.services.sqs;

import java.util.List;

/**
 * What a consumer of a FIFO queue received in one attempt, so that a retry with the same attempt id receives it again.
 *
 * @param atMillis when
 * @param handles what it received
 */
record ReceiveAttempt(long atMillis, List<ReceiptHandle> handles) {
    ReceiveAttempt {
        handles = List.copyOf(handles);
    }
}
