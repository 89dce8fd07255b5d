package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the resources that a call was about, by the members that name them in its input and output. */
final class EventResources {
    /**
     * A member that names a resource.
     *
     * @param pattern the resource's ARN in its service, with {@code %} for the name; null where names are not enough
     */
    private record Naming(
            String member, String type, @Nullable String pattern) {}

    private static final Map<String, List<Naming>> NAMINGS = Map.of(
            "s3",
            List.of(new Naming("Bucket", "AWS::S3::Bucket", "%")),
            "iam",
            List.of(
                    new Naming("UserName", "AWS::IAM::User", null),
                    new Naming("GroupName", "AWS::IAM::Group", null),
                    new Naming("RoleName", "AWS::IAM::Role", null),
                    new Naming("PolicyArn", "AWS::IAM::Policy", null),
                    new Naming("PolicyName", "AWS::IAM::Policy", null),
                    new Naming("InstanceProfileName", "AWS::IAM::InstanceProfile", null),
                    new Naming("AccessKeyId", "AWS::IAM::AccessKey", null)),
            "sts",
            List.of(new Naming("RoleArn", "AWS::IAM::Role", null)),
            "sqs",
            List.of(new Naming("QueueUrl", "AWS::SQS::Queue", "%"), new Naming("QueueName", "AWS::SQS::Queue", "%")),
            "sns",
            List.of(new Naming("TopicArn", "AWS::SNS::Topic", null), new Naming("Name", "AWS::SNS::Topic", null)),
            "dynamodb",
            List.of(new Naming("TableName", "AWS::DynamoDB::Table", "table/%")),
            "dynamodbstreams",
            List.of(new Naming("StreamArn", "AWS::DynamoDB::Stream", null)),
            "kms",
            List.of(
                    new Naming("KeyId", "AWS::KMS::Key", "key/%"),
                    new Naming("SourceKeyId", "AWS::KMS::Key", "key/%"),
                    new Naming("TargetKeyId", "AWS::KMS::Key", "key/%"),
                    new Naming("AliasName", "AWS::KMS::Alias", "%")),
            "lambda",
            List.of(new Naming("FunctionName", "AWS::Lambda::Function", "function:%")),
            "cloudtrail",
            List.of(
                    new Naming("TrailARN", "AWS::CloudTrail::Trail", null),
                    new Naming("Name", "AWS::CloudTrail::Trail", "trail/%"),
                    new Naming("TrailName", "AWS::CloudTrail::Trail", "trail/%"),
                    new Naming("S3BucketName", "AWS::S3::Bucket", null)));

    private EventResources() {}

    static List<EventResource> of(EndedCall ended) {
        String service = ended.operation().service().id();
        List<EventResource> found = new ArrayList<>();
        for (Naming naming : NAMINGS.getOrDefault(service, List.of())) {
            String value = text(ended.output(), naming.member());
            String given = text(ended.input(), naming.member());
            String name = value == null || !value.startsWith("arn:") && given != null ? given : value;
            if (name != null && !name.isEmpty()) {
                String plain = naming.member().equals("QueueUrl") ? name.substring(name.lastIndexOf('/') + 1) : name;
                add(found, new EventResource(naming.type(), plain, arn(naming, service, plain, ended.call())));
            }
        }
        object(ended, service, found);
        return List.copyOf(found);
    }

    private static void add(List<EventResource> found, EventResource resource) {
        boolean there = found.stream()
                .anyMatch(other -> other.type().equals(resource.type())
                        && (other.name().equals(resource.name())
                                || resource.name().equals(other.arn())));
        if (!there) {
            found.add(resource);
        }
    }

    /** An object stands before its bucket. */
    private static void object(EndedCall ended, String service, List<EventResource> found) {
        String bucket = text(ended.input(), "Bucket");
        String key = text(ended.input(), "Key");
        if (service.equals("s3") && bucket != null && key != null) {
            String arn = new Arn(ended.call().partition().id(), "s3", "", "", bucket + "/" + key).toString();
            found.addFirst(new EventResource(DataOperations.S3_OBJECT, arn, arn));
        }
    }

    private static @Nullable String arn(Naming naming, String service, String name, Call call) {
        if (name.startsWith("arn:")) {
            return name;
        }
        String pattern = naming.pattern();
        if (pattern == null
                || service.equals("kms")
                        && name.startsWith("alias/")
                        && !naming.type().endsWith("Alias")) {
            return null;
        }
        String resource = pattern.replace("%", name);
        return service.equals("s3")
                ? new Arn(call.partition().id(), "s3", "", "", resource).toString()
                : call.arn(service, resource).toString();
    }

    private static @Nullable String text(@Nullable Structure structure, String member) {
        return structure != null && structure.get(member) instanceof String text ? text : null;
    }
}
