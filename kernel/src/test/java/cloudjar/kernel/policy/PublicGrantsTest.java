package cloudjar.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of AWS's page on blocking public access, and what lies beside them. */
class PublicGrantsTest {
    private static final PublicGrants GRANTS =
            new PublicGrants(Set.of("aws:sourcevpc", "aws:sourceip", "aws:userid", "s3:dataaccesspointarn"));

    private static boolean isPublic(String principal, String condition) {
        String text = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": %s,
            "Action": "s3:PutObject", "Resource": "*", "Condition": {%s}}]}\
            """.formatted(principal, condition);
        return switch (PolicyParser.parse(text, PolicyRules.of(PolicyKind.RESOURCE))) {
            case PolicyParse.Accepted accepted -> GRANTS.in(accepted.document());
            case PolicyParse.Refused refused -> throw new AssertionError(refused.first());
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | `\"*\"`",
                "true | `{\"Federated\": \"graph.facebook.com\"}`",
                "true | `{\"AWS\": [\"111122223333\", \"*\"]}`",
                "false | `{\"AWS\": \"111122223333\"}`",
                "false | `{\"Service\": \"cloudtrail.amazonaws.com\"}`",
            })
    void itIsPublicToWhomIsNotFixed(boolean expected, String principal) {
        assertThat(isPublic(principal, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | `\"StringLike\": {\"aws:SourceVpc\": \"vpc-*\"}`",
                "false | `\"StringEquals\": {\"aws:SourceVpc\": \"vpc-91237329\"}`",
                "true  | `\"StringNotEquals\": {\"aws:SourceVpc\": \"vpc-91237329\"}`",
                "true  | `\"StringEqualsIfExists\": {\"aws:SourceVpc\": \"vpc-91237329\"}`",
                "true  | `\"ForAllValues:StringEquals\": {\"aws:SourceVpc\": \"vpc-91237329\"}`",
                "true  | `\"StringEquals\": {\"aws:SourceVpc\": \"${aws:username}\"}`",
                "true  | `\"StringEquals\": {\"aws:Referer\": \"example.com\"}`",
                "true  | `\"StringEquals\": {\"aws:SourceVpc\": [\"vpc-91237329\", \"vpc-*\"]}`",
                "false | `\"IpAddress\": {\"aws:SourceIp\": \"54.240.0.0/16\"}`",
                "false | `\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}`",
                "true  | `\"IpAddress\": {\"aws:SourceIp\": \"0.0.0.0/1\"}`",
                "true  | `\"IpAddress\": {\"aws:SourceIp\": \"2001::/16\"}`",
                "false | `\"ArnLike\": {\"s3:DataAccessPointArn\":"
                        + " \"arn:aws:s3:us-west-2:123456789012:accesspoint/*\"}`",
                "true  | `\"ArnLike\": {\"s3:DataAccessPointArn\": \"arn:aws:s3:us-west-2:*:accesspoint/*\"}`",
            })
    void conditionsNarrowByFixedValuesAlone(boolean expected, String condition) {
        assertThat(isPublic("\"*\"", condition)).isEqualTo(expected);
    }
}
