package cloudjar.kernel.policy;

import cloudjar.kernel.tenancy.Principal;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was decided as it was, for whoever may know: what a service hands out sealed with a refusal.
 *
 * @param allowed whether it was allowed
 * @param matched the statement that decided; null where none did
 * @param who the caller
 * @param action as AWS spells it, such as {@code service:Name}
 * @param resource the ARN, or {@code *}
 * @param conditions the keys that the request had, with their values
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html">what it tells</a>
 */
public record AuthorizationMessage(
        boolean allowed,
        @Nullable Matched matched,
        Who who,
        String action,
        String resource,
        Map<String, List<String>> conditions) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * A caller.
     *
     * @param id its unique id; of a session, that of its role with the session's name
     * @param name of a user; null for others
     */
    public record Who(String id, @Nullable String name, String arn) {
        /** A principal. */
        public static Who of(Principal principal) {
            return switch (principal) {
                case Principal.User user -> new Who(user.userId(), user.arn().name(), user.id());
                case Principal.AssumedRole role -> new Who(role.roleId() + ":" + role.sessionName(), null, role.id());
                case Principal.Federated user -> new Who(user.account() + ":" + user.name(), null, user.id());
                case Principal.Root root -> new Who(root.account(), null, root.id());
                case Principal.Anonymous nobody -> new Who(nobody.id(), null, nobody.id());
                case Principal.Service service -> new Who(service.name(), null, service.name());
            };
        }
    }

    /**
     * A statement that applied.
     *
     * @param id the statement's, empty where it has none
     * @param actions as the policy has them
     * @param resources as the policy has them
     */
    public record Matched(
            String id, Effect effect, List<String> actions, List<String> resources, List<Condition> conditions) {
        public Matched {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
            conditions = List.copyOf(conditions);
        }

        static Matched of(Statement statement) {
            Selection resources = statement.resources();
            return new Matched(
                    statement.sid() == null ? "" : statement.sid(),
                    statement.effect(),
                    statement.actions().patterns(),
                    resources == null ? List.of() : resources.patterns(),
                    statement.conditions());
        }
    }

    public AuthorizationMessage {
        conditions = new TreeMap<>(conditions);
    }

    /**
     * What can be told of a decision.
     *
     * @param action as AWS spells it
     * @param policies by which it was decided
     */
    public static AuthorizationMessage of(AccessRequest request, String action, PolicySet policies, Decision decision) {
        return new AuthorizationMessage(
                decision.allowed(),
                policies.deciding(decision).map(Matched::of).orElse(null),
                Who.of(request.caller().principal()),
                action,
                request.resources().getFirst().text(),
                request.context().all());
    }

    /** This message without the keys of the request. */
    public AuthorizationMessage withoutConditions() {
        return new AuthorizationMessage(allowed, matched, who, action, resource, Map.of());
    }

    /** Whether a statement forbade the request. */
    public boolean explicitDeny() {
        return !allowed && matched != null && matched.effect() == Effect.DENY;
    }

    /** The message as AWS shows it. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory has no errors", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeBooleanField("allowed", allowed);
        out.writeBooleanField("explicitDeny", explicitDeny());
        out.writeObjectFieldStart("matchedStatements");
        out.writeArrayFieldStart("items");
        if (matched != null) {
            write(matched, out);
        }
        out.writeEndArray();
        out.writeEndObject();
        items(out, "failures", List.of());
        out.writeObjectFieldStart("context");
        out.writeObjectFieldStart("principal");
        out.writeStringField("id", who.id());
        if (who.name() != null) {
            out.writeStringField("name", who.name());
        }
        out.writeStringField("arn", who.arn());
        out.writeEndObject();
        out.writeStringField("action", action);
        out.writeStringField("resource", resource);
        out.writeObjectFieldStart("conditions");
        out.writeArrayFieldStart("items");
        for (Map.Entry<String, List<String>> condition : conditions.entrySet()) {
            key(out, condition.getKey(), condition.getValue());
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private void write(Matched statement, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("statementId", statement.id());
        out.writeStringField("effect", statement.effect().name());
        items(out, "principals", List.of(who.id().replaceFirst(":.*", "")));
        items(out, "principalGroups", List.of());
        items(out, "actions", statement.actions());
        items(out, "resources", statement.resources());
        out.writeObjectFieldStart("conditions");
        out.writeArrayFieldStart("items");
        for (Condition condition : statement.conditions()) {
            key(out, condition.key(), condition.values());
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void key(JsonGenerator out, String key, List<String> values) throws IOException {
        out.writeStartObject();
        out.writeStringField("key", key);
        items(out, "values", values);
        out.writeEndObject();
    }

    private static void items(JsonGenerator out, String name, List<String> values) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeArrayFieldStart("items");
        for (String value : values) {
            out.writeStartObject();
            out.writeStringField("value", value);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
