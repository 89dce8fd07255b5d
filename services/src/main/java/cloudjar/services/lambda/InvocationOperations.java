package cloudjar.services.lambda;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Invocations;
import cloudjar.api.lambda.InvokeAsyncRequest;
import cloudjar.api.lambda.InvokeAsyncResponse;
import cloudjar.api.lambda.InvokeWithResponseStreamRequest;
import cloudjar.api.lambda.InvokeWithResponseStreamResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Invocations as callers ask for them: with the result, without, as a stream, or only whether they might. */
final class InvocationOperations implements Invocations {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final LimitProfile limits;
    private final FunctionEngine engine;
    private final Invoker invoker;
    private final AsyncEvents events;

    InvocationOperations(LimitProfile limits, FunctionEngine engine, Invoker invoker, AsyncEvents events) {
        this.limits = limits;
        this.engine = engine;
        this.invoker = invoker;
        this.events = events;
    }

    @Override
    public InvocationResponse invoke(InvocationRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        Bytes payload = Objects.requireNonNullElse(in.payload(), Bytes.EMPTY);
        String type = Objects.requireNonNullElse(in.invocationType(), InvocationType.REQUEST_RESPONSE);
        boolean async = type.equals(InvocationType.EVENT);
        int max = async ? LambdaLimits.ASYNC_PAYLOAD.intIn(limits) : LambdaLimits.PAYLOAD.intIn(limits);
        if (payload.size() > max) {
            throw LambdaErrors.payloadTooLarge(max, "InvokeFunction");
        }
        Payloads.check(payload);
        Invoker.Target target = invoker.find(name, call);
        String context = decoded(in.clientContext());
        if (type.equals(InvocationType.DRY_RUN)) {
            return InvocationResponse.builder().statusCode(NO_CONTENT).build();
        }
        if (async) {
            events.accept(name, payload, context, call);
            return InvocationResponse.builder().statusCode(ACCEPTED).build();
        }
        Execution execution =
                invoker.run(target, new Invoker.Order(call.requestId(), payload, context, null, null), call);
        return InvocationResponse.builder()
                .statusCode(OK)
                .payload(execution.payload())
                .functionError(execution.error())
                .executedVersion(execution.version())
                .logResult("Tail".equals(in.logType()) ? tail(execution.log(), limits) : null)
                .build();
    }

    /** The end of a log, as answers carry it. */
    static String tail(String log, LimitProfile limits) {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        int max = LambdaLimits.LOG_TAIL.intIn(limits);
        byte[] last = bytes.length <= max ? bytes : Arrays.copyOfRange(bytes, bytes.length - max, bytes.length);
        return Base64.getEncoder().encodeToString(last);
    }

    private static @Nullable String decoded(@Nullable String context) {
        if (context == null) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(context), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.notJson("Client context must be a valid Base64-encoded JSON object.");
        }
    }

    @Override
    public InvokeAsyncResponse invokeAsync(InvokeAsyncRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        Bytes payload = read(in.invokeArgs(), LambdaLimits.ASYNC_PAYLOAD.intIn(limits));
        Payloads.check(payload);
        Invoker.Target unused = invoker.find(name, call);
        events.accept(name, payload, null, call);
        return InvokeAsyncResponse.builder().status_(ACCEPTED).build();
    }

    private static Bytes read(Body body, int max) {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw LambdaErrors.payloadTooLarge(max, "InvokeAsync");
            }
            return Bytes.wrap(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InvokeWithResponseStreamResponse invokeWithResponseStream(InvokeWithResponseStreamRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        Bytes payload = Objects.requireNonNullElse(in.payload(), Bytes.EMPTY);
        if (payload.size() > LambdaLimits.PAYLOAD.in(limits)) {
            throw LambdaErrors.payloadTooLarge(LambdaLimits.PAYLOAD.intIn(limits), "InvokeFunction");
        }
        Payloads.check(payload);
        Invoker.Target target = invoker.find(name, call);
        if ("DryRun".equals(in.invocationType())) {
            return InvokeWithResponseStreamResponse.builder()
                    .statusCode(NO_CONTENT)
                    .build();
        }
        ResponseEvents stream = new ResponseEvents();
        String context = decoded(in.clientContext());
        Invoker.Order order = new Invoker.Order(call.requestId(), payload, context, null, stream);
        engine.run(() -> stream.finish(() -> invoker.run(target, order, call), "Tail".equals(in.logType()), limits));
        String type = stream.awaitBegin();
        return InvokeWithResponseStreamResponse.builder()
                .statusCode(OK)
                .executedVersion(target.version().number())
                .responseStreamContentType(type)
                .eventStream(stream)
                .build();
    }
}
