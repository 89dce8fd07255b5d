package cloudjar.kernel.limit;

import java.util.Locale;

/** Which figures hold: chosen for the whole server by {@code --limits}. */
public enum LimitProfile {
    /** What AWS has today. */
    CURRENT,
    /** The older figures that courses and notes of about 2018 to 2024 teach. */
    NOTES;

    /**
     * The profile with this name, in lower case.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static LimitProfile of(String name) {
        return switch (name) {
            case "current" -> CURRENT;
            case "notes" -> NOTES;
            default -> throw new IllegalArgumentException("no profile of limits: " + name);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
