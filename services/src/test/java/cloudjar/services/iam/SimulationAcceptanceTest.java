package cloudjar.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** The policy simulator. The codes in brackets are those of the checks that a test proves. */
class SimulationAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String ALLOW =
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";

    private static final String DENY = """
            {"Version": "2012-10-17", "Statement": {
              "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*",
              "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}}""";

    private static IamClient iam(TestWorld world, String account) {
        return world.client(IamClient.builder(), account, Region.AWS_GLOBAL);
    }

    /** [IAM-1] [IAM-4] [IAM-5] [IAM-17] */
    @Test
    void aUserHasWhatItsGroupsHaveWithinItsBoundary(TestWorld world) {
        IamClient iam = iam(world, "400000000001");
        String arn = iam.createUser(create ->
                        create.userName("ann").permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))
                .user()
                .arn();
        iam.createGroup(create -> create.groupName("devs"));
        iam.addUserToGroup(add -> add.groupName("devs").userName("ann"));
        iam.putGroupPolicy(put -> put.groupName("devs").policyName("all").policyDocument(ALLOW));
        List<EvaluationResult> results = iam.simulatePrincipalPolicy(simulate -> simulate.policySourceArn(arn)
                        .actionNames("s3:GetObject", "s3:PutObject", "sqs:SendMessage")
                        .resourceArns("arn:aws:s3:::bucket/key"))
                .evaluationResults();
        assertThat(results)
                .extracting(EvaluationResult::evalDecision)
                .containsExactly(
                        PolicyEvaluationDecisionType.ALLOWED,
                        PolicyEvaluationDecisionType.IMPLICIT_DENY,
                        PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(results.get(1).permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
        var statement = results.getFirst().matchedStatements().getFirst();
        assertThat(statement.sourcePolicyId()).isEqualTo("group_devs_all");
        assertThat(statement.startPosition().column()).isEqualTo(ALLOW.indexOf("{\"Effect") + 1);
        assertThat(statement.endPosition().column()).isEqualTo(ALLOW.indexOf("}]}") + 2);
    }

    /** [IAM-17] */
    @Test
    void aDenialDecidesAndKeysThatLackAreTold(TestWorld world) {
        IamClient iam = iam(world, "400000000002");
        EvaluationResult unknown = iam.simulateCustomPolicy(
                        simulate -> simulate.policyInputList(ALLOW, DENY).actionNames("s3:DeleteObject"))
                .evaluationResults()
                .getFirst();
        assertThat(unknown.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(unknown.missingContextValues()).containsExactly("aws:MultiFactorAuthPresent");
        EvaluationResult denied = iam.simulateCustomPolicy(simulate -> simulate.policyInputList(ALLOW, DENY)
                        .actionNames("s3:DeleteObject")
                        .contextEntries(List.of(ContextEntry.builder()
                                .contextKeyName("aws:MultiFactorAuthPresent")
                                .contextKeyType("boolean")
                                .contextKeyValues("false")
                                .build())))
                .evaluationResults()
                .getFirst();
        assertThat(denied.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(denied.matchedStatements().getFirst().sourcePolicyId()).isEqualTo("PolicyInputList.2");
        assertThat(iam.getContextKeysForCustomPolicy(get -> get.policyInputList(DENY))
                        .contextKeyNames())
                .containsExactly("aws:MultiFactorAuthPresent");
    }

    /** [IAM-2] */
    @Test
    void theWholeAccountIsTold(TestWorld world) {
        IamClient iam = iam(world, "400000000003");
        iam.createUser(create -> create.userName("ann"));
        iam.putUserPolicy(put -> put.userName("ann").policyName("p").policyDocument(ALLOW));
        iam.attachUserPolicy(attach -> attach.userName("ann").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        iam.createPolicy(create -> create.policyName("own").policyDocument(ALLOW));
        var details = iam.getAccountAuthorizationDetails();
        assertThat(details.userDetailList().getFirst().userPolicyList()).hasSize(1);
        assertThat(details.policies())
                .extracting(policy -> policy.policyName())
                .containsExactly("own", "ReadOnlyAccess");
    }
}
