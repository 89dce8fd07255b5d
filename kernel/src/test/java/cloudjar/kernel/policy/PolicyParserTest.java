package cloudjar.kernel.policy;

import static cloudjar.kernel.policy.Policies.accepted;
import static cloudjar.kernel.policy.Policies.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.policy.PolicyProblem.Code;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What AWS refuses, and in which words. Those of policies of identities were learnt by the community from AWS's answers to
 * CreatePolicy; those of roles and resources are from recorded answers (2025-03-06, 2026-02-21) and reports.
 */
class PolicyParserTest {
    private static final PolicyRules IDENTITY = PolicyRules.of(PolicyKind.IDENTITY);
    private static final PolicyRules TRUST = PolicyRules.of(PolicyKind.TRUST);
    private static final PolicyRules RESOURCE = PolicyRules.of(PolicyKind.RESOURCE);
    private static final String RIGHT = "'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::example'";

    private static String document(String statement) {
        return "{'Version':'2012-10-17','Statement':{" + statement + "}}";
    }

    private static String message(String json, PolicyRules rules) {
        return refused(json, rules).getFirst().message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is no document",
                "",
                "[]",
                "null",
                "{} {}",
                "{'Version':'2012-10-17'}",
                "{'Version':'2012-10-17','Statement':['afd']}",
                "{'Version':'2012-10-17','Statement':[]}",
                "{'Version':'2012-10-17','Statement':null}",
                "{'Version':'2013-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
                "{'Version':'2012-10-17','Extra':'x','Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
                "{'Version':'2012-10-17','Id':['x'],'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
                "{'Version':'2012-10-17','Id':{},'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
                "{'Version':'2012-10-17','Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}"
            })
    void documentsOfAnotherShapeAreSyntaxErrors(String json) {
        assertThat(message(json, IDENTITY)).isEqualTo("Syntax errors in policy.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Action':'a:b','Resource':'*','Extra':'x'",
                "'Effect':'invalid','Action':'a:b','Resource':'*'",
                "'Action':'a:b','Resource':'*'",
                "'Effect':'Allow','Effect':'Allow','Action':'a:b','Resource':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':{'a':'*'}",
                "'Effect':'Deny','Action':'a:b','Resource':['x',{}]",
                "'Effect':'Allow','NotAction':'a:b','Resource':'*','NotResource':[]",
                "'Effect':'Deny','Action':[[]],'Resource':'*'",
                "'Effect':'Allow','NotAction':'a:b','Action':[],'Resource':'*'",
                "'Effect':'Allow','Action':{},'Resource':'*'",
                "'Effect':'Allow','Action':1,'Resource':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':[]",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':'a'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'a':'b'}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':'b'}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':[]}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':{'a':{}}}",
                "'Effect':'Allow','Resource':'*','Condition':{'DateGreaterThan':{'a':{}}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'x':{'a':'1'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'ForAnyValue::StringEqualsIfExists':{'a':'x'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'NullIfExists':{'a':'true'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':[{'ForAllValues:StringEquals':{'a':'x'}}]",
                "'Sid':{},'Effect':'Allow','Action':'a:b','Resource':'*'",
                "'Sid':[],'Effect':'Allow','Action':'a:b','Resource':'*'",
                "'Effect':'Allow','NotAction':'a:b','Action':'a:c','Resource':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','NotResource':'*'"
            })
    void statementsOfAnotherShapeAreSyntaxErrors(String statement) {
        assertThat(message(document(statement), IDENTITY)).isEqualTo("Syntax errors in policy.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
                "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'a:b','Resource':'*'}}",
                "{'Statement':[{'Sid':'a','Effect':'Allow','Action':'a:b','Resource':'*'},{'Sid':'a','Effect':'Allow'}]}",
                "{'Statement':{'Effect':'denY','Action':'a:b','Resource':'*'}}",
                "{'Statement':{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':{'a':'x'}}}}"
            })
    void identitiesWantTheNewerLanguage(String json) {
        assertThat(message(json, IDENTITY)).isEqualTo("Policy document must be version 2012-10-17 or greater.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'denY','Action':'a:b','Resource':'*'",
                "'Effect':'allow','Resource':'arn:aws:s3:us-east-1::example'",
                "'Effect':'Allow','Action':'a:b','Resource':'arn:aws:s3::example'",
                "'Effect':'Allow','Resource':'arn:aws:s3::example'",
                "'Effect':'Allow','Action':'a:b','NotResource':'arn:aws:s3::example'",
                "'Effect':'Allow','Action':'a:b','Resource':'arn:aws::fdsasf'",
                "'Effect':'Allow','NotAction':'a:b','Resource':'arn:aws::::example'",
                "'Effect':'Allow','Condition':{'DateGreaterThan':{'a':'sdfdsf'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'arn:error:s3:::x','Condition':{'DateGreaterThan':{'a':'x'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateLessThanEquals':{'a':'234-13'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateLessThan':{'a':'9223372036854775808'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateEquals':{'a':'2016-12-13t2:00:00.593194+1'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateEquals':{'a':'2016-12-13t2:00:00.1999999999+10:59'}}"
            })
    void theOlderParserRefusesMore(String statement) {
        assertThat(message(document(statement), IDENTITY)).isEqualTo("The policy failed legacy parsing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Action':'invalid','Resource':'*'|Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "'NotAction':'','Resource':'*'|Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "'Action':'invalid'|Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "'Action':'a a:ListBucket','Resource':'*'|Vendor a a is not valid",
                "'Action':'s*:Get','Resource':'*'|Vendor s* is not valid",
                "'Action':'s3:List:Bucket','Resource':'*'|Actions/Condition can contain only one colon.",
                "'Action':'a:b','Resource':'invalid resource'|Resource invalid resource must be in ARN format or \"*\".",
                "'Action':'a:b','Resource':''|Resource  must be in ARN format or \"*\".",
                "'Action':'s:3:List','Resource':'sdf'|Resource sdf must be in ARN format or \"*\".",
                "'Action':'a:b','Resource':['adf']|Resource adf must be in ARN format or \"*\".",
                "'Action':'a:b','Resource':'a:xyz'|Partition \"xyz\" is not valid for resource \"arn:xyz:*:*:*:*\".",
                "'Action':'a:b','Resource':'a:b:cad'|Partition \"b\" is not valid for resource \"arn:b:cad:*:*:*\".",
                "'Action':'a:b','Resource':'a:b:c:d:e:f:g:h'|Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g:h\".",
                "'Action':'a:b','Resource':'aws:s3:::x'|Partition \"s3\" is not valid for resource \"arn:s3:::x:*\".",
                "'Action':'a:b','Resource':['arn:error:s3:::x','arn:error:s3::x']|Partition \"error\" is not valid for resource \"arn:error:s3:::x\".",
                "'Action':'a:b'|Policy statement must contain resources.",
                "'Action':'a:b','Resource':[]|Policy statement must contain resources.",
                "'Resource':'*'|Policy statement must contain actions.",
                "'Action':[],'Resource':'*'|Policy statement must contain actions.",
                "'Action':'a:b','Resource':'arn:aws'|Resource vendor must be fully qualified and cannot contain regexes.",
                "'Action':'a:b','Resource':'arn:aws:*:::x'|Resource vendor must be fully qualified and cannot contain regexes.",
                "'Action':'a:b','Resource':'*','Principal':'*'|Policy document should not specify a principal.",
                "'Action':'a:b','Resource':'*','Sid':'a-b'|Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
            })
    void identitiesAreToldWhatIsWrong(String statement, String message) {
        assertThat(message(document("'Effect':'Allow'," + statement), IDENTITY)).isEqualTo(message);
    }

    @Test
    void statementIdsAreUnique() {
        assertThat(message(
                        "{'Version':'2012-10-17','Statement':[{'Sid':'a'," + RIGHT + "},{'Sid':'a','Effect':'Allow'}]}",
                        IDENTITY))
                .isEqualTo("Statement IDs (SID) in a single policy must be unique.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                "'Effect':'Allow','Action':'iam: asdf safdsf af ','Resource':'*'",
                "'Effect':'Allow','Action':'*','Resource':['arn:aws:s3:::example','*']",
                "'Effect':'Allow','Action':'*:*','Resource':'*'",
                "'Effect':'Allow','Action':'s3-s.x_y:List','Resource':'arn:aws:fdsasf'",
                "'Effect':'Allow','Action':'a:b','Resource':'arn:aws:logs:*'",
                "'Effect':'Allow','Action':'a:b','Resource':'arn:aws:s33:::x','Condition':{}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':{}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':{'a':[]}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'a':{},'x':{}}",
                "'Effect':'Allow','NotAction':'a:b','NotResource':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateGreaterThan':{'a':'01T'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'ForAnyValue:StringEqualsIfExists':{'a':'x'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateEquals':{'a':'2019-07-01T13:20:15Z'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateEquals':{'a':'2016-12-13T21:20:37.593194+00:00'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateEquals':{'a':'2016-12-13t2:00:00.593194+23'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateLessThan':{'a':'-292275054'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'Bool':{'a':true},'NumericEquals':{'a':[1,'2']}}"
            })
    void whatAwsAcceptsIsAccepted(String statement) {
        accepted(document(statement), IDENTITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Version':'2012-10-17',}|This policy contains invalid Json",
                "{}|Missing required field Statement",
                "{'Statement':[]}|Could not parse the policy: Statement is empty!",
                "{'Version':'x','Statement':{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'a:b'}}|The policy must contain a valid version string",
                "{'Statement':{'Principal':{'AWS':'*'},'Action':'a:b'}}|Missing required field Effect",
                "{'Statement':{'Effect':'No','Principal':{'AWS':'*'},'Action':'a:b'}}|Invalid effect: No",
                "{'Statement':{'Effect':'Allow','Action':'a:b'}}|Missing required field Principal",
                "{'Statement':{'Effect':'Allow','Principal':{},'Action':'a:b'}}|Missing required field Principal cannot be empty!",
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'*'}}}|Missing required field Action",
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'a:b','Resource':'*'}}|Has prohibited field Resource",
                "{'Statement':{'Effect':'Allow','NotPrincipal':{'AWS':'*'},'Action':'a:b'}}|Allow with NotPrincipal is not allowed.",
                "{'Statement':{'Effect':'Deny','NotPrincipal':{'AWS':'*'},'Action':'a:b'}}|AssumeRole policy must not contain NotPrincipal field.",
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::1:user/*'},'Action':'a:b'}}|Invalid principal in policy: \"AWS\":\"arn:aws:iam::1:user/*\""
            })
    void rolesAreToldWhatIsWrong(String json, String message) {
        assertThat(message(json, TRUST)).isEqualTo(message);
    }

    @Test
    void resourcesMayUseTheOlderLanguage() {
        PolicyDocument document = accepted(
                "{'Id':'x','Statement':[{'Sid':'some words','Effect':'Allow','Principal':{'AWS':['111122223333'],"
                        + "'Service':'x.amazonaws.com'},'Action':['a:b'],'Resource':'*'}]}",
                RESOURCE);
        assertThat(document.version()).isEqualTo(PolicyVersion.V2008_10_17);
        assertThat(document.id()).isEqualTo("x");
        Statement statement = document.statements().getFirst();
        assertThat(statement.sid()).isEqualTo("some words");
        assertThat(statement.principals())
                .isEqualTo(new PrincipalSelection(
                        Sense.NAMED,
                        List.of(new PrincipalName.Aws("111122223333"), new PrincipalName.Service("x.amazonaws.com"))));
    }

    @Test
    void sizeDoesNotCountWhiteSpace() {
        String spaced = document(RIGHT).replace(",", ",\n    ");
        assertThat(PolicyParser.size(spaced)).isEqualTo(PolicyParser.size(document(RIGHT)));
        accepted(spaced, IDENTITY.withSizeMax(PolicyParser.size(spaced)));
        assertThat(refused(spaced, IDENTITY.withSizeMax(50)).getFirst().code()).isEqualTo(Code.TOO_LARGE);
        assertThat(message(spaced, IDENTITY.withSizeMax(50))).isEqualTo("Cannot exceed quota for PolicySize: 50");
    }

    @Test
    void nestingIsBounded() {
        String deep = "{'Statement':" + "[".repeat(100_000 / 2) + "]".repeat(100_000 / 2) + "}";
        assertThat(refused(deep, IDENTITY).getFirst().code()).isEqualTo(Code.NOT_JSON);
    }

    @Test
    void lengthIsBoundedBeforeReading() {
        assertThat(refused("{".repeat(200_000), IDENTITY).getFirst().code()).isEqualTo(Code.TOO_LONG);
    }

    @Test
    void aServiceMayHaveRulesOfItsOwn() {
        PolicyRules rules = IDENTITY.withChecks(
                statement -> statement.effect() == Effect.ALLOW ? Optional.of("Not here.") : Optional.empty());
        assertThat(message(document(RIGHT), rules)).isEqualTo("Not here.");
    }

    @Test
    void problemsTellWhere() {
        PolicyProblem problem = refused(
                        "{'Version':'2012-10-17','Statement':[{" + RIGHT
                                + "},{'Effect':'Allow','Action':'x','Resource':'*'}]}",
                        IDENTITY)
                .getFirst();
        assertThat(problem.path()).isEqualTo("Statement[1].Action");
        assertThat(problem.value()).isEqualTo("x");
    }
}
