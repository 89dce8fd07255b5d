package cloudjar.testkit.structure;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.Constraints;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStructuresTest {
    private static final Catalog CATALOG = Catalog.open();

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "sts", "dynamodb", "s3", "iam", "lambda", "cloudwatch", "kms", "ec2", "apigateway"})
    void valuesKeepTheConstraintsOfTheirSchema(String service) {
        RandomStructures values = new RandomStructures(7);
        for (OperationSchema operation : CATALOG.schema(service).operations()) {
            check(values.structure(operation.input()));
            check(values.structure(operation.output()));
        }
    }

    @Test
    void theSameSeedMakesTheSameValue() {
        Schema schema = Objects.requireNonNull(CATALOG.schema("dynamodb").operation("PutItem"))
                .input();
        Structure one = new RandomStructures(3).structure(schema);
        assertThat(new RandomStructures(3).structure(schema)).hasToString(one.toString());
        assertThat(new RandomStructures(4).structure(schema).toString()).isNotEqualTo(one.toString());
    }

    private static void check(Structure structure) {
        Schema schema = structure.schema();
        long set = schema.members().stream()
                .filter(member -> structure.get(member) != null)
                .count();
        if (schema.type() == ShapeType.UNION) {
            assertThat(set).as(schema.name()).isLessThanOrEqualTo(1);
        }
        for (Member member : schema.members()) {
            check(member.target(), structure.get(member));
        }
    }

    private static void check(Schema schema, @Nullable Object value) {
        Constraints constraints = schema.constraints();
        switch (value) {
            case null -> {}
            case Structure structure -> check(structure);
            case String text -> {
                between(schema, text.codePointCount(0, text.length()));
                if (constraints.pattern() != null) {
                    assertThat(text).as(schema.name()).containsPattern(Pattern.compile(constraints.pattern()));
                }
                if (!constraints.enumValues().isEmpty()) {
                    assertThat(constraints.enumValues()).contains(text);
                }
            }
            case Bytes bytes -> between(schema, bytes.size());
            case Number number -> between(schema, number.doubleValue());
            case List<?> list -> {
                between(schema, list.size());
                list.forEach(element -> check(schema.listMember(), element));
                if (constraints.uniqueItems()) {
                    assertThat(list).doesNotHaveDuplicates();
                }
            }
            case Map<?, ?> map -> {
                between(schema, map.size());
                map.forEach((key, element) -> {
                    check(schema.mapKey(), key);
                    check(schema.mapValue(), element);
                });
            }
            default -> {}
        }
    }

    private static void between(Schema schema, double size) {
        Constraints constraints = schema.constraints();
        if (constraints.min() != null) {
            assertThat(size).as(schema.name()).isGreaterThanOrEqualTo(constraints.min());
        }
        if (constraints.max() != null) {
            assertThat(size).as(schema.name()).isLessThanOrEqualTo(constraints.max());
        }
    }
}
