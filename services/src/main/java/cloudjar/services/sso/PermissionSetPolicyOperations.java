package cloudjar.services.sso;

import cloudjar.api.ssoadmin.AttachCustomerManagedPolicyReferenceToPermissionSetRequest;
import cloudjar.api.ssoadmin.AttachCustomerManagedPolicyReferenceToPermissionSetResponse;
import cloudjar.api.ssoadmin.AttachManagedPolicyToPermissionSetRequest;
import cloudjar.api.ssoadmin.AttachManagedPolicyToPermissionSetResponse;
import cloudjar.api.ssoadmin.AttachedManagedPolicy;
import cloudjar.api.ssoadmin.CustomerManagedPolicyReference;
import cloudjar.api.ssoadmin.DeleteInlinePolicyFromPermissionSetRequest;
import cloudjar.api.ssoadmin.DeleteInlinePolicyFromPermissionSetResponse;
import cloudjar.api.ssoadmin.DeletePermissionsBoundaryFromPermissionSetRequest;
import cloudjar.api.ssoadmin.DeletePermissionsBoundaryFromPermissionSetResponse;
import cloudjar.api.ssoadmin.DetachCustomerManagedPolicyReferenceFromPermissionSetRequest;
import cloudjar.api.ssoadmin.DetachCustomerManagedPolicyReferenceFromPermissionSetResponse;
import cloudjar.api.ssoadmin.DetachManagedPolicyFromPermissionSetRequest;
import cloudjar.api.ssoadmin.DetachManagedPolicyFromPermissionSetResponse;
import cloudjar.api.ssoadmin.GetInlinePolicyForPermissionSetRequest;
import cloudjar.api.ssoadmin.GetInlinePolicyForPermissionSetResponse;
import cloudjar.api.ssoadmin.GetPermissionsBoundaryForPermissionSetRequest;
import cloudjar.api.ssoadmin.GetPermissionsBoundaryForPermissionSetResponse;
import cloudjar.api.ssoadmin.ListCustomerManagedPolicyReferencesInPermissionSetRequest;
import cloudjar.api.ssoadmin.ListCustomerManagedPolicyReferencesInPermissionSetResponse;
import cloudjar.api.ssoadmin.ListManagedPoliciesInPermissionSetRequest;
import cloudjar.api.ssoadmin.ListManagedPoliciesInPermissionSetResponse;
import cloudjar.api.ssoadmin.PermissionSetPolicies;
import cloudjar.api.ssoadmin.PermissionsBoundary;
import cloudjar.api.ssoadmin.PutInlinePolicyToPermissionSetRequest;
import cloudjar.api.ssoadmin.PutInlinePolicyToPermissionSetResponse;
import cloudjar.api.ssoadmin.PutPermissionsBoundaryToPermissionSetRequest;
import cloudjar.api.ssoadmin.PutPermissionsBoundaryToPermissionSetResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.services.sso.PermissionSet.Policies;
import java.util.Objects;
import java.util.function.Function;

/** Policies of permission sets. They come to the accounts when the permission set is provisioned there. */
final class PermissionSetPolicyOperations implements PermissionSetPolicies {
    private static void change(String instanceArn, String setArn, Call call, Function<PermissionSet, Policies> change) {
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, instanceArn);
            PermissionSet set = Instances.set(tx, instance, setArn);
            return Instances.put(tx, instance, set.with(change.apply(set)));
        });
    }

    private static PermissionSet set(String instanceArn, String setArn, Call call) {
        return call.read(snapshot -> Instances.set(snapshot, Instances.own(snapshot, call, instanceArn), setArn));
    }

    private static void checkRoom(Policies policies) {
        if (policies.count() >= SsoLimits.POLICIES.current()) {
            throw SsoErrors.quota(SsoLimits.POLICIES);
        }
    }

    @Override
    public AttachManagedPolicyToPermissionSetResponse attachManagedPolicyToPermissionSet(
            AttachManagedPolicyToPermissionSetRequest in, Call call) {
        change(in.instanceArn(), in.permissionSetArn(), call, set -> {
            if (set.policies().managed().contains(in.managedPolicyArn())) {
                throw SsoErrors.policyAttached(set.id(), in.managedPolicyArn());
            }
            checkRoom(set.policies());
            return set.policies().withManaged(in.managedPolicyArn());
        });
        return AttachManagedPolicyToPermissionSetResponse.of();
    }

    @Override
    public DetachManagedPolicyFromPermissionSetResponse detachManagedPolicyFromPermissionSet(
            DetachManagedPolicyFromPermissionSetRequest in, Call call) {
        change(in.instanceArn(), in.permissionSetArn(), call, set -> {
            if (!set.policies().managed().contains(in.managedPolicyArn())) {
                throw SsoErrors.noManagedPolicy(in.managedPolicyArn());
            }
            return set.policies().withoutManaged(in.managedPolicyArn());
        });
        return DetachManagedPolicyFromPermissionSetResponse.of();
    }

    @Override
    public ListManagedPoliciesInPermissionSetResponse listManagedPoliciesInPermissionSet(
            ListManagedPoliciesInPermissionSetRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListManagedPolicies" + in.permissionSetArn());
        PermissionSet set = set(in.instanceArn(), in.permissionSetArn(), call);
        Page<AttachedManagedPolicy> part = Page.of(set.policies().managed(), arn -> arn, asked)
                .map(arn -> AttachedManagedPolicy.builder()
                        .arn(arn)
                        .name(arn.substring(arn.lastIndexOf('/') + 1))
                        .build());
        return ListManagedPoliciesInPermissionSetResponse.builder()
                .attachedManagedPolicies(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public AttachCustomerManagedPolicyReferenceToPermissionSetResponse
            attachCustomerManagedPolicyReferenceToPermissionSet(
                    AttachCustomerManagedPolicyReferenceToPermissionSetRequest in, Call call) {
        PolicyReference reference = PolicyReference.of(in.customerManagedPolicyReference());
        change(in.instanceArn(), in.permissionSetArn(), call, set -> {
            if (set.policies().references().contains(reference)) {
                throw SsoErrors.referenceAttached(reference.name(), reference.path());
            }
            checkRoom(set.policies());
            return set.policies().withReference(reference);
        });
        return AttachCustomerManagedPolicyReferenceToPermissionSetResponse.of();
    }

    @Override
    public DetachCustomerManagedPolicyReferenceFromPermissionSetResponse
            detachCustomerManagedPolicyReferenceFromPermissionSet(
                    DetachCustomerManagedPolicyReferenceFromPermissionSetRequest in, Call call) {
        PolicyReference reference = PolicyReference.of(in.customerManagedPolicyReference());
        change(in.instanceArn(), in.permissionSetArn(), call, set -> {
            if (!set.policies().references().contains(reference)) {
                throw SsoErrors.noPolicyReference(reference.name(), reference.path());
            }
            return set.policies().withoutReference(reference);
        });
        return DetachCustomerManagedPolicyReferenceFromPermissionSetResponse.of();
    }

    @Override
    public ListCustomerManagedPolicyReferencesInPermissionSetResponse
            listCustomerManagedPolicyReferencesInPermissionSet(
                    ListCustomerManagedPolicyReferencesInPermissionSetRequest in, Call call) {
        PageRequest asked =
                Paging.asked(in.maxResults(), in.nextToken(), "ListPolicyReferences" + in.permissionSetArn());
        PermissionSet set = set(in.instanceArn(), in.permissionSetArn(), call);
        Page<CustomerManagedPolicyReference> part = Page.of(
                        set.policies().references(), reference -> reference.path() + reference.name(), asked)
                .map(PolicyReference::shown);
        return ListCustomerManagedPolicyReferencesInPermissionSetResponse.builder()
                .customerManagedPolicyReferences(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }

    @Override
    public PutInlinePolicyToPermissionSetResponse putInlinePolicyToPermissionSet(
            PutInlinePolicyToPermissionSetRequest in, Call call) {
        PolicyRules rules =
                PolicyRules.of(PolicyKind.IDENTITY).withSizeMax(Math.toIntExact(SsoLimits.INLINE_SIZE.current()));
        if (PolicyParser.parse(in.inlinePolicy(), rules) instanceof PolicyParse.Refused refused) {
            throw SsoErrors.invalid(refused.first().message());
        }
        change(in.instanceArn(), in.permissionSetArn(), call, set -> set.policies()
                .withInline(in.inlinePolicy()));
        return PutInlinePolicyToPermissionSetResponse.of();
    }

    /** Of a permission set without one the answer is empty. */
    @Override
    public GetInlinePolicyForPermissionSetResponse getInlinePolicyForPermissionSet(
            GetInlinePolicyForPermissionSetRequest in, Call call) {
        PermissionSet set = set(in.instanceArn(), in.permissionSetArn(), call);
        return GetInlinePolicyForPermissionSetResponse.builder()
                .inlinePolicy(Objects.requireNonNullElse(set.policies().inline(), ""))
                .build();
    }

    @Override
    public DeleteInlinePolicyFromPermissionSetResponse deleteInlinePolicyFromPermissionSet(
            DeleteInlinePolicyFromPermissionSetRequest in, Call call) {
        change(in.instanceArn(), in.permissionSetArn(), call, set -> set.policies()
                .withInline(null));
        return DeleteInlinePolicyFromPermissionSetResponse.of();
    }

    @Override
    public PutPermissionsBoundaryToPermissionSetResponse putPermissionsBoundaryToPermissionSet(
            PutPermissionsBoundaryToPermissionSetRequest in, Call call) {
        PermissionsBoundary boundary = in.permissionsBoundary();
        CustomerManagedPolicyReference reference = boundary.customerManagedPolicyReference();
        if ((boundary.managedPolicyArn() == null) == (reference == null)) {
            throw SsoErrors.invalid("Only one of ManagedPolicyArn or CustomerManagedPolicyReference should be given.");
        }
        change(in.instanceArn(), in.permissionSetArn(), call, set -> set.policies()
                .withBoundary(boundary.managedPolicyArn(), reference == null ? null : PolicyReference.of(reference)));
        return PutPermissionsBoundaryToPermissionSetResponse.of();
    }

    @Override
    public GetPermissionsBoundaryForPermissionSetResponse getPermissionsBoundaryForPermissionSet(
            GetPermissionsBoundaryForPermissionSetRequest in, Call call) {
        PermissionSet set = set(in.instanceArn(), in.permissionSetArn(), call);
        if (!set.policies().bounded()) {
            throw SsoErrors.missing("PermissionsBoundary not found for PermissionSet with id " + set.id());
        }
        return GetPermissionsBoundaryForPermissionSetResponse.builder()
                .permissionsBoundary(set.policies().shownBoundary())
                .build();
    }

    @Override
    public DeletePermissionsBoundaryFromPermissionSetResponse deletePermissionsBoundaryFromPermissionSet(
            DeletePermissionsBoundaryFromPermissionSetRequest in, Call call) {
        change(in.instanceArn(), in.permissionSetArn(), call, set -> set.policies()
                .withBoundary(null, null));
        return DeletePermissionsBoundaryFromPermissionSetResponse.of();
    }
}
