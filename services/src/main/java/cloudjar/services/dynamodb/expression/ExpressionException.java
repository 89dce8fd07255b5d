package cloudjar.services.dynamodb.expression;

/** An expression that is wrong, in AWS's words without what says which one of the request's it is. */
final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionException(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
