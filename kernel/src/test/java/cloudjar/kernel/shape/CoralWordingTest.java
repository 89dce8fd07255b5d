package cloudjar.kernel.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the validator finds, in the words of answers recorded from AWS (LocalStack's snapshots). */
class CoralWordingTest {
    private final Shapes shapes = new Shapes();
    private final Validator validator = new Validator();

    @Test
    void aLengthIsNamedByTheBoundThatIsBroken() {
        Schema name = shapes.string(length(1, 64));
        assertThat(message(input(name), "a".repeat(65)))
                .isEqualTo("1 validation error detected: Value '" + "a".repeat(65)
                        + "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal"
                        + " to 64");
        assertThat(message(input(name), ""))
                .endsWith("Value '' at 'functionName' failed to satisfy constraint: Member must have length greater"
                        + " than or equal to 1");
    }

    @Test
    void characterCountIsByCodePoint() {
        assertThat(violations(input(shapes.string(length(1, 1))), "😹")).isEmpty();
    }

    @Test
    void anAbsentRequiredMemberIsNull() {
        Schema schema = shapes.structure("Input", shapes.required("Attributes", 0, shapes.string(Constraints.NONE)));
        assertThat(message(schema, (Object) null))
                .isEqualTo("1 validation error detected: Value null at 'attributes' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @Test
    void numbersAreNamedWholeOrAsFractions() {
        Schema count = shapes.scalar(ShapeType.INTEGER, length(1, 1024));
        assertThat(message(input(count), 1025))
                .endsWith(
                        "Value '1025' at 'functionName' failed to satisfy constraint: Member must have value less than"
                                + " or equal to 1024");
        assertThat(message(input(count), 0)).endsWith("Member must have value greater than or equal to 1");
        Schema share = shapes.scalar(ShapeType.DOUBLE, length(0, 1));
        assertThat(message(input(share), 1.5)).endsWith("Member must have value less than or equal to 1.0");
    }

    @Test
    void severalViolationsAreCountedAndJoined() {
        Schema schema = shapes.structure(
                "CreateConnectionRequest",
                shapes.required("Name", 0, shapes.string(new Constraints(1.0, 5.0, "[a-z]+", List.of(), false))),
                shapes.required("AuthorizationType", 1, shapes.string(oneOf("BASIC", "API_KEY"))));
        assertThat(message(schema, "Not this", "INVALID"))
                .isEqualTo(
                        "3 validation errors detected: Value 'Not this' at 'name' failed to satisfy constraint: Member"
                                + " must satisfy regular expression pattern: [a-z]+; Value 'Not this' at 'name' failed to"
                                + " satisfy constraint: Member must have length less than or equal to 5; Value 'INVALID'"
                                + " at 'authorizationType' failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [BASIC, API_KEY]");
    }

    @Test
    void structuresInListsHaveTheirPlace() {
        Schema tag = shapes.structure("Tag", shapes.required("TagKey", 0, shapes.string(length(1, 3))));
        Schema schema = shapes.structure("Input", shapes.optional("Tags", 0, shapes.list(tag, Constraints.NONE)));
        Structure good = tag.create(new Object[] {"abc"});
        Structure bad = tag.create(new Object[] {"abcd"});
        assertThat(message(schema, List.of(good, bad)))
                .isEqualTo("1 validation error detected: Value 'abcd' at 'tags.2.member.tagKey' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 3");
    }

    @Test
    void structuresInMapsHaveTheirPlace() {
        Schema value = shapes.structure("Value", shapes.required("DataType", 0, shapes.string(Constraints.NONE)));
        Schema schema = shapes.structure(
                "Input",
                shapes.optional(
                        "MessageAttributes", 0, shapes.map(shapes.string(Constraints.NONE), value, Constraints.NONE)));
        assertThat(message(schema, Map.of("attr1", value.create(new @Nullable Object[1]))))
                .isEqualTo("1 validation error detected: Value null at 'messageAttributes.attr1.member.dataType' failed"
                        + " to satisfy constraint: Member must not be null");
    }

    @Test
    void plainElementsAreReportedOnceAtTheirList() {
        Schema id = shapes.string(new Constraints(0.0, 4.0, "sg-[0-9]*", List.of(), false));
        Schema schema =
                shapes.structure("Input", shapes.optional("SecurityGroupIds", 0, shapes.list(id, Constraints.NONE)));
        assertThat(message(schema, List.of("nope", "wrong", "sg-1")))
                .isEqualTo("1 validation error detected: Value '[nope, wrong, sg-1]' at 'securityGroupIds' failed to"
                        + " satisfy constraint: Member must satisfy constraint: [Member must have length less than or"
                        + " equal to 4, Member must have length greater than or equal to 0, Member must satisfy regular"
                        + " expression pattern: sg-[0-9]*]");
    }

    @Test
    void elementsMayBeWordedInAnotherWay() {
        Schema kind = shapes.string(oneOf("x86_64", "arm64"));
        Schema schema =
                shapes.structure("Input", shapes.optional("Architectures", 0, shapes.list(kind, Constraints.NONE)));
        List<Violation> violations = violations(schema, List.of("X"));
        CoralWording.Elements required = new CoralWording.Elements(Set.of(kind.name()), Map.of());
        assertThat(new CoralWording("ValidationException", required).message(violations))
                .isEqualTo("1 validation error detected: Value '[X]' at 'architectures' failed to satisfy constraint:"
                        + " Member must satisfy constraint: [Member must satisfy enum value set: [x86_64,"
                        + " arm64], Member must not be null]");
        CoralWording.Elements alone = new CoralWording.Elements(Set.of(), Map.of(kind.name(), 1));
        assertThat(new CoralWording("ValidationException", alone).message(violations))
                .isEqualTo("1 validation error detected: Value '[X]' at 'architectures' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [x86_64]");
    }

    @Test
    void keysAndPlainValuesAreReportedAtTheirMap() {
        Schema weights = shapes.map(
                shapes.string(new Constraints(1.0, 1024.0, "[0-9]+", List.of(), false)),
                shapes.scalar(ShapeType.DOUBLE, length(0, 1)),
                Constraints.NONE);
        Schema schema = shapes.structure("Input", shapes.optional("Weights", 0, weights));
        assertThat(message(schema, Map.of("$LATEST", 0.5)))
                .isEqualTo(
                        "1 validation error detected: Value '{$LATEST=0.5}' at 'weights' failed to satisfy constraint:"
                                + " Map keys must satisfy constraint: [Member must have length less than or equal to 1024,"
                                + " Member must have length greater than or equal to 1, Member must satisfy regular"
                                + " expression pattern: [0-9]+]");
        assertThat(message(schema, Map.of("2", 2.0)))
                .contains(
                        "Value '{2=2.0}' at 'weights' failed to satisfy constraint: Map value must satisfy constraint:"
                                + " [Member must have value less than or equal to 1.0,");
    }

    @Test
    void listsOfStructuresAreShownAsJavaShowsThem() {
        Schema item = shapes.structure(
                "Transformation",
                shapes.optional("MetricName", 0, shapes.string(Constraints.NONE)),
                shapes.optional("Unit", 1, shapes.string(Constraints.NONE)));
        Schema schema = shapes.structure("Input", shapes.optional("Items", 0, shapes.list(item, length(0, 0))));
        assertThat(message(schema, List.of(item.create(new @Nullable Object[] {"m", null}))))
                .contains("Value '[Transformation(metricName=m, unit=null)]' at 'items'");
    }

    @Test
    void secretsAreNotShown() {
        Schema schema = shapes.structure("Input", shapes.optional("Plaintext", 0, shapes.secret(length(0, 2))));
        assertThat(message(schema, "hush!"))
                .isEqualTo("1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must"
                        + " have length less than or equal to 2");
    }

    @Test
    void equalElementsOfASetAreFound() {
        Schema set = shapes.list(shapes.string(Constraints.NONE), new Constraints(null, null, null, List.of(), true));
        assertThat(violations(input(set), List.of("a", "b", "a"))).hasSize(1);
        assertThat(violations(input(set), List.of("a", "b"))).isEmpty();
    }

    private Schema input(Schema member) {
        return shapes.structure("Input", shapes.optional("FunctionName", 0, member));
    }

    private String message(Schema schema, @Nullable Object... values) {
        return new CoralWording("ValidationException").message(violations(schema, values));
    }

    private List<Violation> violations(Schema schema, @Nullable Object... values) {
        return validator.check(schema.create(values));
    }

    private static Constraints length(double min, double max) {
        return new Constraints(min, max, null, List.of(), false);
    }

    private static Constraints oneOf(String... values) {
        return new Constraints(null, null, null, List.of(values), false);
    }
}
