package cloudjar.engines.function.java;

/** Starts. */
public final class Bootstrap {
    private Bootstrap() {}

    /** Starts. */
    public static void main(String[] arguments) {
        throw new IllegalStateException("no handler");
    }
}
