package cloudjar.gateway.chain;

import cloudjar.kernel.shape.ApiException;
import cloudjar.protocols.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An error of which no protocol is known: something of ours failed before there was one. */
final class BareAnswer {
    private BareAnswer() {}

    /** The answer; the messages that can occur here are ours and need no escapes. */
    static HttpResponse of(ApiException error, String requestId) {
        return new HttpResponse(error.status())
                .header("Content-Type", "application/xml")
                .header("x-amzn-ErrorType", error.code())
                .header("x-amzn-RequestId", requestId)
                .content(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + error.code()
                                + "</Code><Message>" + error.getMessage() + "</Message><RequestId>" + requestId
                                + "</RequestId></Error>")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
