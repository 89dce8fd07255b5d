package cloudjar.services.lambda;

import cloudjar.services.lambda.LambdaTables.Part;

/** By which keys policies are kept. */
final class Policies {
    static final String FUNCTION = "function:";
    static final String LAYER = "layer:";
    private static final String WHOLE = "";

    private Policies() {}

    /** The policy of what a name means: the function itself where it says no qualifier. */
    static Part key(FunctionName name) {
        String qualifier = name.qualifier();
        return new Part(
                FUNCTION + name.name(), qualifier == null || qualifier.equals(FunctionName.LATEST) ? WHOLE : qualifier);
    }

    static Part key(LayerName layer) {
        return new Part(LAYER + layer.name(), Long.toString(layer.number()));
    }
}
