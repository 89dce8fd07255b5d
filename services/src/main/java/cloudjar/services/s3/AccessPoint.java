package cloudjar.services.s3;

import cloudjar.api.s3.AccessControlPolicy;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.policy.KeySource;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access point, in so far as it decides who may do what through it.
 *
 * @param bucket that is meant by it
 * @param origin from where it can be reached
 * @param vpc from which alone it can be reached; null where that is the internet
 * @param policy null where it has none
 * @param block what public access it blocks
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">Configuring IAM policies for using
 *     access points</a>
 */
record AccessPoint(
        String arn,
        String account,
        String bucket,
        String origin,
        @Nullable String vpc,
        @Nullable String policy,
        PublicBlock block)
        implements KeySource {
    private static final int RESOURCE = 5;

    /** What conditions of its own policy and of the bucket's can ask about it. */
    @Override
    public List<String> values(String key) {
        return switch (key) {
            case "s3:dataaccesspointarn" -> List.of(arn);
            case "s3:dataaccesspointaccount" -> List.of(account);
            case "s3:accesspointnetworkorigin" -> List.of(origin);
            default -> List.of();
        };
    }

    /** A need on its bucket as a need on itself. */
    Need need(Need onBucket) {
        String resource = onBucket.resource().part(RESOURCE);
        int slash = resource.indexOf('/');
        String own = slash < 0 ? arn : arn + "/object" + resource.substring(slash);
        return Need.of(onBucket.action(), own).with(this);
    }

    /** Whether a need is about its bucket. */
    boolean isOf(Need need) {
        String resource = need.resource().part(RESOURCE);
        return resource.equals(bucket) || resource.startsWith(bucket + "/");
    }

    /** Refuses to set a list of access that is public, where it blocks such lists, as if it were its bucket that did. */
    void requireNothingPublic(OperationSchema operation, Structure request) {
        if (!block.blocksLists() || operation.input().member("ACL") == null) {
            return;
        }
        Acl.Kind kind = operation.input().member("Key") == null ? Acl.Kind.BUCKET : Acl.Kind.OBJECT;
        boolean documented = operation.input().member("AccessControlPolicy") != null
                && request.get("AccessControlPolicy") instanceof AccessControlPolicy policy
                && new Acl("", policy.grants()).isPublic();
        if (documented
                || AclRequest.ofHeaders(request, kind)
                        .filter(AclRequest::isPublic)
                        .isPresent()) {
            throw S3Errors.accessDenied();
        }
    }

    /** S3 User Guide: what an access point of a VPC says to all others, as if it stood in its policy. */
    @Nullable
    String refusalOfOthers() {
        return vpc == null ? null : """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*",\
            "Condition":{"StringNotEquals":{"aws:SourceVpc":"%s"}}}]}\
            """.formatted(vpc);
    }
}
