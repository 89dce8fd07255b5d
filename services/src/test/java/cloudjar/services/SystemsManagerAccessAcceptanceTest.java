package cloudjar.services;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.testkit.CloudExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CalendarState;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentMetadataEnum;
import software.amazon.awssdk.services.ssm.model.DocumentReviewAction;
import software.amazon.awssdk.services.ssm.model.DocumentReviewCommentSource;
import software.amazon.awssdk.services.ssm.model.DocumentReviewerResponseSource;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.ssm.model.ReviewStatus;
import software.amazon.awssdk.services.ssm.model.Runbook;

/** Who may use what Systems Manager keeps, where permissions are enforced; reviews of change templates and calendars of changes. */
class SystemsManagerAccessAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String NAME = "/shared/url";

    private People people;
    private SsmClient root;

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld()).others();
        root = people.root(SsmClient.builder());
    }

    private String parameter(String name, ParameterTier tier) {
        root.putParameter(put ->
                put.name(name).value("http://x").type(ParameterType.STRING).tier(tier));
        return root.getParameter(get -> get.name(name)).parameter().arn();
    }

    private static String reading(String principal, String resource) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \""
                + principal + "\"}, \"Action\": [\"ssm:GetParameter\"], \"Resource\": \"" + resource + "\"}]}";
    }

    private static String read(SsmClient client, String name) {
        return client.getParameter(get -> get.name(name)).parameter().value();
    }

    @Test
    void anotherAccountReadsAParameterByItsPolicy() {
        String arn = parameter(NAME, ParameterTier.ADVANCED);
        People partner = people.others();
        SsmClient bob = partner.user("bob", SsmClient.builder());
        partner.allow("bob", "ssm:*", "*");
        assertRefused(() -> read(bob, arn), "AccessDeniedException");
        PutResourcePolicyResponse policy =
                root.putResourcePolicy(put -> put.resourceArn(arn).policy(reading(partner.arn("root"), arn)));
        assertThat(read(bob, arn)).isEqualTo("http://x");
        assertRefused(() -> bob.getParameterHistory(get -> get.name(arn)), "AccessDeniedException");
        root.deleteResourcePolicy(
                delete -> delete.resourceArn(arn).policyId(policy.policyId()).policyHash(policy.policyHash()));
        assertRefused(() -> read(bob, arn), "AccessDeniedException");
    }

    @Test
    void aPolicyIsChangedByWhoKnowsIt() {
        String arn = parameter(NAME, ParameterTier.ADVANCED);
        String wide = reading(people.arn("root"), "*");
        PutResourcePolicyResponse made =
                root.putResourcePolicy(put -> put.resourceArn(arn).policy(wide));
        PutResourcePolicyResponse changed = root.putResourcePolicy(put -> put.resourceArn(arn)
                .policy(reading(people.arn("root"), arn))
                .policyId(made.policyId())
                .policyHash(made.policyHash()));
        assertThat(changed.policyId()).isEqualTo(made.policyId());
        assertThat(changed.policyHash()).isNotEqualTo(made.policyHash());
        assertRefused(
                () -> root.deleteResourcePolicy(delete ->
                        delete.resourceArn(arn).policyId(made.policyId()).policyHash(made.policyHash())),
                "ResourcePolicyConflictException");
        assertRefused(
                () -> root.putResourcePolicy(
                        put -> put.resourceArn(arn).policy(wide).policyId("no").policyHash(made.policyHash())),
                "ResourcePolicyNotFoundException");
        assertRefused(
                () -> root.putResourcePolicy(put -> put.resourceArn(arn).policy("{}")),
                "MalformedResourcePolicyDocumentException");
        assertRefused(
                () -> root.putResourcePolicy(put -> put.resourceArn(arn).policy(wide + " ".repeat(1024))),
                "ResourcePolicyLimitExceededException");
        assertThat(root.getResourcePolicies(get -> get.resourceArn(arn)).policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyHash()).isEqualTo(changed.policyHash()))
                .satisfies(policy -> assertThat(policy.policy()).isEqualTo(reading(people.arn("root"), arn)));
        // A parameter that is made anew has no policy of the old one.
        root.deleteParameter(delete -> delete.name(NAME));
        assertRefused(() -> root.getResourcePolicies(get -> get.resourceArn(arn)), "ResourceNotFoundException");
        parameter(NAME, ParameterTier.ADVANCED);
        assertThat(root.getResourcePolicies(get -> get.resourceArn(arn)).policies())
                .isEmpty();
    }

    @Test
    void whatCannotBeSharedHasNoPolicy() {
        String standard = parameter("plain", ParameterTier.STANDARD);
        assertRefused(
                () -> root.putResourcePolicy(put -> put.resourceArn(standard).policy(reading("*", standard))),
                "ResourcePolicyInvalidParameterException");
        String items = standard.replace("parameter/plain", "opsitemgroup/default");
        root.putResourcePolicy(put -> put.resourceArn(items).policy(reading(people.arn("root"), "*")));
        assertRefused(
                () -> root.putResourcePolicy(put -> put.resourceArn(items).policy(reading("*", "*"))),
                "ResourcePolicyLimitExceededException");
    }

    private void review(DocumentReviewAction action, String comment) {
        var said = DocumentReviewCommentSource.builder()
                .type("Comment")
                .content(comment)
                .build();
        root.updateDocumentMetadata(update -> update.name("template")
                .documentReviews(review -> review.action(action).comment(said)));
    }

    @Test
    void changeTemplatesAreReviewed() {
        root.createDocument(create -> create.name("template")
                .documentType(DocumentType.AUTOMATION_CHANGE_TEMPLATE)
                .content("{\"schemaVersion\": \"0.3\", \"mainSteps\": []}"));
        assertRefused(() -> review(DocumentReviewAction.APPROVE, "early"), "InvalidDocumentOperation");
        review(DocumentReviewAction.SEND_FOR_REVIEW, "please");
        review(DocumentReviewAction.UPDATE_REVIEW, "please, soon");
        assertThat(root.describeDocument(describe -> describe.name("template"))
                        .document()
                        .pendingReviewVersion())
                .isEqualTo("1");
        review(DocumentReviewAction.REJECT, "no");
        assertRefused(() -> review(DocumentReviewAction.APPROVE, "late"), "InvalidDocumentOperation");
        review(DocumentReviewAction.SEND_FOR_REVIEW, "again");
        review(DocumentReviewAction.APPROVE, "yes");
        var history = root.listDocumentMetadataHistory(
                list -> list.name("template").metadata(DocumentMetadataEnum.DOCUMENT_REVIEWS));
        assertThat(history.author()).isEqualTo(people.arn("root"));
        List<DocumentReviewerResponseSource> said = history.metadata().reviewerResponse();
        assertThat(said)
                .extracting(DocumentReviewerResponseSource::reviewStatus)
                .containsExactly(
                        ReviewStatus.APPROVED, ReviewStatus.PENDING, ReviewStatus.REJECTED, ReviewStatus.PENDING);
        assertThat(said)
                .extracting(response -> response.comment().getFirst().content())
                .containsExactly("yes", "again", "no", "please, soon");
        assertThat(said.getFirst().reviewer()).isEqualTo(people.arn("root"));
        assertThat(root.describeDocument(describe -> describe.name("template")).document())
                .satisfies(document -> assertThat(document.approvedVersion()).isEqualTo("1"))
                .satisfies(document -> assertThat(document.reviewStatus()).isEqualTo(ReviewStatus.APPROVED))
                .satisfies(
                        document -> assertThat(document.pendingReviewVersion()).isNull());
    }

    @Test
    void whoMayNotApproveByHimselfMayAsk() {
        root.createDocument(create -> create.name("wait")
                .documentType(DocumentType.AUTOMATION)
                .content(
                        "{\"schemaVersion\": \"0.3\", \"mainSteps\": [{\"name\": \"a\", \"action\": \"aws:pause\"}]}"));
        root.createDocument(create -> create.name("template")
                .documentType(DocumentType.AUTOMATION_CHANGE_TEMPLATE)
                .content(
                        "{\"schemaVersion\": \"0.3\", \"autoApprovable\": true, \"mainSteps\": [{\"name\": \"a\", \"action\":"
                                + " \"aws:approve\", \"inputs\": {\"EnhancedApprovals\": {\"Approvers\": [{\"approver\": \"boss\","
                                + " \"type\": \"IamUser\", \"minRequiredApprovals\": 1}]}}}]}"));
        review(DocumentReviewAction.SEND_FOR_REVIEW, "please");
        review(DocumentReviewAction.APPROVE, "yes");
        SsmClient requester = people.user("requester", SsmClient.builder());
        people.allow("requester", "ssm:*", "*");
        people.put(
                "requester",
                People.statement(
                        "Deny",
                        "ssm:StartChangeRequestExecution",
                        "*",
                        ", \"Condition\": {\"Bool\": {\"ssm:AutoApprove\": \"true\"}}"));
        Runbook runbook = Runbook.builder().documentName("wait").build();
        assertRefused(
                () -> requester.startChangeRequestExecution(start ->
                        start.documentName("template").runbooks(runbook).autoApprove(true)),
                "AccessDeniedException");
        String asked = requester
                .startChangeRequestExecution(
                        start -> start.documentName("template").runbooks(runbook))
                .automationExecutionId();
        assertThat(asked).isNotEmpty();
    }

    @Test
    void calendarsSayWhenChangesAreWelcome() {
        root.createDocument(create -> create.name("freeze")
                .documentType(DocumentType.CHANGE_CALENDAR)
                .documentFormat(DocumentFormat.TEXT)
                .content("""
                        BEGIN:VCALENDAR
                        X-CALENDAR-TYPE:DEFAULT_OPEN
                        BEGIN:VEVENT
                        DTSTART:20300102T100000Z
                        DTEND:20300102T120000Z
                        END:VEVENT
                        END:VCALENDAR
                        """));
        var during = root.getCalendarState(get -> get.calendarNames("freeze").atTime("2030-01-02T12:30:00+0200"));
        assertThat(during.state()).isEqualTo(CalendarState.CLOSED);
        assertThat(during.atTime()).isEqualTo("2030-01-02T12:30:00+0200");
        assertThat(during.nextTransitionTime()).isEqualTo("2030-01-02T12:00:00Z");
        var after = root.getCalendarState(get -> get.calendarNames("freeze").atTime("2030-01-02T12:00:00Z"));
        assertThat(after.state()).isEqualTo(CalendarState.OPEN);
        assertThat(after.nextTransitionTime()).isNull();
        assertRefused(() -> root.getCalendarState(get -> get.calendarNames("none")), "InvalidDocument");
        assertRefused(
                () -> root.getCalendarState(get -> get.calendarNames("freeze").atTime("soon")), "ValidationException");
    }
}
