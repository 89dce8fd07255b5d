package cloudjar.kernel.policy;

import java.util.Locale;

/**
 * An action that a request needs permission for. Actions are compared without regard to case.
 *
 * @param service in lower case, such as {@code queue}
 * @param name in lower case
 */
public record ActionName(String service, String name) {
    /** Reads {@code service:Name}. Throws {@link IllegalArgumentException} where there is no colon. */
    public static ActionName of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not an action: " + text);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return new ActionName(lower.substring(0, colon), lower.substring(colon + 1));
    }

    @Override
    public String toString() {
        return service + ":" + name;
    }
}
