package cloudjar.gateway.stage;

import java.io.IOException;

/**
 * One step of the chain. Safe for any number of threads.
 *
 * @param <I> the stage that it needs
 * @param <O> the stage that it leads to
 */
public interface Step<I extends Stage, O extends Stage> {
    /** What it does, in one word: a verb. */
    String name();

    /**
     * Takes the step.
     *
     * @throws cloudjar.kernel.shape.ApiException the AWS error that ends the call here
     * @throws IOException where the caller's body cannot be read
     */
    O take(I stage) throws IOException;
}
