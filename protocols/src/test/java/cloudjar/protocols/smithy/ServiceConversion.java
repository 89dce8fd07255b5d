package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.neighbor.Walker;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.EndpointTrait;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.RequiresLengthTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.SparseTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.TitleTrait;
import software.amazon.smithy.model.traits.Trait;
import software.amazon.smithy.model.traits.UnitTypeTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/** Turns a Smithy service into the model tree of modelgen. */
public final class ServiceConversion {
    private static final Map<String, ProtocolKind> PROTOCOLS = new LinkedHashMap<>(Map.of(
            "aws.protocols#awsJson1_0", ProtocolKind.AWS_JSON_1_0,
            "aws.protocols#awsJson1_1", ProtocolKind.AWS_JSON_1_1,
            "aws.protocols#restJson1", ProtocolKind.REST_JSON_1,
            "aws.protocols#restXml", ProtocolKind.REST_XML,
            "aws.protocols#awsQuery", ProtocolKind.AWS_QUERY,
            "aws.protocols#ec2Query", ProtocolKind.EC2_QUERY,
            "smithy.protocols#rpcv2Cbor", ProtocolKind.RPC_V2_CBOR));

    private final Model smithy;
    private final ServiceShape service;
    private final ServiceModel model;
    private final Map<ShapeId, String> names = new HashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final MemberConversion members;

    ServiceConversion(Model smithy, ServiceShape service) {
        this.smithy = smithy;
        this.service = service;
        this.model = new ServiceModel(facts());
        this.members = new MemberConversion(smithy, this);
        convert();
    }

    /** The protocols that a service's traits name. */
    static Set<ProtocolKind> protocols(ServiceShape service) {
        Set<ProtocolKind> kinds = new LinkedHashSet<>();
        PROTOCOLS.forEach((trait, kind) -> {
            if (service.hasTrait(trait)) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    /** The protocol whose trait has this id; null where it is none of ours. */
    static @Nullable ProtocolKind protocol(String trait) {
        return PROTOCOLS.get(trait);
    }

    public ServiceModel model() {
        return model;
    }

    private ServiceFacts facts() {
        String sdkId = service.findTrait("aws.api#service")
                .map(trait -> trait.toNode().expectObjectNode().getStringMemberOrDefault("sdkId", ""))
                .orElse(service.getId().getName());
        XmlNamespaceTrait namespace = service.getTrait(XmlNamespaceTrait.class).orElse(null);
        String id = sdkId.toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
        return new ServiceFacts(
                id,
                sdkId,
                service.getTrait(TitleTrait.class).map(TitleTrait::getValue).orElse(sdkId),
                service.getVersion(),
                id,
                id,
                service.getId().getName(),
                List.copyOf(protocols(service)),
                namespace == null ? null : namespace.getUri(),
                service.hasTrait("aws.protocols#awsQueryCompatible"),
                false);
    }

    private void convert() {
        List<ShapeId> errors = List.copyOf(service.getErrorsSet());
        for (Shape shape : new Walker(smithy).walkShapes(service)) {
            if (!shape.isServiceShape() && !shape.isOperationShape() && !shape.isMemberShape()) {
                shape(shape.getId());
            }
        }
        for (OperationShape operation : TopDownIndex.of(smithy).getContainedOperations(service)) {
            operation(operation, errors);
        }
    }

    /** The name under which a shape stands in the converted model, converting it first where that has not happened. */
    String shape(ShapeId id) {
        String known = names.get(id);
        if (known != null) {
            return known;
        }
        Shape shape = smithy.expectShape(id);
        String name = unique(id.getName(service));
        names.put(id, name);
        ShapeModel converted = new ShapeModel(name, MemberConversion.type(shape));
        model.shapes().put(name, converted);
        traits(shape, converted);
        Constrained.apply(shape, shape, converted);
        for (MemberShape member : enumeration(shape) ? List.<MemberShape>of() : shape.members()) {
            converted.members.add(members.convert(member));
        }
        return name;
    }

    private static boolean enumeration(Shape shape) {
        return shape.isEnumShape() || shape.isIntEnumShape();
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** A shape like the member's target, under a name of its own, with the constraints that the member overrides. */
    String narrowed(MemberShape member, String target) {
        ShapeModel original = model.shape(target);
        ShapeModel copy = new ShapeModel(
                unique(member.getContainer().getName() + "_" + member.getMemberName() + "_" + target), original.type);
        copy.min = original.min;
        copy.max = original.max;
        copy.pattern = original.pattern;
        copy.enumValues = original.enumValues;
        copy.uniqueItems = original.uniqueItems;
        copy.flags = original.flags;
        copy.timestampFormat = original.timestampFormat;
        copy.mediaType = original.mediaType;
        copy.members.addAll(original.members);
        Constrained.apply(member, smithy.expectShape(member.getTarget()), copy);
        model.shapes().put(copy.name, copy);
        return copy.name;
    }

    private void traits(Shape shape, ShapeModel converted) {
        converted.flags |= shape.hasTrait(SparseTrait.class) ? ShapeTraits.SPARSE : 0;
        converted.flags |= shape.hasTrait(SensitiveTrait.class) ? ShapeTraits.SENSITIVE : 0;
        converted.flags |= shape.hasTrait(RequiresLengthTrait.class) ? ShapeTraits.REQUIRES_LENGTH : 0;
        if (shape.hasTrait(StreamingTrait.class)) {
            converted.flags |= shape.isUnionShape() ? ShapeTraits.EVENT_STREAM : ShapeTraits.STREAMING;
        }
        converted.timestampFormat = timestampFormat(shape);
        converted.mediaType = shape.getTrait(MediaTypeTrait.class)
                .map(MediaTypeTrait::getValue)
                .orElse(null);
        converted.xmlName =
                shape.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue).orElse(null);
        converted.xmlNamespace = namespace(shape);
        shape.getTrait(ErrorTrait.class).ifPresent(error -> converted.error = error(shape, error));
    }

    private ErrorTraits error(Shape shape, ErrorTrait error) {
        ObjectNode query = shape.findTrait("aws.protocols#awsQueryError")
                .map(Trait::toNode)
                .map(node -> node.expectObjectNode())
                .orElse(ObjectNode.builder().build());
        String code = shape.getId().getName();
        int status = shape.getTrait(HttpErrorTrait.class)
                .map(HttpErrorTrait::getCode)
                .orElse(error.getDefaultHttpStatusCode());
        if (protocols(service).contains(ProtocolKind.AWS_QUERY)) {
            status = query.getNumberMemberOrDefault("httpResponseCode", status).intValue();
        }
        return new ErrorTraits(code, query.getStringMemberOrDefault("code", code), status, error.isClientError());
    }

    static @Nullable TimestampFormat timestampFormat(Shape shape) {
        return shape.getTrait(TimestampFormatTrait.class)
                .map(trait -> switch (trait.getFormat()) {
                    case DATE_TIME -> TimestampFormat.DATE_TIME;
                    case HTTP_DATE -> TimestampFormat.HTTP_DATE;
                    case EPOCH_SECONDS -> TimestampFormat.EPOCH_SECONDS;
                    case UNKNOWN -> throw new IllegalStateException("unknown timestamp format at " + shape);
                })
                .orElse(null);
    }

    static @Nullable XmlNamespace namespace(Shape shape) {
        return shape.getTrait(XmlNamespaceTrait.class)
                .map(trait -> new XmlNamespace(trait.getPrefix().orElse(""), trait.getUri()))
                .orElse(null);
    }

    private void operation(OperationShape shape, List<ShapeId> serviceErrors) {
        OperationModel operation = new OperationModel(shape.getId().getName());
        shape.getTrait(HttpTrait.class).ifPresent(http -> {
            operation.method = http.getMethod();
            operation.uri = http.getUri().toString();
            operation.status = http.getCode();
        });
        operation.input = structure(shape.getInputShape());
        operation.output = structure(shape.getOutputShape());
        List<ShapeId> errors = new ArrayList<>(shape.getErrorsSet());
        errors.addAll(serviceErrors);
        errors.forEach(error -> operation.errors.add(shape(error)));
        operation.flags |= shape.hasTrait("smithy.api#httpChecksumRequired") ? OperationSchema.CHECKSUM_REQUIRED : 0;
        operation.flags |= shape.hasTrait("smithy.api#requestCompression") ? OperationSchema.COMPRESSED : 0;
        operation.hostPrefix = shape.getTrait(EndpointTrait.class)
                .map(trait -> trait.getHostPrefix().toString())
                .orElse(null);
        if (protocols(service).contains(ProtocolKind.AWS_QUERY)) {
            operation.resultWrapper = operation.name + "Result";
        }
        model.operations().put(operation.name, operation);
    }

    private @Nullable String structure(ShapeId id) {
        return smithy.expectShape(id).hasTrait(UnitTypeTrait.class) ? null : shape(id);
    }
}
