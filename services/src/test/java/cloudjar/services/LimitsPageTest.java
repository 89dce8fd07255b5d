package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.limit.Limit;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of limits says what the {@code XLimits} of every service say. */
class LimitsPageTest {
    private static final Path SOURCES = Path.of("src/main/java/cloudjar/services");
    private static final Path PAGE = Path.of("../docs/limits.md");

    @Test
    void pageInTheDocumentationIsTheGeneratedOne() throws IOException {
        String page = page();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("docs/limits.md; -Ddocs.write=true writes it").hasContent(page);
    }

    @Test
    void everyLimitSaysInWhatItIsMeasuredAndWhoSaysSo() throws IOException {
        for (Class<?> limits : limitClasses()) {
            for (Field field : limitsOf(limits)) {
                Limit limit = value(field);
                assertThat(limit.unit()).as(field.toString()).isNotBlank();
                assertThat(limit.source()).as(field.toString()).isNotBlank();
            }
        }
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Limits

                Which quotas of AWS hold here. `--limits current` (the default) has AWS's figures of today, `--limits notes` the older ones
                that courses of about 2018 to 2024 teach. Generated from the code by `LimitsPageTest`.
                """);
        for (Class<?> limits : limitClasses()) {
            page.append("\n## ")
                    .append(limits.getSimpleName().replace("Limits", ""))
                    .append("\n\n");
            page.append("| limit | current | notes | in | source |\n|---|---|---|---|---|\n");
            for (Field field : limitsOf(limits)) {
                page.append(row(field.getName().toLowerCase(Locale.ROOT).replace('_', ' '), value(field)));
            }
        }
        return page.toString();
    }

    private static String row(String name, Limit limit) {
        String source = limit.source();
        String link = source.startsWith("https://")
                ? "[" + source.substring(source.lastIndexOf('/') + 1).replace(".html", "") + "](" + source + ")"
                : source;
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %s |%n",
                name,
                limit.current(),
                limit.notes() == limit.current() ? "" : String.format(Locale.ROOT, "%,d", limit.notes()),
                limit.unit(),
                link);
    }

    private static List<Class<?>> limitClasses() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.getFileName().toString().endsWith("Limits.java"))
                    .map(file -> SOURCES.relativize(file).toString())
                    .sorted()
                    .<Class<?>>map(file -> load(file.replace(".java", "").replace('/', '.')))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("cloudjar.services." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Field> limitsOf(Class<?> limits) {
        return Arrays.stream(limits.getDeclaredFields())
                .filter(field -> field.getType() == Limit.class)
                .toList();
    }

    private static Limit value(Field field) {
        try {
            field.setAccessible(true);
            return (Limit) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
