package cloudjar.services.kms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key lets somebody do, beside its policy.
 *
 * @param token by which it was told of when it was made
 * @param retiring who may retire it; null where only its grantee may
 * @param equal the encryption context that is asked for; null where none is
 * @param subset what the encryption context has to have; null where nothing is asked for
 */
record Grant(
        String id,
        String key,
        String token,
        @Nullable String name,
        String grantee,
        @Nullable String retiring,
        String issuer,
        List<String> operations,
        @Nullable Context equal,
        @Nullable Context subset,
        Instant created) {
    Grant {
        operations = List.copyOf(operations);
    }

    /** An encryption context that is asked for. */
    record Context(Map<String, String> pairs) {
        Context {
            pairs = Map.copyOf(pairs);
        }
    }

    /** Whether two grants give the same; then asking for the second gives the first. */
    boolean sameAs(Grant other) {
        return Objects.equals(name, other.name)
                && grantee.equals(other.grantee)
                && Objects.equals(retiring, other.retiring)
                && Set.copyOf(operations).equals(Set.copyOf(other.operations))
                && Objects.equals(equal, other.equal)
                && Objects.equals(subset, other.subset);
    }

    /** Whether it lets the operation be done with this encryption context. */
    boolean allows(String operation, Map<String, String> context) {
        return operations.contains(operation)
                && (equal == null || equal.pairs().equals(context))
                && (subset == null
                        || context.entrySet().containsAll(subset.pairs().entrySet()));
    }
}
