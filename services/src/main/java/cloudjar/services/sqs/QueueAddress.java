package cloudjar.services.sqs;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;

/** Where a queue is, if it exists. */
record QueueAddress(String account, String region, String name) {
    /** The queue that the caller's URL means. */
    static QueueAddress of(String url, Call call) {
        QueueUrl parsed = QueueUrl.parse(url);
        return new QueueAddress(
                parsed.account() == null ? call.account() : parsed.account(),
                parsed.region() == null ? call.region() : parsed.region(),
                parsed.name());
    }

    /** The queue of an ARN. */
    static QueueAddress of(Arn arn) {
        return new QueueAddress(arn.account(), arn.region(), arn.name());
    }

    /** The URL by which the caller reaches it. */
    static String url(Call call, String account, String name) {
        return call.endpoint().url() + "/" + account + "/" + name;
    }

    /** The tables that it is in. */
    SqsTables tables() {
        return SqsTables.in(account, region);
    }

    /**
     * The queue.
     *
     * @throws cloudjar.kernel.shape.ApiException QueueDoesNotExist
     */
    Queue get(Snapshot snapshot) {
        return tables().queues.get(snapshot, name).orElseThrow(SqsErrors::queueDoesNotExist);
    }
}
