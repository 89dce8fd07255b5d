package cloudjar.services.lambda;

import cloudjar.api.lambda.Cors;
import cloudjar.api.lambda.FunctionUrlAnswer;
import cloudjar.api.lambda.FunctionUrlAuthType;
import cloudjar.api.lambda.FunctionUrlConfig;
import cloudjar.api.lambda.FunctionUrlRequest;
import cloudjar.api.lambda.FunctionUrlRequests;
import cloudjar.api.lambda.InvokeMode;
import cloudjar.api.lambda.Lambda;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.Access;
import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Headers;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is sent to the addresses of functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda function URLs</a>
 */
final class UrlRequestOperations implements FunctionUrlRequests {
    private static final Action INVOKE_URL = Action.of("lambda:InvokeFunctionUrl");
    private static final Action INVOKE = Action.of("lambda:InvokeFunction");
    private static final String PREFLIGHT = "OPTIONS";
    private static final int NOT_FOUND = 404;

    private final LimitProfile limits;
    private final FunctionEngine engine;
    private final Invoker invoker;
    private final Access access;

    UrlRequestOperations(LimitProfile limits, FunctionEngine engine, Invoker invoker, Access access) {
        this.limits = limits;
        this.engine = engine;
        this.invoker = invoker;
        this.access = access;
    }

    @Override
    public FunctionUrlAnswer getFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer("GET", in, call);
    }

    @Override
    public FunctionUrlAnswer headFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer("HEAD", in, call);
    }

    @Override
    public FunctionUrlAnswer postFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer("POST", in, call);
    }

    @Override
    public FunctionUrlAnswer putFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer("PUT", in, call);
    }

    @Override
    public FunctionUrlAnswer patchFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer("PATCH", in, call);
    }

    @Override
    public FunctionUrlAnswer deleteFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer("DELETE", in, call);
    }

    @Override
    public FunctionUrlAnswer optionsFunctionUrl(FunctionUrlRequest in, Call call) {
        return answer(PREFLIGHT, in, call);
    }

    private FunctionUrlAnswer answer(String method, FunctionUrlRequest in, Call call) {
        UrlTarget target = UrlTarget.of(in.target());
        Optional<Url> found = call.read(snapshot -> Urls.find(snapshot, target.id()));
        if (found.isEmpty()) {
            return UrlAnswers.unknown();
        }
        FunctionUrlConfig url = found.get().configuration();
        Cors cors = url.cors();
        String origin = in.headers().get("origin");
        String asked = in.headers().get("access-control-request-method");
        if (cors != null && method.equals(PREFLIGHT) && origin != null && asked != null) {
            return UrlAnswers.preflight(UrlOrigins.preflight(cors, origin, asked));
        }
        if (!may(url, in, call)) {
            return UrlAnswers.forbidden();
        }
        FunctionUrlAnswer answer = invoked(method, target, url, in, call);
        return cors == null ? answer : UrlAnswers.withoutOrigins(answer);
    }

    private FunctionUrlAnswer invoked(
            String method, UrlTarget target, FunctionUrlConfig url, FunctionUrlRequest in, Call call) {
        FunctionName name = Urls.name(url.functionArn());
        Bytes body = Objects.requireNonNullElse(in.body(), Bytes.EMPTY);
        // What the function does is its own: neither the caller's rights nor the address's host have a part in it.
        Call own = ServiceCalls.of(call.world(), name);
        String trace = Invoker.trace(
                new Invoker.Order(call.requestId(), body, null, in.headers().get("x-amzn-trace-id"), null), call);
        boolean signed = url.authType().equals(FunctionUrlAuthType.AWS_IAM);
        Bytes event = Bytes.ofUtf8(new UrlEvent(method, target, in, call, trace).json(signed));
        if (event.size() > LambdaLimits.PAYLOAD.in(limits)) {
            throw LambdaErrors.payloadTooLarge(LambdaLimits.PAYLOAD.intIn(limits), "InvokeFunction");
        }
        Invoker.Target version;
        try {
            version = invoker.find(name, own);
        } catch (ApiException e) {
            // Recorded of AWS: the address of an alias that is gone is forbidden to everybody.
            if (e.status() == NOT_FOUND) {
                return UrlAnswers.forbidden();
            }
            throw e;
        }
        Invoker.Order order = new Invoker.Order(call.requestId(), event, null, trace, null);
        return InvokeMode.RESPONSE_STREAM.equals(url.invokeMode())
                ? streamed(version, order, own)
                : UrlAnswers.of(invoker.run(version, order, own));
    }

    private FunctionUrlAnswer streamed(Invoker.Target version, Invoker.Order whole, Call own) {
        ResponseEvents events = new ResponseEvents();
        Invoker.Order order = new Invoker.Order(whole.requestId(), whole.payload(), null, whole.traceId(), events);
        engine.run(() -> events.finish(() -> invoker.run(version, order, own), false, limits));
        return UrlAnswers.streamed(events.awaitBegin(), new UrlStream(events));
    }

    private static Need need(Action action, FunctionUrlConfig url) {
        return Need.of(action, url.functionArn()).with(key -> switch (key) {
            case "lambda:functionurlauthtype" -> List.of(url.authType());
            case "lambda:invokedviafunctionurl" -> List.of("true");
            default -> List.of();
        });
    }

    /**
     * Whether the caller may, by its own policies and the function's; who calls an open address is nobody. Both permissions are
     * needed, as at AWS since October 2025.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Control access to Lambda function URLs</a>
     */
    private boolean may(FunctionUrlConfig url, FunctionUrlRequest in, Call call) {
        boolean open = url.authType().equals(FunctionUrlAuthType.NONE);
        if (!open && call.principal() instanceof Principal.Anonymous) {
            return false;
        }
        Call caller = open ? call.as(new Principal.Anonymous()) : call;
        return call.read(snapshot -> {
            Asked asked = new Asked(
                    Objects.requireNonNull(Lambda.API.schema().operation("GetFunctionUrl")),
                    in,
                    caller,
                    snapshot,
                    Headers.NONE);
            return access.allows(asked, need(INVOKE_URL, url)) && access.allows(asked, need(INVOKE, url));
        });
    }
}
