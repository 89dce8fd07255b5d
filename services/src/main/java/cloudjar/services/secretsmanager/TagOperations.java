package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.SecretTags;
import cloudjar.api.secretsmanager.TagResourceRequest;
import cloudjar.api.secretsmanager.TagResourceResponse;
import cloudjar.api.secretsmanager.UntagResourceRequest;
import cloudjar.api.secretsmanager.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of secrets. */
final class TagOperations implements SecretTags {
    private final Replicas replicas;

    TagOperations(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        change(in.secretId(), tags -> SecretForms.tagged(tags, in.tags()), call);
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        change(
                in.secretId(),
                tags -> {
                    Map<String, String> left = new LinkedHashMap<>(tags);
                    in.tagKeys().forEach(left::remove);
                    return left;
                },
                call);
        return UntagResourceResponse.of();
    }

    private void change(String id, UnaryOperator<Map<String, String>> change, Call call) {
        Secret changed = call.write(tx -> {
            Secret secret = SecretLookup.findPrimary(tx, id, call);
            Secret tagged = secret.tagged(change.apply(secret.tags())).changedAt(call.time());
            SecretsManagerTables.of(tagged).secrets.put(tx, tagged.name(), tagged);
            return tagged;
        });
        replicas.spread(changed, call);
    }
}
