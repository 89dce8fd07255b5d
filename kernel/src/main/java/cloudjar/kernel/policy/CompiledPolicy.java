package cloudjar.kernel.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy, ready to be asked as often as one likes: compile it when it is written and keep it until it changes.
 * Immutable, so any number of threads may share it.
 */
public final class CompiledPolicy {
    private final PolicyKind kind;
    private final String id;
    private final ByService denies;
    private final ByService allows;

    private CompiledPolicy(PolicyKind kind, String id, List<CompiledStatement> statements) {
        this.kind = kind;
        this.id = id;
        this.denies = new ByService(statements, Effect.DENY);
        this.allows = new ByService(statements, Effect.ALLOW);
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

    /** The denials that may be about an action of this service, in the policy's order. */
    CompiledStatement[] denies(ActionName action) {
        return denies.of(action);
    }

    /** The permissions that may be about an action of this service, in the policy's order. */
    CompiledStatement[] allows(ActionName action) {
        return allows.of(action);
    }

    /** Statements of one effect by the services that they are about: most are about one. */
    private static final class ByService {
        private final Map<String, CompiledStatement[]> ofService = new HashMap<>();
        private final CompiledStatement[] ofOthers;

        ByService(List<CompiledStatement> statements, Effect effect) {
            List<CompiledStatement> own = statements.stream()
                    .filter(statement -> statement.effect() == effect && !statement.idle())
                    .toList();
            ofOthers = own.stream()
                    .filter(statement -> statement.services().isEmpty())
                    .toArray(CompiledStatement[]::new);
            own.stream()
                    .flatMap(statement -> statement.services().stream())
                    .distinct()
                    .forEach(service -> ofService.put(service, about(service, own)));
        }

        private static CompiledStatement[] about(String service, List<CompiledStatement> own) {
            return own.stream()
                    .filter(statement -> statement.services().isEmpty()
                            || statement.services().contains(service))
                    .toArray(CompiledStatement[]::new);
        }

        CompiledStatement[] of(ActionName action) {
            return ofService.getOrDefault(action.service(), ofOthers);
        }
    }
}
