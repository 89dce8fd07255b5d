package cloudjar.modelgen.schema;

import cloudjar.kernel.shape.DefaultTag;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.modelgen.model.DefaultValue;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a model in the form that {@code cloudjar.kernel.shape.SchemaReader} documents. Equal models give equal bytes. */
public final class SchemaWriter {
    private final ServiceModel model;
    private final StringTable strings = new StringTable();
    private final Map<String, Integer> shapeNumbers = new HashMap<>();

    private SchemaWriter(ServiceModel model) {
        this.model = model;
    }

    /** The compiled form of {@code model}. Operations without input or output are given an empty, synthetic one. */
    public static byte[] write(ServiceModel model) {
        return new SchemaWriter(model).write();
    }

    /**
     * The shapes in the order in which they are numbered: the model's own, then {@code XRequest} and {@code XResponse}
     * made up for operations without input or output (with {@code Synthetic} in front where the name is taken).
     */
    public static List<ShapeModel> numbered(ServiceModel model) {
        List<ShapeModel> shapes = new ArrayList<>(model.shapes().values());
        for (OperationModel operation : model.operations().values()) {
            if (operation.input == null) {
                shapes.add(synthetic(syntheticName(model, operation.name + "Request")));
            }
            if (operation.output == null) {
                shapes.add(synthetic(syntheticName(model, operation.name + "Response")));
            }
        }
        return shapes;
    }

    /** The name of the input shape, made up where the model has none. */
    public static String inputName(ServiceModel model, OperationModel operation) {
        return operation.input != null ? operation.input : syntheticName(model, operation.name + "Request");
    }

    /** The name of the output shape, made up where the model has none. */
    public static String outputName(ServiceModel model, OperationModel operation) {
        return operation.output != null ? operation.output : syntheticName(model, operation.name + "Response");
    }

    private static String syntheticName(ServiceModel model, String wanted) {
        return model.shapes().containsKey(wanted) ? "Synthetic" + wanted : wanted;
    }

    private static ShapeModel synthetic(String name) {
        ShapeModel shape = new ShapeModel(name, ShapeType.STRUCTURE);
        shape.flags = ShapeTraits.SYNTHETIC;
        return shape;
    }

    private byte[] write() {
        List<ShapeModel> shapes = numbered(model);
        for (ShapeModel shape : shapes) {
            shapeNumbers.put(shape.name, shapeNumbers.size());
        }
        ByteSink body = new ByteSink();
        facts(body, model.facts());
        body.number(model.operations().size());
        for (OperationModel operation : model.operations().values()) {
            operation(body, operation);
        }
        List<byte[]> compiled = new ArrayList<>();
        for (ShapeModel shape : shapes) {
            ByteSink sink = new ByteSink();
            shape(sink, shape);
            compiled.add(sink.toArray());
        }
        body.number(compiled.size());
        compiled.forEach(bytes -> body.number(bytes.length));
        compiled.forEach(body::bytes);

        ByteSink out = new ByteSink();
        out.bytes(new byte[] {'C', 'J', 'M', '1'});
        strings.writeTo(out);
        out.bytes(body.toArray());
        return out.toArray();
    }

    private void facts(ByteSink out, ServiceFacts facts) {
        string(out, facts.id());
        string(out, facts.serviceId());
        string(out, facts.title());
        string(out, facts.apiVersion());
        string(out, facts.endpointPrefix());
        string(out, facts.signingName());
        string(out, facts.targetPrefix());
        out.number(facts.protocols().size());
        for (ProtocolKind protocol : facts.protocols()) {
            out.number(protocol.ordinal());
        }
        string(out, facts.xmlNamespace());
        out.number((facts.queryCompatible() ? 1 : 0) | (facts.globalEndpoint() ? 2 : 0));
    }

    private void operation(ByteSink out, OperationModel operation) {
        string(out, operation.name);
        string(out, operation.method);
        string(out, operation.uri);
        out.number(operation.status);
        out.number(shapeNumber(inputName(model, operation)));
        out.number(shapeNumber(outputName(model, operation)));
        out.number(operation.errors.size());
        for (String error : operation.errors) {
            out.number(shapeNumber(error));
        }
        int flags = operation.flags;
        flags |= operation.input == null ? 0 : OperationSchema.MODELED_INPUT;
        flags |= operation.output == null ? 0 : OperationSchema.MODELED_OUTPUT;
        out.number(flags);
        string(out, operation.resultWrapper);
        string(out, operation.inputXmlName);
        namespace(out, operation.inputXmlNamespace);
        string(out, operation.hostPrefix);
        string(out, operation.checksumMember);
    }

    private void shape(ByteSink out, ShapeModel shape) {
        string(out, shape.name);
        out.number(shape.type.ordinal());
        constraints(out, shape);
        traits(out, shape);
        out.number(shape.members.size());
        for (MemberModel member : shape.members) {
            member(out, member);
        }
    }

    private void constraints(ByteSink out, ShapeModel shape) {
        int mask = (shape.min != null ? 1 : 0)
                | (shape.max != null ? 2 : 0)
                | (shape.pattern != null ? 4 : 0)
                | (shape.enumValues.isEmpty() ? 0 : 8)
                | (shape.uniqueItems ? 16 : 0);
        out.number(mask);
        if (shape.min != null) {
            out.real(shape.min);
        }
        if (shape.max != null) {
            out.real(shape.max);
        }
        if (shape.pattern != null) {
            string(out, shape.pattern);
        }
        if (!shape.enumValues.isEmpty()) {
            out.number(shape.enumValues.size());
            shape.enumValues.forEach(value -> string(out, value));
        }
    }

    private void traits(ByteSink out, ShapeModel shape) {
        out.number(shape.flags);
        int mask = (shape.error != null ? 1 : 0)
                | (shape.timestampFormat != null ? 2 : 0)
                | (shape.mediaType != null ? 4 : 0)
                | (shape.xmlName != null ? 8 : 0)
                | (shape.xmlNamespace != null ? 16 : 0);
        out.number(mask);
        ErrorTraits error = shape.error;
        if (error != null) {
            string(out, error.code());
            string(out, error.queryCode());
            out.number(error.status());
            out.number(error.senderFault() ? 1 : 0);
        }
        if (shape.timestampFormat != null) {
            out.number(shape.timestampFormat.ordinal());
        }
        if (shape.mediaType != null) {
            string(out, shape.mediaType);
        }
        if (shape.xmlName != null) {
            string(out, shape.xmlName);
        }
        if (shape.xmlNamespace != null) {
            namespace(out, shape.xmlNamespace);
        }
    }

    private void member(ByteSink out, MemberModel member) {
        string(out, member.name);
        out.number(shapeNumber(member.target));
        out.number(member.flags);
        out.number(member.location.ordinal());
        string(out, member.wireName);
        string(out, member.jsonName);
        string(out, member.xmlName);
        string(out, member.queryName);
        string(out, member.ec2Name);
        namespace(out, member.xmlNamespace);
        TimestampFormat format = member.timestampFormat;
        out.number(format == null ? 0 : format.ordinal() + 1);
        defaultValue(out, member.defaultValue);
    }

    private void defaultValue(ByteSink out, DefaultValue value) {
        out.number(value.tag().ordinal());
        DefaultTag tag = value.tag();
        switch (tag) {
            case NONE, FALSE, TRUE, EMPTY_LIST, EMPTY_MAP, DOCUMENT_NULL, DOCUMENT_LIST, DOCUMENT_MAP -> {}
            case INTEGER, LONG, FLOAT, DOUBLE, TIMESTAMP, DOCUMENT_NUMBER -> out.real(value.number());
            case DOCUMENT_BOOLEAN -> out.number((int) value.number());
            case STRING, BLOB, DOCUMENT_STRING -> string(out, value.text());
        }
    }

    private void namespace(ByteSink out, @Nullable XmlNamespace namespace) {
        if (namespace == null) {
            out.number(0);
        } else {
            string(out, namespace.prefix());
            string(out, namespace.uri());
        }
    }

    private void string(ByteSink out, @Nullable String value) {
        out.number(strings.number(value));
    }

    private int shapeNumber(String name) {
        Integer number = shapeNumbers.get(name);
        if (number == null) {
            throw new IllegalStateException(model.facts().id() + " refers to " + name + ", which it does not define");
        }
        return number;
    }
}
