package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.BackupNotFoundException;
import cloudjar.api.dynamodb.InvalidRestoreTimeException;
import cloudjar.api.dynamodb.PointInTimeRecoveryUnavailableException;
import cloudjar.api.dynamodb.TableAlreadyExistsException;
import cloudjar.api.dynamodb.TableNotFoundException;
import cloudjar.kernel.shape.ApiException;
import java.time.Instant;

/** What DynamoDB says when it refuses something about backups. Sources: the API Reference, and answers of AWS seen in public. */
final class BackupErrors {
    private BackupErrors() {}

    static ApiException tableNotFound(String name) {
        return new TableNotFoundException("Table not found: " + name);
    }

    static ApiException backupNotFound(String arn) {
        return new BackupNotFoundException("Backup not found: " + arn);
    }

    static ApiException invalidArn() {
        return DynamoDbErrors.validation("Invalid Backup ARN");
    }

    static ApiException systemBackup(TableBackup backup) {
        return DynamoDbErrors.validation("Invalid Request: User is not allowed to delete the system backup with arn "
                + backup.arn() + ". It will automatically expire on " + backup.expires());
    }

    static ApiException tableExists(String name) {
        return new TableAlreadyExistsException("Table already exists: " + name);
    }

    static ApiException timeRange() {
        return DynamoDbErrors.invalid("Time range lower bound must be less than or equal to upper bound");
    }

    static ApiException recoveryOff(String table) {
        return new PointInTimeRecoveryUnavailableException(
                "Point in time recovery is not enabled for table '" + table + "'");
    }

    static ApiException restoreTime(Instant earliest, Instant latest) {
        return new InvalidRestoreTimeException(
                "Value for RestoreDateTime is invalid. It must be between " + earliest + " and " + latest);
    }

    static ApiException oneTime() {
        return DynamoDbErrors.validation(
                "Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime must"
                        + " be specified, but not both");
    }

    static ApiException oneSource() {
        return DynamoDbErrors.validation("Must provide exactly one of: sourceTableArn, sourceTableName");
    }

    static ApiException periodWithoutRecovery() {
        return DynamoDbErrors.validation(
                "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
    }

    static ApiException period(int days) {
        return DynamoDbErrors.validation("1 validation error detected: Value '" + days
                + "' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint: Member must"
                + (days < 1 ? " have value greater than or equal to 1" : " have value less than or equal to 35"));
    }

    static ApiException unknownIndex(String index) {
        return DynamoDbErrors.validation("Invalid Request: Index " + index + " does not match a secondary index that"
                + " existed in the source table and cannot be created during the restore operation");
    }
}
