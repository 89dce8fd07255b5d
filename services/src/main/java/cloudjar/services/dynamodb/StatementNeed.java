package cloudjar.services.dynamodb;

import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of PartiQL needs permission for, as far as its verb and its table tell. */
final class StatementNeed {
    private static final Action SELECT = Action.of("dynamodb:PartiQLSelect");
    private static final Action INSERT = Action.of("dynamodb:PartiQLInsert");
    private static final Action UPDATE = Action.of("dynamodb:PartiQLUpdate");
    private static final Action DELETE = Action.of("dynamodb:PartiQLDelete");

    /** No quantifier is followed by what it could match too, so reading is linear. */
    private static final Pattern TARGET = Pattern.compile(
            "(?:\\bFROM|\\bINTO|^\\s*UPDATE)\\s++(?:\"([^\"]++)\"|([\\w.-]++))(?:\\.\"([^\"]++)\")?+",
            Pattern.CASE_INSENSITIVE);

    private StatementNeed() {}

    static void of(Asked asked, String statement, Consumer<Need> into) {
        Matcher target = TARGET.matcher(statement);
        if (!target.find()) {
            // What is no statement is refused as such.
            return;
        }
        String name = target.group(1) == null ? target.group(2) : target.group(1);
        String table = DynamoDbIam.table(asked, name);
        String index = target.group(3);
        into.accept(Need.of(action(statement), index == null ? table : table + "/index/" + index));
    }

    private static Action action(String statement) {
        String verb = statement.strip().toUpperCase(Locale.ROOT);
        if (verb.startsWith("INSERT")) {
            return INSERT;
        }
        if (verb.startsWith("UPDATE")) {
            return UPDATE;
        }
        return verb.startsWith("DELETE") ? DELETE : SELECT;
    }
}
