package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.ProtocolKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The excluded cases: lines of {@code PROTOCOL KIND CASE_ID: reason}, where a star at the end of the id takes any rest. */
public final class ProtocolSkips {
    private final Map<String, String> reasons;
    private final Set<String> unused;

    private ProtocolSkips(Map<String, String> reasons) {
        this.reasons = reasons;
        this.unused = new TreeSet<>(reasons.keySet());
    }

    /** The committed list. */
    public static ProtocolSkips read() {
        InputStream stream =
                Objects.requireNonNull(ProtocolSkips.class.getClassLoader().getResourceAsStream("protocol-skips.txt"));
        Map<String, String> reasons = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line : in.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int colon = line.indexOf(": ");
                    if (colon < 0 || line.substring(colon + 2).isBlank()) {
                        throw new IllegalStateException("a skip without a reason: " + line);
                    }
                    reasons.put(
                            line.substring(0, colon), line.substring(colon + 2).trim());
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new ProtocolSkips(reasons);
    }

    /** Why a case is excluded; null where it is not. */
    public @Nullable String reason(ProtocolKind protocol, ProtocolCase test) {
        String key = protocol + " " + test.kind() + " " + test.id();
        for (Map.Entry<String, String> skip : reasons.entrySet()) {
            String pattern = skip.getKey();
            boolean same = pattern.endsWith("*")
                    ? key.startsWith(pattern.substring(0, pattern.length() - 1))
                    : key.equals(pattern);
            if (same) {
                unused.remove(pattern);
                return skip.getValue();
            }
        }
        return null;
    }

    /** The lines that no case has been asked for. */
    public Set<String> unused() {
        return Set.copyOf(unused);
    }
}
