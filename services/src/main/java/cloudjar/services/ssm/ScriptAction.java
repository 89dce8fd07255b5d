package cloudjar.services.ssm;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.function.FunctionCode;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.function.FunctionRefusedException;
import cloudjar.kernel.function.FunctionSpec;
import cloudjar.kernel.function.Invocation;
import cloudjar.kernel.function.Outcome;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.sigv4.Sha256;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The action {@code aws:executeScript}: Python that a document carries, run as functions are, in a sandbox of the step's own.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html">Run a script</a>
 */
final class ScriptAction {
    private static final Pattern HANDLER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final String MODULE = "script";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int ANSWER_MAX = 100 * 1024;

    /** Ours: AWS does not document what a script may use. */
    private static final int MEGABYTES = 512;

    private final FunctionEngine engine;

    ScriptAction(FunctionEngine engine) {
        this.engine = engine;
    }

    ActionResult execute(ActionContext context) {
        String runtime = context.text("Runtime");
        String script = context.textOrNull("Script");
        if (!runtime.startsWith("python") || script == null) {
            return ActionResult.Failed.of(
                    "cloudjar runs scripts of Python that stand in their documents, and no others yet: " + runtime);
        }
        String handler = context.text("Handler");
        if (!HANDLER.matcher(handler).matches()) {
            throw new RunbookException("The Handler is no name of a function: " + handler);
        }
        Optional<String> missing = engine.missing(runtime);
        if (missing.isPresent()) {
            return ActionResult.Failed.of(missing.get());
        }
        Call call = context.call();
        FunctionSpec function = function(context, runtime, handler, script, call);
        try {
            return result(
                    context.step(),
                    engine.invoke(function, invocation(context, call)).answer());
        } catch (FunctionRefusedException e) {
            return ActionResult.Failed.of("The script could not be begun. " + e.getMessage());
        } finally {
            engine.retire(function.id());
        }
    }

    private static Invocation invocation(ActionContext context, Call call) {
        Object payload = context.inputs().getOrDefault("InputPayload", Map.of());
        String id = call.world().ids().uuid();
        return new Invocation(
                id,
                Bytes.ofUtf8(Json.write(payload)),
                call.arn("ssm", "automation-execution/" + context.run().id()).toString(),
                "Root=1-" + id.substring(0, 8) + "-" + id.replace("-", "").substring(8) + ";Sampled=0",
                null,
                null);
    }

    private static FunctionSpec function(
            ActionContext context, String runtime, String handler, String script, Call call) {
        AutomationRun.Cursor cursor = context.run().cursor();
        Bytes archive = archive(script);
        Long seconds = context.step().timeoutSeconds();
        Duration asked = seconds == null ? LONGEST : Duration.ofSeconds(seconds);
        return new FunctionSpec(
                call.world().id() + "/" + call.account() + "/" + call.region() + "/script/"
                        + context.run().id() + "/" + cursor.number() + "/" + cursor.attempt(),
                runtime,
                MODULE + "." + handler,
                new FunctionCode.Archive(Sha256.hex(script), () -> new ByteArrayInputStream(archive.toArray())),
                List.of(),
                new FunctionSpec.Size(MEGABYTES, MEGABYTES, asked.compareTo(LONGEST) < 0 ? asked : LONGEST),
                call.world().clock()::now,
                () -> birth(context, call));
    }

    private static Bytes archive(String script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry(MODULE + ".py");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(script.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** A script calls AWS as the document's role; without one it has no credentials, as on AWS. */
    private static FunctionSpec.Birth birth(ActionContext context, Call call) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", context.run().starter().endpoint().url());
        environment.put("AWS_REGION", call.region());
        environment.put("AWS_DEFAULT_REGION", call.region());
        Credential session = call.credential();
        Instant end = call.time().plus(LONGEST.multipliedBy(2));
        if (session != null && session.sessionToken() != null) {
            environment.put("AWS_ACCESS_KEY_ID", session.accessKeyId());
            environment.put("AWS_SECRET_ACCESS_KEY", session.secret());
            environment.put("AWS_SESSION_TOKEN", session.sessionToken());
            end = Objects.requireNonNullElse(session.expires(), end);
        }
        return new FunctionSpec.Birth(context.step().name(), environment, end);
    }

    private static ActionResult result(Step step, Outcome.Answer answer) {
        String text = answer.body().utf8();
        return switch (answer) {
            case Outcome.Answer.Returned _
            when answer.body().size() > ANSWER_MAX -> ActionResult.Failed.of("The script returned more than 100 KB.");
            case Outcome.Answer.Returned _ -> {
                Map<String, Object> whole = new LinkedHashMap<>();
                whole.put("Payload", Json.value(text).orElse(text));
                Map<String, Object> outputs = new LinkedHashMap<>(whole);
                outputs.putAll(ApiActions.outputs(step, whole));
                yield ActionResult.Done.of(outputs);
            }
            case Outcome.Answer.Failed _ -> {
                Map<String, Object> error = Json.object(text).orElse(Map.of());
                yield ActionResult.Failed.of("The script failed: " + error.getOrDefault("errorType", "Error") + " - "
                        + error.getOrDefault("errorMessage", text));
            }
        };
    }
}
