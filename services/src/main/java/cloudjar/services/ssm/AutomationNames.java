package cloudjar.services.ssm;

import cloudjar.kernel.store.Scope;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the names in references stand for while an execution runs.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-variables.html">System variables</a>
 */
final class AutomationNames {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss", Locale.ROOT);
    private static final String VARIABLE = "variable:";
    private static final Pattern ELEMENT = Pattern.compile("(.+)\\[(\\d{1,6})]");

    private AutomationNames() {}

    static Function<String, @Nullable Object> of(Scope scope, AutomationRun run, Runbook runbook, Instant now) {
        return name -> find(name, scope, run, runbook, now);
    }

    private static @Nullable Object find(String name, Scope scope, AutomationRun run, Runbook runbook, Instant now) {
        Matcher element = ELEMENT.matcher(name);
        if (element.matches()) {
            int index = Integer.parseInt(element.group(2));
            return find(element.group(1), scope, run, runbook, now) instanceof List<?> list && index < list.size()
                    ? list.get(index)
                    : null;
        }
        if (name.startsWith(VARIABLE)) {
            return stored(run.variables().get(name.substring(VARIABLE.length())));
        }
        return switch (name) {
            case "global:DATE" -> DATE.format(now.atOffset(ZoneOffset.UTC));
            case "global:DATE_TIME" -> DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
            case "global:REGION" -> scope.region();
            case "global:ACCOUNT_ID" -> scope.account();
            case "automation:EXECUTION_ID" -> run.id();
            case "automation:EXECUTION_URL" ->
                "https://" + scope.region() + ".console.aws.amazon.com/systems-manager/automation/execution/"
                        + run.id();
            default -> given(name, run, runbook);
        };
    }

    private static @Nullable Object given(String name, AutomationRun run, Runbook runbook) {
        Runbook.Parameter parameter = runbook.parameters().get(name);
        List<String> texts = run.shown().parameters().get(name);
        return parameter != null && texts != null
                ? parameter.value(texts)
                : stored(run.outputs().get(name));
    }

    private static @Nullable Object stored(@Nullable String text) {
        return text == null ? null : Values.read(text);
    }
}
