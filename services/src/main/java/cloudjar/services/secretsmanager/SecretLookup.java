package cloudjar.services.secretsmanager;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds secrets by what callers call them: names, ARNs, and ARNs without the last six characters. */
final class SecretLookup {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]+");
    private static final Pattern WHOLE = Pattern.compile(".+-[A-Za-z0-9]{6}");
    private static final String PREFIX = "secret:";
    private static final int SUFFIX = 6;

    /**
     * What a caller means.
     *
     * @param suffix null where any will do
     */
    record Named(
            String account,
            String region,
            String name,
            @Nullable String suffix) {
        Optional<Secret> find(Snapshot snapshot) {
            return SecretsManagerTables.in(account, region)
                    .secrets
                    .get(snapshot, name)
                    .filter(secret -> suffix == null || suffix.equals(secret.suffix()));
        }
    }

    private SecretLookup() {}

    /** A name that a secret can have. */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw SecretsManagerErrors.name();
        }
        return name;
    }

    /** Reads what a caller calls a secret. */
    static Named name(String id, Call call) {
        if (!id.startsWith("arn:")) {
            return new Named(call.account(), call.region(), checked(id), null);
        }
        Arn arn = Arn.parse(id)
                .filter(parsed -> parsed.service().equals("secretsmanager")
                        && Account.isId(parsed.account())
                        && parsed.region().equals(call.region())
                        && parsed.resource().startsWith(PREFIX))
                .orElseThrow(SecretsManagerErrors::noSecret);
        String rest = arn.resource().substring(PREFIX.length());
        // What looks like a whole ARN is taken for one, as AWS warns: names that end so cannot be found by partial
        // ARNs.
        if (WHOLE.matcher(rest).matches()) {
            int cut = rest.length() - SUFFIX - 1;
            return new Named(arn.account(), arn.region(), rest.substring(0, cut), rest.substring(cut + 1));
        }
        return new Named(arn.account(), arn.region(), rest, null);
    }

    /** The secret that a caller means, also one that is scheduled for deletion. */
    static Secret find(Snapshot snapshot, String id, Call call) {
        return name(id, call).find(snapshot).orElseThrow(SecretsManagerErrors::noSecret);
    }

    /** As {@link #find}, of a secret that is not scheduled for deletion. */
    static Secret findLive(Snapshot snapshot, String id, Call call) {
        Secret secret = find(snapshot, id, call);
        if (secret.isDeleted()) {
            throw SecretsManagerErrors.deleted();
        }
        return secret;
    }

    /** As {@link #findLive}, of a secret that is no replica: for changes. */
    static Secret findPrimary(Snapshot snapshot, String id, Call call) {
        Secret secret = findLive(snapshot, id, call);
        if (secret.isReplica()) {
            throw SecretsManagerErrors.replica();
        }
        return secret;
    }
}
