package cloudjar.services.ssm.runbook;

import cloudjar.kernel.json.Json;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An Automation document.
 *
 * @param assumeRole with references in it; null where it names none
 * @param variables their first values
 * @param outputs such as {@code step.output}
 */
public record Runbook(
        @Nullable String description,
        @Nullable String assumeRole,
        Map<String, Parameter> parameters,
        Map<String, Object> variables,
        List<Step> steps,
        List<String> outputs) {
    private static final int STEPS_MAX = 200;

    /** Copies. */
    public Runbook {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        variables = Map.copyOf(variables);
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
    }

    /**
     * Something that an execution is given.
     *
     * @param fallback null where it must be given
     * @param allowed the values that it may have; empty for any
     */
    public record Parameter(
            String type,
            @Nullable Object fallback,
            List<String> allowed,
            @Nullable String pattern) {
        /** Copies. */
        public Parameter {
            allowed = List.copyOf(allowed);
        }

        private static Parameter of(Map<String, Object> object) {
            List<String> allowed = new ArrayList<>();
            Values.list(object, "allowedValues").forEach(value -> allowed.add(Values.text(value)));
            return new Parameter(
                    Objects.requireNonNullElse(Values.text(object, "type"), "String"),
                    object.get("default"),
                    allowed,
                    Values.text(object, "allowedPattern"));
        }

        /** The value that the API's texts are. */
        public Object value(List<String> texts) {
            return typed(type, texts);
        }
    }

    static Object typed(String type, List<String> texts) {
        String first = texts.isEmpty() ? "" : texts.getFirst();
        if (type.equals("StringList") || type.startsWith("List<")) {
            // A list may be given as JSON, too.
            return texts.size() == 1 && first.startsWith("[")
                    ? Json.value(first).orElse(texts)
                    : new ArrayList<Object>(texts);
        }
        return switch (type) {
            case "Boolean", "Integer", "StringMap" -> Json.value(first).orElse(first);
            case "MapList" -> {
                if (first.startsWith("[")) {
                    yield Json.value(first).orElse(first);
                }
                List<Object> maps = new ArrayList<>();
                texts.forEach(text -> maps.add(Json.value(text).orElse(text)));
                yield maps;
            }
            default -> first;
        };
    }

    /**
     * The document that a text is.
     *
     * @throws RunbookException where it is none
     */
    public static Runbook parse(String text, String format) {
        Map<String, Object> content = RunbookText.read(text, format);
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Values.object(content, "parameters")
                .forEach((name, value) ->
                        parameters.put(name, Parameter.of(Values.object(value, "The parameter " + name))));
        Map<String, Object> variables = new LinkedHashMap<>();
        Values.object(content, "variables").forEach((name, value) -> {
            Object first = Values.object(value, "The variable " + name).get("default");
            variables.put(name, first == null ? "" : first);
        });
        List<Step> steps = new ArrayList<>();
        for (Object step : Values.list(content, "mainSteps")) {
            steps.add(Step.of(Values.object(step, "A step")));
        }
        List<String> outputs = new ArrayList<>();
        Values.list(content, "outputs").forEach(output -> outputs.add(Values.text(output)));
        check(steps);
        return new Runbook(
                Values.text(content, "description"),
                Values.text(content, "assumeRole"),
                parameters,
                variables,
                steps,
                outputs);
    }

    private static void check(List<Step> steps) {
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new RunbookException("A document has between 1 and " + STEPS_MAX + " steps in mainSteps.");
        }
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            if (!names.add(step.name())) {
                throw new RunbookException("Two steps are named " + step.name() + ".");
            }
        }
        for (Step step : steps) {
            for (String next : new String[] {step.nextStep(), step.failureStep()}) {
                if (next != null && !names.contains(next)) {
                    throw new RunbookException("Step " + step.name() + " leads to " + next + ", which does not exist.");
                }
            }
        }
    }

    /** The step of this name. */
    public Optional<Step> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** The step that stands behind another; none behind the last. */
    public Optional<Step> after(Step step) {
        int next = steps.indexOf(step) + 1;
        return next < steps.size() ? Optional.of(steps.get(next)) : Optional.empty();
    }

    /**
     * What an execution is given, with what it has where it is given nothing.
     *
     * @throws RunbookException where it is not what the document asks for
     */
    public Map<String, List<String>> given(Map<String, List<String>> asked) {
        for (String name : asked.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new RunbookException("Parameter \"" + name + "\" is not defined in the document.");
            }
        }
        Map<String, List<String>> given = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            List<String> texts = asked.get(name);
            if (texts == null) {
                if (parameter.fallback() == null) {
                    throw new RunbookException("The parameter \"" + name + "\" is required and was not given.");
                }
                texts = Values.texts(parameter.fallback());
            } else {
                check(name, parameter, texts);
            }
            given.put(name, texts);
        });
        return given;
    }

    private static void check(String name, Parameter parameter, List<String> texts) {
        for (String text : texts) {
            if (!parameter.allowed().isEmpty() && !parameter.allowed().contains(text)) {
                throw new RunbookException("The parameter \"" + name + "\" has a value that is not allowed: " + text
                        + ". Allowed are " + parameter.allowed() + ".");
            }
            if (parameter.pattern() != null && !Pattern.matches(parameter.pattern(), text)) {
                throw new RunbookException(
                        "The parameter \"" + name + "\" does not match " + parameter.pattern() + ".");
            }
        }
        if (parameter.type().equals("Boolean")
                && !(texts.size() == 1
                        && List.of("true", "false").contains(texts.getFirst().toLowerCase(Locale.ROOT)))) {
            throw new RunbookException("The parameter \"" + name + "\" is no Boolean.");
        }
    }
}
