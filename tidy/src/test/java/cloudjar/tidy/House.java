package cloudjar.tidy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The compiled classes of the modules written by hand, read once for all rules. */
final class House {
    static final JavaClasses MAIN = read("classes");
    static final JavaClasses TESTS = read("test-classes");

    private House() {}

    private static JavaClasses read(String kind) {
        // Rules speak of names only: what a class of the JDK or of a library is made of does not matter.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPaths(Repository.here().compiled(kind));
    }
}
