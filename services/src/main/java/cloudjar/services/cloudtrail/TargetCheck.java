package cloudjar.services.cloudtrail;

import cloudjar.api.sns.GetTopicAttributesInput;
import cloudjar.api.sns.Sns;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;

/** Whether CloudTrail gets to where a trail wants its events: the bucket, the topic, the log group. */
final class TargetCheck {
    private final Cloud cloud;
    private final BucketCheck buckets;
    private final LogDelivery logs;

    TargetCheck(Cloud cloud, LogDelivery logs) {
        this.cloud = cloud;
        this.buckets = new BucketCheck(cloud);
        this.logs = logs;
    }

    /** Refuses a trail that could not deliver; what no service keeps is not looked at. */
    void check(StoredTrail trail, Call call) {
        buckets.check(trail, call);
        String topic = trail.settings().topicArn();
        if (topic != null) {
            check(topic, call);
        }
        logs.check(trail, call);
    }

    private void check(String topic, Call call) {
        try {
            cloud.client(Sns.API)
                    .getTopicAttributes(
                            GetTopicAttributesInput.builder().topicArn(topic).build(), call.as(Courier.PRINCIPAL));
        } catch (ApiException e) {
            if (e.status() != NotImplemented.STATUS) {
                throw CloudTrailErrors.topicPolicy();
            }
        }
    }
}
