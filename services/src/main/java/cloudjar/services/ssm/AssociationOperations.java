package cloudjar.services.ssm;

import cloudjar.api.ssm.Association;
import cloudjar.api.ssm.AssociationDescription;
import cloudjar.api.ssm.AssociationFilter;
import cloudjar.api.ssm.AssociationOverview;
import cloudjar.api.ssm.AssociationVersionInfo;
import cloudjar.api.ssm.Associations;
import cloudjar.api.ssm.CreateAssociationBatchRequest;
import cloudjar.api.ssm.CreateAssociationBatchRequestEntry;
import cloudjar.api.ssm.CreateAssociationBatchResult;
import cloudjar.api.ssm.CreateAssociationRequest;
import cloudjar.api.ssm.CreateAssociationResult;
import cloudjar.api.ssm.DeleteAssociationRequest;
import cloudjar.api.ssm.DeleteAssociationResult;
import cloudjar.api.ssm.DescribeAssociationExecutionTargetsRequest;
import cloudjar.api.ssm.DescribeAssociationExecutionTargetsResult;
import cloudjar.api.ssm.DescribeAssociationExecutionsRequest;
import cloudjar.api.ssm.DescribeAssociationExecutionsResult;
import cloudjar.api.ssm.DescribeAssociationRequest;
import cloudjar.api.ssm.DescribeAssociationResult;
import cloudjar.api.ssm.DescribeEffectiveInstanceAssociationsRequest;
import cloudjar.api.ssm.DescribeEffectiveInstanceAssociationsResult;
import cloudjar.api.ssm.DescribeInstanceAssociationsStatusRequest;
import cloudjar.api.ssm.DescribeInstanceAssociationsStatusResult;
import cloudjar.api.ssm.FailedCreateAssociation;
import cloudjar.api.ssm.ListAssociationVersionsRequest;
import cloudjar.api.ssm.ListAssociationVersionsResult;
import cloudjar.api.ssm.ListAssociationsRequest;
import cloudjar.api.ssm.ListAssociationsResult;
import cloudjar.api.ssm.StartAssociationsOnceRequest;
import cloudjar.api.ssm.StartAssociationsOnceResult;
import cloudjar.api.ssm.UpdateAssociationRequest;
import cloudjar.api.ssm.UpdateAssociationResult;
import cloudjar.api.ssm.UpdateAssociationStatusRequest;
import cloudjar.api.ssm.UpdateAssociationStatusResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Associations of State Manager. */
final class AssociationOperations implements Associations {
    private static final int PAGE = 50;

    private final AssociationExecutionOperations executions = new AssociationExecutionOperations();

    @Override
    public CreateAssociationResult createAssociation(CreateAssociationRequest in, Call call) {
        return CreateAssociationResult.builder()
                .associationDescription(create(in, Tagging.added(Map.of(), in.tags()), call))
                .build();
    }

    private static AssociationDescription create(Structure in, Map<String, String> tags, Call call) {
        AssociationDescription shown = Members.shared(
                        in, AssociationDescription.builder().build())
                .toBuilder()
                .associationId(call.world().ids().uuid())
                .associationVersion("1")
                .date(call.time())
                .lastUpdateAssociationDate(call.time())
                .overview(AssociationOverview.builder()
                        .status_(AssociationRuns.PENDING)
                        .detailedStatus("Creating")
                        .build())
                .build();
        AssociationDescription whole = filled(shown);
        boolean unused = call.write(tx -> {
            AssociationTables tables = AssociationTables.in(call.scope());
            long most = SsmLimits.ASSOCIATIONS_MAX.current();
            if (tables.associations.count(tx, Range.all().limit((int) most)) >= most) {
                throw AutomationErrors.tooManyAssociations(most);
            }
            boolean automation = AssociationForms.check(tx, whole, call);
            keep(tx, new StoredAssociation(whole, call.time(), automation, tags), call);
            return true;
        });
        return whole;
    }

    private static AssociationDescription filled(AssociationDescription shown) {
        return shown.toBuilder()
                .documentVersion(Objects.requireNonNullElse(shown.documentVersion(), "$DEFAULT"))
                .applyOnlyAtCronInterval(Boolean.TRUE.equals(shown.applyOnlyAtCronInterval()))
                .syncCompliance(Objects.requireNonNullElse(shown.syncCompliance(), "AUTO"))
                .build();
    }

    /** Keeps an association with its new version, and lets it run. */
    private static void keep(Tx tx, StoredAssociation association, Call call) {
        AssociationTables tables = AssociationTables.in(call.scope());
        tables.associations.put(tx, association.id(), association);
        tables.versions.put(
                tx,
                new VersionKey(association.id(), association.version()),
                Members.shared(
                                association.shown(),
                                AssociationVersionInfo.builder().build())
                        .toBuilder()
                        .createdDate(call.time())
                        .build());
        AssociationRuns.arm(tx, call.scope(), association, call.time());
        boolean waits = Boolean.TRUE.equals(association.shown().applyOnlyAtCronInterval())
                && association.shown().scheduleExpression() != null;
        if (!waits) {
            tx.at(call.time(), AssociationRuns.timer(AssociationRuns.ONCE, call.scope(), association.id()));
        }
    }

    @Override
    public CreateAssociationBatchResult createAssociationBatch(CreateAssociationBatchRequest in, Call call) {
        List<AssociationDescription> good = new ArrayList<>();
        List<FailedCreateAssociation> bad = new ArrayList<>();
        for (CreateAssociationBatchRequestEntry entry : in.entries()) {
            try {
                good.add(create(entry, Map.of(), call));
            } catch (ApiException e) {
                bad.add(FailedCreateAssociation.builder()
                        .entry(entry)
                        .message(e.getMessage())
                        .fault("Client")
                        .build());
            }
        }
        return CreateAssociationBatchResult.builder()
                .successful(good)
                .failed(bad)
                .build();
    }

    /** AWS takes what is not said for taken away: only the name stays. */
    @Override
    public UpdateAssociationResult updateAssociation(UpdateAssociationRequest in, Call call) {
        return call.write(tx -> {
            StoredAssociation before = AssociationLookup.association(tx, in.associationId(), call);
            if (in.associationVersion() != null
                    && !in.associationVersion().equals("$LATEST")
                    && !in.associationVersion().equals(before.shown().associationVersion())) {
                throw AutomationErrors.associationVersion("Only the latest version of an association can be updated.");
            }
            if (before.version() >= SsmLimits.ASSOCIATION_VERSIONS_MAX.current()) {
                throw AutomationErrors.tooManyAssociationVersions();
            }
            AssociationDescription base = AssociationDescription.builder()
                    .associationId(before.id())
                    .name(before.shown().name())
                    .date(before.shown().date())
                    .overview(before.shown().overview())
                    .lastExecutionDate(before.shown().lastExecutionDate())
                    .lastSuccessfulExecutionDate(before.shown().lastSuccessfulExecutionDate())
                    .build();
            AssociationDescription after = filled(Members.shared(in, base).toBuilder()
                    .associationVersion(Long.toString(before.version() + 1))
                    .lastUpdateAssociationDate(call.time())
                    .build());
            boolean automation = AssociationForms.check(tx, after, call);
            boolean same = Objects.equals(before.shown().scheduleExpression(), after.scheduleExpression());
            keep(
                    tx,
                    new StoredAssociation(after, same ? before.scheduled() : call.time(), automation, before.tags()),
                    call);
            return UpdateAssociationResult.builder()
                    .associationDescription(after)
                    .build();
        });
    }

    @Override
    public UpdateAssociationStatusResult updateAssociationStatus(UpdateAssociationStatusRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }

    @Override
    public DeleteAssociationResult deleteAssociation(DeleteAssociationRequest in, Call call) {
        return call.write(tx -> {
            StoredAssociation association =
                    AssociationLookup.named(tx, in.associationId(), in.name(), in.instanceId(), call);
            AssociationTables tables = AssociationTables.in(call.scope());
            tables.associations.delete(tx, association.id());
            tables.versions.deleteRange(tx, Range.prefix(Key.of(association.id())));
            tx.cancel(
                    AssociationRuns.SCHEDULE,
                    AssociationRuns.timer(AssociationRuns.SCHEDULE, call.scope(), association.id())
                            .id());
            return DeleteAssociationResult.of();
        });
    }

    @Override
    public DescribeAssociationResult describeAssociation(DescribeAssociationRequest in, Call call) {
        return call.read(snapshot -> {
            StoredAssociation association =
                    AssociationLookup.named(snapshot, in.associationId(), in.name(), in.instanceId(), call);
            String version = in.associationVersion();
            AssociationDescription shown = association.shown();
            if (version != null && !version.equals("$LATEST") && !version.equals(shown.associationVersion())) {
                shown = Members.shared(
                        AssociationLookup.version(snapshot, association, version, call),
                        AssociationDescription.builder()
                                .date(shown.date())
                                .overview(shown.overview())
                                .build());
            }
            return DescribeAssociationResult.builder()
                    .associationDescription(shown)
                    .build();
        });
    }

    @Override
    public ListAssociationVersionsResult listAssociationVersions(ListAssociationVersionsRequest in, Call call) {
        return WindowLookup.paged(
                call,
                snapshot -> {
                    StoredAssociation association = AssociationLookup.association(snapshot, in.associationId(), call);
                    return AssociationTables.in(call.scope())
                            .versions
                            .page(
                                    snapshot,
                                    Range.prefix(Key.of(association.id())).reversed(),
                                    WindowLookup.limit(in.maxResults(), PAGE),
                                    in.nextToken(),
                                    "ListAssociationVersions");
                },
                page -> ListAssociationVersionsResult.builder()
                        .associationVersions(
                                page.items().stream().map(Row::value).toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    @Override
    public ListAssociationsResult listAssociations(ListAssociationsRequest in, Call call) {
        return WindowLookup.paged(
                call,
                snapshot -> AssociationTables.in(call.scope())
                        .associations
                        .page(
                                snapshot,
                                Range.all(),
                                WindowLookup.limit(in.maxResults(), PAGE),
                                in.nextToken(),
                                "ListAssociations " + in.associationFilterList(),
                                row -> in.associationFilterList().stream()
                                        .allMatch(filter ->
                                                holds(filter, row.value().shown()))),
                page -> ListAssociationsResult.builder()
                        .associations(page.items().stream()
                                .map(row -> Members.shared(
                                        row.value().shown(),
                                        Association.builder().build()))
                                .toList())
                        .nextToken(page.next().orElse(null))
                        .build());
    }

    private static boolean holds(AssociationFilter filter, AssociationDescription shown) {
        String value = filter.value();
        return switch (filter.key()) {
            case "Name" -> value.equals(shown.name());
            case "AssociationId" -> value.equals(shown.associationId());
            case "AssociationName" -> value.equals(shown.associationName());
            case "AssociationStatusName" ->
                shown.overview() != null && value.equals(shown.overview().status_());
            case "LastExecutedBefore" ->
                shown.lastExecutionDate() != null && shown.lastExecutionDate().isBefore(time(value));
            case "LastExecutedAfter" ->
                shown.lastExecutionDate() != null && shown.lastExecutionDate().isAfter(time(value));
            case "ResourceGroupName" ->
                shown.targets().stream()
                        .anyMatch(target -> "resource-groups:Name".equals(target.key())
                                && target.values().contains(value));
            default -> value.equals(shown.instanceId());
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw SsmErrors.validation("Not a time such as 2024-01-01T00:00:00Z: " + text);
        }
    }

    @Override
    public StartAssociationsOnceResult startAssociationsOnce(StartAssociationsOnceRequest in, Call call) {
        boolean unused = call.write(tx -> {
            for (String id : in.associationIds()) {
                StoredAssociation association = AssociationLookup.association(tx, id, call);
                tx.at(call.time(), AssociationRuns.timer(AssociationRuns.ONCE, call.scope(), association.id()));
            }
            return true;
        });
        return StartAssociationsOnceResult.of();
    }

    @Override
    public DescribeAssociationExecutionsResult describeAssociationExecutions(
            DescribeAssociationExecutionsRequest in, Call call) {
        return executions.list(in, call);
    }

    @Override
    public DescribeAssociationExecutionTargetsResult describeAssociationExecutionTargets(
            DescribeAssociationExecutionTargetsRequest in, Call call) {
        return executions.targets(in, call);
    }

    @Override
    public DescribeEffectiveInstanceAssociationsResult describeEffectiveInstanceAssociations(
            DescribeEffectiveInstanceAssociationsRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }

    @Override
    public DescribeInstanceAssociationsStatusResult describeInstanceAssociationsStatus(
            DescribeInstanceAssociationsStatusRequest in, Call call) {
        throw SsmErrors.instances(List.of(in.instanceId()), call.account());
    }
}
