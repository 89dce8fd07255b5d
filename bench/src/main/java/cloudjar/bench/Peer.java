package cloudjar.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Another's server, neither built nor shipped with cloudjar, that is measured in the same run:
 * {@code --elasticmq=CLASSPATH} of {@code org.elasticmq:elasticmq-server_2.13}, and {@code --s3mock=CLASSPATH} of
 * {@code com.adobe.testing:s3mock}, with a {@code slf4j-api} of version 2 before its own.
 *
 * @param scenarios what the names of the scenarios begin with that it can do
 * @param portProperties what says to it on which port to listen
 * @param classPath what it is started from
 */
record Peer(
        String name,
        String scenarios,
        String main,
        List<String> portProperties,
        List<String> otherProperties,
        Supplier<byte[]> firstCall,
        String classPath) {

    /** The server that an option names; nothing for any other argument. */
    static Optional<Peer> named(String argument) {
        int end = argument.indexOf('=') + 1;
        String classPath = argument.substring(end);
        return switch (argument.substring(0, end)) {
            case "--elasticmq=" -> Optional.of(elasticMq(classPath));
            case "--s3mock=" -> Optional.of(s3Mock(classPath));
            default -> Optional.empty();
        };
    }

    private static Peer elasticMq(String classPath) {
        return new Peer(
                "ElasticMQ",
                "sqs-",
                "org.elasticmq.server.Main",
                List.of("rest-sqs.bind-port", "node-address.port"),
                List.of("rest-stats.enabled=false"),
                () -> Request.query("sqs", "Action=ListQueues&Version=2012-11-05"),
                classPath);
    }

    private static Peer s3Mock(String classPath) {
        return new Peer(
                "S3Mock",
                "s3-",
                "com.adobe.testing.s3mock.S3MockApplication",
                List.of("server.port"),
                // Its port for TLS without TLS: on the other one it ends connections after a hundred requests.
                List.of("http.port=0", "server.ssl.enabled=false", "server.tomcat.max-keep-alive-requests=-1"),
                () -> Scenarios.s3("GET", "/").bodiless(),
                classPath);
    }

    boolean does(Scenario scenario) {
        return scenario.name().startsWith(scenarios);
    }

    /** As arguments of the Java that it runs on. */
    List<String> properties(int port) {
        return Stream.concat(portProperties.stream().map(property -> property + "=" + port), otherProperties.stream())
                .map(property -> "-D" + property)
                .toList();
    }
}
