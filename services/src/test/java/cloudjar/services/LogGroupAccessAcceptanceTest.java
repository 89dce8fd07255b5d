package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.testkit.CloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** Permissions on log groups, as AWS's SDK for Java meets them. */
class LogGroupAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    @Test
    void seeingWhatIsHiddenNeedsAPermissionOfItsOwn() {
        People people = People.in(CLOUD.cloud().mainWorld());
        people.root(CloudWatchLogsClient.builder()).createLogGroup(create -> create.logGroupName("app"));
        CloudWatchLogsClient ann = people.user("ann", CloudWatchLogsClient.builder());
        String group = "arn:aws:logs:us-east-1:" + people.account() + ":log-group:app:*";
        people.allow("ann", "logs:FilterLogEvents", group);

        assertThat(ann.filterLogEvents(filter -> filter.logGroupName("app")).events())
                .isEmpty();
        assertThatThrownBy(() ->
                        ann.filterLogEvents(filter -> filter.logGroupName("app").unmask(true)))
                .isInstanceOfSatisfying(CloudWatchLogsException.class, error -> assertThat(
                                error.awsErrorDetails().errorMessage())
                        .contains("logs:Unmask"));
    }
}
