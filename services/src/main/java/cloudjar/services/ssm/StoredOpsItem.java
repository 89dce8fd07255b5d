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
import org.jspecify.annotations.Nullable;

/**
 * A work item of OpsCenter, as AWS shows it, with its tags.
 *
 * @param change what it is found by where it stands for a change request
 */
record StoredOpsItem(
        OpsItem item, Map<String, String> tags, @Nullable Change change) {
    static final String DEDUPLICATION = "/aws/dedup";
    static final String RESOURCES = "/aws/resources";
    static final String AUTOMATIONS = "/aws/automations";

    private static final List<String> BUSY = List.of(OpsItemStatus.OPEN, OpsItemStatus.IN_PROGRESS);

    /**
     * A change request.
     *
     * @param requester the ARN of who asks
     * @param approvers the ARNs of those who may approve
     */
    record Change(String requester, List<String> approvers, String template) {
        Change {
            approvers = List.copyOf(approvers);
        }
    }

    /** An item that stands for no change request. */
    StoredOpsItem(OpsItem item, Map<String, String> tags) {
        this(item, tags, null);
    }

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
        return new StoredOpsItem(item, changed, change);
    }

    StoredOpsItem with(OpsItem changed) {
        return new StoredOpsItem(changed, tags, change);
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
