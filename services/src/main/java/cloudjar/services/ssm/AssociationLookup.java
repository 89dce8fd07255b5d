package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationVersionInfo;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds associations. */
final class AssociationLookup {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

    private AssociationLookup() {}

    static StoredAssociation association(Snapshot snapshot, String id, Call call) {
        return AssociationTables.in(call.scope())
                .associations
                .get(snapshot, id)
                .orElseThrow(AutomationErrors::noAssociation);
    }

    /** By its id, or as it was once by document and instance, of which none has an association. */
    static StoredAssociation named(
            Snapshot snapshot, @Nullable String id, @Nullable String name, @Nullable String instance, Call call) {
        if (id != null) {
            return association(snapshot, id, call);
        }
        if (name == null || instance == null) {
            throw SsmErrors.validation("Either AssociationId, or Name and InstanceId, is required.");
        }
        throw AutomationErrors.noAssociation();
    }

    static AssociationVersionInfo version(Snapshot snapshot, StoredAssociation association, String version, Call call) {
        long number = NUMBER.matcher(version).matches() ? Long.parseLong(version) : 0;
        return AssociationTables.in(call.scope())
                .versions
                .get(snapshot, new VersionKey(association.id(), number))
                .orElseThrow(() -> AutomationErrors.associationVersion("The version " + version + " does not exist."));
    }
}
