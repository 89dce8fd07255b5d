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
    /** Operations that a constraint does not speak of. */
    private static final Set<String> UNCONSTRAINED = Set.of("DescribeKey", "RetireGrant");

    Grant {
        operations = List.copyOf(operations);
    }

    /**
     * An encryption context that is asked for.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html">GrantConstraints</a>
     */
    record Context(Map<String, String> pairs) {
        Context {
            pairs = Map.copyOf(pairs);
        }

        /** Whether it is this one. */
        boolean is(Map<String, String> context) {
            return context.size() == pairs.size() && isIn(context);
        }

        /** Whether all of it is there: values as they are written, keys in any case of letters. */
        boolean isIn(Map<String, String> context) {
            return pairs.entrySet().stream().allMatch(pair -> context.entrySet().stream()
                    .anyMatch(there -> there.getKey().equalsIgnoreCase(pair.getKey())
                            && there.getValue().equals(pair.getValue())));
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

    /** Whether it lets the operation be done with this encryption context; not all operations have one. */
    boolean allows(String operation, Map<String, String> context) {
        return operations.contains(operation)
                && (UNCONSTRAINED.contains(operation)
                        || (equal == null || equal.is(context)) && (subset == null || subset.isIn(context)));
    }

    /**
     * Whether its grantee may make another grant by it: one that gives nothing else, and asks for as much of an encryption context.
     *
     * @param others the operations of the other
     * @param equals the encryption context that the other asks for; empty where it does not
     * @param contains what the other asks an encryption context to have; empty where it does not
     */
    boolean covers(List<String> others, Map<String, String> equals, Map<String, String> contains) {
        boolean asksEnough = equal == null || equal.is(equals);
        boolean containsEnough = subset == null || subset.isIn(equals) || subset.isIn(contains);
        return operations.contains("CreateGrant") && operations.containsAll(others) && asksEnough && containsEnough;
    }
}
