package cloudjar.services.ssm;

import cloudjar.api.ssm.OpsItem;
import cloudjar.api.ssm.OpsItemDataType;
import cloudjar.api.ssm.OpsItemDataValue;
import cloudjar.api.ssm.StartChangeRequestExecutionRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.StoredOpsItem.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The OpsItems that stand for change requests. */
final class ChangeItems {
    private static final String TYPE = "/aws/changerequest";

    /** Ours: AWS does not document what it writes there. */
    private static final String SOURCE = "Change Manager";

    private ChangeItems() {}

    static StoredOpsItem made(
            AutomationRun run,
            StartChangeRequestExecutionRequest in,
            ChangeTemplate template,
            List<ApprovalLevel> levels,
            Call call) {
        String id = Objects.requireNonNull(run.shown().opsItemId());
        String by = call.principal().id();
        String name =
                Objects.requireNonNullElse(in.changeRequestName(), run.shown().documentName());
        OpsItem item = OpsItem.builder()
                .opsItemId(id)
                .opsItemArn(call.arn("ssm", "opsitem/" + id).toString())
                .opsItemType(TYPE)
                .createdBy(by)
                .createdTime(call.time())
                .lastModifiedBy(by)
                .lastModifiedTime(call.time())
                .title(name)
                .description(Objects.requireNonNullElse(
                        in.changeDetails(), Objects.requireNonNullElse(template.information(), name)))
                .notifications(List.of())
                .relatedOpsItems(List.of())
                .source(SOURCE)
                .status_(run.status())
                .version("1")
                .operationalData(Map.of(
                        StoredOpsItem.AUTOMATIONS,
                        OpsItemDataValue.builder()
                                .type(OpsItemDataType.SEARCHABLE_STRING)
                                .value(Json.write(List.of(
                                        Map.of("automationType", "AWS:SSM:Automation", "automationId", run.id()))))
                                .build()))
                .plannedStartTime(in.scheduledTime())
                .plannedEndTime(in.scheduledEndTime())
                .build();
        List<String> approvers = levels.stream()
                .flatMap(level -> level.lines().stream())
                .map(line -> line.arn(call.account()))
                .distinct()
                .toList();
        return new StoredOpsItem(
                item,
                Tagging.added(Map.of(), in.tags()),
                new Change(by, approvers, Objects.requireNonNull(run.shown().documentName())));
    }

    /** Lets the item of a request say what the request does. */
    static void follow(Tx tx, Scope scope, AutomationRun run, Instant now) {
        String id = run.shown().opsItemId();
        if (!run.isChangeRequest() || id == null) {
            return;
        }
        OpsTables tables = OpsTables.in(scope.account(), scope.region());
        tables.items
                .get(tx, id)
                .filter(stored -> !run.status().equals(stored.item().status_()))
                .ifPresent(stored -> {
                    OpsItem item = stored.item();
                    boolean starts = run.status().equals(AutomationRun.RUNBOOK_IN_PROGRESS);
                    boolean ends = !run.isUnderWay() && item.actualStartTime() != null;
                    tables.items.put(
                            tx,
                            id,
                            stored.with(item.toBuilder()
                                    .status_(run.status())
                                    .actualStartTime(starts ? now : item.actualStartTime())
                                    .actualEndTime(ends ? now : item.actualEndTime())
                                    .lastModifiedTime(now)
                                    .build()));
                });
    }
}
