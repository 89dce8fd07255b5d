package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.GlobalTableNotFoundException;
import cloudjar.api.dynamodb.ResourceNotFoundException;
import cloudjar.kernel.shape.ApiException;

/** What DynamoDB says when it refuses something about global tables; seen in answers of AWS. */
final class ReplicaErrors {
    private ReplicaErrors() {}

    static ApiException noAction() {
        return DynamoDbErrors.validation("There are no actions specified in the Replica Update Action of the request.");
    }

    static ApiException several() {
        return DynamoDbErrors.validation(
                "Update table operation with more than one create or delete replica actions not allowed");
    }

    static ApiException mixed() {
        return DynamoDbErrors.validation(
                "Update table operation with more than one type of replica actions not allowed.");
    }

    static ApiException twice() {
        return DynamoDbErrors.validation("Cannot target multiple regions with the same action");
    }

    static ApiException local() {
        return DynamoDbErrors.validation(
                "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable,"
                        + " DeleteTable, or UpdateTable as required.");
    }

    static ApiException unknown(String region) {
        return DynamoDbErrors.validation(
                "Update global table operation failed because one or more replicas were not part"
                        + " of the global table. Please retry the request without these replicas: [" + region + "].");
    }

    static ApiException exists(String table) {
        return DynamoDbErrors.validation("Failed to create a the new replica of table with name: ‘" + table
                + "’ because one or more replicas already existed as tables.");
    }

    static ApiException capacity() {
        return DynamoDbErrors.validation("Table write capacity should either be Pay-Per-Request or AutoScaled.");
    }

    static ApiException noIndex(String index) {
        return DynamoDbErrors.validation("The table does not have the specified index: " + index);
    }

    static ApiException noScaling() {
        return DynamoDbErrors.validation("There are no auto scaling settings to update in the request.");
    }

    static ApiException stream() {
        return DynamoDbErrors.invalid("Table must have a stream with view type NEW_AND_OLD_IMAGES to have replicas");
    }

    /** Ours in its words: no answer of AWS is public. */
    static ApiException otherMode(String override) {
        return DynamoDbErrors.invalid(override + " cannot be specified in the billing mode of the table");
    }

    /** As AWS says it of other indexes that are not there. */
    static ApiException unknownIndex(String index) {
        return new ResourceNotFoundException("Requested resource not found: Index: " + index);
    }

    /** Ours in its words; what is wanted is the Developer Guide's. */
    static ApiException strong(String why) {
        return DynamoDbErrors.invalid("A global table with multi-Region strong consistency " + why);
    }

    static ApiException alone() {
        return DynamoDbErrors.invalid("Replica modification must be the only operation in the request");
    }

    static ApiException deletionProtected(String table, String region) {
        return DynamoDbErrors.validation("Cannot delete table " + table + " in region " + region
                + " because it has deletion protection enabled. Disable deletion protection first.");
    }

    static ApiException legacy() {
        return DynamoDbErrors.invalid("DynamoDB global tables version 2017.11.29 is not supported. We recommend using"
                + " DynamoDB global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).");
    }

    static ApiException globalTableNotFound(String name) {
        return new GlobalTableNotFoundException(
                "Global table not found: Global table with name: '" + name + "' does not exist.");
    }
}
