package cloudjar.services.sns;

import cloudjar.api.sns.MessageAttributeValue;
import cloudjar.api.sns.Publications;
import cloudjar.api.sns.PublishBatchInput;
import cloudjar.api.sns.PublishBatchRequestEntry;
import cloudjar.api.sns.PublishBatchResponse;
import cloudjar.api.sns.PublishBatchResultEntry;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.PublishResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Utf8;
import cloudjar.services.sns.FifoTopics.Accepted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Publishing: to topics, to single endpoints of applications, to phone numbers. */
final class PublishOperations implements Publications {
    private static final String JSON = "json";
    private static final String TRACE = "Root=";

    private final Fanout fanout;
    private final FifoTopics fifo;
    private final TopicKeys keys;
    private final DirectMessages direct;
    private final LimitProfile limits;

    PublishOperations(Fanout fanout, FifoTopics fifo, TopicKeys keys, DirectMessages direct, LimitProfile limits) {
        this.fanout = fanout;
        this.fifo = fifo;
        this.keys = keys;
        this.direct = direct;
        this.limits = limits;
    }

    /** What a publisher says, alone or in a batch. */
    private record Draft(
            String message,
            @Nullable String subject,
            @Nullable String structure,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplicationId) {}

    @Override
    public PublishResponse publish(PublishInput in, Call call) {
        Draft draft = new Draft(
                in.message(),
                in.subject(),
                in.messageStructure(),
                in.messageAttributes(),
                in.messageGroupId(),
                in.messageDeduplicationId());
        String target = target(in);
        if (in.phoneNumber() != null || target.contains(":endpoint/")) {
            Publication publication = publication(draft, "", call);
            String id = in.phoneNumber() != null
                    ? direct.text(in.phoneNumber(), publication, call)
                    : direct.push(target, publication, call);
            return PublishResponse.builder().messageId(id).build();
        }
        TopicAddress address = TopicAddress.of(target, "TopicArn", call);
        Topic topic = call.read(address::get);
        if (size(draft) > SnsLimits.MESSAGE_SIZE_MAX.in(limits)) {
            throw SnsErrors.invalid("Message too long");
        }
        Publication publication = forTopic(draft, topic, call).sealedBy(keys.require(topic, call));
        if (topic.isFifo()) {
            Accepted accepted =
                    fifo.publish(address, List.of(publication), call).getFirst();
            return PublishResponse.builder()
                    .messageId(accepted.messageId())
                    .sequenceNumber(
                            publication.withSequence(accepted.sequence()).sequenceNumber())
                    .build();
        }
        fanout.publish(topic, publication, call);
        return PublishResponse.builder().messageId(publication.id()).build();
    }

    private static String target(PublishInput in) {
        int targets =
                (in.topicArn() == null ? 0 : 1) + (in.targetArn() == null ? 0 : 1) + (in.phoneNumber() == null ? 0 : 1);
        if (targets == 0) {
            // Seen in AWS's answers; not recorded.
            throw SnsErrors.invalid("TopicArn or TargetArn", "no value for required parameter");
        }
        if (targets > 1) {
            throw SnsErrors.invalid("Only one of TopicArn, TargetArn and PhoneNumber may be given");
        }
        if (in.topicArn() != null) {
            return in.topicArn();
        }
        return in.targetArn() == null ? "" : in.targetArn();
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchInput in, Call call) {
        TopicAddress address = TopicAddress.of(in.topicArn(), call);
        Topic topic = call.read(address::get);
        List<PublishBatchRequestEntry> entries = in.publishBatchRequestEntries();
        checkEntries(entries);
        List<Draft> drafts = entries.stream()
                .map(entry -> new Draft(
                        entry.message(),
                        entry.subject(),
                        entry.messageStructure(),
                        entry.messageAttributes(),
                        entry.messageGroupId(),
                        entry.messageDeduplicationId()))
                .toList();
        long size = drafts.stream().mapToLong(PublishOperations::size).sum();
        if (size > SnsLimits.MESSAGE_SIZE_MAX.in(limits)) {
            throw SnsErrors.batchTooLong();
        }
        List<Publication> publications = publications(drafts, topic, call);
        List<PublishBatchResultEntry> results = new ArrayList<>(entries.size());
        if (topic.isFifo()) {
            List<Accepted> accepted = fifo.publish(address, publications, call);
            for (int i = 0; i < entries.size(); i++) {
                Accepted each = accepted.get(i);
                results.add(PublishBatchResultEntry.builder()
                        .id(entries.get(i).id())
                        .messageId(each.messageId())
                        .sequenceNumber(publications
                                .get(i)
                                .withSequence(each.sequence())
                                .sequenceNumber())
                        .build());
            }
        } else {
            for (int i = 0; i < entries.size(); i++) {
                fanout.publish(topic, publications.get(i), call);
                results.add(PublishBatchResultEntry.builder()
                        .id(entries.get(i).id())
                        .messageId(publications.get(i).id())
                        .build());
            }
        }
        return PublishBatchResponse.builder()
                .successful(results)
                .failed(List.of())
                .build();
    }

    private List<Publication> publications(List<Draft> drafts, Topic topic, Call call) {
        List<Publication> publications =
                drafts.stream().map(draft -> forTopic(draft, topic, call)).toList();
        Seal seal = keys.require(topic, call);
        return publications.stream()
                .map(publication -> publication.sealedBy(seal))
                .toList();
    }

    private void checkEntries(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw SnsErrors.emptyBatch();
        }
        if (entries.size() > SnsLimits.BATCH_ENTRIES_MAX.intIn(limits)) {
            throw SnsErrors.tooManyEntries();
        }
        Set<String> seen = new HashSet<>();
        for (PublishBatchRequestEntry entry : entries) {
            String id = entry.id();
            if (id.length() > SnsLimits.BATCH_ENTRY_ID_MAX.intIn(limits)) {
                throw SnsErrors.entryIdTooLong(id);
            }
            boolean allowed = !id.isEmpty()
                    && id.chars()
                            .allMatch(c -> c >= 'a' && c <= 'z'
                                    || c >= 'A' && c <= 'Z'
                                    || c >= '0' && c <= '9'
                                    || c == '-'
                                    || c == '_');
            if (!allowed) {
                throw SnsErrors.entryIdNotAllowed(id);
            }
            if (!seen.add(id)) {
                throw SnsErrors.entryIdsNotDistinct();
            }
        }
    }

    private static long size(Draft draft) {
        long size = Utf8.length(draft.message());
        for (Map.Entry<String, MessageAttributeValue> attribute :
                draft.attributes().entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            size += Utf8.length(attribute.getKey())
                    + Utf8.length(value.dataType())
                    + (value.stringValue() != null
                            ? Utf8.length(value.stringValue())
                            : value.binaryValue() == null
                                    ? 0
                                    : value.binaryValue().size());
        }
        return size;
    }

    private Publication forTopic(Draft draft, Topic topic, Call call) {
        Publication publication = publication(draft, topic.arn(), call);
        checkOrder(draft, topic);
        DataProtection protection = DataProtection.of(topic);
        if (protection.deniesInbound(publication.message())) {
            throw SnsErrors.sensitive();
        }
        return publication.withMessage(protection.inbound(publication.message()));
    }

    private void checkOrder(Draft draft, Topic topic) {
        if (topic.isFifo()) {
            if (draft.group() == null || draft.group().isEmpty()) {
                throw SnsErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
            }
            if (draft.deduplicationId() == null && !topic.deduplicatesByContent()) {
                throw SnsErrors.invalid("The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
            }
        } else if (draft.deduplicationId() != null) {
            throw SnsErrors.invalid(
                    "MessageDeduplicationId",
                    "The request includes MessageDeduplicationId parameter that is not valid for this topic type");
        }
        checkId("MessageGroupId", draft.group());
        checkId("MessageDeduplicationId", draft.deduplicationId());
    }

    private void checkId(String parameter, @Nullable String id) {
        if (id == null) {
            return;
        }
        boolean valid = !id.isEmpty()
                && id.length() <= SnsLimits.FIFO_ID_MAX.intIn(limits)
                && id.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!valid) {
            throw SnsErrors.invalid(
                    parameter,
                    "The parameter can only include alphanumeric and punctuation characters. 1 to 128 in length");
        }
    }

    private Publication publication(Draft draft, String topicArn, Call call) {
        if (draft.message().isEmpty()) {
            throw SnsErrors.invalid("Empty message");
        }
        checkSubject(draft.subject());
        Map<String, String> structure =
                JSON.equals(draft.structure()) ? MessageStructure.parse(draft.message()) : Map.of();
        Map<String, MessageAttribute> attributes =
                MessageAttribute.of(draft.attributes(), SnsLimits.ATTRIBUTE_NAME_MAX.intIn(limits));
        String deduplicationId = draft.deduplicationId() != null || draft.group() == null
                ? draft.deduplicationId()
                : sha256(draft.message());
        return new Publication(
                call.world().ids().uuid(),
                topicArn,
                draft.message(),
                draft.subject(),
                structure,
                attributes,
                draft.group(),
                deduplicationId,
                0,
                call.time().toEpochMilli(),
                call.endpoint().url(),
                call.traceId().startsWith(TRACE) ? call.traceId() : null,
                null);
    }

    private void checkSubject(@Nullable String subject) {
        if (subject == null) {
            return;
        }
        boolean valid = !subject.isEmpty()
                && subject.length() <= SnsLimits.SUBJECT_MAX.intIn(limits)
                && subject.charAt(0) > ' '
                && subject.chars().noneMatch(c -> c < ' ' || c == 0x7F);
        if (!valid) {
            throw SnsErrors.invalid("Subject");
        }
    }

    private static String sha256(String message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-256", e);
        }
    }
}
