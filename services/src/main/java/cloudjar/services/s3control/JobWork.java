package cloudjar.services.s3control;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3control.JobOperation;
import cloudjar.api.s3control.JobReport;
import cloudjar.api.s3control.JobReportScope;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Arn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a job does with each line of its manifest, and what it reports of it. */
final class JobWork {
    private final Cloud cloud;

    JobWork(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What became of a portion. */
    record Done(long lines, long failures) {}

    /** An object of the manifest. */
    record Task(String bucket, String key, @Nullable String version) {}

    /** Refuses an operation that is not known. */
    void requireKnown(JobOperation operation) {
        if (operation.s3ReplicateObject() != null) {
            throw NotImplemented.of("s3control", "CreateJob that replicates objects");
        }
        boolean known = operation.lambdaInvoke() != null || new JobTasks(cloud.client(S3.API), operation).known();
        if (!known) {
            throw S3ControlErrors.invalidJob("A job needs an operation");
        }
    }

    private BufferedReader manifest(Job job, Call call) {
        String arn = Objects.requireNonNull(job.request().manifest()).location().objectArn();
        String path = Arn.parse(arn)
                .map(Arn::resource)
                .orElseThrow(() -> S3ControlErrors.invalidJob("The manifest has no ARN of an object: " + arn));
        int slash = path.indexOf('/');
        GetObjectRequest get = GetObjectRequest.builder()
                .bucket(path.substring(0, Math.max(0, slash)))
                .key(path.substring(slash + 1))
                .versionId(job.request().manifest().location().objectVersionId())
                .build();
        try {
            Body body = Objects.requireNonNull(
                    cloud.client(S3.API).getObject(get, call).body());
            return new BufferedReader(new InputStreamReader(body.open(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest could not be read", e);
        }
    }

    /** How many lines the manifest has. */
    long count(Job job, Call call) {
        try (BufferedReader lines = manifest(job, call)) {
            return lines.lines().filter(line -> !line.isBlank()).count();
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest could not be read", e);
        }
    }

    /** Does the next lines of the manifest, so many at most. */
    Done portion(Job job, int max, Call call) {
        List<String> lines;
        try (BufferedReader all = manifest(job, call)) {
            lines = all.lines()
                    .filter(line -> !line.isBlank())
                    .skip(job.done())
                    .limit(max)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest could not be read", e);
        }
        long failures = 0;
        StringBuilder report = new StringBuilder();
        for (String line : lines) {
            ApiException refusal = done(job, task(job, line), call);
            failures += refusal == null ? 0 : 1;
            report(report, job, task(job, line), refusal);
        }
        write(job, report.toString(), call);
        return new Done(lines.size(), failures);
    }

    private static Task task(Job job, String line) {
        List<String> fields =
                Objects.requireNonNull(job.request().manifest()).spec().fields();
        List<String> values = values(line);
        String version = field(fields, values, "VersionId");
        return new Task(
                Objects.requireNonNullElse(field(fields, values, "Bucket"), ""),
                URLDecoder.decode(Objects.requireNonNullElse(field(fields, values, "Key"), ""), StandardCharsets.UTF_8),
                version == null || version.isEmpty() ? null : version);
    }

    private static @Nullable String field(List<String> fields, List<String> values, String name) {
        int index = fields.indexOf(name);
        return index < 0 || index >= values.size() ? null : values.get(index);
    }

    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    /** Does one task; returns why it failed, or null. */
    private @Nullable ApiException done(Job job, Task task, Call call) {
        try {
            JobOperation operation = job.request().operation();
            if (operation.lambdaInvoke() != null) {
                return invoked(job, operation, task, call);
            }
            new JobTasks(cloud.client(S3.API), operation).run(task, call);
            return null;
        } catch (ApiException refused) {
            return refused;
        }
    }

    private @Nullable ApiException invoked(Job job, JobOperation operation, Task task, Call call) {
        String function = Objects.requireNonNull(operation.lambdaInvoke()).functionArn();
        String event = LambdaEvent.of(job, task, call);
        InvocationResponse answer = cloud.client(Lambda.API)
                .invoke(
                        InvocationRequest.builder()
                                .functionName(function)
                                .payload(Bytes.ofUtf8(event))
                                .build(),
                        call);
        String text =
                answer.payload() == null ? "" : new String(answer.payload().toArray(), StandardCharsets.UTF_8);
        return answer.functionError() == null && text.contains("\"Succeeded\"")
                ? null
                : S3ControlErrors.invalidJob("The function failed: " + text);
    }

    private static void report(StringBuilder report, Job job, Task task, @Nullable ApiException refusal) {
        boolean all =
                !JobReportScope.FAILED_TASKS_ONLY.equals(job.request().report().reportScope());
        if (!all && refusal == null) {
            return;
        }
        String version = task.version() == null ? "" : task.version();
        report.append(String.join(
                        ",",
                        task.bucket(),
                        task.key(),
                        version,
                        refusal == null ? "succeeded" : "failed",
                        Integer.toString(refusal == null ? 200 : refusal.status()),
                        refusal == null ? "" : refusal.code(),
                        refusal == null ? "Successful" : "\"" + refusal.getMessage() + "\""))
                .append('\n');
    }

    /** Each portion has a file of its own. */
    private void write(Job job, String report, Call call) {
        JobReport to = job.request().report();
        String bucket = to.bucket() == null
                ? null
                : Arn.parse(to.bucket()).map(Arn::resource).orElse(null);
        if (!to.enabled() || report.isEmpty() || bucket == null) {
            return;
        }
        String prefix = to.prefix() == null || to.prefix().isEmpty() ? "" : to.prefix() + "/";
        String key =
                prefix + "job-" + job.id() + "/results/" + String.format(Locale.ROOT, "%012d", job.done()) + ".csv";
        cloud.client(S3.API)
                .putObject(
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key(key)
                                .body(Body.of(Bytes.ofUtf8(report)))
                                .build(),
                        call);
    }
}
