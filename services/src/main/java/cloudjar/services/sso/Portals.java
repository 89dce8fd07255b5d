package cloudjar.services.sso;

import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses by which people know an instance: {@code https://d-1234567890.awsapps.com/start} and that of the issuer. */
final class Portals {
    private static final Pattern START = Pattern.compile("https://(d-[0-9a-f]{10})\\.awsapps\\.com/start/?(#/?)?");
    private static final Pattern ISSUER =
            Pattern.compile("https://identitycenter\\.amazonaws\\.com/(ssoins-[0-9a-f]{16})/?");

    private Portals() {}

    /** The instance with this address; empty where there is none. */
    static Optional<Instance> find(Snapshot snapshot, String url) {
        Matcher start = START.matcher(url);
        if (start.matches()) {
            return SsoTables.INSTANCES_BY_STORE.in(Scope.GLOBAL).get(snapshot, start.group(1));
        }
        Matcher issuer = ISSUER.matcher(url);
        return issuer.matches() ? instance(snapshot, "arn:aws:sso:::instance/" + issuer.group(1)) : Optional.empty();
    }

    static Optional<Instance> instance(Snapshot snapshot, String arn) {
        return SsoTables.INSTANCES.in(Scope.GLOBAL).get(snapshot, arn);
    }
}
