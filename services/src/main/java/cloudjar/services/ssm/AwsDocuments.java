package cloudjar.services.ssm;

import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import java.util.regex.Pattern;

/** AWS's own documents: their names can be told, what they say is AWS's and not here. */
final class AwsDocuments {
    private static final Pattern NAMES = Pattern.compile(
            "(AWS|Amazon|AWSSupport|AWSEC2|AWSConfigRemediation|AWSFIS|AWSQuickSetup"
                    + "|AWSQuickStarts|AWSAppConfig|AWSIncidents|AWSPremiumSupport|AWSSAP|AmazonCloudWatch|AmazonInspector)-\\S+");

    private AwsDocuments() {}

    static boolean isOne(String name) {
        return NAMES.matcher(name).matches();
    }

    static ApiException absent(String name) {
        return new CommonException(
                NotImplemented.CODE, NotImplemented.STATUS, "cloudjar does not have AWS's own document " + name);
    }
}
