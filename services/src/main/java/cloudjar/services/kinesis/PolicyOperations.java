package cloudjar.services.kinesis;

import cloudjar.api.kinesis.DeleteResourcePolicyInput;
import cloudjar.api.kinesis.DeleteResourcePolicyResponse;
import cloudjar.api.kinesis.GetResourcePolicyInput;
import cloudjar.api.kinesis.GetResourcePolicyOutput;
import cloudjar.api.kinesis.PutResourcePolicyInput;
import cloudjar.api.kinesis.PutResourcePolicyResponse;
import cloudjar.api.kinesis.StreamPolicies;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Snapshot;
import java.nio.charset.StandardCharsets;

/** The policies of streams and consumers. */
final class PolicyOperations implements StreamPolicies {
    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE);

    /** What is answered where there is none: recorded, test_resource_policy_crud. */
    private static final String NONE = "{}";

    private final LimitProfile limits;

    PolicyOperations(LimitProfile limits) {
        this.limits = limits;
    }

    private static void require(Snapshot snapshot, Call call, String arn) {
        if (arn.contains(StreamConsumer.MARK)) {
            StreamConsumer unused = StreamLookup.consumer(snapshot, call.scope(), arn);
        } else {
            DataStream unused = StreamLookup.find(snapshot, call, null, arn);
        }
    }

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyInput in, Call call) {
        if (in.policy().getBytes(StandardCharsets.UTF_8).length > KinesisLimits.POLICY_BYTES.in(limits)) {
            throw KinesisErrors.limit("A policy has at most " + KinesisLimits.POLICY_BYTES.in(limits) + " bytes.");
        }
        if (PolicyParser.parse(in.policy(), RULES) instanceof PolicyParse.Refused refused) {
            throw KinesisErrors.invalid("Policy is invalid: " + refused.first().message());
        }
        boolean unused = call.write(tx -> {
            require(tx, call, in.resourceARN());
            KinesisTables.POLICIES.in(call.scope()).put(tx, in.resourceARN(), in.policy());
            return true;
        });
        return PutResourcePolicyResponse.of();
    }

    @Override
    public GetResourcePolicyOutput getResourcePolicy(GetResourcePolicyInput in, Call call) {
        return call.read(snapshot -> {
            require(snapshot, call, in.resourceARN());
            return GetResourcePolicyOutput.builder()
                    .policy(KinesisTables.POLICIES
                            .in(call.scope())
                            .get(snapshot, in.resourceARN())
                            .orElse(NONE))
                    .build();
        });
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyInput in, Call call) {
        boolean unused = call.write(tx -> {
            require(tx, call, in.resourceARN());
            if (!KinesisTables.POLICIES.in(call.scope()).delete(tx, in.resourceARN())) {
                throw KinesisErrors.notFound("No policy is attached to " + in.resourceARN() + ".");
            }
            return true;
        });
        return DeleteResourcePolicyResponse.of();
    }
}
