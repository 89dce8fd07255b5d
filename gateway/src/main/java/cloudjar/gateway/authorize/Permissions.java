package cloudjar.gateway.authorize;

import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.identity.Identities;

/**
 * What callers may do, and who is asked about it.
 *
 * @param access what calls need permission for, and what resources say
 * @param identities what callers have permission for
 * @param denials where calls are noted that were refused, or would have been
 */
public record Permissions(Mode mode, Access access, Identities identities, Denials denials) {
    /** Everybody may do everything. */
    public static Permissions off() {
        return of(Mode.OFF, new Access(), new Identities());
    }

    /** Permissions with an empty list of denials. */
    public static Permissions of(Mode mode, Access access, Identities identities) {
        return new Permissions(mode, access, identities, new Denials());
    }
}
