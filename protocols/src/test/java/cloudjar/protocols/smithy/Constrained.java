package cloudjar.protocols.smithy;

import cloudjar.modelgen.model.ShapeModel;
import java.math.BigDecimal;
import java.util.List;
import software.amazon.smithy.model.shapes.EnumShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.EnumDefinition;
import software.amazon.smithy.model.traits.EnumTrait;
import software.amazon.smithy.model.traits.EnumValueTrait;
import software.amazon.smithy.model.traits.InternalTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.UniqueItemsTrait;

/** The constraint traits of a shape or member. */
@SuppressWarnings("deprecation") // the enum trait of older models is still in use there
final class Constrained {
    private Constrained() {}

    /** Whether a member has constraints of its own, which override those of its target. */
    static boolean overrides(MemberShape member) {
        return member.hasTrait(LengthTrait.class)
                || member.hasTrait(RangeTrait.class)
                || member.hasTrait(PatternTrait.class)
                || member.hasTrait(UniqueItemsTrait.class)
                || member.hasTrait(EnumTrait.class) && !member.isEnumShape();
    }

    static void apply(Shape traits, Shape shape, ShapeModel converted) {
        traits.getTrait(LengthTrait.class).ifPresent(length -> {
            converted.min = length.getMin().map(Long::doubleValue).orElse(null);
            converted.max = length.getMax().map(Long::doubleValue).orElse(null);
        });
        traits.getTrait(RangeTrait.class).ifPresent(range -> {
            converted.min = range.getMin().map(BigDecimal::doubleValue).orElse(null);
            converted.max = range.getMax().map(BigDecimal::doubleValue).orElse(null);
        });
        traits.getTrait(PatternTrait.class)
                .ifPresent(pattern -> converted.pattern = pattern.getPattern().toString());
        converted.uniqueItems |= traits.hasTrait(UniqueItemsTrait.class);
        if (shape instanceof EnumShape values) {
            converted.enumValues = enumValues(values);
        } else {
            shape.getTrait(EnumTrait.class).ifPresent(values -> converted.enumValues = enumValues(values));
        }
    }

    /** Internal values are left out, as the messages of the validation cases demand. */
    private static List<String> enumValues(EnumShape shape) {
        return shape.getAllMembers().values().stream()
                .filter(member -> !member.hasTrait(InternalTrait.class))
                .map(member -> member.expectTrait(EnumValueTrait.class).expectStringValue())
                .toList();
    }

    private static List<String> enumValues(EnumTrait trait) {
        return trait.getValues().stream()
                .filter(value -> !value.hasTag("internal"))
                .map(EnumDefinition::getValue)
                .toList();
    }
}
