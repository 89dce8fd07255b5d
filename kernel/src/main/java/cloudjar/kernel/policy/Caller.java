package cloudjar.kernel.policy;

import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and by what other names policies of resources may mean it.
 *
 * @param issuer the role or user whose session it is; null where it is no session. A role's path is not in the ARN of its
 *     sessions: where the issuer is not given, roles are compared by name
 * @param provider the identity provider that vouches for a caller without AWS credentials; null where there is none
 * @param canonicalUser the canonical user id of its account; null where it is not known
 * @param control whether policies of the organization apply to it
 */
public record Caller(
        Principal principal,
        @Nullable Arn issuer,
        @Nullable String provider,
        @Nullable String canonicalUser,
        Control control) {
    /** Whether policies of the organization apply to a caller. */
    public enum Control {
        CONTROLLED,
        /** They do not, as to service-linked roles. */
        EXEMPT
    }

    /** A caller of whom no more is known. */
    public static Caller of(Principal principal) {
        return new Caller(principal, null, null, null, Control.CONTROLLED);
    }

    /** A session of this role or user. */
    public static Caller session(Principal principal, Arn issuer) {
        return new Caller(principal, issuer, null, null, Control.CONTROLLED);
    }

    /** Someone for whom an identity provider vouches, and who has no credentials of AWS. */
    public static Caller federated(String provider) {
        return new Caller(new Principal.Anonymous(), null, provider, null, Control.CONTROLLED);
    }

    /** This caller, known by the canonical user id of its account. */
    public Caller withCanonicalUser(String id) {
        return new Caller(principal, issuer, provider, id, control);
    }

    /** This caller as one to whom no policy of the organization applies. */
    public Caller exempt() {
        return new Caller(principal, issuer, provider, canonicalUser, Control.EXEMPT);
    }

    /** Whether it belongs to an account, and so has an identity whose policies count. */
    boolean hasAccount() {
        return !principal.account().isEmpty();
    }

    /** Whether the ARN is that of the role or user whose session this is. */
    boolean isSessionOf(String arn) {
        if (issuer != null) {
            return issuer.toString().equals(arn);
        }
        if (!(principal instanceof Principal.AssumedRole session)) {
            return false;
        }
        Arn role = Arn.parse(arn).orElse(null);
        if (role == null
                || !role.account().equals(session.account())
                || !role.resource().startsWith("role/")) {
            return false;
        }
        String[] parts = session.arn().resource().split("/", 3);
        return parts.length == 3 && role.name().equals(parts[1]);
    }
}
