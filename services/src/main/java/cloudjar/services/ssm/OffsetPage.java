package cloudjar.services.ssm;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that does not change once it is made, such as the invocations of a task: its token says where it goes on.
 *
 * @param next null at the end
 */
record OffsetPage<T>(List<T> items, @Nullable String next) {
    private static final Pattern TOKEN = Pattern.compile("from-(\\d{1,9})");

    OffsetPage {
        items = List.copyOf(items);
    }

    static <T> OffsetPage<T> of(List<T> all, int limit, @Nullable String token) {
        int from = 0;
        if (token != null) {
            var matcher = TOKEN.matcher(token);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > all.size()) {
                throw SsmErrors.nextToken();
            }
            from = Integer.parseInt(matcher.group(1));
        }
        int to = Math.min(all.size(), from + limit);
        return new OffsetPage<>(all.subList(from, to), to < all.size() ? "from-" + to : null);
    }
}
