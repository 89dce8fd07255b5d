package cloudjar.services.cloudtrail;

import java.util.regex.Pattern;

/**
 * The rules for names of trails.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html">CreateTrail</a>
 */
final class TrailName {
    private static final Pattern PARTS = Pattern.compile("[A-Za-z0-9._-]*");
    private static final Pattern TWICE = Pattern.compile(".*[._-]{2}.*");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private TrailName() {}

    /** Refuses what is no name. */
    static void check(String name) {
        if (name.isEmpty()) {
            throw CloudTrailErrors.badName("Trail name cannot be blank!");
        }
        if (name.length() < CloudTrailLimits.NAME_MIN.current()) {
            throw CloudTrailErrors.badName("Trail name too short. Minimum allowed length: "
                    + CloudTrailLimits.NAME_MIN.current() + " characters. Specified name length: " + name.length()
                    + " characters.");
        }
        if (name.length() > CloudTrailLimits.NAME_MAX.current()) {
            throw CloudTrailErrors.badName("Trail name too long. Maximum allowed length: "
                    + CloudTrailLimits.NAME_MAX.current() + " characters. Specified name length: " + name.length()
                    + " characters.");
        }
        if (!PARTS.matcher(name).matches()) {
            throw CloudTrailErrors.badName("Trail name or ARN can only contain uppercase letters, lowercase letters,"
                    + " numbers, periods (.), hyphens (-), and underscores (_).");
        }
        if (!isPlain(name.charAt(0))) {
            throw CloudTrailErrors.badName("Trail name must starts with a letter or number.");
        }
        if (!isPlain(name.charAt(name.length() - 1))) {
            throw CloudTrailErrors.badName("Trail name must ends with a letter or number.");
        }
        if (TWICE.matcher(name).matches()) {
            throw CloudTrailErrors.badName(
                    "Trail name cannot have adjacent periods (.), hyphens (-), and underscores (_).");
        }
        if (ADDRESS.matcher(name).matches()) {
            throw CloudTrailErrors.badName("Trail name cannot be formatted as an IP address.");
        }
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c);
    }
}
