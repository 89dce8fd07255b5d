package cloudjar.services.acmpca;

import cloudjar.api.acmpca.AuthorityTags;
import cloudjar.api.acmpca.ListTagsRequest;
import cloudjar.api.acmpca.ListTagsResponse;
import cloudjar.api.acmpca.Tag;
import cloudjar.api.acmpca.TagCertificateAuthorityRequest;
import cloudjar.api.acmpca.TagCertificateAuthorityResponse;
import cloudjar.api.acmpca.UntagCertificateAuthorityRequest;
import cloudjar.api.acmpca.UntagCertificateAuthorityResponse;
import cloudjar.kernel.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of authorities. */
final class TagOperations implements AuthorityTags {
    @Override
    public TagCertificateAuthorityResponse tagCertificateAuthority(TagCertificateAuthorityRequest in, Call call) {
        change(in.certificateAuthorityArn(), tags -> AuthorityForms.tagged(tags, in.tags()), call);
        return TagCertificateAuthorityResponse.of();
    }

    /** A tag with a value goes only where it has that value. */
    @Override
    public UntagCertificateAuthorityResponse untagCertificateAuthority(UntagCertificateAuthorityRequest in, Call call) {
        change(
                in.certificateAuthorityArn(),
                tags -> {
                    Map<String, String> left = new LinkedHashMap<>(tags);
                    for (Tag tag : in.tags()) {
                        String key = String.valueOf(tag.key());
                        if (tag.value() == null || tag.value().equals(left.get(key))) {
                            left.remove(key);
                        }
                    }
                    return left;
                },
                call);
        return UntagCertificateAuthorityResponse.of();
    }

    private static void change(String arn, UnaryOperator<Map<String, String>> change, Call call) {
        boolean unused = call.write(tx -> {
            Authority authority = AuthorityForms.findLive(tx, arn, call);
            AcmPcaTables.of(authority)
                    .authorities
                    .put(tx, authority.id(), authority.tagged(change.apply(authority.tags())));
            return true;
        });
    }

    /** An authority has no more tags than a page. */
    @Override
    public ListTagsResponse listTags(ListTagsRequest in, Call call) {
        Authority authority =
                call.read(snapshot -> AuthorityForms.findLive(snapshot, in.certificateAuthorityArn(), call));
        return ListTagsResponse.builder()
                .tags(authority.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
