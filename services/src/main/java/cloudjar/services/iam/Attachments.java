package cloudjar.services.iam;

import cloudjar.api.iam.AttachedPolicy;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.iam.IamTables.HeldKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What managed policies an identity has. */
final class Attachments {
    private Attachments() {}

    /**
     * Attaches a policy; one that is attached stays so.
     *
     * @return whether it is new
     * @throws cloudjar.kernel.shape.ApiException where the identity has as many as it may
     */
    static boolean add(Tx tx, Call call, Identity identity, String arn) {
        var rows = IamTables.ATTACHMENTS.in(Scope.account(call.account()));
        HeldKey key = new HeldKey(identity.id(), arn);
        if (rows.contains(tx, key)) {
            return false;
        }
        if (rows.count(tx, Range.prefix(identity.id())) >= IamLimits.ATTACHED_POLICIES.current()) {
            throw IamErrors.quota("PoliciesPer" + identity.kind().title(), IamLimits.ATTACHED_POLICIES);
        }
        rows.put(tx, key, new Attachment(identity.id(), arn));
        return true;
    }

    /** The ARNs of the policies attached to an identity. */
    static List<String> arns(Snapshot snapshot, Scope scope, String identityId) {
        return IamTables.ATTACHMENTS.in(scope).rows(snapshot, Range.prefix(identityId)).stream()
                .map(row -> row.value().policyArn())
                .toList();
    }

    static List<AttachedPolicy> all(Snapshot snapshot, Call call, Identity identity) {
        return arns(snapshot, Scope.account(call.account()), identity.id()).stream()
                .map(Attachments::shown)
                .toList();
    }

    static Page<AttachedPolicy> list(
            Snapshot snapshot, Call call, Identity identity, @Nullable String pathPrefix, PageRequest asked) {
        return Page.of(
                        IamTables.ATTACHMENTS.in(Scope.account(call.account())),
                        snapshot,
                        Range.prefix(identity.id()),
                        asked,
                        attachment -> Paths.under(path(attachment.policyArn()), pathPrefix))
                .map(attachment -> shown(attachment.policyArn()));
    }

    private static AttachedPolicy shown(String arn) {
        return AttachedPolicy.builder()
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .policyArn(arn)
                .build();
    }

    /** The path in a policy's ARN. */
    private static String path(String arn) {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    }
}
