package cloudjar.kernel.policy;

import cloudjar.kernel.policy.PolicyProblem.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads policies and refuses what AWS refuses, in AWS's words and order.
 *
 * <p>The words and their order for policies of identities were learnt by others from AWS's answers to malformed
 * documents; those for roles and resources from recorded answers. The grammar is AWS's.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">the grammar</a>
 */
public final class PolicyParser {
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

    private final PolicyRules rules;
    private final Problems problems;

    private PolicyParser(PolicyRules rules) {
        this.rules = rules;
        this.problems = new Problems(rules.kind().wording());
    }

    /** Reads a document: any text gives a policy or a list of problems. */
    public static PolicyParse parse(String text, PolicyRules rules) {
        return new PolicyParser(rules).parse(text);
    }

    /** A document's size as AWS counts it: its characters without white space. */
    public static int size(String text) {
        return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    private PolicyParse parse(String text) {
        if (text.length() > PolicyRules.LENGTH_MAX) {
            problems.add(Code.TOO_LONG, "", Integer.toString(rules.sizeMax()));
            return refused();
        }
        PolicyDocument document = document(text);
        if (document == null || problems.any() && document.statements().isEmpty()) {
            return refused();
        }
        new PolicyGrammar(rules, problems).check(document);
        if (size(text) > rules.sizeMax()) {
            problems.add(Code.TOO_LARGE, "", Integer.toString(rules.sizeMax()));
        }
        return problems.any() ? refused() : new PolicyParse.Accepted(document);
    }

    private PolicyParse refused() {
        return new PolicyParse.Refused(problems.inOrder());
    }

    private @Nullable PolicyDocument document(String text) {
        PolicyJson json;
        try {
            json = PolicyJson.read(text);
        } catch (IOException notJson) {
            problems.add(Code.NOT_JSON, "", "");
            return null;
        }
        if (!(json instanceof PolicyJson.Members members)) {
            problems.add(Code.NOT_JSON, "", "");
            return null;
        }
        for (String name : members.values().keySet()) {
            if (!ELEMENTS.contains(name) || members.twice().contains(name)) {
                problems.add(Code.SYNTAX, name, "");
            }
        }
        PolicyVersion version = version(members.values().get("Version"));
        String id = StatementReader.text(members.values().get("Id"), "Id", problems);
        return new PolicyDocument(version, id, statements(members.values().get("Statement")));
    }

    private PolicyVersion version(@Nullable PolicyJson json) {
        if (json == null) {
            if (rules.kind().wording() != Wording.RESOURCE) {
                problems.add(Code.VERSION, "Version", "");
            }
            return PolicyVersion.V2008_10_17;
        }
        if (!(json instanceof PolicyJson.Text(String text))) {
            problems.add(Code.SYNTAX, "Version", "");
            return PolicyVersion.V2012_10_17;
        }
        PolicyVersion version = PolicyVersion.of(text).orElse(null);
        if (version == null) {
            problems.add(rules.kind().wording() == Wording.RESOURCE ? Code.VERSION : Code.SYNTAX, "Version", text);
            return PolicyVersion.V2012_10_17;
        }
        if (version == PolicyVersion.V2008_10_17 && rules.kind().wording() != Wording.RESOURCE) {
            problems.add(Code.VERSION, "Version", text);
        }
        return version;
    }

    private List<Statement> statements(@Nullable PolicyJson json) {
        List<Statement> statements = new ArrayList<>();
        StatementReader reader = new StatementReader(problems);
        switch (json) {
            case null -> problems.add(Code.STATEMENT_MISSING, "Statement", "");
            case PolicyJson.Members single -> reader.read(single, "Statement", statements);
            case PolicyJson.Elements(List<PolicyJson> elements) -> {
                if (elements.isEmpty()) {
                    problems.add(Code.STATEMENT_EMPTY, "Statement", "");
                }
                for (int i = 0; i < elements.size(); i++) {
                    reader.read(elements.get(i), "Statement[" + i + "]", statements);
                }
            }
            default -> problems.add(Code.SYNTAX, "Statement", "");
        }
        return statements;
    }
}
