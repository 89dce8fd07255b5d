package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy, ready to be asked as often as one likes: compile it when it is written and keep it until it changes.
 * Immutable, so any number of threads may share it.
 */
public final class CompiledPolicy {
    private final PolicyKind kind;
    private final String id;
    private final List<CompiledStatement> statements;

    private CompiledPolicy(PolicyKind kind, String id, List<CompiledStatement> statements) {
        this.kind = kind;
        this.id = id;
        this.statements = List.copyOf(statements);
    }

    /**
     * Compiles a policy.
     *
     * @param id by which decisions name it, such as its ARN or name
     */
    public static CompiledPolicy of(PolicyDocument document, PolicyKind kind, String id) {
        List<CompiledStatement> statements = new ArrayList<>();
        for (Statement statement : document.statements()) {
            StatementRef ref = new StatementRef(kind, id, statements.size(), statement.sid());
            statements.add(new CompiledStatement(statement, document.version(), ref));
        }
        return new CompiledPolicy(kind, id, statements);
    }

    /** What the policy is attached to. */
    public PolicyKind kind() {
        return kind;
    }

    /** By which decisions name it. */
    public String id() {
        return id;
    }

    /** What of it denies. */
    CompiledPolicy denialsOnly() {
        return new CompiledPolicy(
                kind,
                id,
                statements.stream()
                        .filter(statement -> statement.effect() == Effect.DENY)
                        .toList());
    }

    /** In the policy's order. */
    List<CompiledStatement> statements() {
        return statements;
    }
}
