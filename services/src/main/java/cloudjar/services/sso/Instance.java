package cloudjar.services.sso;

import cloudjar.api.ssoadmin.InstanceMetadata;
import cloudjar.api.ssoadmin.InstanceStatus;
import cloudjar.kernel.store.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of IAM Identity Center.
 *
 * @param storeId of its identity store, such as {@code d-1234567890}
 * @param account to which it belongs
 * @param attributes what sessions are tagged with, by tag keys; null where that is not set up
 * @param approver the name of the user in whose name sign-ins are approved unasked; null where people approve
 */
record Instance(
        String arn,
        String storeId,
        String account,
        String region,
        @Nullable String name,
        Instant created,
        Map<String, String> tags,
        @Nullable Attributes attributes,
        @Nullable String approver) {
    private static final String RESOURCE = ":instance/";

    /**
     * An attribute for access control.
     *
     * @param source where the value is from, such as <code>${path:userName}</code>
     */
    record Attribute(String key, String source) {}

    /** The attributes for access control, in the order in which they were given; there may be none of them. */
    record Attributes(List<Attribute> all) {
        Attributes {
            all = List.copyOf(all);
        }
    }

    Instance {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** Where its rows are. */
    Scope scope() {
        return new Scope(account, region);
    }

    /** The id in its ARN, such as {@code ssoins-1234567890abcdef}, which ARNs of what it holds have too. */
    String id() {
        return arn.substring(arn.indexOf(RESOURCE) + RESOURCE.length());
    }

    /** The ARN of something of it in no account: {@code kind/ssoins-…/rest}. */
    String arn(String kind, String rest) {
        return arn.substring(0, arn.indexOf(RESOURCE)) + ":" + kind + "/" + id() + "/" + rest;
    }

    /** The ARN of something of it in its account. */
    String accountArn(String kind, String rest) {
        return arn.substring(0, arn.indexOf("::")) + "::" + account + ":" + kind + "/" + id() + "/" + rest;
    }

    /** Where its people begin. */
    String portalUrl() {
        return "https://" + storeId + ".awsapps.com/start";
    }

    Instance withName(String changed) {
        return new Instance(arn, storeId, account, region, changed, created, tags, attributes, approver);
    }

    Instance withTags(Map<String, String> changed) {
        return new Instance(arn, storeId, account, region, name, created, changed, attributes, approver);
    }

    Instance withAttributes(@Nullable Attributes changed) {
        return new Instance(arn, storeId, account, region, name, created, tags, changed, approver);
    }

    Instance withApprover(@Nullable String changed) {
        return new Instance(arn, storeId, account, region, name, created, tags, attributes, changed);
    }

    InstanceMetadata shown() {
        return InstanceMetadata.builder()
                .instanceArn(arn)
                .identityStoreId(storeId)
                .ownerAccountId(account)
                .name(name)
                .createdDate(created)
                .status_(InstanceStatus.ACTIVE)
                .build();
    }
}
