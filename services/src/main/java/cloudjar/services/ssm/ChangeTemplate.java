package cloudjar.services.ssm;

import cloudjar.kernel.json.Json;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.RunbookText;
import cloudjar.services.ssm.runbook.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a change template says: who has to approve, level by level, and which runbooks may be asked for.
 *
 * @param content the whole of it
 * @param levels its steps, each of which approves
 * @param runbooks those that may be asked for; empty for any
 * @param isAutoApprovable whether a request may do without approvals
 * @param information null where it has none
 * @param alarms those that stop the runbook when they go off
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/change-templates-tools.html">Creating change
 *     templates</a>
 */
record ChangeTemplate(
        Map<String, Object> content,
        List<Map<String, Object>> levels,
        List<Named> runbooks,
        boolean isAutoApprovable,
        @Nullable String information,
        List<String> alarms) {
    static final String TYPE = "Automation.ChangeTemplate";

    private static final String STEPS = "mainSteps";
    private static final String APPROVE = "aws:approve";

    ChangeTemplate {
        levels = List.copyOf(levels);
        runbooks = List.copyOf(runbooks);
        alarms = List.copyOf(alarms);
    }

    /** A runbook that may be asked for; of any version where that is null. */
    record Named(String name, @Nullable String version) {}

    /**
     * Reads a template.
     *
     * @throws RunbookException where it is none
     */
    static ChangeTemplate parse(String text, String format) {
        Map<String, Object> content = RunbookText.read(text, format);
        List<Map<String, Object>> levels = new ArrayList<>();
        for (Object step : list(content, STEPS)) {
            levels.add(level(step));
        }
        if (levels.size() > SsmLimits.APPROVAL_LEVELS_MAX.current()) {
            throw new RunbookException("A change template has at most " + SsmLimits.APPROVAL_LEVELS_MAX.current()
                    + " levels of approval.");
        }
        List<Named> runbooks = new ArrayList<>();
        for (Object runbook : list(content, "executableRunBooks")) {
            runbooks.add(named(runbook));
        }
        Object information = content.get("templateInformation");
        return new ChangeTemplate(
                content,
                levels,
                runbooks,
                // Older templates have the older name.
                flag(content, "autoApprovable") || flag(content, "autoApprove"),
                information == null ? null : Values.text(information),
                alarms(content));
    }

    private static List<String> alarms(Map<String, Object> content) {
        Object monitors = content.get("cloudWatchMonitors");
        return monitors == null
                ? List.of()
                : list(members(monitors), "monitors").stream()
                        .map(name -> Values.text(name))
                        .toList();
    }

    private static List<?> list(Map<String, Object> content, String member) {
        return switch (content.get(member)) {
            case null -> List.of();
            case List<?> list -> list;
            case Object other -> throw new RunbookException(member + " is not a list: " + Values.text(other));
        };
    }

    private static boolean flag(Map<String, Object> content, String member) {
        Object value = content.get(member);
        return value != null && Boolean.parseBoolean(Values.text(value));
    }

    private static Map<String, Object> level(Object step) {
        Map<String, Object> level = members(step);
        if (!APPROVE.equals(level.get("action"))) {
            throw new RunbookException("A step of a change template approves (" + APPROVE + "), and none does else: "
                    + level.get("action"));
        }
        Map<String, Object> inputs = members(level.getOrDefault("inputs", Map.of()));
        if (ApprovalLevel.isOne(inputs)) {
            ApprovalLevel unused = ApprovalLevel.of(inputs);
        }
        return level;
    }

    private static Named named(Object runbook) {
        Map<String, Object> members = members(runbook);
        Object name = members.get("name");
        Object version = members.get("version");
        if (name == null) {
            throw new RunbookException("A runbook in executableRunBooks has no name.");
        }
        return new Named(Values.text(name), version == null ? null : Values.text(version));
    }

    private static Map<String, Object> members(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new RunbookException("Not an object: " + Values.text(value));
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(name.toString(), member));
        return members;
    }

    /**
     * The document that a request for a change runs, in JSON: the template with these steps, under names of their own where it has
     * such already.
     */
    String composed(boolean isApproved, List<Map<String, Object>> steps) {
        List<Map<String, Object>> all = new ArrayList<>(isApproved ? List.of() : levels);
        for (Map<String, Object> step : steps) {
            Map<String, Object> own = new LinkedHashMap<>(step);
            while (all.stream().anyMatch(there -> Objects.equals(own.get("name"), there.get("name")))) {
                own.put("name", own.get("name") + "_");
            }
            all.add(own);
        }
        Map<String, Object> whole = new LinkedHashMap<>(content);
        whole.put(STEPS, all);
        return Json.write(whole);
    }
}
