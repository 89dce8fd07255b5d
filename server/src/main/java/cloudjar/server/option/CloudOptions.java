package cloudjar.server.option;

import cloudjar.gateway.authorize.Mode;
import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.Throttling;
import cloudjar.kernel.limit.LimitProfile;
import java.util.List;

/**
 * What kind of cloud is served.
 *
 * @param services the ids of those to serve; empty: all
 */
public record CloudOptions(
        List<String> services, LimitProfile limits, Pace pace, Throttling throttle, Mode iam, SigV4 sigv4) {
    /** What is done about signatures. */
    public enum SigV4 {
        /** They are checked where permissions are enforced. */
        AUTO,
        /** They are read for the access key and the region, not checked. */
        OFF,
        /** They are checked. */
        VERIFY
    }

    static final Option<List<String>> SERVICES = Option.of(
                    "services",
                    OptionType.texts("SERVICE", "names that the AWS CLI calls services by"),
                    "",
                    "The only services to serve; all where it is empty.")
            .alsoFrom("SERVICES", text -> text);

    static final Option<LimitProfile> LIMITS = Option.of(
            "limits",
            OptionType.choice(LimitProfile.class),
            "current",
            "Which quotas hold: those of AWS today, or the older figures that published notes still quote.");

    static final Option<Pace> PACE = Option.of(
            "pace",
            OptionType.choice(Pace.class),
            "instant",
            "How fast resources pass through their states: as soon as they were looked at once, or in about AWS's time.");

    static final Option<Throttling> THROTTLE = Option.of(
            "throttle",
            OptionType.choice(Throttling.class),
            "off",
            "Whether callers are held to the throughput that is provisioned, such as that of a DynamoDB table.");

    static final Option<Mode> IAM = Option.of(
            "iam",
            OptionType.choice(Mode.class),
            "audit",
            "What is done about permissions: nothing, note what would be refused, or refuse it.");

    static final Option<SigV4> SIGV4 = Option.of(
            "sigv4",
            OptionType.choice(SigV4.class),
            "auto",
            "Whether signatures are checked; auto checks them where permissions are enforced. Where they are, the secret of account ids and of the access key test is \"test\".");

    static final List<Option<?>> OPTIONS = List.of(SERVICES, LIMITS, PACE, THROTTLE, IAM, SIGV4);

    public CloudOptions {
        services = List.copyOf(services);
    }

    /** Whether a service is among those to serve, by its id. */
    public boolean serves(String service) {
        return services.isEmpty() || services.contains(service);
    }

    /** Whether signatures are checked. */
    public boolean verifiesSignatures() {
        return switch (sigv4) {
            case AUTO -> iam == Mode.ENFORCE;
            case OFF -> false;
            case VERIFY -> true;
        };
    }

    static CloudOptions of(Settings settings) {
        return new CloudOptions(
                settings.get(SERVICES),
                settings.get(LIMITS),
                settings.get(PACE),
                settings.get(THROTTLE),
                settings.get(IAM),
                settings.get(SIGV4));
    }
}
