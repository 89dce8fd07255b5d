package cloudjar.modelgen.java;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** How names of AWS's models are spelt in Java. */
final class JavaNames {
    /** What no getter may be called: the methods that every structure or exception has without parameters. */
    private static final Set<String> RESERVED_GETTERS = Set.of(
            "getClass",
            "hashCode",
            "toString",
            "notify",
            "notifyAll",
            "wait",
            "clone",
            "finalize",
            "schema",
            "slots",
            "variant",
            "builder",
            "toBuilder",
            "of",
            "error",
            "traits",
            "code",
            "status",
            "getMessage",
            "getLocalizedMessage",
            "getCause",
            "getStackTrace",
            "getSuppressed",
            "fillInStackTrace",
            "printStackTrace");

    private JavaNames() {}

    /**
     * The Java type of a service: {@code SQS} is {@code Sqs}, {@code DynamoDB Streams} is {@code DynamoDbStreams}.
     */
    static String serviceType(String serviceId) {
        StringBuilder out = new StringBuilder();
        for (String word : serviceId.split("[^A-Za-z0-9]+")) {
            boolean upper = true;
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                boolean start = Character.isUpperCase(c)
                        && i > 0
                        && (!Character.isUpperCase(word.charAt(i - 1))
                                || i + 1 < word.length() && Character.isLowerCase(word.charAt(i + 1)));
                out.append(upper || start ? Character.toUpperCase(c) : Character.toLowerCase(c));
                upper = false;
            }
        }
        return out.toString();
    }

    /** The shape's name as a Java type name. */
    static String type(String shape) {
        String name = identifier(shape);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The getter and setter of a member: {@code MD5OfBody} is {@code md5OfBody}, {@code ACL} is {@code acl}. */
    static String member(String member) {
        String name = lowerFirst(identifier(member));
        return SourceVersion.isKeyword(name) || RESERVED_GETTERS.contains(name) ? name + "_" : name;
    }

    /** The method of an operation. */
    static String method(String operation) {
        String name = lowerFirst(identifier(operation));
        return SourceVersion.isKeyword(name) || RESERVED_GETTERS.contains(name) ? name + "_" : name;
    }

    /** The constant of an enum's value: {@code ap-south-1} is {@code AP_SOUTH_1}, {@code QueueArn} is {@code QUEUE_ARN}. */
    static String constant(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isIdentifierPart(c)) {
                out.append('_');
                continue;
            }
            boolean afterLower = i > 0
                    && Character.isUpperCase(c)
                    && (Character.isLowerCase(value.charAt(i - 1)) || Character.isDigit(value.charAt(i - 1)));
            boolean wordStart = i > 0
                    && i + 1 < value.length()
                    && Character.isUpperCase(c)
                    && Character.isUpperCase(value.charAt(i - 1))
                    && Character.isLowerCase(value.charAt(i + 1));
            out.append(afterLower || wordStart ? "_" : "").append(c);
        }
        String name = out.toString().toUpperCase(Locale.ROOT).replaceAll("__+", "_");
        boolean bare = name.isEmpty() || name.equals("_") || Character.isDigit(name.charAt(0));
        return bare ? "_" + name + (name.isEmpty() || name.equals("_") ? "EMPTY" : "") : name;
    }

    private static String identifier(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            out.append(isIdentifierPart(name.charAt(i)) ? name.charAt(i) : '_');
        }
        return Character.isDigit(out.charAt(0)) ? "_" + out : out.toString();
    }

    private static boolean isIdentifierPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static String lowerFirst(String name) {
        int run = 0;
        while (run < name.length() && Character.isUpperCase(name.charAt(run))) {
            run++;
        }
        // Of a run of capitals that runs into a word, the last begins the word: SSEAlgorithm, ETag.
        if (run > 1 && run < name.length() && Character.isLowerCase(name.charAt(run))) {
            run--;
        }
        return name.substring(0, run).toLowerCase(Locale.ROOT) + name.substring(run);
    }
}
