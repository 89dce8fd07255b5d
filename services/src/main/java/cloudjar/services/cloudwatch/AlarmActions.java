package cloudjar.services.cloudwatch;

import cloudjar.api.applicationautoscaling.ApplicationAutoScaling;
import cloudjar.api.applicationautoscaling.ExecuteScalingPolicyRequest;
import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.sns.PublishInput;
import cloudjar.api.sns.Sns;
import cloudjar.api.ssm.CreateOpsItemRequest;
import cloudjar.api.ssm.Ssm;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.Map;

/**
 * Does what alarms are to do when they change: tells topics, calls functions, makes OpsItems, has policies of Application Auto
 * Scaling carried out. Others are noted as failed.
 */
final class AlarmActions {
    private static final int SUBJECT_MAX = 100;

    private final Cloud cloud;

    AlarmActions(Cloud cloud) {
        this.cloud = cloud;
    }

    void fire(World world, Timer timer) {
        String[] parts = timer.id().split("/", 3);
        Map<String, Object> payload = Json.object(timer.payload().utf8()).orElseThrow();
        String alarm = String.valueOf(payload.get("alarm"));
        String action = String.valueOf(payload.get("action"));
        String message = String.valueOf(payload.get("message"));
        Instant now = world.clock().now();
        String problem;
        try {
            problem = act(action, message, alarm, call(world, parts[0], parts[1], alarm, now));
        } catch (ApiException e) {
            problem = e.code() + ": " + e.getMessage();
        }
        if (Boolean.TRUE.equals(payload.get("again")) && problem.isEmpty()) {
            return;
        }
        String summary = problem.isEmpty()
                ? "Successfully executed action " + action
                : "Failed to execute action " + action + ". Received error: \"" + problem + "\"";
        CloudWatchTables tables = CloudWatchTables.in(parts[0], parts[1]);
        boolean unused = world.store().write(tx -> {
            String type = tables.composites.contains(tx, alarm) ? "CompositeAlarm" : "MetricAlarm";
            AlarmHistory.add(
                    tx,
                    tables,
                    AlarmHistory.item(alarm, type, now)
                            .historyItemType("Action")
                            .historySummary(summary)
                            .historyData(message)
                            .build());
            return true;
        });
    }

    /** Does it; says what the problem is, empty where there is none. */
    private String act(String action, String message, String alarm, Call call) {
        Arn arn = Arn.parse(action).orElse(null);
        if (arn == null) {
            return "not an ARN";
        }
        switch (arn.service()) {
            case "sns" -> {
                Map<String, Object> told = Json.object(message).orElse(Map.of());
                String subject =
                        told.get("NewStateValue") + ": \"" + alarm + "\" in " + AlarmMessages.region(call.region());
                var unused = cloud.client(Sns.API)
                        .publish(
                                PublishInput.builder()
                                        .topicArn(action)
                                        .subject(
                                                subject.length() > SUBJECT_MAX
                                                        ? subject.substring(0, SUBJECT_MAX)
                                                        : subject)
                                        .message(message)
                                        .build(),
                                call.in(arn.account(), arn.region()));
                return "";
            }
            case "lambda" -> {
                var unused = cloud.client(Lambda.API)
                        .invoke(
                                InvocationRequest.builder()
                                        .functionName(action)
                                        .invocationType(InvocationType.EVENT)
                                        .payload(Bytes.ofUtf8(message))
                                        .build(),
                                call.as(asAlarms(call)).in(arn.account(), arn.region()));
                return "";
            }
            case "ssm" -> {
                item(arn, message, alarm, call);
                return "";
            }
            case "autoscaling" -> {
                scale(arn, action, alarm, call);
                return "";
            }
            default -> throw notThere(arn);
        }
    }

    /** Policies of Application Auto Scaling have the resource that they scale in their ARNs. */
    private void scale(Arn arn, String action, String alarm, Call call) {
        if (!arn.resource().startsWith("scalingPolicy:") || !arn.resource().contains(":resource/")) {
            throw NotImplemented.of("autoscaling", "ExecutePolicy");
        }
        var unused = cloud.client(ApplicationAutoScaling.API)
                .executeScalingPolicy(
                        ExecuteScalingPolicyRequest.builder()
                                .policyARN(action)
                                .alarmName(alarm)
                                .build(),
                        call);
    }

    /** An OpsItem: its severity and, behind a sign, its category end the ARN (User Guide, Using Amazon CloudWatch alarms). */
    private void item(Arn arn, String message, String alarm, Call call) {
        String resource = arn.resource();
        String kind = resource.substring(resource.indexOf(':') + 1);
        int sign = kind.indexOf("#CATEGORY=");
        var unused = cloud.client(Ssm.API)
                .createOpsItem(
                        CreateOpsItemRequest.builder()
                                .title("CloudWatch alarm - '" + alarm + "' is in ALARM state")
                                .description(message)
                                .source("CloudWatch Alarm")
                                .severity(sign < 0 ? kind : kind.substring(0, sign))
                                .category(sign < 0 ? null : kind.substring(sign + "#CATEGORY=".length()))
                                .build(),
                        call.in(arn.account(), arn.region()));
    }

    /** Says of services that there are not yet what they would be called for. */
    private static ApiException notThere(Arn arn) {
        return switch (arn.service()) {
            case "automate", "swf" -> {
                String resource = arn.resource();
                String what =
                        resource.substring(resource.lastIndexOf(arn.service().equals("swf") ? '.' : ':') + 1);
                yield NotImplemented.of("ec2", "alarm action " + what);
            }
            default -> NotImplemented.of(arn.service(), "alarm actions");
        };
    }

    private static Call call(World world, String account, String region, String alarm, Instant now) {
        Arn source = Arn.of("cloudwatch", region, account, "alarm:" + alarm);
        Principal.Service service = Principal.Service.actingFor("cloudwatch.amazonaws.com", source, account);
        return Call.own(world, new Scope(account, region), service, now);
    }

    /** Functions know alarms by a principal of their own (User Guide, Invoke a Lambda function from an alarm). */
    private static Principal asAlarms(Call call) {
        return call.principal() instanceof Principal.Service service
                ? new Principal.Service("lambda.alarms.cloudwatch.amazonaws.com", service.source())
                : call.principal();
    }
}
