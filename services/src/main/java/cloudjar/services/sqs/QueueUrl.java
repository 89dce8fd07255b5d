package cloudjar.services.sqs;

import cloudjar.kernel.tenancy.Account;
import org.jspecify.annotations.Nullable;

/**
 * Which queue a caller means by a queue URL.
 *
 * <p>Callers write URLs in many ways, and all are understood: {@code http://any.host/account/name}, {@code
 * https://queue.amazonaws.com/account/name}, {@code .../queue/region/account/name} and, as AWS allows too, the bare name.
 *
 * @param account whose queue it is; null for the caller's own
 * @param region where it is; null for the region of the call
 */
record QueueUrl(@Nullable String account, @Nullable String region, String name) {
    /** Reads a URL: the last segment of its path is the name, the one before it the account where it looks like one. */
    static QueueUrl parse(String url) {
        int end = url.length();
        int query = url.indexOf('?');
        if (query >= 0) {
            end = query;
        }
        if (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        int nameStart = url.lastIndexOf('/', end - 1) + 1;
        String name = url.substring(nameStart, end);
        if (nameStart < 2) {
            return new QueueUrl(null, null, name);
        }
        int accountStart = url.lastIndexOf('/', nameStart - 2) + 1;
        String account = url.substring(accountStart, nameStart - 1);
        if (!Account.isId(account)) {
            return new QueueUrl(null, null, name);
        }
        return new QueueUrl(account, regionBefore(url, accountStart), name);
    }

    /** The region of {@code /queue/region/account/name}. */
    private static @Nullable String regionBefore(String url, int accountStart) {
        if (accountStart < 2) {
            return null;
        }
        int regionStart = url.lastIndexOf('/', accountStart - 2) + 1;
        return regionStart > 0 && url.startsWith("/queue/", regionStart - 7)
                ? url.substring(regionStart, accountStart - 1)
                : null;
    }
}
