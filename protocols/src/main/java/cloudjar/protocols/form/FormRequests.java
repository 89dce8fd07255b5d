package cloudjar.protocols.form;

import cloudjar.kernel.shape.CommonException;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;

/** Where requests of the query protocols carry their parameters. */
public final class FormRequests {
    private FormRequests() {}

    /**
     * The parameters of the query string, then those of the body.
     *
     * @throws CommonException {@code MalformedQueryString} where either cannot be read
     */
    public static FormParameters parameters(HttpRequest request) throws IOException {
        byte[] body;
        try {
            body = request.bytes();
        } catch (MalformedValueException e) {
            // The body is in a content coding and broken.
            throw FormParameters.malformed();
        }
        return FormParameters.parse(request.rawQuery()).and(FormParameters.parse(body));
    }
}
