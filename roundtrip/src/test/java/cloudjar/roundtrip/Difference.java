package cloudjar.roundtrip;

import cloudjar.kernel.shape.Document;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What differs between a value that was sent and the value that came. */
final class Difference {
    private final List<String> found = new ArrayList<>();

    private final Predicate<String> ignored;

    private Difference(Predicate<String> ignored) {
        this.ignored = ignored;
    }

    /**
     * A sentence for each difference; none where the values are equal.
     *
     * @param ignored says of a path of member names, joined by dots, whether it may differ
     */
    static List<String> between(Structure sent, Structure received, Predicate<String> ignored) {
        Difference difference = new Difference(ignored);
        difference.members("", sent, received);
        return difference.found;
    }

    private void members(String path, Structure sent, Structure received) {
        for (Member member : sent.schema().members()) {
            Object theirs = received.get(member);
            Object ours = sent.get(member);
            // What was not said stands for its default, where the model has one; headers cannot tell no map from an
            // empty one.
            boolean defaulted = ours == null
                    && theirs != null
                    && (theirs.equals(member.defaultValue())
                            || member.location() == Location.PREFIX_HEADERS && theirs.equals(Map.of()));
            String memberPath = path + "." + member.name();
            if (!defaulted && !ignored.test(memberPath.substring(1).replaceAll("\\[[0-9]+]|\\{.*?}", ""))) {
                value(memberPath, ours, theirs);
            }
        }
    }

    private void value(String path, @Nullable Object sent, @Nullable Object received) {
        if (sent == null || received == null) {
            if (sent != received) {
                differ(path, sent, received);
            }
        } else if (sent instanceof Structure ours && received instanceof Structure theirs) {
            members(path, ours, theirs);
        } else if (sent instanceof List<?> ours && received instanceof List<?> theirs && ours.size() == theirs.size()) {
            for (int i = 0; i < ours.size(); i++) {
                value(path + "[" + i + "]", ours.get(i), theirs.get(i));
            }
        } else if (sent instanceof Map<?, ?> ours && received instanceof Map<?, ?> theirs) {
            Set<Object> keys = new LinkedHashSet<>(ours.keySet());
            keys.addAll(theirs.keySet());
            keys.forEach(key -> value(path + "{" + key + "}", ours.get(key), theirs.get(key)));
        } else if (sent instanceof Document ours && received instanceof Document theirs) {
            value(path, ours.value(), theirs.value());
        } else if (sent instanceof Number && received instanceof Number) {
            if (new BigDecimal(sent.toString()).compareTo(new BigDecimal(received.toString())) != 0) {
                differ(path, sent, received);
            }
        } else if (!sent.equals(received)) {
            differ(path, sent, received);
        }
    }

    private void differ(String path, @Nullable Object sent, @Nullable Object received) {
        found.add(path.substring(1) + ": sent " + shown(sent) + ", received " + shown(received));
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String string
                ? '"' + string.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
                : String.valueOf(value);
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
