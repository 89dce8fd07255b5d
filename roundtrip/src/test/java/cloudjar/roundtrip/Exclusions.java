package cloudjar.roundtrip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The committed list of what does not make the round trip as it is, each line with its reason; lines of no use are found.
 *
 * <p>A line: service, operation ({@code *}: all), direction ({@code *}: both), subject, {@code #}, reason. The subject is {@code *} where
 * nothing of the operation is compared, or a path of member names joined by dots ({@code *.Name} at any depth, {@code Name*} by its
 * beginning) that stays empty, or may differ where it must be there; {@code +path} is a member that is always set; {@code path=expression} one whose text the expression matches.
 */
final class Exclusions {
    private static final String ANY = "*";

    /** One line of the list. */
    record Exclusion(
            String service,
            String operation,
            String direction,
            String subject,
            Kind kind,
            String path,
            @Nullable String expression,
            String reason) {
        boolean covers(String aService, String anOperation, Direction aDirection) {
            return service.equals(aService)
                    && (operation.equals(ANY) || operation.equals(anOperation))
                    && (direction.equals(ANY) || direction.equals(aDirection.word()));
        }

        boolean speaksOf(String aPath) {
            return path.equals(aPath)
                    || path.startsWith("*.") && ("." + aPath).endsWith(path.substring(1))
                    || path.endsWith("*") && aPath.startsWith(path.substring(0, path.length() - 1));
        }

        boolean whole() {
            return kind == Kind.LEFT_OUT && path.equals(ANY);
        }
    }

    /** What a line says. */
    enum Kind {
        LEFT_OUT,
        ALWAYS_SET,
        NARROWED
    }

    private final List<Exclusion> all;
    private final Set<Exclusion> used = new HashSet<>();

    private Exclusions(List<Exclusion> all) {
        this.all = all;
    }

    /** Reads the list. */
    static Exclusions read() {
        InputStream list =
                Objects.requireNonNull(Exclusions.class.getResourceAsStream("/roundtrip-exclusions.txt"), "the list");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            List<Exclusion> all = new ArrayList<>();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> all.add(parse(line)));
            return new Exclusions(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exclusion parse(String line) {
        int hash = line.indexOf(" #");
        String[] words = line.substring(0, Math.max(hash, 0)).strip().split("\\s+");
        String reason = line.substring(hash + 2).strip();
        if (words.length != 4 || reason.isEmpty()) {
            throw new IllegalArgumentException("service operation direction subject # reason: " + line);
        }
        String subject = words[3];
        int equals = subject.indexOf('=');
        if (equals > 0) {
            String path = subject.substring(0, equals);
            String expression = subject.substring(equals + 1);
            return new Exclusion(words[0], words[1], words[2], subject, Kind.NARROWED, path, expression, reason);
        }
        return subject.startsWith("+")
                ? new Exclusion(
                        words[0], words[1], words[2], subject, Kind.ALWAYS_SET, subject.substring(1), null, reason)
                : new Exclusion(words[0], words[1], words[2], subject, Kind.LEFT_OUT, subject, null, reason);
    }

    /** What the list says of one operation's input or output. */
    Rules rules(String service, String operation, Direction direction) {
        return new Rules(
                all.stream()
                        .filter(line -> !line.whole() && line.covers(service, operation, direction))
                        .toList(),
                used);
    }

    /** Whether nothing of the operation is compared in this direction. */
    boolean leavesOut(String service, String operation, Direction direction) {
        List<Exclusion> lines = all.stream()
                .filter(line -> line.whole() && line.covers(service, operation, direction))
                .toList();
        used.addAll(lines);
        return !lines.isEmpty();
    }

    /** The lines that speak of a service. */
    List<Exclusion> of(String service) {
        return all.stream().filter(line -> line.service().equals(service)).toList();
    }

    /** The lines for a service that have met nothing that they speak of. */
    List<Exclusion> unused(String service) {
        return of(service).stream().filter(line -> !used.contains(line)).toList();
    }
}
