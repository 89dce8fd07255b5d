package cloudjar.bench;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * One thing that is measured.
 *
 * @param name by which it is chosen on the command line
 * @param title what the report calls it
 * @param floor the share of the bare server that it should reach at least
 * @param preparation what comes first: makes what the calls need, and says what each connection is to say
 */
record Scenario(String name, String title, double floor, Preparation preparation) {
    /** Runs once, on a fresh server. */
    @FunctionalInterface
    interface Preparation {
        Supplier<Dialogue> prepare(Caller caller) throws IOException;
    }

    /** The same for another server, of which nothing is wanted. */
    Scenario of(String server) {
        return new Scenario(name, server + ": " + title, 0, preparation);
    }
}
