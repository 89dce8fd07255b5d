package cloudjar.junit.sdk;

import cloudjar.kernel.shape.Body;
import cloudjar.protocols.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The front door's answer as the SDK sees it. */
final class SdkAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(SdkAnswer.class);
    private static final String LENGTH = "Content-Length";
    private static final int PIPE_SIZE = 1 << 16;

    private final HttpResponse answer;
    private final boolean head;

    /** @param head whether HEAD was asked, whose answer has the headers of content and none */
    SdkAnswer(HttpResponse answer, boolean head) {
        this.answer = answer;
        this.head = head;
    }

    /** Status and headers. */
    SdkHttpResponse status() {
        SdkHttpResponse.Builder response = SdkHttpFullResponse.builder().statusCode(answer.status());
        answer.headers().forEach(header -> response.appendHeader(header.name(), header.value()));
        long length = length();
        if (length >= 0 && !head && answer.header(LENGTH) == null) {
            response.putHeader(LENGTH, Long.toString(length));
        }
        return response.build();
    }

    private long length() {
        Body body = answer.body();
        if (body != null) {
            return body.length();
        }
        return answer.writer() == null ? answer.length() : -1;
    }

    /**
     * The content, to be closed; empty for none.
     *
     * @param writing runs who writes content that is made while it is read
     */
    Optional<InputStream> content(Executor writing) throws IOException {
        Body body = answer.body();
        HttpResponse.Writer writer = answer.writer();
        if (body != null) {
            return nonHead(body.open());
        }
        if (writer != null && !head) {
            return Optional.of(live(writer, writing));
        }
        return answer.length() == 0
                ? Optional.empty()
                : nonHead(new ByteArrayInputStream(answer.buffer(), 0, answer.length()));
    }

    private Optional<InputStream> nonHead(InputStream content) throws IOException {
        if (head) {
            content.close();
            return Optional.empty();
        }
        return Optional.of(content);
    }

    private static InputStream live(HttpResponse.Writer writer, Executor writing) throws IOException {
        PipedInputStream in = new PipedInputStream(PIPE_SIZE);
        PipedOutputStream out = new PipedOutputStream(in);
        writing.execute(() -> {
            try (out) {
                writer.writeTo(out);
            } catch (IOException e) {
                LOG.debug("live content was not read to its end", e);
            }
        });
        return in;
    }
}
