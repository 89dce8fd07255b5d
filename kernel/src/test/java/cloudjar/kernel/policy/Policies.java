package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;

/** Policies and callers for tests. */
final class Policies {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";

    static final Caller USER = Caller.of(user("exampleuser"));
    static final Caller ROOT = Caller.of(new Principal.Root(ACCOUNT, Partition.AWS));
    static final Caller ROLE_SESSION = Caller.session(
            new Principal.AssumedRole(
                    ACCOUNT,
                    arn("arn:aws:sts::111122223333:assumed-role/examplerole/examplerolesessionname"),
                    "AROAEXAMPLEROLE000001",
                    "examplerolesessionname"),
            arn("arn:aws:iam::111122223333:role/examplerole"));
    static final Caller FEDERATED_USER = Caller.session(
            new Principal.Federated(
                    ACCOUNT, arn("arn:aws:sts::111122223333:federated-user/exampleuser"), "exampleuser"),
            arn("arn:aws:iam::111122223333:user/exampleuser"));
    static final Caller SERVICE = Caller.of(new Principal.Service("topics.amazonaws.com"));
    static final Caller NOBODY = Caller.of(new Principal.Anonymous());

    private Policies() {}

    static Principal.User user(String name) {
        return new Principal.User(ACCOUNT, arn("arn:aws:iam::111122223333:user/" + name), "AIDAEXAMPLEUSER000001");
    }

    static Arn arn(String text) {
        return Arn.parse(text).orElseThrow();
    }

    /** A document of this kind; its strings may be in single quotes. */
    static CompiledPolicy policy(PolicyKind kind, String id, String json) {
        return switch (PolicyParser.parse(quoted(json), PolicyRules.of(kind).withResource(Presence.OPTIONAL))) {
            case PolicyParse.Accepted(PolicyDocument document) -> CompiledPolicy.of(document, kind, id);
            case PolicyParse.Refused refused -> throw new AssertionError(refused);
        };
    }

    /** A policy of these statements in the current version. */
    static CompiledPolicy statements(PolicyKind kind, String statements) {
        return policy(kind, kind.name(), "{'Version':'2012-10-17','Statement':[" + statements + "]}");
    }

    static CompiledPolicy identity(String statements) {
        return statements(PolicyKind.IDENTITY, statements);
    }

    static CompiledPolicy resource(String statements) {
        return statements(PolicyKind.RESOURCE, statements);
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }

    static AccessRequest request(Caller caller, String action, String resource) {
        return request(caller, action, resource, RequestContext.EMPTY);
    }

    static AccessRequest request(Caller caller, String action, String resource, RequestContext context) {
        return new AccessRequest(caller, ActionName.of(action), List.of(ResourceName.of(resource)), ACCOUNT, context);
    }

    static RequestContext context(String key, String... values) {
        return RequestContext.of(Map.of(key, List.of(values)));
    }

    static PolicyDocument accepted(String json, PolicyRules rules) {
        PolicyParse parse = PolicyParser.parse(quoted(json), rules);
        assertThat(parse).isInstanceOf(PolicyParse.Accepted.class);
        return ((PolicyParse.Accepted) parse).document();
    }

    static List<PolicyProblem> refused(String json, PolicyRules rules) {
        PolicyParse parse = PolicyParser.parse(quoted(json), rules);
        assertThat(parse).as(json).isInstanceOf(PolicyParse.Refused.class);
        return ((PolicyParse.Refused) parse).problems();
    }
}
