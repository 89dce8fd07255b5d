package cloudjar.services.s3control;

import cloudjar.api.s3control.ListAccessGrantsLocationsEntry;
import cloudjar.kernel.call.Call;
import java.time.Instant;

/**
 * Where data lies that can be granted.
 *
 * @param scope {@code s3://}, a bucket or a prefix in one
 * @param role by which S3 reaches the data there
 */
record GrantsLocation(String id, String scope, String role, Instant created) {
    static final String EVERYWHERE = "s3://";

    String arn(Call call) {
        return GrantsInstance.arn(call) + "/location/" + id;
    }

    GrantsLocation withRole(String other) {
        return new GrantsLocation(id, scope, other, created);
    }

    ListAccessGrantsLocationsEntry described(Call call) {
        return ListAccessGrantsLocationsEntry.builder()
                .createdAt(created)
                .accessGrantsLocationId(id)
                .accessGrantsLocationArn(arn(call))
                .locationScope(scope)
                .iamRoleArn(role)
                .build();
    }
}
