package cloudjar.modelgen.schema;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.kernel.shape.XmlNamespace;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Any model that refers to nothing it lacks comes back from its compiled form as it was. */
class SchemaWriterProperties {
    @Property(tries = 300)
    void anyModelSurvivesWritingAndReading(@ForAll long seed) {
        SchemaComparison.assertRoundTrip(new ModelMaker(new Random(seed)).model());
    }

    /** Makes models at random; the same seed makes the same model. */
    private static final class ModelMaker {
        private static final List<String> TEXTS =
                List.of("", "a", "x-amz-meta-", "Ünïcode \uD83D\uDE00", "[\\w+=,.@-]*", "0");

        private final Random random;
        private final int shapeCount;

        ModelMaker(Random random) {
            this.random = random;
            this.shapeCount = 1 + random.nextInt(8);
        }

        ServiceModel model() {
            ServiceModel model = new ServiceModel(new ServiceFacts(
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    optional(),
                    List.of(any(ProtocolKind.values())),
                    optional(),
                    random.nextBoolean(),
                    random.nextBoolean()));
            for (int i = 0; i < shapeCount; i++) {
                ShapeModel shape = shape("Shape" + i);
                model.shapes().put(shape.name, shape);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                OperationModel operation = operation("Shape" + i);
                model.operations().put(operation.name, operation);
            }
            return model;
        }

        private ShapeModel shape(String name) {
            ShapeModel shape = new ShapeModel(name, any(ShapeType.values()));
            shape.min = random.nextBoolean() ? null : (Double) random.nextGaussian();
            shape.max = random.nextBoolean() ? null : (Double) (double) random.nextLong();
            shape.pattern = optional();
            shape.enumValues = random.nextBoolean() ? List.of() : List.of(text(), text());
            shape.uniqueItems = random.nextBoolean();
            shape.flags = random.nextInt(1 << 8);
            shape.error = random.nextBoolean()
                    ? null
                    : new ErrorTraits(text(), text(), 400 + random.nextInt(200), random.nextBoolean());
            shape.timestampFormat = random.nextBoolean() ? null : any(TimestampFormat.values());
            shape.mediaType = optional();
            shape.xmlName = optional();
            shape.xmlNamespace = namespace();
            int members =
                    switch (shape.type) {
                        case LIST -> 1;
                        case MAP -> 2;
                        case STRUCTURE, UNION -> random.nextInt(5);
                        default -> 0;
                    };
            for (int i = 0; i < members; i++) {
                shape.members.add(member("member" + i));
            }
            return shape;
        }

        private MemberModel member(String name) {
            MemberModel member = new MemberModel(name, anyShape());
            member.flags = random.nextInt(1 << 6);
            member.location = any(Location.values());
            member.wireName = optional();
            member.jsonName = optional();
            member.xmlName = optional();
            member.queryName = optional();
            member.ec2Name = optional();
            member.xmlNamespace = namespace();
            member.timestampFormat = random.nextBoolean() ? null : any(TimestampFormat.values());
            return member;
        }

        private OperationModel operation(String name) {
            OperationModel operation = new OperationModel(name);
            operation.method = text();
            operation.uri = "/" + name;
            operation.status = random.nextInt(600);
            operation.input = random.nextBoolean() ? null : anyShape();
            operation.output = random.nextBoolean() ? null : anyShape();
            if (random.nextBoolean()) {
                operation.errors.add(anyShape());
            }
            operation.flags = random.nextInt(1 << 3);
            operation.resultWrapper = optional();
            operation.inputXmlName = optional();
            operation.inputXmlNamespace = namespace();
            operation.hostPrefix = optional();
            operation.checksumMember = optional();
            return operation;
        }

        private String anyShape() {
            return "Shape" + random.nextInt(shapeCount);
        }

        private String text() {
            return any(TEXTS.toArray(String[]::new)) + random.nextInt(3);
        }

        private @Nullable String optional() {
            return random.nextBoolean() ? null : text();
        }

        private @Nullable XmlNamespace namespace() {
            return random.nextBoolean() ? null : new XmlNamespace(random.nextBoolean() ? "" : text(), text());
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }
    }
}
