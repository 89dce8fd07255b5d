package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationDescription;
import cloudjar.api.ssm.Target;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.runbook.Runbook;
import cloudjar.services.ssm.runbook.RunbookException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What an association must be. */
final class AssociationForms {
    private static final Duration RATE_MIN = Duration.ofMinutes(30);

    private AssociationForms() {}

    /** Refuses what is none; says whether the document is one of Automation. */
    static boolean check(Snapshot snapshot, AssociationDescription asked, Call call) {
        String name = Objects.requireNonNull(asked.name());
        if (asked.instanceId() != null) {
            throw SsmErrors.instances(List.of(asked.instanceId()), call.account());
        }
        checkSchedule(asked);
        boolean automation = false;
        if (!AwsDocuments.isOne(name)) {
            Document document = DocumentLookup.find(snapshot, name, call);
            DocumentVersion version = DocumentLookup.version(snapshot, document, asked.documentVersion(), null, call);
            automation = document.type().equals(AutomationOperations.TYPE);
            if (automation) {
                checkParameters(version, asked);
            } else if (!document.type().equals("Command") && !document.type().equals("Policy")) {
                throw AutomationErrors.invalidDocument(
                        "A document of type " + document.type() + " can't be associated: " + name);
            }
        }
        if (!automation && asked.targets().isEmpty() && asked.automationTargetParameterName() == null) {
            throw AutomationErrors.associationParameters("Either InstanceId or Targets is required.");
        }
        checkTargets(asked, automation);
        return automation;
    }

    private static void checkSchedule(AssociationDescription asked) {
        String text = asked.scheduleExpression();
        Integer offset = asked.scheduleOffset();
        if (text == null || text.isEmpty()) {
            if (offset != null || asked.duration() != null) {
                throw AutomationErrors.schedule("ScheduleOffset and Duration need a ScheduleExpression.");
            }
            return;
        }
        Optional<ScheduleExpression> schedule = ScheduleExpression.parse(text);
        boolean right = schedule.map(parsed -> switch (parsed) {
                    case ScheduleExpression.Cron cron -> cron.second() == 0;
                    case ScheduleExpression.Rate rate -> rate.period().compareTo(RATE_MIN) >= 0;
                    case ScheduleExpression.At _ -> true;
                })
                .orElse(false);
        if (!right) {
            throw AutomationErrors.schedule("The schedule is invalid: " + text
                    + ". Rates are at least 30 minutes, cron expressions have six fields.");
        }
        if (offset != null && !(schedule.get() instanceof ScheduleExpression.Cron)) {
            throw AutomationErrors.schedule("ScheduleOffset needs a cron expression.");
        }
    }

    private static void checkTargets(AssociationDescription asked, boolean automation) {
        for (Target target : asked.targets()) {
            String key = Objects.requireNonNullElse(target.key(), "");
            boolean right = key.equals("InstanceIds")
                    || key.startsWith("tag:")
                    || key.equals("tag-key")
                    || key.startsWith("resource-groups:")
                    || key.equals("ResourceGroup")
                    || key.equals("ParameterValues");
            if (!right) {
                throw AutomationErrors.target("The target is not valid: Key=" + key);
            }
        }
        if (automation && !asked.targets().isEmpty() && asked.automationTargetParameterName() == null) {
            throw AutomationErrors.associationParameters(
                    "AutomationTargetParameterName is required for Automation documents with Targets.");
        }
        if (!asked.targets().isEmpty() && !asked.targetMaps().isEmpty()) {
            throw AutomationErrors.targetMaps("Targets and TargetMaps can't be specified together.");
        }
    }

    private static void checkParameters(DocumentVersion version, AssociationDescription asked) {
        try {
            Runbook runbook = Runbook.parse(version.content(), version.format());
            Map<String, List<String>> whole = new LinkedHashMap<>(asked.parameters());
            String target = asked.automationTargetParameterName();
            if (target != null) {
                whole.putIfAbsent(target, List.of(""));
            }
            if (asked.targetMaps().isEmpty()) {
                Map<String, List<String>> unused = runbook.given(whole);
            }
        } catch (RunbookException e) {
            throw AutomationErrors.associationParameters(String.valueOf(e.getMessage()));
        }
    }
}
