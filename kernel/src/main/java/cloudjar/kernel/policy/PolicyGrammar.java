package cloudjar.kernel.policy;

import cloudjar.kernel.policy.PolicyProblem.Code;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that a policy of well-formed statements must still keep. */
final class PolicyGrammar {
    /** Where the accounts of a caller of any known partition live; an ARN may leave it to a wildcard. */
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*");

    private final PolicyRules rules;
    private final Problems problems;

    PolicyGrammar(PolicyRules rules, Problems problems) {
        this.rules = rules;
        this.problems = problems;
    }

    void check(PolicyDocument document) {
        Set<String> sids = new HashSet<>();
        List<Statement> statements = document.statements();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            String path = "Statement[" + i + "]";
            sid(statement, path, sids);
            principals(statement, path);
            resources(statement, path);
            actions(statement, path);
            dates(statement, path);
            for (PolicyCheck check : rules.checks()) {
                check.problem(statement).ifPresent(message -> problems.add(Code.SERVICE, path, message));
            }
        }
    }

    private void sid(Statement statement, String path, Set<String> sids) {
        String sid = statement.sid();
        if (sid == null || sid.isEmpty()) {
            return;
        }
        if (!sids.add(sid)) {
            problems.add(Code.SID_TWICE, path + ".Sid", sid);
        }
        // Policies of resources follow the rules of their service.
        if (rules.kind().wording() == Wording.IDENTITY && !sid.chars().allMatch(PolicyGrammar::alphanumeric)) {
            problems.add(Code.SID_FORM, path + ".Sid", sid);
        }
    }

    private static boolean alphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private void principals(Statement statement, String path) {
        PrincipalSelection principals = statement.principals();
        if (principals == null) {
            if (rules.principal() == Presence.REQUIRED) {
                problems.add(Code.PRINCIPAL_MISSING, path, "");
            }
            return;
        }
        if (rules.principal() == Presence.FORBIDDEN) {
            problems.add(Code.PRINCIPAL_FORBIDDEN, path, "");
            return;
        }
        if (principals.sense() == Sense.ALL_BUT) {
            if (statement.effect() == Effect.ALLOW) {
                problems.add(Code.NOT_PRINCIPAL, path, "Allow with NotPrincipal is not allowed.");
            } else if (rules.kind() == PolicyKind.TRUST) {
                problems.add(Code.NOT_PRINCIPAL, path, "AssumeRole policy must not contain NotPrincipal field.");
            }
        }
        if (principals.names().isEmpty()) {
            problems.add(Code.PRINCIPAL_EMPTY, path, "");
        }
        for (PrincipalName name : principals.names()) {
            if (name instanceof PrincipalName.Aws(String value) && !namesOnePrincipal(value)) {
                problems.add(Code.PRINCIPAL_FORM, path, "\"AWS\":\"" + value + '"');
            }
        }
    }

    /** Whether this is an account, a unique id, or an ARN of one principal: wildcards for a part do not exist here. */
    private static boolean namesOnePrincipal(String value) {
        if (Account.isId(value)) {
            return true;
        }
        if (value.startsWith("arn:")) {
            return value.indexOf('*') < 0
                    && value.indexOf('?') < 0
                    && Arn.parse(value).isPresent();
        }
        return value.length() >= 16 && value.length() <= 128 && value.chars().allMatch(PolicyGrammar::alphanumeric);
    }

    private void resources(Statement statement, String path) {
        Selection resources = statement.resources();
        if (resources == null || resources.patterns().isEmpty()) {
            if (rules.resource() == Presence.REQUIRED) {
                problems.add(Code.RESOURCE_MISSING, path, "");
            }
            return;
        }
        if (rules.resource() == Presence.FORBIDDEN) {
            problems.add(Code.RESOURCE_FORBIDDEN, path, resources.sense() == Sense.NAMED ? "Resource" : "NotResource");
            return;
        }
        for (String resource : resources.patterns()) {
            resource(resource, path + ".Resource");
        }
    }

    private void resource(String resource, String path) {
        if (resource.equals("*")) {
            return;
        }
        String[] parts = resource.split(":", 6);
        if (parts.length < 2 || parts[1].isEmpty() && parts.length == 2) {
            problems.add(Code.RESOURCE_FORM, path, resource);
        } else if (!PARTITIONS.contains(parts[1])) {
            problems.add(Code.RESOURCE_PARTITION, path, resource);
        } else if (parts.length == 2) {
            problems.add(Code.RESOURCE_VENDOR, path, resource);
        } else if (fewerParts(parts)) {
            problems.add(Code.LEGACY, path, resource);
        } else if (parts[2].indexOf('*') >= 0 || parts[2].indexOf('?') >= 0) {
            problems.add(Code.RESOURCE_VENDOR, path, resource);
        }
    }

    /** An ARN may end early, but only where a wildcard stands for the rest; and it has a service. */
    private static boolean fewerParts(String[] parts) {
        if (parts[2].isEmpty()) {
            return true;
        }
        return parts.length > 3 && parts.length < 6 && !parts[parts.length - 1].endsWith("*");
    }

    private void actions(Statement statement, String path) {
        if (statement.actions().patterns().isEmpty()) {
            problems.add(Code.ACTION_MISSING, path, "");
        }
        for (String action : statement.actions().patterns()) {
            action(action, path + ".Action");
        }
    }

    private void action(String action, String path) {
        if (action.equals("*") || action.equals("*:*")) {
            return;
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            problems.add(Code.ACTION_VENDOR_MISSING, path, action);
        } else if (action.indexOf(':', colon + 1) >= 0) {
            problems.add(Code.ACTION_COLONS, path, action);
        } else if (!vendor(action.substring(0, colon))) {
            problems.add(Code.ACTION_VENDOR_FORM, path, action.substring(0, colon));
        }
    }

    private static boolean vendor(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> alphanumeric(c) || c == '-' || c == '.' || c == '_');
    }

    private void dates(Statement statement, String path) {
        for (Condition condition : statement.conditions()) {
            if (condition.operator().comparison().family() == Comparison.Family.DATE) {
                for (String value : condition.values()) {
                    if (PolicyDate.parse(value).isEmpty()) {
                        problems.add(Code.LEGACY, path + ".Condition." + condition.key(), value);
                    }
                }
            }
        }
    }
}
