package cloudjar.kernel.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was written.
 *
 * @param id null where it has none
 */
public record PolicyDocument(
        PolicyVersion version, @Nullable String id, List<Statement> statements) {
    public PolicyDocument {
        statements = List.copyOf(statements);
    }
}
