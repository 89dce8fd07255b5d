package cloudjar.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.lambda.FunctionConfiguration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final FunctionName FIRST = new FunctionName("000000000000", "us-east-1", "first", null);
    private static final FunctionName SECOND = FIRST.with("1");
    private static final FunctionName OTHER = new FunctionName("000000000000", "us-east-1", "other", null);

    @Test
    void countsInvocationsOfEachFunctionWhateverItsQualifier() {
        String header = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";
        String passed = Lineage.of(header).with(FIRST).with(OTHER).with(SECOND).in(header);
        assertThat(passed).startsWith(header + ";Lineage=");
        assertThat(Lineage.of(passed).count(FIRST)).isEqualTo(2);
        assertThat(Lineage.of(passed).count(OTHER)).isEqualTo(1);
        assertThat(Lineage.of(passed).with(FIRST).in(passed)).containsOnlyOnce("Lineage=");
    }

    @Test
    void forgetsWhoCameFirst() {
        Lineage lineage = Lineage.NONE.with(FIRST);
        for (int i = 0; i < 16; i++) {
            lineage = lineage.with(new FunctionName("000000000000", "us-east-1", "f" + i, null));
        }
        assertThat(lineage.counts()).hasSize(16);
        assertThat(lineage.count(FIRST)).isZero();
    }

    @Test
    void isNothingWhereTheHeaderSaysNothingOfUse() {
        assertThat(Lineage.of(null)).isEqualTo(Lineage.NONE);
        assertThat(Lineage.of("x")).isEqualTo(Lineage.NONE);
        assertThat(Lineage.of("Lineage=a:b|c|d:99999999999")).isEqualTo(Lineage.NONE);
    }

    @Test
    void isALoopFromTheSeventeenthInvocationUnlessTheFunctionAllowsThat() {
        Lineage lineage = Lineage.NONE;
        Function function = Function.of("first", Map.of(), null, "http://localhost", Instant.EPOCH);
        for (int i = 0; i < 16; i++) {
            assertThat(Invoker.isLoop(target(function), lineage)).isFalse();
            lineage = lineage.with(FIRST);
        }
        assertThat(Invoker.isLoop(target(function), lineage)).isTrue();
        assertThat(Invoker.isLoop(target(function.recursing("Allow")), lineage)).isFalse();
    }

    private static Invoker.Target target(Function function) {
        Version version = new Version(FunctionConfiguration.builder().build(), new Code.Mount("/x", "x"), null);
        return new Invoker.Target(FIRST, function, version, 0);
    }
}
