package cloudjar.modelgen.schema;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.StructureFactory;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares a model with what a reader makes of its compiled form. */
public final class SchemaComparison {
    private SchemaComparison() {}

    /** Writes and reads the model; fails where any operation, shape or member comes back different. */
    public static void assertRoundTrip(ServiceModel model) {
        ServiceSchema schema = ServiceSchema.open(SchemaWriter.write(model), StructureFactory.UNTYPED);
        assertThat(schema.facts()).isEqualTo(model.facts());
        List<OperationModel> operations = List.copyOf(model.operations().values());
        assertThat(schema.operations()).hasSameSizeAs(operations);
        for (int i = 0; i < operations.size(); i++) {
            compare(model, operations.get(i), schema.operation(i));
        }
        List<ShapeModel> shapes = SchemaWriter.numbered(model);
        assertThat(schema.shapeCount()).isEqualTo(shapes.size());
        for (int i = 0; i < shapes.size(); i++) {
            compare(model, shapes.get(i), schema.shape(i));
        }
    }

    private static void compare(ServiceModel service, OperationModel model, OperationSchema read) {
        String where = service.facts().id() + ":" + model.name;
        same(where, model.name, read.name());
        same(where, model.method, read.method());
        same(where, model.uri, read.uri().toString());
        same(where, model.status, read.status());
        same(where, SchemaWriter.inputName(service, model), read.input().name());
        same(where, SchemaWriter.outputName(service, model), read.output().name());
        same(where, model.errors, read.errors().stream().map(Schema::name).toList());
        same(where, model.input != null, read.has(OperationSchema.MODELED_INPUT));
        same(where, model.output != null, read.has(OperationSchema.MODELED_OUTPUT));
        for (int flag :
                new int[] {OperationSchema.UNSIGNED, OperationSchema.CHECKSUM_REQUIRED, OperationSchema.COMPRESSED}) {
            same(where, (model.flags & flag) != 0, read.has(flag));
        }
        same(where, model.resultWrapper, read.resultWrapper());
        same(where, model.inputXmlName, read.inputXmlName());
        same(where, model.inputXmlNamespace, read.inputXmlNamespace());
        same(where, model.hostPrefix, read.hostPrefix());
        same(where, model.checksumMember, read.checksumMember());
    }

    private static void compare(ServiceModel service, ShapeModel model, Schema read) {
        String where = service.facts().id() + "#" + model.name;
        same(where, model.name, read.name());
        same(where, model.type, read.type());
        same(where, model.min, read.constraints().min());
        same(where, model.max, read.constraints().max());
        same(where, model.pattern, read.constraints().pattern());
        same(where, model.enumValues, read.constraints().enumValues());
        same(where, model.uniqueItems, read.constraints().uniqueItems());
        same(
                where,
                new ShapeTraits(
                        model.flags,
                        model.error,
                        model.timestampFormat,
                        model.mediaType,
                        model.xmlName,
                        model.xmlNamespace),
                read.traits());
        same(where, model.members.size(), read.memberCount());
        for (int i = 0; i < model.members.size(); i++) {
            compare(where, model.members.get(i), read.member(i));
        }
    }

    private static void compare(String owner, MemberModel model, Member read) {
        String where = owner + "." + model.name;
        same(where, model.name, read.name());
        same(where, model.target, read.target().name());
        same(where, (model.flags & Member.REQUIRED) != 0, read.required());
        same(where, (model.flags & Member.FLATTENED) != 0, read.flattened());
        same(where, (model.flags & Member.XML_ATTRIBUTE) != 0, read.xmlAttribute());
        same(where, (model.flags & Member.HOST_LABEL) != 0, read.hostLabel());
        same(where, (model.flags & Member.IDEMPOTENCY_TOKEN) != 0, read.idempotencyToken());
        same(where, (model.flags & Member.JSON_VALUE) != 0, read.jsonValue());
        same(where, model.location, read.location());
        same(where, Objects.requireNonNullElse(model.wireName, model.name), read.wireName());
        same(where, Objects.requireNonNullElse(model.jsonName, model.name), read.jsonName());
        same(where, Objects.requireNonNullElse(model.xmlName, model.name), read.xmlName());
        same(where, Objects.requireNonNullElse(model.queryName, model.name), read.queryName());
        same(where, Objects.requireNonNullElse(model.ec2Name, model.name), read.ec2Name());
        same(where, model.xmlNamespace, read.xmlNamespace());
        if (model.timestampFormat != null) {
            same(where, model.timestampFormat, read.timestampFormat());
        }
    }

    /** Plain equality first: an assertion object for each of a million values would take its time. */
    private static void same(String where, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }
}
