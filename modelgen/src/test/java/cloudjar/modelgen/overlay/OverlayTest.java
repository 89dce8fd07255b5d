package cloudjar.modelgen.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.Location;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ShapeType;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.OperationModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    private ServiceModel model = new ServiceModel(new ServiceFacts(
            "tiny",
            "Tiny",
            "Tiny Service",
            "2020-01-01",
            "tiny",
            "tiny",
            null,
            List.of(ProtocolKind.AWS_JSON_1_0),
            null,
            false,
            false));

    @BeforeEach
    void oneOperation() {
        ShapeModel input = new ShapeModel("PutInput", ShapeType.STRUCTURE);
        input.members.add(new MemberModel("Name", "Text"));
        input.members.add(new MemberModel("Size", "Text"));
        ShapeModel text = new ShapeModel("Text", ShapeType.STRING);
        text.max = 10.0;
        ShapeModel error = new ShapeModel("Missing", ShapeType.STRUCTURE);
        error.error = new ErrorTraits("Missing", "Missing", 400, true);
        for (ShapeModel shape : List.of(input, text, error)) {
            model.shapes().put(shape.name, shape);
        }
        OperationModel put = new OperationModel("Put");
        put.input = "PutInput";
        model.operations().put("Put", put);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error Missing status=404",
                "error Missing status=404 #",
                "error Missing status=404 #no blank before the reason",
                "  error Missing status=404",
                "because a reason for indented lines only\nerror Missing status=404"
            })
    void refusesAFactWithoutReason(String text) {
        assertThatThrownBy(() -> Overlay.parse("tiny.overlay", text))
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("tiny.overlay:")
                .hasMessageContaining("needs a reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate Put",
                "error Absent status=404",
                "error PutInput status=404",
                "error Missing status=soon",
                "error Missing colour=red",
                "error Missing fault=mine",
                "error Missing on=Get",
                "add-error Missing status=404",
                "add-error Other Name:Nowhere",
                "add-error Other Name",
                "add-error Other Name:Text@moon",
                "operation Get status=201",
                "add-operation Put uri=/x",
                "member PutInput.Colour name=c",
                "member PutInput name=c",
                "member PutInput.Name required=perhaps",
                "add-member PutInput Name:Text",
                "order PutInput Colour",
                "shape Text max=lots",
                "shape Text timestampFormat=SUNDIAL",
                "service protocols=TELEX",
                "service id=x extra",
                "group Things Get",
                "group Things Put Put",
                "operation",
                "shape \"Text max=1"
            })
    void refusesAFactThatDoesNotFitTheModel(String fact) {
        assertThatThrownBy(() -> apply(fact + " # because"))
                .isInstanceOf(OverlayException.class)
                .hasMessageStartingWith("tiny.overlay:1: ");
    }

    @Test
    void changesErrors() {
        apply("error Missing status=404 queryCode=Tiny.Missing on=* # recorded");

        assertThat(model.shape("Missing").error).isEqualTo(new ErrorTraits("Missing", "Tiny.Missing", 404, true));
        assertThat(model.operation("Put").errors).containsExactly("Missing");
    }

    @Test
    void addsErrorsWithMembers() {
        apply("""
                because recorded
                  add-error Busy RetryAfter:Integer@header=Retry-After message:String status=503 on=Put
                """);

        ShapeModel busy = model.shape("Busy");
        assertThat(busy.error).isEqualTo(new ErrorTraits("Busy", "Busy", 503, false));
        assertThat(busy.members).extracting(member -> member.location).containsExactly(Location.HEADER, Location.BODY);
        assertThat(busy.members.getFirst().wireName).isEqualTo("Retry-After");
        assertThat(model.shape("Integer").type).isEqualTo(ShapeType.INTEGER);
        assertThat(model.operation("Put").errors).containsExactly("Busy");
    }

    @Test
    void addsOperationsAndShapes() {
        apply("""
                because newer than the model
                  add-list Names of=Text name=Name
                  add-map Tags value=Text
                  add-string Colour enum=red,green min=3
                  add-integer Seconds min=60 max=3600
                  add-structure GetInput Names:Names! Tags:Tags Colour:Colour
                  add-union Choice A:Text B:Choices
                """.replace(" B:Choices", ""));
        apply(
                "add-operation Get method=GET uri=/get?x=1 input=GetInput output=Choice errors=Missing status=202 # newer");

        assertThat(model.operation("Get").uri).isEqualTo("/get?x=1");
        assertThat(model.operation("Get").status).isEqualTo(202);
        assertThat(model.shape("GetInput").members.getFirst().flags).isEqualTo(Member.REQUIRED);
        assertThat(model.shape("Names").members.getFirst().xmlName).isEqualTo("Name");
        assertThat(model.shape("Colour").enumValues).containsExactly("red", "green");
        assertThat(model.shape("Seconds").type).isEqualTo(ShapeType.INTEGER);
        assertThat(model.shape("Seconds").max).isEqualTo(3600);
        assertThat(model.shape("Choice").type).isEqualTo(ShapeType.UNION);
    }

    @Test
    void renamesMovesAndFreesMembers() {
        apply("""
                because the query protocol names it so
                  member PutInput.Name name=name.1 required=true flattened=true
                  order PutInput Size
                because AWS does not enforce it
                  shape Text max=none pattern="[a-z] [0-9]"
                """);

        assertThat(model.shape("PutInput").members)
                .extracting(member -> member.name)
                .containsExactly("Size", "Name");
        MemberModel name = model.shape("PutInput").members.get(1);
        assertThat(name.queryName).isEqualTo("name.1");
        assertThat(name.flags).isEqualTo(Member.REQUIRED | Member.FLATTENED);
        assertThat(model.shape("Text").max).isNull();
        assertThat(model.shape("Text").pattern).isEqualTo("[a-z] [0-9]");
    }

    @Test
    void addsProtocolsAndGroups() {
        apply("""
                # a comment
                service protocols=AWS_JSON_1_0,AWS_QUERY xmlNamespace=urn:tiny # served in both
                group Things Put # cloudjar's names
                """);

        assertThat(model.facts().protocols()).containsExactly(ProtocolKind.AWS_JSON_1_0, ProtocolKind.AWS_QUERY);
        assertThat(model.facts().xmlNamespace()).isEqualTo("urn:tiny");
        assertThat(model.groups()).containsOnlyKeys("Things");
    }

    @Test
    void groupsMustHoldEveryOperation() {
        assertThatThrownBy(() -> apply("""
                        add-operation Get # newer
                        group Things Put # cloudjar's names
                        """))
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("Get is in no group");
    }

    private void apply(String text) {
        Overlay.parse("tiny.overlay", text).apply(model);
    }
}
