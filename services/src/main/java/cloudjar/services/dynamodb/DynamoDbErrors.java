package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.LimitExceededException;
import cloudjar.api.dynamodb.ProvisionedThroughputExceededException;
import cloudjar.api.dynamodb.ResourceInUseException;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.shape.ApiException;

/**
 * What DynamoDB says when it refuses. The sentences are AWS's own; where no recorded answer has them they are those that
 * the clients' and emulators' test suites hold against the service.
 */
final class DynamoDbErrors {
    private static final String INVALID = "One or more parameter values were invalid: ";

    private DynamoDbErrors() {}

    static ApiException validation(String message) {
        return new ValidationException(message);
    }

    static ApiException invalid(String message) {
        return validation(INVALID + message);
    }

    /** Said of the table that a data operation names. */
    static ApiException tableNotFound() {
        return new ResourceNotFoundException("Requested resource not found");
    }

    /** Said of the table that a table operation names. */
    static ApiException tableNotFound(String name) {
        return new ResourceNotFoundException("Requested resource not found: Table: " + name + " not found");
    }

    static ApiException resourceNotFound(String arn) {
        return new ResourceNotFoundException("Requested resource not found: ResourcArn: " + arn + " not found");
    }

    static ApiException tableExists(String name) {
        return new ResourceInUseException("Table already exists: " + name);
    }

    /** Said to whoever changes a table that is not there yet, or not any more. */
    static ApiException tableInUse(String name, String how) {
        return new ResourceInUseException(
                "Attempt to change a resource which is still in use: Table is being " + how + ": " + name);
    }

    static ApiException tooManyTables(long most) {
        return new LimitExceededException(
                "Subscriber limit exceeded: There is a limit of " + most + " tables per subscriber");
    }

    static ApiException deletionProtected(String arn) {
        return validation("Resource cannot be deleted as it is currently protected against deletion."
                + " Disable deletion protection first.");
    }

    static ApiException itemTooLarge() {
        return validation("Item size has exceeded the maximum allowed size");
    }

    static ApiException updatedItemTooLarge() {
        return validation("Item size to update has exceeded the maximum allowed size");
    }

    static ApiException missingKey(String name) {
        return invalid("Missing the key " + name + " in the item");
    }

    static ApiException keyTypeMismatch(String name, String expected, String actual) {
        return invalid("Type mismatch for key " + name + " expected: " + expected + " actual: " + actual);
    }

    static ApiException indexKeyTypeMismatch(String name, String expected, String actual, String index) {
        return invalid("Type mismatch for Index Key " + name + " Expected: " + expected + " Actual: " + actual
                + " IndexName: " + index);
    }

    static ApiException emptyKey(String name, String kind) {
        return validation("One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                + " contain an empty " + kind + " value. Key: " + name);
    }

    /** The key of a read or a deletion is not of the table's schema. */
    static ApiException wrongKey() {
        return validation("The provided key element does not match the schema");
    }

    static ApiException hashKeyTooLong() {
        return invalid("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }

    static ApiException rangeKeyTooLong() {
        return invalid("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }

    /** A stream is to be switched on without saying what it shows. */
    static ApiException streamViewMissing(boolean creating) {
        return invalid(
                creating
                        ? "Table is being created with a stream enabled, UpdateViewType is required"
                        : "If stream is being enabled then UpdateViewType is required");
    }

    /** A stream is to be off, and to show something. */
    static ApiException streamViewSuperfluous(boolean creating) {
        return invalid(
                creating
                        ? "Table is being created with a stream disabled, UpdateViewType should not be specified"
                        : "If stream is being disabled, then UpdateViewType must not be specified");
    }

    /** A table's provisioned throughput is used up. */
    static ApiException throughputOfTable() {
        return ProvisionedThroughputExceededException.builder()
                .message(
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing"
                                + " your provisioning level with the UpdateTable API.")
                .build();
    }

    /** The provisioned throughput of an index is used up. */
    static ApiException throughputOfIndexes() {
        return ProvisionedThroughputExceededException.builder()
                .message(
                        "The level of configured provisioned throughput for one or more global secondary indexes of the"
                                + " table was exceeded. Consider increasing your provisioning level for the under-provisioned"
                                + " global secondary indexes with the UpdateTable API")
                .build();
    }

    static ApiException streamOn(String table) {
        return validation("Table already has an enabled stream: TableName: " + table);
    }

    static ApiException streamOff(String table) {
        return validation("Table has no stream to disable: TableName: " + table);
    }

    static ApiException badReturnValues() {
        return validation("ReturnValues can only be ALL_OLD or NONE");
    }
}
