package cloudjar.engines.function.training;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/**
 * A function that does what most do, so that an archive can be made of the classes that this takes; it ends where it is asked to.
 * Compiled for Java 11 by {@code pom.xml}.
 */
public final class Exercise implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        context.getLogger().log("asked: " + event);
        if (event.containsKey("end")) {
            System.exit(0);
        }
        return event;
    }
}
