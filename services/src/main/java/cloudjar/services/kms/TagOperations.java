package cloudjar.services.kms;

import cloudjar.api.kms.KeyTags;
import cloudjar.api.kms.ListResourceTagsRequest;
import cloudjar.api.kms.ListResourceTagsResponse;
import cloudjar.api.kms.Tag;
import cloudjar.api.kms.TagResourceRequest;
import cloudjar.api.kms.TagResourceResponse;
import cloudjar.api.kms.UntagResourceRequest;
import cloudjar.api.kms.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Tags of keys. */
final class TagOperations implements KeyTags {
    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        change(in.keyId(), tags -> KeyTagRules.added(tags, in.tags()), call);
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        change(
                in.keyId(),
                tags -> {
                    Map<String, String> left = new TreeMap<>(tags);
                    in.tagKeys().forEach(left::remove);
                    return left;
                },
                call);
        return UntagResourceResponse.of();
    }

    private static void change(String keyId, UnaryOperator<Map<String, String>> change, Call call) {
        boolean unused = call.write(tx -> {
            KmsKey key = KeyStates.ours(KeyStates.lasting(KeyLookup.findOwn(tx, call, keyId)));
            KmsTables.of(key).keys.put(tx, key.id(), key.tagged(change.apply(key.tags())));
            return true;
        });
    }

    /** A key has no more tags than a page. */
    @Override
    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest in, Call call) {
        int limit = Paging.limit(in.limit(), Paging.FIFTY);
        return call.read(snapshot -> {
            List<Tag> tags =
                    KeyForms.tags(KeyLookup.findOwn(snapshot, call, in.keyId()).tags());
            int from = position(in.marker(), tags.size());
            int to = Math.min(from + limit, tags.size());
            boolean more = to < tags.size();
            return ListResourceTagsResponse.builder()
                    .tags(tags.subList(from, to))
                    .truncated(more)
                    .nextMarker(more ? Integer.toString(to) : null)
                    .build();
        });
    }

    private static int position(@org.jspecify.annotations.Nullable String marker, int size) {
        if (marker == null) {
            return 0;
        }
        try {
            int position = Integer.parseInt(marker);
            if (position < 0 || position > size) {
                throw KmsErrors.marker();
            }
            return position;
        } catch (NumberFormatException e) {
            throw KmsErrors.marker();
        }
    }
}
