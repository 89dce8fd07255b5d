package cloudjar.modelgen.java;

/** The {@code package-info} of a service's API. */
final class PackageGenerator {
    private final ServiceTypes types;

    PackageGenerator(ServiceTypes types) {
        this.types = types;
    }

    String generate() {
        return """
                %s/** The API of %s, version %s of its model. */
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(
                        types.header(),
                        types.model().facts().title(),
                        types.model().facts().apiVersion(),
                        types.packageName());
    }
}
