package cloudjar.services.s3control;

import cloudjar.api.s3control.AsyncErrorDetails;
import cloudjar.api.s3control.AsyncOperation;
import cloudjar.api.s3control.AsyncRequestParameters;
import cloudjar.api.s3control.AsyncResponseDetails;
import cloudjar.api.s3control.MultiRegionAccessPointRegionalResponse;
import cloudjar.api.s3control.MultiRegionAccessPointsAsyncResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request about a multi-region access point, and what became of it: it is done when its token is answered.
 *
 * @param token the ARN by which it is asked about
 * @param regions in which it was done
 * @param errorCode null where it was done
 */
record PointRequest(
        String token,
        String operation,
        AsyncRequestParameters parameters,
        List<String> regions,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        String requestId,
        Instant created) {
    PointRequest {
        regions = List.copyOf(regions);
    }

    AsyncOperation described() {
        String status = errorCode == null ? "SUCCEEDED" : "FAILED";
        AsyncResponseDetails.Builder details = AsyncResponseDetails.builder();
        if (errorCode == null) {
            details.multiRegionAccessPointDetails(MultiRegionAccessPointsAsyncResponse.builder()
                    .regions(regions.stream()
                            .map(region -> MultiRegionAccessPointRegionalResponse.builder()
                                    .name(region)
                                    .requestStatus(status)
                                    .build())
                            .toList())
                    .build());
        } else {
            details.errorDetails(AsyncErrorDetails.builder()
                    .code_(errorCode)
                    .message(errorMessage)
                    .requestId(requestId)
                    .build());
        }
        return AsyncOperation.builder()
                .creationTime(created)
                .operation(operation)
                .requestTokenARN(token)
                .requestParameters(parameters)
                .requestStatus(status)
                .responseDetails(details.build())
                .build();
    }
}
