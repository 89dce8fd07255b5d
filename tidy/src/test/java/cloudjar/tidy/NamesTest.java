package cloudjar.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No drawers: a name says which noun or role a class is, and a package says what it is about. */
class NamesTest {
    private static final Repository REPOSITORY = Repository.here();

    private static final Set<String> DRAWERS =
            Set.of("util", "utils", "helper", "helpers", "manager", "managers", "impl", "common", "base", "misc");

    /** AWS calls the errors that any operation may answer, and no model declares, common errors. */
    private static final Set<String> NOUNS = Set.of("CommonException", "CommonSchemas");

    private static final Pattern WORD = Pattern.compile("[A-Z][a-z0-9]*|^[a-z][a-z0-9]*");

    @Test
    void noClassIsADrawer() {
        List<String> drawers = Stream.concat(House.MAIN.stream(), House.TESTS.stream())
                .filter(type -> !type.isAnonymousClass())
                .filter(NamesTest::soundsLikeADrawer)
                .map(JavaClass::getName)
                .toList();
        assertThat(drawers)
                .as(
                        "classes that begin or end in one of %s: put the behaviour on the type it speaks about, or name the missing"
                                + " noun (Arn, Page, ETag)",
                        DRAWERS)
                .isEmpty();
    }

    /** AWS's own nouns (SecretsManager, TransferManager) may hold such a word, so a name must not begin or end in it. */
    private static boolean soundsLikeADrawer(JavaClass type) {
        if (NOUNS.contains(type.getSimpleName())) {
            return false;
        }
        List<String> words = WORD.matcher(type.getSimpleName())
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .toList();
        return !words.isEmpty() && (DRAWERS.contains(words.getFirst()) || DRAWERS.contains(words.getLast()));
    }

    @Test
    void noPackageIsADrawer() {
        List<String> drawers = Stream.concat(House.MAIN.stream(), House.TESTS.stream())
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> Stream.of(name.split("\\.")).anyMatch(DRAWERS::contains))
                .toList();
        assertThat(drawers).as("packages named after nothing in particular").isEmpty();
    }

    @Test
    void everyPackageIntroducesItself() {
        List<String> silent = REPOSITORY.javaFiles("main").stream()
                .map(Path::getParent)
                .distinct()
                .filter(dir -> !introduced(dir.resolve("package-info.java")))
                .map(REPOSITORY::name)
                .toList();
        assertThat(silent)
                .as("packages without a package-info.java that says in Javadoc what the package is, and is @NullMarked")
                .isEmpty();
    }

    private static boolean introduced(Path packageInfo) {
        if (!Files.isRegularFile(packageInfo)) {
            return false;
        }
        String text = Repository.read(packageInfo);
        return text.contains("/**") && text.contains("@NullMarked");
    }
}
