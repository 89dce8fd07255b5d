package cloudjar.services.s3control;

import cloudjar.api.s3control.AccessGrantsLocationConfiguration;
import cloudjar.api.s3control.Grantee;
import cloudjar.api.s3control.ListAccessGrantEntry;
import cloudjar.api.s3control.Permission;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant: who may do what with which keys.
 *
 * @param subPrefix by which it narrows its location down; null where it is about all of it
 * @param application through which alone it is good; null where it is through any
 */
record StoredGrant(
        String id,
        String location,
        @Nullable String subPrefix,
        String granteeType,
        String grantee,
        String permission,
        GrantScope scope,
        @Nullable String application,
        Instant created) {
    String arn(Call call) {
        return GrantsInstance.arn(call) + "/grant/" + id;
    }

    /** Whether a permission is one that it gives. */
    boolean gives(String asked) {
        return permission.equals(Permission.READWRITE) || permission.equals(asked);
    }

    /** Whether it is the caller's: a user's, or that of the role whose session he has. */
    boolean isOf(Principal caller) {
        return switch (caller) {
            case Principal.User user -> grantee.equals(user.arn().toString());
            case Principal.AssumedRole role -> isOf(role);
            case Principal.Anonymous _, Principal.Root _, Principal.Federated _, Principal.Service _ -> false;
        };
    }

    /** The ARN of a session has its role's name without the path. */
    private boolean isOf(Principal.AssumedRole session) {
        String[] parts = session.arn().resource().split("/", -1);
        return Arn.parse(grantee)
                .filter(arn -> arn.account().equals(session.account())
                        && arn.resource().startsWith("role/")
                        && parts.length > 1
                        && arn.resource()
                                .substring(arn.resource().lastIndexOf('/') + 1)
                                .equals(parts[1]))
                .isPresent();
    }

    boolean isLike(StoredGrant other) {
        return location.equals(other.location)
                && scope.equals(other.scope)
                && granteeType.equals(other.granteeType)
                && grantee.equals(other.grantee)
                && permission.equals(other.permission);
    }

    Grantee shownGrantee() {
        return Grantee.builder()
                .granteeType(granteeType)
                .granteeIdentifier(grantee)
                .build();
    }

    @Nullable
    AccessGrantsLocationConfiguration narrowed() {
        return subPrefix == null
                ? null
                : AccessGrantsLocationConfiguration.builder()
                        .s3SubPrefix(subPrefix)
                        .build();
    }

    ListAccessGrantEntry described(Call call) {
        return ListAccessGrantEntry.builder()
                .createdAt(created)
                .accessGrantId(id)
                .accessGrantArn(arn(call))
                .grantee(shownGrantee())
                .permission(permission)
                .accessGrantsLocationId(location)
                .accessGrantsLocationConfiguration(narrowed())
                .grantScope(scope.text())
                .applicationArn(application)
                .build();
    }
}
