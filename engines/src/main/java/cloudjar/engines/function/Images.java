package cloudjar.engines.function;

import cloudjar.engines.docker.Docker;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionRefusedException.Reason;
import cloudjar.kernel.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The images of an engine: fetched once where it has them not. Thread-safe. */
final class Images {
    private final ReentrantLock fetching = new ReentrantLock();

    /** What an image says of itself: its {@code Config}. */
    Map<String, Object> require(Docker docker, String reference) throws IOException {
        Docker.Answer present = inspect(docker, reference);
        if (!present.good()) {
            fetching.lock();
            try {
                present = inspect(docker, reference);
                if (!present.good()) {
                    pull(docker, reference);
                    present = inspect(docker, reference);
                }
            } finally {
                fetching.unlock();
            }
        }
        if (!present.good()) {
            throw refused(reference, present.message());
        }
        return Json.object(Json.write(present.object().getOrDefault("Config", Map.of())))
                .orElse(Map.of());
    }

    private static Docker.Answer inspect(Docker docker, String reference) throws IOException {
        return docker.get("/images/" + reference + "/json");
    }

    /** The answer is what became of it line by line: an error in the last ones says that nothing did. */
    private static void pull(Docker docker, String reference) throws IOException {
        String[] name = split(reference);
        Docker.Answer pulled = docker.pull("/images/create?fromImage=" + encoded(name[0]) + "&tag=" + encoded(name[1]));
        if (!pulled.good()) {
            throw refused(reference, pulled.message());
        }
        for (String line : pulled.text().lines().toList()) {
            String error =
                    Json.object(line).map(said -> Json.string(said, "error")).orElse(null);
            if (error != null) {
                throw refused(reference, error);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A name and its tag or digest; the tag is {@code latest} where none is said. */
    static String[] split(String reference) {
        int at = reference.indexOf('@');
        if (at >= 0) {
            return new String[] {reference.substring(0, at), reference.substring(at + 1)};
        }
        int colon = reference.lastIndexOf(':');
        return colon > reference.lastIndexOf('/')
                ? new String[] {reference.substring(0, colon), reference.substring(colon + 1)}
                : new String[] {reference, "latest"};
    }

    private static FunctionRefusedException refused(String reference, String why) {
        return new FunctionRefusedException(
                Reason.NO_RUNTIME,
                "The image " + reference + " is not there and cannot be fetched: " + why
                        + ". Build or load it under that" + " name, or make its registry reachable.");
    }
}
