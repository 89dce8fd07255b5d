package cloudjar.protocols.smithy;

import cloudjar.kernel.shape.DefaultTag;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.DefaultValue;
import cloudjar.modelgen.model.MemberModel;
import java.time.Instant;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.DefaultTrait;
import software.amazon.smithy.model.traits.EventHeaderTrait;
import software.amazon.smithy.model.traits.EventPayloadTrait;
import software.amazon.smithy.model.traits.HostLabelTrait;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpQueryParamsTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.IdempotencyTokenTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.RequiredTrait;
import software.amazon.smithy.model.traits.Trait;
import software.amazon.smithy.model.traits.XmlAttributeTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;

/** Turns Smithy members into member models. */
final class MemberConversion {
    private final Model smithy;
    private final ServiceConversion service;

    MemberConversion(Model smithy, ServiceConversion service) {
        this.smithy = smithy;
        this.service = service;
    }

    static ShapeType type(Shape shape) {
        return switch (shape.getType()) {
            case BOOLEAN -> ShapeType.BOOLEAN;
            case BYTE -> ShapeType.BYTE;
            case SHORT -> ShapeType.SHORT;
            case INTEGER, INT_ENUM -> ShapeType.INTEGER;
            case LONG -> ShapeType.LONG;
            case FLOAT -> ShapeType.FLOAT;
            case DOUBLE -> ShapeType.DOUBLE;
            case BIG_INTEGER -> ShapeType.BIG_INTEGER;
            case BIG_DECIMAL -> ShapeType.BIG_DECIMAL;
            case STRING, ENUM -> ShapeType.STRING;
            case BLOB -> ShapeType.BLOB;
            case TIMESTAMP -> ShapeType.TIMESTAMP;
            case DOCUMENT -> ShapeType.DOCUMENT;
            case LIST, SET -> ShapeType.LIST;
            case MAP -> ShapeType.MAP;
            case STRUCTURE -> ShapeType.STRUCTURE;
            case UNION -> ShapeType.UNION;
            default -> throw new IllegalArgumentException("not a data shape: " + shape);
        };
    }

    MemberModel convert(MemberShape member) {
        Shape target = smithy.expectShape(member.getTarget());
        String targetName = service.shape(target.getId());
        if (Constrained.overrides(member)) {
            targetName = service.narrowed(member, targetName);
        }
        MemberModel converted = new MemberModel(member.getMemberName(), targetName);
        flag(converted, member, RequiredTrait.class, Member.REQUIRED);
        flag(converted, member, XmlFlattenedTrait.class, Member.FLATTENED);
        flag(converted, member, XmlAttributeTrait.class, Member.XML_ATTRIBUTE);
        flag(converted, member, HostLabelTrait.class, Member.HOST_LABEL);
        flag(converted, member, IdempotencyTokenTrait.class, Member.IDEMPOTENCY_TOKEN);
        location(converted, member);
        names(converted, member);
        converted.xmlNamespace = ServiceConversion.namespace(member);
        converted.timestampFormat = ServiceConversion.timestampFormat(member);
        member.getTrait(DefaultTrait.class)
                .ifPresent(value -> converted.defaultValue = defaultValue(target, value.toNode()));
        return converted;
    }

    private static void flag(MemberModel converted, MemberShape member, Class<? extends Trait> trait, int flag) {
        if (member.hasTrait(trait)) {
            converted.flags |= flag;
        }
    }

    private static void location(MemberModel converted, MemberShape member) {
        member.getTrait(HttpHeaderTrait.class).ifPresent(it -> place(converted, Location.HEADER, it.getValue()));
        member.getTrait(HttpPrefixHeadersTrait.class)
                .ifPresent(it -> place(converted, Location.PREFIX_HEADERS, it.getValue()));
        member.getTrait(HttpQueryTrait.class).ifPresent(it -> place(converted, Location.QUERY, it.getValue()));
        place(converted, member, HttpQueryParamsTrait.class, Location.QUERY_PARAMS);
        place(converted, member, HttpLabelTrait.class, Location.LABEL);
        place(converted, member, HttpPayloadTrait.class, Location.PAYLOAD);
        place(converted, member, HttpResponseCodeTrait.class, Location.STATUS_CODE);
        place(converted, member, EventHeaderTrait.class, Location.EVENT_HEADER);
        place(converted, member, EventPayloadTrait.class, Location.EVENT_PAYLOAD);
    }

    private static void place(MemberModel converted, Location location, String wireName) {
        converted.location = location;
        converted.wireName = wireName;
    }

    private static void place(
            MemberModel converted, MemberShape member, Class<? extends Trait> trait, Location location) {
        if (member.hasTrait(trait)) {
            converted.location = location;
        }
    }

    private static void names(MemberModel converted, MemberShape member) {
        member.getTrait(JsonNameTrait.class).ifPresent(it -> converted.jsonName = it.getValue());
        String xmlName =
                member.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue).orElse(null);
        converted.xmlName = xmlName;
        converted.queryName = xmlName;
        String ec2Base = xmlName == null ? member.getMemberName() : xmlName;
        converted.ec2Name = member.findTrait("aws.protocols#ec2QueryName")
                .map(it -> it.toNode().expectStringNode().getValue())
                .orElse(Character.toUpperCase(ec2Base.charAt(0)) + ec2Base.substring(1));
    }

    private static DefaultValue defaultValue(Shape target, Node value) {
        if (value.isNullNode()) {
            return DefaultValue.NONE;
        }
        return switch (type(target)) {
            case BOOLEAN -> tag(value.expectBooleanNode().getValue() ? DefaultTag.TRUE : DefaultTag.FALSE);
            case BYTE, SHORT, INTEGER -> number(DefaultTag.INTEGER, value);
            case LONG -> number(DefaultTag.LONG, value);
            case FLOAT -> number(DefaultTag.FLOAT, value);
            case DOUBLE -> number(DefaultTag.DOUBLE, value);
            case STRING -> text(DefaultTag.STRING, value);
            case BLOB -> text(DefaultTag.BLOB, value);
            case TIMESTAMP ->
                value.isNumberNode()
                        ? number(DefaultTag.TIMESTAMP, value)
                        : new DefaultValue(
                                DefaultTag.TIMESTAMP,
                                Instant.parse(value.expectStringNode().getValue())
                                        .getEpochSecond(),
                                "");
            case LIST -> tag(DefaultTag.EMPTY_LIST);
            case MAP -> tag(DefaultTag.EMPTY_MAP);
            case DOCUMENT -> document(value);
            case BIG_INTEGER, BIG_DECIMAL, STRUCTURE, UNION ->
                throw new IllegalArgumentException("no default is written for " + target);
        };
    }

    private static DefaultValue document(Node value) {
        return switch (value.getType()) {
            case STRING -> text(DefaultTag.DOCUMENT_STRING, value);
            case BOOLEAN ->
                new DefaultValue(
                        DefaultTag.DOCUMENT_BOOLEAN, value.expectBooleanNode().getValue() ? 1 : 0, "");
            case NUMBER -> number(DefaultTag.DOCUMENT_NUMBER, value);
            case ARRAY -> tag(DefaultTag.DOCUMENT_LIST);
            case OBJECT -> tag(DefaultTag.DOCUMENT_MAP);
            case NULL -> tag(DefaultTag.DOCUMENT_NULL);
        };
    }

    private static DefaultValue tag(DefaultTag tag) {
        return new DefaultValue(tag, 0, "");
    }

    private static DefaultValue number(DefaultTag tag, Node value) {
        return new DefaultValue(tag, value.expectNumberNode().getValue().doubleValue(), "");
    }

    private static DefaultValue text(DefaultTag tag, Node value) {
        return new DefaultValue(tag, 0, value.expectStringNode().getValue());
    }
}
