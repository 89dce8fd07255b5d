package cloudjar.services.ssm;

import cloudjar.kernel.limit.Limit;

/** Quotas of Systems Manager. */
final class SsmLimits {
    private static final String QUOTAS = "https://docs.aws.amazon.com/general/latest/gr/ssm.html";
    private static final String GUIDE = "https://docs.aws.amazon.com/systems-manager/latest/userguide/";
    private static final String POLICIES =
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutResourcePolicy.html";

    static final Limit STANDARD_MAX = Limit.of(10_000, "standard parameters per region", QUOTAS);
    static final Limit ADVANCED_MAX = Limit.of(100_000, "advanced parameters per region", QUOTAS);
    static final Limit STANDARD_SIZE_MAX = Limit.of(4096, "bytes of a standard parameter's value", QUOTAS);
    static final Limit ADVANCED_SIZE_MAX = Limit.of(8192, "bytes of an advanced parameter's value", QUOTAS);
    static final Limit VERSIONS_MAX = Limit.of(100, "versions kept per parameter", QUOTAS);
    static final Limit LABELS_MAX = Limit.of(10, "labels per version", GUIDE + "sysman-paramstore-labels.html");
    static final Limit LEVELS_MAX =
            Limit.of(15, "levels of a parameter's name", GUIDE + "sysman-paramstore-su-create.html");
    static final Limit NAME_MAX =
            Limit.of(1011, "characters of a parameter's ARN", GUIDE + "sysman-paramstore-su-create.html");
    static final Limit TAGS_MAX = Limit.of(50, "tags per resource", GUIDE + "tagging-resources.html");
    static final Limit POLICY_SIZE_MAX = Limit.of(1024, "bytes of a resource policy", POLICIES);
    static final Limit ITEM_POLICIES_MAX = Limit.of(1, "resource policies of all OpsItems", POLICIES);
    static final Limit POLICIES_MAX = Limit.of(10, "resource policies of a parameter", "ours: AWS documents none");
    static final Limit REVIEW_RESPONSES_MAX =
            Limit.of(1000, "responses in the review of a document's version", "ours: AWS documents none");
    static final Limit DOCUMENTS_MAX = Limit.of(500, "documents per region", QUOTAS);
    static final Limit DOCUMENT_VERSIONS_MAX = Limit.of(1000, "versions per document", QUOTAS);
    static final Limit DOCUMENT_SIZE_MAX = Limit.of(65_536, "bytes of a document", QUOTAS);
    static final Limit SHARES_MAX = Limit.of(1000, "accounts that a document is shared with", QUOTAS);
    static final Limit PATCH_BASELINES_MAX = Limit.of(50, "patch baselines per region", QUOTAS);
    static final Limit PATCH_GROUPS_MAX = Limit.of(25, "patch groups per patch baseline", QUOTAS);
    static final Limit AUTOMATIONS_MAX = Limit.of(1100, "automations in progress or waiting per region", QUOTAS);
    static final Limit APPROVAL_LEVELS_MAX =
            Limit.of(5, "levels of approval in a change template", GUIDE + "cm-approvals-templates.html");
    static final Limit APPROVERS_MAX =
            Limit.of(5, "approvers of a level of a change template", GUIDE + "cm-approvals-templates.html");
    static final Limit CHANGE_TAGS_MAX = Limit.of(
            5,
            "tags of a change request",
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartChangeRequestExecution.html");
    static final Limit ASSOCIATIONS_MAX = Limit.of(2000, "associations per region", QUOTAS);
    static final Limit ASSOCIATION_VERSIONS_MAX = Limit.of(1000, "versions per association", QUOTAS);
    static final Limit ACTIVATIONS_MAX = Limit.of(1000, "activations per region", "ours: AWS documents none");
    static final Limit COMMANDS_MAX = Limit.of(10_000, "commands kept per region", "ours: AWS documents none");
    static final Limit WINDOWS_MAX = Limit.of(50, "maintenance windows per region", QUOTAS);
    static final Limit WINDOW_TASKS_MAX = Limit.of(20, "tasks per maintenance window", QUOTAS);
    static final Limit WINDOW_TARGETS_MAX = Limit.of(100, "targets per maintenance window", QUOTAS);
    static final Limit OPS_ITEMS_MAX = Limit.of(500_000, "OpsItems per region", QUOTAS);
    static final Limit OPS_ITEMS_MONTH_MAX = Limit.of(10_000, "OpsItems made per month and region", QUOTAS);
    static final Limit OPS_DATA_MAX = Limit.of(20_480, "bytes of a value of operational data", QUOTAS);
    static final Limit OPS_AUTOMATIONS_MAX = Limit.of(10, "automations associated with an OpsItem", QUOTAS);
    static final Limit OPS_RESOURCES_MAX = Limit.of(100, "resources of an OpsItem", QUOTAS);
    static final Limit OPS_RELATED_MAX = Limit.of(10, "related OpsItems of an OpsItem", QUOTAS);
    static final Limit OPS_DEDUPLICATION_MAX =
            Limit.of(64, "characters of a string against duplicate OpsItems", QUOTAS);
    static final Limit METADATA_MAX = Limit.of(200, "OpsMetadata objects per region", QUOTAS);
    static final Limit METADATA_KEYS_MAX = Limit.of(5, "keys of an OpsMetadata object", QUOTAS);
    static final Limit METADATA_TAGS_MAX =
            Limit.of(5, "tags of an OpsMetadata object", GUIDE + "tagging-resources.html");
    static final Limit DATA_SYNCS_MAX = Limit.of(5, "resource data syncs per region", QUOTAS);

    private SsmLimits() {}
}
