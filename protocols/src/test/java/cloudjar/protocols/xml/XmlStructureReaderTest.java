package cloudjar.protocols.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.smithy.SmithyModels;
import cloudjar.protocols.text.MalformedValueException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class XmlStructureReaderTest {
    private static final XmlStructureReader READER = new XmlStructureReader();

    @Test
    void elementsAreFoundByLocalNameUnderAnyPrefix() {
        String document = "<p:r xmlns:p='urn:x'><p:stringValue>a</p:stringValue><unknown><stringValue>b"
                + "</stringValue></unknown><integerValue> 3 </integerValue></p:r>";
        Structure read = read("SimpleScalarProperties", document);
        assertThat(read.get("stringValue")).isEqualTo("a");
        assertThat(read.get("integerValue")).isEqualTo(3);
    }

    @Test
    void textIsPutTogetherFromAllItsParts() {
        assertThat(read(
                                "SimpleScalarProperties",
                                "<r><stringValue>a<!-- - --><![CDATA[<b>]]>&amp;&#x63;<?p?>d</stringValue></r>")
                        .get("stringValue"))
                .isEqualTo("a<b>&cd");
    }

    @Test
    void emptyElementsAreEmptyValues() {
        Structure read = read("XmlLists", "<r><stringList/><renamed></renamed></r>");
        assertThat(read.get("stringList")).isEqualTo(List.of());
        assertThat(read.get("renamedListMembers")).isEqualTo(List.of());
        assertThat(read("SimpleScalarProperties", "<r><stringValue/></r>").get("stringValue"))
                .isEqualTo("");
    }

    @Test
    void flattenedElementsMayStandApart() {
        Structure read =
                read("XmlLists", "<r><flattenedList>a</flattenedList><x/><flattenedList>b</flattenedList></r>");
        assertThat(read.get("flattenedList")).isEqualTo(List.of("a", "b"));
        Structure maps = read("FlattenedXmlMap", "<r><myMap><value>V</value><key>k</key></myMap></r>");
        assertThat(maps.get("myMap")).isEqualTo(Map.of("k", "V"));
    }

    @Test
    void valuesReadCannotBeChanged() {
        List<?> list = (List<?>) Objects.requireNonNull(
                read("XmlLists", "<r><flattenedList>a</flattenedList></r>").get("flattenedList"));
        assertThatThrownBy(list::removeFirst).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
    void encodingOfTheDeclarationIsUsed(String charset) {
        String document = "<?xml version='1.0' encoding='" + charset + "'?><r><stringValue>Grüße</stringValue></r>";
        assertThat(READER.read(document.getBytes(Charset.forName(charset)), input("SimpleScalarProperties"))
                        .get("stringValue"))
                .isEqualTo("Grüße");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "<r>",
                "<r></s>",
                "<r/><r/>",
                "<r/>x",
                "<r a='1' a='2'/>",
                "<p:r/>",
                "<r>&undefined;</r>",
                "<r>&#0;</r>",
                "<r>&#x110000;</r>",
                "<r><stringValue>a<b/></stringValue></r>",
                "<r><integerValue>x</integerValue></r>",
                "<r><integerValue/></r>",
                "<r><byteValue>128</byteValue></r>",
                "<r><trueBooleanValue>yes</trueBooleanValue></r>",
                "<r><floatValue>0x1p3</floatValue></r>",
                "<!DOCTYPE r><r/>",
                "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r><stringValue>&x;</stringValue></r>",
                "<?xml version='1.0' encoding='nonsense'?><r/>",
                "<?xml version='9.0'?><r/>"
            })
    void documentThatIsNotWellFormedOrDoesNotFitIsRefused(String document) {
        assertRefused(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void unionOfTwoMembersIsRefused() {
        assertThatThrownBy(() -> read(
                        "XmlUnions",
                        "<r><unionValue><stringValue>a</stringValue><longValue>1</longValue></unionValue></r>"))
                .isInstanceOf(MalformedValueException.class);
    }

    @Test
    void entitiesThatGrowAreNotExpanded() {
        StringBuilder document = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            document.append("<!ENTITY a" + i + " '&a" + (i - 1) + ";&a" + (i - 1) + ";'>");
        }
        document.append("]><r><stringValue>&a39;</stringValue></r>");
        assertRefused(document.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused(("<r>" + "<a>".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8));
        String known = "<nested>".repeat(1_000_000);
        assertThatThrownBy(() -> read("RecursiveShapes", "<r>" + known)).isInstanceOf(MalformedValueException.class);
    }

    @Test
    void manyAndLongAttributesAreRefused() {
        StringBuilder many = new StringBuilder("<r");
        for (int i = 0; i < 100_000; i++) {
            many.append(" a" + i + "='x'");
        }
        assertRefused(many.append("/>").toString().getBytes(StandardCharsets.UTF_8));
        assertRefused(("<r a='" + "x".repeat(10_000_000) + "'/>").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] document = "<r><stringValue>a?b</stringValue></r>".getBytes(StandardCharsets.UTF_8);
        document["<r><stringValue>a".length()] = (byte) 0xff;
        assertRefused(document);
    }

    @Test
    void everyTruncationOfADocumentIsRefused() {
        byte[] document = "<?xml version='1.0'?><r a='b'><stringValue>ä&lt;<![CDATA[x]]></stringValue><!-- c --></r>"
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < document.length; length++) {
            assertRefused(Arrays.copyOf(document, length));
        }
    }

    private static void assertRefused(byte[] document) {
        assertThatThrownBy(() -> READER.read(document, input("SimpleScalarProperties")))
                .isInstanceOf(MalformedValueException.class);
    }

    private static Structure read(String operation, String document) {
        return READER.read(document.getBytes(StandardCharsets.UTF_8), input(operation));
    }

    private static Schema input(String operation) {
        for (SmithyModels.Service service : SmithyModels.services(ProtocolKind.REST_XML)) {
            ServiceSchema schema = service.schema();
            if (schema.id().equals("restxmlprotocol")) {
                return Objects.requireNonNull(schema.operation(operation)).input();
            }
        }
        throw new IllegalStateException("no restXml service");
    }
}
