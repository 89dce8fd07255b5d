package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds documents and their versions. */
final class DocumentLookup {
    static final String EVERYBODY = "all";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private DocumentLookup() {}

    /** The caller's document. */
    static Document own(Snapshot snapshot, String name, Call call) {
        return SsmTables.in(call.account(), call.region())
                .documents
                .get(snapshot, name)
                .orElseThrow(() -> SsmErrors.noDocument(name));
    }

    /** The caller's document, or by its ARN one that another account shares with the caller. */
    static Document find(Snapshot snapshot, String name, Call call) {
        Arn arn = Arn.parse(name).orElse(null);
        if (arn == null) {
            return own(snapshot, name, call);
        }
        return SsmTables.in(arn.account(), call.region())
                .documents
                .get(snapshot, arn.name())
                .filter(document -> document.owner().equals(call.account())
                        || document.shares().containsKey(call.account())
                        || document.shares().containsKey(EVERYBODY))
                .orElseThrow(() -> SsmErrors.noDocument(name));
    }

    static List<DocumentVersion> versions(Snapshot snapshot, Document document, Call call) {
        return SsmTables.in(document.owner(), call.region())
                .documentVersions
                .rows(snapshot, Range.prefix(Key.of(document.name())))
                .toList()
                .stream()
                .map(Row::value)
                .toList();
    }

    /**
     * A version of a document.
     *
     * @param number or $LATEST, $DEFAULT; null for the one that versionName names, or the default one
     */
    static DocumentVersion version(
            Snapshot snapshot, Document document, @Nullable String number, @Nullable String versionName, Call call) {
        if (number == null && versionName != null) {
            return versions(snapshot, document, call).stream()
                    .filter(version -> versionName.equals(version.versionName()))
                    .findFirst()
                    .orElseThrow(() -> SsmErrors.documentVersion("There is no version named " + versionName + "."));
        }
        String wanted = number == null ? "$DEFAULT" : number;
        long counted =
                switch (wanted) {
                    case "$DEFAULT" -> document.standing();
                    case "$LATEST" -> document.latest();
                    default -> NUMBER.matcher(wanted).matches() ? Long.parseLong(wanted) : 0;
                };
        return SsmTables.in(document.owner(), call.region())
                .documentVersions
                .get(snapshot, new SsmTables.VersionKey(document.name(), counted))
                .orElseThrow(() -> SsmErrors.documentVersion("The document version " + wanted + " does not exist."));
    }
}
