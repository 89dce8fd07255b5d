package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.DeleteInsightRulesInput;
import cloudjar.api.cloudwatch.DeleteInsightRulesOutput;
import cloudjar.api.cloudwatch.DescribeInsightRulesInput;
import cloudjar.api.cloudwatch.DescribeInsightRulesOutput;
import cloudjar.api.cloudwatch.DisableInsightRulesInput;
import cloudjar.api.cloudwatch.DisableInsightRulesOutput;
import cloudjar.api.cloudwatch.EnableInsightRulesInput;
import cloudjar.api.cloudwatch.EnableInsightRulesOutput;
import cloudjar.api.cloudwatch.GetInsightRuleReportInput;
import cloudjar.api.cloudwatch.GetInsightRuleReportOutput;
import cloudjar.api.cloudwatch.InsightRule;
import cloudjar.api.cloudwatch.InsightRules;
import cloudjar.api.cloudwatch.ListManagedInsightRulesInput;
import cloudjar.api.cloudwatch.ListManagedInsightRulesOutput;
import cloudjar.api.cloudwatch.PartialFailure;
import cloudjar.api.cloudwatch.PutInsightRuleInput;
import cloudjar.api.cloudwatch.PutInsightRuleOutput;
import cloudjar.api.cloudwatch.PutManagedInsightRulesInput;
import cloudjar.api.cloudwatch.PutManagedInsightRulesOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rules of Contributor Insights: what they say is counted when a report is asked for. */
final class InsightRuleOperations implements InsightRules {
    private static final int LISTED_MAX = 500;

    private final LimitProfile limits;
    private final Cloud cloud;
    private final ManagedInsightRules managed;

    InsightRuleOperations(LimitProfile limits, Cloud cloud) {
        this.limits = limits;
        this.cloud = cloud;
        this.managed = new ManagedInsightRules(limits);
    }

    private static String arn(Call call, String name) {
        return call.arn("cloudwatch", "insight-rule/" + name).toString();
    }

    @Override
    public PutInsightRuleOutput putInsightRule(PutInsightRuleInput in, Call call) {
        Map<String, Object> definition = Json.object(in.ruleDefinition())
                .orElseThrow(() -> CloudWatchErrors.value("The rule definition is not valid JSON."));
        if (!(definition.get("Schema") instanceof Map<?, ?> schema)) {
            throw CloudWatchErrors.value("The rule definition has no Schema.");
        }
        InsightRule rule = InsightRule.builder()
                .name(in.ruleName())
                .state(Objects.requireNonNullElse(in.ruleState(), "ENABLED"))
                .schema_("{\"Name\" : \"" + schema.get("Name") + "\", \"Version\" : " + schema.get("Version") + "}")
                .definition(in.ruleDefinition())
                .managedRule(false)
                .applyOnTransformedLogs(Objects.requireNonNullElse(in.applyOnTransformedLogs(), false))
                .build();
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            InsightRule before = tables.insightRules.get(tx, in.ruleName()).orElse(null);
            if (before != null && Boolean.TRUE.equals(before.managedRule())) {
                throw CloudWatchErrors.value("The rule " + in.ruleName() + " is managed and cannot be edited.");
            }
            tables.insightRules.put(tx, in.ruleName(), rule);
            if (before == null) {
                Tags.set(tx, tables, arn(call, in.ruleName()), in.tags(), limits);
            }
            return true;
        });
        return PutInsightRuleOutput.of();
    }

    @Override
    public DescribeInsightRulesOutput describeInsightRules(DescribeInsightRulesInput in, Call call) {
        int most = Objects.requireNonNullElse(in.maxResults(), LISTED_MAX);
        try {
            Page<InsightRule> page = call.read(snapshot -> CloudWatchTables.of(call)
                            .insightRules
                            .page(snapshot, Range.all(), most, in.nextToken(), "DescribeInsightRules"))
                    .map(Row::value);
            return DescribeInsightRulesOutput.builder()
                    .insightRules(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    @Override
    public DeleteInsightRulesOutput deleteInsightRules(DeleteInsightRulesInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        List<PartialFailure> failures = call.write(tx -> {
            List<PartialFailure> failed = new ArrayList<>();
            for (String name : in.ruleNames()) {
                tables.tags.delete(tx, arn(call, name));
                if (!tables.insightRules.delete(tx, name)) {
                    failed.add(failure(name));
                }
            }
            return failed;
        });
        return DeleteInsightRulesOutput.builder().failures(failures).build();
    }

    private static PartialFailure failure(String name) {
        return PartialFailure.builder()
                .failureResource(name)
                .exceptionType("ResourceNotFoundException")
                .failureCode("404")
                .failureDescription("The rule does not exist.")
                .build();
    }

    @Override
    public EnableInsightRulesOutput enableInsightRules(EnableInsightRulesInput in, Call call) {
        return EnableInsightRulesOutput.builder()
                .failures(set(in.ruleNames(), "ENABLED", call))
                .build();
    }

    @Override
    public DisableInsightRulesOutput disableInsightRules(DisableInsightRulesInput in, Call call) {
        return DisableInsightRulesOutput.builder()
                .failures(set(in.ruleNames(), "DISABLED", call))
                .build();
    }

    private static List<PartialFailure> set(List<String> names, String state, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        return call.write(tx -> {
            List<PartialFailure> failed = new ArrayList<>();
            for (String name : names) {
                InsightRule rule = tables.insightRules.get(tx, name).orElse(null);
                if (rule == null) {
                    failed.add(failure(name));
                } else {
                    tables.insightRules.put(
                            tx, name, rule.toBuilder().state(state).build());
                }
            }
            return failed;
        });
    }

    @Override
    public GetInsightRuleReportOutput getInsightRuleReport(GetInsightRuleReportInput in, Call call) {
        if (!in.startTime().isBefore(in.endTime())) {
            throw CloudWatchErrors.times();
        }
        InsightRule rule = call.read(
                        snapshot -> CloudWatchTables.of(call).insightRules.get(snapshot, in.ruleName()))
                .orElseThrow(() -> CloudWatchErrors.notFound("InsightRule", in.ruleName()));
        if (Boolean.TRUE.equals(rule.managedRule())) {
            throw NotImplemented.of("cloudwatch", "GetInsightRuleReport of managed rules");
        }
        return new InsightReport(ContributionRule.parse(Objects.requireNonNull(rule.definition())), in)
                .read(cloud, call);
    }

    @Override
    public PutManagedInsightRulesOutput putManagedInsightRules(PutManagedInsightRulesInput in, Call call) {
        return managed.put(in, call);
    }

    @Override
    public ListManagedInsightRulesOutput listManagedInsightRules(ListManagedInsightRulesInput in, Call call) {
        return managed.list(in, call);
    }
}
