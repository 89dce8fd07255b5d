package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.gateway.authorize.Denial;
import cloudjar.kernel.policy.Opinion;
import cloudjar.kernel.policy.PolicyKind;
import cloudjar.kernel.policy.StatementRef;
import cloudjar.testkit.CloudExtension;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** What policies decide, as AWS's SDK for Java meets it. The codes in brackets are those of the checks that a test proves. */
class AuthorizationAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private People people;

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld());
    }

    private static void assertDenied(ThrowingCallable call, String code, int status, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.statusCode()).isEqualTo(status);
        });
    }

    private static AwsCredentials session(Credentials made) {
        return AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    private String role(String name, String trusted) {
        return people.iam()
                .createRole(create -> create.roleName(name)
                        .assumeRolePolicyDocument(
                                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                        + " \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"" + trusted
                                        + "\"}}]}"))
                .role()
                .arn();
    }

    private void allowRole(String role, String action, String resource) {
        people.iam().putRolePolicy(put -> put.roleName(role)
                .policyName("own")
                .policyDocument(People.document(People.statement("Allow", action, resource, ""))));
    }

    /** [IAM-1] [IAM-7] */
    @Test
    void aGroupPassesOnItsPermissions() {
        IamClient ann = people.user("ann", IamClient.builder());
        String denied = "User: " + people.arn("user/ann") + " is not authorized to perform: iam:GetUser on resource: "
                + people.arn("user/ann") + " because no identity-based policy allows the iam:GetUser action";
        assertDenied(() -> ann.getUser(get -> get.userName("ann")), "AccessDenied", 403, denied);
        people.iam().createGroup(create -> create.groupName("devs"));
        people.iam().attachGroupPolicy(attach -> attach.groupName("devs")
                .policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
        people.iam().addUserToGroup(add -> add.groupName("devs").userName("ann"));
        assertThat(ann.getUser(get -> get.userName("ann")).user().userName()).isEqualTo("ann");
        people.iam().removeUserFromGroup(remove -> remove.groupName("devs").userName("ann"));
        assertThatThrownBy(() -> ann.getUser(get -> get.userName("ann"))).isInstanceOf(IamException.class);
    }

    /** [IAM-5] */
    @Test
    void aBoundaryIsTheMostThatAUserCanHave() {
        SqsClient ann = people.user("ann", SqsClient.builder());
        people.allow("ann", "*", "*");
        ann.createQueue(create -> create.queueName("jobs"));
        String boundary = people.iam()
                .createPolicy(create -> create.policyName("reading")
                        .policyDocument(People.document(People.statement("Allow", "sqs:List*", "*", ""))))
                .policy()
                .arn();
        people.iam().putUserPermissionsBoundary(put -> put.userName("ann").permissionsBoundary(boundary));
        assertThat(ann.listQueues().queueUrls()).hasSize(1);
        assertDenied(
                () -> ann.createQueue(create -> create.queueName("more")),
                "AccessDenied",
                403,
                "User: " + people.arn("user/ann")
                        + " is not authorized to perform: sqs:createqueue on resource: arn:aws:sqs:us-east-1:"
                        + people.account() + ":more because no permissions boundary allows the sqs:createqueue action");
    }

    @Test
    void anExplicitDenialWins() {
        SqsClient ann = people.user("ann", SqsClient.builder());
        people.allow("ann", "*", "*");
        people.put("ann", People.statement("Deny", "sqs:CreateQueue", "*", ""));
        assertDenied(
                () -> ann.createQueue(create -> create.queueName("jobs")),
                "AccessDenied",
                403,
                "User: " + people.arn("user/ann")
                        + " is not authorized to perform: sqs:createqueue on resource: arn:aws:sqs:us-east-1:"
                        + people.account() + ":jobs with an explicit deny in an identity-based policy");
    }

    /** [STS-1] [IAM-9] */
    @Test
    void aRoleIsAssumedByWhomTrustAndPolicyLet() {
        String arn = role("worker", people.account());
        allowRole("worker", "sqs:*", "*");
        StsClient ann = people.user("ann", StsClient.builder());
        assertDenied(
                () -> ann.assumeRole(assume -> assume.roleArn(arn).roleSessionName("one")),
                "AccessDenied",
                403,
                "User: " + people.arn("user/ann") + " is not authorized to perform: sts:AssumeRole on resource: "
                        + arn);
        people.allow("ann", "sts:AssumeRole", arn);
        Credentials made = ann.assumeRole(assume -> assume.roleArn(arn).roleSessionName("one"))
                .credentials();
        SqsClient worker = people.with(session(made), SqsClient.builder());
        worker.createQueue(create -> create.queueName("jobs"));
        assertDenied(
                () -> people.with(session(made), IamClient.builder()).listUsers(),
                "AccessDenied",
                403,
                "User: arn:aws:sts::" + people.account()
                        + ":assumed-role/worker/one is not authorized to perform: iam:ListUsers on resource: "
                        + people.arn("user/") + " because no identity-based policy allows the iam:ListUsers action");
    }

    /** Where the trust policy names the user itself, nothing else is needed. [STS-1] */
    @Test
    void trustInAUserIsEnough() {
        AwsCredentials ann = people.user("ann");
        String arn = role("worker", people.arn("user/ann"));
        assertThat(people.with(ann, StsClient.builder())
                        .assumeRole(assume -> assume.roleArn(arn).roleSessionName("one"))
                        .credentials())
                .isNotNull();
        assertThatThrownBy(() -> people.user("bob", StsClient.builder())
                        .assumeRole(assume -> assume.roleArn(arn).roleSessionName("one")))
                .isInstanceOf(StsException.class);
    }

    /** A session that assumes another role is known to conditions by its role. [STS-1] */
    @Test
    void aChainOfRolesIsTrustedByTheFirst() {
        String first = role("first", people.account());
        allowRole("first", "sts:AssumeRole", "*");
        String second = people.iam()
                .createRole(create -> create.roleName("second")
                        .assumeRolePolicyDocument(
                                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                        + " \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \""
                                        + people.account()
                                        + "\"}, \"Condition\": {\"ArnEquals\": {\"aws:PrincipalArn\": \"" + first
                                        + "\"}}}]}"))
                .role()
                .arn();
        StsClient ann = people.user("ann", StsClient.builder());
        people.allow("ann", "sts:AssumeRole", "*");
        assertThatThrownBy(() -> ann.assumeRole(assume -> assume.roleArn(second).roleSessionName("two")))
                .isInstanceOf(StsException.class);
        Credentials made = ann.assumeRole(assume -> assume.roleArn(first).roleSessionName("one"))
                .credentials();
        assertThat(people.with(session(made), StsClient.builder())
                        .assumeRole(assume -> assume.roleArn(second).roleSessionName("two"))
                        .assumedRoleUser()
                        .arn())
                .endsWith(":assumed-role/second/two");
    }

    /** [STS-4] [IAM-5] */
    @Test
    void aSessionPolicyLimitsTheSession() {
        String arn = role("worker", people.account());
        allowRole("worker", "sqs:*", "*");
        StsClient ann = people.user("ann", StsClient.builder());
        people.allow("ann", "sts:AssumeRole", "*");
        Credentials made = ann.assumeRole(assume -> assume.roleArn(arn)
                        .roleSessionName("one")
                        .policy(People.document(People.statement("Allow", "sqs:ListQueues", "*", ""))))
                .credentials();
        SqsClient worker = people.with(session(made), SqsClient.builder());
        worker.listQueues();
        assertDenied(
                () -> worker.createQueue(create -> create.queueName("jobs")),
                "AccessDenied",
                403,
                "User: arn:aws:sts::" + people.account()
                        + ":assumed-role/worker/one is not authorized to perform: sqs:createqueue on resource:"
                        + " arn:aws:sqs:us-east-1:" + people.account()
                        + ":jobs because no session policy allows the sqs:createqueue action");
    }

    /** A federated user has what both the policy passed for it and the policies of who vouches give. */
    @Test
    void aFederatedUserHasWhatBothPoliciesGive() {
        AwsCredentials ann = people.user("ann");
        people.put("ann", People.statement("Allow", "sts:GetFederationToken", "*", ""));
        people.put("ann", People.statement("Allow", "sqs:ListQueues", "*", ""));
        Credentials made = people.with(ann, StsClient.builder())
                .getFederationToken(
                        get -> get.name("guest").policy(People.document(People.statement("Allow", "sqs:*", "*", ""))))
                .credentials();
        SqsClient guest = people.with(session(made), SqsClient.builder());
        guest.listQueues();
        assertThatThrownBy(() -> guest.createQueue(create -> create.queueName("jobs")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("federated-user/guest is not authorized to perform: sqs:createqueue");
    }

    /** [IAM-20] */
    @Test
    void tagsOfTheCallerAndTheResourceAreCompared() {
        people.iam().createUser(create -> create.userName("ann")
                .tags(List.of(Tag.builder().key("team").value("red").build())));
        AwsCredentials ann = people.key("ann");
        people.put("ann", People.statement("Allow", "sqs:*", "*", """
                , "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}"""));
        SqsClient root = people.root(SqsClient.builder());
        String red = root.createQueue(create -> create.queueName("red").tags(Map.of("team", "red")))
                .queueUrl();
        String blue = root.createQueue(create -> create.queueName("blue").tags(Map.of("team", "blue")))
                .queueUrl();
        SqsClient client = people.with(ann, SqsClient.builder());
        client.purgeQueue(purge -> purge.queueUrl(red));
        assertThatThrownBy(() -> client.purgeQueue(purge -> purge.queueUrl(blue)))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void conditionsAskAboutTimeAddressAndRegion() {
        SqsClient ann = people.user("ann", SqsClient.builder());
        people.put("ann", People.statement("Allow", "sqs:ListQueues", "*", """
                , "Condition": {"DateLessThan": {"aws:CurrentTime": "2031-01-01T00:00:00Z"},
                  "StringEquals": {"aws:RequestedRegion": "us-east-1", "aws:PrincipalAccount": "%s", "aws:username": "ann"},
                  "StringLike": {"aws:UserAgent": "aws-sdk-java*"},
                  "Bool": {"aws:SecureTransport": "false"},
                  "IpAddress": {"aws:SourceIp": ["127.0.0.0/8", "::1/128"]}}""".formatted(people.account())));
        ann.listQueues();
        SqsClient bob = people.user("bob", SqsClient.builder());
        people.put("bob", People.statement("Allow", "sqs:ListQueues", "*", """
                , "Condition": {"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}"""));
        assertThatThrownBy(bob::listQueues).isInstanceOf(SqsException.class);
    }

    private DynamoDbClient table() {
        DynamoDbClient root = people.root(DynamoDbClient.builder());
        root.createTable(create -> create.tableName("games")
                .attributeDefinitions(List.of(AttributeDefinition.builder()
                        .attributeName("user")
                        .attributeType(ScalarAttributeType.S)
                        .build()))
                .keySchema(List.of(KeySchemaElement.builder()
                        .attributeName("user")
                        .keyType(KeyType.HASH)
                        .build()))
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return root;
    }

    /** [IAM-3] */
    @Test
    void aUserOfATableSeesItsOwnItemsAlone() {
        table();
        DynamoDbClient ann = people.user("ann", DynamoDbClient.builder());
        String arn = "arn:aws:dynamodb:us-east-1:" + people.account() + ":table/games";
        people.put("ann", People.statement("Allow", "dynamodb:*", arn, """
                , "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${aws:username}"]}}"""));
        Map<String, AttributeValue> own = Map.of("user", AttributeValue.fromS("ann"));
        Map<String, AttributeValue> other = Map.of("user", AttributeValue.fromS("bob"));
        ann.putItem(put -> put.tableName("games").item(own));
        ann.getItem(get -> get.tableName("games").key(own));
        ann.query(query -> query.tableName("games")
                .keyConditionExpression("#u = :u")
                .expressionAttributeNames(Map.of("#u", "user"))
                .expressionAttributeValues(Map.of(":u", AttributeValue.fromS("ann"))));
        assertDenied(
                () -> ann.getItem(get -> get.tableName("games").key(other)),
                "AccessDeniedException",
                400,
                "User: " + people.arn("user/ann") + " is not authorized to perform: dynamodb:GetItem on resource: "
                        + arn + " because no identity-based policy allows the dynamodb:GetItem action");
        assertThatThrownBy(() -> ann.batchGetItem(get -> get.requestItems(Map.of(
                        "games",
                        KeysAndAttributes.builder().keys(List.of(own, other)).build()))))
                .isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> ann.transactWriteItems(write -> write.transactItems(List.of(TransactWriteItem.builder()
                        .put(put -> put.tableName("games").item(other))
                        .build()))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("dynamodb:PutItem");
    }

    /** [IAM-2] [IAM-5] */
    @Test
    void aTableOfAnotherAccountIsReachedByItsArn() {
        DynamoDbClient root = table();
        String arn = "arn:aws:dynamodb:us-east-1:" + people.account() + ":table/games";
        Map<String, AttributeValue> item = Map.of("user", AttributeValue.fromS("ann"));
        root.putItem(put -> put.tableName("games").item(item));
        People partner = people.others();
        DynamoDbClient bob = partner.user("bob", DynamoDbClient.builder());
        partner.allow("bob", "dynamodb:*", "*");
        assertThatThrownBy(() -> bob.getItem(get -> get.tableName(arn).key(item)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("because no resource-based policy allows the dynamodb:GetItem action");
        root.putResourcePolicy(put -> put.resourceArn(arn)
                .policy(People.document("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"" + partner.arn("user/bob")
                        + "\"}, \"Action\": \"dynamodb:GetItem\", \"Resource\": \"" + arn + "\"}")));
        assertThat(bob.getItem(get -> get.tableName(arn).key(item)).item()).isEqualTo(item);
    }

    /** A denial tells what each kind of policy says, and on which keys of the request that rests. */
    @Test
    void aDenialIsExplained() {
        SqsClient ann = people.user("ann", SqsClient.builder());
        people.put("ann", People.statement("Deny", "sqs:ListQueues", "*", """
                , "Sid": "NotThere", "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}"""));
        assertThatThrownBy(ann::listQueues).isInstanceOf(SqsException.class);
        Denial denial = CLOUD.cloud()
                .denials()
                .recent(one -> one.principal().equals(people.arn("user/ann")), 1)
                .getFirst();
        assertThat(denial.refused()).isTrue();
        assertThat(denial.statement()).isNotNull().extracting(StatementRef::sid).isEqualTo("NotThere");
        assertThat(denial.context()).containsEntry("aws:requestedregion", List.of("us-east-1"));
        assertThat(denial.opinions())
                .singleElement()
                .satisfies(opinion -> assertThat(opinion.kind()).isEqualTo(PolicyKind.IDENTITY))
                .satisfies(opinion -> assertThat(opinion.verdict()).isEqualTo(Opinion.Verdict.DENIES));
    }
}
