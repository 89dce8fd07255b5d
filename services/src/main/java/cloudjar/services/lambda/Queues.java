package cloudjar.services.lambda;

import cloudjar.kernel.tenancy.Arn;

/** Queues as SQS's operations want them named. */
final class Queues {
    private Queues() {}

    /** A URL of a queue; of it SQS looks at the path alone. */
    static String url(Arn queue) {
        return "https://sqs." + queue.region() + ".amazonaws.com/" + queue.account() + "/" + queue.resource();
    }
}
