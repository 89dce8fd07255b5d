package cloudjar.services.dynamodb.expression;

import cloudjar.services.dynamodb.expression.Path.Step;
import java.util.ArrayList;
import java.util.List;

/** Finds paths that cannot stand in one expression: one within another, or one through a map and a list at once. */
final class PathConflicts {
    private final Faults faults;
    private final List<Path> seen = new ArrayList<>();

    PathConflicts(Faults faults) {
        this.faults = faults;
    }

    void add(Path path) {
        for (Path other : seen) {
            compare(other, path);
        }
        seen.add(path);
    }

    private void compare(Path one, Path two) {
        if (!one.head().equals(two.head())) {
            return;
        }
        int common = Math.min(one.steps().size(), two.steps().size());
        for (int i = 0; i < common; i++) {
            Step first = one.steps().get(i);
            Step second = two.steps().get(i);
            if (first.getClass() != second.getClass()) {
                faults.report(Faults.Kind.CONFLICT, message("conflict", one, two));
                return;
            }
            if (!first.equals(second)) {
                return;
            }
        }
        faults.report(Faults.Kind.OVERLAP, message("overlap", one, two));
    }

    private static String message(String verb, Path one, Path two) {
        return "Two document paths " + verb + " with each other; must remove or rewrite one of these paths; path one: "
                + one.shown() + ", path two: " + two.shown();
    }
}
