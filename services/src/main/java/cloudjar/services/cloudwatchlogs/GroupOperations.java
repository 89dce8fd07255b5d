package cloudjar.services.cloudwatchlogs;

import cloudjar.api.cloudwatchlogs.AssociateKmsKeyRequest;
import cloudjar.api.cloudwatchlogs.AssociateKmsKeyResponse;
import cloudjar.api.cloudwatchlogs.CreateLogGroupRequest;
import cloudjar.api.cloudwatchlogs.CreateLogGroupResponse;
import cloudjar.api.cloudwatchlogs.DeleteLogGroupRequest;
import cloudjar.api.cloudwatchlogs.DeleteLogGroupResponse;
import cloudjar.api.cloudwatchlogs.DeleteRetentionPolicyRequest;
import cloudjar.api.cloudwatchlogs.DeleteRetentionPolicyResponse;
import cloudjar.api.cloudwatchlogs.DescribeLogGroupsRequest;
import cloudjar.api.cloudwatchlogs.DescribeLogGroupsResponse;
import cloudjar.api.cloudwatchlogs.DisassociateKmsKeyRequest;
import cloudjar.api.cloudwatchlogs.DisassociateKmsKeyResponse;
import cloudjar.api.cloudwatchlogs.ListLogGroupsRequest;
import cloudjar.api.cloudwatchlogs.ListLogGroupsResponse;
import cloudjar.api.cloudwatchlogs.LogGroup;
import cloudjar.api.cloudwatchlogs.LogGroupSummary;
import cloudjar.api.cloudwatchlogs.LogGroups;
import cloudjar.api.cloudwatchlogs.PutLogGroupDeletionProtectionRequest;
import cloudjar.api.cloudwatchlogs.PutLogGroupDeletionProtectionResponse;
import cloudjar.api.cloudwatchlogs.PutRetentionPolicyRequest;
import cloudjar.api.cloudwatchlogs.PutRetentionPolicyResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with groups. */
final class GroupOperations implements LogGroups {
    private static final Set<Integer> RETENTION_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LimitProfile limits;
    private final GroupKeys keys;

    GroupOperations(LimitProfile limits, GroupKeys keys) {
        this.limits = limits;
        this.keys = keys;
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest in, Call call) {
        String name = in.logGroupName();
        if (name.toLowerCase(Locale.ROOT).startsWith("aws/")) {
            throw LogsErrors.reservedName();
        }
        Tags.check(in.tags(), limits);
        Group group = new Group(
                call.account(),
                call.region(),
                name,
                call.time(),
                0,
                in.kmsKeyId(),
                Objects.requireNonNullElse(in.logGroupClass(), Group.STANDARD),
                Boolean.TRUE.equals(in.deletionProtectionEnabled()),
                in.tags(),
                null);
        if (group.key() != null) {
            keys.check(group, group.key(), call);
        }
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            if (tables.groups.contains(tx, name)) {
                throw LogsErrors.groupExists();
            }
            int most = LogsLimits.GROUPS.intIn(limits);
            if (tables.groups.count(tx, Range.all().limit(most)) >= most) {
                throw LogsErrors.limit();
            }
            tables.groups.put(tx, name, group);
            return true;
        });
        return CreateLogGroupResponse.of();
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            Group group = tables.group(tx, in.logGroupName());
            if (group.guarded()) {
                throw LogsErrors.guarded(group.name());
            }
            Range parts = Range.prefix(Key.of(group.name()));
            for (Stream stream : tables.streams.rows(tx, parts).values()) {
                tx.at(call.time(), LogsTimers.clear(call, stream));
            }
            tables.streams.deleteRange(tx, parts);
            tables.deleteParts(tx, parts);
            tables.bytes.clear(tx, group.name());
            tx.cancel(LogsTimers.RETENTION, LogsTimers.retention(group).id());
            return tables.groups.delete(tx, group.name());
        });
        return DeleteLogGroupResponse.of();
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest in, Call call) {
        String prefix = in.logGroupNamePrefix();
        String pattern = in.logGroupNamePattern();
        if (prefix != null && pattern != null) {
            throw LogsErrors.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        LogsTables tables = LogsTables.of(call);
        String query = "DescribeLogGroups " + prefix + " " + pattern + " " + in.logGroupClass();
        // With a pattern AWS leaves out what it would have to look up (recorded:
        // test_describe_log_groups_with_pattern).
        return call.read(snapshot -> {
            Page<LogGroup> page = Paging.page(() -> tables.groups.page(
                            snapshot,
                            prefix == null ? Range.all() : Range.between(Key.of(prefix), Key.LAST),
                            Paging.limit(in.limit()),
                            in.nextToken(),
                            query,
                            row -> matches(row.value(), prefix, pattern, in.logGroupClass())))
                    .map(row -> shown(snapshot, tables, row.value(), pattern == null));
            return DescribeLogGroupsResponse.builder()
                    .logGroups(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    private static boolean matches(
            Group group, @Nullable String prefix, @Nullable String pattern, @Nullable String logClass) {
        return Paging.begins(group.name(), prefix)
                && (pattern == null || group.name().toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT)))
                && (logClass == null || group.logClass().equals(logClass));
    }

    private static LogGroup shown(Snapshot snapshot, LogsTables tables, Group group, boolean whole) {
        LogGroup.Builder shown = LogGroup.builder()
                .logGroupName(group.name())
                .creationTime(group.created().toEpochMilli())
                .retentionInDays(group.retentionDays() == 0 ? null : group.retentionDays())
                .metricFilterCount(tables.metricFilterCount(snapshot, group.name()))
                .arn(group.arn() + ":*")
                .logGroupArn(group.arn())
                .kmsKeyId(group.key())
                .dataProtectionStatus(
                        group.protection() == null ? null : group.protection().status())
                .logGroupClass(group.logClass());
        if (whole) {
            shown.storedBytes(tables.bytes.get(snapshot, group.name())).deletionProtectionEnabled(group.guarded());
        }
        return shown.build();
    }

    @Override
    public ListLogGroupsResponse listLogGroups(ListLogGroupsRequest in, Call call) {
        LogsTables tables = LogsTables.of(call);
        String pattern = in.logGroupNamePattern();
        String query = "ListLogGroups " + pattern + " " + in.logGroupClass();
        Page<LogGroupSummary> page = call.read(snapshot -> Paging.page(() -> tables.groups.page(
                        snapshot,
                        Range.all(),
                        Paging.limit(in.limit()),
                        in.nextToken(),
                        query,
                        row -> matches(row.value(), null, pattern, in.logGroupClass())))
                .map(row -> summary(row)));
        return ListLogGroupsResponse.builder()
                .logGroups(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static LogGroupSummary summary(Row<String, Group> row) {
        return LogGroupSummary.builder()
                .logGroupName(row.key())
                .logGroupArn(row.value().arn())
                .logGroupClass(row.value().logClass())
                .build();
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest in, Call call) {
        if (!RETENTION_DAYS.contains(in.retentionInDays())) {
            throw LogsErrors.invalid(
                    "Invalid retention value. Valid values are: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400,"
                            + " 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]");
        }
        change(in.logGroupName(), call, (tx, group) -> {
            tx.at(call.time(), LogsTimers.retention(group));
            return group.withRetention(in.retentionInDays());
        });
        return PutRetentionPolicyResponse.of();
    }

    @Override
    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest in, Call call) {
        change(in.logGroupName(), call, (tx, group) -> {
            tx.cancel(LogsTimers.RETENTION, LogsTimers.retention(group).id());
            return group.withRetention(0);
        });
        return DeleteRetentionPolicyResponse.of();
    }

    @Override
    public PutLogGroupDeletionProtectionResponse putLogGroupDeletionProtection(
            PutLogGroupDeletionProtectionRequest in, Call call) {
        change(
                GroupName.own(in.logGroupIdentifier(), call),
                call,
                (_, group) -> group.withGuard(in.deletionProtectionEnabled()));
        return PutLogGroupDeletionProtectionResponse.of();
    }

    @Override
    public AssociateKmsKeyResponse associateKmsKey(AssociateKmsKeyRequest in, Call call) {
        String name = keyed(in.logGroupName(), in.resourceIdentifier(), call);
        Group before = call.read(snapshot -> LogsTables.of(call).group(snapshot, name));
        keys.check(before, in.kmsKeyId(), call);
        change(name, call, (_, group) -> group.withKey(in.kmsKeyId()));
        return AssociateKmsKeyResponse.of();
    }

    @Override
    public DisassociateKmsKeyResponse disassociateKmsKey(DisassociateKmsKeyRequest in, Call call) {
        change(keyed(in.logGroupName(), in.resourceIdentifier(), call), call, (_, group) -> group.withKey(null));
        return DisassociateKmsKeyResponse.of();
    }

    private static String keyed(@Nullable String name, @Nullable String resource, Call call) {
        if ((name == null) == (resource == null)) {
            throw LogsErrors.invalid("Exactly one of logGroupName and resourceIdentifier must be given.");
        }
        return name != null ? name : GroupName.own(Objects.requireNonNull(resource), call);
    }

    /** A change of a group. */
    @FunctionalInterface
    private interface Change {
        Group apply(Tx tx, Group group);
    }

    private static void change(String name, Call call, Change change) {
        LogsTables tables = LogsTables.of(call);
        boolean unused = call.write(tx -> {
            tables.groups.put(tx, name, change.apply(tx, tables.group(tx, name)));
            return true;
        });
    }
}
