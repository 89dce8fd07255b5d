package cloudjar.services.kms;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds keys by what callers call them: ids, ARNs, aliases, ARNs of aliases. */
final class KeyLookup {
    private static final Pattern ID = Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|mrk-[0-9a-fA-F]{32}");
    private static final String KEY = "key/";

    /**
     * A name with the account that it is of.
     *
     * @param name a key's id, or an alias with its prefix
     */
    record Named(String account, String name) {
        boolean isAlias() {
            return name.startsWith(Alias.PREFIX);
        }
    }

    private KeyLookup() {}

    /**
     * What a caller means.
     *
     * @throws cloudjar.kernel.shape.ApiException where it can be no name of a key
     */
    static Named name(String text, Call call) {
        if (!text.startsWith("arn:")) {
            if (text.startsWith(Alias.PREFIX)) {
                return new Named(call.account(), text);
            }
            return new Named(call.account(), checked(text));
        }
        Arn arn = Arn.parse(text)
                .filter(parsed -> parsed.service().equals("kms") && Account.isId(parsed.account()))
                .orElseThrow(() -> KmsErrors.badArn(text));
        if (!arn.region().equals(call.region())) {
            throw KmsErrors.otherRegion(arn.region());
        }
        if (arn.resource().startsWith(Alias.PREFIX)) {
            return new Named(arn.account(), arn.resource());
        }
        if (!arn.resource().startsWith(KEY)) {
            throw KmsErrors.badArn(text);
        }
        return new Named(arn.account(), checked(arn.resource().substring(KEY.length())));
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw KmsErrors.badKeyId(id);
        }
        return id;
    }

    /** The key that a caller means by an id, an ARN, or, where those serve, an alias. */
    static KmsKey find(Snapshot snapshot, Call call, String text) {
        Named named = name(text, call);
        if (!named.isAlias()) {
            return byId(snapshot, call, named.account(), named.name());
        }
        String arn = Arn.of("kms", call.region(), named.account(), named.name()).toString();
        Alias alias = KmsTables.in(named.account(), call.region())
                .aliases
                .get(snapshot, named.name())
                .orElseThrow(() -> KmsErrors.noAlias(arn));
        return byId(snapshot, call, named.account(), alias.target());
    }

    /** As {@link #find}, for operations that take no alias. */
    static KmsKey findById(Snapshot snapshot, Call call, String text) {
        Named named = name(text, call);
        if (named.isAlias()) {
            throw text.startsWith("arn:") ? KmsErrors.badArn(text) : KmsErrors.badKeyId(text);
        }
        return byId(snapshot, call, named.account(), named.name());
    }

    /** As {@link #findById}, for what can be done with the caller's own keys only. */
    static KmsKey findOwn(Snapshot snapshot, Call call, String text) {
        KmsKey key = findById(snapshot, call, text);
        if (!key.account().equals(call.account())) {
            throw KmsErrors.noKey(key.arn());
        }
        return key;
    }

    static KmsKey byId(Snapshot snapshot, Call call, String account, String id) {
        return KmsTables.in(account, call.region())
                .keys
                .get(snapshot, id)
                .orElseThrow(() -> KmsErrors.noKey(
                        Arn.of("kms", call.region(), account, KEY + id).toString()));
    }

    /** The name of an AWS managed key that somebody wants and that is not there yet. */
    static Optional<String> missingManaged(Snapshot snapshot, Call call, String text) {
        if (!text.contains(Alias.RESERVED)) {
            return Optional.empty();
        }
        Named named = name(text, call);
        boolean wanted = named.account().equals(call.account())
                && ManagedKeys.ALIASES.contains(named.name())
                && !KmsTables.in(named.account(), call.region()).aliases.contains(snapshot, named.name());
        return wanted ? Optional.of(named.name()) : Optional.empty();
    }
}
