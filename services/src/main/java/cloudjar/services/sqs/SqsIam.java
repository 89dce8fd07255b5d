package cloudjar.services.sqs;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.DenialStyle;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;

/**
 * What operations of SQS need permission for.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions of Amazon SQS</a>
 * @see <a href=
 *     "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues-redrive-permissions.html">those
 *     of a redrive</a>
 */
final class SqsIam {
    private static final Locator QUEUE = SqsIam::queue;
    private static final Locator NAMED = asked -> asked.arn("sqs", asked.textOrEmpty("QueueName"));
    private static final Locator SOURCE = asked -> asked.textOrEmpty("SourceArn");

    static final AccessRules RULES = AccessRules.of("sqs")
            .usually(QUEUE)
            .on("SendMessageBatch", "SendMessage")
            .on("DeleteMessageBatch", "DeleteMessage")
            .on("ChangeMessageVisibilityBatch", "ChangeMessageVisibility")
            .on(
                    "CreateQueue",
                    Rule.need("sqs:CreateQueue", NAMED)
                            .and(Rule.need("sqs:TagQueue", NAMED).when(asked -> asked.has("tags"))))
            .on("GetQueueUrl", Rule.need("sqs:GetQueueUrl", SqsIam::ofOwner))
            .on(asked -> asked.arn("sqs", ""), "ListQueues")
            .on(SOURCE, "ListMessageMoveTasks")
            .on(SqsIam::ofHandle, "CancelMessageMoveTask")
            .on(
                    "StartMessageMoveTask",
                    Rule.need("sqs:StartMessageMoveTask", SOURCE)
                            .and(Rule.need("sqs:ReceiveMessage", SOURCE))
                            .and(Rule.need("sqs:DeleteMessage", SOURCE))
                            .and(Rule.need("sqs:GetQueueAttributes", SOURCE))
                            .and(Rule.need("sqs:SendMessage", asked -> asked.textOrEmpty("DestinationArn"))
                                    .when(asked -> asked.has("DestinationArn"))))
            // A service that is told to send to a queue looks whether there is one.
            .amongServices("GetQueueUrl")
            .denies(DenialStyle.USUAL.withLowerCase())
            .build();

    private SqsIam() {}

    private static String queue(Asked asked) {
        QueueAddress queue = QueueAddress.of(asked.textOrEmpty("QueueUrl"), asked.call());
        return asked.arn("sqs", queue.region(), queue.account(), queue.name());
    }

    private static String ofOwner(Asked asked) {
        String owner = asked.text("QueueOwnerAWSAccountId");
        String account = owner == null ? asked.call().account() : owner;
        return asked.arn("sqs", asked.call().region(), account, asked.textOrEmpty("QueueName"));
    }

    private static String ofHandle(Asked asked) {
        return MoveTask.Handle.parse(asked.textOrEmpty("TaskHandle"))
                .map(MoveTask.Handle::sourceArn)
                .orElse("*");
    }
}
