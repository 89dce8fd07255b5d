package cloudjar.kernel.policy;

import java.util.Locale;

/** A pattern of actions. */
record ActionPattern(Glob service, Glob name, String servicePattern) {
    static ActionPattern of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        String service = colon < 0 ? lower : lower.substring(0, colon);
        return new ActionPattern(
                Glob.of(service), colon < 0 ? Glob.anything() : Glob.of(lower.substring(colon + 1)), service);
    }

    /** Whether it is about one service, whose name is {@link #servicePattern}. */
    boolean namesService() {
        return servicePattern.indexOf('*') < 0 && servicePattern.indexOf('?') < 0;
    }

    boolean matches(ActionName action) {
        return service.matches(action.service()) && name.matches(action.name());
    }
}
