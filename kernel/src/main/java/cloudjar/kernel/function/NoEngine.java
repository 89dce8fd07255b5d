package cloudjar.kernel.function;

import java.util.List;
import java.util.Optional;

/** Where there is no engine. */
final class NoEngine implements FunctionEngine {
    private static final String SENTENCE = "This cloud was started without an engine that runs functions.";

    @Override
    public List<FunctionRuntime> runtimes() {
        return List.of();
    }

    @Override
    public List<String> containment() {
        return List.of(SENTENCE);
    }

    @Override
    public String containers() {
        return SENTENCE;
    }

    @Override
    public Optional<String> missing(String runtime) {
        return Optional.of(SENTENCE);
    }

    @Override
    public Outcome invoke(FunctionSpec function, Invocation invocation) {
        throw new FunctionRefusedException(FunctionRefusedException.Reason.NO_RUNTIME, SENTENCE);
    }

    @Override
    public int provision(FunctionSpec function, int sandboxes) {
        return 0;
    }

    @Override
    public void retire(String idPrefix) {}

    @Override
    public void run(Runnable work) {
        work.run();
    }

    @Override
    public void close() {}
}
