package cloudjar.services.sqs;

import cloudjar.kernel.limit.LimitProfile;
import java.util.Locale;
import java.util.Map;

/** What message attributes may be (SQSDeveloperGuide, sqs-message-metadata). */
final class MessageAttributeRules {
    private MessageAttributeRules() {}

    /**
     * Checks attributes.
     *
     * @throws cloudjar.kernel.shape.ApiException InvalidParameterValue where one may not be
     */
    static void check(Map<String, MessageAttribute> attributes, LimitProfile limits) {
        int max = SqsLimits.MESSAGE_ATTRIBUTES_MAX.intIn(limits);
        if (attributes.size() > max) {
            throw SqsErrors.tooManyAttributes(attributes.size(), max);
        }
        attributes.forEach((name, attribute) -> {
            checkName(name, limits);
            checkType(name, attribute.dataType(), limits);
            checkValue(name, attribute);
        });
    }

    private static void checkName(String name, LimitProfile limits) {
        if (name.isEmpty() || name.length() > SqsLimits.ATTRIBUTE_NAME_MAX.intIn(limits)) {
            throw SqsErrors.invalidAttribute(name, "must have a name of 1 to 256 characters.");
        }
        if (!name.codePoints().allMatch(MessageAttributeRules::isNamePart)
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")) {
            throw SqsErrors.invalidAttribute(
                    name,
                    "has an invalid name: it can contain letters, digits, underscores, hyphens and single periods, not"
                            + " at its beginning or end.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw SqsErrors.invalidAttribute(name, "has an invalid name: the prefix is reserved.");
        }
    }

    /** Letters beyond ASCII pass (asserted: test_send_message_with_invalid_string_attributes). */
    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static void checkType(String name, String type, LimitProfile limits) {
        int dot = type.indexOf('.');
        String kind = dot < 0 ? type : type.substring(0, dot);
        boolean known = kind.equals("String") || kind.equals("Number") || kind.equals("Binary");
        if (!known || type.length() > SqsLimits.ATTRIBUTE_TYPE_MAX.intIn(limits)) {
            throw SqsErrors.invalidAttribute(
                    name, "has an invalid type: the supported type prefixes are Binary, Number, and String.");
        }
    }

    private static void checkValue(String name, MessageAttribute attribute) {
        String type = attribute.dataType();
        boolean isBinary = type.startsWith("Binary");
        String string = attribute.string();
        boolean absent = isBinary
                ? attribute.binary() == null || attribute.binary().isEmpty()
                : string == null || string.isEmpty();
        if (absent) {
            throw SqsErrors.emptyAttribute(name, type);
        }
        if (string == null) {
            return;
        }
        if (!MessageText.isAllowed(string)) {
            throw SqsErrors.invalidAttribute(name, "contains characters that are not allowed.");
        }
        if (type.startsWith("Number") && !isNumber(string)) {
            throw SqsErrors.invalidAttribute(name, "could not be cast to a number.");
        }
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text)) && !text.endsWith("d") && !text.endsWith("f");
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
