package cloudjar.roundtrip;

import java.util.Locale;

/** Which way a value travels. */
enum Direction {
    /** From the client to the server. */
    INPUT,
    /** From the server to the client. */
    OUTPUT;

    /** As the list of exclusions names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
