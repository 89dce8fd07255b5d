package cloudjar.services.s3control;

import cloudjar.api.s3control.Permission;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session may do that a grant gives: the policy by which it is less than its role.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html">the actions that AWS's
 *     documentation gives to the role</a>
 */
final class GrantSession {
    private static final String READS = "\"s3:GetObject\",\"s3:GetObjectVersion\",\"s3:GetObjectAcl\","
            + "\"s3:GetObjectVersionAcl\",\"s3:ListMultipartUploadParts\"";
    private static final String WRITES = "\"s3:PutObject\",\"s3:PutObjectAcl\",\"s3:PutObjectVersionAcl\","
            + "\"s3:DeleteObject\",\"s3:DeleteObjectVersion\",\"s3:AbortMultipartUpload\"";

    private GrantSession() {}

    /** The policy for a permission on keys. */
    static String policy(String partition, GrantScope scope, String permission) {
        boolean reads = !permission.equals(Permission.WRITE);
        boolean writes = !permission.equals(Permission.READ);
        String bucket = "arn:" + partition + ":s3:::" + scope.bucket();
        List<String> statements = new ArrayList<>();
        if (reads) {
            statements.add(statement(READS, bucket + "/" + scope.keys(), ""));
            statements.add(statement(
                    "\"s3:ListBucket\"",
                    bucket,
                    ",\"Condition\":{\"StringLike\":{\"s3:prefix\":" + quoted(scope.keys()) + "}}"));
            statements.add(statement("\"kms:Decrypt\"", "*", ""));
        }
        if (writes) {
            statements.add(statement(WRITES, bucket + "/" + scope.keys(), ""));
            statements.add(statement("\"kms:Decrypt\",\"kms:GenerateDataKey\"", "*", ""));
        }
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String statement(String actions, String resource, String more) {
        return "{\"Effect\":\"Allow\",\"Action\":[" + actions + "],\"Resource\":" + quoted(resource) + more + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
