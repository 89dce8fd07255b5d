package cloudjar.services.ssm;

import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.OpsItemDataValue;
import cloudjar.api.ssm.OpsItemStatus;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.sigv4.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A work item of OpsCenter, as AWS shows it, with its tags. */
record StoredOpsItem(OpsItem item, Map<String, String> tags) {
    static final String DEDUPLICATION = "/aws/dedup";
    static final String RESOURCES = "/aws/resources";
    static final String AUTOMATIONS = "/aws/automations";

    private static final List<String> BUSY = List.of(OpsItemStatus.OPEN, OpsItemStatus.IN_PROGRESS);

    StoredOpsItem {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String id() {
        return Objects.requireNonNull(item.opsItemId());
    }

    String arn() {
        return Objects.requireNonNull(item.opsItemArn());
    }

    Instant created() {
        return Objects.requireNonNull(item.createdTime());
    }

    StoredOpsItem tagged(Map<String, String> changed) {
        return new StoredOpsItem(item, changed);
    }

    /**
     * What no other item may share while this one is not resolved: the string against duplicates in any case of letters, and the
     * resources.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-working-deduplication.html">Managing
     *     duplicate OpsItems</a>
     */
    Optional<String> claim() {
        return BUSY.contains(item.status_())
                ? deduplication(item.operationalData())
                        .map(string -> Sha256.hex(string.toLowerCase(Locale.ROOT)
                                + '\n'
                                + String.join("\n", resources(item.operationalData()))))
                : Optional.empty();
    }

    /** The string against duplicates, where there is one. */
    static Optional<String> deduplication(Map<String, OpsItemDataValue> data) {
        return text(data, DEDUPLICATION)
                .flatMap(Json::object)
                .map(object -> object.get("dedupString"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** The ARNs of the resources that the item is about, in order. */
    static List<String> resources(Map<String, OpsItemDataValue> data) {
        return members(data, RESOURCES, "arn");
    }

    /** The automations that may help. */
    static List<String> automations(Map<String, OpsItemDataValue> data) {
        return members(data, AUTOMATIONS, "automationId");
    }

    private static List<String> members(Map<String, OpsItemDataValue> data, String key, String member) {
        List<String> found = new ArrayList<>();
        if (text(data, key).flatMap(Json::value).orElse(null) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object && object.get(member) instanceof String text) {
                    found.add(text);
                }
            }
        }
        Collections.sort(found);
        return found;
    }

    private static Optional<String> text(Map<String, OpsItemDataValue> data, String key) {
        return Optional.ofNullable(data.get(key)).map(OpsItemDataValue::value);
    }
}
