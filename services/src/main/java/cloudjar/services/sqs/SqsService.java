package cloudjar.services.sqs;

import cloudjar.api.sqs.AddPermissionRequest;
import cloudjar.api.sqs.AddPermissionResponse;
import cloudjar.api.sqs.CancelMessageMoveTaskRequest;
import cloudjar.api.sqs.CancelMessageMoveTaskResult;
import cloudjar.api.sqs.ChangeMessageVisibilityBatchRequest;
import cloudjar.api.sqs.ChangeMessageVisibilityBatchResult;
import cloudjar.api.sqs.ChangeMessageVisibilityRequest;
import cloudjar.api.sqs.ChangeMessageVisibilityResponse;
import cloudjar.api.sqs.CreateQueueRequest;
import cloudjar.api.sqs.CreateQueueResult;
import cloudjar.api.sqs.DeleteMessageBatchRequest;
import cloudjar.api.sqs.DeleteMessageBatchResult;
import cloudjar.api.sqs.DeleteMessageRequest;
import cloudjar.api.sqs.DeleteMessageResponse;
import cloudjar.api.sqs.DeleteQueueRequest;
import cloudjar.api.sqs.DeleteQueueResponse;
import cloudjar.api.sqs.GetQueueAttributesRequest;
import cloudjar.api.sqs.GetQueueAttributesResult;
import cloudjar.api.sqs.GetQueueUrlRequest;
import cloudjar.api.sqs.GetQueueUrlResult;
import cloudjar.api.sqs.ListDeadLetterSourceQueuesRequest;
import cloudjar.api.sqs.ListDeadLetterSourceQueuesResult;
import cloudjar.api.sqs.ListMessageMoveTasksRequest;
import cloudjar.api.sqs.ListMessageMoveTasksResult;
import cloudjar.api.sqs.ListQueueTagsRequest;
import cloudjar.api.sqs.ListQueueTagsResult;
import cloudjar.api.sqs.ListQueuesRequest;
import cloudjar.api.sqs.ListQueuesResult;
import cloudjar.api.sqs.PurgeQueueRequest;
import cloudjar.api.sqs.PurgeQueueResponse;
import cloudjar.api.sqs.ReceiveMessageRequest;
import cloudjar.api.sqs.ReceiveMessageResult;
import cloudjar.api.sqs.RemovePermissionRequest;
import cloudjar.api.sqs.RemovePermissionResponse;
import cloudjar.api.sqs.SendMessageBatchRequest;
import cloudjar.api.sqs.SendMessageBatchResult;
import cloudjar.api.sqs.SendMessageRequest;
import cloudjar.api.sqs.SendMessageResult;
import cloudjar.api.sqs.SetQueueAttributesRequest;
import cloudjar.api.sqs.SetQueueAttributesResponse;
import cloudjar.api.sqs.Sqs;
import cloudjar.api.sqs.StartMessageMoveTaskRequest;
import cloudjar.api.sqs.StartMessageMoveTaskResult;
import cloudjar.api.sqs.TagQueueRequest;
import cloudjar.api.sqs.TagQueueResponse;
import cloudjar.api.sqs.UntagQueueRequest;
import cloudjar.api.sqs.UntagQueueResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.world.TimerHandlers;
import java.util.Map;

/** The operations of SQS. */
public final class SqsService implements Sqs {
    private final QueueOperations queues;
    private final SendOperations senders;
    private final MessageOperations consumers;
    private final MoveTaskOperations tasks;

    /** The service; it tells others what its operations need and its queues' policies say. */
    public static SqsService of(Wiring wiring) {
        wiring.access().rules(Sqs.API.id(), SqsIam.RULES);
        wiring.access().policies("sqs", new QueuePolicies());
        wiring.cloud().endedCalls().tell(new QueueActivity());
        return new SqsService(wiring.cloud(), wiring.limits(), wiring.timers());
    }

    /**
     * A service for all worlds.
     *
     * @param cloud where it finds KMS
     * @param limits which quotas hold
     * @param timers where it registers what it does by itself
     */
    public SqsService(Cloud cloud, LimitProfile limits, TimerHandlers timers) {
        MessageCipher cipher = new MessageCipher(cloud);
        queues = new QueueOperations(limits);
        senders = new SendOperations(cipher, limits);
        consumers = new MessageOperations(cipher, limits);
        tasks = new MoveTaskOperations(limits);
        new SqsTimers(limits).register(timers);
        new QueueGauges(cloud, limits).register(timers);
    }

    @Override
    public CreateQueueResult createQueue(CreateQueueRequest in, Call call) {
        return CreateQueueResult.builder().queueUrl(queues.create(in, call)).build();
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest in, Call call) {
        queues.delete(QueueAddress.of(in.queueUrl(), call), call);
        return DeleteQueueResponse.of();
    }

    @Override
    public PurgeQueueResponse purgeQueue(PurgeQueueRequest in, Call call) {
        queues.purge(QueueAddress.of(in.queueUrl(), call), call);
        return PurgeQueueResponse.of();
    }

    @Override
    public GetQueueUrlResult getQueueUrl(GetQueueUrlRequest in, Call call) {
        return GetQueueUrlResult.builder()
                .queueUrl(queues.url(in.queueName(), in.queueOwnerAWSAccountId(), call))
                .build();
    }

    @Override
    public ListQueuesResult listQueues(ListQueuesRequest in, Call call) {
        return queues.list(in, call);
    }

    @Override
    public ListDeadLetterSourceQueuesResult listDeadLetterSourceQueues(
            ListDeadLetterSourceQueuesRequest in, Call call) {
        return queues.listDeadLetterSources(QueueAddress.of(in.queueUrl(), call), in, call);
    }

    @Override
    public GetQueueAttributesResult getQueueAttributes(GetQueueAttributesRequest in, Call call) {
        Map<String, String> attributes = queues.attributes(QueueAddress.of(in.queueUrl(), call), in, call);
        return GetQueueAttributesResult.builder()
                .attributes(attributes.isEmpty() ? null : attributes)
                .build();
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest in, Call call) {
        queues.changeAttributes(QueueAddress.of(in.queueUrl(), call), in.attributes(), call);
        return SetQueueAttributesResponse.of();
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest in, Call call) {
        queues.addPermission(QueueAddress.of(in.queueUrl(), call), in, call);
        return AddPermissionResponse.of();
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest in, Call call) {
        queues.removePermission(QueueAddress.of(in.queueUrl(), call), in.label(), call);
        return RemovePermissionResponse.of();
    }

    @Override
    public ListQueueTagsResult listQueueTags(ListQueueTagsRequest in, Call call) {
        Map<String, String> tags = queues.tags(QueueAddress.of(in.queueUrl(), call), call);
        return ListQueueTagsResult.builder().tags(tags.isEmpty() ? null : tags).build();
    }

    @Override
    public TagQueueResponse tagQueue(TagQueueRequest in, Call call) {
        queues.tag(QueueAddress.of(in.queueUrl(), call), in.tags(), call);
        return TagQueueResponse.of();
    }

    @Override
    public UntagQueueResponse untagQueue(UntagQueueRequest in, Call call) {
        queues.untag(QueueAddress.of(in.queueUrl(), call), in.tagKeys(), call);
        return UntagQueueResponse.of();
    }

    @Override
    public SendMessageResult sendMessage(SendMessageRequest in, Call call) {
        return senders.send(QueueAddress.of(in.queueUrl(), call), in, call);
    }

    @Override
    public SendMessageBatchResult sendMessageBatch(SendMessageBatchRequest in, Call call) {
        return senders.sendBatch(QueueAddress.of(in.queueUrl(), call), in, call);
    }

    @Override
    public ReceiveMessageResult receiveMessage(ReceiveMessageRequest in, Call call) {
        return consumers.receive(QueueAddress.of(in.queueUrl(), call), in, call);
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest in, Call call) {
        consumers.delete(QueueAddress.of(in.queueUrl(), call), in.receiptHandle(), call);
        return DeleteMessageResponse.of();
    }

    @Override
    public DeleteMessageBatchResult deleteMessageBatch(DeleteMessageBatchRequest in, Call call) {
        return consumers.deleteBatch(QueueAddress.of(in.queueUrl(), call), in, call);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest in, Call call) {
        consumers.changeVisibility(
                QueueAddress.of(in.queueUrl(), call), in.receiptHandle(), in.visibilityTimeout(), call);
        return ChangeMessageVisibilityResponse.of();
    }

    @Override
    public ChangeMessageVisibilityBatchResult changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest in, Call call) {
        return consumers.changeVisibilityBatch(QueueAddress.of(in.queueUrl(), call), in, call);
    }

    @Override
    public StartMessageMoveTaskResult startMessageMoveTask(StartMessageMoveTaskRequest in, Call call) {
        return StartMessageMoveTaskResult.builder()
                .taskHandle(tasks.start(in, call))
                .build();
    }

    @Override
    public CancelMessageMoveTaskResult cancelMessageMoveTask(CancelMessageMoveTaskRequest in, Call call) {
        return CancelMessageMoveTaskResult.builder()
                .approximateNumberOfMessagesMoved(tasks.cancel(in.taskHandle(), call))
                .build();
    }

    @Override
    public ListMessageMoveTasksResult listMessageMoveTasks(ListMessageMoveTasksRequest in, Call call) {
        return ListMessageMoveTasksResult.builder()
                .results(tasks.list(in.sourceArn(), in.maxResults(), call))
                .build();
    }
}
