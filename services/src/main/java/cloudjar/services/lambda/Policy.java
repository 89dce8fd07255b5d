package cloudjar.services.lambda;

import cloudjar.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who else may use a function or a layer: statements that AddPermission and its like add.
 *
 * @param statements each a JSON object
 */
record Policy(String revision, List<Statement> statements) {
    Policy {
        statements = List.copyOf(statements);
    }

    /** One statement. */
    record Statement(String id, String json) {}

    Optional<Statement> find(String id) {
        return statements.stream()
                .filter(statement -> statement.id().equals(id))
                .findFirst();
    }

    Policy with(Statement more, String newRevision) {
        List<Statement> all = new ArrayList<>(statements);
        all.add(more);
        return new Policy(newRevision, all);
    }

    Policy without(String id, String newRevision) {
        return new Policy(
                newRevision,
                statements.stream()
                        .filter(statement -> !statement.id().equals(id))
                        .toList());
    }

    /** The whole document. */
    String document() {
        StringBuilder document = new StringBuilder("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[");
        for (int i = 0; i < statements.size(); i++) {
            document.append(i == 0 ? "" : ",").append(statements.get(i).json());
        }
        return document.append("]}").toString();
    }

    static String text(Object value) {
        return Json.write(value);
    }
}
