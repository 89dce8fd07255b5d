package cloudjar.modelgen.source;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.Map;

/** Turns a parsed C2J document, the notation of AWS's older SDKs, into a service model. */
final class C2jReader {
    private final Map<String, Node> shapes;
    private final Map<String, Node> operations;
    private final ServiceModel model;
    private final MemberReader members;
    private final boolean jsonCodes;

    private C2jReader(Node document) {
        ServiceFacts facts = Metadata.facts(document.child("metadata"));
        model = new ServiceModel(facts);
        shapes = document.children("shapes");
        operations = document.children("operations");
        members = new MemberReader(shapes, facts.protocols());
        jsonCodes = facts.protocols().stream().anyMatch(C2jReader::namesErrorsByShape);
    }

    static ServiceModel read(Node document) {
        C2jReader reader = new C2jReader(document);
        reader.shapes.forEach(reader::shape);
        reader.operations.forEach(reader::operation);
        return reader.model;
    }

    private static boolean namesErrorsByShape(ProtocolKind protocol) {
        return switch (protocol) {
            case AWS_JSON_1_0, AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR -> true;
            case REST_XML, AWS_QUERY, EC2_QUERY -> false;
        };
    }

    private void operation(String name, Node node) {
        OperationModel operation = new OperationModel(name);
        Node http = node.child("http");
        operation.method = http.text("method", "POST");
        operation.uri = http.text("requestUri", "/");
        operation.status = http.integer("responseCode", 200);
        Node input = node.child("input");
        operation.input = input.text("shape");
        operation.inputXmlName = input.text("locationName");
        operation.inputXmlNamespace = MemberReader.namespace(input);
        Node output = node.child("output");
        operation.output = output.text("shape");
        operation.resultWrapper = output.text("resultWrapper");
        for (Node error : node.nodes("errors")) {
            operationError(operation, error);
        }
        operation.hostPrefix = node.child("endpoint").text("hostPrefix");
        Node checksum = node.child("httpChecksum");
        operation.checksumMember = checksum.text("requestAlgorithmMember");
        boolean unsigned =
                node.text("authtype", "").equals("none") || node.texts("auth").contains("smithy.api#noAuth");
        operation.flags |= unsigned ? OperationSchema.UNSIGNED : 0;
        boolean checksumRequired = node.flag("httpChecksumRequired") || checksum.flag("requestChecksumRequired");
        operation.flags |= checksumRequired ? OperationSchema.CHECKSUM_REQUIRED : 0;
        operation.flags |= node.has("requestcompression") ? OperationSchema.COMPRESSED : 0;
        operation.documentation = node.text("documentation", "");
        model.operations().put(name, operation);
    }

    private void operationError(OperationModel operation, Node error) {
        String name = error.text("shape", "");
        operation.errors.add(name);
        ShapeModel shape = model.shape(name);
        // Models from before 2011 keep the code and the status beside the reference instead of at the shape.
        if (error.has("error") || shape.error == null) {
            shape.error = errorTraits(name, error.has("error") ? error : shapes.getOrDefault(name, Node.EMPTY));
        }
    }

    private void shape(String name, Node node) {
        ShapeModel shape = new ShapeModel(name, MemberReader.type(name, node));
        constraints(shape, node);
        shape.flags = flags(node);
        if (node.flag("exception") || node.has("error") || node.flag("fault")) {
            shape.error = errorTraits(name, node);
        }
        shape.timestampFormat = Timestamps.format(node);
        shape.xmlName = shape.type == ShapeType.STRUCTURE ? node.text("locationName") : null;
        shape.xmlNamespace = MemberReader.namespace(node);
        shape.documentation = node.text("documentation", "");
        model.shapes().put(name, shape);
        members(shape, node);
    }

    private void members(ShapeModel shape, Node node) {
        switch (shape.type) {
            case LIST -> shape.members.add(members.element("member", node.child("member")));
            case MAP -> {
                shape.members.add(members.element("key", node.child("key")));
                shape.members.add(members.element("value", node.child("value")));
            }
            case STRUCTURE, UNION ->
                node.children("members").forEach((name, ref) -> {
                    MemberModel member = members.member(name, ref, node);
                    if (isConstrained(ref)) {
                        member.target = constrainedTwin(shape.name + name, ref);
                    }
                    shape.members.add(member);
                    if (members.streamsHere(ref)) {
                        streamingTwin(ref.text("shape", ""));
                    }
                });
            case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> {}
            case STRING, BLOB, TIMESTAMP, DOCUMENT -> {}
        }
    }

    /** Sets what the node demands; of what it does not speak, the shape keeps what it has. */
    private static void constraints(ShapeModel shape, Node node) {
        shape.min = node.has("min") ? node.number("min") : shape.min;
        shape.max = node.has("max") ? node.number("max") : shape.max;
        shape.pattern = node.has("pattern") ? node.text("pattern") : shape.pattern;
        shape.enumValues = node.has("enum") ? node.texts("enum") : shape.enumValues;
        shape.uniqueItems |= node.flag("uniqueItems");
    }

    private static boolean isConstrained(Node ref) {
        return ref.has("min") || ref.has("max") || ref.has("pattern") || ref.has("enum");
    }

    /** A member may demand more than its shape, which others share: it has a shape of its own then. */
    private String constrainedTwin(String name, Node ref) {
        String shapeName = ref.text("shape", "");
        Node target = shapes.getOrDefault(shapeName, Node.EMPTY);
        ShapeModel twin = new ShapeModel(name, MemberReader.type(shapeName, target));
        if (target.has("members") || target.has("member") || target.has("value") || shapes.containsKey(name)) {
            throw new IllegalStateException("constraints beside the reference to " + shapeName + " in " + name);
        }
        constraints(twin, target);
        constraints(twin, ref);
        twin.flags = flags(target);
        twin.timestampFormat = Timestamps.format(target);
        model.shapes().put(name, twin);
        return name;
    }

    private void streamingTwin(String shapeName) {
        String name = MemberReader.streamingTwin(shapeName);
        ShapeModel twin =
                new ShapeModel(name, MemberReader.type(shapeName, shapes.getOrDefault(shapeName, Node.EMPTY)));
        twin.flags = ShapeTraits.STREAMING;
        model.shapes().put(name, twin);
    }

    private static int flags(Node node) {
        int flags = 0;
        flags |= node.flag("sparse") ? ShapeTraits.SPARSE : 0;
        flags |= node.flag("sensitive") ? ShapeTraits.SENSITIVE : 0;
        flags |= node.flag("streaming") ? ShapeTraits.STREAMING : 0;
        flags |= node.flag("requiresLength") ? ShapeTraits.REQUIRES_LENGTH : 0;
        flags |= node.flag("eventstream") ? ShapeTraits.EVENT_STREAM : 0;
        flags |= node.flag("flattened") ? ShapeTraits.FLATTENED : 0;
        flags |= node.flag("box") ? ShapeTraits.BOXED : 0;
        return flags;
    }

    private ErrorTraits errorTraits(String name, Node node) {
        Node error = node.child("error");
        String given = error.text("code", name);
        int status = error.integer("httpStatusCode", node.flag("fault") ? 500 : 400);
        boolean sender = error.has("senderFault") ? error.flag("senderFault") : status < 500;
        return new ErrorTraits(jsonCodes ? name : given, given, status, sender);
    }
}
