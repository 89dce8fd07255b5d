package cloudjar.services.ssm;

import cloudjar.api.ssm.OpsItemDataValue;
import cloudjar.api.ssm.OpsItemNotification;
import cloudjar.api.ssm.RelatedOpsItem;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What OpsItems must keep.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateOpsItem.html">CreateOpsItem</a>
 */
final class OpsItemRules {
    private static final Pattern RESERVED_KEY = Pattern.compile("(?i)/?(amazon|aws|amzn|ssm).*", Pattern.DOTALL);
    private static final Pattern RESERVED_SOURCE = Pattern.compile("(?i).*(aws|amazon|amzn).*", Pattern.DOTALL);
    private static final Set<String> OPEN_KEYS =
            Set.of(StoredOpsItem.DEDUPLICATION, StoredOpsItem.RESOURCES, StoredOpsItem.AUTOMATIONS);
    private static final Set<String> TYPES = Set.of("/aws/issue", "/aws/changerequest", "/aws/insight");

    /** Ours: how many topics hear of an item. */
    private static final int TOPICS_MAX = 10;

    private OpsItemRules() {}

    static String type(String type) {
        if (!TYPES.contains(type)) {
            throw OpsErrors.parameter("OpsItemType", "The type of OpsItem is not valid: " + type);
        }
        return type;
    }

    /** Names of AWS are for AWS's services. */
    static void checkSource(String source, Call call) {
        if (RESERVED_SOURCE.matcher(source).matches() && !(call.principal() instanceof Principal.Service)) {
            throw OpsErrors.parameter("Source", "The source can't contain aws, amazon or amzn: " + source);
        }
    }

    static void checkData(Map<String, OpsItemDataValue> data, Call call) {
        boolean service = call.principal() instanceof Principal.Service;
        data.forEach((key, value) -> {
            if (!service
                    && !OPEN_KEYS.contains(key)
                    && RESERVED_KEY.matcher(key).matches()) {
                throw OpsErrors.parameter("OperationalData", "The key of operational data is reserved: " + key);
            }
            String text = value.value() == null ? "" : value.value();
            if (text.getBytes(StandardCharsets.UTF_8).length > SsmLimits.OPS_DATA_MAX.current()) {
                throw OpsErrors.tooMany("OperationalData", SsmLimits.OPS_DATA_MAX);
            }
        });
        checkList(data, StoredOpsItem.RESOURCES, StoredOpsItem.resources(data), SsmLimits.OPS_RESOURCES_MAX);
        checkList(data, StoredOpsItem.AUTOMATIONS, StoredOpsItem.automations(data), SsmLimits.OPS_AUTOMATIONS_MAX);
        if (data.containsKey(StoredOpsItem.DEDUPLICATION)) {
            String string = StoredOpsItem.deduplication(data)
                    .orElseThrow(() -> OpsErrors.parameter(
                            "OperationalData", "/aws/dedup must have the form {\"dedupString\":\"a string\"}"));
            if (string.length() > SsmLimits.OPS_DEDUPLICATION_MAX.current()) {
                throw OpsErrors.tooMany("dedupString", SsmLimits.OPS_DEDUPLICATION_MAX);
            }
        }
    }

    /** A list in JSON, each of whose elements has the member that is looked for. */
    private static void checkList(Map<String, OpsItemDataValue> data, String key, List<String> found, Limit most) {
        OpsItemDataValue value = data.get(key);
        if (value == null) {
            return;
        }
        if (!(Json.value(Objects.requireNonNullElse(value.value(), "")).orElse(null) instanceof List<?> list)
                || list.size() != found.size()) {
            throw OpsErrors.parameter("OperationalData", "The value of " + key + " is not valid.");
        }
        if (found.size() > most.current()) {
            throw OpsErrors.tooMany(key, most);
        }
    }

    static void checkNotifications(List<OpsItemNotification> notifications) {
        for (OpsItemNotification notification : notifications) {
            String arn = Objects.requireNonNullElse(notification.arn(), "");
            if (Arn.parse(arn).filter(topic -> topic.service().equals("sns")).isEmpty()) {
                throw OpsErrors.parameter("Notifications", "The ARN is not one of a topic: " + arn);
            }
        }
        if (notifications.size() > TOPICS_MAX) {
            throw OpsErrors.tooMany("Notifications", TOPICS_MAX);
        }
    }

    static void checkRelated(Snapshot snapshot, List<RelatedOpsItem> related, Call call) {
        if (related.size() > SsmLimits.OPS_RELATED_MAX.current()) {
            throw OpsErrors.tooMany("RelatedOpsItems", SsmLimits.OPS_RELATED_MAX);
        }
        for (RelatedOpsItem other : related) {
            if (!OpsTables.of(call).items.contains(snapshot, other.opsItemId())) {
                throw OpsErrors.parameter("RelatedOpsItems", "The OpsItem does not exist: " + other.opsItemId());
            }
        }
    }
}
