package cloudjar.server.option;

import cloudjar.engines.docker.DockerAddress;
import cloudjar.kernel.blob.s3.S3Address;
import cloudjar.kernel.store.postgres.PostgresAddress;
import cloudjar.kernel.web.MailServer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What values an option takes.
 *
 * @param form how a value looks, such as {@code PORT} or {@code off|verify}
 * @param range what values there are, with their unit: the end of the sentence "it takes …"
 * @param repeated whether the flag may be given several times; its values are then joined by commas
 * @param parser throws {@link IllegalArgumentException} with the reason where a text is no such value
 */
public record OptionType<T>(String form, String range, boolean repeated, Function<String, T> parser) {
    /** Reads a value. */
    public T parse(String text) {
        return parser.apply(text);
    }

    static OptionType<Integer> integer(String form, String unit, int min, int max) {
        String range = unit + " from " + min + " to " + max;
        return new OptionType<>(form, range, false, text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("takes " + range + ", not '" + text + "'", e);
            }
            throw new IllegalArgumentException("takes " + range + ", not '" + text + "'");
        });
    }

    /** A text that may be left out. */
    static OptionType<Optional<String>> text(String form, String range) {
        return new OptionType<>(form, range, false, text -> text.isEmpty() ? Optional.empty() : Optional.of(text));
    }

    /** One or several texts. */
    static OptionType<List<String>> texts(String form, String range) {
        return new OptionType<>(form + "[," + form + "...]", range, true, OptionType::split);
    }

    /** A directory. */
    static OptionType<Path> directory(String form) {
        return new OptionType<>(form, "the path of a directory, which need not exist", false, OptionType::path);
    }

    /** A directory that may be left out. */
    static OptionType<Optional<Path>> optionalDirectory(String form) {
        return new OptionType<>(
                form,
                "the path of a directory, which need not exist",
                false,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(path(text)));
    }

    /** A file that may be left out. */
    static OptionType<Optional<Path>> optionalFile(String form) {
        return new OptionType<>(
                form, "the path of a file", false, text -> text.isEmpty() ? Optional.empty() : Optional.of(path(text)));
    }

    /** The address of a database, which may be left out. */
    static OptionType<Optional<PostgresAddress>> database(String form) {
        return new OptionType<>(
                form,
                "the address of a database that speaks PostgreSQL's protocol",
                false,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(PostgresAddress.parse(text)));
    }

    /** The address of a bucket, which may be left out. */
    static OptionType<Optional<S3Address>> bucket(String form) {
        return new OptionType<>(
                form,
                "the address of a bucket in a store that speaks S3, percent-encoded",
                false,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(S3Address.parse(text)));
    }

    /** Where an engine of containers is, which may be left out. */
    static OptionType<Optional<DockerAddress>> docker(String form) {
        return new OptionType<>(
                form,
                "unix:///PATH or tcp://127.0.0.1:PORT",
                false,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(DockerAddress.parse(text)));
    }

    /** A mail server, which may be left out. */
    static OptionType<Optional<MailServer>> mailServer(String form) {
        return new OptionType<>(
                form,
                "the host and port of a mail server",
                false,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(MailServer.parse(text)));
    }

    /** One or several directories. */
    static OptionType<List<Path>> directories(String form) {
        return new OptionType<>(
                form + "[," + form + "...]",
                "paths of directories, which need not exist",
                true,
                text -> split(text).stream().map(OptionType::path).toList());
    }

    /** One of an enum's constants, in lower case with hyphens. */
    static <E extends Enum<E>> OptionType<E> choice(Class<E> type) {
        List<String> all =
                Arrays.stream(type.getEnumConstants()).map(OptionType::spell).toList();
        String range = "one of " + String.join(", ", all);
        return new OptionType<>(String.join("|", all), range, false, text -> {
            int index = all.indexOf(text.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new IllegalArgumentException("takes " + range + ", not '" + text + "'");
            }
            return type.getEnumConstants()[index];
        });
    }

    private static String spell(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("takes a path, not '" + text + "'", e);
        }
    }
}
