package cloudjar.services.ssm;

import cloudjar.api.ssm.InventoryAttributeDataType;
import cloudjar.api.ssm.InventoryItemAttribute;
import cloudjar.api.ssm.InventoryItemSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The types of inventory that AWS collects of instances. Custom types come with instances, of which none is managed. */
final class InventoryTypes {
    /** What counts of instances may be made by, as AWS describes the member Aggregator of GetInventorySchema. */
    private static final String COUNTED = "AWS:InstanceInformation";

    private static final Set<String> COUNTED_BY = Set.of("PlatformName", "PlatformType", "PlatformVersion");

    private InventoryTypes() {}

    static List<InventoryItemSchema> all() {
        return DataFile.lines("inventory-types.txt").stream()
                .map(InventoryTypes::schema)
                .toList();
    }

    /** The types that instances can be counted by. */
    static List<InventoryItemSchema> counted() {
        return all().stream()
                .filter(schema -> schema.typeName().equals(COUNTED))
                .map(schema -> schema.toBuilder()
                        .attributes(schema.attributes().stream()
                                .filter(attribute -> COUNTED_BY.contains(attribute.name()))
                                .toList())
                        .build())
                .toList();
    }

    /** Refuses a name that is neither AWS's nor one's own. */
    static void check(String name) {
        if (!name.startsWith("Custom:")
                && all().stream().noneMatch(schema -> schema.typeName().equals(name))) {
            throw OpsErrors.typeName(name);
        }
    }

    private static InventoryItemSchema schema(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        return InventoryItemSchema.builder()
                .typeName(words.get(0))
                .version(words.get(1))
                .attributes(words.subList(2, words.size()).stream()
                        .map(InventoryTypes::attribute)
                        .toList())
                .build();
    }

    private static InventoryItemAttribute attribute(String word) {
        boolean number = word.endsWith("#");
        return InventoryItemAttribute.builder()
                .name(number ? word.substring(0, word.length() - 1) : word)
                .dataType(number ? InventoryAttributeDataType.NUMBER : InventoryAttributeDataType.STRING)
                .build();
    }
}
