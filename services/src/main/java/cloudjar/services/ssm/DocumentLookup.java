package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.List;
import java.util.Optional;
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
        return lookFor(snapshot, name, call).orElseThrow(() -> SsmErrors.noDocument(name));
    }

    /** As {@link #find}; none where it would refuse. */
    static Optional<Document> lookFor(Snapshot snapshot, String name, Call call) {
        String account = Arn.parse(name).map(Arn::account).orElse(call.account());
        String bare = Arn.parse(name).map(Arn::name).orElse(name);
        return SsmTables.in(account, call.region())
                .documents
                .get(snapshot, bare)
                .filter(document -> mayUse(document, call));
    }

    private static boolean mayUse(Document document, Call call) {
        return document.owner().equals(call.account())
                || document.shares().containsKey(call.account())
                || document.shares().containsKey(EVERYBODY);
    }

    /** As {@link #version}; none where it would refuse. */
    static Optional<DocumentVersion> lookForVersion(
            Snapshot snapshot, Document document, @Nullable String number, Call call) {
        String wanted = number == null ? "$DEFAULT" : number;
        long counted =
                switch (wanted) {
                    case "$DEFAULT" -> document.standing();
                    case "$LATEST" -> document.latest();
                    default -> NUMBER.matcher(wanted).matches() ? Long.parseLong(wanted) : 0;
                };
        return SsmTables.in(document.owner(), call.region())
                .documentVersions
                .get(snapshot, new SsmTables.VersionKey(document.name(), counted));
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
        return lookForVersion(snapshot, document, number, call)
                .orElseThrow(() -> SsmErrors.documentVersion(
                        "The document version " + (number == null ? "$DEFAULT" : number) + " does not exist."));
    }
}
