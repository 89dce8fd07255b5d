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
    private static final Map<String, Pattern> MANAGED = Map.ofEntries(
            entry("EmailAddress", "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
            entry("CreditCardNumber", "\\b(?:\\d[ -]?){12,18}\\d\\b"),
            entry("IpAddress", "\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b"),
            entry("Ssn-US", "\\b\\d{3}-\\d{2}-\\d{4}\\b"),
            entry("IndividualTaxIdentificationNumber-US", "\\b9\\d{2}-[5-9]\\d-\\d{4}\\b"),
            entry("PhoneNumber-US", "(?:\\+?1[ .-]?)?\\(?\\b\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}\\b"),
            entry("BankAccountNumber-DE", account("DE", 18)),
            entry("BankAccountNumber-ES", account("ES", 20)),
            entry("BankAccountNumber-FR", account("FR", 23)),
            entry("BankAccountNumber-GB", account("GB", 18)),
            entry("BankAccountNumber-IT", account("IT", 23)),
            entry("CpfCode-BR", "\\b\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}\\b"),
            entry("Cnpj-BR", "\\b\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}\\b"),
            entry("NieNumber-ES", "\\b[XYZ]-?\\d{7}-?[A-Z]\\b"),
            entry("NifNumber-ES", "\\b\\d{8}-?[A-HJ-NP-TV-Z]\\b"),
            entry("NationalInsuranceNumber-GB", "\\b[A-CEGHJ-PR-TW-Z]{2} ?(?:\\d{2} ?){3}[A-D]\\b"),
            entry("SocialInsuranceNumber-CA", "\\b\\d{3}[ -]\\d{3}[ -]\\d{3}\\b"),
            entry("PostalCode-CA", "\\b[ABCEGHJ-NPRSTVXY]\\d[A-Z] ?\\d[A-Z]\\d\\b"),
            entry("AwsSecretKey", "(?<![A-Za-z0-9/+=])[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])"),
            entry("OpenSshPrivateKey", key("OPENSSH PRIVATE KEY")),
            entry("PgpPrivateKey", key("PGP PRIVATE KEY BLOCK")),
            entry("PkcsPrivateKey", key("(?:RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY")),
            entry("PrivateKey", key("[A-Z ]*PRIVATE KEY")));

    private static Map.Entry<String, Pattern> entry(String name, String regex) {
        return Map.entry(name, Pattern.compile(regex));
    }

    private static String account(String country, int more) {
        return "\\b" + country + "\\d{2}(?: ?[A-Z0-9]){" + more + "}\\b";
    }

    private static String key(String kind) {
        return "-----BEGIN " + kind + "-----[\\s\\S]*?-----END " + kind + "-----";
    }

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
