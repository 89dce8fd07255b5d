package cloudjar.services.kinesis;

import cloudjar.api.kinesis.AddTagsToStreamInput;
import cloudjar.api.kinesis.AddTagsToStreamResponse;
import cloudjar.api.kinesis.ListTagsForResourceInput;
import cloudjar.api.kinesis.ListTagsForResourceOutput;
import cloudjar.api.kinesis.ListTagsForStreamInput;
import cloudjar.api.kinesis.ListTagsForStreamOutput;
import cloudjar.api.kinesis.RemoveTagsFromStreamInput;
import cloudjar.api.kinesis.RemoveTagsFromStreamResponse;
import cloudjar.api.kinesis.StreamTags;
import cloudjar.api.kinesis.Tag;
import cloudjar.api.kinesis.TagResourceInput;
import cloudjar.api.kinesis.TagResourceResponse;
import cloudjar.api.kinesis.UntagResourceInput;
import cloudjar.api.kinesis.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.kinesis.KinesisTables.Tags;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tags of streams and consumers. */
final class TagOperations implements StreamTags {
    private static final int PAGE = 50;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final LimitProfile limits;

    TagOperations(LimitProfile limits) {
        this.limits = limits;
    }

    /**
     * Refuses tags with characters that no tag has, or too many.
     *
     * @param of the name of the resource
     */
    static void check(Map<String, String> tags, String of, Call call, LimitProfile limits) {
        boolean allowed = tags.entrySet().stream()
                .allMatch(tag -> ALLOWED.matcher(tag.getKey()).matches()
                        && ALLOWED.matcher(tag.getValue()).matches());
        if (!allowed) {
            throw KinesisErrors.invalid(
                    "Some tags contain invalid characters. Valid characters: Unicode letters, digits,"
                            + " white space, _ . / = + - % @ :.");
        }
        long most = KinesisLimits.TAGS.in(limits);
        if (tags.size() > most) {
            throw KinesisErrors.invalid("Failed to add tags to stream " + of + " under account " + call.account()
                    + " because a given stream cannot have more than " + most + " tags associated with it.");
        }
    }

    static SortedMap<String, String> of(Snapshot snapshot, Scope scope, String arn) {
        return new TreeMap<>(
                KinesisTables.TAGS.in(scope).get(snapshot, arn).map(Tags::tags).orElse(Map.of()));
    }

    static void put(Tx tx, Scope scope, String arn, Map<String, String> tags) {
        if (tags.isEmpty()) {
            KinesisTables.TAGS.in(scope).delete(tx, arn);
        } else {
            KinesisTables.TAGS.in(scope).put(tx, arn, new Tags(tags));
        }
    }

    private void change(Tx tx, Call call, String arn, Consumer<Map<String, String>> changed) {
        SortedMap<String, String> tags = of(tx, call.scope(), arn);
        changed.accept(tags);
        check(tags, arn.substring(arn.lastIndexOf('/') + 1), call, limits);
        put(tx, call.scope(), arn, tags);
    }

    /** Refuses an ARN of nothing. */
    private static void require(Snapshot snapshot, Call call, String arn) {
        if (arn.contains(StreamConsumer.MARK)) {
            StreamConsumer unused = StreamLookup.consumer(snapshot, call.scope(), arn);
        } else {
            DataStream unused = StreamLookup.find(snapshot, call, null, arn);
        }
    }

    private static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    @Override
    public AddTagsToStreamResponse addTagsToStream(AddTagsToStreamInput in, Call call) {
        boolean unused = call.write(tx -> {
            DataStream stream = StreamLookup.find(tx, call, in.streamName(), in.streamARN());
            change(tx, call, stream.arn(), tags -> tags.putAll(in.tags()));
            return true;
        });
        return AddTagsToStreamResponse.of();
    }

    @Override
    public RemoveTagsFromStreamResponse removeTagsFromStream(RemoveTagsFromStreamInput in, Call call) {
        boolean unused = call.write(tx -> {
            DataStream stream = StreamLookup.find(tx, call, in.streamName(), in.streamARN());
            change(tx, call, stream.arn(), tags -> in.tagKeys().forEach(tags::remove));
            return true;
        });
        return RemoveTagsFromStreamResponse.of();
    }

    @Override
    public ListTagsForStreamOutput listTagsForStream(ListTagsForStreamInput in, Call call) {
        int limit = Objects.requireNonNullElse(in.limit(), PAGE);
        SortedMap<String, String> tags = call.read(snapshot -> of(
                snapshot,
                call.scope(),
                StreamLookup.find(snapshot, call, in.streamName(), in.streamARN())
                        .arn()));
        SortedMap<String, String> rest =
                in.exclusiveStartTagKey() == null ? tags : tags.tailMap(in.exclusiveStartTagKey() + "\0");
        List<Tag> shown = shown(rest);
        boolean more = shown.size() > limit;
        return ListTagsForStreamOutput.builder()
                .tags(more ? shown.subList(0, limit) : shown)
                .hasMoreTags(more)
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceInput in, Call call) {
        boolean unused = call.write(tx -> {
            require(tx, call, in.resourceARN());
            change(tx, call, in.resourceARN(), tags -> tags.putAll(in.tags()));
            return true;
        });
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceInput in, Call call) {
        boolean unused = call.write(tx -> {
            require(tx, call, in.resourceARN());
            change(tx, call, in.resourceARN(), tags -> in.tagKeys().forEach(tags::remove));
            return true;
        });
        return UntagResourceResponse.of();
    }

    @Override
    public ListTagsForResourceOutput listTagsForResource(ListTagsForResourceInput in, Call call) {
        return call.read(snapshot -> {
            require(snapshot, call, in.resourceARN());
            return ListTagsForResourceOutput.builder()
                    .tags(shown(of(snapshot, call.scope(), in.resourceARN())))
                    .build();
        });
    }
}
