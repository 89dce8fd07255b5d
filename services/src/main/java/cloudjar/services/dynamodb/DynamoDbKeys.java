package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.QueryInput;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.shape.Structure;
import cloudjar.services.dynamodb.expression.Expressions;
import cloudjar.services.dynamodb.expression.Path;
import cloudjar.services.dynamodb.expression.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What conditions of DynamoDB can ask about a request.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using IAM policy
 *     conditions for fine-grained access control</a>
 */
final class DynamoDbKeys {
    private static final List<String> MAPS =
            List.of("Key", "Item", "AttributeUpdates", "Expected", "KeyConditions", "QueryFilter", "ScanFilter");
    private static final List<String> CONDITIONS =
            List.of("ConditionExpression", "FilterExpression", "KeyConditionExpression");

    private DynamoDbKeys() {}

    static List<String> values(Asked asked, Need need, String key) {
        Structure input = asked.input();
        return switch (key) {
            case "dynamodb:leadingkeys" -> leading(asked, need, parts(asked, need));
            case "dynamodb:attributes" -> attributes(parts(asked, need));
            case "dynamodb:select" -> select(input);
            case "dynamodb:returnvalues" -> DynamoDbIam.one(input.get("ReturnValues"));
            case "dynamodb:returnconsumedcapacity" -> DynamoDbIam.one(input.get("ReturnConsumedCapacity"));
            default -> List.of();
        };
    }

    /** The values for one part of a transaction. */
    static List<String> ofPart(Asked asked, Need need, Structure part, String key) {
        return switch (key) {
            case "dynamodb:leadingkeys" -> leading(asked, need, List.of(part));
            case "dynamodb:attributes" -> attributes(List.of(part));
            case "dynamodb:enclosingoperation" -> List.of(asked.operation().name());
            default -> List.of();
        };
    }

    /** What the request says of the need's table: itself, or what a batch has for it. */
    private static List<Structure> parts(Asked asked, Need need) {
        if (!(asked.input().get("RequestItems") instanceof Map<?, ?> tables)) {
            return List.of(asked.input());
        }
        List<Structure> parts = new ArrayList<>();
        tables.forEach((name, value) -> {
            if (DynamoDbIam.table(asked, String.valueOf(name))
                    .equals(need.resource().text())) {
                addParts(value, parts);
            }
        });
        return parts;
    }

    private static void addParts(Object value, List<Structure> into) {
        switch (value) {
            case Structure keysAndMore -> into.add(keysAndMore);
            case List<?> requests -> {
                for (Object request : requests) {
                    if (request instanceof Structure write && write.variant() != null) {
                        for (String member : List.of("PutRequest", "DeleteRequest")) {
                            if (write.get(member) instanceof Structure part) {
                                into.add(part);
                            }
                        }
                    }
                }
            }
            default -> {}
        }
    }

    private static List<String> leading(Asked asked, Need need, List<Structure> parts) {
        String hash = hashKey(asked, need);
        if (hash == null) {
            return List.of();
        }
        Set<String> values = new LinkedHashSet<>();
        for (Structure part : parts) {
            for (String member : List.of("Key", "Item")) {
                if (part.get(member) instanceof Map<?, ?> attributes) {
                    add(attributes.get(hash), values);
                }
            }
            for (Object key : part.get("Keys") instanceof List<?> keys ? keys : List.of()) {
                if (key instanceof Map<?, ?> attributes) {
                    add(attributes.get(hash), values);
                }
            }
            if (part instanceof QueryInput query) {
                add(QueryRequest.of(query).keyConditions().equal(hash), values);
            }
        }
        return List.copyOf(values);
    }

    private static void add(@Nullable Object value, Set<String> into) {
        if (value instanceof AttributeValue attribute) {
            String text = attribute.s() != null ? attribute.s() : attribute.n();
            if (text != null) {
                into.add(text);
            }
        }
    }

    private static @Nullable String hashKey(Asked asked, Need need) {
        String[] parts = need.resource().part(5).split("/", 4);
        DynamoTable table = parts.length < 2
                ? null
                : DynamoDbTables.TABLES
                        .in(need.account(), need.resource().part(3))
                        .get(asked.snapshot(), parts[1])
                        .orElse(null);
        if (table == null) {
            return null;
        }
        if (parts.length < 4) {
            return table.keys().hash().name();
        }
        return table.indexes().stream()
                .filter(index -> index.name().equals(parts[3]))
                .map(index -> index.keys().hash().name())
                .findFirst()
                .orElse(null);
    }

    private static List<String> select(Structure input) {
        if (input.get("Select") != null) {
            return DynamoDbIam.one(input.get("Select"));
        }
        return input.get("ProjectionExpression") != null || input.get("AttributesToGet") != null
                ? List.of("SPECIFIC_ATTRIBUTES")
                : List.of();
    }

    /** The attributes at the top of items that the request names. */
    private static List<String> attributes(List<Structure> parts) {
        Set<String> names = new LinkedHashSet<>();
        for (Structure part : parts) {
            for (String member : MAPS) {
                if (part.get(member) instanceof Map<?, ?> map) {
                    map.keySet().forEach(name -> names.add(String.valueOf(name)));
                }
            }
            if (part.get("AttributesToGet") instanceof List<?> list) {
                list.forEach(name -> names.add(String.valueOf(name)));
            }
            addNamed(part, names);
        }
        return List.copyOf(names);
    }

    @SuppressWarnings("unchecked")
    private static void addNamed(Structure part, Set<String> into) {
        Map<String, String> names =
                part.get("ExpressionAttributeNames") instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
        Map<String, AttributeValue> values = part.get("ExpressionAttributeValues") instanceof Map<?, ?> map
                ? (Map<String, AttributeValue>) map
                : Map.of();
        Placeholders placeholders = Placeholders.of(names, values);
        for (String parameter : CONDITIONS) {
            if (part.get(parameter) instanceof String text) {
                into.addAll(Expressions.condition(parameter, text, placeholders).attributes());
            }
        }
        if (part.get("ProjectionExpression") instanceof String text) {
            Expressions.projection(text, placeholders).paths().forEach(path -> into.add(path.head()));
        }
        if (part.get("UpdateExpression") instanceof String text) {
            for (Path path : Expressions.update(text, placeholders).paths()) {
                into.add(path.head());
            }
        }
    }
}
