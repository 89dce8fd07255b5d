package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is a policy or has problems; and any policy can be asked. */
class PolicyFuzz {
    private static final String SEED = Policies.quoted("""
            {'Version':'2012-10-17','Id':'x','Statement':[{'Sid':'S1','Effect':'Allow','Action':['a:b*','c:*'],
             'Resource':['arn:aws:s3:::x/${aws:username}/*','*'],'Condition':{'ForAnyValue:StringLikeIfExists':
             {'aws:TagKeys':['a*','b']},'DateLessThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'},
             'IpAddress':{'aws:SourceIp':'10.0.0.0/8'},'Null':{'x':true},'NumericLessThan':{'y':10}}},
             {'Effect':'Deny','NotAction':'a:b','NotResource':'arn:aws:x:*','Principal':{'AWS':['1','*'],'Service':'s'}}]}""");

    @Property
    void anyTextIsAPolicyOrHasProblems(@ForAll String text, @ForAll PolicyKind kind) {
        parseAndAsk(text, kind);
    }

    @Property
    void aMutatedPolicyIsAPolicyOrHasProblems(@ForAll("mutants") String text, @ForAll PolicyKind kind) {
        parseAndAsk(text, kind);
    }

    @Property
    void jsonOfPolicyWordsIsAPolicyOrHasProblems(@ForAll("values") String text, @ForAll PolicyKind kind) {
        parseAndAsk(text, kind);
    }

    private static void parseAndAsk(String text, PolicyKind kind) {
        switch (PolicyParser.parse(text, PolicyRules.of(kind))) {
            case PolicyParse.Accepted(PolicyDocument document) -> {
                CompiledPolicy policy = CompiledPolicy.of(document, kind, "fuzz");
                PolicySet set =
                        PolicySet.NONE.withIdentity(PolicyLayer.of(policy)).withResource(PolicyLayer.of(policy));
                assertThat(PolicyEvaluator.decide(
                                Policies.request(
                                        Policies.USER,
                                        "a:b",
                                        "arn:aws:s3:::x/bob/y",
                                        Policies.context("aws:tagkeys", "ab", "")),
                                set))
                        .isNotNull();
            }
            case PolicyParse.Refused(List<PolicyProblem> problems) ->
                assertThat(problems)
                        .isNotEmpty()
                        .isSortedAccordingTo(Comparator.comparing(PolicyProblem::code))
                        .allSatisfy(problem -> assertThat(problem.message()).isNotEmpty());
        }
    }

    /** The seed with pieces of itself cut, doubled, or replaced. */
    @Provide
    Arbitrary<String> mutants() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, SEED.length());
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "\"", "{", "}", "[", "]", ",", ":", "null", "\"*\"", "*", "${", "}", "\\u0000", "😀", "9e999"),
                Combinators.combine(places, places)
                        .as((from, to) -> SEED.substring(Math.min(from, to), Math.max(from, to))));
        return Combinators.combine(places, Arbitraries.integers().between(0, 12), pieces)
                .as((at, cut, piece) ->
                        SEED.substring(0, at) + piece + SEED.substring(Math.min(SEED.length(), at + cut)));
    }

    /** JSON whose names and strings are words of policies. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> words = Arbitraries.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        "Sid",
                        "Effect",
                        "Allow",
                        "Deny",
                        "Action",
                        "NotAction",
                        "Resource",
                        "NotResource",
                        "Principal",
                        "AWS",
                        "Condition",
                        "StringLike",
                        "Null",
                        "*",
                        "a:b",
                        "arn:aws:s3:::x",
                        "${a, 'b'}",
                        "")
                .map(word -> '"' + word + '"');
        return Arbitraries.recursive(
                () -> Arbitraries.oneOf(words, Arbitraries.of("1", "true", "null", "{}", "[]")),
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
                        Combinators.combine(words, inner)
                                .as((name, value) -> name + ":" + value)
                                .list()
                                .ofMaxSize(4)
                                .map(list -> "{" + String.join(",", list) + "}")),
                0,
                5);
    }
}
