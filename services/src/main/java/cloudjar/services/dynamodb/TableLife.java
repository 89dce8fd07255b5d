package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BackupType;
import cloudjar.api.dynamodb.TableStatus;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import java.time.Duration;
import java.time.Instant;

/** How tables come, change and go: at once, or in AWS's time. */
record TableLife(LimitProfile limits, Pace pace) {
    /**
     * Puts a new table in its place; it is CREATING for a while, or ready.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is one of the name, or there are too many
     */
    void create(Tx tx, Scope scope, DynamoTable table, Instant now) {
        var tables = DynamoDbTables.TABLES.in(scope);
        if (tables.contains(tx, table.name())) {
            throw DynamoDbErrors.tableExists(table.name());
        }
        long most = DynamoDbLimits.TABLES.in(limits);
        if (tables.count(tx) >= most) {
            throw DynamoDbErrors.tooManyTables(most);
        }
        if (pace == Pace.REAL) {
            tables.put(tx, table.name(), table.passing(TableStatus.CREATING));
            tx.at(now.plus(DynamoDbTimers.CREATION), DynamoDbTimers.next(scope, table));
        } else {
            tables.put(tx, table.name(), table);
        }
    }

    /** Puts a changed table in the place of what it was; returns it as UPDATING. */
    DynamoTable update(Tx tx, Scope scope, DynamoTable updated, Instant now) {
        DynamoTable passing = updated.passing(TableStatus.UPDATING);
        if (pace == Pace.REAL) {
            DynamoDbTables.TABLES.in(scope).put(tx, updated.name(), passing);
            tx.at(now.plus(DynamoDbTimers.UPDATE), DynamoDbTimers.next(scope, passing));
        } else {
            DynamoDbTables.TABLES.in(scope).put(tx, updated.name(), updated);
        }
        return passing;
    }

    /** Takes a table away; it is DELETING for a while, or gone. */
    void delete(Tx tx, Scope scope, DynamoTable existing, Instant now) {
        if (existing.told().history()) {
            keepDeleted(tx, scope, existing, now);
        }
        DynamoTable silent = existing.told().stream() == null ? existing : TableStreams.ended(tx, scope, existing, now);
        if (pace == Pace.REAL) {
            DynamoTable going = silent.passing(TableStatus.DELETING);
            DynamoDbTables.TABLES.in(scope).put(tx, existing.name(), going);
            tx.at(now.plus(DynamoDbTimers.DELETION), DynamoDbTimers.next(scope, going));
        } else {
            TableLookup.remove(tx, scope, silent);
        }
    }

    /** A table that could be restored to any time is kept for as long once it is deleted. */
    private static void keepDeleted(Tx tx, Scope scope, DynamoTable table, Instant now) {
        String id = BackupLookup.id(now, table.id().substring(0, 8));
        Instant expires = now.plus(Duration.ofDays(Recovery.DAYS_MAX));
        BackupLookup.Plan plan =
                new BackupLookup.Plan(id, table.name() + "$DeletedTableBackup", BackupType.SYSTEM, expires);
        BackupLookup.keep(tx, scope, now, plan, table);
        TableHistory.forget(tx, scope, table);
    }
}
