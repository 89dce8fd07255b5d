package cloudjar.tidy;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sizes may only get better; leftovers and broad catches do not land. */
class TidyTest {
    private static final Repository REPOSITORY = Repository.here();
    private static final Path ALARMS = REPOSITORY.root().resolve("tidy/tidy-alarms.txt");
    private static final Path BROAD_CATCHES = REPOSITORY.root().resolve("tidy/broad-catches.txt");

    private static final List<String> BROAD = List.of("Exception", "RuntimeException", "Throwable", "Error");

    /** Put together here so that this file does not report itself. */
    private static final Pattern LEFTOVER = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME)\\b");

    private static final Pattern LOOKED_AT_FOR_LEFTOVERS =
            Pattern.compile(".*\\.(java|sh|properties)|pom\\.xml|cloudjar|run");

    @Test
    void nothingIsLargerThanTheCommittedListAllows() throws IOException {
        Map<Alarm.Key, Alarm> accepted = byKey(listed(ALARMS).map(Alarm::parse));
        Map<Alarm.Key, Alarm> found = byKey(sources("main", "test").stream().flatMap(file -> Alarm.of(file).stream()));
        if (Boolean.getBoolean("tidy.shrink")) {
            shrink(accepted, found);
            return;
        }
        List<String> grown = found.values().stream()
                .filter(alarm -> alarm.size() > allowed(accepted, alarm))
                .map(alarm -> alarm.line() + " (allowed: " + allowed(accepted, alarm) + "): " + alarm.kind().advice)
                .toList();
        assertThat(grown).as("""
                    larger than it may be. Give each class one role: describe it in a sentence without "and", and split where \
                    you cannot. What is whole on purpose (a codec table, a parser, one algorithm) says so in one sentence of \
                    its Javadoc and stands, as 'subject KIND size', in %s.""", REPOSITORY.name(ALARMS)).isEmpty();
    }

    private static int allowed(Map<Alarm.Key, Alarm> accepted, Alarm alarm) {
        Alarm entry = accepted.get(alarm.key());
        return entry == null ? alarm.kind().silentUpTo : entry.size();
    }

    /** Lowers the entries of the list to today's sizes and drops those that are silent by now; never adds one. */
    private static void shrink(Map<Alarm.Key, Alarm> accepted, Map<Alarm.Key, Alarm> found) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(ALARMS));
        lines.replaceAll(line -> {
            if (isComment(line)) {
                return line;
            }
            Alarm now = found.get(Alarm.parse(line).key());
            return now == null
                    ? ""
                    : new Alarm(now.subject(), now.kind(), Math.min(now.size(), allowed(accepted, now))).line();
        });
        lines.removeIf(String::isEmpty);
        Files.write(ALARMS, lines);
    }

    @Test
    void broadCatchesStandInTheListWithTheirReason() throws IOException {
        Map<String, String> reasons = listed(BROAD_CATCHES)
                .map(line -> line.split(" ", 2))
                .collect(toMap(parts -> parts[0], parts -> parts.length == 2 ? parts[1].strip() : ""));
        Map<String, String> found = new TreeMap<>();
        for (SourceFile file : sources("main")) {
            for (SourceFile.Catch clause : file.catches()) {
                if (clause.caught().stream().anyMatch(BROAD::contains)) {
                    found.put(file.path() + "#" + clause.method(), "line " + clause.line());
                }
            }
        }
        assertThat(found.keySet())
                .as("""
                    catch clauses for Exception and the like, and the entries of %s, one 'file#Type.method reason' \
                    each. The end of the request chain and the loop of a background worker may catch everything; others name \
                    what they can handle. Found: %s""", REPOSITORY.name(BROAD_CATCHES), found)
                .containsExactlyInAnyOrderElementsOf(reasons.keySet());
        assertThat(reasons)
                .as("each entry gives its reason")
                .allSatisfy((subject, reason) -> assertThat(reason).as(subject).isNotEmpty());
    }

    @Test
    void nothingUnfinishedLands() {
        String leftovers =
                handwrittenFiles().flatMap(file -> leftoversOf(file).stream()).collect(joining("\n"));
        assertThat(leftovers)
                .as(
                        "markers of unfinished work: finish it, drop it, or write the difference from AWS into package-info")
                .isEmpty();
    }

    private static List<String> leftoversOf(Path file) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : Repository.read(file).lines().toList()) {
            number++;
            if (LEFTOVER.matcher(line).find()) {
                found.add(REPOSITORY.name(file) + ":" + number + ": " + line.strip());
            }
        }
        return found;
    }

    private static Stream<Path> handwrittenFiles() {
        Stream<Path> ofModules = REPOSITORY.modules().stream()
                .map(module -> REPOSITORY.root().resolve(module).resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(dir -> Repository.filesBelow(dir).stream());
        Stream<Path> ofRoot = Stream.of("cloudjar", "pom.xml", ".ci/run").map(REPOSITORY.root()::resolve);
        return Stream.concat(ofRoot, ofModules).filter(file -> LOOKED_AT_FOR_LEFTOVERS
                .matcher(file.getFileName().toString())
                .matches());
    }

    private static List<SourceFile> sources(String... sets) {
        List<Path> files = Stream.of(sets)
                .flatMap(set -> REPOSITORY.javaFiles(set).stream())
                .toList();
        return SourceFile.parse(REPOSITORY, files);
    }

    /** By key; where overloads share one, the larger counts. */
    private static Map<Alarm.Key, Alarm> byKey(Stream<Alarm> alarms) {
        return alarms.collect(toMap(Alarm::key, alarm -> alarm, (a, b) -> a.size() >= b.size() ? a : b));
    }

    private static Stream<String> listed(Path list) throws IOException {
        return Files.readAllLines(list).stream().filter(line -> !isComment(line));
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#");
    }
}
