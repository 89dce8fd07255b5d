package cloudjar.services.acm;

import cloudjar.api.acm.AddTagsToCertificateRequest;
import cloudjar.api.acm.AddTagsToCertificateResponse;
import cloudjar.api.acm.CertificateTags;
import cloudjar.api.acm.ListTagsForCertificateRequest;
import cloudjar.api.acm.ListTagsForCertificateResponse;
import cloudjar.api.acm.RemoveTagsFromCertificateRequest;
import cloudjar.api.acm.RemoveTagsFromCertificateResponse;
import cloudjar.api.acm.Tag;
import cloudjar.kernel.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of certificates. */
final class TagOperations implements CertificateTags {
    @Override
    public AddTagsToCertificateResponse addTagsToCertificate(AddTagsToCertificateRequest in, Call call) {
        change(in.certificateArn(), tags -> CertificateForms.tagged(tags, in.tags()), call);
        return AddTagsToCertificateResponse.of();
    }

    /** A tag with a value goes only where it has that value. */
    @Override
    public RemoveTagsFromCertificateResponse removeTagsFromCertificate(RemoveTagsFromCertificateRequest in, Call call) {
        change(
                in.certificateArn(),
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
        return RemoveTagsFromCertificateResponse.of();
    }

    private static void change(String arn, UnaryOperator<Map<String, String>> change, Call call) {
        boolean unused = call.write(tx -> {
            Certificate certificate = CertificateLookup.find(tx, arn, call);
            AcmTables.in(call.account(), call.region())
                    .certificates
                    .put(tx, certificate.id(), certificate.tagged(change.apply(certificate.tags())));
            return true;
        });
    }

    @Override
    public ListTagsForCertificateResponse listTagsForCertificate(ListTagsForCertificateRequest in, Call call) {
        Certificate certificate = call.read(snapshot -> CertificateLookup.find(snapshot, in.certificateArn(), call));
        return ListTagsForCertificateResponse.builder()
                .tags(certificate.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
