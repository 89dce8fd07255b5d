package cloudjar.services.sns;

import cloudjar.kernel.tenancy.Arn;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** On which way a subscription is served. */
enum Protocol {
    HTTP("http"),
    HTTPS("https"),
    EMAIL("email"),
    EMAIL_JSON("email-json"),
    SMS("sms"),
    SQS("sqs"),
    APPLICATION("application"),
    LAMBDA("lambda"),
    FIREHOSE("firehose");

    private static final Set<Protocol> CONFIRMED_BY_HAND = Set.of(HTTP, HTTPS, EMAIL, EMAIL_JSON);
    private static final Set<Protocol> OUTBOX = Set.of(EMAIL, EMAIL_JSON, SMS, APPLICATION);
    private static final Set<Protocol> RAW = Set.of(HTTP, HTTPS, SQS, FIREHOSE);

    /** With a plus or without; separators between the digits, but not two beside each other nor at the end. */
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9]+([-./ ()]?[0-9]+)*");

    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    private final String wireName;

    Protocol(String wireName) {
        this.wireName = wireName;
    }

    static Optional<Protocol> of(String wireName) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.wireName.equals(wireName))
                .findFirst();
    }

    /** Its name in requests. */
    String wireName() {
        return wireName;
    }

    boolean isWeb() {
        return this == HTTP || this == HTTPS;
    }

    /** Whether what is sent is there as soon as it stands in the outbox. */
    boolean goesToOutbox() {
        return OUTBOX.contains(this);
    }

    /** Whether whoever is behind the endpoint must agree, the owner of the topic or not. */
    boolean asksTheReceiver() {
        return CONFIRMED_BY_HAND.contains(this);
    }

    /** Whether it can carry a message without its envelope. */
    boolean canBeRaw() {
        return RAW.contains(this);
    }

    /** Refuses an endpoint that is none of this protocol, in AWS's words; those for e-mail and lambda are not recorded. */
    void checkEndpoint(String endpoint) {
        switch (this) {
            case HTTP, HTTPS -> {
                if (!endpoint.startsWith(wireName + "://") || endpoint.length() <= wireName.length() + 3) {
                    throw SnsErrors.invalid("Endpoint must match the specified protocol");
                }
            }
            case EMAIL, EMAIL_JSON -> {
                if (!MAIL.matcher(endpoint).matches()) {
                    throw SnsErrors.invalid("Email address");
                }
            }
            case SMS -> {
                if (!PHONE_NUMBER.matcher(endpoint).matches()) {
                    throw SnsErrors.plain("Invalid SMS endpoint: " + endpoint);
                }
            }
            case SQS -> requireArn(endpoint, "sqs", "SQS endpoint ARN");
            case LAMBDA -> requireArn(endpoint, "lambda", "Lambda endpoint ARN");
            case FIREHOSE -> requireArn(endpoint, "firehose", "Firehose endpoint ARN");
            case APPLICATION -> requireArn(endpoint, "sns", "ApplicationEndpoint ARN");
        }
    }

    private static void requireArn(String endpoint, String service, String what) {
        Optional<Arn> arn = Arn.parse(endpoint);
        if (arn.isEmpty()
                || !arn.get().service().equals(service)
                || arn.get().account().isEmpty()
                || arn.get().resource().isEmpty()) {
            throw SnsErrors.invalid(what);
        }
    }
}
