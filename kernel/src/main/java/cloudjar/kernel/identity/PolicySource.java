package cloudjar.kernel.identity;

import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;

/** The service that keeps the policies of identities. */
@FunctionalInterface
public interface PolicySource {
    /** The identity policies and the permissions boundary of a user or role; none for any other principal. */
    PolicySet policies(Snapshot snapshot, Principal principal);
}
