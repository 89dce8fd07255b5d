package cloudjar.gateway.validate;

import cloudjar.gateway.stage.Decoded;
import cloudjar.gateway.stage.Step;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Validator;
import cloudjar.kernel.shape.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Refuses an input that breaks the constraints of its model. */
public final class Validation implements Step<Decoded, Decoded> {
    private final Validator validator = new Validator();
    private final Map<OperationSchema, Manner> manners = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public Decoded take(Decoded decoded) {
        OperationSchema operation = decoded.operation();
        List<Violation> violations = validator.check(decoded.input());
        if (!violations.isEmpty()) {
            ApiException error =
                    manners.computeIfAbsent(operation, Wordings::of).refuse(operation, violations);
            if (error != null) {
                throw error;
            }
        }
        return decoded;
    }
}
