package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.identity.Identities;
import org.jspecify.annotations.Nullable;

/** Finds out as whom a caller looks at trails. */
final class Viewers {
    private final Identities identities;
    private final OrganizationCheck organizations;

    Viewers(Identities identities, OrganizationCheck organizations) {
        this.identities = identities;
        this.organizations = organizations;
    }

    /** For a look: what the account may change is not asked. */
    Viewer reading(Call call) {
        return new Viewer(call, organization(call), false);
    }

    /** For a change of the trail with this name or ARN: of another account's trail its organization is asked. */
    Viewer changing(Call call, String nameOrArn) {
        String organization = organization(call);
        boolean foreign = nameOrArn.startsWith("arn:") && !nameOrArn.contains(":" + call.account() + ":");
        return new Viewer(call, organization, organization != null && foreign && organizations.administers(call));
    }

    private @Nullable String organization(Call call) {
        return call.read(snapshot -> identities.controls(call.world(), snapshot, call.account()))
                .organizationId();
    }
}
