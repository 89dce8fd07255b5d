package cloudjar.services.s3;

import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyParse;
import cloudjar.kernel.policy.PolicyParser;
import cloudjar.kernel.policy.PolicyProblem;
import cloudjar.kernel.policy.PolicyRules;
import cloudjar.kernel.policy.PublicGrants;
import cloudjar.kernel.policy.Statement;
import java.util.List;
import java.util.Locale;

/** A bucket's policy, read by S3's rules. */
final class BucketPolicy {
    private static final PolicyRules RULES = PolicyRules.of(PolicyKind.RESOURCE);

    private static final PublicGrants PUBLIC = PublicGrants.usual(
            "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointarn", "s3:dataaccesspointaccount");

    private final PolicyDocument document;

    private BucketPolicy(PolicyDocument document) {
        this.document = document;
    }

    /** Reads a policy that is to be a bucket's. */
    static BucketPolicy of(String json, S3Bucket bucket) {
        if (!json.startsWith("{")) {
            throw PolicyErrors.notJson();
        }
        PolicyDocument document =
                switch (PolicyParser.parse(json, RULES)) {
                    case PolicyParse.Accepted accepted -> accepted.document();
                    case PolicyParse.Refused refused -> throw refusal(refused.first());
                };
        for (Statement statement : document.statements()) {
            requireOwnResources(statement, bucket);
        }
        return new BucketPolicy(document);
    }

    private static void requireOwnResources(Statement statement, S3Bucket bucket) {
        List<String> resources = statement.resources() == null
                ? List.of()
                : statement.resources().patterns();
        for (String resource : resources) {
            boolean own = resource.equals(bucket.arn()) || resource.startsWith(bucket.arn() + "/");
            // A wildcard in the bucket's name may stand for it.
            boolean may = !bucket.directory()
                    && resource.startsWith("arn:" + bucket.partition() + ":s3:::")
                    && resource.split("/", 2)[0].matches(".*[*?].*");
            if (!own && !may) {
                throw PolicyErrors.resource();
            }
        }
        String actions = bucket.directory() ? "s3express:" : "s3:";
        boolean foreign = statement.actions().patterns().stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .anyMatch(action -> !action.equals("*") && !action.startsWith(actions));
        if (foreign) {
            throw PolicyErrors.action();
        }
    }

    private static cloudjar.kernel.shape.ApiException refusal(PolicyProblem problem) {
        return switch (problem.code()) {
            case TOO_LONG, TOO_LARGE -> PolicyErrors.tooLarge();
            case NOT_JSON -> PolicyErrors.notJson();
            case STATEMENT_MISSING -> PolicyErrors.missing("Statement");
            case STATEMENT_EMPTY -> PolicyErrors.noStatements();
            case EFFECT_MISSING -> PolicyErrors.missing("Effect");
            case EFFECT_UNKNOWN -> PolicyErrors.effect(problem.value());
            case PRINCIPAL_MISSING -> PolicyErrors.missing("Principal");
            case PRINCIPAL_EMPTY, PRINCIPAL_FORM, PRINCIPAL_FORBIDDEN, NOT_PRINCIPAL -> PolicyErrors.principal();
            case ACTION_MISSING -> PolicyErrors.missing("Action");
            case ACTION_VENDOR_MISSING, ACTION_VENDOR_FORM, ACTION_COLONS -> PolicyErrors.action();
            case RESOURCE_MISSING -> PolicyErrors.missing("Resource");
            case RESOURCE_FORM, RESOURCE_PARTITION, RESOURCE_VENDOR, RESOURCE_FORBIDDEN -> PolicyErrors.resource();
            case SYNTAX, VERSION, LEGACY, SID_FORM, SID_TWICE, SERVICE -> PolicyErrors.syntax();
        };
    }

    /** Whether it lets in callers who are not fixed. */
    boolean isPublic() {
        return PUBLIC.in(document);
    }
}
