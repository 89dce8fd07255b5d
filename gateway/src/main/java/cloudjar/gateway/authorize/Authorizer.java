package cloudjar.gateway.authorize;

import cloudjar.gateway.stage.Authorized;
import cloudjar.gateway.stage.Decoded;
import cloudjar.gateway.stage.Step;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.store.Snapshot;

/** Decides whether the caller may. In audit mode a denial is noted, and the call goes on. */
public final class Authorizer implements Step<Decoded, Authorized> {
    private final Mode mode;
    private final Judgement judgement;

    public Authorizer(Permissions permissions) {
        mode = permissions.mode();
        judgement = new Judgement(permissions);
        permissions
                .access()
                .judgedBy((asked, need) -> mode == Mode.OFF || judgement.allows(asked, need) || mode != Mode.ENFORCE);
    }

    @Override
    public String name() {
        return "authorise";
    }

    @Override
    public Authorized take(Decoded decoded) {
        OperationSchema operation = decoded.operation();
        AccessRules rules = judgement.rules(operation);
        // What needs no signature is decided by what the input proves, and so by the service.
        if (mode == Mode.ENFORCE && !operation.has(OperationSchema.UNSIGNED)) {
            ApiException refusal = decoded.call().read(snapshot -> judgement.refusal(asked(decoded, snapshot), rules));
            if (refusal != null) {
                throw refusal;
            }
        }
        if (mode != Mode.OFF && !operation.has(OperationSchema.UNSIGNED)) {
            Judgement.Unmet unmet = decoded.call().read(snapshot -> judgement.judge(asked(decoded, snapshot), rules));
            if (unmet != null) {
                judgement.note(unmet);
                if (unmet.refused() != null) {
                    throw unmet.refused().error(decoded.call());
                }
            }
        }
        Call elsewhere = rules.elsewhere(decoded.input(), decoded.call());
        return new Authorized(elsewhere == null ? decoded : decoded.carriedOut(elsewhere));
    }

    private static Asked asked(Decoded decoded, Snapshot snapshot) {
        return new Asked(decoded.operation(), decoded.input(), decoded.call(), snapshot, decoded.headers());
    }
}
