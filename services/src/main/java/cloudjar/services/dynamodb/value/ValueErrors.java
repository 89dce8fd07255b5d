package cloudjar.services.dynamodb.value;

import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.shape.ApiException;

/** What DynamoDB says of values that it does not take, in its own words. */
public final class ValueErrors {
    private static final String INVALID = "One or more parameter values were invalid: ";

    private ValueErrors() {}

    private static ApiException validation(String message) {
        return new ValidationException(message);
    }

    private static ApiException invalid(String message) {
        return validation(INVALID + message);
    }

    /** A number that is none. */
    public static ApiException notNumeric(String text) {
        return validation("The parameter cannot be converted to a numeric value: " + text);
    }

    /** A number that has more digits than are kept. */
    public static ApiException tooManyDigits() {
        return validation("Attempting to store more than 38 significant digits in a Number");
    }

    /** A number that is too large, or too far below zero. */
    public static ApiException numberOverflow() {
        return validation("Number overflow. Attempting to store a number with magnitude larger than supported range");
    }

    /** A number that is too near to zero. */
    public static ApiException numberUnderflow() {
        return validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");
    }

    /** A value of no type. */
    public static ApiException emptyValue() {
        return validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    /** A value of several types. */
    public static ApiException ambiguousValue() {
        return validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
                + " supported datatypes");
    }

    /** A null that says it is none. */
    public static ApiException falseNull() {
        return invalid("Null attribute value types must have the value of true");
    }

    /** A set without elements. */
    public static ApiException emptySet(String kind) {
        return kind.equals("binary")
                ? invalid("Binary sets should not be empty")
                : invalid("An " + kind + " set  may not be empty");
    }

    /** A set with an element twice. */
    public static ApiException duplicates(String collection) {
        return invalid("Input collection " + collection + " contains duplicates.");
    }

    /** A list or map too deep in others. */
    public static ApiException tooDeep() {
        return validation("Nesting Levels have exceeded supported limits");
    }
}
