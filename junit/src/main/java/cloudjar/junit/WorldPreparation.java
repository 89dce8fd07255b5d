package cloudjar.junit;

/** Fills a world from which the tests of several classes begin. Has a constructor without parameters. */
@FunctionalInterface
public interface WorldPreparation {
    /** Fills the world; called once in a run of tests. */
    void prepare(CloudWorld world);
}
