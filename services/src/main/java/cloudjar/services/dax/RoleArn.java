package cloudjar.services.dax;

/** The check of a role's ARN, in DAX's words. */
final class RoleArn {
    private static final String[] MISSING = {
        "Second colon partition not found: ",
        "Third colon vendor not found: ",
        "Fourth colon (region/namespace delimiter) not found: ",
        "Fifth colon (namespace/relative-id delimiter) not found: "
    };

    private RoleArn() {}

    static void check(String arn) {
        if (!arn.startsWith("arn:")) {
            throw DaxErrors.invalid("ARNs must start with 'arn:': " + arn);
        }
        long colons = arn.chars().filter(c -> c == ':').count();
        if (colons <= MISSING.length) {
            throw DaxErrors.invalid(MISSING[(int) colons - 1] + arn);
        }
    }
}
