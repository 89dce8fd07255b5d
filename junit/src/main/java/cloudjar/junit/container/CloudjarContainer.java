package cloudjar.junit.container;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The server in a container: its jar on a stock Java image, so that there is no image of ours to build or pull. For tests
 * that need a server in another process, or next to other containers; in a JVM of your own {@code @Cloudjar} is faster.
 *
 * <p>Needs Docker, as Testcontainers does. What the container is told is tested; that Docker runs it is not.
 */
public final class CloudjarContainer extends GenericContainer<CloudjarContainer> {
    /** The port in the container. */
    public static final int PORT = 4566;

    /** What the jar runs on unless told otherwise: any image with {@code java} 25 or newer on its path will do. */
    public static final DockerImageName IMAGE = DockerImageName.parse("eclipse-temurin:25-jre");

    private static final String JAR = "/cloudjar.jar";

    /** A container that runs this jar, which {@code ./cloudjar start} builds as {@code server/target/cloudjar.jar}. */
    public CloudjarContainer(Path jar) {
        this(jar, IMAGE);
    }

    /** A container that runs this jar on an image of your choice. */
    public CloudjarContainer(Path jar, DockerImageName image) {
        super(image);
        withCopyFileToContainer(MountableFile.forHostPath(jar), JAR);
        withCommand(command(JAR, PORT).toArray(String[]::new));
        withExposedPorts(PORT);
        // Open to all, token or not.
        waitingFor(Wait.forHttp("/_cloudjar/health").forPort(PORT).forStatusCode(200));
    }

    /**
     * What runs in the container: any address may connect, since Docker connects from outside.
     *
     * @param jar where the jar is
     */
    public static List<String> command(String jar, int port) {
        return List.of(
                "java",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar,
                "--host",
                "0.0.0.0",
                "--port",
                Integer.toString(port));
    }

    /** The URL that AWS clients on this machine take as their endpoint; once the container is started. */
    public URI endpoint() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
    }
}
