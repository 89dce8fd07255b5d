package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Condition operators.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">operators</a>
 */
class PolicyConditionTest {
    private static boolean holds(String operator, List<String> expected, List<String> actual) {
        Condition condition = new Condition(ConditionOperator.parse(operator).orElseThrow(), "Test:Key", expected);
        return new CompiledCondition(condition, PolicyVersion.V2012_10_17)
                .holds(RequestContext.of(Map.of("test:KEY", actual)).with("aws:username", "bob"));
    }

    private static List<String> list(String text) {
        return text.equals("-") ? List.of() : List.of(text.split(";", -1));
    }

    /** Policy values and request values are separated by semicolons; a dash stands for none. */
    @ParameterizedTest
    @CsvSource({
        "StringEquals,a,a,true",
        "StringEquals,a,A,false",
        "StringEquals,a;b,b,true",
        "StringEquals,a*,a*,true",
        "StringEquals,a*,ab,false",
        "StringEquals,${aws:username},bob,true",
        "StringEquals,${aws:missing},'',false",
        "StringNotEquals,${aws:missing},x,true",
        "'StringEquals','${aws:missing, ''x''}',x,true",
        "StringEquals,a,-,false",
        "StringEquals,-,a,false",
        "StringNotEquals,a,b,true",
        "StringNotEquals,a;b,b,false",
        "StringNotEquals,a,-,true",
        "StringNotEquals,-,a,true",
        "StringEqualsIgnoreCase,aBc,AbC,true",
        "StringEqualsIgnoreCase,${aws:username},BOB,true",
        "StringNotEqualsIgnoreCase,aBc,AbC,false",
        "StringLike,a*c?,abbbcd,true",
        "StringLike,${aws:username}/*,bob/x,true",
        "StringLike,${*}x,*x,true",
        "StringLike,${*}x,yx,false",
        "StringLike,${?}${$},?$,true",
        "StringNotLike,a*,b,true",
        "StringNotLike,a*,-,true",
        "NumericEquals,10,10.0,true",
        "NumericEquals,10,x,false",
        "NumericNotEquals,10,11,true",
        "NumericNotEquals,10,-,true",
        "NumericLessThan,10,9,true",
        "NumericLessThan,10,10,false",
        "NumericLessThanEquals,10,10,true",
        "NumericGreaterThan,10,1e3,true",
        "NumericGreaterThanEquals,10,9,false",
        "NumericGreaterThanEquals,1E-999999999,1E+999999999,true",
        "NumericLessThan,10,-,false",
        "DateEquals,2020-01-01T00:00:00Z,1577836800,true",
        "DateEquals,2020,2020-01-01T01:00:00+01:00,true",
        "DateNotEquals,2020-01-01,2020-01-02,true",
        "DateGreaterThan,2020-01-01T00:00:01Z,2020-01-01T00:00:02Z,true",
        "DateGreaterThanEquals,2020-01-01T00:00:01Z,2020-01-01T00:00:01Z,true",
        "DateLessThan,2020-01-01T00:00:01Z,2020-01-01T00:00:01Z,false",
        "DateLessThanEquals,2020-01-01T00:00:01Z,2020-01-01T00:00:00.999Z,true",
        "DateLessThan,2020-01-01T00:00:01Z,yesterday,false",
        "Bool,true,true,true",
        "Bool,true,TRUE,true",
        "Bool,true,false,false",
        "Bool,false,-,false",
        "BoolIfExists,false,-,true",
        "BinaryEquals,QmluYXJ5VmFsdWVJbkJhc2U2NA==,QmluYXJ5VmFsdWVJbkJhc2U2NA==,true",
        "BinaryEquals,QmluYXJ5VmFsdWVJbkJhc2U2NA==,QmluYXJ5,false",
        "IpAddress,203.0.113.0/24,203.0.113.77,true",
        "IpAddress,203.0.113.0/24,203.0.114.1,false",
        "IpAddress,203.0.113.5,203.0.113.5,true",
        "IpAddress,203.0.113.5,203.0.113.6,false",
        "IpAddress,0.0.0.0/0,1.2.3.4,true",
        "IpAddress,0.0.0.0/0,2001:db8::1,false",
        "IpAddress,203.0.113.0/24;2001:DB8:1234:5678::/64,2001:db8:1234:5678:1:2:3:4,true",
        "IpAddress,2001:DB8:1234:5678::/64,2001:db8:1234:5679::,false",
        "IpAddress,::/0,2001:db8::1,true",
        "IpAddress,203.0.113.0/24,::ffff:203.0.113.9,true",
        "IpAddress,203.0.113.0/33,203.0.113.9,false",
        "IpAddress,localhost,localhost,false",
        "NotIpAddress,203.0.113.0/24,203.0.114.1,true",
        "NotIpAddress,203.0.113.0/24,203.0.113.1,false",
        "NotIpAddress,203.0.113.0/24,-,true",
        "ArnEquals,arn:aws:x:*:111122223333:f/*,arn:aws:x:us-east-2:111122223333:f/a/b,true",
        "ArnLike,arn:aws:x:*:111122223333:f/*,arn:aws:x:us-east-2:999999999999:s/abc:111122223333:f/d,false",
        "StringLike,arn:aws:x:*:111122223333:f/*,arn:aws:x:us-east-2:999999999999:s/abc:111122223333:f/d,true",
        "ArnNotLike,arn:aws:x:*:111122223333:f/*,arn:aws:x:us-east-2:111122223333:f/a,false",
        "ArnNotEquals,arn:aws:x:*:111122223333:f/*,-,true",
        "ArnLike,arn:aws:x:::${aws:username},arn:aws:x:::bob,true",
        "Null,true,-,true",
        "Null,true,x,false",
        "Null,false,x,true",
        "Null,false,-,false",
        "StringEqualsIfExists,a,-,true",
        "StringEqualsIfExists,a,b,false",
        "StringNotEqualsIfExists,a,-,true",
        "StringNotEqualsIfExists,a,a,false",
        "ForAllValues:StringEquals,a;b;c,a;b,true",
        "ForAllValues:StringEquals,PostDateTime;Message;Tags,PostDateTime;UserName,false",
        "ForAnyValue:StringEquals,PostDateTime;Message;Tags,PostDateTime;UserName,true",
        "ForAllValues:StringEquals,a,-,true",
        "ForAllValues:StringEquals,a,'',true",
        "ForAnyValue:StringEquals,a,-,false",
        "ForAnyValue:StringNotEquals,a,-,false",
        "ForAnyValue:StringEqualsIfExists,a,-,true",
        "ForAnyValue:StringNotEquals,a,a;b,true",
        "ForAllValues:StringNotEquals,a,a;b,false",
        "ForAllValues:StringNotLike,x*,a;b,true"
    })
    void holdsAsDocumented(String operator, String expected, String actual, boolean holds) {
        assertThat(holds(operator, list(expected), list(actual))).isEqualTo(holds);
    }

    @Test
    void theOlderLanguageHasNoVariables() {
        Condition condition =
                new Condition(ConditionOperator.parse("StringEquals").orElseThrow(), "k", List.of("${aws:username}"));
        RequestContext context = RequestContext.EMPTY.with("aws:username", "bob");
        CompiledCondition compiled = new CompiledCondition(condition, PolicyVersion.V2008_10_17);
        assertThat(compiled.holds(context.with("k", "bob"))).isFalse();
        assertThat(compiled.holds(context.with("k", "${aws:username}"))).isTrue();
    }

    @Test
    void aKeyOfSeveralValuesIsNoVariable() {
        Condition condition =
                new Condition(ConditionOperator.parse("StringEquals").orElseThrow(), "k", List.of("${many}"));
        RequestContext context = RequestContext.of(Map.of("many", List.of("a", "b"), "k", List.of("a")));
        assertThat(new CompiledCondition(condition, PolicyVersion.V2012_10_17).holds(context))
                .isFalse();
    }

    @Test
    void wildcardsInValuesOfVariablesAreLetters() {
        Condition condition =
                new Condition(ConditionOperator.parse("StringLike").orElseThrow(), "k", List.of("${aws:username}/?"));
        RequestContext context = RequestContext.EMPTY.with("aws:username", "*");
        CompiledCondition compiled = new CompiledCondition(condition, PolicyVersion.V2012_10_17);
        assertThat(compiled.holds(context.with("k", "*/x"))).isTrue();
        assertThat(compiled.holds(context.with("k", "a/x"))).isFalse();
    }
}
