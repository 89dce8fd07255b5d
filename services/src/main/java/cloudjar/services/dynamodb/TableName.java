package cloudjar.services.dynamodb;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.tenancy.Arn;

/** How a request names a table: by its name or by its ARN. */
final class TableName {
    private static final String RESOURCE = "table/";

    private TableName() {}

    /**
     * The bare name.
     *
     * @throws cloudjar.kernel.shape.ApiException where the text is neither a name nor an ARN of a table
     */
    static String of(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            check(nameOrArn);
            return nameOrArn;
        }
        return Arn.parse(nameOrArn)
                .filter(arn ->
                        arn.service().equals("dynamodb") && arn.resource().startsWith(RESOURCE))
                .map(arn -> arn.resource().substring(RESOURCE.length()))
                .orElseThrow(() -> DynamoDbErrors.validation("Invalid table/index ARN: " + nameOrArn));
    }

    /**
     * Checks a name's form.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException}
     */
    static void check(String name) {
        if (name.length() < DynamoDbLimits.TABLE_NAME_MIN.current()) {
            throw refused(
                    name,
                    "Member must have length greater than or equal to " + DynamoDbLimits.TABLE_NAME_MIN.current());
        }
        if (name.length() > DynamoDbLimits.TABLE_NAME_MAX.current()) {
            throw refused(
                    name, "Member must have length less than or equal to " + DynamoDbLimits.TABLE_NAME_MAX.current());
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean legal =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.-".indexOf(c) >= 0;
            if (!legal) {
                throw refused(name, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
            }
        }
    }

    private static ApiException refused(String name, String constraint) {
        return DynamoDbErrors.validation("1 validation error detected: Value '" + name
                + "' at 'tableName' failed to satisfy constraint: " + constraint);
    }
}
