package cloudjar.services.s3;

import cloudjar.api.s3.Grant;
import cloudjar.api.s3.Grantee;
import cloudjar.api.s3.Permission;
import cloudjar.kernel.policy.Comparison;
import cloudjar.kernel.policy.CompiledPolicy;
import cloudjar.kernel.policy.Condition;
import cloudjar.kernel.policy.ConditionOperator;
import cloudjar.kernel.policy.Effect;
import cloudjar.kernel.policy.PolicyDocument;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.PolicyVersion;
import cloudjar.kernel.policy.PrincipalName;
import cloudjar.kernel.policy.PrincipalSelection;
import cloudjar.kernel.policy.Selection;
import cloudjar.kernel.policy.Sense;
import cloudjar.kernel.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access control list as the policy that it amounts to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping">Mapping
 *     of ACL permissions and access policy permissions</a>
 */
final class AclPolicy {
    /** The operations on objects that the bucket's list is about. */
    static final Set<String> BUCKET_WRITES = Set.of(
            "PutObject",
            "CopyObject",
            "DeleteObject",
            "DeleteObjects",
            "CreateMultipartUpload",
            "UploadPart",
            "UploadPartCopy",
            "CompleteMultipartUpload",
            "AbortMultipartUpload");

    private static final List<String> BUCKET_READ =
            List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads");
    private static final List<String> BUCKET_WRITE =
            List.of("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion");
    private static final List<String> OBJECT_READ = List.of("s3:GetObject", "s3:GetObjectVersion");
    private static final List<String> OBJECT_READ_ACP = List.of("s3:GetObjectAcl", "s3:GetObjectVersionAcl");
    private static final List<String> OBJECT_WRITE_ACP = List.of("s3:PutObjectAcl", "s3:PutObjectVersionAcl");

    private static final Condition SIGNED = new Condition(
            new ConditionOperator(
                    ConditionOperator.Quantifier.NONE,
                    Comparison.STRING_NOT_EQUALS,
                    ConditionOperator.WhenAbsent.UNMATCHED),
            "aws:PrincipalType",
            List.of("Anonymous"));

    private AclPolicy() {}

    static CompiledPolicy of(Acl acl, Acl.Kind kind) {
        List<Statement> statements = new ArrayList<>();
        for (Grant grant : acl.grants()) {
            List<String> actions = actions(grant.permission(), kind);
            Grantee grantee = grant.grantee();
            if (!actions.isEmpty() && grantee != null) {
                addStatement(statements, grantee, actions);
            }
        }
        return CompiledPolicy.of(
                new PolicyDocument(PolicyVersion.V2012_10_17, null, statements), PolicyKind.RESOURCE, "ACL");
    }

    private static void addStatement(List<Statement> into, Grantee grantee, List<String> actions) {
        if (Acl.ALL_USERS.equals(grantee.uri())) {
            into.add(statement(new PrincipalName.Everyone(), actions, List.of()));
        } else if (Acl.AUTHENTICATED_USERS.equals(grantee.uri())) {
            into.add(statement(new PrincipalName.Everyone(), actions, List.of(SIGNED)));
        } else if (Acl.LOG_DELIVERY.equals(grantee.uri())) {
            into.add(statement(new PrincipalName.Service("logging.s3.amazonaws.com"), actions, List.of()));
        } else if (grantee.id() != null) {
            into.add(statement(new PrincipalName.CanonicalUser(grantee.id()), actions, List.of()));
        }
    }

    private static Statement statement(PrincipalName who, List<String> actions, List<Condition> conditions) {
        return new Statement(
                null,
                Effect.ALLOW,
                new PrincipalSelection(Sense.NAMED, List.of(who)),
                new Selection(Sense.NAMED, actions),
                new Selection(Sense.NAMED, List.of("*")),
                conditions);
    }

    private static List<String> actions(@Nullable String permission, Acl.Kind kind) {
        boolean bucket = kind == Acl.Kind.BUCKET;
        return switch (permission == null ? "" : permission) {
            case Permission.READ -> bucket ? BUCKET_READ : OBJECT_READ;
            case Permission.WRITE -> bucket ? BUCKET_WRITE : List.of();
            case Permission.READ_ACP -> bucket ? List.of("s3:GetBucketAcl") : OBJECT_READ_ACP;
            case Permission.WRITE_ACP -> bucket ? List.of("s3:PutBucketAcl") : OBJECT_WRITE_ACP;
            case Permission.FULL_CONTROL -> {
                List<String> all = new ArrayList<>();
                for (String part :
                        List.of(Permission.READ, Permission.WRITE, Permission.READ_ACP, Permission.WRITE_ACP)) {
                    all.addAll(actions(part, kind));
                }
                yield all;
            }
            default -> List.of();
        };
    }
}
