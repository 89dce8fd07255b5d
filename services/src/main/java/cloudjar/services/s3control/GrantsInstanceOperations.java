package cloudjar.services.s3control;

import cloudjar.api.s3.HeadBucketRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3control.CreateAccessGrantsInstanceRequest;
import cloudjar.api.s3control.CreateAccessGrantsInstanceResult;
import cloudjar.api.s3control.DeleteAccessGrantsInstanceRequest;
import cloudjar.api.s3control.DeleteAccessGrantsInstanceResourcePolicyRequest;
import cloudjar.api.s3control.DeleteAccessGrantsInstanceResourcePolicyResponse;
import cloudjar.api.s3control.DeleteAccessGrantsInstanceResponse;
import cloudjar.api.s3control.GetAccessGrantsInstanceForPrefixRequest;
import cloudjar.api.s3control.GetAccessGrantsInstanceForPrefixResult;
import cloudjar.api.s3control.GetAccessGrantsInstanceRequest;
import cloudjar.api.s3control.GetAccessGrantsInstanceResourcePolicyRequest;
import cloudjar.api.s3control.GetAccessGrantsInstanceResourcePolicyResult;
import cloudjar.api.s3control.GetAccessGrantsInstanceResult;
import cloudjar.api.s3control.GrantsInstances;
import cloudjar.api.s3control.ListAccessGrantsInstanceEntry;
import cloudjar.api.s3control.ListAccessGrantsInstancesRequest;
import cloudjar.api.s3control.ListAccessGrantsInstancesResult;
import cloudjar.api.s3control.PutAccessGrantsInstanceResourcePolicyRequest;
import cloudjar.api.s3control.PutAccessGrantsInstanceResourcePolicyResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The operations on what holds an account's access grants. */
final class GrantsInstanceOperations implements GrantsInstances {
    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE);

    private final Cloud cloud;

    GrantsInstanceOperations(Cloud cloud) {
        this.cloud = cloud;
    }

    private static ScopedTable<String, GrantsInstance> table(Call call) {
        return S3ControlTables.GRANTS_INSTANCES.in(call.scope());
    }

    /** The account's; refuses where it has none. */
    static GrantsInstance get(Snapshot snapshot, Call call) {
        return table(call).get(snapshot, GrantsInstance.ID).orElseThrow(GrantErrors::noInstance);
    }

    /** Identities of IAM Identity Center are not known here: a grant to one would be good for nobody. */
    @Override
    public CreateAccessGrantsInstanceResult createAccessGrantsInstance(
            CreateAccessGrantsInstanceRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        if (in.identityCenterArn() != null) {
            throw NotImplemented.of("s3control", "CreateAccessGrantsInstance with an instance of IAM Identity Center");
        }
        Map<String, String> tags = ResourceTags.of(in.tags());
        GrantsInstance made = new GrantsInstance(own.time().truncatedTo(ChronoUnit.MILLIS), null, null, null);
        own.write(tx -> {
            if (table(own).contains(tx, GrantsInstance.ID)) {
                throw GrantErrors.instanceExists();
            }
            table(own).put(tx, GrantsInstance.ID, made);
            TagSet.put(tx, own, GrantsInstance.arn(own).toString(), tags);
            return true;
        });
        return CreateAccessGrantsInstanceResult.builder()
                .createdAt(made.created())
                .accessGrantsInstanceId(GrantsInstance.ID)
                .accessGrantsInstanceArn(GrantsInstance.arn(own).toString())
                .build();
    }

    @Override
    public GetAccessGrantsInstanceResult getAccessGrantsInstance(GetAccessGrantsInstanceRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return GetAccessGrantsInstanceResult.builder()
                .createdAt(own.read(snapshot -> get(snapshot, own)).created())
                .accessGrantsInstanceId(GrantsInstance.ID)
                .accessGrantsInstanceArn(GrantsInstance.arn(own).toString())
                .build();
    }

    @Override
    public ListAccessGrantsInstancesResult listAccessGrantsInstances(ListAccessGrantsInstancesRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        Optional<GrantsInstance> instance = own.read(snapshot -> table(own).get(snapshot, GrantsInstance.ID));
        return ListAccessGrantsInstancesResult.builder()
                .accessGrantsInstancesList(instance.stream()
                        .map(found -> ListAccessGrantsInstanceEntry.builder()
                                .accessGrantsInstanceId(GrantsInstance.ID)
                                .accessGrantsInstanceArn(GrantsInstance.arn(own).toString())
                                .createdAt(found.created())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public DeleteAccessGrantsInstanceResponse deleteAccessGrantsInstance(
            DeleteAccessGrantsInstanceRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.write(tx -> {
            get(tx, own);
            boolean used = S3ControlTables.GRANTS_LOCATIONS
                    .in(own.scope())
                    .rows(tx, Range.all().limit(1))
                    .first()
                    .isPresent();
            if (used) {
                throw GrantErrors.instanceNotEmpty();
            }
            TagSet.delete(tx, own, GrantsInstance.arn(own).toString());
            return table(own).delete(tx, GrantsInstance.ID);
        });
        return DeleteAccessGrantsInstanceResponse.of();
    }

    /** Known for buckets of the caller's own account. */
    @Override
    public GetAccessGrantsInstanceForPrefixResult getAccessGrantsInstanceForPrefix(
            GetAccessGrantsInstanceForPrefixRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        GrantScope scope = GrantScope.parse(in.s3Prefix(), false).orElseThrow(GrantErrors::invalidLocation);
        own.read(snapshot -> get(snapshot, own));
        try {
            cloud.client(S3.API)
                    .headBucket(
                            HeadBucketRequest.builder()
                                    .bucket(scope.bucket())
                                    .expectedBucketOwner(own.account())
                                    .build(),
                            own);
        } catch (ApiException others) {
            throw GrantErrors.noInstance();
        }
        return GetAccessGrantsInstanceForPrefixResult.builder()
                .accessGrantsInstanceId(GrantsInstance.ID)
                .accessGrantsInstanceArn(GrantsInstance.arn(own).toString())
                .build();
    }

    private static GrantsInstance change(Call call, UnaryOperator<GrantsInstance> change) {
        return call.write(tx -> {
            GrantsInstance changed = change.apply(get(tx, call));
            table(call).put(tx, GrantsInstance.ID, changed);
            return changed;
        });
    }

    @Override
    public PutAccessGrantsInstanceResourcePolicyResult putAccessGrantsInstanceResourcePolicy(
            PutAccessGrantsInstanceResourcePolicyRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        if (!(PolicyParser.parse(in.policy(), RULES) instanceof PolicyParse.Accepted)) {
            throw GrantErrors.invalidPolicy();
        }
        Instant now = own.time().truncatedTo(ChronoUnit.MILLIS);
        change(own, instance -> instance.with(in.policy(), in.organization(), now));
        return PutAccessGrantsInstanceResourcePolicyResult.builder()
                .policy(in.policy())
                .organization(in.organization())
                .createdAt(now)
                .build();
    }

    /** S3 asks for it as well, of the account whose grants somebody of another account asks for. */
    @Override
    public GetAccessGrantsInstanceResourcePolicyResult getAccessGrantsInstanceResourcePolicy(
            GetAccessGrantsInstanceResourcePolicyRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        GrantsInstance instance = own.read(snapshot -> get(snapshot, own));
        if (instance.policy() == null) {
            throw GrantErrors.noPolicy();
        }
        return GetAccessGrantsInstanceResourcePolicyResult.builder()
                .policy(instance.policy())
                .organization(instance.organization())
                .createdAt(instance.policyCreated())
                .build();
    }

    @Override
    public DeleteAccessGrantsInstanceResourcePolicyResponse deleteAccessGrantsInstanceResourcePolicy(
            DeleteAccessGrantsInstanceResourcePolicyRequest in, Call call) {
        change(OwnAccount.in(call, in.accountId()), instance -> instance.with(null, null, null));
        return DeleteAccessGrantsInstanceResourcePolicyResponse.of();
    }
}
