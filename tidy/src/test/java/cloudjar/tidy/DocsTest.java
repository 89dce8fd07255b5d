package cloudjar.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that lead somewhere and can be found. */
class DocsTest {
    private static final Repository REPOSITORY = Repository.here();

    private static final Path DOCS = REPOSITORY.root().resolve("docs");

    /** A Markdown link to a file of ours: no scheme, and what follows a '#' left out. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:)([^)#\\s]+)");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> dead = pages().flatMap(page -> links(page)
                        .filter(target -> !Files.exists(target))
                        .map(target -> REPOSITORY.name(page) + " -> " + REPOSITORY.name(target)))
                .toList();
        assertThat(dead).as("links to files that do not exist").isEmpty();
    }

    @Test
    void everyPageStandsInTheIndex() {
        Path index = DOCS.resolve("README.md");
        List<Path> linked = links(index).toList();
        List<String> lost = Repository.filesBelow(DOCS).stream()
                .filter(page -> page.toString().endsWith(".md") && !page.equals(index))
                .filter(page -> !linked.contains(page))
                .map(REPOSITORY::name)
                .toList();
        assertThat(lost)
                .as("pages that %s does not link", REPOSITORY.name(index))
                .isEmpty();
    }

    private static Stream<Path> pages() {
        Stream<Path> ofRoot = Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(REPOSITORY.root()::resolve);
        return Stream.concat(ofRoot, Repository.filesBelow(DOCS).stream().filter(file -> file.toString()
                .endsWith(".md")));
    }

    private static Stream<Path> links(Path page) {
        return LINK.matcher(Repository.read(page)).results().map(match -> page.resolveSibling(match.group(1))
                .normalize());
    }
}
