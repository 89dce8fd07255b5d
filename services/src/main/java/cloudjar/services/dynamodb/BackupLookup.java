package cloudjar.services.dynamodb;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds backups, makes them and takes them away. */
final class BackupLookup {
    private static final String BACKUP = "/backup/";

    private BackupLookup() {}

    /**
     * What is known of a backup before it is made.
     *
     * @param expires when it goes by itself; null where it stays
     */
    record Plan(
            String id, String name, String type, @Nullable Instant expires) {}

    /** An id: the time, and what tells it from others of the time. */
    static String id(Instant now, String random) {
        return String.format(Locale.ROOT, "%014d-%s", now.toEpochMilli(), random);
    }

    /** The id in an ARN; the whole text where it is none. */
    static String idOf(String arn) {
        int cut = arn.indexOf(BACKUP);
        return cut < 0 ? arn : arn.substring(cut + BACKUP.length());
    }

    /**
     * The backup with this ARN.
     *
     * @throws cloudjar.kernel.shape.ApiException where it is not there
     */
    static TableBackup backup(Snapshot snapshot, Call call, String arn) {
        if (Arn.parse(arn).isEmpty() || !arn.contains(BACKUP)) {
            throw BackupErrors.invalidArn();
        }
        return DynamoDbTables.BACKUPS
                .in(call.scope())
                .get(snapshot, idOf(arn))
                .filter(found -> found.arn().equals(arn))
                .orElseThrow(() -> BackupErrors.backupNotFound(arn));
    }

    /**
     * The table of this name.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code TableNotFoundException}
     */
    static DynamoTable table(Snapshot snapshot, Call call, String name) {
        return DynamoDbTables.TABLES
                .in(call.scope())
                .get(snapshot, name)
                .orElseThrow(() -> BackupErrors.tableNotFound(name));
    }

    /** Makes a backup of a table. */
    static TableBackup keep(Tx tx, Call call, Plan plan, DynamoTable table) {
        return keep(tx, call.scope(), call.time(), plan, table);
    }

    /** Makes a backup of a table. */
    static TableBackup keep(Tx tx, Scope scope, Instant now, Plan plan, DynamoTable table) {
        TableBackup backup = new TableBackup(
                plan.id(),
                table.arn() + BACKUP + plan.id(),
                plan.name(),
                plan.type(),
                now,
                plan.expires(),
                table.passing(null),
                TableLookup.size(tx, scope, table));
        TableContents.keep(tx, scope, table, plan.id());
        DynamoDbTables.BACKUPS.in(scope).put(tx, plan.id(), backup);
        return backup;
    }

    static void delete(Tx tx, Scope scope, TableBackup backup) {
        DynamoDbTables.BACKUP_ITEMS.in(scope).deleteRange(tx, Range.prefix(backup.id()));
        DynamoDbTables.BACKUPS.in(scope).delete(tx, backup.id());
    }
}
