package cloudjar.server.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsPageTest {
    private static final Path PAGE = Path.of("../docs/options.md");

    @Test
    void thePageInTheDocumentationIsTheGeneratedOne() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, OptionText.markdown());
        }
        assertThat(Files.readString(PAGE))
                .as("regenerate it: mvn -pl server test -Dtest=OptionsPageTest -Dsurefire.argLine=-Ddocs.write=true")
                .isEqualTo(OptionText.markdown());
    }

    @Test
    void helpNamesEveryOption() {
        String help = OptionText.help();
        assertThat(ServerOptions.options().map(Option::flag))
                .allSatisfy(flag -> assertThat(help).contains("  " + flag + " "));
    }
}
