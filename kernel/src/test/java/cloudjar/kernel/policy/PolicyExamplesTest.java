package cloudjar.kernel.policy;

import static cloudjar.kernel.policy.Policies.USER;
import static cloudjar.kernel.policy.Policies.arn;
import static cloudjar.kernel.policy.Policies.context;
import static cloudjar.kernel.policy.Policies.identity;
import static cloudjar.kernel.policy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples from AWS's documentation, each with the decision that its page tells. */
class PolicyExamplesTest {
    private static final String GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

    private static boolean allows(CompiledPolicy policy, String action, String resource, RequestContext context) {
        return PolicyEvaluator.decide(
                        Policies.request(USER, action, resource, context),
                        PolicySet.NONE.withIdentity(PolicyLayer.of(policy)))
                .allowed();
    }

    /** Page {@code reference_policies_evaluation-logic_policy-eval-basics.html}: Carlos within one account. */
    @ParameterizedTest
    @CsvSource({
        "s3:ListAllMyBuckets,arn:aws:s3:::*,true",
        "s3:PutObject,arn:aws:s3:::carlossalazar/a,true",
        "s3:PutObject,arn:aws:s3:::carlossalazar-logs,false",
        "s3:PutObject,arn:aws:s3:::other/a,false"
    })
    void carlosWithinOneAccount(String action, String resource, boolean allowed) {
        CompiledPolicy carlos = identity("""
                {'Sid':'AllowS3ListRead','Effect':'Allow','Action':['s3:GetBucketLocation','s3:ListAllMyBuckets'],
                 'Resource':'arn:aws:s3:::*'},
                {'Sid':'AllowS3Self','Effect':'Allow','Action':'s3:*',
                 'Resource':['arn:aws:s3:::carlossalazar/*','arn:aws:s3:::carlossalazar']},
                {'Sid':'DenyS3Logs','Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::*log*'}""");
        assertThat(allows(carlos, action, resource, RequestContext.EMPTY))
                .as(GUIDE)
                .isEqualTo(allowed);
    }

    /** Page {@code reference_policies_evaluation-logic-cross-account.html}: Carlos in account 111111111111. */
    @ParameterizedTest
    @CsvSource({
        "s3:PutObject,arn:aws:s3:::Production/a,true",
        "s3:PutObject,arn:aws:s3:::Production-logs/a,false",
        "s3:DeleteBucket,arn:aws:s3:::Production,false"
    })
    void carlosAcrossAccounts(String action, String resource, boolean allowed) {
        CompiledPolicy carlos = identity("""
                {'Effect':'Allow','Action':'s3:ListAllMyBuckets','Resource':'*'},
                {'Effect':'Allow','Action':'s3:*Object*','Resource':'arn:aws:s3:::Production/*'},
                {'Sid':'DenyS3Logs','Effect':'Deny','Action':'s3:*',
                 'Resource':['arn:aws:s3:::*log*','arn:aws:s3:::*log*/*']}""");
        CompiledPolicy bucket = policy(PolicyKind.RESOURCE, "bucket", """
                {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:GetObject*','s3:PutObject*'],
                 'Principal':{'AWS':'arn:aws:iam::111111111111:user/carlossalazar'},'Resource':'arn:aws:s3:::Production/*'}]}""");
        AccessRequest request = new AccessRequest(
                Caller.of(new Principal.User(
                        "111111111111", arn("arn:aws:iam::111111111111:user/carlossalazar"), "AIDACARLOS0000000000")),
                ActionName.of(action),
                List.of(ResourceName.of(resource)),
                "222222222222",
                RequestContext.EMPTY);
        PolicySet policies = PolicySet.NONE.withIdentity(PolicyLayer.of(carlos)).withResource(PolicyLayer.of(bucket));
        assertThat(PolicyEvaluator.decide(request, policies).allowed()).isEqualTo(allowed);
    }

    /** Page {@code reference_policies_elements_resource.html}: wildcards in the ARNs of objects. */
    @ParameterizedTest
    @CsvSource({
        "1/test/object.jpg,true",
        "1/2/test/object.jpg,true",
        "1/2/test/3/object.jpg,true",
        "1/2/3/test/4/object.jpg,true",
        "1///test///object.jpg,true",
        "1/test/.jpg,true",
        "//test/object.jpg,true",
        "1/test/,true",
        "1-test/object.jpg,false",
        "test/object.jpg,false",
        "1/2/test.jpg,false"
    })
    void aWildcardReachesOverSlashes(String key, boolean allowed) {
        CompiledPolicy policy = identity(
                "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::DOC-EXAMPLE-BUCKET/*/test/*'}");
        assertThat(allows(policy, "s3:getobject", "arn:aws:s3:::DOC-EXAMPLE-BUCKET/" + key, RequestContext.EMPTY))
                .isEqualTo(allowed);
    }

    /** Page {@code reference_policies_variables.html}. */
    @Test
    void variablesTakeTheirValuesFromTheRequest() {
        CompiledPolicy queues = identity(
                "{'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs:us-east-2:*:${aws:username}-queue'}");
        RequestContext bob = context("aws:username", "Bob");
        assertThat(allows(queues, "sqs:SendMessage", "arn:aws:sqs:us-east-2:111122223333:Bob-queue", bob))
                .isTrue();
        assertThat(allows(queues, "sqs:SendMessage", "arn:aws:sqs:us-east-2:111122223333:Ann-queue", bob))
                .isFalse();
        assertThat(allows(queues, "sqs:SendMessage", "arn:aws:sqs:us-east-2:111122223333:-queue", RequestContext.EMPTY))
                .isFalse();
    }

    /** Page {@code reference_policies_variables.html}, "Specifying default values". */
    @Test
    void variablesMayHaveDefaults() {
        CompiledPolicy team = identity("{'Effect':'Allow','Action':'s3:*','Resource':"
                + "\"arn:aws:s3:::DOC-EXAMPLE-BUCKET-${aws:PrincipalTag/team, 'company-wide'}\"}"
                        .replace("'company-wide'", "\\u0027company-wide\\u0027"));
        String bucket = "arn:aws:s3:::DOC-EXAMPLE-BUCKET-";
        RequestContext yellow = context("aws:PrincipalTag/team", "yellow");
        assertThat(allows(team, "s3:ListBucket", bucket + "yellow", yellow)).isTrue();
        assertThat(allows(team, "s3:ListBucket", bucket + "company-wide", yellow))
                .isFalse();
        assertThat(allows(team, "s3:ListBucket", bucket + "company-wide", RequestContext.EMPTY))
                .isTrue();
    }

    /** Page {@code reference_policies_elements_condition_operators.html}, "IfExists". */
    @Test
    void ifExistsLooksOnlyAtResourcesThatHaveTheKey() {
        String statement = "{'Effect':'Allow','Action':'ec2:RunInstances','Resource':'*',"
                + "'Condition':{'%s':{'ec2:InstanceType':['t1.*','t2.*','m3.*']}}}";
        RequestContext instance = context("ec2:InstanceType", "t2.micro");
        RequestContext large = context("ec2:InstanceType", "c5.large");
        CompiledPolicy does = identity(statement.formatted("StringLikeIfExists"));
        CompiledPolicy doesNot = identity(statement.formatted("StringLike"));
        assertThat(allows(does, "ec2:RunInstances", "arn:aws:ec2:::image/ami-1", RequestContext.EMPTY))
                .isTrue();
        assertThat(allows(doesNot, "ec2:RunInstances", "arn:aws:ec2:::image/ami-1", RequestContext.EMPTY))
                .isFalse();
        assertThat(allows(does, "ec2:RunInstances", "arn:aws:ec2:::instance/*", instance))
                .isTrue();
        assertThat(allows(does, "ec2:RunInstances", "arn:aws:ec2:::instance/*", large))
                .isFalse();
    }

    /** Page {@code reference_policies_examples_aws_my-sec-creds-self-manage.html}: denied unless signed in with MFA. */
    @Test
    void allButSomeActionsNeedMfa() {
        CompiledPolicy policy = identity("""
                {'Effect':'Allow','Action':'*','Resource':'*'},
                {'Sid':'DenyAllExceptListedIfNoMFA','Effect':'Deny','NotAction':['iam:EnableMFADevice','iam:GetUser'],
                 'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}}""");
        String user = "arn:aws:iam::111122223333:user/exampleuser";
        RequestContext withMfa = context("aws:MultiFactorAuthPresent", "true");
        assertThat(allows(policy, "iam:GetUser", user, RequestContext.EMPTY)).isTrue();
        assertThat(allows(policy, "iam:DeleteUser", user, RequestContext.EMPTY)).isFalse();
        assertThat(allows(policy, "iam:DeleteUser", user, withMfa)).isTrue();
    }

    /** Page {@code reference_policies_elements_notresource.html}: all but the payroll. */
    @Test
    void notResourceIsEverythingElse() {
        CompiledPolicy policy = identity("""
                {'Effect':'Allow','Action':'s3:*','Resource':'*'},
                {'Effect':'Deny','Action':'s3:*',
                 'NotResource':['arn:aws:s3:::HRBucket/Payroll','arn:aws:s3:::HRBucket/Payroll/*']}""");
        assertThat(allows(policy, "s3:GetObject", "arn:aws:s3:::HRBucket/Payroll/x", RequestContext.EMPTY))
                .isTrue();
        assertThat(allows(policy, "s3:GetObject", "arn:aws:s3:::HRBucket/x", RequestContext.EMPTY))
                .isFalse();
    }

    /** Page {@code reference_policies_multi-value-conditions.html}: keys are ANDed, values are ORed. */
    @Test
    void allKeysAndAnyValue() {
        CompiledPolicy policy = identity("""
                {'Effect':'Allow','Action':'iam:TagUser','Resource':'*','Condition':{
                 'StringEquals':{'aws:RequestTag/CostCenter':['A-123','B-456'],'aws:PrincipalTag/x':'y'},
                 'ForAllValues:StringEquals':{'aws:TagKeys':'CostCenter'}}}""");
        Map<String, List<String>> right = Map.of(
                "aws:RequestTag/CostCenter", List.of("B-456"),
                "aws:PrincipalTag/x", List.of("y"),
                "aws:TagKeys", List.of("CostCenter"));
        String user = "arn:aws:iam::111122223333:user/exampleuser";
        RequestContext context = RequestContext.of(right);
        assertThat(allows(policy, "iam:TagUser", user, context)).isTrue();
        assertThat(allows(policy, "iam:TagUser", user, context.with("aws:PrincipalTag/x", "z")))
                .isFalse();
        assertThat(allows(
                        policy,
                        "iam:TagUser",
                        user,
                        context.with(Map.of("aws:TagKeys", List.of("CostCenter", "Other")))))
                .isFalse();
    }

    /** Organizations user guide, "SCP evaluation": every level from the root to the account must allow. */
    @Test
    void everyLevelOfAnOrganizationMustAllow() {
        CompiledPolicy all =
                Policies.statements(PolicyKind.SERVICE_CONTROL, "{'Effect':'Allow','Action':'*','Resource':'*'}");
        CompiledPolicy storage =
                Policies.statements(PolicyKind.SERVICE_CONTROL, "{'Effect':'Allow','Action':'s3:*','Resource':'*'}");
        PolicySet set = PolicySet.NONE
                .withIdentity(PolicyLayer.of(identity("{'Effect':'Allow','Action':'*','Resource':'*'}")))
                .withServiceControl(List.of(PolicyLayer.of(all), PolicyLayer.of(storage), PolicyLayer.of(all)));
        assertThat(PolicyEvaluator.decide(Policies.request(USER, "s3:GetObject", "arn:aws:s3:::a/b"), set)
                        .allowed())
                .isTrue();
        assertThat(PolicyEvaluator.decide(Policies.request(USER, "ec2:Run", "*"), set))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.SERVICE_CONTROL));
        assertThat(PolicyEvaluator.decide(
                        Policies.request(USER, "s3:GetObject", "arn:aws:s3:::a/b"),
                        set.withServiceControl(List.of(PolicyLayer.of(all), PolicyLayer.NONE))))
                .isEqualTo(new Decision.ImplicitlyDenied(PolicyKind.SERVICE_CONTROL));
    }
}
