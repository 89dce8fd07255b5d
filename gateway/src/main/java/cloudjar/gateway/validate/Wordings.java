package cloudjar.gateway.validate;

import cloudjar.kernel.shape.CoralWording;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.SmithyWording;
import cloudjar.kernel.shape.ValidationWording;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which service words broken constraints how: by its protocol, but for the lines of a table, each with its reason. */
final class Wordings {
    private static final ValidationWording CORAL = new CoralWording("ValidationException");
    private static final ValidationWording QUERY = new CoralWording("ValidationError");
    private static final ValidationWording EC2 = new Ec2Wording();
    private static final ValidationWording SMITHY = new SmithyWording();

    /** Services that hold none of their inputs against the model, and have words of their own for each mistake. */
    private static final Set<String> OWN = Set.of(
            // InvalidBucketName, MalformedXML, InvalidArgument: every mistake has its code, few have a model.
            "s3",
            // "The request must contain the parameter QueueName.", in both protocols; nothing else is in its model.
            "sqs");

    private static final Map<String, ValidationWording> OTHER = Map.of(
            // Its model names InvalidInput for whatever is wrong with a request.
            "route53", new CoralWording("InvalidInput"));

    private Wordings() {}

    /** The wording for inputs of the operation; empty where they are not looked at. */
    static Optional<ValidationWording> of(OperationSchema operation) {
        String service = operation.service().id();
        if (OWN.contains(service)) {
            return Optional.empty();
        }
        ValidationWording other = OTHER.get(service);
        return Optional.of(other == null ? ofProtocol(operation) : other);
    }

    private static ValidationWording ofProtocol(OperationSchema operation) {
        // The oldest of its protocols: a service that moved on to another kept its words.
        ProtocolKind protocol = operation.service().facts().protocols().getLast();
        return switch (protocol) {
            case AWS_QUERY -> QUERY;
            case EC2_QUERY -> EC2;
            case REST_JSON_1, RPC_V2_CBOR -> namesFields(operation) ? SMITHY : CORAL;
            case AWS_JSON_1_0, AWS_JSON_1_1, REST_XML -> CORAL;
        };
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
