package cloudjar.services.ssm;

import cloudjar.api.ssm.PutParameterRequest;
import cloudjar.kernel.shape.Bytes;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the value of a parameter must be. */
final class ParameterValue {
    private static final String IMAGE = "aws:ec2:image";
    private static final Pattern IMAGE_ID = Pattern.compile("ami-[0-9a-f]{8}([0-9a-f]{9})?");
    private static final Set<String> DATA_TYPES = Set.of("text", IMAGE, "aws:ssm:integration");

    private ParameterValue() {}

    /** Checks a value and gives its data type. */
    static String checked(PutParameterRequest in, String type, String tier) {
        boolean advanced = tier.equals(ParameterVersion.ADVANCED);
        long most = advanced ? SsmLimits.ADVANCED_SIZE_MAX.current() : SsmLimits.STANDARD_SIZE_MAX.current();
        if (in.value().isEmpty()) {
            throw SsmErrors.validation("The value of a parameter can't be empty.");
        }
        if (Bytes.ofUtf8(in.value()).size() > most) {
            throw SsmErrors.validation(
                    advanced
                            ? "Advanced tier parameters support a maximum parameter value of 8192 characters."
                            : "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger"
                                    + " parameter value, upgrade the parameter to use the advanced-parameter tier. For more"
                                    + " information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
        }
        checkPattern(in);
        String dataType = in.dataType() == null ? "text" : in.dataType();
        if (!DATA_TYPES.contains(dataType)) {
            throw SsmErrors.validation(
                    "The following data type is not supported: " + dataType + " (Data type names are all lowercase.)");
        }
        if (dataType.equals(IMAGE)) {
            if (!type.equals("String")) {
                throw SsmErrors.validation(
                        "The data type aws:ec2:image is supported for parameters of type String only.");
            }
            if (!IMAGE_ID.matcher(in.value()).matches()) {
                throw SsmErrors.validation("Parameter value, " + in.value()
                        + ", isn't a valid Amazon Machine Image ID for data type aws:ec2:image.");
            }
        }
        return dataType;
    }

    private static void checkPattern(PutParameterRequest in) {
        String pattern = in.allowedPattern();
        if (pattern == null || pattern.isEmpty()) {
            return;
        }
        try {
            if (!Pattern.compile(pattern).matcher(in.value()).matches()) {
                throw SsmErrors.pattern(pattern);
            }
        } catch (PatternSyntaxException e) {
            throw SsmErrors.noPattern();
        }
    }
}
