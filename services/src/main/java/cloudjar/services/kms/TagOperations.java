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
import cloudjar.kernel.store.Page;
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
            Page<Tag> page = Paging.page(tags, limit, in.marker());
            return ListResourceTagsResponse.builder()
                    .tags(page.items())
                    .truncated(page.next().isPresent())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }
}
