package cloudjar.services;

import cloudjar.api.acm.Acm;
import cloudjar.api.acmpca.AcmPca;
import cloudjar.api.applicationautoscaling.ApplicationAutoScaling;
import cloudjar.api.cloudtrail.CloudTrail;
import cloudjar.api.cloudwatch.CloudWatch;
import cloudjar.api.cloudwatchlogs.CloudWatchLogs;
import cloudjar.api.dax.Dax;
import cloudjar.api.dynamodb.DynamoDb;
import cloudjar.api.dynamodbstreams.DynamoDbStreams;
import cloudjar.api.iam.Iam;
import cloudjar.api.identitystore.Identitystore;
import cloudjar.api.kinesis.Kinesis;
import cloudjar.api.kms.Kms;
import cloudjar.api.organizations.Organizations;
import cloudjar.api.s3control.S3Control;
import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.api.sqs.Sqs;
import cloudjar.api.ssm.Ssm;
import cloudjar.api.sso.Sso;
import cloudjar.api.ssoadmin.SsoAdmin;
import cloudjar.api.ssooidc.SsoOidc;
import cloudjar.api.sts.Sts;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.call.Standby;
import cloudjar.kernel.call.Wiring;
import cloudjar.services.acm.AcmService;
import cloudjar.services.acmpca.AcmPcaService;
import cloudjar.services.applicationautoscaling.ApplicationAutoScalingService;
import cloudjar.services.cloudtrail.CloudTrailService;
import cloudjar.services.cloudwatch.CloudWatchService;
import cloudjar.services.cloudwatchlogs.CloudWatchLogsService;
import cloudjar.services.dax.DaxService;
import cloudjar.services.dynamodb.DynamoDbService;
import cloudjar.services.dynamodb.DynamoDbStreamsService;
import cloudjar.services.iam.IamService;
import cloudjar.services.identitystore.IdentitystoreService;
import cloudjar.services.kinesis.KinesisService;
import cloudjar.services.kms.KmsService;
import cloudjar.services.lambda.LambdaService;
import cloudjar.services.organizations.OrganizationsService;
import cloudjar.services.s3.S3Service;
import cloudjar.services.s3control.S3ControlService;
import cloudjar.services.secretsmanager.SecretsManagerService;
import cloudjar.services.sns.SnsService;
import cloudjar.services.sqs.SqsService;
import cloudjar.services.ssm.SsmService;
import cloudjar.services.sso.SsoAdminService;
import cloudjar.services.sso.SsoOidcService;
import cloudjar.services.sso.SsoPortalService;
import cloudjar.services.sts.StsService;
import java.util.List;

/**
 * Every service there is, bound to its API: one line each, in the order of their names. Most are made when they are first needed;
 * those that have a word in every call, or something to offer before anybody calls them, at once.
 */
public final class Services {
    private Services() {}

    /** All services. */
    public static List<ServiceBinding<?>> all(Wiring wiring) {
        Standby standby = new Standby();
        wiring.timers().wokenBy(standby::wake);
        wiring.access().wokenBy(standby::wake);
        return List.of(
                standby.bind(Acm.API, () -> AcmService.of(wiring)),
                new ServiceBinding<>(AcmPca.API, AcmPcaService.of(wiring)),
                standby.bind(
                        ApplicationAutoScaling.API,
                        () -> ApplicationAutoScalingService.of(wiring),
                        "application-autoscaling"),
                new ServiceBinding<>(CloudTrail.API, CloudTrailService.of(wiring)),
                new ServiceBinding<>(CloudWatch.API, CloudWatchService.of(wiring)),
                standby.bind(CloudWatchLogs.API, () -> CloudWatchLogsService.of(wiring), "logs"),
                new ServiceBinding<>(Dax.API, DaxService.of(wiring)),
                standby.bind(DynamoDb.API, () -> DynamoDbService.of(wiring), DynamoDbStreams.API.id()),
                standby.bind(DynamoDbStreams.API, () -> new DynamoDbStreamsService(wiring)),
                new ServiceBinding<>(Iam.API, IamService.of(wiring)),
                standby.bind(Identitystore.API, () -> new IdentitystoreService(wiring)),
                standby.bind(Kinesis.API, () -> KinesisService.of(wiring)),
                standby.bind(Kms.API, () -> KmsService.of(wiring)),
                LambdaService.binding(wiring, standby),
                new ServiceBinding<>(Organizations.API, OrganizationsService.of(wiring)),
                S3Service.binding(wiring),
                standby.bind(S3Control.API, () -> S3ControlService.of(wiring)),
                standby.bind(SecretsManager.API, () -> SecretsManagerService.of(wiring)),
                SnsService.binding(wiring, standby),
                standby.bind(Sqs.API, () -> SqsService.of(wiring)),
                standby.bind(Ssm.API, () -> SsmService.of(wiring)),
                new ServiceBinding<>(Sso.API, new SsoPortalService(wiring)),
                new ServiceBinding<>(SsoAdmin.API, SsoAdminService.of(wiring)),
                new ServiceBinding<>(SsoOidc.API, new SsoOidcService(wiring)),
                new ServiceBinding<>(Sts.API, new StsService(wiring)));
    }
}
