package cloudjar.server.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** What scripts see besides the server's own environment, so that AWS's tools in them talk to this server. */
public final class ScriptEnvironment {
    /** Scripts written for LocalStack call its wrapper of the AWS CLI; with the endpoint set, the CLI is all it takes. */
    private static final String AWSLOCAL = "#!/bin/sh\nexec aws \"$@\"\n";

    private ScriptEnvironment() {}

    /**
     * The variables.
     *
     * @param inherited the server's environment: credentials and a region that are set there stay
     * @param tools a directory for programs that scripts expect; it is created and comes last in the path, so that an
     *     installed one wins
     * @throws IOException where the directory cannot be written
     */
    public static Map<String, String> of(String endpoint, Map<String, String> inherited, Path tools)
            throws IOException {
        Files.createDirectories(tools);
        Path awslocal = tools.resolve("awslocal");
        Files.writeString(awslocal, AWSLOCAL);
        Files.setPosixFilePermissions(awslocal, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint);
        variables.put("AWS_ACCESS_KEY_ID", inherited.getOrDefault("AWS_ACCESS_KEY_ID", "test"));
        variables.put("AWS_SECRET_ACCESS_KEY", inherited.getOrDefault("AWS_SECRET_ACCESS_KEY", "test"));
        variables.put("AWS_DEFAULT_REGION", inherited.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
        variables.put("PATH", inherited.getOrDefault("PATH", "/usr/bin:/bin") + ":" + tools);
        return variables;
    }
}
