package cloudjar.services.sns;

import cloudjar.kernel.limit.LimitProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How an account sends text messages in a region.
 *
 * @param attributes those that were set, as they were
 */
record TextSettings(Map<String, String> attributes) {
    static final String KEY = "sms";
    private static final String SPEND_LIMIT = "MonthlySpendLimit";
    private static final String SENDER_ID = "DefaultSenderID";
    private static final String SMS_TYPE = "DefaultSMSType";
    private static final int SENDER_ID_MAX = 11;

    private static final Set<String> NAMES = Set.of(
            SPEND_LIMIT,
            "DeliveryStatusIAMRole",
            "DeliveryStatusSuccessSamplingRate",
            SENDER_ID,
            SMS_TYPE,
            "UsageReportS3Bucket");

    /** An account may spend a dollar a month until it is allowed more. */
    static final TextSettings INITIAL = new TextSettings(Map.of(SPEND_LIMIT, "1"));

    /** The name from which messages come; empty where none was chosen. */
    String senderId() {
        return attributes.getOrDefault(SENDER_ID, "");
    }

    /** These settings with some changed; refused in AWS's words (recorded: test_set_invalid_sms_attributes). */
    TextSettings with(Map<String, String> changed, LimitProfile limits) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        changed.forEach((name, value) -> {
            check(name, value);
            if (value.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return new TextSettings(all);
    }

    private static void check(String name, String value) {
        if (!NAMES.contains(name)) {
            throw SnsErrors.plain(name + " is not a valid attribute");
        }
        boolean valid =
                switch (name) {
                    case SMS_TYPE -> Set.of("Promotional", "Transactional", "").contains(value);
                    case SENDER_ID ->
                        value.isEmpty()
                                || value.length() <= SENDER_ID_MAX
                                        && value.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))
                                        && value.chars().anyMatch(Character::isLetter);
                    case SPEND_LIMIT, "DeliveryStatusSuccessSamplingRate" -> value.matches("[0-9]{0,9}");
                    default -> true;
                };
        if (!valid) {
            throw SnsErrors.plain(
                    name.equals(SENDER_ID) ? "DefaultSendID is not a valid attribute" : name + " is invalid");
        }
    }
}
