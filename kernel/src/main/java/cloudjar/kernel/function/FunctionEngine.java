package cloudjar.kernel.function;

import java.util.List;
import java.util.Optional;

/**
 * Runs functions. Thread-safe; invocations beside each other have sandboxes of their own, which serve one invocation after
 * the other and are kept for the next one.
 */
public interface FunctionEngine extends AutoCloseable {
    /** An engine that runs nothing, and says so. */
    FunctionEngine NONE = new NoEngine();

    /** The runtimes that functions find here. */
    List<FunctionRuntime> runtimes();

    /** What keeps functions apart here, and what does not: one sentence each. */
    List<String> containment();

    /** What runs container images here, or that nothing does: one sentence. */
    String containers();

    /** Why functions of this runtime cannot run here, in a sentence that names the remedies; empty where they can. */
    Optional<String> missing(String runtime);

    /**
     * Runs a function once and waits for its end.
     *
     * @throws FunctionRefusedException where it cannot be begun
     */
    Outcome invoke(FunctionSpec function, Invocation invocation);

    /**
     * Begins sandboxes so that as many wait for invocations; fewer where they are not to be had. Those of a function that
     * has more than were asked for stay until they idle out.
     *
     * @return how many wait or work
     */
    int provision(FunctionSpec function, int sandboxes);

    /** Ends the sandboxes of functions whose ids begin so: those that work, after their invocation. */
    void retire(String idPrefix);

    /** Does work beside the caller, on a thread of its own. What it throws is logged. */
    void run(Runnable work);

    /** Ends all sandboxes. */
    @Override
    void close();
}
