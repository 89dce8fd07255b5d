package cloudjar.services.dynamodb.partiql;

import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.shape.ApiException;

/** What DynamoDB says of statements that it does not take. */
final class StatementErrors {
    private StatementErrors() {}

    private static ApiException validation(String message) {
        return new ValidationException(message);
    }

    static ApiException malformed(String detail) {
        return validation("Statement wasn't well formed, can't be processed: " + detail);
    }

    static ApiException parameters() {
        return validation("Number of parameters in request and statement don't match.");
    }

    static ApiException emptyComponent() {
        return validation("Path component cannot be an empty string");
    }

    static ApiException longSource() {
        return validation("A path may contain at most 2 components in the FROM clause");
    }

    static ApiException indexInWrite() {
        return validation("This operation is not supported on an index");
    }

    static ApiException unexpectedComponent(String where) {
        return validation("Unexpected path component at " + where);
    }

    static ApiException unknownFunction(String name, String where) {
        return validation("Unrecognized function: " + name + " at " + where);
    }

    static ApiException unsupportedClause(String clause, String where) {
        return validation("Unsupported clause: " + clause + " at " + where);
    }

    static ApiException unsupportedType(String what, String where) {
        return validation("Unsupported data type: " + what + " under key root at " + where);
    }

    static ApiException pathRequired(String function) {
        return validation("Operator or function requires a document path; operator or function: " + function);
    }

    static ApiException operands(String function, int count) {
        return validation("Incorrect number of operands for operator or function; operator or function: " + function
                + ", number of operands: " + count);
    }

    static ApiException operandType(String operator, String type) {
        return validation("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + type);
    }

    static ApiException twoArguments(String function, String where) {
        return validation(function + " must have exactly two arguments at " + where);
    }

    static ApiException firstArgument(String function, String where) {
        return validation("The first argument to " + function + " must equal the assignment value at " + where);
    }

    static ApiException secondArgument(String function, String where) {
        return validation("The second argument to " + function + " must be a value with type SET at " + where);
    }

    static ApiException emptyBag() {
        return validation("Empty bags are not supported");
    }

    static ApiException mixedBag() {
        return validation("Bags must hold values of one type: strings, numbers or binaries");
    }

    static ApiException listIndex(String index, String where) {
        return validation("List index is not within the allowable range; index: [" + index + "] at " + where);
    }

    static ApiException returning(String clause) {
        return validation("Invalid returning clause: RETURNING " + clause
                + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
    }

    static ApiException tooDeep() {
        return malformed("nesting levels have exceeded supported limits");
    }
}
