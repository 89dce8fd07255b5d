package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationMessageTest {
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:111122223333:instance/i-1";

    private static AuthorizationMessage message(PolicySet policies) {
        AccessRequest request = new AccessRequest(
                Policies.USER,
                ActionName.of("ec2:StopInstances"),
                List.of(ResourceName.of(INSTANCE)),
                Policies.ACCOUNT,
                RequestContext.of(Map.of("ec2:Region", List.of("us-east-1"))));
        return AuthorizationMessage.of(
                request, "ec2:StopInstances", policies, PolicyEvaluator.decide(request, policies));
    }

    @Test
    void whatNothingAllowsNamesNoStatement() {
        assertThat(message(PolicySet.NONE).json())
                .isEqualTo(
                        "{\"allowed\":false,\"explicitDeny\":false,\"matchedStatements\":{\"items\":[]},"
                                + "\"failures\":{\"items\":[]},\"context\":{\"principal\":{\"id\":\"AIDAEXAMPLEUSER000001\","
                                + "\"name\":\"exampleuser\",\"arn\":\"arn:aws:iam::111122223333:user/exampleuser\"},"
                                + "\"action\":\"ec2:StopInstances\",\"resource\":\"" + INSTANCE + "\",\"conditions\":"
                                + "{\"items\":[{\"key\":\"ec2:region\",\"values\":{\"items\":[{\"value\":\"us-east-1\"}]}}]}}}");
    }

    @Test
    void theStatementThatForbidsIsShown() {
        PolicySet policies = PolicySet.NONE.withIdentity(
                PolicyLayer.of(
                        Policies.identity(
                                "{'Effect':'Allow','Action':'*','Resource':'*'},{'Sid':'NoStop','Effect':'Deny',"
                                        + "'Action':'ec2:Stop*','Resource':'*','Condition':{'StringEquals':{'ec2:Region':'us-east-1'}}}")));
        assertThat(message(policies).json())
                .startsWith(
                        "{\"allowed\":false,\"explicitDeny\":true,\"matchedStatements\":{\"items\":[{"
                                + "\"statementId\":\"NoStop\",\"effect\":\"DENY\",\"principals\":{\"items\":[{\"value\":"
                                + "\"AIDAEXAMPLEUSER000001\"}]},\"principalGroups\":{\"items\":[]},\"actions\":{\"items\":[{"
                                + "\"value\":\"ec2:Stop*\"}]},\"resources\":{\"items\":[{\"value\":\"*\"}]},\"conditions\":{"
                                + "\"items\":[{\"key\":\"ec2:Region\",\"values\":{\"items\":[{\"value\":\"us-east-1\"}]}}]}}]}");
    }
}
