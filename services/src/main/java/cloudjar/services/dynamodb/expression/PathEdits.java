package cloudjar.services.dynamodb.expression;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ValidationException;
import cloudjar.kernel.shape.ApiException;
import cloudjar.services.dynamodb.expression.Path.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item while values are put into it and taken out of it. */
final class PathEdits {
    private final Map<String, AttributeValue> item;

    PathEdits(Map<String, AttributeValue> item) {
        this.item = new LinkedHashMap<>(item);
    }

    Map<String, AttributeValue> item() {
        return item;
    }

    /** Puts a value; one for a list beyond its end is appended. */
    void put(Path path, AttributeValue value) {
        AttributeValue old = item.get(path.head());
        item.put(path.head(), path.nested() ? put(old, path.steps(), value) : value);
    }

    private static AttributeValue put(@Nullable AttributeValue within, List<Step> steps, AttributeValue value) {
        if (steps.isEmpty()) {
            return value;
        }
        List<Step> rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Step.Entry(String name)
            when within != null && within.hasM() -> {
                Map<String, AttributeValue> map = new LinkedHashMap<>(within.m());
                map.put(name, put(map.get(name), rest, value));
                yield AttributeValue.builder().m(map).build();
            }
            case Step.Element(int index)
            when within != null && within.hasL() -> {
                List<AttributeValue> list = new ArrayList<>(within.l());
                AttributeValue old = index < list.size() ? list.get(index) : null;
                AttributeValue changed = put(old, rest, value);
                if (old == null) {
                    list.add(changed);
                } else {
                    list.set(index, changed);
                }
                yield AttributeValue.builder().l(list).build();
            }
            case Step.Entry entry -> throw invalidPath();
            case Step.Element element -> throw invalidPath();
        };
    }

    /**
     * Takes values out. Elements of a list are counted as they stood before, so the last ones go first; a path that leads
     * nowhere takes nothing.
     */
    void remove(List<Path> paths) {
        List<Path> lastFirst = new ArrayList<>(paths);
        lastFirst.sort(Comparator.comparingInt(PathEdits::lastIndex).reversed());
        for (Path path : lastFirst) {
            if (path.nested()) {
                AttributeValue old = item.get(path.head());
                item.put(path.head(), remove(old, path.steps()));
            } else {
                item.remove(path.head());
            }
        }
    }

    private static int lastIndex(Path path) {
        return path.nested() && path.steps().getLast() instanceof Step.Element(int index) ? index : -1;
    }

    private static AttributeValue remove(@Nullable AttributeValue within, List<Step> steps) {
        List<Step> rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Step.Entry(String name)
            when within != null && within.hasM() -> {
                Map<String, AttributeValue> map = new LinkedHashMap<>(within.m());
                if (rest.isEmpty()) {
                    map.remove(name);
                } else {
                    map.put(name, remove(map.get(name), rest));
                }
                yield AttributeValue.builder().m(map).build();
            }
            case Step.Element(int index)
            when within != null && within.hasL() -> {
                List<AttributeValue> list = new ArrayList<>(within.l());
                if (index < list.size()) {
                    if (rest.isEmpty()) {
                        list.remove(index);
                    } else {
                        list.set(index, remove(list.get(index), rest));
                    }
                } else if (!rest.isEmpty()) {
                    throw invalidPath();
                }
                yield AttributeValue.builder().l(list).build();
            }
            case Step.Entry entry -> throw invalidPath();
            case Step.Element element -> throw invalidPath();
        };
    }

    private static ApiException invalidPath() {
        return new ValidationException("The document path provided in the update expression is invalid for update");
    }
}
