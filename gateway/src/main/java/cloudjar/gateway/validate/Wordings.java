package cloudjar.gateway.validate;

import cloudjar.gateway.validate.Manner.Scope;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CoralWording;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.SmithyWording;
import cloudjar.kernel.shape.ValidationWording;
import cloudjar.kernel.shape.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which service words broken constraints how: by its protocol, but for the lines of a table, each with its reason. */
final class Wordings {
    private static final ValidationWording CORAL = new CoralWording("ValidationException");
    private static final ValidationWording QUERY = new CoralWording("ValidationError");
    private static final ValidationWording MOVED_ON =
            CoralWording.withQueryCode("ValidationException", "ValidationError");
    private static final ValidationWording INVALID_PARAMETER = new CoralWording("InvalidParameterException");
    private static final ValidationWording LAMBDA = new CoralWording(
            "ValidationException",
            new CoralWording.Elements(
                    Set.of("Architecture", "LayerVersionArn", "Weight"), Map.of("PublishedLayerRuntime", 25)));
    private static final ValidationWording EC2 = new Ec2Wording();
    private static final ValidationWording SMITHY = new SmithyWording();

    /** The services that differ from others of their protocol. */
    private static final Map<String, Manner> OTHER = Map.of(
            // InvalidBucketName, InvalidArgument and many more: every mistake has its code, and none comes from the
            // model.
            "s3", new Manner(Scope.REQUIRED, new S3Wording()),
            // Its model holds nothing but what is required, and it has its own sentence for that.
            "sqs", new Manner(Scope.REQUIRED, new SqsWording()),
            // Recorded: sentences without the values.
            "iam", new Manner(Scope.ALL, CoralWording.withoutValues("ValidationError")),
            // Its model names InvalidInput for whatever is wrong with a request.
            "route53", new Manner(Scope.ALL, new CoralWording("InvalidInput")),
            // Recorded: InvalidParameterException, as its model names it; but ValidationException where an operation's
            // model names that alone.
            "cloudwatchlogs", new Manner(Scope.ALL, Wordings::ofLogs),
            // Recorded: some elements of its older lists must not be null, and of runtimes it names one rule.
            "lambda", new Manner(Scope.ALL, LAMBDA),
            // Recorded: BadRequestException, as its model names it.
            "transcribe", new Manner(Scope.ALL, new CoralWording("BadRequestException")),
            // What its callers report: InvalidParameterException, as its model names it.
            "cognitoidentityprovider", new Manner(Scope.ALL, INVALID_PARAMETER),
            // What its callers report: InvalidInputException with a reason, as its model names it.
            "organizations", new Manner(Scope.ALL, new OrganizationsWording()),
            // What its callers report: BadRequestException, as its model names it.
            "appconfig", new Manner(Scope.ALL, new CoralWording("BadRequestException")));

    private Wordings() {}

    /** How inputs of the operation are held against their model. */
    static Manner of(OperationSchema operation) {
        Manner other = OTHER.get(operation.service().id());
        return other == null ? new Manner(Scope.ALL, ofProtocol(operation)) : other;
    }

    private static ValidationWording ofProtocol(OperationSchema operation) {
        // The oldest of its protocols: a service that moved on to another kept its words.
        ProtocolKind protocol = operation.service().facts().protocols().getLast();
        return switch (protocol) {
            // Recorded: CloudWatch has two codes.
            case AWS_QUERY -> operation.service().facts().queryCompatible() ? MOVED_ON : QUERY;
            case EC2_QUERY -> EC2;
            case REST_JSON_1, RPC_V2_CBOR -> namesFields(operation) ? SMITHY : CORAL;
            case AWS_JSON_1_0, AWS_JSON_1_1, REST_XML -> CORAL;
        };
    }

    private static ApiException ofLogs(OperationSchema operation, List<Violation> violations) {
        boolean newer = declares(operation, "ValidationException") && !declares(operation, "InvalidParameterException");
        return (newer ? CORAL : INVALID_PARAMETER).refuse(operation, violations);
    }

    private static boolean declares(OperationSchema operation, String error) {
        return operation.errors().stream().anyMatch(schema -> schema.name().equals(error));
    }

    /** Whether the operation's own error lists the fields that are wrong, as services on Smithy's servers have it. */
    private static boolean namesFields(OperationSchema operation) {
        for (Schema error : operation.errors()) {
            if (error.name().equals("ValidationException") && error.member("fieldList") != null) {
                return true;
            }
        }
        return false;
    }
}
