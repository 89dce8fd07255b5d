package cloudjar.kernel.policy;

import org.jspecify.annotations.Nullable;

/** What the policies say to a request, and which statement says it. */
public sealed interface Decision {
    /** Whether the request may go on. */
    default boolean allowed() {
        return this instanceof Allowed;
    }

    /**
     * Yes.
     *
     * @param by the statement that granted it; null for the root user of an account, who needs none
     */
    record Allowed(@Nullable StatementRef by) implements Decision {}

    /**
     * No: a statement forbids it.
     *
     * @param by the statement; the first found where several forbid it
     */
    record ExplicitlyDenied(StatementRef by) implements Decision {}

    /**
     * No: nothing allows it.
     *
     * @param missing the kind of policy that would have had to allow it
     */
    record ImplicitlyDenied(PolicyKind missing) implements Decision {}
}
