package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The policies that a simulation of an identity takes. */
final class PolicySources {
    private static final String TYPE = "IAM Policy";

    private PolicySources() {}

    /**
     * The user, group or role with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    static Identity identity(Snapshot snapshot, Call call, String text) {
        Arn arn = Arn.parse(text).orElseThrow(IamErrors::badArn);
        for (IdentityKind kind : IdentityKind.values()) {
            if (arn.resource().startsWith(kind.word() + "/")) {
                return IdentityLookup.named(snapshot, call, kind, arn.name());
            }
        }
        throw IamErrors.invalidInput("Invalid Entity Arn: " + text);
    }

    /** What an identity has: policies of its own, managed ones, and those of the groups that a user is in. */
    static List<Simulation.Source> of(Snapshot snapshot, Call call, Identity identity) {
        List<Simulation.Source> sources = new ArrayList<>(held(snapshot, call, identity));
        if (identity instanceof IamUser user) {
            GroupOperations.groupsOf(snapshot, call, user)
                    .forEach(group -> sources.addAll(held(snapshot, call, group)));
        }
        return sources;
    }

    /** The permissions boundary; empty where there is none. */
    static List<Simulation.Source> boundary(Snapshot snapshot, Call call, Identity identity) {
        return identity instanceof Bounded bounded && bounded.boundary() != null
                ? List.of(managed(snapshot, call, bounded.boundary()))
                : List.of();
    }

    private static List<Simulation.Source> held(Snapshot snapshot, Call call, Identity identity) {
        Scope scope = Scope.account(call.account());
        return Stream.concat(
                        IamTables.INLINE_POLICIES.in(scope).rows(snapshot, Range.prefix(identity.id())).stream()
                                .map(row -> new Simulation.Source(
                                        identity.kind().word() + "_" + identity.name() + "_"
                                                + row.value().name(),
                                        TYPE,
                                        row.value().document())),
                        Attachments.arns(snapshot, scope, identity.id()).stream()
                                .map(arn -> managed(snapshot, call, arn)))
                .toList();
    }

    private static Simulation.Source managed(Snapshot snapshot, Call call, String arn) {
        ManagedPolicy policy = PolicyLookup.existing(snapshot, call, arn);
        return new Simulation.Source(policy.name(), TYPE, policy.current().document());
    }
}
