package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionUrlAnswer;
import cloudjar.kernel.function.Outcome.Answer.Returned;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the addresses of functions answer: what functions returned, as HTTP. */
final class UrlAnswers {
    private static final String JSON = "application/json";
    private static final String INTEGRATION = "application/vnd.awslambda.http-integration-response";
    private static final String FORBIDDEN = "Forbidden. For troubleshooting Function URL authorization issues, see:"
            + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** How long content is and how it is sent is ours to say. */
    private static final Set<String> OURS = Set.of("content-length", "transfer-encoding", "connection", "date");

    private static final int OK = 200;
    private static final int NOT_ALLOWED = 403;
    private static final int FAILED = 502;
    private static final int STATUS_MAX = 599;
    private static final int PRELUDE_MAX = 1 << 16;
    private static final int PRELUDE_END = 8;

    private UrlAnswers() {}

    /** There is no such address (recorded of AWS). */
    static FunctionUrlAnswer unknown() {
        return refused("{\"Message\":null}");
    }

    static FunctionUrlAnswer forbidden() {
        return refused("{\"Message\":" + Json.quote(FORBIDDEN) + "}");
    }

    private static FunctionUrlAnswer refused(String body) {
        return FunctionUrlAnswer.builder()
                .statusCode(NOT_ALLOWED)
                .contentType(JSON)
                .headers(Map.of("x-amzn-ErrorType", "AccessDeniedException"))
                .body(Body.of(Bytes.ofUtf8(body)))
                .build();
    }

    static FunctionUrlAnswer preflight(Map<String, String> headers) {
        return FunctionUrlAnswer.builder().statusCode(OK).headers(headers).build();
    }

    private static FunctionUrlAnswer failed() {
        return FunctionUrlAnswer.builder()
                .statusCode(FAILED)
                .contentType(JSON)
                .body(Body.of(Bytes.ofUtf8("Internal Server Error")))
                .build();
    }

    /** The answer without what the function says about pages of other origins: the address's own rules go before. */
    static FunctionUrlAnswer withoutOrigins(FunctionUrlAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        return answer.toBuilder().headers(headers).build();
    }

    /** What a function returned as a whole. */
    static FunctionUrlAnswer of(Execution execution) {
        if (execution.failed()) {
            return failed();
        }
        if (execution.outcome().answer() instanceof Returned returned
                && returned.contentType().equals(INTEGRATION)) {
            return streamed(INTEGRATION, returned.body().stream());
        }
        Optional<Object> value = Json.value(execution.payload().utf8());
        if (value.isEmpty()) {
            return failed();
        }
        if (value.get() instanceof Map<?, ?> said && said.containsKey("statusCode")) {
            return head(said)
                    .map(answer -> answer.body(Body.of(body(said))).build())
                    .orElseGet(UrlAnswers::failed);
        }
        String text = value.get() instanceof String string ? string : Json.write(value.get());
        return FunctionUrlAnswer.builder()
                .statusCode(OK)
                .contentType(JSON)
                .body(Body.of(Bytes.ofUtf8(text)))
                .build();
    }

    private static Bytes body(Map<?, ?> said) {
        Object body = said.get("body");
        if (body == null || body == Json.NULL) {
            return Bytes.EMPTY;
        }
        String text = body instanceof String string ? string : Json.write(body);
        if (Boolean.TRUE.equals(said.get("isBase64Encoded"))) {
            try {
                return Bytes.wrap(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                // What is no base64 is sent as it is.
                return Bytes.ofUtf8(text);
            }
        }
        return Bytes.ofUtf8(text);
    }

    /** Status, headers and cookies; empty where there is no such status. */
    private static Optional<FunctionUrlAnswer.Builder> head(Map<?, ?> said) {
        Optional<Integer> status = status(said.get("statusCode"));
        String type = JSON;
        Map<String, String> headers = new LinkedHashMap<>();
        if (said.get("headers") instanceof Map<?, ?> given) {
            for (Map.Entry<?, ?> line : given.entrySet()) {
                String name = String.valueOf(line.getKey());
                String lower = name.toLowerCase(Locale.ROOT);
                if (lower.equals("content-type")) {
                    type = text(line.getValue());
                } else if (HEADER_NAME.matcher(name).matches() && !OURS.contains(lower)) {
                    headers.put(name, text(line.getValue()));
                }
            }
        }
        List<String> cookies = said.get("cookies") instanceof List<?> list
                ? list.stream().map(UrlAnswers::text).toList()
                : List.of();
        FunctionUrlAnswer.Builder answer =
                FunctionUrlAnswer.builder().contentType(type).headers(headers).cookies(cookies);
        return status.map(answer::statusCode);
    }

    private static String text(Object value) {
        return value instanceof String string ? string : Json.write(value);
    }

    private static Optional<Integer> status(@Nullable Object said) {
        String text = text(said == null ? OK : said);
        if (!text.matches("[1-5]\\d\\d(\\.0)?")) {
            return Optional.empty();
        }
        int status = Integer.parseInt(text.substring(0, 3));
        return status < OK || status > STATUS_MAX ? Optional.empty() : Optional.of(status);
    }

    /** What a function streams: before the content it may say how it is to be answered, closed by eight NULs. */
    static FunctionUrlAnswer streamed(String type, InputStream content) {
        try {
            if (!type.equals(INTEGRATION)) {
                // Before the first part nothing has been said: a function that failed until then is seen as such.
                InputStream checked = content instanceof UrlStream stream ? stream.begun() : content;
                return checked == null
                        ? failed()
                        : FunctionUrlAnswer.builder()
                                .statusCode(OK)
                                .contentType(type)
                                .body(Body.of(checked, -1))
                                .build();
            }
            Optional<Map<String, Object>> prelude = prelude(content).flatMap(Json::object);
            return prelude.flatMap(UrlAnswers::head)
                    .map(answer -> answer.body(Body.of(content, -1)).build())
                    .orElseGet(UrlAnswers::failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> prelude(InputStream content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int nulls = 0;
        while (nulls < PRELUDE_END) {
            int next = content.read();
            if (next < 0 || bytes.size() > PRELUDE_MAX) {
                return Optional.empty();
            }
            nulls = next == 0 ? nulls + 1 : 0;
            if (next != 0) {
                bytes.write(next);
            }
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
