package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.InsightRule;
import cloudjar.api.cloudwatch.ListManagedInsightRulesInput;
import cloudjar.api.cloudwatch.ListManagedInsightRulesOutput;
import cloudjar.api.cloudwatch.ManagedRule;
import cloudjar.api.cloudwatch.ManagedRuleDescription;
import cloudjar.api.cloudwatch.ManagedRuleState;
import cloudjar.api.cloudwatch.PartialFailure;
import cloudjar.api.cloudwatch.PutManagedInsightRulesInput;
import cloudjar.api.cloudwatch.PutManagedInsightRulesOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.tenancy.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rules of Contributor Insights that AWS keeps for resources: those of endpoint services are the ones that are documented.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html">Built-in rules of endpoint
 *     services</a>
 */
final class ManagedInsightRules {
    private static final List<String> TEMPLATES = List.of(
            "VpcEndpointService-ActiveConnectionsByEndpointId-v1",
            "VpcEndpointService-BytesByEndpointId-v1",
            "VpcEndpointService-NewConnectionsByEndpointId-v1",
            "VpcEndpointService-RstPacketsByEndpointId-v1");
    private static final String ENDPOINT_SERVICE = "vpc-endpoint-service/";
    private static final int LISTED_MAX = 100;

    private final LimitProfile limits;

    ManagedInsightRules(LimitProfile limits) {
        this.limits = limits;
    }

    private static Arn resource(String arn) {
        return Arn.parse(arn)
                .filter(parsed ->
                        parsed.service().equals("ec2") && parsed.resource().startsWith(ENDPOINT_SERVICE))
                .orElseThrow(() -> CloudWatchErrors.value("There are no managed rules for the resource " + arn + "."));
    }

    private static String name(String template, Arn resource) {
        return template + "-" + resource.resource().substring(ENDPOINT_SERVICE.length());
    }

    PutManagedInsightRulesOutput put(PutManagedInsightRulesInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        List<PartialFailure> failures = call.write(tx -> {
            List<PartialFailure> failed = new ArrayList<>();
            for (ManagedRule asked : in.managedRules()) {
                Arn resource = resource(asked.resourceARN());
                String name = name(asked.templateName(), resource);
                if (!TEMPLATES.contains(asked.templateName())) {
                    failed.add(PartialFailure.builder()
                            .failureResource(asked.templateName())
                            .exceptionType("InvalidParameterValueException")
                            .failureCode("400")
                            .failureDescription("There is no such template for the resource.")
                            .build());
                    continue;
                }
                InsightRule before = tables.insightRules.get(tx, name).orElse(null);
                tables.insightRules.put(tx, name, rule(name, asked));
                if (before == null) {
                    String arn = call.arn("cloudwatch", "insight-rule/" + name).toString();
                    Tags.set(tx, tables, arn, asked.tags(), limits);
                }
            }
            return failed;
        });
        return PutManagedInsightRulesOutput.builder().failures(failures).build();
    }

    private static InsightRule rule(String name, ManagedRule asked) {
        return InsightRule.builder()
                .name(name)
                .state("ENABLED")
                .schema_("{\"Name\" : \"ServiceLogRule\", \"Version\" : 1}")
                .definition(Json.write(Map.of(
                        "TemplateName", asked.templateName(),
                        "ResourceARN", asked.resourceARN())))
                .managedRule(true)
                .applyOnTransformedLogs(false)
                .build();
    }

    ListManagedInsightRulesOutput list(ListManagedInsightRulesInput in, Call call) {
        Arn resource = resource(in.resourceARN());
        int from = in.nextToken() == null ? 0 : TEMPLATES.indexOf(in.nextToken());
        if (from < 0) {
            throw CloudWatchErrors.token();
        }
        int to = Math.min(TEMPLATES.size(), from + Objects.requireNonNullElse(in.maxResults(), LISTED_MAX));
        CloudWatchTables tables = CloudWatchTables.of(call);
        List<ManagedRuleDescription> rules = call.read(snapshot -> {
            List<ManagedRuleDescription> found = new ArrayList<>();
            for (String template : TEMPLATES.subList(from, to)) {
                InsightRule rule = tables.insightRules
                        .get(snapshot, name(template, resource))
                        .orElse(null);
                found.add(ManagedRuleDescription.builder()
                        .templateName(template)
                        .resourceARN(rule == null ? null : in.resourceARN())
                        .ruleState(
                                rule == null
                                        ? null
                                        : ManagedRuleState.builder()
                                                .ruleName(rule.name())
                                                .state(rule.state())
                                                .build())
                        .build());
            }
            return found;
        });
        return ListManagedInsightRulesOutput.builder()
                .managedRules(rules)
                .nextToken(to < TEMPLATES.size() ? TEMPLATES.get(to) : null)
                .build();
    }
}
