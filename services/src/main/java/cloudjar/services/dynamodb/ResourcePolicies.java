package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DeleteResourcePolicyInput;
import cloudjar.api.dynamodb.DeleteResourcePolicyOutput;
import cloudjar.api.dynamodb.GetResourcePolicyInput;
import cloudjar.api.dynamodb.GetResourcePolicyOutput;
import cloudjar.api.dynamodb.PolicyNotFoundException;
import cloudjar.api.dynamodb.PutResourcePolicyInput;
import cloudjar.api.dynamodb.PutResourcePolicyOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The policies of tables and streams: kept, with revisions by which writers notice one another. */
final class ResourcePolicies {
    /** Stands for a resource that has no policy. Source: Amazon DynamoDB API Reference, PutResourcePolicy. */
    private static final String NO_POLICY = "NO_POLICY";

    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE);

    private ResourcePolicies() {}

    static PutResourcePolicyOutput put(PutResourcePolicyInput in, Call call) {
        check(in.policy());
        return call.write(tx -> {
            requireResource(tx, call, in.resourceArn());
            var policies = DynamoDbTables.POLICIES.in(call.scope());
            ResourcePolicy old = policies.get(tx, in.resourceArn()).orElse(null);
            requireRevision(in.expectedRevisionId(), old, in.resourceArn());
            if (old != null && old.policy().equals(in.policy())) {
                return PutResourcePolicyOutput.builder()
                        .revisionId(old.revisionId())
                        .build();
            }
            long now = call.time().toEpochMilli();
            long revision = old == null ? now : Math.max(now, Long.parseLong(old.revisionId()) + 1);
            policies.put(tx, in.resourceArn(), new ResourcePolicy(in.policy(), Long.toString(revision)));
            return PutResourcePolicyOutput.builder()
                    .revisionId(Long.toString(revision))
                    .build();
        });
    }

    private static void check(String policy) {
        if (policy.getBytes(StandardCharsets.UTF_8).length > DynamoDbLimits.POLICY_SIZE.current()) {
            throw DynamoDbErrors.invalid(
                    "Maximum policy size of " + DynamoDbLimits.POLICY_SIZE.current() + " bytes exceeded");
        }
        if (PolicyParser.parse(policy, RULES) instanceof PolicyParse.Refused refused) {
            throw DynamoDbErrors.invalid(
                    "Invalid policy document: " + refused.first().message());
        }
    }

    private static void requireRevision(@Nullable String expected, @Nullable ResourcePolicy old, String arn) {
        if (expected == null) {
            return;
        }
        String actual = old == null ? NO_POLICY : old.revisionId();
        if (!expected.equals(actual)) {
            throw notFound(arn);
        }
    }

    private static ApiException notFound(String arn) {
        return new PolicyNotFoundException("Resource-based policy not found for the provided ResourceArn: " + arn);
    }

    static GetResourcePolicyOutput get(GetResourcePolicyInput in, Call call) {
        ResourcePolicy policy = call.read(snapshot -> {
            requireResource(snapshot, call, in.resourceArn());
            return DynamoDbTables.POLICIES
                    .in(call.scope())
                    .get(snapshot, in.resourceArn())
                    .orElseThrow(() -> notFound(in.resourceArn()));
        });
        return GetResourcePolicyOutput.builder()
                .policy(policy.policy())
                .revisionId(policy.revisionId())
                .build();
    }

    static DeleteResourcePolicyOutput delete(DeleteResourcePolicyInput in, Call call) {
        return call.write(tx -> {
            requireResource(tx, call, in.resourceArn());
            var policies = DynamoDbTables.POLICIES.in(call.scope());
            ResourcePolicy old = policies.get(tx, in.resourceArn()).orElse(null);
            requireRevision(in.expectedRevisionId(), old, in.resourceArn());
            if (old == null) {
                return DeleteResourcePolicyOutput.builder().build();
            }
            policies.delete(tx, in.resourceArn());
            return DeleteResourcePolicyOutput.builder()
                    .revisionId(old.revisionId())
                    .build();
        });
    }

    private static void requireResource(Snapshot snapshot, Call call, String arn) {
        if (!arn.startsWith("arn:")) {
            throw DynamoDbErrors.invalid("ARNs must start with 'arn:': " + arn);
        }
        String resource = Arn.parse(arn)
                .filter(parsed -> parsed.service().equals("dynamodb"))
                .map(Arn::resource)
                .orElseThrow(() -> DynamoDbErrors.invalid("Provided Arn is not a DynamoDB resource arn: " + arn));
        if (resource.contains("/stream/")) {
            StreamLookup.stream(snapshot, call, arn);
        } else if (resource.contains("/index/")) {
            throw DynamoDbErrors.invalid("Invalid resource arn provided, only table or stream is accepted."
                    + " Provided resource arn: " + arn);
        } else {
            TableLookup.tagged(snapshot, call, arn);
        }
    }
}
