package cloudjar.services.ssm;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.Lambda;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.Bytes;
import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import java.util.List;

/** A service of functions that note what they are called with, and by whom: enough to see what Systems Manager asks of one. */
final class TestFunctions implements Lambda {
    /** Where they note it. */
    private final List<String> heard;

    private TestFunctions(List<String> heard) {
        this.heard = heard;
    }

    /** A cloud in which they stand in Lambda's place. */
    static CloudExtension cloud(List<String> heard) {
        return new CloudExtension(wiring -> Services.all(wiring).stream()
                .<ServiceBinding<?>>map(service -> service.api() == Lambda.API
                        ? new ServiceBinding<>(Lambda.API, new TestFunctions(heard))
                        : service)
                .toList());
    }

    @Override
    public InvocationResponse invoke(InvocationRequest in, Call call) {
        String payload = in.payload() == null ? "" : in.payload().utf8();
        heard.add(in.functionName() + " " + payload + " " + call.principal().id());
        return InvocationResponse.builder()
                .statusCode(200)
                .functionError(in.functionName().contains("broken") ? "Unhandled" : null)
                .payload(Bytes.ofUtf8("{\"answer\":42}"))
                .build();
    }
}
