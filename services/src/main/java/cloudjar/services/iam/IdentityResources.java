package cloudjar.services.iam;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.ResourcePolicies;
import cloudjar.kernel.call.access.ResourceSide;
import cloudjar.kernel.call.access.ResourceTags;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.ResourceGrant;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Account;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What identities say to those who want something of them. A role's trust policy must grant whatever a session needs; of what
 * IAM itself does to an identity, its tags and its boundary can be asked about.
 */
final class IdentityResources implements ResourcePolicies {
    private static final String SESSIONS = "sts";
    private static final String ROOT = "root";

    private final CompiledPolicies documents = new CompiledPolicies();

    @Override
    public @Nullable ResourceSide find(Asked asked, Need need) {
        String account = need.account();
        if (!Account.isId(account)) {
            return null;
        }
        if (need.resource().part(5).equals(ROOT)) {
            // To be another account's root user is what the caller's own account decides: no policy of the other's
            // could.
            boolean session = need.action().name().service().equals(SESSIONS);
            return ResourceSide.plain(session ? asked.call().account() : account, KeySource.NONE);
        }
        Bounded identity = identity(asked, need, account).orElse(null);
        if (identity == null) {
            return null;
        }
        if (identity instanceof IamRole role && need.action().name().service().equals(SESSIONS)) {
            return new ResourceSide(
                    account,
                    documents.layer(PolicyKind.TRUST, need.resource().text(), role.trust()),
                    ResourceGrant.REQUIRED,
                    keys(role));
        }
        return ResourceSide.plain(account, keys(identity));
    }

    private static Optional<Bounded> identity(Asked asked, Need need, String account) {
        String resource = need.resource().part(5);
        IdentityKind kind = resource.startsWith("role/")
                ? IdentityKind.ROLE
                : resource.startsWith("user/") ? IdentityKind.USER : null;
        if (kind == null) {
            return Optional.empty();
        }
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return IamTables.IDENTITIES
                .in(Scope.account(account))
                .get(asked.snapshot(), IamTables.IdentityKey.of(kind, name))
                .filter(Bounded.class::isInstance)
                .map(Bounded.class::cast)
                .filter(found -> resource.equals(kind.word() + found.path() + found.name()));
    }

    private static KeySource keys(Bounded identity) {
        KeySource tags = new ResourceTags(identity.tags());
        KeySource own = new ResourceTags("iam:resourcetag/", identity.tags());
        return key -> {
            if (key.equals("iam:permissionsboundary")) {
                String boundary = identity.boundary();
                return boundary == null ? List.of() : List.of(boundary);
            }
            List<String> values = tags.values(key);
            return values.isEmpty() ? own.values(key) : values;
        };
    }
}
