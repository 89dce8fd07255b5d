package cloudjar.services.s3;

import cloudjar.api.s3.BucketReports;
import cloudjar.api.s3.DeleteBucketMetricsConfigurationRequest;
import cloudjar.api.s3.DeleteBucketMetricsConfigurationResponse;
import cloudjar.api.s3.GetBucketMetricsConfigurationOutput;
import cloudjar.api.s3.GetBucketMetricsConfigurationRequest;
import cloudjar.api.s3.ListBucketMetricsConfigurationsOutput;
import cloudjar.api.s3.ListBucketMetricsConfigurationsRequest;
import cloudjar.api.s3.MetricsConfiguration;
import cloudjar.api.s3.PutBucketMetricsConfigurationRequest;
import cloudjar.api.s3.PutBucketMetricsConfigurationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.services.s3.S3Tables.ReportKey;

/** The operations on what S3 reports of a bucket: which requests are to be counted apart. */
final class BucketReportOperations implements BucketReports {
    @Override
    public PutBucketMetricsConfigurationResponse putBucketMetricsConfiguration(
            PutBucketMetricsConfigurationRequest in, Call call) {
        MetricsConfiguration configuration = in.metricsConfiguration();
        if (!configuration.id().equals(in.id())) {
            throw S3Errors.malformedXml();
        }
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            ScopedTable<ReportKey, MetricsConfiguration> metrics = S3Tables.metrics(bucket);
            ReportKey key = new ReportKey(bucket.name(), in.id());
            if (!metrics.contains(tx, key)
                    && metrics.count(tx, Range.prefix(bucket.name())) >= S3Limits.REPORTS.current()) {
                throw ConfigurationErrors.tooManyConfigurations();
            }
            metrics.put(tx, key, configuration);
            return true;
        });
        return PutBucketMetricsConfigurationResponse.of();
    }

    @Override
    public GetBucketMetricsConfigurationOutput getBucketMetricsConfiguration(
            GetBucketMetricsConfigurationRequest in, Call call) {
        MetricsConfiguration found = call.read(snapshot -> {
            S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
            return S3Tables.metrics(bucket)
                    .get(snapshot, new ReportKey(bucket.name(), in.id()))
                    .orElseThrow(ConfigurationErrors::noConfiguration);
        });
        return GetBucketMetricsConfigurationOutput.builder()
                .metricsConfiguration(found)
                .build();
    }

    @Override
    public ListBucketMetricsConfigurationsOutput listBucketMetricsConfigurations(
            ListBucketMetricsConfigurationsRequest in, Call call) {
        int limit = Math.toIntExact(S3Limits.REPORT_PAGE.current());
        String token = in.continuationToken();
        try {
            Page<MetricsConfiguration> page = call.read(snapshot -> {
                        S3Bucket bucket = S3Tables.bucket(snapshot, call, in.bucket(), in.expectedBucketOwner());
                        return S3Tables.metrics(bucket)
                                .page(snapshot, Range.prefix(bucket.name()), limit, token, "metrics");
                    })
                    .map(Row::value);
            return ListBucketMetricsConfigurationsOutput.builder()
                    .isTruncated(page.next().isPresent())
                    .continuationToken(token)
                    .nextContinuationToken(page.next().orElse(null))
                    .metricsConfigurationList(page.items())
                    .build();
        } catch (InvalidPageTokenException e) {
            throw S3Errors.continuationToken();
        }
    }

    @Override
    public DeleteBucketMetricsConfigurationResponse deleteBucketMetricsConfiguration(
            DeleteBucketMetricsConfigurationRequest in, Call call) {
        call.write(tx -> {
            S3Bucket bucket = S3Tables.bucket(tx, call, in.bucket(), in.expectedBucketOwner());
            if (!S3Tables.metrics(bucket).delete(tx, new ReportKey(bucket.name(), in.id()))) {
                throw ConfigurationErrors.noConfiguration();
            }
            return true;
        });
        return DeleteBucketMetricsConfigurationResponse.of();
    }
}
