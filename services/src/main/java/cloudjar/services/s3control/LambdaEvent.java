package cloudjar.services.s3control;

import cloudjar.kernel.call.Call;
import cloudjar.services.s3control.JobWork.Task;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a job gives to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">its structure</a>
 */
final class LambdaEvent {
    private LambdaEvent() {}

    static String of(Job job, Task task, Call call) {
        String arn = "arn:" + call.partition().id() + ":s3:::" + task.bucket();
        return "{\"invocationSchemaVersion\":\"1.0\",\"invocationId\":\""
                + call.world().ids().uuid()
                + "\",\"job\":{\"id\":\"" + job.id() + "\"},\"tasks\":[{\"taskId\":\""
                + call.world().ids().uuid() + "\",\"s3Key\":\""
                + URLEncoder.encode(task.key(), StandardCharsets.UTF_8) + "\",\"s3VersionId\":"
                + (task.version() == null ? "null" : "\"" + task.version() + "\"") + ",\"s3BucketArn\":\"" + arn
                + "\"}]}";
    }
}
