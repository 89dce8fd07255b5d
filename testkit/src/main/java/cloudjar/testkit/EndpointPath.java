package cloudjar.testkit;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Puts back the path of the endpoint, which chooses the world: clients of query protocols (IAM, SNS) leave it out. */
final class EndpointPath implements ExecutionInterceptor {
    private final String path;

    EndpointPath(String path) {
        this.path = path;
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return request.encodedPath().startsWith(path)
                ? request
                : request.toBuilder().encodedPath(path + request.encodedPath()).build();
    }
}
