package cloudjar.services.ssm;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import java.util.List;

/**
 * What operations of Systems Manager need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Actions of AWS
 *     Systems Manager</a>
 */
final class SsmIam {
    static final AccessRules RULES = AccessRules.of("ssm")
            .usually(Locator.NONE)
            .on(
                    "PutParameter",
                    Rule.need("ssm:PutParameter", SsmIam::parameter)
                            .and(Rule.need("ssm:AddTagsToResource", SsmIam::parameter)
                                    .when(asked -> asked.has("Tags"))))
            .on(
                    SsmIam::parameter,
                    "GetParameter",
                    "GetParameterHistory",
                    "DeleteParameter",
                    "LabelParameterVersion",
                    "UnlabelParameterVersion")
            .on("GetParameters", Rule.needEach("ssm:GetParameters", SsmIam::parameters))
            .on("DeleteParameters", Rule.needEach("ssm:DeleteParameters", SsmIam::parameters))
            .on(
                    "GetParametersByPath",
                    Rule.need("ssm:GetParametersByPath", asked -> arn(asked, asked.textOrEmpty("Path"))))
            .on(SsmIam::tagged, "AddTagsToResource", "RemoveTagsFromResource", "ListTagsForResource")
            .on(
                    asked -> asked.textOrEmpty("ResourceArn"),
                    "PutResourcePolicy",
                    "GetResourcePolicies",
                    "DeleteResourcePolicy")
            .on("GetCalendarState", Rule.needEach("ssm:GetCalendarState", SsmIam::calendars))
            .on(SsmIam::setting, "GetServiceSetting", "UpdateServiceSetting", "ResetServiceSetting")
            .on(
                    asked -> document(asked, "Name"),
                    "CreateDocument",
                    "GetDocument",
                    "DescribeDocument",
                    "UpdateDocument",
                    "UpdateDocumentDefaultVersion",
                    "UpdateDocumentMetadata",
                    "ListDocumentMetadataHistory",
                    "ListDocumentVersions",
                    "DeleteDocument",
                    "DescribeDocumentPermission",
                    "ModifyDocumentPermission")
            .on(
                    "SendCommand",
                    Rule.need("ssm:SendCommand", asked -> document(asked, "DocumentName"))
                            .and(Rule.needEach("ssm:SendCommand", SsmIam::instances)))
            // Windows, and what runs in them, start both for their owners.
            .amongServices("SendCommand", "StartAutomationExecution")
            .on(
                    asked -> asked.arn("ssm", "maintenancewindow/" + asked.textOrEmpty("WindowId")),
                    "GetMaintenanceWindow",
                    "UpdateMaintenanceWindow",
                    "DeleteMaintenanceWindow",
                    "RegisterTargetWithMaintenanceWindow",
                    "UpdateMaintenanceWindowTarget",
                    "DeregisterTargetFromMaintenanceWindow",
                    "DescribeMaintenanceWindowTargets",
                    "RegisterTaskWithMaintenanceWindow",
                    "GetMaintenanceWindowTask",
                    "UpdateMaintenanceWindowTask",
                    "DeregisterTaskFromMaintenanceWindow",
                    "DescribeMaintenanceWindowTasks",
                    "DescribeMaintenanceWindowExecutions")
            .on(
                    asked -> asked.arn(
                            "ssm",
                            "automation-definition/" + asked.textOrEmpty("DocumentName") + ":"
                                    + (asked.has("DocumentVersion")
                                            ? asked.textOrEmpty("DocumentVersion")
                                            : "$DEFAULT")),
                    "StartAutomationExecution",
                    "StartChangeRequestExecution")
            .on(
                    asked -> asked.arn("ssm", "automation-execution/" + asked.textOrEmpty("AutomationExecutionId")),
                    "GetAutomationExecution",
                    "StopAutomationExecution",
                    "SendAutomationSignal")
            .on(
                    asked -> asked.arn("ssm", "association/" + asked.textOrEmpty("AssociationId")),
                    "UpdateAssociation",
                    "DeleteAssociation",
                    "DescribeAssociation",
                    "ListAssociationVersions",
                    "DescribeAssociationExecutions",
                    "DescribeAssociationExecutionTargets")
            .on(asked -> document(asked, "Name"), "CreateAssociation")
            .on("StartSession", Rule.need("ssm:StartSession", asked -> instance(asked, asked.textOrEmpty("Target"))))
            .on(
                    asked -> asked.arn("ssm", "session/" + asked.textOrEmpty("SessionId")),
                    "ResumeSession",
                    "TerminateSession")
            .on(
                    asked -> asked.arn("ssm", "managed-instance/" + asked.textOrEmpty("InstanceId")),
                    "DeregisterManagedInstance",
                    "UpdateManagedInstanceRole")
            .on(
                    SsmIam::baseline,
                    "DeletePatchBaseline",
                    "DeregisterPatchBaselineForPatchGroup",
                    "DescribeEffectivePatchesForPatchBaseline",
                    "GetPatchBaseline",
                    "RegisterDefaultPatchBaseline",
                    "RegisterPatchBaselineForPatchGroup",
                    "UpdatePatchBaseline")
            .on(
                    asked -> asked.arn("ssm", "opsitem/" + asked.textOrEmpty("OpsItemId")),
                    "AssociateOpsItemRelatedItem",
                    "DeleteOpsItem",
                    "DisassociateOpsItemRelatedItem",
                    "GetOpsItem",
                    "UpdateOpsItem")
            .on(
                    asked -> asked.textOrEmpty("OpsMetadataArn"),
                    "DeleteOpsMetadata",
                    "GetOpsMetadata",
                    "UpdateOpsMetadata")
            .on(
                    asked -> asked.arn("ssm", "resource-data-sync/" + asked.textOrEmpty("SyncName")),
                    "CreateResourceDataSync",
                    "DeleteResourceDataSync",
                    "UpdateResourceDataSync")
            .on("CreateOpsItem", taggedAtBirth("ssm:CreateOpsItem", "opsitem/*"))
            .on("CreateOpsMetadata", taggedAtBirth("ssm:CreateOpsMetadata", "opsmetadata/*"))
            // Alarms make OpsItems by the service-linked role AWSServiceRoleForCloudWatchAlarms_ActionSSM.
            .amongServices("CreateOpsItem")
            .on("CreatePatchBaseline", taggedAtBirth("ssm:CreatePatchBaseline", "patchbaseline/*"))
            .keys((asked, need, key) -> switch (key) {
                case "ssm:overwrite" ->
                    asked.has("Overwrite")
                            ? List.of(String.valueOf(asked.input().get("Overwrite")))
                            : List.of();
                case "ssm:recursive" ->
                    List.of(String.valueOf(Boolean.TRUE.equals(asked.input().get("Recursive"))));
                case "ssm:autoapprove" ->
                    asked.has("AutoApprove")
                            ? List.of(String.valueOf(asked.input().get("AutoApprove")))
                            : List.of();
                case "ssm:policies" -> asked.has("Policies") ? List.of("true") : List.of();
                default -> List.of();
            })
            .build();

    private SsmIam() {}

    private static String parameter(Asked asked) {
        return arn(asked, asked.textOrEmpty("Name"));
    }

    /** The ARN of a parameter without the selector of a version. */
    private static String arn(Asked asked, String name) {
        if (name.startsWith("arn:")) {
            String[] parts = name.split(":", 7);
            return parts.length < 7 ? name : name.substring(0, name.length() - parts[6].length() - 1);
        }
        int colon = name.indexOf(':');
        String bare = colon < 0 ? name : name.substring(0, colon);
        return asked.arn("ssm", "parameter" + (bare.startsWith("/") ? bare : "/" + bare));
    }

    private static List<String> parameters(Asked asked) {
        return asked.elements("Names", String.class).stream()
                .map(name -> arn(asked, name))
                .toList();
    }

    private static String tagged(Asked asked) {
        String id = asked.textOrEmpty("ResourceId");
        return switch (asked.textOrEmpty("ResourceType")) {
            case "Parameter" -> arn(asked, id);
            case "Document" -> asked.arn("ssm", "document/" + id);
            case "ManagedInstance" -> asked.arn("ssm", "managed-instance/" + id);
            case "MaintenanceWindow" -> asked.arn("ssm", "maintenancewindow/" + id);
            case "PatchBaseline" -> asked.arn("ssm", "patchbaseline/" + id);
            case "OpsItem" -> asked.arn("ssm", "opsitem/" + id);
            case "OpsMetadata" -> id;
            default -> "*";
        };
    }

    private static String setting(Asked asked) {
        String id = asked.textOrEmpty("SettingId");
        return id.startsWith("arn:") ? id : asked.arn("ssm", "servicesetting" + (id.startsWith("/") ? id : "/" + id));
    }

    private static String document(Asked asked, String member) {
        String name = asked.textOrEmpty(member);
        return name.startsWith("arn:") ? name : asked.arn("ssm", "document/" + name);
    }

    private static List<String> calendars(Asked asked) {
        return asked.elements("CalendarNames", String.class).stream()
                .map(name -> name.startsWith("arn:") ? name : asked.arn("ssm", "document/" + name))
                .toList();
    }

    private static List<String> instances(Asked asked) {
        return asked.elements("InstanceIds", String.class).stream()
                .map(id -> instance(asked, id))
                .toList();
    }

    private static String instance(Asked asked, String id) {
        return id.startsWith("mi-") ? asked.arn("ssm", "managed-instance/" + id) : asked.arn("ec2", "instance/" + id);
    }

    private static String baseline(Asked asked) {
        String id = asked.textOrEmpty("BaselineId");
        return id.startsWith("arn:") ? id : asked.arn("ssm", "patchbaseline/" + id);
    }

    /** Making a resource with tags needs the permission to tag. */
    private static Rule taggedAtBirth(String action, String resource) {
        return Rule.need(action, Locator.NONE)
                .and(Rule.need("ssm:AddTagsToResource", asked -> asked.arn("ssm", resource))
                        .when(asked -> asked.has("Tags")));
    }
}
