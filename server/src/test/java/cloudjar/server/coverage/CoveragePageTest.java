package cloudjar.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.sts.GetCallerIdentityRequest;
import cloudjar.api.sts.GetCallerIdentityResponse;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoveragePageTest {
    private static final Path PAGE = Path.of("../docs/coverage.md");

    @Test
    void thePageInTheDocumentationIsTheGeneratedOne() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, CoveragePage.markdown());
        }
        assertThat(Files.readString(PAGE))
                .as("regenerate it: ./cloudjar coverage > docs/coverage.md")
                .isEqualTo(CoveragePage.markdown());
    }

    @Test
    void aClientIsNoImplementation() {
        Sts client = Sts.API.client((api, operation, input, call) -> input);

        assertThatThrownBy(() -> ServiceCoverage.of(new ServiceBinding<>(Sts.API, client)))
                .hasMessageContaining("hidden behind a client");
    }

    @Test
    void anOperationIsImplementedWhereItsDefaultIsOverridden() {
        ServiceCoverage coverage = ServiceCoverage.of(new ServiceBinding<>(Sts.API, new OneOperation()));
        assertThat(coverage.implemented()).containsExactly("GetCallerIdentity");
        assertThat(coverage.missing()).contains("AssumeRole").doesNotContain("GetCallerIdentity");
        assertThat(coverage.total()).isEqualTo(Sts.API.schema().operations().size());
    }

    private static final class OneOperation implements Sts {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest in, Call call) {
            return GetCallerIdentityResponse.builder().build();
        }
    }
}
