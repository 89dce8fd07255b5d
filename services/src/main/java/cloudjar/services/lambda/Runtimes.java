package cloudjar.services.lambda;

import java.util.List;
import java.util.Set;

/** The runtimes that Lambda knows, and those that it knows no more (Lambda runtimes, recorded refusals). */
final class Runtimes {
    private static final List<String> KNOWN = List.of(
            "nodejs20.x",
            "python3.14",
            "provided.al2023",
            "python3.12",
            "python3.13",
            "nodejs24.x",
            "nodejs22.x",
            "java25",
            "python3.10",
            "python3.11",
            "java21",
            "ruby3.3",
            "ruby3.4",
            "ruby3.2",
            "python3.8",
            "python3.9",
            "java17",
            "nodejs16.x",
            "dotnet10",
            "dotnet8",
            "java11",
            "dotnet6",
            "nodejs18.x",
            "provided.al2",
            "java8.al2");

    private static final Set<String> OLD = Set.of(
            "nodejs",
            "nodejs4.3",
            "nodejs6.10",
            "nodejs8.10",
            "nodejs10.x",
            "nodejs12.x",
            "nodejs14.x",
            "java8",
            "python2.7",
            "python3.6",
            "python3.7",
            "dotnetcore1.0",
            "dotnetcore2.0",
            "dotnetcore2.1",
            "dotnetcore3.1",
            "go1.x",
            "ruby2.5",
            "ruby2.7",
            "provided");

    private Runtimes() {}

    /** Refuses what AWS refuses. */
    static void check(String runtime) {
        if (OLD.contains(runtime)) {
            throw LambdaErrors.invalid("The runtime parameter of " + runtime
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use a"
                    + " supported runtime while creating or updating functions.");
        }
        if (!KNOWN.contains(runtime)) {
            throw LambdaErrors.invalid("Value " + runtime
                    + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                    + KNOWN + " or be a valid ARN");
        }
    }

    /** Whether a runtime can begin from a snapshot. */
    static boolean snaps(String runtime) {
        return runtime.startsWith("java") && !runtime.startsWith("java8")
                || runtime.equals("python3.12")
                || runtime.equals("python3.13")
                || runtime.equals("python3.14")
                || runtime.equals("dotnet8")
                || runtime.equals("dotnet10");
    }
}
