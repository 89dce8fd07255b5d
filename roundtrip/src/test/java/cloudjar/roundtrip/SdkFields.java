package cloudjar.roundtrip;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Which field of the client's class belongs to which member of ours. */
final class SdkFields {
    private SdkFields() {}

    /** The fields of {@code pojo} by member of {@code schema}, in the schema's order; what one side lacks is left out. */
    static Map<Member, SdkField<?>> of(Schema schema, SdkPojo pojo) {
        // Some members have another name in the client, but go by the model's name on the wire.
        Map<String, SdkField<?>> byName = new HashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            byName.put(field.locationName().toLowerCase(Locale.ROOT), field);
        }
        for (SdkField<?> field : pojo.sdkFields()) {
            byName.put(field.memberName().toLowerCase(Locale.ROOT), field);
        }
        Map<Member, SdkField<?>> fields = new LinkedHashMap<>();
        for (Member member : schema.members()) {
            SdkField<?> field = byName.get(member.name().toLowerCase(Locale.ROOT));
            if (field == null) {
                field = byName.get(member.xmlName().toLowerCase(Locale.ROOT));
            }
            if (field != null) {
                fields.put(member, field);
            }
        }
        return fields;
    }

    /** The field that stands for each element of a list. */
    static SdkField<?> element(SdkField<?> list) {
        return list.getRequiredTrait(ListTrait.class).memberFieldInfo();
    }

    /** The field that stands for each value of a map. */
    static SdkField<?> mapValue(SdkField<?> map) {
        return map.getRequiredTrait(MapTrait.class).valueFieldInfo();
    }
}
