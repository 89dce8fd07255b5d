package cloudjar.protocols.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.smithy.SmithyModels;
import cloudjar.protocols.xml.XmlStructureReader;
import cloudjar.protocols.xml.XmlStructureWriter;
import cloudjar.protocols.xml.XmlStructureWriter.DateTimes;
import cloudjar.protocols.xml.XmlWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What the XML writer writes, the XML reader reads. */
class XmlRoundTripProperties {
    private static final XmlStructureReader READER = new XmlStructureReader();
    private static final List<Schema> SCHEMAS = SmithyModels.services(ProtocolKind.REST_XML).stream()
            .flatMap(service -> service.schema().operations().stream())
            .map(OperationSchema::output)
            .filter(output -> output.memberCount() > 0
                    && output.members().stream().allMatch(member -> member.location() == Location.BODY))
            .toList();

    @Property(tries = 2000)
    void structuresAreReadAsTheyWereWritten(
            @ForAll @IntRange(max = 10_000) int which, @ForAll long seed, @ForAll DateTimes dateTimes) {
        Schema schema = SCHEMAS.get(which % SCHEMAS.size());
        Structure value = new RandomStructures(seed).structure(schema);
        ContentBuffer content = new ContentBuffer(64);
        XmlWriter out = new XmlWriter(content).start("root");
        new XmlStructureWriter(dateTimes).members(out, value);
        out.end("root");
        assertThat(READER.read(content.toArray(), schema)).isEqualTo(value);
    }
}
