package cloudjar.server.option;

import cloudjar.kernel.call.Pace;
import cloudjar.kernel.call.Throttling;
import cloudjar.kernel.limit.LimitProfile;
import java.util.List;
import java.util.Set;

/**
 * What kind of cloud is served.
 *
 * @param services the ids of those to serve; empty: all
 */
public record CloudOptions(
        List<String> services, LimitProfile limits, Pace pace, Throttling throttle, Iam iam, SigV4 sigv4) {
    /** What is done about permissions. */
    public enum Iam {
        /** Nothing is evaluated. */
        OFF,
        /** Every call is evaluated, none is refused. */
        AUDIT,
        /** Calls are refused as AWS does. */
        ENFORCE
    }

    /** What is done about signatures. */
    public enum SigV4 {
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

    static final Option<Iam> IAM = Option.of(
            "iam",
            OptionType.choice(Iam.class, Set.of(Iam.OFF), "permissions are not evaluated yet"),
            "off",
            "What is done about permissions: nothing, note what would be refused, or refuse it.");

    static final Option<SigV4> SIGV4 = Option.of(
            "sigv4",
            OptionType.choice(SigV4.class),
            "off",
            "Whether signatures are checked. Where they are, the secret of account ids and of the access key test is \"test\".");

    static final List<Option<?>> OPTIONS = List.of(SERVICES, LIMITS, PACE, THROTTLE, IAM, SIGV4);

    public CloudOptions {
        services = List.copyOf(services);
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
