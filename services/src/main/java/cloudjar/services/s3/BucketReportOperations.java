package cloudjar.services.s3;

import cloudjar.api.s3.AnalyticsConfiguration;
import cloudjar.api.s3.BucketReports;
import cloudjar.api.s3.DeleteBucketAnalyticsConfigurationRequest;
import cloudjar.api.s3.DeleteBucketAnalyticsConfigurationResponse;
import cloudjar.api.s3.DeleteBucketIntelligentTieringConfigurationRequest;
import cloudjar.api.s3.DeleteBucketIntelligentTieringConfigurationResponse;
import cloudjar.api.s3.DeleteBucketInventoryConfigurationRequest;
import cloudjar.api.s3.DeleteBucketInventoryConfigurationResponse;
import cloudjar.api.s3.DeleteBucketMetricsConfigurationRequest;
import cloudjar.api.s3.DeleteBucketMetricsConfigurationResponse;
import cloudjar.api.s3.GetBucketAnalyticsConfigurationOutput;
import cloudjar.api.s3.GetBucketAnalyticsConfigurationRequest;
import cloudjar.api.s3.GetBucketIntelligentTieringConfigurationOutput;
import cloudjar.api.s3.GetBucketIntelligentTieringConfigurationRequest;
import cloudjar.api.s3.GetBucketInventoryConfigurationOutput;
import cloudjar.api.s3.GetBucketInventoryConfigurationRequest;
import cloudjar.api.s3.GetBucketMetricsConfigurationOutput;
import cloudjar.api.s3.GetBucketMetricsConfigurationRequest;
import cloudjar.api.s3.IntelligentTieringConfiguration;
import cloudjar.api.s3.InventoryConfiguration;
import cloudjar.api.s3.ListBucketAnalyticsConfigurationsOutput;
import cloudjar.api.s3.ListBucketAnalyticsConfigurationsRequest;
import cloudjar.api.s3.ListBucketIntelligentTieringConfigurationsOutput;
import cloudjar.api.s3.ListBucketIntelligentTieringConfigurationsRequest;
import cloudjar.api.s3.ListBucketInventoryConfigurationsOutput;
import cloudjar.api.s3.ListBucketInventoryConfigurationsRequest;
import cloudjar.api.s3.ListBucketMetricsConfigurationsOutput;
import cloudjar.api.s3.ListBucketMetricsConfigurationsRequest;
import cloudjar.api.s3.MetricsConfiguration;
import cloudjar.api.s3.PutBucketAnalyticsConfigurationRequest;
import cloudjar.api.s3.PutBucketAnalyticsConfigurationResponse;
import cloudjar.api.s3.PutBucketIntelligentTieringConfigurationRequest;
import cloudjar.api.s3.PutBucketIntelligentTieringConfigurationResponse;
import cloudjar.api.s3.PutBucketInventoryConfigurationRequest;
import cloudjar.api.s3.PutBucketInventoryConfigurationResponse;
import cloudjar.api.s3.PutBucketMetricsConfigurationRequest;
import cloudjar.api.s3.PutBucketMetricsConfigurationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.services.s3.ReportKind.Named;
import cloudjar.services.s3.ReportKind.TxConsumer;

/**
 * The operations on what S3 reports of a bucket: requests counted apart, analyses of storage classes, archive tiers,
 * inventories. Whole because it is four times the same four.
 */
final class BucketReportOperations implements BucketReports {
    @Override
    public PutBucketMetricsConfigurationResponse putBucketMetricsConfiguration(
            PutBucketMetricsConfigurationRequest in, Call call) {
        MetricsConfiguration configuration = in.metricsConfiguration();
        Reports.METRICS.put(call, in, new Named<>(configuration.id(), configuration), TxConsumer.NOTHING);
        return PutBucketMetricsConfigurationResponse.of();
    }

    @Override
    public GetBucketMetricsConfigurationOutput getBucketMetricsConfiguration(
            GetBucketMetricsConfigurationRequest in, Call call) {
        return GetBucketMetricsConfigurationOutput.builder()
                .metricsConfiguration(Reports.METRICS.get(call, in))
                .build();
    }

    @Override
    public ListBucketMetricsConfigurationsOutput listBucketMetricsConfigurations(
            ListBucketMetricsConfigurationsRequest in, Call call) {
        Page<MetricsConfiguration> page = Reports.METRICS.list(call, in);
        return ListBucketMetricsConfigurationsOutput.builder()
                .isTruncated(page.next().isPresent())
                .continuationToken(in.continuationToken())
                .nextContinuationToken(page.next().orElse(null))
                .metricsConfigurationList(page.items().isEmpty() ? null : page.items())
                .build();
    }

    @Override
    public DeleteBucketMetricsConfigurationResponse deleteBucketMetricsConfiguration(
            DeleteBucketMetricsConfigurationRequest in, Call call) {
        Reports.METRICS.delete(call, in);
        return DeleteBucketMetricsConfigurationResponse.of();
    }

    @Override
    public PutBucketAnalyticsConfigurationResponse putBucketAnalyticsConfiguration(
            PutBucketAnalyticsConfigurationRequest in, Call call) {
        AnalyticsConfiguration configuration = in.analyticsConfiguration();
        ReportChecks.require(configuration);
        Reports.ANALYTICS.put(call, in, new Named<>(configuration.id(), configuration), TxConsumer.NOTHING);
        return PutBucketAnalyticsConfigurationResponse.of();
    }

    @Override
    public GetBucketAnalyticsConfigurationOutput getBucketAnalyticsConfiguration(
            GetBucketAnalyticsConfigurationRequest in, Call call) {
        return GetBucketAnalyticsConfigurationOutput.builder()
                .analyticsConfiguration(Reports.ANALYTICS.get(call, in))
                .build();
    }

    @Override
    public ListBucketAnalyticsConfigurationsOutput listBucketAnalyticsConfigurations(
            ListBucketAnalyticsConfigurationsRequest in, Call call) {
        Page<AnalyticsConfiguration> page = Reports.ANALYTICS.list(call, in);
        return ListBucketAnalyticsConfigurationsOutput.builder()
                .isTruncated(page.next().isPresent())
                .continuationToken(in.continuationToken())
                .nextContinuationToken(page.next().orElse(null))
                .analyticsConfigurationList(page.items().isEmpty() ? null : page.items())
                .build();
    }

    @Override
    public DeleteBucketAnalyticsConfigurationResponse deleteBucketAnalyticsConfiguration(
            DeleteBucketAnalyticsConfigurationRequest in, Call call) {
        Reports.ANALYTICS.delete(call, in);
        return DeleteBucketAnalyticsConfigurationResponse.of();
    }

    @Override
    public PutBucketIntelligentTieringConfigurationResponse putBucketIntelligentTieringConfiguration(
            PutBucketIntelligentTieringConfigurationRequest in, Call call) {
        IntelligentTieringConfiguration configuration = in.intelligentTieringConfiguration();
        ReportChecks.require(configuration);
        Reports.TIERING.put(call, in, new Named<>(configuration.id(), configuration), TxConsumer.NOTHING);
        return PutBucketIntelligentTieringConfigurationResponse.of();
    }

    @Override
    public GetBucketIntelligentTieringConfigurationOutput getBucketIntelligentTieringConfiguration(
            GetBucketIntelligentTieringConfigurationRequest in, Call call) {
        return GetBucketIntelligentTieringConfigurationOutput.builder()
                .intelligentTieringConfiguration(Reports.TIERING.get(call, in))
                .build();
    }

    @Override
    public ListBucketIntelligentTieringConfigurationsOutput listBucketIntelligentTieringConfigurations(
            ListBucketIntelligentTieringConfigurationsRequest in, Call call) {
        Page<IntelligentTieringConfiguration> page = Reports.TIERING.list(call, in);
        return ListBucketIntelligentTieringConfigurationsOutput.builder()
                .isTruncated(page.next().isPresent())
                .continuationToken(in.continuationToken())
                .nextContinuationToken(page.next().orElse(null))
                .intelligentTieringConfigurationList(page.items().isEmpty() ? null : page.items())
                .build();
    }

    @Override
    public DeleteBucketIntelligentTieringConfigurationResponse deleteBucketIntelligentTieringConfiguration(
            DeleteBucketIntelligentTieringConfigurationRequest in, Call call) {
        Reports.TIERING.delete(call, in);
        return DeleteBucketIntelligentTieringConfigurationResponse.of();
    }

    @Override
    public PutBucketInventoryConfigurationResponse putBucketInventoryConfiguration(
            PutBucketInventoryConfigurationRequest in, Call call) {
        InventoryConfiguration configuration = in.inventoryConfiguration();
        ReportChecks.require(configuration, in.id());
        Reports.INVENTORY.put(
                call,
                in,
                new Named<>(configuration.id(), configuration),
                (tx, bucket) -> Inventory.schedule(tx, bucket, in.id(), call.time()));
        return PutBucketInventoryConfigurationResponse.of();
    }

    @Override
    public GetBucketInventoryConfigurationOutput getBucketInventoryConfiguration(
            GetBucketInventoryConfigurationRequest in, Call call) {
        return GetBucketInventoryConfigurationOutput.builder()
                .inventoryConfiguration(Reports.INVENTORY.get(call, in))
                .build();
    }

    @Override
    public ListBucketInventoryConfigurationsOutput listBucketInventoryConfigurations(
            ListBucketInventoryConfigurationsRequest in, Call call) {
        Page<InventoryConfiguration> page = Reports.INVENTORY.list(call, in);
        return ListBucketInventoryConfigurationsOutput.builder()
                .isTruncated(page.next().isPresent())
                .continuationToken(in.continuationToken())
                .nextContinuationToken(page.next().orElse(null))
                .inventoryConfigurationList(page.items().isEmpty() ? null : page.items())
                .build();
    }

    @Override
    public DeleteBucketInventoryConfigurationResponse deleteBucketInventoryConfiguration(
            DeleteBucketInventoryConfigurationRequest in, Call call) {
        Reports.INVENTORY.delete(call, in);
        return DeleteBucketInventoryConfigurationResponse.of();
    }
}
