package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;

/** What queues may be called. */
final class QueueName {
    private static final String FIFO_SUFFIX = ".fifo";

    private QueueName() {}

    /**
     * Checks the name of a queue to be created.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where it may not be called so
     */
    static void check(String name, boolean fifo, LimitProfile limits) {
        int max = SqsLimits.QUEUE_NAME_MAX.intIn(limits);
        if (!fifo) {
            if (!MessageText.isQueueName(name, max)) {
                throw SqsErrors.invalidQueueName();
            }
            return;
        }
        boolean suffixed = name.endsWith(FIFO_SUFFIX) && name.length() <= max;
        if (!suffixed || !MessageText.isQueueName(name.substring(0, name.length() - FIFO_SUFFIX.length()), max)) {
            throw SqsErrors.invalidFifoQueueName();
        }
    }
}
