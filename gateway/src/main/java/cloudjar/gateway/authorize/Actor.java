package cloudjar.gateway.authorize;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.identity.Controls;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.identity.IdentityFacts;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.policy.Caller;
import cloudjar.kernel.policy.CompiledPolicies;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyLayer;
import cloudjar.kernel.policy.PolicySet;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.AccessKeyId;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, with all that is known of it.
 *
 * @param session null where it comes with a credential that lasts, or with none
 * @param policies all but those of resources
 * @param controls what its account's organization says; of a service that acts for a resource, where that resource stands
 */
record Actor(Caller caller, @Nullable Session session, IdentityFacts identity, PolicySet policies, Controls controls) {
    private static final String SERVICE_LINKED = "role/aws-service-role/";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    /** Finds out who calls. */
    record Lookup(Access access, Identities identities, CompiledPolicies documents) {
        Actor find(Call call, Snapshot snapshot) {
            Principal principal = call.principal();
            Session session = session(call, snapshot);
            Controls controls = controls(call, snapshot, principal);
            IdentityFacts identity = identities.facts(call.world(), snapshot, principal, session);
            PolicySet policies = identity.policies();
            if (principal instanceof Principal.Federated && session != null && session.issuer() == null) {
                // Who is vouched for by the root user has what the session's policies say.
                policies = policies.withIdentity(documents.layer(PolicyKind.IDENTITY, principal.account(), EVERYTHING));
            }
            if (session != null && !session.policies().isEmpty()) {
                policies = policies.withSession(sessionPolicies(principal, session));
            }
            if (!controls.service().isEmpty()) {
                policies = policies.withServiceControl(controls.service());
            }
            return new Actor(caller(principal, session), session, identity, policies, controls);
        }

        /** Of a service that acts for a resource it is known in which organization that is; nothing controls it. */
        private Controls controls(Call call, Snapshot snapshot, Principal principal) {
            if (principal instanceof Principal.Service service) {
                return service.source() == null
                        ? Controls.NONE
                        : identities
                                .controls(
                                        call.world(), snapshot, service.source().account())
                                .placeOnly();
            }
            return principal.account().isEmpty()
                    ? Controls.NONE
                    : identities.controls(call.world(), snapshot, principal.account());
        }

        @Nullable
        Session session(Call call, Snapshot snapshot) {
            Credential credential = call.credential();
            return credential == null || !credential.accessKeyId().startsWith(AccessKeyId.TEMPORARY)
                    ? null
                    : identities.session(snapshot, credential.accessKeyId()).orElse(null);
        }

        private PolicyLayer sessionPolicies(Principal principal, Session session) {
            if (session.policies().size() == 1) {
                return documents.layer(
                        PolicyKind.SESSION, principal.id(), session.policies().getFirst());
            }
            List<cloudjar.kernel.policy.CompiledPolicy> all = new ArrayList<>();
            for (String document : session.policies()) {
                all.addAll(documents
                        .layer(PolicyKind.SESSION, principal.id(), document)
                        .policies());
            }
            return PolicyLayer.of(all);
        }

        private Caller caller(Principal principal, @Nullable Session session) {
            Arn issuer = session == null ? null : session.issuer();
            boolean serviceLinked = issuer != null && issuer.resource().startsWith(SERVICE_LINKED);
            return new Caller(
                    principal,
                    issuer,
                    null,
                    principal.account().isEmpty() ? null : access.canonicalUser(principal.account()),
                    serviceLinked ? Caller.Control.EXEMPT : Caller.Control.CONTROLLED);
        }
    }

    /** Whether nothing but a policy of the resource can refuse it anything in its own account. */
    boolean unlimitedAtHome() {
        return caller.principal() instanceof Principal.Root
                && controls.service().isEmpty()
                && policies.session().isEmpty();
    }

    /** Whether another account made it the root user of this one, for one task. */
    boolean assumedRoot() {
        return session != null && session.assumedRoot(caller.principal());
    }
}
