package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.Optional;

/** Finds managed policies by their ARNs: the account's own and those of AWS. */
final class PolicyLookup {
    private static final String RESOURCE = "policy/";

    private PolicyLookup() {}

    /**
     * The policy with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is no ARN
     */
    static Optional<ManagedPolicy> find(Snapshot snapshot, Call call, String text) {
        Arn arn = Arn.parse(text).orElseThrow(IamErrors::badArn);
        return find(snapshot, call.account(), arn);
    }

    /** The policy with this ARN, as the account sees it. */
    static Optional<ManagedPolicy> find(Snapshot snapshot, String account, Arn arn) {
        if (!arn.service().equals("iam") || !arn.resource().startsWith(RESOURCE)) {
            return Optional.empty();
        }
        Optional<ManagedPolicy> policy = Optional.empty();
        if (arn.account().equals(ManagedPolicy.AWS)) {
            policy = AwsPolicies.named(arn.name());
        } else if (arn.account().equals(account)) {
            policy = IamTables.POLICIES.in(Scope.account(account)).get(snapshot, IamTables.fold(arn.name()));
        }
        return policy.filter(found -> found.arn(arn.partition()).equals(arn.toString()));
    }

    /**
     * The policy with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    static ManagedPolicy existing(Snapshot snapshot, Call call, String arn) {
        return find(snapshot, call, arn).orElseThrow(() -> IamErrors.noPolicy(arn));
    }

    /**
     * The policy with this ARN, to be changed: one of the account's own.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none, or it is one of AWS
     */
    static ManagedPolicy own(Snapshot snapshot, Call call, String arn) {
        ManagedPolicy policy = existing(snapshot, call, arn);
        if (policy.ofAws()) {
            throw IamErrors.awsPolicy();
        }
        return policy;
    }

    /**
     * The policy with this ARN, to be attached to an identity or to be its boundary.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none, or it is for services' own roles only
     */
    static ManagedPolicy attachable(Snapshot snapshot, Call call, String arn) {
        ManagedPolicy policy = find(snapshot, call, arn).orElseThrow(() -> IamErrors.notAttachable(arn));
        if (policy.serviceOnly()) {
            throw IamErrors.servicePolicy(arn);
        }
        return policy;
    }
}
