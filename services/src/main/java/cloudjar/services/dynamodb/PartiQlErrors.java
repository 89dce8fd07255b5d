package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.DuplicateItemException;
import cloudjar.kernel.shape.ApiException;
import java.util.List;

/**
 * What DynamoDB says of statements that it can read and not carry out. The sentences are those that the public
 * dynamodb-conformance suite and recorded answers hold against AWS; of {@link #token} and {@link #orderWithoutHashOfSeveral}
 * neither has one, and the words are ours.
 */
final class PartiQlErrors {
    private PartiQlErrors() {}

    static ApiException keyMissing() {
        return DynamoDbErrors.validation("Where clause does not contain a mandatory equality on all key attributes");
    }

    static ApiException duplicate() {
        return new DuplicateItemException("Duplicate primary key exists in table");
    }

    static ApiException noIndex() {
        return DynamoDbErrors.validation("The table does not have the specified index");
    }

    static ApiException consistentIndex() {
        return DynamoDbErrors.validation("Strongly consistent read is not supported on Global Secondary Indexes");
    }

    static ApiException filterNotProjected(String index, List<String> attributes) {
        return DynamoDbErrors.invalid(
                "Secondary index " + index + " does not project one or more filter attributes: " + attributes);
    }

    static ApiException orderWithoutWhere() {
        return DynamoDbErrors.validation("Must have WHERE clause in the statement when using ORDER BY clause.");
    }

    static ApiException orderWithoutHash() {
        return DynamoDbErrors.validation(
                "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
    }

    static ApiException orderByOther(String attribute) {
        return DynamoDbErrors.validation(
                "Attribute " + attribute + " in ORDER BY clause must be part of the primary key");
    }

    static ApiException orderWithoutHashOfSeveral() {
        return DynamoDbErrors.validation(
                "A statement that names several values of the hash key has to be ordered by the hash key first.");
    }

    /**
     * A token of another statement, or of other parameters.
     *
     * @see <a href="https://github.com/aws/aws-sdk-js-v3/issues/4424">what callers were told</a>
     */
    static ApiException token() {
        return DynamoDbErrors.validation("NextToken does not match request");
    }

    /** What is given for a token is none. */
    static ApiException noToken() {
        return DynamoDbErrors.validation("Invalid NextToken");
    }

    static ApiException batchKey() {
        return DynamoDbErrors.validation(
                "Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
    }

    static ApiException mixedBatch() {
        return DynamoDbErrors.validation("Batch statement request can not contain both read and write statements.");
    }

    /** The statement at this place of a transaction is refused. */
    static ApiException inTransaction(int place, String why) {
        return DynamoDbErrors.validation("Validation failed in TransactStatements[" + place + "]: " + why);
    }

    static ApiException mixedTransaction() {
        return DynamoDbErrors.validation("Transaction request can not contain both read and write statements.");
    }

    static ApiException existsAlone() {
        return DynamoDbErrors.validation("EXISTS() is supported in transactions only");
    }
}
