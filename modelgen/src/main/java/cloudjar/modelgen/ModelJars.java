package cloudjar.modelgen;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The archives of API models, found on the class path. */
final class ModelJars {
    /** A file in each archive, by which the archive is known. */
    private static final List<String> LANDMARKS =
            List.of("models/sqs-2012-11-05-model.json", "cognitect/aws/s3/service.edn");

    private ModelJars() {}

    /** @throws IllegalStateException where an archive is not on the class path */
    static List<Path> find() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String landmark : LANDMARKS) {
            URL url = ModelJars.class.getClassLoader().getResource(landmark);
            if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
                throw new IllegalStateException("no archive of API models with " + landmark + " on the class path");
            }
            try {
                jars.add(Path.of(connection.getJarFileURL().toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException("not a file: " + connection.getJarFileURL(), e);
            }
        }
        return jars;
    }
}
