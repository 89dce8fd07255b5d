package cloudjar.services.sts;

import cloudjar.api.sts.Tag;
import cloudjar.kernel.federation.IdentityToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of the session that is made with it: tags, nested in one claim or each in a claim of its own, and the
 * source identity.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp">the
 *     claims</a>
 */
final class TokenTags {
    private static final String TAGS = "https://aws.amazon.com/tags";
    private static final String PRINCIPAL_TAGS = "principal_tags";
    private static final String TRANSITIVE = "transitive_tag_keys";
    private static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

    private TokenTags() {}

    /**
     * The tags in a token.
     *
     * @throws cloudjar.kernel.shape.ApiException where a key is there twice, or a transitive key has no tag
     */
    static SessionTags of(IdentityToken token) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> transitive = texts(token.claim(TAGS + "/" + TRANSITIVE));
        String prefix = TAGS + "/" + PRINCIPAL_TAGS + "/";
        token.claims().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                first(value, text -> tags.put(name.substring(prefix.length()), text));
            }
        });
        if (token.claim(TAGS) instanceof Map<?, ?> nested) {
            if (nested.get(PRINCIPAL_TAGS) instanceof Map<?, ?> principalTags) {
                principalTags.forEach((name, value) -> first(value, text -> tags.put(String.valueOf(name), text)));
            }
            transitive = transitive.isEmpty() ? texts(nested.get(TRANSITIVE)) : transitive;
        }
        return SessionTags.of(
                tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList(),
                transitive,
                null);
    }

    /** The source identity that a token sets; null where it sets none. */
    static @Nullable String sourceIdentity(IdentityToken token) {
        return token.claim(SOURCE_IDENTITY) instanceof String identity ? SamlAssumption.sourceIdentity(identity) : null;
    }

    /** The texts in a claim: of a list of texts or of one. */
    static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case List<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static void first(@Nullable Object claim, Consumer<String> use) {
        texts(claim).stream().findFirst().ifPresent(use);
    }
}
