package cloudjar.gateway.chain;

import cloudjar.gateway.stage.Stage;
import cloudjar.gateway.stage.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps in their order; the compiler sees to it that each finds the stage that it needs.
 *
 * @param <I> the stage before the first
 * @param <O> the stage after the last
 */
final class Steps<I extends Stage, O extends Stage> {
    private final List<Step<?, ?>> list;

    private Steps(List<Step<?, ?>> list) {
        this.list = List.copyOf(list);
    }

    static <I extends Stage, O extends Stage> Steps<I, O> first(Step<I, O> step) {
        return new Steps<>(List.of(step));
    }

    <P extends Stage> Steps<I, P> then(Step<O, P> step) {
        List<Step<?, ?>> longer = new ArrayList<>(list);
        longer.add(step);
        return new Steps<>(longer);
    }

    /** Takes all steps, telling {@code trail} of each stage as it is reached. */
    @SuppressWarnings("unchecked")
    O run(I start, Trail trail) throws IOException {
        Stage stage = start;
        trail.reached(stage);
        for (int i = 0; i < list.size(); i++) {
            // Held by then(): what one step gives is what the next takes.
            stage = ((Step<Stage, Stage>) list.get(i)).take(stage);
            trail.reached(stage);
        }
        return (O) stage;
    }

    List<String> names() {
        return list.stream().<String>map(Step::name).toList();
    }
}
