package cloudjar.services.sns;

import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a topic does about sensitive data in its messages: refuse them, or hide what is sensitive. Audits have no effect on
 * messages. The managed identifiers that have a pattern are known; others, which AWS finds by learning, find nothing.
 */
final class DataProtection {
    private static final DataProtection NONE = new DataProtection(List.of());
    private static final String REDACTION = "";

    /** Managed identifiers, without what stands before their names. */
    private static final Map<String, Pattern> MANAGED = Map.of(
            "EmailAddress", Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
            "CreditCardNumber", Pattern.compile("\\b(?:\\d[ -]?){12,18}\\d\\b"),
            "IpAddress", Pattern.compile("\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b"),
            "Ssn-US", Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b"),
            "PhoneNumber-US", Pattern.compile("(?:\\+?1[ .-]?)?\\(?\\b\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}\\b"),
            "AwsSecretKey", Pattern.compile("(?<![A-Za-z0-9/+=])[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])"),
            "PrivateKey",
                    Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----"));

    private enum Effect {
        DENY,
        HIDE,
        AUDIT
    }

    private record Rule(boolean inbound, Effect effect, String mask, List<Pattern> patterns) {}

    private final List<Rule> rules;

    private DataProtection(List<Rule> rules) {
        this.rules = rules;
    }

    /** What a topic's policy asks for. */
    static DataProtection of(Topic topic) {
        String policy = topic.dataProtectionPolicy();
        return policy == null ? NONE : parse(policy).orElse(NONE);
    }

    /** Refuses a text that is no data protection policy. Our wording. */
    static void check(String policy, LimitProfile limits) {
        if (policy.length() > SnsLimits.DATA_PROTECTION_SIZE_MAX.intIn(limits)
                || parse(policy).isEmpty()) {
            throw SnsErrors.invalid("DataProtectionPolicy", "The policy is not a valid data protection policy");
        }
    }

    private static Optional<DataProtection> parse(String policy) {
        Map<String, Object> document = Json.object(policy).orElse(Map.of());
        if (!(document.get("Statement") instanceof List<?> statements)
                || statements.isEmpty()
                || !document.containsKey("Name")
                || !document.containsKey("Version")) {
            return Optional.empty();
        }
        Map<String, Pattern> known = new LinkedHashMap<>(MANAGED);
        List<Rule> rules = new ArrayList<>();
        try {
            known.putAll(custom(document));
            for (Object statement : statements) {
                Optional<Rule> rule = statement instanceof Map<?, ?> members ? rule(members, known) : Optional.empty();
                if (rule.isEmpty()) {
                    return Optional.empty();
                }
                rules.add(rule.get());
            }
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
        return Optional.of(new DataProtection(rules));
    }

    private static Map<String, Pattern> custom(Map<String, Object> document) {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        if (document.get("Configuration") instanceof Map<?, ?> configuration
                && configuration.get("CustomDataIdentifier") instanceof List<?> identifiers) {
            for (Object identifier : identifiers) {
                if (identifier instanceof Map<?, ?> members
                        && members.get("Name") instanceof String name
                        && members.get("Regex") instanceof String regex) {
                    patterns.put(name, Pattern.compile(regex));
                }
            }
        }
        return patterns;
    }

    private static Optional<Rule> rule(Map<?, ?> statement, Map<String, Pattern> known) {
        Object direction = statement.get("DataDirection");
        if (!(statement.get("DataIdentifier") instanceof List<?> identifiers)
                || !(statement.get("Operation") instanceof Map<?, ?> operation)
                || !("Inbound".equals(direction) || "Outbound".equals(direction))
                || operation.size() != 1) {
            return Optional.empty();
        }
        List<Pattern> patterns = new ArrayList<>();
        for (Object identifier : identifiers) {
            String name = identifier.toString();
            Pattern pattern = known.get(name.substring(name.lastIndexOf('/') + 1));
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        boolean inbound = "Inbound".equals(direction);
        String kind = operation.keySet().iterator().next().toString();
        return switch (kind) {
            case "Deny" -> Optional.of(new Rule(inbound, Effect.DENY, "", patterns));
            case "Deidentify" -> Optional.of(new Rule(inbound, Effect.HIDE, mask(operation.get(kind)), patterns));
            case "Audit" -> Optional.of(new Rule(inbound, Effect.AUDIT, "", patterns));
            default -> Optional.empty();
        };
    }

    private static String mask(@Nullable Object deidentify) {
        return deidentify instanceof Map<?, ?> members
                        && members.get("MaskConfig") instanceof Map<?, ?> mask
                        && mask.get("MaskWithCharacter") instanceof String character
                ? character
                : REDACTION;
    }

    boolean deniesInbound(String message) {
        return denies(message, true);
    }

    boolean deniesOutbound(String message) {
        return denies(message, false);
    }

    private boolean denies(String message, boolean inbound) {
        return !rules.isEmpty()
                && rules.stream()
                        .filter(rule -> rule.inbound() == inbound && rule.effect() == Effect.DENY)
                        .flatMap(rule -> rule.patterns().stream())
                        .anyMatch(pattern -> pattern.matcher(message).find());
    }

    /** The message as it is taken in. */
    String inbound(String message) {
        return hide(message, true);
    }

    /** The message as it is sent out. */
    String outbound(String message) {
        return hide(message, false);
    }

    private String hide(String message, boolean inbound) {
        String text = message;
        for (Rule rule : rules) {
            if (rule.inbound() == inbound && rule.effect() == Effect.HIDE) {
                for (Pattern pattern : rule.patterns()) {
                    text = pattern.matcher(text)
                            .replaceAll(found -> Matcher.quoteReplacement(
                                    rule.mask().repeat(found.group().length())));
                }
            }
        }
        return text;
    }
}
