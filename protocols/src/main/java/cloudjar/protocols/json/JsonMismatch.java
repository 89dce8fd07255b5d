package cloudjar.protocols.json;

import cloudjar.protocols.text.MalformedValueException;
import com.fasterxml.jackson.core.JsonToken;

/**
 * How a server says that JSON is of a wrong type. AWS's services speak two dialects: the older one is recorded from API
 * Gateway (and known from Kinesis), the younger one from DynamoDB and ECS.
 */
public enum JsonMismatch {
    /** {@code class java.lang.Boolean can not be converted to an String}. */
    CLASS_NAMES {
        @Override
        String scalar(JsonToken token, String type) {
            return switch (token) {
                case START_ARRAY -> "Start of list found where not expected";
                case START_OBJECT -> "Start of structure or map found where not expected.";
                default ->
                    "class " + className(token) + " can not be converted to " + (type.equals("Blob") ? "a " : "an ")
                            + type;
            };
        }

        @Override
        String list(JsonToken token) {
            return token == JsonToken.START_OBJECT
                    ? "Start of structure or map found where not expected."
                    : "Expected list or null";
        }

        @Override
        String map(JsonToken token) {
            return token == JsonToken.START_ARRAY ? "Start of list found where not expected" : "Expected map or null";
        }

        @Override
        String structure(JsonToken token) {
            return token == JsonToken.START_ARRAY ? "Start of list found where not expected" : "Expected null";
        }

        private static String className(JsonToken token) {
            return switch (token) {
                case VALUE_STRING -> "java.lang.String";
                case VALUE_TRUE, VALUE_FALSE -> "java.lang.Boolean";
                default -> "com.amazon.coral.value.json.numbers.TruncatingBigNumber";
            };
        }
    },

    /** {@code STRING_VALUE cannot be converted to Integer}. */
    TOKEN_NAMES {
        @Override
        String scalar(JsonToken token, String type) {
            return switch (token) {
                case START_ARRAY ->
                    "Unrecognized collection type class "
                            + (type.equals("Blob") ? "java.nio.ByteBuffer" : "java.lang." + type);
                case START_OBJECT -> "Start of structure or map found where not expected";
                case VALUE_STRING ->
                    type.equals("Boolean")
                            ? "Unexpected token received from parser"
                            : "STRING_VALUE cannot be converted to " + type;
                default ->
                    type.equals("Blob")
                            ? "only base-64-encoded strings are convertible to bytes"
                            : tokenName(token) + " cannot be converted to " + type;
            };
        }

        @Override
        String list(JsonToken token) {
            return token == JsonToken.START_OBJECT
                    ? "Start of structure or map found where not expected"
                    : "Unexpected field type";
        }

        @Override
        String map(JsonToken token) {
            return token == JsonToken.START_ARRAY ? "Unrecognized collection type" : "Unexpected field type";
        }

        @Override
        String structure(JsonToken token) {
            return map(token);
        }

        private static String tokenName(JsonToken token) {
            return switch (token) {
                case VALUE_TRUE -> "TRUE_VALUE";
                case VALUE_FALSE -> "FALSE_VALUE";
                case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
                default -> "NUMBER_VALUE";
            };
        }
    };

    /** Where {@code token} stands for a value of {@code type}, such as {@code Integer}. */
    abstract String scalar(JsonToken token, String type);

    abstract String list(JsonToken token);

    abstract String map(JsonToken token);

    abstract String structure(JsonToken token);

    final MalformedValueException notScalar(JsonToken token, String type) {
        return new MalformedValueException(scalar(token, type));
    }

    final MalformedValueException notList(JsonToken token) {
        return new MalformedValueException(list(token));
    }

    final MalformedValueException notMap(JsonToken token) {
        return new MalformedValueException(map(token));
    }

    final MalformedValueException notStructure(JsonToken token) {
        return new MalformedValueException(structure(token));
    }
}
