package cloudjar.modelgen.source;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ShapeTraits;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.kernel.shape.TimestampFormat;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class C2jReaderTest {
    @Test
    void idIsTheServiceIdWithoutBlanksAndHyphens() throws IOException {
        assertThat(read("json", "").facts().id()).isEqualTo("tinyqueuev2");
    }

    @Test
    void protocolsKeepTheirOrderOfPreference() throws IOException {
        ServiceModel model = parse("""
                {"metadata": {"endpointPrefix": "m", "jsonVersion": "1.0", "protocol": "smithy-rpc-v2-cbor",
                 "protocols": ["smithy-rpc-v2-cbor", "json", "query"], "awsQueryCompatible": {}}}
                """);

        assertThat(model.facts().protocols())
                .containsExactly(ProtocolKind.RPC_V2_CBOR, ProtocolKind.AWS_JSON_1_0, ProtocolKind.AWS_QUERY);
        assertThat(model.facts().queryCompatible()).isTrue();
        assertThat(model.facts().id()).isEqualTo("m");
    }

    @Test
    void aFlattenedListsEntriesAreNamedByTheListsOwnMember() throws IOException {
        ServiceModel model = read("query", """
                "In": {"type": "structure", "members": {"Names": {"shape": "Names"}, "Tags": {"shape": "Tags", "locationName": "Tag"}}},
                "Names": {"type": "list", "flattened": true, "member": {"shape": "S", "locationName": "Name"}},
                "Tags": {"type": "list", "member": {"shape": "S", "locationName": "entry"}},
                "S": {"type": "string"}
                """);

        MemberModel names = member(model, "In", "Names");
        assertThat(names.queryName).isEqualTo("Name");
        assertThat(names.flags).isEqualTo(Member.FLATTENED);
        assertThat(member(model, "In", "Tags").xmlName).isEqualTo("Tag");
        assertThat(member(model, "Tags", "member").queryName).isEqualTo("entry");
    }

    @Test
    void ec2NamesAreTheQueryNameOrTheCapitalisedLocationName() throws IOException {
        ServiceModel model = read("ec2", """
                "In": {"type": "structure", "members": {
                  "A": {"shape": "S", "locationName": "imageId"}, "B": {"shape": "S", "locationName": "b", "queryName": "Ipv6"},
                  "dryRun": {"shape": "S"}}},
                "S": {"type": "string"}
                """);

        assertThat(member(model, "In", "A").ec2Name).isEqualTo("ImageId");
        assertThat(member(model, "In", "A").xmlName).isEqualTo("imageId");
        assertThat(member(model, "In", "B").ec2Name).isEqualTo("Ipv6");
        assertThat(member(model, "In", "dryRun").ec2Name).isEqualTo("DryRun");
    }

    @Test
    void onlyBodiesOfRestJsonRenameTheirKeys() throws IOException {
        String shapes = """
                "In": {"type": "structure", "members": {"Name": {"shape": "S", "locationName": "name"}}}, "S": {"type": "string"}
                """;

        assertThat(member(read("rest-json", shapes), "In", "Name").jsonName).isEqualTo("name");
        assertThat(member(read("json", shapes), "In", "Name").jsonName).isNull();
    }

    @Test
    void locationsFollowTheBinding() throws IOException {
        ServiceModel model = read("rest-xml", """
                "In": {"type": "structure", "payload": "Body", "required": ["Key"], "members": {
                  "Key": {"shape": "S", "location": "uri", "locationName": "Key"},
                  "Meta": {"shape": "M", "location": "headers", "locationName": "x-amz-meta-"},
                  "All": {"shape": "M", "location": "querystring"},
                  "Body": {"shape": "B", "streaming": true}}},
                "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}},
                "B": {"type": "blob"}, "S": {"type": "string"}
                """);

        assertThat(member(model, "In", "Key").location).isEqualTo(Location.LABEL);
        assertThat(member(model, "In", "Key").flags).isEqualTo(Member.REQUIRED);
        assertThat(member(model, "In", "Meta").wireName).isEqualTo("x-amz-meta-");
        assertThat(member(model, "In", "All").location).isEqualTo(Location.QUERY_PARAMS);
        assertThat(member(model, "In", "Body").location).isEqualTo(Location.PAYLOAD);
        assertThat(member(model, "In", "Body").target).isEqualTo("StreamingB");
        assertThat(model.shape("StreamingB").flags).isEqualTo(ShapeTraits.STREAMING);
        assertThat(model.shape("B").flags).isZero();
    }

    @Test
    void aMemberThatDemandsMoreThanItsShapeHasAShapeOfItsOwn() throws IOException {
        ServiceModel model = read("rest-json", """
                "In": {"type": "structure", "members": {
                  "Arn": {"shape": "S", "pattern": "^arn:.*$"},
                  "Kind": {"shape": "S", "enum": ["YAML", "JSON"]},
                  "Name": {"shape": "S"}}},
                "S": {"type": "string", "max": 9, "sensitive": true}
                """);

        assertThat(member(model, "In", "Arn").target).isEqualTo("InArn");
        assertThat(model.shape("InArn").pattern).isEqualTo("^arn:.*$");
        assertThat(model.shape("InArn").max).isEqualTo(9);
        assertThat(model.shape("InArn").flags).isEqualTo(ShapeTraits.SENSITIVE);
        assertThat(model.shape("InKind").enumValues).containsExactly("YAML", "JSON");
        assertThat(member(model, "In", "Name").target).isEqualTo("S");
        assertThat(model.shape("S").pattern).isNull();
    }

    @Test
    void errorsHaveStatusCodeAndFault() throws IOException {
        String shapes = """
                "Gone": {"type": "structure", "members": {}, "exception": true, "error": {"code": "Old.Gone", "httpStatusCode": 404}},
                "Broken": {"type": "structure", "members": {}, "exception": true, "fault": true}
                """;

        assertThat(read("query", shapes).shape("Gone").error)
                .isEqualTo(new ErrorTraits("Old.Gone", "Old.Gone", 404, true));
        assertThat(read("json", shapes).shape("Gone").error).isEqualTo(new ErrorTraits("Gone", "Old.Gone", 404, true));
        assertThat(read("json", shapes).shape("Broken").error)
                .isEqualTo(new ErrorTraits("Broken", "Broken", 500, false));
    }

    @Test
    void structuresMayBeUnionsEventStreamsAndDocuments() throws IOException {
        ServiceModel model = read("rest-json", """
                "U": {"type": "structure", "union": true, "members": {}},
                "E": {"type": "structure", "eventstream": true, "members": {"P": {"shape": "P"}}},
                "P": {"type": "structure", "event": true, "members": {"Data": {"shape": "B", "eventpayload": true}}},
                "D": {"type": "structure", "document": true, "members": {}}, "B": {"type": "blob"}
                """);

        assertThat(model.shape("U").type).isEqualTo(ShapeType.UNION);
        assertThat(model.shape("E").flags).isEqualTo(ShapeTraits.EVENT_STREAM);
        assertThat(model.shape("E").type).isEqualTo(ShapeType.UNION);
        assertThat(member(model, "P", "Data").location).isEqualTo(Location.EVENT_PAYLOAD);
        assertThat(model.shape("D").type).isEqualTo(ShapeType.DOCUMENT);
    }

    @Test
    void operationsCarryTheirTraits() throws IOException {
        ServiceModel model = parse("""
                {"metadata": {"endpointPrefix": "x", "protocol": "rest-json"}, "shapes": {"Err": {"type": "structure", "members": {}},
                 "T": {"type": "timestamp", "timestampFormat": "iso8601"}},
                 "operations": {"Do": {"http": {"method": "PUT", "requestUri": "/do", "responseCode": 201}, "authtype": "none",
                  "endpoint": {"hostPrefix": "data-"}, "httpChecksum": {"requestAlgorithmMember": "Alg", "requestChecksumRequired": true},
                  "requestcompression": {}, "errors": [{"shape": "Err", "error": {"code": "E1", "httpStatusCode": 409}}]}}}
                """);

        OperationModel operation = model.operation("Do");
        assertThat(operation.status).isEqualTo(201);
        assertThat(operation.hostPrefix).isEqualTo("data-");
        assertThat(operation.checksumMember).isEqualTo("Alg");
        assertThat(operation.flags)
                .isEqualTo(OperationSchema.UNSIGNED | OperationSchema.CHECKSUM_REQUIRED | OperationSchema.COMPRESSED);
        assertThat(model.shape("Err").error).isEqualTo(new ErrorTraits("Err", "E1", 409, true));
        assertThat(model.shape("T").timestampFormat).isEqualTo(TimestampFormat.DATE_TIME);
    }

    private static MemberModel member(ServiceModel model, String shape, String name) {
        MemberModel member = model.shape(shape).member(name);
        if (member == null) {
            throw new AssertionError("no member " + shape + "." + name);
        }
        return member;
    }

    private static ServiceModel read(String protocol, String shapes) throws IOException {
        return parse("""
                {"metadata": {"serviceId": "Tiny-Queue v2", "endpointPrefix": "tiny", "protocol": "%s"}, "shapes": {%s}}
                """.formatted(protocol, shapes));
    }

    private static ServiceModel parse(String json) throws IOException {
        return C2jReader.read(
                JsonReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Documentation.KEPT));
    }
}
