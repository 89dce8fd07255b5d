package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What lists of secrets are narrowed by: all filters hold, each by one of its values; one that begins with an exclamation mark
 * holds where the rest does not.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html">Filter</a>
 */
final class SecretFilters {
    private SecretFilters() {}

    static Predicate<Secret> of(List<Filter> filters) {
        Predicate<Secret> all = _ -> true;
        for (Filter filter : filters) {
            String key = filter.key() == null ? "" : filter.key();
            all = all.and(secret -> filter.values().stream().anyMatch(value -> holds(key, value, secret)));
        }
        return all;
    }

    private static boolean holds(String key, String value, Secret secret) {
        return value.startsWith("!") ? !matches(key, value.substring(1), secret) : matches(key, value, secret);
    }

    private static boolean matches(String key, String value, Secret secret) {
        return switch (key) {
            case "name" -> secret.name().startsWith(value);
            case "description" -> begins(description(secret), value);
            case "tag-key" -> anyBegins(secret.tags().keySet(), value);
            case "tag-value" -> anyBegins(secret.tags().values(), value);
            case "primary-region" ->
                secret.replication().primary() != null
                        && secret.replication().primary().startsWith(value);
            case "owning-service" -> false;
            default -> matchesWords(value, secret);
        };
    }

    private static boolean matchesWords(String value, Secret secret) {
        List<String> texts = new ArrayList<>(List.of(secret.name(), description(secret)));
        texts.addAll(secret.tags().keySet());
        texts.addAll(secret.tags().values());
        for (String word : value.split("[^\\p{L}\\p{N}]+", -1)) {
            boolean found = texts.stream()
                    .flatMap(text -> List.of(text.split("[^\\p{L}\\p{N}]+", -1)).stream())
                    .anyMatch(part -> begins(part, word));
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static String description(Secret secret) {
        return secret.description() == null ? "" : secret.description();
    }

    private static boolean anyBegins(Collection<String> texts, String value) {
        return texts.stream().anyMatch(text -> text.startsWith(value));
    }

    private static boolean begins(String text, String value) {
        return text.toLowerCase(Locale.ROOT).startsWith(value.toLowerCase(Locale.ROOT));
    }
}
