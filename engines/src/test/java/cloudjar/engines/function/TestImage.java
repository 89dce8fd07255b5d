package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.engines.docker.Docker;
import cloudjar.engines.docker.Tar;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image made of this machine's own bash and a runtime in it, since no registry may be reachable. */
final class TestImage {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    /** Answers what it was asked with, and what it sees; does worse where the event says so. */
    private static final String BOOTSTRAP = """
        #!/bin/bash
        host=${AWS_LAMBDA_RUNTIME_API%:*}; port=${AWS_LAMBDA_RUNTIME_API#*:}
        ask() {
          exec 3<>/dev/tcp/$host/$port
          printf "$1\\r\\nHost: x\\r\\nContent-Length: ${#2}\\r\\n\\r\\n%s" "$2" >&3
          while IFS= read -r line <&3; do
            line=${line%$'\\r'}; [ -z "$line" ] && break
            case $line in Lambda-Runtime-Aws-Request-Id:*) id=${line#*: };; Content-Length:*) length=${line#*: };; esac
          done
          read -r -N $length answer <&3
          exec 3>&-
        }
        count=0
        while true; do
          ask 'GET /2018-06-01/runtime/invocation/next HTTP/1.1' ''
          count=$((count + 1))
          case $answer in
            *exit*) exit 3;;
            *endless*) while true; do :; done;;
            *greedy*) x=x; while true; do x=$x$x; done;;
          esac
          echo "asked: $answer"
          wrote=no; { echo x > /var/task/new; } 2>/dev/null && wrote=yes; { echo x > /new; } 2>/dev/null && wrote=yes
          temporary=no; { echo x > /tmp/new; } 2>/dev/null && temporary=yes
          task=; [ -e /var/task/message ] && task=$(< /var/task/message)
          opt=; [ -e /opt/message ] && opt=$(< /opt/message)
          ask "POST /2018-06-01/runtime/invocation/$id/response HTTP/1.1" \\
            "{\\"count\\":$count,\\"user\\":$UID,\\"wrote\\":\\"$wrote\\",\\"tmp\\":\\"$temporary\\",\\"args\\":\\"$*\\",\\"pwd\\":\\"$PWD\\",\\"task\\":\\"$task\\",\\"opt\\":\\"$opt\\",\\"greeting\\":\\"$GREETING\\"}"
        done
        """;

    private TestImage() {}

    /** Whether this machine has what it is made of. */
    static boolean possible() {
        return Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/ldd"));
    }

    /** Makes it, in a directory that is there for it, under a name. */
    static void make(Docker docker, Path directory, String name) throws IOException {
        Path root = Files.createDirectories(directory.resolve("root"));
        copy(Path.of("/bin/bash"), root, "bin/bash");
        copy(Path.of("/bin/bash"), root, "bin/sh");
        Process ldd = new ProcessBuilder("/usr/bin/ldd", "/bin/bash").start();
        Matcher libraries = LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        while (libraries.find()) {
            copy(Path.of(libraries.group(1)), root, libraries.group(1).substring(1));
        }
        Files.writeString(root.resolve("bootstrap"), BOOTSTRAP);
        Path archive = directory.resolve("image.tar");
        try (OutputStream out = Files.newOutputStream(archive)) {
            Tar.write(out, root, ".");
            Tar.end(out);
        }
        String path = "/images/create?fromSrc=-&repo=" + encoded(name);
        for (String change : new String[] {"ENTRYPOINT [\"/bin/bash\",\"/bootstrap\"]", "CMD [\"default\"]"}) {
            path += "&changes=" + encoded(change);
        }
        Docker.Answer made = docker.send("POST", path, archive);
        assertThat(made.good()).as(made.text()).isTrue();
    }

    private static void copy(Path from, Path root, String to) throws IOException {
        Path target = root.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(from.toRealPath(), target);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
