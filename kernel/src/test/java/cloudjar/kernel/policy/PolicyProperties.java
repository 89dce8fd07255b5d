package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.policy.ConditionOperator.Quantifier;
import cloudjar.kernel.policy.ConditionOperator.WhenAbsent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any policies and any request. */
class PolicyProperties {
    private static final Condition TAGGED =
            new Condition(ConditionOperator.parse("StringLike").orElseThrow(), "tag", List.of("a*", "${name}"));

    @Property
    void addingADenialNeverAllows(
            @ForAll("sets") List<PolicyDocument> documents,
            @ForAll("requests") AccessRequest request,
            @ForAll("statements") Statement statement,
            @ForAll("layers") int layer) {
        List<PolicyDocument> more = with(documents, layer, effect(statement, Effect.DENY));
        if (!decide(documents, request).allowed()) {
            assertThat(decide(more, request).allowed()).isFalse();
        }
    }

    @Property
    void addingAnAllowanceToTheIdentityNeverDenies(
            @ForAll("sets") List<PolicyDocument> documents,
            @ForAll("requests") AccessRequest request,
            @ForAll("statements") Statement statement) {
        List<PolicyDocument> more = with(documents, PolicyKind.IDENTITY.ordinal(), effect(statement, Effect.ALLOW));
        if (decide(documents, request).allowed()) {
            assertThat(decide(more, request).allowed()).isTrue();
        }
    }

    @Property
    void orderNeverMatters(
            @ForAll("sets") List<PolicyDocument> documents,
            @ForAll("requests") AccessRequest request,
            @ForAll Random random) {
        List<PolicyDocument> shuffled = documents.stream()
                .map(document -> {
                    List<Statement> statements = new ArrayList<>(document.statements());
                    Collections.shuffle(statements, random);
                    return new PolicyDocument(document.version(), document.id(), statements);
                })
                .toList();
        assertThat(decide(shuffled, request).getClass())
                .isEqualTo(decide(documents, request).getClass());
    }

    @Property
    void onePolicyOrOneForEachStatementIsTheSame(
            @ForAll("sets") List<PolicyDocument> documents, @ForAll("requests") AccessRequest request) {
        List<CompiledPolicy> apart = documents.getFirst().statements().stream()
                .map(statement -> document(List.of(statement)))
                .map(document -> CompiledPolicy.of(document, PolicyKind.IDENTITY, "part"))
                .toList();
        List<CompiledPolicy> backwards = new ArrayList<>(apart);
        Collections.reverse(backwards);
        Class<?> expected = decide(documents, request).getClass();
        assertThat(PolicyEvaluator.decide(request, set(documents).withIdentity(PolicyLayer.of(apart)))
                        .getClass())
                .isEqualTo(expected);
        assertThat(PolicyEvaluator.decide(request, set(documents).withIdentity(PolicyLayer.of(backwards)))
                        .getClass())
                .isEqualTo(expected);
    }

    @Property
    void ifExistsHoldsWhereverTheOperatorHolds(
            @ForAll("comparisons") Comparison comparison,
            @ForAll Quantifier quantifier,
            @ForAll("values") List<String> expected,
            @ForAll("values") List<String> actual) {
        boolean plain = holds(comparison, quantifier, WhenAbsent.UNMATCHED, expected, actual);
        boolean ifExists = holds(comparison, quantifier, WhenAbsent.HOLDS, expected, actual);
        assertThat(ifExists).isEqualTo(plain || actual.isEmpty());
    }

    @Property
    void negationTurnsAPlainOperatorAround(
            @ForAll("values") List<String> expected, @ForAll("values") List<String> actual) {
        assertThat(holds(Comparison.STRING_NOT_LIKE, Quantifier.NONE, WhenAbsent.UNMATCHED, expected, actual))
                .isNotEqualTo(holds(Comparison.STRING_LIKE, Quantifier.NONE, WhenAbsent.UNMATCHED, expected, actual));
    }

    /** Against the textbook's definition by recursion over every split. */
    @Property
    void matchesAsTheTextbookSays(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(textbook(pattern, text));
    }

    private static boolean textbook(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return textbook(pattern.substring(1), text) || !text.isEmpty() && textbook(pattern, text.substring(1));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && textbook(pattern.substring(1), text.substring(1));
    }

    private static boolean holds(
            Comparison comparison,
            Quantifier quantifier,
            WhenAbsent whenAbsent,
            List<String> expected,
            List<String> actual) {
        Condition condition = new Condition(new ConditionOperator(quantifier, comparison, whenAbsent), "key", expected);
        return new CompiledCondition(condition, PolicyVersion.V2012_10_17)
                .holds(RequestContext.of(Map.of("key", actual)));
    }

    private static Decision decide(List<PolicyDocument> documents, AccessRequest request) {
        return PolicyEvaluator.decide(request, set(documents));
    }

    /** One document for each kind of policy, in their order. */
    private static PolicySet set(List<PolicyDocument> documents) {
        return PolicySet.NONE
                .withIdentity(PolicyLayer.of(compiled(documents, PolicyKind.IDENTITY)))
                .withBoundary(PolicyLayer.of(compiled(documents, PolicyKind.BOUNDARY)))
                .withSession(PolicyLayer.of(compiled(documents, PolicyKind.SESSION)))
                .withResource(PolicyLayer.of(compiled(documents, PolicyKind.RESOURCE)))
                .withServiceControl(List.of(PolicyLayer.of(compiled(documents, PolicyKind.SERVICE_CONTROL))))
                .withResourceControl(List.of(PolicyLayer.of(compiled(documents, PolicyKind.RESOURCE_CONTROL))));
    }

    private static CompiledPolicy compiled(List<PolicyDocument> documents, PolicyKind kind) {
        return CompiledPolicy.of(documents.get(kind.ordinal()), kind, kind.name());
    }

    private static List<PolicyDocument> with(List<PolicyDocument> documents, int layer, Statement statement) {
        List<PolicyDocument> more = new ArrayList<>(documents);
        List<Statement> statements = new ArrayList<>(documents.get(layer).statements());
        statements.add(statement);
        more.set(layer, document(statements));
        return more;
    }

    private static PolicyDocument document(List<Statement> statements) {
        return new PolicyDocument(PolicyVersion.V2012_10_17, null, statements);
    }

    private static Statement effect(Statement statement, Effect effect) {
        return new Statement(
                statement.sid(),
                effect,
                statement.principals(),
                statement.actions(),
                statement.resources(),
                statement.conditions());
    }

    @Provide
    Arbitrary<Statement> statements() {
        Arbitrary<Selection> actions = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(Sense.NAMED)),
                                Tuple.of(1, Arbitraries.just(Sense.ALL_BUT))),
                        Arbitraries.of("*", "a:*", "a:Get", "b:*", "a:?et")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2))
                .as(Selection::new);
        Arbitrary<Selection> resources = Combinators.combine(
                        Arbitraries.of(Sense.values()),
                        Arbitraries.of("*", "arn:aws:a:::x*", "arn:aws:a:::${name}", "arn:aws:a:::y")
                                .list()
                                .ofSize(1))
                .as(Selection::new);
        Arbitrary<PrincipalSelection> principals = Combinators.combine(
                        Arbitraries.of(Sense.values()),
                        Arbitraries.<PrincipalName>of(
                                        new PrincipalName.Everyone(),
                                        new PrincipalName.Aws(Policies.ACCOUNT),
                                        new PrincipalName.Aws("arn:aws:iam::111122223333:user/exampleuser"),
                                        new PrincipalName.Aws("arn:aws:iam::111122223333:role/examplerole"))
                                .list()
                                .ofSize(1))
                .as(PrincipalSelection::new);
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(4, Effect.ALLOW), Tuple.of(1, Effect.DENY)),
                        actions,
                        resources,
                        principals.injectNull(0.7),
                        Arbitraries.of(List.<Condition>of(), List.of(TAGGED)))
                .as((effect, action, resource, principal, conditions) ->
                        new Statement(null, effect, principal, action, resource, conditions));
    }

    @Provide
    Arbitrary<List<PolicyDocument>> sets() {
        return statements()
                .list()
                .ofMaxSize(3)
                .map(PolicyProperties::document)
                .list()
                .ofSize(PolicyKind.values().length);
    }

    @Provide
    Arbitrary<Integer> layers() {
        return Arbitraries.of(PolicyKind.values())
                .filter(kind -> kind != PolicyKind.TRUST)
                .map(Enum::ordinal);
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        return Combinators.combine(
                        Arbitraries.of(
                                Policies.USER,
                                Policies.ROOT,
                                Policies.ROLE_SESSION,
                                Policies.FEDERATED_USER,
                                Policies.SERVICE,
                                Policies.NOBODY),
                        Arbitraries.of("a:Get", "a:Put", "b:Get"),
                        Arbitraries.of("arn:aws:a:::x1", "arn:aws:a:::y", "*")
                                .list()
                                .ofMaxSize(2),
                        Arbitraries.of(Policies.ACCOUNT, Policies.OTHER_ACCOUNT),
                        Arbitraries.of("abc", "xyz", "y").optional())
                .as((caller, action, resources, account, tag) -> new AccessRequest(
                        caller,
                        ActionName.of(action),
                        resources.stream().map(ResourceName::of).toList(),
                        account,
                        tag.map(value -> RequestContext.of(Map.of("tag", List.of(value), "name", List.of(value))))
                                .orElse(RequestContext.EMPTY)));
    }

    @Provide
    Arbitrary<Comparison> comparisons() {
        return Arbitraries.of(Comparison.values()).filter(comparison -> comparison != Comparison.NULL);
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.of("a", "A", "a*", "", "1", "1.0", "2020", "true", "10.0.0.1", "10.0.0.0/8", "arn:aws:a:::b")
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(9);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(11);
    }
}
