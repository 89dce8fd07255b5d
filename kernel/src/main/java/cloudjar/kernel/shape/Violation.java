package cloudjar.kernel.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that breaks a constraint of its model.
 *
 * @param rule which constraint; its bounds are those of {@link Spot#schema()}
 * @param spot where
 */
public record Violation(Rule rule, Spot spot) {
    /** The kinds of constraint. */
    public enum Rule {
        /** A required member is absent. */
        REQUIRED,
        /** Text is none of the enum's values. */
        ENUM,
        /** Text does not match the pattern. */
        PATTERN,
        /** Text, bytes, a list or a map is too short or too long. */
        LENGTH,
        /** A number is too small or too large. */
        RANGE,
        /** A list has two equal elements. */
        UNIQUE
    }

    /** How one reaches a value from the one that holds it. */
    public enum Step {
        /** The input itself. */
        ROOT,
        MEMBER,
        ELEMENT,
        MAP_KEY,
        MAP_VALUE
    }

    /**
     * A place in the input.
     *
     * @param parent the place that holds this one; null for the input itself
     * @param name the member's model name, the element's index from 0, or the map's key
     * @param schema the shape of the value
     * @param value what stands there; null where it is absent
     */
    public record Spot(
            @Nullable Spot parent,
            Step step,
            String name,
            Schema schema,
            @Nullable Object value) {
        /** The places from the input's member down to this one. */
        public List<Spot> path() {
            List<Spot> path = new ArrayList<>();
            for (Spot spot = this; spot.parent != null; spot = spot.parent) {
                path.add(spot);
            }
            Collections.reverse(path);
            return path;
        }

        /** The place that holds this one, which is not the input itself. */
        public Spot holder() {
            if (parent == null) {
                throw new IllegalStateException("the input is held by nothing");
            }
            return parent;
        }
    }
}
